"""A text and its dates to drafts of events: the one way in is `draft_events`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sources.anchoring import Span
from timeline.dates.derivation import Derivation
from timeline.dates.edtf import EdtfError, read_edtf
from timeline.drafting.dating import adapt, with_rule
from timeline.drafting.lore import Lore
from timeline.drafting.names import prominent_names, proposed_names
from timeline.drafting.reading import DateAt, Sentence, read_sentences
from timeline.drafting.records import (
    DateFound,
    DraftingResult,
    EventDraft,
    MentionFate,
    Modality,
    Outcome,
    ProposedName,
    SourceText,
)
from timeline.drafting.roles import actors_of
from timeline.drafting.rules import trust
from timeline.drafting.sorting import Sorting
from timeline.drafting.speakers import NOBODY, Memory, Who
from timeline.drafting.surroundings import Dated, Given, Report, Surroundings, press_reports
from timeline.drafting.titling import title_of
from timeline.drafting.undated import Undated
from timeline.drafting.unit import Refused, Unit
from timeline.drafting.units import Units

_BARE: Final = 0.5
"""What a draft is trusted that says only that somebody spoke, or not who."""
_ONE_NOUN: Final = 3
"""Tokens of a noun phrase that names no more than the kind of event."""
_NO_SUBJECT: Final = 0.6
_NO_ACTOR: Final = 0.85
_WITHOUT_PLANS: Final = frozenset({"by-publication", "since", "reported", "reported-same-day"})
"""Dates that only bound an event: a plan counted from them would say nothing."""
_OPEN: Final[tuple[Outcome, str]] = ("refused", "")
_BY_TYPE: Final = {"DURATION": "duration", "SET": "repeated"}


def draft_events(source: SourceText, dates: Sequence[DateFound], lore: Lore) -> DraftingResult:
    """Return the events that a text tells with a date, and what became of each of its dates.

    dates: all that the date engine found in this text, in order. The same input always gives
    the same result; every span lies inside the text; time grows in proportion to the text.
    """
    return _Drafter(source, dates, lore).run()


@dataclass(slots=True)
class _Built:
    """A draft in the making: its unit, and the date that it takes."""

    unit: Unit
    rule: str
    edtf: str
    derivation: Derivation
    wording: Span | None
    who: Who
    pair: str = ""
    report: str = ""
    number: int = -1


class _Drafter:
    def __init__(self, source: SourceText, dates: Sequence[DateFound], lore: Lore) -> None:
        self._source = source
        self._dates = dates
        self._lore = lore
        self._fates: dict[int, tuple[Outcome, str]] = {}
        self._sentences = read_sentences(source, dates, lore.table.find(source.text), lore.words)
        self._memory = Memory(lore.names, lore.words)
        self._undated = Undated(lore.words, self._memory, prominent_names(self._sentences))
        self._until = _last_day(source.published)
        self._history: list[Dated] = []
        self._drafts: list[EventDraft] = []
        self._sorting = Sorting(source.text, self._sentences, lore)
        placed = {
            number: (date.edtf, date.derivation, Span(date.start, date.end))
            for number, date in enumerate(dates)
            if date.edtf
        }
        self._reports = press_reports(self._sentences, placed)

    def run(self) -> DraftingResult:
        ahead = {s.number: self._units(s) for s in self._sentences}
        for sentence in self._sentences:
            self._sentence(sentence, ahead)
        fates = tuple(
            MentionFate(date.start, date.end, *self._fate(number, date))
            for number, date in enumerate(self._dates)
        )
        return DraftingResult(tuple(self._drafts), fates)

    def _fate(self, number: int, date: DateFound) -> tuple[Outcome, str]:
        if number in self._fates:
            return self._fates[number]
        if any(
            dull.start < date.end and date.start < dull.end for dull in self._source.boilerplate
        ):
            return "refused", "boilerplate"
        if not date.edtf:
            return "refused", _unplaced(date)
        return "refused", "report-of-nothing" if date.report else "no-clause"

    # -- one sentence

    def _units(self, sentence: Sentence) -> list[tuple[Unit, DateAt]]:
        """The events that a sentence dates by itself; the fates of its other dates are settled."""
        units = Units(sentence, self._lore.words, self._until)
        found: list[tuple[Unit, DateAt]] = []
        for at in sentence.dates:
            date = self._dates[at.number]
            if not date.edtf:
                continue
            result = units.of_date(at, date.edtf)
            if isinstance(result, Refused):
                self._fates[at.number] = ("refused", result.rule)
                continue
            fresh = [
                unit for unit in result if not any(unit.tells_same(known) for known, _ in found)
            ]
            self._fates[at.number] = (
                ("used", "names-the-event") if fresh else ("merged", "second-date")
            )
            found += [(unit, at) for unit in fresh]
        return found

    def _sentence(self, sentence: Sentence, ahead: Mapping[int, list[tuple[Unit, DateAt]]]) -> None:
        built = [self._dated(unit, at) for unit, at in ahead[sentence.number]]
        if not built:
            built = self._without_date(sentence, ahead)
        built += self._plans(sentence, built)
        built += self._followed(sentence, built)
        report = self._reports.get(sentence.number)
        for one in built:
            if report is not None:
                one.report = report.edtf
                self._note_report(report, one)
            self._drafts.append(self._draft(one))
            self._remember(sentence, one)
        for clause in sentence.clauses:
            if clause.kind in {"main", "content"}:
                self._memory.remember(sentence, clause.subject)
        for statement in sentence.statements:  # "he" is rather who speaks than who is spoken of
            self._memory.remember(sentence, statement.speaker)

    def _note_report(self, report: Report, one: _Built) -> None:
        if one.rule.startswith("reported"):
            self._fates[report.number] = ("used", one.rule)
        elif self._fates.get(report.number, _OPEN)[0] != "used":
            self._fates[report.number] = ("merged", "report-of-dated")

    def _dated(self, unit: Unit, at: DateAt) -> _Built:
        date = self._dates[at.number]
        rule = unit.bound or "as-written"
        wording = Span(date.start, date.end)
        who = self._who(unit)
        return _Built(unit, rule, date.edtf, date.derivation, wording, who, number=at.number)

    def _without_date(
        self, sentence: Sentence, ahead: Mapping[int, list[tuple[Unit, DateAt]]]
    ) -> list[_Built]:
        around = Surroundings(
            self._history, self._following(sentence, ahead), self._reports.get(sentence.number),
            self._source.published,
        )  # fmt: skip
        units = Units(sentence, self._lore.words, self._until)
        quoted = self._quoting(sentence) if sentence.quoted else None
        return [
            self._given(unit, given, quoted)
            for unit, given in self._undated.units(sentence, units, around, quoted)
        ]

    def _given(self, unit: Unit, given: Given, quoted: Who | None) -> _Built:
        who = quoted or self._who(unit)
        return _Built(unit, given.rule, given.edtf, given.derivation, given.wording, who)

    def _following(
        self, sentence: Sentence, ahead: Mapping[int, list[tuple[Unit, DateAt]]]
    ) -> Dated | None:
        """What the next sentence of the paragraph dates, for a statement that stands before it."""
        number = sentence.number + 1
        if (
            number >= len(self._sentences)
            or self._sentences[number].paragraph != sentence.paragraph
        ):
            return None
        for unit, at in ahead[number]:
            if unit.kind == "statement":
                date = self._dates[at.number]
                wording = Span(date.start, date.end)
                return Dated(
                    unit.sentence, date.edtf, date.derivation, wording, True, self._who(unit)
                )
        return None

    def _quoting(self, sentence: Sentence) -> Who | None:
        """Who says a quote that fills the sentence: the speaker of the next ones, or of the last."""
        for step in (1, 2, -1, -2):
            number = sentence.number + step
            if not 0 <= number < len(self._sentences):
                continue
            other = self._sentences[number]
            led = other.tokens.words[-1:] == (":",)
            if other.paragraph != sentence.paragraph and (step > 0 or not led):
                continue
            if other.statements:
                return self._memory.who(other, other.statements[0].speaker)
        return None

    def _plans(self, sentence: Sentence, built: list[_Built]) -> list[_Built]:
        """The plans that what was drafted announces, where they have no date of their own."""
        units = Units(sentence, self._lore.words, self._until)
        found: list[_Built] = []
        for one in built:
            plan = units.plan_of(one.unit)
            if plan is None or one.rule in _WITHOUT_PLANS or self._is_unnamed(plan):
                continue
            twin = next(
                (other for other in built if other.unit.clause is plan.clause and other is not one),
                None,
            )
            one.pair = f"{one.unit.span.start}-{plan.span.start}"
            if twin is not None:
                twin.pair = one.pair
                self._narrow(twin, one)
                continue
            rule = "after"
            new = _Built(
                plan, rule, one.edtf, one.derivation, one.wording, self._who(plan), one.pair
            )
            found.append(new)
        return found

    def _is_unnamed(self, plan: Unit) -> bool:
        """Whether a plan is that of an "I" or "we" whom nothing names."""
        subject = plan.sentence.words(*plan.subject).lower()
        said = plan.said_by is not None and plan.said_by.speaker[1] > plan.said_by.speaker[0]
        return subject in self._lore.words.sets["grammar.of_speakers"] and not said

    def _followed(self, sentence: Sentence, built: list[_Built]) -> list[_Built]:
        """What the dated events of a sentence came after."""
        units = Units(sentence, self._lore.words, self._until)
        found: list[_Built] = []
        for one in built:
            unit = units.followed(one.unit) if one.rule == "as-written" else None
            if unit is not None and not any(unit.tells_same(other.unit) for other in found):
                found.append(
                    _Built(unit, "before", one.edtf, one.derivation, one.wording, self._who(unit))
                )
        return found

    def _narrow(self, plan: _Built, statement: _Built) -> None:
        """A plan for "this year" lies between its announcement and the end of the year."""
        narrowed = adapt("after-statement", plan.edtf, statement.edtf)
        if plan.rule == "as-written" and narrowed != plan.edtf:
            plan.rule = f"after-statement {statement.edtf}"

    # -- making the draft

    def _draft(self, one: _Built) -> EventDraft:
        unit, words = one.unit, self._lore.words
        rule, _, anchor = one.rule.partition(" ")
        edtf = adapt(rule, one.edtf, anchor)
        speaker = one.who if unit.kind == "statement" else NOBODY
        title = title_of(unit, speaker, self._memory, words)
        subject = (
            self._memory.who(unit.sentence, unit.subject) if unit.kind != "statement" else NOBODY
        )
        actors = actors_of(unit, speaker, subject, words)
        passage = unit.span
        names = self._names(unit, passage)
        modality = _modality(one)
        sure = trust(rule) * trust(unit.verdict.rule)
        sure *= _BARE if _says_little(unit) else 1.0
        sure *= (1.0 if title.says_who else _NO_SUBJECT) * (1.0 if actors else _NO_ACTOR)
        category, themes = self._sorting.sort(unit, title.text, [slug for slug, _role in actors])
        return EventDraft(
            self._source.sha256,
            title.text,
            edtf,
            rule,
            with_rule(one.derivation, rule, anchor),
            modality,
            unit.verdict.rule,
            passage,
            one.wording,
            actors,
            names,
            category,
            themes,
            round(sure, 3),
            unit.verdict.places(unit.sentence),
            one.report,
            one.pair,
        )

    def _names(self, unit: Unit, passage: Span) -> tuple[ProposedName, ...]:
        sentence = unit.sentence
        skip = [(self._dates[at.number].start, self._dates[at.number].end) for at in sentence.dates]
        for at in sentence.reports:
            opened = self._source.text.rfind("(", sentence.span.start, self._dates[at.number].start)
            skip.append((opened, self._dates[at.number].end))
        speakers = [
            sentence.place(*s.speaker) for s in sentence.statements if s.speaker[1] > s.speaker[0]
        ]
        return tuple(
            proposed_names(
                self._source.text, passage.start, passage.end, sentence.actors, skip,
                [(span.start, span.end) for span in speakers], self._lore.words,
            )
        )  # fmt: skip

    def _who(self, unit: Unit) -> Who:
        statement = unit.statement
        if statement is not None:
            return self._memory.who(unit.sentence, statement.speaker)
        return self._memory.who(unit.sentence, unit.subject)

    def _remember(self, sentence: Sentence, one: _Built) -> None:
        if one.number < 0 or one.wording is None or one.rule not in {"as-written", "since"}:
            return
        says = one.unit.kind == "statement"
        self._history.append(
            Dated(
                sentence, one.edtf, one.derivation, one.wording, says, one.who, one.rule == "since"
            )
        )


def _modality(one: _Built) -> Modality:
    """What only a press report of a later day tells has not been seen to happen: it is claimed."""
    modality = one.unit.verdict.modality
    return "claimed" if one.rule.startswith("reported") and modality == "occurred" else modality


def _says_little(unit: Unit) -> bool:
    """Whether a unit tells only that somebody spoke, or that something took place: "the ceremony"."""
    if unit.kind == "noun":
        return unit.predicate[1] - unit.predicate[0] <= _ONE_NOUN
    told = unit.statement
    return told is not None and not told.contents and told.noun < 0 and told.act == "say"


def _unplaced(date: DateFound) -> str:
    if date.type in _BY_TYPE:
        return _BY_TYPE[date.type]
    return "vague" if date.value.endswith("_REF") else "not-placed"


def _last_day(published: str | None) -> int | None:
    try:
        return read_edtf(published).last_day if published else None
    except EdtfError:
        return None
