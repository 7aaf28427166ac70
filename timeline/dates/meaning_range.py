"""Two ends: "March 9-13", "1979-89", "between 1 and 4 February"."""

from __future__ import annotations

import re

from timeline.dates.calendars import CannotTell, moment
from timeline.dates.context import Context
from timeline.dates.derivation import Step
from timeline.dates.meaning_absolute import month_or_day
from timeline.dates.meaning_relative import weekday
from timeline.dates.reading import Reading
from timeline.dates.timex import timex_value


def date_range(reading: Reading, context: Context) -> list[Step]:
    """The steps to both ends, the second with what the first has said already."""
    if "year_span" in reading:
        first, second = re.split(r"\D", reading.text("year_span"))
        return _years(int(first), int(first[: 4 - len(second)] + second), "span")
    if "to_weekday" in reading:
        until = Step("weekday", (reading.number("to_weekday"), "after"))
        return [*weekday(reading, context), Step("from"), until, Step("range", ("span",))]
    bounds = _bounds(reading)
    if "to_ordinal" in reading:
        return _centuries(reading.number("ordinal"), reading.number("to_ordinal"), bounds)
    if "to_quarter" in reading:
        second = Step("within", ("quarter", reading.number("to_quarter"), 0))
        return [*month_or_day(reading, context), Step("from"), second, Step("range", (bounds,))]
    if "month" not in reading:
        return _years(reading.number("year"), reading.number("to_year"), bounds)
    start_month = reading.number("month")
    month = reading.number("to_month") or start_month
    unit = "day" if "to_day" in reading else "month"
    end = (unit, month, reading.number("to_day"))
    turns = month < start_month  # "30 December - 2 January 2007": the year is that of the end
    if "to_year" in reading:
        last = [Step("take", ("words", _year(reading.number("to_year"))))]
        turns = False
    else:
        last = []
    start = month_or_day(reading, context, years_before=int(turns and "year" in reading))
    if turns:
        last = [Step("shift", ("year", 1))]
    return [*start, Step("from"), *last, Step("within", end), Step("range", (bounds,))]


def _bounds(reading: Reading) -> str:
    """Whether it lasted, happened once between, or belongs to each or one of two days."""
    if "once" in reading:
        return "once"
    if "either" in reading:
        return "either"
    ends = (("day", "to_day"), ("quarter_number", "to_quarter"), ("ordinal", "to_ordinal"))
    in_a_row = any(reading.number(last) - reading.number(first) == 1 for first, last in ends)
    if "each" in reading or ("both" in reading and not in_a_row):
        return "both"
    return "span"


def _centuries(first: int, last: int, bounds: str) -> list[Step]:
    values = [timex_value(moment("century", 100 * (number - 1))) for number in (first, last)]
    return [
        Step("take", ("words", values[0])),
        Step("from"),
        Step("take", ("words", values[1])),
        Step("range", (bounds,)),
    ]


def _years(first: int, last: int, bounds: str) -> list[Step]:
    if not 0 < last - first <= 1000:
        raise CannotTell("the second year is not after the first")
    return [
        Step("take", ("words", _year(first))),
        Step("from"),
        Step("take", ("words", _year(last))),
        Step("range", (bounds,)),
    ]


def _year(year: int) -> str:
    return timex_value(moment("year", year))
