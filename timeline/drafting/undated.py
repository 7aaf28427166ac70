"""Sentences without a date of their own: what date the text around them gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from timeline.dates.edtf import read_edtf
from timeline.drafting.clauses import Clause
from timeline.drafting.dating import from_publication
from timeline.drafting.lexicon import NUMBER, PRONOUN, WORD, Lexicon
from timeline.drafting.modality import of_clause, tells_state
from timeline.drafting.reading import Sentence, Statement
from timeline.drafting.speakers import Memory, Who
from timeline.drafting.surroundings import Dated, Given, Surroundings
from timeline.drafting.unit import Unit
from timeline.drafting.units import Units

_REACH: Final = 3
"""Sentences over which an account goes on without naming its date again."""
_SEARCHED: Final = 60
"""Dates that are looked back at for a document that is named again."""
_FRESH: Final = 60
"""Days before publication within which a report is news; older ones are cited for one fact."""
_SAME_DAY: Final = 12
"""Sentences in which the event that a press report comments on is looked for."""


class Undated:
    """Gives dates to the statements and clauses of sentences that have none.

    prominent: names that the text keeps to, which stand in for actors where none is known.
    """

    def __init__(self, words: Lexicon, memory: Memory, prominent: frozenset[str]) -> None:
        self._words = words
        self._memory = memory
        self._prominent = prominent

    def units(
        self, sentence: Sentence, units: Units, around: Surroundings, quoted: Who | None
    ) -> list[tuple[Unit, Given]]:
        """The events of a sentence without a date, each with the date that it takes."""
        if quoted is not None:
            return self._quote(sentence, units, around, quoted)
        found: list[tuple[Unit, Given]] = []
        for statement in sentence.statements:
            given = self._statement_date(sentence, statement, around)
            if given is not None:
                found.append((units.statement(statement), given))
        said = {n for s in sentence.statements for n in (s.clause, *s.contents)}
        for number, clause in enumerate(sentence.clauses):
            if clause.kind not in {"main", "coordinate", "relative"} or number in said:
                continue
            before = self._before(sentence, number, units, around)
            if before is not None:
                found.append(before)
                continue
            unit = units.event(number)
            given = self._clause_date(sentence, unit, around)
            if given is not None:
                found.append((self._as_document(unit, given), given))
        return found

    def _before(
        self, sentence: Sentence, number: int, units: Units, around: Surroundings
    ) -> tuple[Unit, Given] | None:
        """ "The statement followed talks with X": the talks, before the statement's day."""
        clause = sentence.clauses[number]
        last = self._last(sentence, around)
        verb = clause.verb
        if verb is None or last is None:
            return None
        lows = sentence.tokens.lows
        subject = set(lows[clause.subject[0] : clause.subject[1]])
        named = subject & (self._words.sets["nouns.documents"] | self._words.sets["nouns.sayings"])
        if not named or "follow" not in self._words.bases(lows[verb.head]) or verb.passive:
            return None
        unit = units.object_noun(verb.end, clause.end)
        if unit is None:
            return None
        return unit, Given("before", last.edtf, last.derivation, last.wording)

    def _as_document(self, unit: Unit, given: Given) -> Unit:
        if given.rule != "same-document":
            return unit
        return replace(unit, verdict=replace(unit.verdict, modality="announced", rule="m-document"))

    # -- statements

    def _statement_date(
        self, sentence: Sentence, statement: Statement, around: Surroundings
    ) -> Given | None:
        who = self._memory.who(sentence, statement.speaker)
        last = self._last(sentence, around)
        if sentence.words(*statement.speaker).lower() in self._words.sets["grammar.of_speakers"]:
            return None
        if (
            not statement.contents
            and statement.noun < 0
            and self._says_nothing(sentence, statement)
        ):
            return None
        passed = set(sentence.tokens.lows) & self._words.sets["background.still"]
        if last is not None and not passed and self._goes_on(sentence, statement, who, last):
            return Given("carried-over", last.edtf, last.derivation, last.wording)
        named = self._document(sentence, statement.speaker, around)
        if named is not None:
            return Given("same-document", named.edtf, named.derivation, named.wording)
        following = around.following
        if following is not None and who.kind == "person" and following.who.key == who.key:
            return Given("carried-back", following.edtf, following.derivation, following.wording)
        if around.report is not None and self._covers(around, sentence):
            return self._reported(sentence, around)
        return self._published(sentence, statement, who, around)

    def _goes_on(self, sentence: Sentence, statement: Statement, who: Who, last: Dated) -> bool:
        if not last.says:
            return self._was_there(who, last)
        if who.is_known and who.key == last.who.key:
            return True
        start, end = statement.speaker
        pronoun = any(sentence.tokens.bits[at] & PRONOUN for at in range(start, end))
        return pronoun and end - start <= 2 and who.key in {"", last.who.key}

    def _was_there(self, who: Who, last: Dated) -> bool:
        """Whether a person was named in the sentence that dates a meeting: what they say, they say there."""
        meets = set(last.sentence.tokens.lows) & self._words.sets["nouns.meetings"]
        there = {actor.slug for actor in last.sentence.actors if actor.kind == "person"}
        return bool(meets) and not last.says and who.slug in there

    def _published(
        self, sentence: Sentence, statement: Statement, who: Who, around: Surroundings
    ) -> Given | None:
        """Present and perfect tenses of known speakers: they have said so by publication."""
        if not around.published or not self._matters(who) or statement.clause < 0:
            return None
        verb = sentence.clauses[statement.clause].verb
        complete = bool(statement.contents) or statement.noun >= 0
        told = verb is not None and verb.tense == "perfect"
        if not told and not (complete and who.kind == "person"):
            return None
        return _at_publication("by-publication", around.published)

    def _matters(self, who: Who, *, whole: bool = True) -> bool:
        """Whether somebody is a known actor, or one whom the text keeps to where none is known.

        whole: what only has such a name in it does not matter: "Oslo's effort to open a base".
        """
        named = {word.removesuffix("'s").removesuffix("’s") for word in who.label.split()}
        return bool(who.slug) or (
            (who.kind is not None or not whole) and bool(named & self._prominent)
        )

    def _says_nothing(self, sentence: Sentence, statement: Statement) -> bool:
        """A bare "X said": what is said stands in another sentence."""
        if statement.clause < 0:
            return False
        clause = sentence.clauses[statement.clause]
        verb = clause.verb
        if verb is None:
            return True
        return not any(bits & WORD for bits in sentence.tokens.bits[verb.end : clause.end])

    # -- quotes

    def _quote(
        self, sentence: Sentence, units: Units, around: Surroundings, quoted: Who
    ) -> list[tuple[Unit, Given]]:
        contents = tuple(
            number
            for number, clause in enumerate(sentence.clauses)
            if clause.kind in {"main", "coordinate"}
        )
        if not contents:
            return []
        statement = Statement(-1, "say", (0, 0), contents)
        last = self._last(sentence, around)
        if last is not None and (last.who.key == quoted.key or self._was_there(quoted, last)):
            given: Given | None = Given("carried-over", last.edtf, last.derivation, last.wording)
        else:
            given = self._reported(sentence, around) if around.report is not None else None
        return [] if given is None else [(units.statement(statement), given)]

    # -- clauses

    def _clause_date(self, sentence: Sentence, unit: Unit, around: Surroundings) -> Given | None:
        clause = unit.clause
        if clause is None or clause.verb is None:
            return None
        verdict = unit.verdict
        sequel = self._sequel(sentence, unit, around)
        if sequel is not None:
            return sequel
        subject = sentence.tokens.lows[unit.subject[0] : unit.subject[1]]
        last = self._last(sentence, around)
        named = self._document(sentence, unit.subject, around)
        provides = self._words.is_form("speech.document", sentence.tokens.lows[clause.verb.head])
        if named is not None and provides:
            return Given("same-document", named.edtf, named.derivation, named.wording)
        if last is not None and self._same_thing(subject, last):
            if verdict.modality == "planned":
                return Given("after", last.edtf, last.derivation, last.wording)
            if not last.says and not tells_state(sentence, clause, self._words):
                return Given("carried-over", last.edtf, last.derivation, last.wording)
        who = self._memory.who(sentence, unit.subject)
        if not self._matters(who, whole=verdict.modality != "cancelled"):
            return None
        if around.report is not None and sentence.reports and self._tells(sentence, clause):
            return self._reported(sentence, around)
        if around.published:
            rule = self._publication_rule(sentence, clause)
            return _at_publication(rule, around.published) if rule else None
        return None

    def _sequel(self, sentence: Sentence, unit: Unit, around: Surroundings) -> Given | None:
        """ "Subsequently, ...": after the event before it in the paragraph."""
        clause = unit.clause
        last = self._last(sentence, around, lasting=True)
        if clause is None or clause.verb is None or last is None or not around.published:
            return None
        opens = sentence.tokens.lows[0] in self._words.sets["background.sequels"]
        told = clause.verb.tense == "past" and unit.verdict.modality == "occurred"
        if not opens or not told or tells_state(sentence, clause, self._words):
            return None
        return Given(f"sequel {around.published}", last.edtf, last.derivation, last.wording)

    def _tells(self, sentence: Sentence, clause: Clause) -> bool:
        verb = clause.verb
        if verb is None or clause.kind == "relative":
            return False
        return verb.tense in {"past", "perfect"} and not tells_state(sentence, clause, self._words)

    def _publication_rule(self, sentence: Sentence, clause: Clause) -> str:
        """Which rule a clause without any date falls under by its own words, "" for none."""
        words = self._words
        verb = clause.verb
        if verb is None:
            return ""
        verdict = of_clause(sentence, clause, words)
        lows = sentence.tokens.lows[clause.start : clause.end]
        if verdict.modality == "cancelled":
            return "by-publication"
        if verdict.rule == "m-plan" and not verb.modal and verb.tense == "present":
            return "after-publication"
        if any(low in words.sets["background.present"] for low in lows):
            counted = words.is_form("background.figures", sentence.tokens.lows[verb.head])
            figure = any(bits & NUMBER for bits in sentence.tokens.bits[clause.start : clause.end])
            return "at-publication" if counted and figure else ""
        if clause.kind == "relative" or tells_state(sentence, clause, words):
            return ""
        if verdict.rule == "m-refused" and verb.tense in {"present", "perfect"}:
            return "by-publication"
        return "by-publication" if verb.tense == "perfect" and not verb.progressive else ""

    def _same_thing(self, subject: Sequence[str], last: Dated) -> bool:
        """ "The meeting ..." behind "a session was held": the account of one thing goes on."""
        if not subject or subject[0] not in self._words.sets["grammar.definite"]:
            return False
        lows = set(last.sentence.tokens.lows)
        meetings, sets = self._words.sets["nouns.meetings"], self._words.sets
        heads = set(subject[1:4])
        if heads & meetings and lows & (meetings | sets["nouns.met"]):
            return True
        return bool(heads & (sets["nouns.things"] | sets["nouns.documents"]) & lows)

    def _covers(self, around: Surroundings, sentence: Sentence) -> bool:
        """Whether a report is of the sentences before it too: not where it is months old."""
        if around.report is None or sentence.reports or not around.published:
            return True
        age = read_edtf(around.published).last_day - read_edtf(around.report.edtf).last_day
        return age <= _FRESH

    # -- what is looked back at

    def _last(
        self, sentence: Sentence, around: Surroundings, *, lasting: bool = False
    ) -> Dated | None:
        """The date of the paragraph's account so far, not too far back."""
        for dated in reversed(around.dated):
            if dated.lasts and not lasting:
                continue
            if sentence.number - dated.sentence.number > _REACH:
                return None
            if dated.sentence.paragraph == sentence.paragraph:
                return dated
            before = sentence.number - dated.sentence.number
            return dated if before <= 1 or (before == 2 and sentence.quoted) else None
        return None

    def _document(
        self, sentence: Sentence, subject: tuple[int, int], around: Surroundings
    ) -> Dated | None:
        """The date of a document that the subject names again: "the statement", "the declaration"."""
        lows = sentence.tokens.lows[subject[0] : subject[1]]
        definite = lows[:1] in {("the",), ("this",), ("that",)} or lows[:2] == ("a", "joint")
        if not definite or len(lows) > 7:
            return None
        named = set(lows) & self._words.sets["nouns.documents"]
        if not named or (lows[-1] not in named and lows[2:3] != tuple(named)):
            return None
        known = [
            d
            for d in around.dated[-_SEARCHED:]
            if not d.lasts and read_edtf(d.edtf).precision == "day"
        ]
        for dated in reversed(known):
            if named & set(dated.sentence.tokens.lows):
                return dated
        if known and self._signs_something(known[-1].sentence):
            near = sentence.number - known[-1].sentence.number <= _REACH
            return known[-1] if near else None
        return None

    def _signs_something(self, sentence: Sentence) -> bool:
        """A pact that was signed and "the declaration" in the next lines are one document."""
        lows = sentence.tokens.lows
        signing = self._words.sets["nouns.signing"]
        signs = any(set(self._words.bases(low)) & signing for low in lows)
        return signs and bool(set(lows) & self._words.sets["nouns.documents"])

    def _reported(self, sentence: Sentence, around: Surroundings) -> Given | None:
        report = around.report
        if report is None:
            return None
        for dated in reversed(around.dated):
            if sentence.number - dated.sentence.number > _SAME_DAY:
                break
            if dated.edtf == report.edtf and self._shares(sentence, dated):
                return Given("reported-same-day", report.edtf, report.derivation, report.wording)
        return Given("reported", report.edtf, report.derivation, report.wording)

    def _shares(self, sentence: Sentence, dated: Dated) -> bool:
        mine = {actor.slug for actor in sentence.actors}
        theirs = {actor.slug for actor in dated.sentence.actors}
        nouns = set(sentence.tokens.lows) & set(dated.sentence.tokens.lows)
        return bool(mine & theirs) or bool(nouns & self._words.sets["nouns.events"])


def _at_publication(rule: str, published: str) -> Given:
    return Given(rule, published, from_publication(published), None)
