"""The whole way: text and publication date in, dated spans with their proofs out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from timeline.dates.calendars import Moment, last_day
from timeline.dates.context import Context, NumericOrder, published_moment
from timeline.dates.derivation import Answer, Derivation, Step
from timeline.dates.edtf import Precision
from timeline.dates.find import Mention, find_mentions
from timeline.dates.lexicon import lexicon
from timeline.dates.resolve import Resolved, resolve, shape
from timeline.dates.timex import read_value

_COMPARISONS: Final = frozenset({"offset", "period", "latest"})
"""Meanings that are asides: "a year ago" does not change what the text is about."""
_LONG_PERIODS: Final = frozenset({"P6M", "P9M", "P12M", "P1Y", "P26W", "P52W"})
"""Periods that companies report on; "a year ago" behind them is no quarter."""
_LISTED: Final = re.compile(r"\s*(?:,|;|and|or|to|-|–|,\s*and)\s*")
_NUMERIC: Final = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(?:\d{4}|\d{2})(?![\d/-])")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date expression of a text, understood as far as it can be.

    mention: where it stands. answer: its three faces (TIMEX3, EDTF, days); `edtf` is "" where
    it has no place on the calendar. derivation: the steps that lead to the answer. reason: why
    it could not be placed, for the reader; "" where it was.
    """

    mention: Mention
    answer: Answer
    derivation: Derivation
    reason: str = ""

    @property
    def start(self) -> int:
        """First code point in the text."""
        return self.mention.start

    @property
    def end(self) -> int:
        """Code point after the last."""
        return self.mention.end

    @property
    def wording(self) -> str:
        """The words of the text."""
        return self.mention.wording

    @property
    def rule(self) -> str:
        """The id of the rule that found it."""
        return self.mention.rule

    @property
    def report(self) -> bool:
        """It stands in the brackets of a press citation: it dates a report, not an event."""
        return self.mention.report

    @property
    def type(self) -> str:
        """TIMEX3 type: DATE, TIME, DURATION or SET."""
        return self.answer.type

    @property
    def value(self) -> str:
        """TIMEX3 value."""
        return self.answer.value

    @property
    def edtf(self) -> str:
        """EDTF string, or "" where it has no place on the calendar."""
        return self.answer.edtf

    @property
    def first_day(self) -> int | None:
        """First possible day, as a Julian day number."""
        return self.answer.first_day

    @property
    def last_day(self) -> int | None:
        """Last possible day, as a Julian day number."""
        return self.answer.last_day

    @property
    def precision(self) -> Precision | None:
        """How exact the words are."""
        return self.answer.precision

    @property
    def is_span(self) -> bool:
        """It lasted from first to last day, rather than happened once inside."""
        return self.answer.is_span


def find_dates(
    text: str, published: str | date | None = None, language: str = "en"
) -> list[FoundDate]:
    """Return the dates that a text speaks of, in order and without overlap.

    published: the document's own date, as exact as it is known (EDTF day, month or year); years
    that the text leaves out are taken from it. Without it they are estimated from the text, and
    the derivation says so.
    Errors: ValueError where `published` is no date or the language has no tables. Any text is
    read; cost grows in proportion to its length.
    """
    mentions = _with_shared_years(text, find_mentions(text, language))
    context = context_of(text, published, language)
    if context.published is None or context.published.unit != "day":
        context.guessed = _estimate(mentions, context_of(text, published, language))
    return [_understood(mention, context) for mention in mentions]


def context_of(text: str, published: str | date | None = None, language: str = "en") -> Context:
    """Return what is known of a text before its first date is resolved.

    Errors: ValueError where `published` is no date or the language has no tables.
    """
    known = published.isoformat() if isinstance(published, date) else published
    return Context(text, published_moment(known), lexicon(language), _numeric_order(text))


def _understood(mention: Mention, context: Context) -> FoundDate:
    result = resolve(mention, context)
    if not isinstance(result, Resolved):
        steps = (Step("words", (mention.wording, mention.rule)), Step("say", shape(mention)))
        return FoundDate(mention, result.answer, steps, result.reason)
    found = FoundDate(mention, result.answer, result.derivation)
    _note(found, context)
    return found


def _note(found: FoundDate, context: Context) -> None:
    """Let what was found move the running reference time, unless it is said in passing."""
    mention = found.mention
    if found.value in _LONG_PERIODS:
        context.about_quarters, context.length = False, found.value
    if not found.edtf or found.type not in {"DATE", "TIME"}:
        return
    if mention.means == "latest" and "-Q" in found.value:
        context.about_quarters = True
    context.dated.add(mention.start, mention.end, found.value)
    context.beside = (mention.end, read_value(found.value.partition("/")[0]))
    if mention.report or mention.means in _COMPARISONS:
        return
    if mention.means == "figure" and "-Q" in found.value:
        return
    told = mention.outlook == "backward"
    own = "own" in dict(mention.reading)
    context.note(read_value(found.value.partition("/")[0]), told, own)


def _estimate(mentions: Sequence[Mention], context: Context) -> Moment | None:
    """The document's day, where it is not known: the last day that it looks back on.

    Within the year of publication where that is known, else of all years that are written out.
    """
    latest: Moment | None = None
    for mention in mentions:
        if mention.outlook == "forward" or mention.means not in {"calendar", "written", "range"}:
            continue
        found = _understood(mention, context)
        if found.precision != "day" or "-" not in found.value:
            continue
        day = read_value(found.value.rpartition("/")[2])
        if context.published is not None and day.year != context.published.year:
            continue
        if latest is None or last_day(day) > last_day(latest):
            latest = replace(day, time="")
    return latest


def _with_shared_years(text: str, mentions: list[Mention]) -> list[Mention]:
    """Give the dates of a list the year that stands behind its last one.

    "February 5, 6, June 16, 2009" says the year once.
    """
    shared: list[Mention] = []
    following: Mention | None = None
    for mention in reversed(mentions):
        if following is not None and mention.means in {"calendar", "range"}:
            reading, behind = dict(mention.reading), dict(following.reading)
            if (
                "month" in reading
                and "day" in reading
                and not {"year", "rel", "same"} & set(reading)
                and {"year", "day", "month"} <= set(behind)
                and _LISTED.fullmatch(text, mention.end, following.start)
            ):
                pairs = (*mention.reading, ("year", behind["year"]))
                mention = replace(mention, reading=pairs)
        shared.append(mention)
        following = mention
    return shared[::-1]


def _numeric_order(text: str) -> NumericOrder:
    """Whether the dates in figures of this text can only be day first, or only month first."""
    day_first = month_first = False
    for match in _NUMERIC.finditer(text):
        first, second = int(match[1]), int(match[3])
        day_first |= 12 < first <= 31 and 1 <= second <= 12
        month_first |= 12 < second <= 31 and 1 <= first <= 12
    if day_first == month_first:
        return "unknown"
    return "day first" if day_first else "month first"
