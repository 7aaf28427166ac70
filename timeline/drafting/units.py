"""What the dates of one sentence belong to: a clause, a statement, an event noun, or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal

from sources.anchoring import Span
from timeline.dates.edtf import read_edtf
from timeline.drafting.clauses import Clause
from timeline.drafting.lexicon import (
    ADVERB,
    CAPITAL,
    CLOSE,
    COMMA,
    COORDINATOR,
    DETERMINER,
    GERUND,
    NUMBER,
    OPEN,
    PARTICIPLE,
    POSSESSIVE,
    PREPOSITION,
    QUOTE,
    RELATIVE,
    STOP,
    SUBORDINATOR,
    WORD,
    Lexicon,
)
from timeline.drafting.modality import Verdict, of_clause, of_statement, tells_state
from timeline.drafting.reading import DateAt, Sentence, Statement

Kind = Literal["event", "statement", "plan", "noun", "aside"]

_A_YEAR: Final = 366
_COMPARED: Final = 14
"""Tokens before a date in which "from" and a figure make it one of comparison."""
_NOUN_REACH: Final = 14
"""Tokens before a date in which the noun of its event is looked for."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One event that a sentence tells, before it is drafted.

    tokens: the passage. subject, predicate: tokens for the title; a plan's predicate begins at
    its verb. statement: what is said where the unit is a statement; said_by: who says the event,
    where somebody does. date: of the words, None without. bound: "since" or "until" before it.
    """

    kind: Kind
    sentence: Sentence
    tokens: tuple[int, int]
    subject: tuple[int, int]
    predicate: tuple[int, int]
    verdict: Verdict
    date: DateAt | None = None
    bound: str = ""
    statement: Statement | None = None
    said_by: Statement | None = None
    clause: Clause | None = None

    @property
    def span(self) -> Span:
        """The passage in the text: the whole sentence where the unit reaches over all of it."""
        first, end = self.tokens
        sentence = self.sentence
        place = sentence.place(first, end)
        if end >= len(sentence.tokens):
            place = replace(place, end=sentence.span.end)
        return place


@dataclass(frozen=True, slots=True)
class Refused:
    """A date that belongs to no event, and the rule that says so."""

    date: DateAt
    rule: str


class Units:
    """Finds the units of one sentence."""

    def __init__(self, sentence: Sentence, words: Lexicon, published_until: int | None) -> None:
        self._sentence = sentence
        self._words = words
        self._published_until = published_until
        self._by_clause = {s.clause: s for s in sentence.statements if s.clause >= 0}
        self._sayers = {n: s for s in sentence.statements for n in s.contents}

    def of_date(self, date: DateAt, edtf: str) -> list[Unit] | Refused:
        """The events that a date belongs to: one, two where a phrase names one more, or none."""
        sentence = self._sentence
        if rule := self._no_event(date):
            return Refused(date, rule)
        number = self._innermost(date.first)
        if self._is_modifier(date) and not self._in_speaker(date, number):
            noun_of = self._noun_behind(date)
            return [self._noun_unit(date, noun_of)] if noun_of >= 0 else Refused(date, "modifier")
        aside = self._aside(date, number)
        if aside is not None:
            return [aside]
        noun = self._noun(date)
        if noun is not None and noun[1] != "during":
            first = [self._noun_unit(date, noun[0])]
            return first + (self._since(date, number, noun[1]) if number >= 0 else [])
        if number < 0:
            return Refused(date, "no-clause")
        clause = sentence.clauses[number]
        if clause.opener in {"if", "unless", "whether"}:
            return Refused(date, "condition")
        extra = (
            [self._noun_unit(date, noun[0])]
            if noun is not None and self._is_long(noun[0], date)
            else []
        )
        more = self._shared(date, number, edtf)
        if number in self._by_clause:
            return [*extra, self.statement(self._by_clause[number], date), *more]
        if self._is_past_of_perfect(date, clause, edtf):
            return (
                [self._noun_unit(date, noun[0])]
                if noun is not None
                else Refused(date, "background")
            )
        if self._is_background(date, clause):
            return more or Refused(date, "background")
        return [*extra, self._event(date, number, edtf), *more]

    def _in_speaker(self, date: DateAt, number: int) -> bool:
        """ "The March 14 statement said": the date of what speaks is that of the saying."""
        statement = self._by_clause.get(number)
        return statement is not None and statement.speaker[0] <= date.first < statement.speaker[1]

    def _is_modifier(self, date: DateAt) -> bool:
        """Whether a date stands inside a noun phrase: "a June agreement", "last year's catch"."""
        tokens = self._sentence.tokens
        if tokens.lows[date.end - 1].endswith("'s") or tokens.lows[date.end : date.end + 1] == (
            "'s",
        ):
            return True
        if date.first == 0 or date.end >= len(tokens):
            return False
        before, after = tokens.bits[date.first - 1], tokens.bits[date.end]
        verbs = {c.verb.start for c in self._sentence.clauses if c.verb is not None}
        opens = PREPOSITION | ADVERB | DETERMINER | COORDINATOR | SUBORDINATOR | RELATIVE | GERUND
        noun = bool(after & WORD) and not after & opens and date.end not in verbs
        return (
            noun and bool(before & (DETERMINER | POSSESSIVE)) and tokens.lows[date.first] != "the"
        )

    def _noun_behind(self, date: DateAt) -> int:
        """The event noun that a date stands before, "Wednesday's meeting"; -1 where there is none."""
        tokens = self._sentence.tokens
        for at in range(date.end, min(date.end + 4, len(tokens))):
            if tokens.bits[at] & (PREPOSITION | COMMA | STOP):
                break
            if tokens.lows[at] in self._words.sets["nouns.events"]:
                return at
        return -1

    def _is_past_of_perfect(self, date: DateAt, clause: Clause, edtf: str) -> bool:
        """A perfect tense takes no date that is over: "has widened the inquiry of the attack in May"."""
        verb = clause.verb
        if verb is None or verb.tense != "perfect" or date.first < verb.end or self._bound(date):
            return False
        if clause.kind != "main" or self._published_until is None:
            return False
        return read_edtf(edtf).last_day < self._published_until - _A_YEAR

    def _shared(self, date: DateAt, number: int, edtf: str) -> list[Unit]:
        """What the same subject did beside: a date at the head of a sentence is of all its verbs."""
        sentence = self._sentence
        clause = sentence.clauses[number]
        verb = clause.verb
        if verb is None or date.first >= clause.subject[0] + 1 or clause.subject[0] >= verb.start:
            return []
        found: list[Unit] = []
        for other in range(number + 1, len(sentence.clauses)):
            later = sentence.clauses[other]
            if later.kind != "coordinate" or later.subject != clause.subject:
                continue
            if any(later.start <= at.first < self._end(later) for at in sentence.dates):
                continue
            if other in self._by_clause:
                found.append(self.statement(self._by_clause[other], date))
            elif not tells_state(sentence, later, self._words):
                found.append(self._event(date, other, edtf))
        return found

    def statement(self, statement: Statement, date: DateAt | None = None) -> Unit:
        """The unit of somebody saying something."""
        sentence = self._sentence
        clauses = [sentence.clauses[n] for n in statement.contents]
        own = sentence.clauses[statement.clause] if statement.clause >= 0 else None
        spans = [(c.start, self._end(c)) for c in clauses]
        if own is not None:
            spans.append((own.start, self._whole(statement.clause)))
        else:
            spans.append(statement.speaker)
        inner = self._descendants(statement)
        first = min(start for start, _ in spans)
        last = max([end for _, end in spans] + [self._end(c) for c in inner])
        predicate = (0, 0)
        if own is not None and own.verb:
            predicate = (own.verb.start, self._whole(statement.clause))
        verdict = of_statement(sentence, statement, self._words)
        return Unit(
            "statement", sentence, self._trimmed(first, last), statement.speaker, predicate, verdict, date,
            statement=statement, clause=own,
        )  # fmt: skip

    def plan_of(self, unit: Unit) -> Unit | None:
        """The plan that a statement or an agreement announces, where it names one."""
        if unit.kind == "statement" and unit.statement is not None:
            for number in unit.statement.contents:
                clause = self._sentence.clauses[number]
                verdict = of_clause(self._sentence, clause, self._words)
                strong = clause.verb is not None and clause.verb.modal not in {"would"}
                claims = unit.statement.act in {"claim", "deny"}
                if verdict.modality == "planned" and verdict.plan >= 0 and strong and not claims:
                    return self._plan(clause, verdict.plan, unit)
        if (
            unit.verdict.plan >= 0
            and unit.clause is not None
            and unit.verdict.modality != "planned"
        ):
            return self._plan(unit.clause, unit.verdict.plan, unit)
        return None

    def event(self, number: int) -> Unit:
        """The unit of a clause without a date."""
        return self._clause_unit(number, None)

    # -- which dates are no events

    def _no_event(self, date: DateAt) -> str:
        tokens = self._sentence.tokens
        before = tokens.lows[max(0, date.first - 4) : date.first]
        if self._compares(date):
            return "comparison"
        lead = self._sentence.clauses[0] if self._sentence.clauses else None
        if lead and lead.start <= date.first < lead.subject[0] and lead.kind == "main":
            opener = next((low for low in tokens.lows[lead.start :] if low[0].isalpha()), "")
            direct = date.first - lead.start <= 2
            if opener in self._words.sets["nouns.circumstances"] and not direct:
                return "background"
        if "than" in before[-2:] or "compared" in before or "versus" in before[-1:]:
            return "comparison"
        depth = 0
        for at in range(date.first):
            depth += bool(tokens.bits[at] & OPEN) - bool(tokens.bits[at] & CLOSE)
        return "in-brackets" if depth > 0 else ""

    def _compares(self, date: DateAt) -> bool:
        """ "up from 20 tons a year earlier": a figure of another time, beside that of the event."""
        tokens = self._sentence.tokens
        for at in range(max(0, date.first - _COMPARED), date.first - 1):
            following = tokens.words[at + 1]
            figure = tokens.bits[at + 1] & NUMBER or following in "$€£"
            if tokens.lows[at] in {"from", "against", "versus"} and figure and at + 1 < date.first:
                number_is_date = date.first <= at + 1 < date.end
                return not number_is_date
        return False

    def _is_background(self, date: DateAt, clause: Clause) -> bool:
        verb = clause.verb
        if verb is None or of_clause(self._sentence, clause, self._words).modality == "planned":
            return verb is None
        if not tells_state(self._sentence, clause, self._words):
            return False
        return verb.tense in {"present", "perfect"} or self._bound(date) == "since"

    def _innermost(self, at: int) -> int:
        inside = [
            number
            for number, clause in enumerate(self._sentence.clauses)
            if clause.start <= at < self._end(clause)
        ]
        if inside:
            return max(inside, key=lambda number: (self._sentence.clauses[number].start, number))
        before = [n for n, clause in enumerate(self._sentence.clauses) if clause.start <= at]
        return before[-1] if before else (0 if self._sentence.clauses else -1)

    # -- what a date is of

    def _event(self, date: DateAt, number: int, edtf: str) -> Unit:
        unit = self._clause_unit(number, date)
        verdict = unit.verdict
        if verdict.modality == "occurred" and self._is_ahead(edtf):
            verdict = replace(verdict, modality="planned", rule="m-future")
        said = unit.said_by
        if said is not None and verdict.modality == "occurred" and said.act in {"claim", "deny"}:
            speech = of_statement(self._sentence, said, self._words)
            verdict = replace(verdict, modality=speech.modality, rule=speech.rule, cues=speech.cues)
        return replace(unit, verdict=verdict, bound=self._bound(date))

    def _is_ahead(self, edtf: str) -> bool:
        return (
            self._published_until is not None and read_edtf(edtf).first_day > self._published_until
        )

    def _clause_unit(self, number: int, date: DateAt | None) -> Unit:
        sentence = self._sentence
        clause = sentence.clauses[number]
        verdict = of_clause(sentence, clause, self._words)
        end = self._whole(number)
        subject = clause.subject
        start = clause.start
        verb = clause.verb
        predicate = (verb.start if verb else start, end)
        if clause.kind == "relative" and subject[1] - subject[0] < 1:
            start = self._antecedent(clause)
            subject = (start, clause.origin if clause.origin >= 0 else clause.start)
        elif clause.kind == "adverbial":
            start = clause.start + 1
        elif subject[0] < start:
            start = subject[0]
        later = self._result(date, predicate[0], end)
        end = self._before_result(date, end)
        predicate = (predicate[0], end)
        if later >= 0:
            predicate = (later, end)
            verdict = Verdict("occurred", "m-occurred", ((later, later + 1),))
        elif verdict.modality == "planned" and verdict.plan >= 0:
            predicate = (verdict.plan, end)
        kind: Kind = "plan" if verdict.modality == "planned" and verdict.plan >= 0 else "event"
        if date is not None and date.first < start and date.first >= clause.start:
            start = clause.start
        first = self._trimmed(start, end)
        return Unit(
            kind, sentence, first, subject, predicate, verdict, date,
            said_by=self._sayers.get(number), clause=clause,
        )  # fmt: skip

    def _result(self, date: DateAt | None, start: int, end: int) -> int:
        """The verb of "..., only to rejoin last August", where the date is of that; else -1."""
        lows = self._sentence.tokens.lows
        if date is None:
            return -1
        for at in range(min(date.first, end) - 2, start, -1):
            if lows[at] == "only" and lows[at + 1] == "to":
                return at + 2
            if self._sentence.tokens.bits[at] & COMMA:
                break
        return -1

    def _before_result(self, date: DateAt | None, end: int) -> int:
        """The end of a clause, before the comma behind its date that a new step follows."""
        tokens = self._sentence.tokens
        if date is None:
            return end
        for at in range(date.end, end - 1):
            if tokens.bits[at] & COMMA and tokens.lows[at + 1] in {
                "only",
                "following",
                "after",
                "before",
            }:
                return at
        return end

    def _bound(self, date: DateAt) -> str:
        tokens = self._sentence.tokens
        at = date.first - 1
        while at >= 0 and tokens.lows[at] in {"in", "late", "early", "at", "the"}:
            at -= 1
        low = tokens.lows[at] if at >= 0 else ""
        if low == "since":
            return "since"
        pair = tokens.lows[at - 1 : at + 1] if at > 0 else ()
        return "until" if low in {"until", "till"} or pair == ("up", "to") else ""

    def _since(self, date: DateAt, number: int, governor: str) -> list[Unit]:
        """ "Since its founding in 2002, X has kept ...": from then on, beside the founding."""
        clause = self._sentence.clauses[number]
        verb = clause.verb
        lasting = verb is not None and verb.tense == "perfect"
        if governor != "since" or not lasting or tells_state(self._sentence, clause, self._words):
            return []
        return [replace(self._clause_unit(number, date), bound="since")]

    def _antecedent(self, clause: Clause) -> int:
        """Where the noun begins that a relative clause hangs on."""
        tokens = self._sentence.tokens
        at = (clause.origin if clause.origin >= 0 else clause.start) - 1
        while at >= 0 and not tokens.bits[at] & WORD:
            at -= 1
        first = at
        parent = self._sentence.clauses[clause.parent] if clause.parent >= 0 else None
        stop = parent.verb.end if parent and parent.verb and parent.verb.end <= at else 0
        while at >= stop and at > first - 10:
            bits = tokens.bits[at]
            if bits & (COMMA | STOP) or (bits & PREPOSITION and tokens.lows[at] != "of"):
                break
            if tokens.lows[at] == "that":
                break
            first_here = at
            at -= 1
            if bits & DETERMINER:
                return first_here
        return at + 1

    # -- asides and nouns

    def _aside(self, date: DateAt, number: int) -> Unit | None:
        """ "the doctrine, signed by X three days earlier, ...": the participle's event."""
        tokens = self._sentence.tokens
        comma = next(
            (at for at in range(date.first - 1, 0, -1) if tokens.bits[at] & (COMMA | STOP)), -1
        )
        while comma > 0 and tokens.bits[comma - 1] & NUMBER and comma + 1 >= date.first:
            comma = next((at for at in range(comma - 1, 0, -1) if tokens.bits[at] & COMMA), -1)
        if comma < 1 or comma + 1 >= date.first:
            return None
        head = comma + 1
        verbs = {c.verb.start for c in self._sentence.clauses if c.verb is not None}
        inside = any(head <= start < date.first for start in verbs)
        if not tokens.bits[head] & PARTICIPLE or tokens.bits[head] & GERUND or inside:
            return None
        parent = self._sentence.clauses[number] if number >= 0 else None
        start = parent.subject[0] if parent and parent.subject[0] < comma else max(0, comma - 6)
        if parent and parent.verb and parent.verb.start < comma:
            start = max(parent.verb.end, comma - 8)
        end = next((at for at in range(date.end, len(tokens)) if tokens.bits[at] & COMMA), date.end)
        verdict = Verdict("occurred", "m-occurred", ((head, head + 1),))
        return Unit(
            "aside",
            self._sentence,
            self._trimmed(start, end),
            (start, comma),
            (head, end),
            verdict,
            date,
        )

    def _noun(self, date: DateAt) -> tuple[int, str] | None:
        """The event noun that a date belongs to by a preposition or "followed": its token, and which."""
        tokens, sets = self._sentence.tokens, self._words.sets
        verbs = {
            at for c in self._sentence.clauses if c.verb for at in range(c.verb.start, c.verb.end)
        }
        noun = -1
        for at in range(date.first - 1, max(-1, date.first - _NOUN_REACH), -1):
            low, bits = tokens.lows[at], tokens.bits[at]
            if noun >= 0 and low in sets["nouns.governors"]:
                if low in {"at", "with", "of", "by", "from", "to", "amid", "upon"}:
                    return None
                return noun, low
            if at in verbs:
                followed = noun >= 0 and self._words.is_form("nouns.governors", low)
                return (noun, "follow") if followed and self._is_object(at, noun) else None
            if bits & (COMMA | STOP):
                return None
            if low in sets["nouns.events"]:
                noun = at
        return None

    def _is_object(self, verb: int, noun: int) -> bool:
        """Whether only articles and adjectives stand between a verb and its noun."""
        bits = self._sentence.tokens.bits
        return not any(bits[at] & (PREPOSITION | COMMA) for at in range(verb + 1, noun))

    def _is_long(self, noun: int, date: DateAt) -> bool:
        """Whether a "during" phrase tells enough to be an event: a meeting of some with others."""
        tokens = self._sentence.tokens
        if tokens.lows[noun] not in self._words.sets["nouns.meetings"]:
            return False
        end = self._phrase_end(date.end)
        return any(low in {"between", "with", "of"} for low in tokens.lows[noun:end])

    def _noun_unit(self, date: DateAt, noun: int) -> Unit:
        tokens = self._sentence.tokens
        start = noun
        while start > 0:
            bits = tokens.bits[start - 1]
            if bits & (PREPOSITION | COMMA | STOP) and not bits & POSSESSIVE:
                break
            if not bits & WORD or tokens.lows[start - 1] in self._words.sets["nouns.governors"]:
                break
            if self._words.is_form("nouns.governors", tokens.lows[start - 1]):
                break
            start -= 1
        end = self._phrase_end(max(date.end, noun + 1))
        verdict = Verdict("occurred", "m-event-noun", ((noun, noun + 1),))
        if tokens.lows[noun] in {"announcement", "statement", "declaration", "pledge"}:
            verdict = replace(verdict, modality="announced")
        return Unit(
            "noun",
            self._sentence,
            self._trimmed(start, end),
            (start, start),
            (start, end),
            verdict,
            date,
        )

    def _phrase_end(self, at: int) -> int:
        """Where the phrase around a date ends: a comma, or the clause that it stands in."""
        tokens = self._sentence.tokens
        stops = {c.start for c in self._sentence.clauses if c.kind not in {"relative", "content"}}
        stops |= {c.verb.start for c in self._sentence.clauses if c.verb and c.kind == "main"}
        while at < len(tokens) and not tokens.bits[at] & (COMMA | STOP | OPEN):
            if at in stops or tokens.words[at] == ".":
                break
            at += 1
        return at

    # -- places

    def _descendants(self, statement: Statement) -> Iterator[Clause]:
        """The clauses inside what is said."""
        inside = set(statement.contents)
        for number, clause in enumerate(self._sentence.clauses):
            if clause.parent in inside:
                inside.add(number)
                yield clause

    def _plan(self, clause: Clause, plan: int, unit: Unit) -> Unit:
        end = self._end(clause)
        verdict = Verdict("planned", "m-plan", ((plan - 1, plan + 1),), plan)
        start = clause.start if clause.kind == "content" else unit.tokens[0]
        subject = clause.subject if clause.subject[1] > clause.subject[0] else unit.subject
        return Unit(
            "plan", self._sentence, self._trimmed(start, end), subject, (plan, end), verdict,
            said_by=unit.statement, clause=clause,
        )  # fmt: skip

    def _whole(self, number: int) -> int:
        """The end of a clause with the relative clauses that it can't do without: no comma before."""
        end = self._end(self._sentence.clauses[number])
        for later in range(number + 1, len(self._sentence.clauses)):
            clause = self._sentence.clauses[later]
            comma = self._sentence.tokens.bits[clause.start - 1] & COMMA
            if clause.kind == "relative" and clause.start == end and not comma:
                end = self._end(clause)
        return end

    def _end(self, clause: Clause) -> int:
        return min(clause.end or len(self._sentence.tokens), len(self._sentence.tokens))

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        tokens = self._sentence.tokens
        edge = COMMA | STOP
        while start < end - 1 and (
            tokens.bits[start] & edge or tokens.lows[start] in {"and", "but"}
        ):
            start += 1
        while end - 1 > start and tokens.bits[end - 1] & (edge | OPEN):
            end -= 1
        marks = [at for at in range(start, end) if tokens.bits[at] & QUOTE]
        if len(marks) % 2 and end - start > 1:
            start += marks[0] == start
            end -= marks[-1] == end - 1 and len(marks) > 1
        return start, max(end, start + 1)


def subject_is_name(sentence: Sentence, subject: tuple[int, int]) -> bool:
    """Whether a subject holds a name, so that it says who without the sentences before it."""
    return any(
        sentence.tokens.bits[at] & CAPITAL and not sentence.tokens.bits[at] & ADVERB
        for at in range(*subject)
    )
