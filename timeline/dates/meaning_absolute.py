"""Dates that name their place on the calendar: "18 March 2010", "March 18", "the third quarter"."""

from __future__ import annotations

import re
from typing import Final

from timeline.dates.calendars import Moment, Unit, first_day, last_day, moment, nearest
from timeline.dates.context import Context
from timeline.dates.derivation import Step
from timeline.dates.numerals import full_year
from timeline.dates.reading import Reading
from timeline.dates.timex import timex_value

_NEAR: Final = 60
"""Days. Within two months the nearest date is meant, whatever the tense of its sentence."""
_AHEAD: Final[dict[Unit, int]] = {"day": _NEAR, "month": 31}
"""Days that a date may lie ahead though its sentence looks back ("said it will meet on Dec. 7"):
verbs of saying do; but what happened in a month or a season did not happen in one far ahead."""
_FAR: Final = 150
"""Days. What lies further ahead is said to do so."""

_PARTS: Final[dict[str, Unit]] = {
    "month": "month",
    "season": "season",
    "quarter_number": "quarter",
    "half_number": "half",
}


def calendar(reading: Reading, context: Context) -> list[Step]:
    """The steps to a date by its parts, the missing year taken from what is known."""
    if any(name in reading for name in _PARTS):
        steps = month_or_day(reading, context)
        if "whole" in reading:
            steps.append(Step("coarsen", (reading.text("whole"),)))
        return [*steps, *tail(reading)]
    year = _year(reading, context)
    if year is None:
        year = [Step("take", ("words", timex_value(_long(reading))))]
    return [*year, *tail(reading)]


def month_or_day(reading: Reading, context: Context, years_before: int = 0) -> list[Step]:
    """The steps to a day, month, season, quarter or half.

    years_before: how many years before the year in the words it lies.
    """
    unit, number = _part(reading)
    day = reading.number("day")
    year = _year(reading, context)
    if year is None:
        return _without_year(reading, context, unit, number, day)
    if years_before:
        year.append(_by("year", -years_before))
    return [*year, Step("within", (unit, number, day))]


def _part(reading: Reading) -> tuple[Unit, int]:
    """The unit that is named, and its number; a day has the number of its month."""
    name = next(name for name in _PARTS if name in reading)
    return "day" if "day" in reading else _PARTS[name], reading.number(name)


def _long(reading: Reading) -> Moment:
    if "decade" in reading:
        return moment("decade", reading.number("decade"))
    century = reading.number("ordinal")
    if reading.number("era") < 0:
        return moment("century", 100 * (1 - century))
    return moment("century", 100 * (century - 1))


def _year(reading: Reading, context: Context) -> list[Step] | None:
    """The steps to the year, where the words give or point to one."""
    if "year" in reading:
        year = reading.number("year")
        if reading.number("era") < 0:
            year = 1 - year
        return [Step("take", ("words", timex_value(moment("year", year))))]
    if "same" in reading:
        return [context.mentioned("year"), Step("coarsen", ("year",))]
    if "rel" in reading:
        return [context.now("year"), Step("coarsen", ("year",)), _by("year", reading.number("rel"))]
    return None


def _by(unit: Unit, count: int) -> Step:
    return Step("shift", (unit, count))


def _without_year(
    reading: Reading, context: Context, unit: Unit, number: int, day: int
) -> list[Step]:
    if "side" in reading:  # "last June", "next summer": its own last or next, not its year's
        start = context.around()
        side = {-1: "before", 0: "this", 1: "after"}[reading.number("side")]
        if side == "this":
            return [start, Step("within", (unit, number, day))]
        return [start, Step("side", (unit, number, day, side))]
    known = context.published
    apposed = context.stands_beside(reading.mention.start) if unit == "quarter" else None
    if apposed is not None:
        return [
            Step("take", ("mentioned", f"{apposed.year:04}")),
            Step("within", (unit, number, day)),
        ]
    if known is None or known.unit == "year":
        return [context.year(), Step("within", (unit, number, day))]
    ended = context.lexicon.value("OVER", reading.mention.lead) is not None
    near = 0 if ended else _AHEAD.get("month" if "own" in reading else unit, 0)
    return [context.around(), *_nearest(reading, known, unit, number, day, near)]


def _nearest(
    reading: Reading, known: Moment, unit: Unit, number: int, day: int, near: int
) -> list[Step]:
    """The nearest year, unless the sentence looks the other way and it is not as near as that.

    near: days ahead that a date may lie though its sentence looks back.
    """
    outlook = reading.mention.outlook
    if known.unit == "day":
        found = nearest(unit, number, day, known)
        ahead = first_day(found) - first_day(known)
        if ahead > (near if outlook == "backward" else _FAR) and outlook != "forward":
            return [Step("side", (unit, number, day, "before"))]
        if outlook == "forward" and first_day(known) - last_day(found) > _NEAR:
            return [Step("side", (unit, number, day, "after"))]
    return [Step("nearest", (unit, number, day))]


def tail(reading: Reading) -> list[Step]:
    """The marks that follow the date itself: time of day, early or late, about."""
    steps = []
    if "clock_time" in reading:
        steps.append(Step("time", (reading.text("clock_time"),)))
    elif "part_of_day" in reading:
        steps.append(Step("time", (reading.text("part_of_day"),)))
    if "edge" in reading:
        steps.append(Step("mod", (reading.text("edge"),)))
        if reading.mention.lead == "by" and reading.text("edge") == "END":
            steps.append(Step("range", ("by",)))
    if reading.text("bound") == "until":  # "pre-1990": the last year before it
        year = timex_value(moment("year", reading.number("year")))
        steps += [_by("year", -1), Step("range", ("until",)), Step("say", ("DATE", year))]
    elif "bound" in reading:
        steps.append(Step("range", ("since",)))
    if "near" in reading:
        steps += [Step("mod", (reading.text("near"),)), Step("mark", ("~",))]
    return steps


def written(reading: Reading, context: Context) -> list[Step]:
    """The steps to a date in figures, in the order that the text or its language uses."""
    for name in ("iso", "foreign"):
        if name in reading:
            return [Step("take", ("words", reading.text(name)))]
    figures = re.split(r"\D", reading.text("numeric"))
    numbers = [int(figure) for figure in figures]
    if len(figures[0]) == 4:
        return [_day_step(*numbers)]
    year = numbers[2] if len(figures[2]) == 4 else full_year(numbers[2])
    first, second = numbers[:2]
    order = context.order
    if max(first, second) > 12:
        order = "month first" if second > 12 else "day first"
    guessed = order == "unknown"
    if guessed:
        order = context.lexicon.options["numeric_order"]
    month, day = (first, second) if order == "month first" else (second, first)
    marks = [Step("mark", ("?",))] if guessed and first != second else []
    return [_day_step(year, month, day), *marks]


def _day_step(year: int, month: int, day: int) -> Step:
    return Step("take", ("words", timex_value(moment("day", year, month, day))))


def holiday(reading: Reading, context: Context) -> list[Step]:
    """The steps to a holiday: of the year that is said, else the last, next or nearest one."""
    country, _, name = reading.text("holiday").partition(":")
    year = _year(reading, context)
    side = {-1: "before", 0: "near", 1: "after"}[reading.number("side")]
    if year is None:
        year = [context.around()]
    else:
        side = "in"
    whole = [Step("coarsen", ("week",))] if "whole" in reading else []
    return [*year, Step("holiday", (country, name, side)), *whole]
