"""What the dates of one sentence belong to: a clause, a statement, an event noun, or nothing."""

from __future__ import annotations

from dataclasses import replace

from timeline.dates.edtf import read_edtf
from timeline.drafting.clauses import Clause
from timeline.drafting.event_nouns import (
    aside_unit,
    governed_noun,
    noun_before,
    noun_behind,
    noun_unit,
    object_noun,
    tells_enough,
)
from timeline.drafting.extents import (
    antecedent,
    descendants,
    innermost,
    trimmed,
    whole_end,
    with_content,
)
from timeline.drafting.lexicon import CAPITAL, COMMA, COORDINATOR, PREPOSITION, Lexicon
from timeline.drafting.modality import Verdict, of_clause, of_statement, tells_state
from timeline.drafting.reading import DateAt, Sentence, Statement
from timeline.drafting.refusals import (
    bound_of,
    is_background,
    is_modifier,
    is_past_of_perfect,
    refusal,
)
from timeline.drafting.unit import Kind, Refused, Unit


class Units:
    """Finds the units of one sentence."""

    def __init__(self, sentence: Sentence, words: Lexicon, published_until: int | None) -> None:
        self._sentence = sentence
        self._words = words
        self._published_until = published_until
        self._by_clause = {s.clause: s for s in sentence.statements if s.clause >= 0}
        self._sayers = {n: s for s in sentence.statements for n in s.contents}

    def of_date(self, date: DateAt, edtf: str) -> list[Unit] | Refused:
        """The events that a date belongs to: one, more where its clause tells more, or none."""
        sentence, words = self._sentence, self._words
        if rule := refusal(sentence, date, words):
            return Refused(date, rule)
        number = innermost(sentence, date.first)
        if is_modifier(sentence, date) and not self._in_speaker(date, number):
            behind = noun_behind(sentence, date, words)
            named = behind >= 0
            return (
                [noun_unit(sentence, date, behind, words)] if named else Refused(date, "modifier")
            )
        if (aside := aside_unit(sentence, date, number)) is not None:
            return [aside]
        noun = governed_noun(sentence, date, words)
        if noun is not None and noun[1] != "during":
            lasting = self._since(date, number, noun[1]) if number >= 0 else []
            return [noun_unit(sentence, date, noun[0], words), *lasting]
        if number < 0:
            return Refused(date, "no-clause")
        held = noun is not None and tells_enough(sentence, noun[0], date, words)
        extra = [noun_unit(sentence, date, noun[0], words)] if noun is not None and held else []
        told = self._of_clause(date, number, edtf)
        return told if isinstance(told, Refused) else [*extra, *told]

    def statement(self, statement: Statement, date: DateAt | None = None) -> Unit:
        """The unit of somebody saying something."""
        sentence = self._sentence
        clauses = [sentence.clauses[number] for number in statement.contents]
        own = sentence.clauses[statement.clause] if statement.clause >= 0 else None
        spans = [(clause.start, clause.end) for clause in clauses]
        predicate = (0, 0)
        if own is not None and own.verb is not None:
            end = whole_end(sentence, statement.clause)
            predicate = (own.verb.start, end)
            spans.append((own.start, end))
        elif statement.speaker[1] > statement.speaker[0]:
            spans.append(statement.speaker)
        first = min(start for start, _ in spans)
        inner = [clause.end for clause in descendants(sentence, statement)]
        last = max([end for _, end in spans] + inner)
        verdict = of_statement(sentence, statement, self._words)
        passage = trimmed(sentence, first, last)
        return Unit(
            "statement", sentence, passage, statement.speaker, predicate, verdict, date,
            statement=statement, clause=own,
        )  # fmt: skip

    def event(self, number: int) -> Unit:
        """The unit of a clause without a date."""
        return self._clause_unit(number, None)

    def object_noun(self, start: int, end: int) -> Unit | None:
        """The event that a verb's object names, or None."""
        noun = object_noun(self._sentence, start, end, self._words)
        return noun_unit(self._sentence, None, noun, self._words) if noun >= 0 else None

    def followed(self, unit: Unit) -> Unit | None:
        """What an event came after: "..., following the collapse of the talks"; None for nothing."""
        tokens = self._sentence.tokens
        clause, before = unit.clause, self._words.sets["grammar.preceded_by"]
        if unit.date is None or clause is None:
            return None
        for at in range(unit.date.end, min(clause.end, len(tokens)) - 2):
            if any(date.first == at for date in self._sentence.dates):
                return None
            if tokens.bits[at] & COMMA and tokens.lows[at + 1] in before:
                dated = any(at < date.first < clause.end for date in self._sentence.dates)
                named = any(bits & CAPITAL for bits in tokens.bits[at + 2 : clause.end])
                return self.object_noun(at + 2, clause.end) if named and not dated else None
        return None

    def plan_of(self, unit: Unit) -> Unit | None:
        """The plan that a statement or an agreement announces, where it names one."""
        statement = unit.statement
        if statement is not None and statement.act not in {"claim", "deny"}:
            for number in statement.contents:
                clause = self._sentence.clauses[number]
                verdict = of_clause(self._sentence, clause, self._words)
                firm = clause.verb is not None and clause.verb.modal != "would"
                if verdict.modality == "planned" and verdict.plan >= 0 and firm:
                    return self._plan(clause, verdict.plan, unit)
            if statement.noun < 0:
                return None  # "pledged to help" is the pledge; "announced plans to" names a plan
        if (
            unit.verdict.plan >= 0
            and unit.clause is not None
            and unit.verdict.modality != "planned"
        ):
            return self._plan(unit.clause, unit.verdict.plan, unit)
        return None

    # -- a date and its clause

    def _of_clause(self, date: DateAt, number: int, edtf: str) -> list[Unit] | Refused:
        sentence = self._sentence
        clause = sentence.clauses[number]
        more = self._shared(date, number, edtf)
        if number in self._by_clause:
            unit = self.statement(self._by_clause[number], date)
            return self._spoken_of(unit, date) if self._is_ahead(edtf) else [unit, *more]
        if (plan := self._later_plan(date, clause)) is not None:
            return [plan]
        bound = bound_of(sentence, date)
        if is_past_of_perfect(date, clause, edtf, bound, self._published_until):
            return Refused(date, "background")
        if is_background(sentence, clause, bound, self._words):
            return more or Refused(date, "background")
        event = self._event(date, number, edtf)
        if event.subject[0] >= event.subject[1]:
            return more or Refused(date, "no-clause")
        if event.verdict.rule == "m-future" and not self._points_ahead(clause):
            return self._noun_ahead(date) or Refused(date, "background")
        return [event, *more]

    def _spoken_of(self, unit: Unit, date: DateAt) -> list[Unit] | Refused:
        """ "announced plans to build a bridge in 2012": nobody has spoken on a day to come."""
        plan = self.plan_of(unit)
        if plan is not None and plan.predicate[0] < date.first:
            return [replace(plan, date=date)]
        return self._noun_ahead(date) or Refused(date, "background")

    def _points_ahead(self, clause: Clause) -> bool:
        """Whether a verb may have a date to come: not in the past, or one of setting and planning."""
        verb = clause.verb
        if verb is None or verb.tense == "present":
            return True
        return self._words.is_form("ahead.setting", self._sentence.tokens.lows[verb.head])

    def _noun_ahead(self, date: DateAt) -> list[Unit]:
        """ "spoke of the visit in September": the visit is to come, the speaking is not."""
        noun = noun_before(self._sentence, date, self._words)
        if noun < 0:
            return []
        unit = noun_unit(self._sentence, date, noun, self._words)
        return [replace(unit, verdict=Verdict("planned", "m-future", unit.verdict.cues))]

    def _later_plan(self, date: DateAt, clause: Clause) -> Unit | None:
        """ "On March 3, the ministers agreed to meet in June": the second date is the plan's.

        So is the only one of "they had hoped to meet in June" and of "they have agreed to meet in June":
        nobody has done something in June. Of "they agreed to meet in June" it is not sure.
        """
        verb = clause.verb
        earlier = any(clause.start <= at.first < date.first for at in self._sentence.dates)
        low = self._sentence.tokens.lows[verb.head] if verb else ""
        wished = self._words.is_form("ahead.wishing", low) or (verb and verb.tense == "perfect")
        if verb is None or not (earlier or wished):
            return None
        verdict = of_clause(self._sentence, clause, self._words)
        if verdict.rule != "m-agreed" or not 0 <= verdict.plan < date.first:
            return None
        first = self._clause_unit(innermost(self._sentence, verb.start), None)
        return replace(self._plan(clause, verdict.plan, first), date=date)

    def _in_speaker(self, date: DateAt, number: int) -> bool:
        """ "The March 14 statement said": the date of what speaks is that of the saying."""
        statement = self._by_clause.get(number)
        return statement is not None and statement.speaker[0] <= date.first < statement.speaker[1]

    def _shared(self, date: DateAt, number: int, edtf: str) -> list[Unit]:
        """What the same subject did beside: a date at the head of a sentence is of all its verbs."""
        sentence = self._sentence
        clause = sentence.clauses[number]
        verb = clause.verb
        if verb is None or date.first > clause.subject[0] or clause.subject[0] >= verb.start:
            return []
        found: list[Unit] = []
        for other in range(number + 1, len(sentence.clauses)):
            later = sentence.clauses[other]
            if not self._goes_on(clause, later):
                continue
            if any(later.start <= at.first < later.end for at in sentence.dates):
                continue
            if other in self._by_clause:
                found.append(self.statement(self._by_clause[other], date))
            elif not tells_state(sentence, later, self._words):
                found.append(self._event(date, other, edtf))
        return found

    def _goes_on(self, clause: Clause, later: Clause) -> bool:
        """Whether a clause tells more of one day: "they met and ate", "they left, and we stayed"."""
        if later.kind == "coordinate":
            return later.subject == clause.subject
        joined = later.start > 0 and self._sentence.tokens.bits[later.start - 1] & COORDINATOR
        done = later.verb is not None and later.verb.tense == "past"
        return bool(joined) and later.kind == "main" and clause.kind == "main" and done

    def _since(self, date: DateAt, number: int, governor: str) -> list[Unit]:
        """ "Since its founding in 2002, X has kept ...": from then on, beside the founding."""
        clause = self._sentence.clauses[number]
        verb = clause.verb
        lasting = verb is not None and verb.tense == "perfect"
        if governor != "since" or not lasting or tells_state(self._sentence, clause, self._words):
            return []
        return [replace(self._clause_unit(number, date), bound="since")]

    def _event(self, date: DateAt, number: int, edtf: str) -> Unit:
        unit = self._clause_unit(number, date)
        verdict, said = unit.verdict, unit.said_by
        if verdict.modality == "occurred" and self._is_ahead(edtf):
            verdict = replace(verdict, modality="planned", rule="m-future")
        if said is not None and verdict.modality == "occurred" and said.act in {"claim", "deny"}:
            speech = of_statement(self._sentence, said, self._words)
            verdict = replace(verdict, modality=speech.modality, rule=speech.rule, cues=speech.cues)
        return replace(unit, verdict=verdict, bound=bound_of(self._sentence, date))

    def _is_ahead(self, edtf: str) -> bool:
        return (
            self._published_until is not None and read_edtf(edtf).first_day > self._published_until
        )

    # -- making units

    def _clause_unit(self, number: int, date: DateAt | None) -> Unit:
        sentence = self._sentence
        clause = sentence.clauses[number]
        start, subject = self._opening(clause)
        whole = with_content(sentence, number, whole_end(sentence, number))
        end = self._before_result(date, whole)
        verdict = of_clause(sentence, clause, self._words)
        first = clause.verb.start if clause.verb else clause.start
        result = self._result(date, first, end)
        kind: Kind = "event"
        if result >= 0:
            first, verdict = result, Verdict("occurred", "m-occurred", ((result, result + 1),))
        elif verdict.modality == "planned" and verdict.plan >= 0:
            first, kind = verdict.plan, "plan"
        if date is not None and clause.start <= date.first < start:
            start = clause.start
        return Unit(
            kind, sentence, trimmed(sentence, start, end), subject, (first, end), verdict, date,
            said_by=self._sayers.get(number), clause=clause,
        )  # fmt: skip

    def _opening(self, clause: Clause) -> tuple[int, tuple[int, int]]:
        """Where the passage of a clause begins, so that it stands alone, and its subject."""
        subject, start = clause.subject, clause.start
        if clause.kind == "relative" and subject[1] <= subject[0]:
            start = antecedent(self._sentence, clause)
            subject = (start, clause.origin if clause.origin >= 0 else clause.start)
        elif clause.kind == "adverbial":
            start += 1
        return min(start, subject[0]) if subject[1] > subject[0] else start, subject

    def _result(self, date: DateAt | None, start: int, end: int) -> int:
        """The verb of "..., only to rejoin last August", where the date is of that; else -1."""
        tokens = self._sentence.tokens
        if date is None:
            return -1
        for at in range(min(date.first, end) - 2, start, -1):
            if tokens.lows[at : at + 2] == ("only", "to"):
                return at + 2
            if tokens.bits[at] & COMMA:
                break
        return -1

    def _before_result(self, date: DateAt | None, end: int) -> int:
        """The end of a clause, before the comma behind its date that a new step follows."""
        tokens = self._sentence.tokens
        if date is None:
            return end
        steps = self._words.sets["grammar.steps"]
        commas = (at for at in range(date.end, end - 1) if tokens.bits[at] & COMMA)
        return next((at for at in commas if tokens.lows[at + 1] in steps), end)

    def _goes_behind_aside(self, clause: Clause) -> bool:
        """Whether a clause goes on behind a "which" between commas: "to turn it, which ..., into that"."""
        bits = self._sentence.tokens.bits
        for aside in self._sentence.clauses:
            follows = aside.kind == "relative" and aside.start == clause.end
            if follows and aside.verb is not None and bits[aside.start - 1] & COMMA:
                over = (at for at in aside.commas if at >= aside.verb.end and at + 1 < len(bits))
                return any(bits[at + 1] & PREPOSITION for at in over)
        return False

    def _plan(self, clause: Clause, plan: int, unit: Unit) -> Unit:
        verdict = Verdict("planned", "m-plan", ((plan - 1, plan + 1),), plan)
        start = clause.start if clause.kind == "content" else unit.tokens[0]
        subject = clause.subject if clause.subject[1] > clause.subject[0] else unit.subject
        end = clause.end
        if clause.kind == "content" and self._goes_behind_aside(clause):
            end = unit.tokens[1]
        passage = trimmed(self._sentence, start, end)
        return Unit(
            "plan", self._sentence, passage, subject, (plan, clause.end), verdict,
            said_by=unit.statement, clause=clause,
        )  # fmt: skip
