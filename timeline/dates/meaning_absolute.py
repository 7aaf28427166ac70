"""Dates that name their place on the calendar: "18 March 2010", "March 18", "the third quarter"."""

from __future__ import annotations

from typing import Final

from timeline.dates.calendars import CannotTell, Moment, Unit, first_day, moment, nearest
from timeline.dates.context import Context
from timeline.dates.derivation import Step
from timeline.dates.reading import Reading
from timeline.dates.timex import timex_value

_FAR: Final = 60
"""Days. Within two months the nearest date is meant, whatever the tense of its sentence."""

_PARTS: Final[dict[str, Unit]] = {
    "month": "month",
    "season": "season",
    "quarter_number": "quarter",
    "half_number": "half",
}


def calendar(reading: Reading, context: Context) -> list[Step]:
    """The steps to a date by its parts, the missing year taken from what is known."""
    unit, number = _part(reading)
    day = reading.number("day")
    year = _year(reading, context)
    if unit is None:
        steps = [Step("take", ("words", timex_value(_long(reading))))] if year is None else year
    elif year is not None:
        steps = [*year, Step("within", (unit, number, day))]
    else:
        steps = _without_year(reading, context, unit, number, day)
    return [*steps, *tail(reading)]


def _part(reading: Reading) -> tuple[Unit | None, int]:
    for name, unit in _PARTS.items():
        if name in reading:
            number = reading.number(name)
            return ("day", number) if "day" in reading else (unit, number)
    return None, 0


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
    if "rel" in reading and reading.mention.rule not in _REL_PARTS:
        return [context.now("year"), Step("coarsen", ("year",)), _by("year", reading.number("rel"))]
    return None


_REL_PARTS: Final = frozenset({"this-month-named", "this-season", "quarter"})
"""Rules whose "last" and "next" belong to the month, season or quarter itself."""


def _by(unit: Unit, count: int) -> Step:
    return Step("shift", (unit, count))


def _without_year(
    reading: Reading, context: Context, unit: Unit, number: int, day: int
) -> list[Step]:
    start = context.around()
    if "rel" in reading and reading.mention.rule in _REL_PARTS:
        side = {-1: "before", 0: "this", 1: "after"}[reading.number("rel")]
        if side == "this":
            return [start, Step("within", (unit, number, day))]
        return [start, Step("side", (unit, number, day, side))]
    known = context.published
    if known is not None and known.unit == "year":
        return [start, Step("within", (unit, number, day))]
    return [start, *_nearest(reading, known, unit, number, day)]


def _nearest(
    reading: Reading, known: Moment | None, unit: Unit, number: int, day: int
) -> list[Step]:
    """The nearest year, unless that is months away and the sentence looks the other way."""
    outlook = reading.mention.outlook
    if known is not None and known.unit == "day" and outlook:
        days_ahead = first_day(nearest(unit, number, day, known)) - first_day(known)
        if outlook == "backward" and days_ahead > _FAR:
            return [Step("side", (unit, number, day, "before"))]
        if outlook == "forward" and days_ahead < -_FAR:
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
    if "near" in reading:
        steps += [Step("mod", (reading.text("near"),)), Step("mark", ("~",))]
    return steps


def written(reading: Reading, context: Context) -> list[Step]:
    """The steps to a date in figures, by the order that the text uses."""
    if "iso" in reading:
        return [Step("take", ("words", reading.text("iso")))]
    parts = [
        part
        for part in reading.text("numeric")
        .replace("/", " ")
        .replace(".", " ")
        .replace("-", " ")
        .split()
    ]
    if len(parts[0]) == 4:
        year, month, day = (int(part) for part in parts)
        return [Step("take", ("words", timex_value(moment("day", year, month, day))))]
    if len(parts[2]) not in {2, 4} or len(parts[0]) > 2:
        raise CannotTell("the figures are no date")
    year = int(parts[2])
    if len(parts[2]) == 2:
        year += 2000 if year < 30 else 1900
    first, second = int(parts[0]), int(parts[1])
    order = context.order
    if order == "unknown":
        order = context.default_order
    if second > 12:
        order = "month first"
    elif first > 12:
        order = "day first"
    month, day = (first, second) if order == "month first" else (second, first)
    steps = [Step("take", ("words", timex_value(moment("day", year, month, day))))]
    if context.order == "unknown" and first <= 12 and second <= 12 and first != second:
        steps.append(Step("mark", ("?",)))
    return steps


def holiday(reading: Reading, context: Context) -> list[Step]:
    """The steps to a holiday."""
    raise CannotTell("holidays are not known yet")
