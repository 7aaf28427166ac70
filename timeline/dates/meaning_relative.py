"""Dates that are counted from another: "yesterday", "last week", "two years ago", "that day"."""

from __future__ import annotations

from contextlib import suppress
from typing import Final, cast

from timeline.dates.calendars import CannotTell, Unit
from timeline.dates.context import Context
from timeline.dates.derivation import Step
from timeline.dates.events import names_a_thing
from timeline.dates.meaning_absolute import calendar, holiday, tail
from timeline.dates.meaning_vague import period
from timeline.dates.reading import Reading
from timeline.dates.timex import timex_value

_CLOCK_UNITS: Final = frozenset({"hour", "minute", "second"})
_OTHER_UNITS: Final[dict[str, tuple[Unit, int]]] = {
    "fortnight": ("week", 2),
    "millennium": ("century", 10),
}


def weekday(reading: Reading, context: Context) -> list[Step]:
    """A day of the week looks back from the document's day, unless its sentence looks ahead."""
    number = reading.number("weekday")
    if "week" in reading:
        steps = [context.now("week"), Step("coarsen", ("week",))]
        steps += [Step("shift", ("week", reading.number("week")))]
        return [*steps, Step("weekday of week", (number,)), *tail(reading)]
    if "beside" in reading:
        side = "before" if reading.number("beside") < 0 else "after"
        return [context.mentioned("day"), Step("weekday", (number, side)), *tail(reading)]
    if "rel" in reading:
        direction = {-1: "before", 0: "near", 1: "after"}[reading.number("rel")]
    else:
        ahead = reading.mention.outlook == "forward" and "'s" not in reading.mention.wording
        ahead = ahead or "ahead" in reading
        direction = "on" if ahead else "back"
    return [context.now("day"), Step("weekday", (number, direction)), *tail(reading)]


def deixis(reading: Reading, context: Context) -> list[Step]:
    """Days, weeks, months ... counted from the document's own date."""
    name, size = _unit(reading.text("unit"))
    count = reading.number("rel")
    if "day_word" in reading:
        count = reading.number("day_word") + reading.number("before")
    steps = [context.now(name), Step("coarsen", (name,))]
    if count:
        steps.append(Step("shift", (name, count * size)))
    return [*steps, *tail(reading)]


def beside(reading: Reading, context: Context) -> list[Step]:
    """The previous day, the following month: counted from what the text spoke of last."""
    name, size = _unit(reading.text("unit"))
    start = context.mentioned(name)
    shift = Step("shift", (name, reading.number("beside") * size))
    return [start, Step("coarsen", (name,)), shift, *tail(reading)]


def overnight(reading: Reading, context: Context) -> list[Step]:
    """The night before the day that the text spoke of last, or the one to come."""
    steps = [context.mentioned("day"), Step("coarsen", ("day",))]
    if reading.mention.outlook != "forward":
        steps.append(Step("shift", ("day", -1)))
    return [*steps, *tail(reading)]


def offset(reading: Reading, context: Context) -> list[Step]:
    """So many units before or after the document's date ("ago") or the last one mentioned."""
    unit = reading.text("unit") or reading.text("units")
    way = reading.number("way")
    count = reading.text("some") or reading.text("count")
    if unit in _CLOCK_UNITS:
        return [Step("say", ("DURATION", period(count, unit)))]
    if count == "X" and reading.text("from") == "mentioned":
        return [Step("say", ("DURATION", period(count, unit)))]
    if count == "X":
        return [Step("say", ("DATE", "PAST_REF" if way < 0 else "FUTURE_REF"))]
    name, size = _unit(unit)
    quarterly = context.about_quarters or reading.text("unit_of") == "quarter"
    if name == "year" and count == "1" and quarterly:
        return [*_latest_quarter(context), Step("shift", ("year", way))]
    length = context.length if reading.text("unit_of") == "period" else ""
    if "way" not in reading:
        return _from_event(reading, context, name, int(count) * size)
    anaphoric = reading.text("from") == "mentioned"
    start = context.mentioned(name) if anaphoric else context.now(name)
    number = float(count) * size
    if name == "century" and number != int(number):
        name, number = "decade", 10 * number
    if number != int(number):
        return [Step("say", ("DURATION", period(count, unit)))]
    shift = Step("shift", (name, way * int(number)))
    steps = [start, Step("coarsen", (name,)), shift, *tail(reading)]
    if anaphoric and name in {"day", "week"}:
        length = period(count, unit)
    return [*steps, Step("say", ("DURATION", length))] if length else steps


def _from_event(reading: Reading, context: Context, unit: Unit, count: int) -> list[Step]:
    """So long before or after an event that the text has dated."""
    clause = reading.mention.clause
    way = context.lexicon.value("BEFORE", clause[0])
    if unit == "day" and context.stands_beside(reading.mention.start) is not None:
        return [context.mentioned("day")]
    event = None
    if names_a_thing(clause[1:], context.lexicon):
        event = context.dated.event_date(clause[1:])
    if event is None:
        raise CannotTell("the event that it is counted from is not dated in this text")
    return [
        Step("take", ("event", event.value, event.words)),
        Step("coarsen", (unit,)),
        Step("shift", (unit, count if way == 1 else -count)),
    ]


def counted_from_event(reading: Reading, context: Context) -> list[Step]:
    """ "Three days before the signing": a length of time, and a date where the event has one."""
    unit = reading.text("unit") or reading.text("units")
    count = reading.text("some") or reading.text("count")
    steps: list[Step] = []
    if unit not in _CLOCK_UNITS and count.isdecimal():
        name, size = _unit(unit)
        with suppress(CannotTell):
            steps = _from_event(reading, context, name, int(count) * size)
    return [*steps, Step("say", ("DURATION", period(count, unit)))]


def figure(reading: Reading, context: Context) -> list[Step]:
    """Last year, of a figure: the quarter a year ago, where the text tells a quarter's figures."""
    if not context.about_quarters:
        return deixis(reading, context)
    return [*_latest_quarter(context), Step("shift", ("year", reading.number("rel")))]


def counted(reading: Reading, context: Context) -> list[Step]:
    """The day after Christmas, two days before March 5: so long before or after a named day."""
    unit, size = _unit(reading.text("unit") or reading.text("units"))
    day = _named_day(reading, context)
    count = float(reading.text("count")) * size
    if count != int(count):
        raise CannotTell("a part of a unit cannot be counted on the calendar")
    shift = Step("shift", (unit, reading.number("way") * int(count)))
    if unit == "week" and "ahead" in reading:  # "a week from Friday" is a Friday
        return [*day, shift]
    return [*day, Step("coarsen", (unit,)), shift]


def _named_day(reading: Reading, context: Context) -> list[Step]:
    if "holiday" in reading:
        return holiday(reading, context)
    if "day_word" in reading:
        shift = Step("shift", ("day", reading.number("day_word")))
        return [context.now("day"), Step("coarsen", ("day",)), shift]
    return weekday(reading, context) if "weekday" in reading else calendar(reading, context)


def that(reading: Reading, context: Context) -> list[Step]:
    """That day, the same year, in the morning: of what the text spoke of last."""
    name, _ = _unit(reading.text("unit"))
    clause = reading.mention.clause
    if "same" in reading and clause and context.lexicon.value("RELATIVE", clause[0]):
        event = context.dated.event_date(clause[1:])
        if event is not None:
            return [Step("take", ("event", event.value, event.words)), Step("coarsen", (name,))]
    return [context.mentioned(name), Step("coarsen", (name,)), *tail(reading)]


def topic(reading: Reading, context: Context) -> list[Step]:
    """The quarter, the year, the weekend: the one that the text is about."""
    name, _ = _unit(reading.text("unit"))
    clause = [word.lower() for word in reading.mention.clause[:1]]
    if name == "year" and clause in (["ended"], ["ending"], ["to"]):
        return [Step("say", ("DURATION", "P1Y"))]
    if name == "week" and (week := _week_by_its_end(reading, context)):
        return week
    if name == "weekend":
        return [
            context.now("day"), Step("weekday", (6, "back")), Step("coarsen", ("weekend",)),
        ]  # fmt: skip
    if name == "quarter":
        return _quarter_by_its_end(reading, context) or [*_latest_quarter(context), *tail(reading)]
    return [context.now(name), Step("coarsen", (name,)), *tail(reading)]


def _quarter_by_its_end(reading: Reading, context: Context) -> list[Step]:
    """The steps to "the quarter ended July 31": the one in which most of its three months lie.

    A month before its end is in it, however long the months are. [] where no such end is said,
    or the text has named the quarter by its company's own count already.
    """
    end = [] if context.own_count else _day_behind(reading, context, ("ENDED",))
    return [*end, Step("shift", ("month", -1)), Step("coarsen", ("quarter",))] if end else []


def _week_by_its_end(reading: Reading, context: Context) -> list[Step]:
    """The steps to "the week ended March 16", "the week beginning April 8"; [] for others."""
    day = _day_behind(reading, context, ("ENDED", "BEGINNING"))
    return [*day, Step("coarsen", ("week",))] if day else []


def _day_behind(reading: Reading, context: Context, words: tuple[str, ...]) -> list[Step]:
    """The steps to the month and day behind one of these words, right behind the mention."""
    word, month, day, *_ = (*reading.mention.clause, "", "", "")
    number = context.lexicon.value("MONTH", month)
    said = any(context.lexicon.value(name, word) is not None for name in words)
    if not said or not isinstance(number, int) or not day.isdecimal():
        return []
    over = context.lexicon.value("OVER", word) is not None
    named = ("day", number, int(day))
    step = Step("side", (*named, "before")) if over else Step("nearest", named)
    return [context.now("day"), step]


def latest(reading: Reading, context: Context) -> list[Step]:
    """The latest quarter or period: the last that has ended before the document's date."""
    if reading.text("unit") == "year":
        return [context.now("year"), Step("coarsen", ("year",)), Step("shift", ("year", -1))]
    return _latest_quarter(context)


def quarter_of_year(reading: Reading, context: Context) -> list[Step]:
    """The 1988 quarter, or period: the one that the text is about, in another year."""
    year = Step("take", ("words", f"{reading.number('year'):04}"))
    quarter = context.topic or context.latest.get("quarter")
    unit = reading.text("unit")
    if quarter is None or unit == "year" or (unit == "period" and not context.about_quarters):
        return [year]
    return [year, Step("within", ("quarter", quarter.number, 0))]


def _latest_quarter(context: Context) -> list[Step]:
    if context.topic is not None:
        return [Step("take", ("mentioned", timex_value(context.topic)))]
    return [context.now("quarter"), Step("coarsen", ("quarter",)), Step("shift", ("quarter", -1))]


def _unit(unit: str) -> tuple[Unit, int]:
    if unit in _CLOCK_UNITS:
        raise CannotTell("no date by the hour")
    return _OTHER_UNITS.get(unit, (cast(Unit, unit), 1))
