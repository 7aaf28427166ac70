"""Expressions with no place on the calendar: lengths of time, repetitions, "recently"."""

from __future__ import annotations

from typing import Final

from timeline.dates.context import Context
from timeline.dates.derivation import Step
from timeline.dates.reading import Reading
from timeline.dates.timex import SEASONS

_ORDER: Final = {False: "YQMWD", True: "HMS"}
"""TIMEX3 letters from the longest to the shortest, of days and, behind "T", of hours."""

# TIMEX3 letters of units, and how many of the letter one of them is.
_LETTERS: Final = {
    "second": ("TS", 1), "minute": ("TM", 1), "hour": ("TH", 1), "day": ("D", 1),
    "week": ("W", 1), "fortnight": ("W", 2), "weekend": ("WE", 1), "month": ("M", 1),
    "quarter": ("Q", 1), "year": ("Y", 1), "decade": ("Y", 10), "century": ("Y", 100),
    "millennium": ("Y", 1000),
}  # fmt: skip


_VAGUE_LETTERS: Final = {"century": "C", "millennium": "L"}
"""Of an unknown number, so that "for centuries" does not become "for years"."""
_HALVES: Final = {"minute": "30S", "hour": "30M", "year": "6M"}


def period(count: str, unit: str) -> str:
    """Return a TIMEX3 length of time: "P2Y", "PT30M", "P2Y6M", "PXD" for an unknown count."""
    letter, size = _LETTERS[unit]
    clock, letter = ("T", letter[1:]) if letter[0] == "T" else ("", letter)
    if count == "X":
        return f"P{clock}X{_VAGUE_LETTERS.get(unit, letter)}"
    number = float(count) * size
    whole, part = int(number), number - int(number)
    small = _HALVES.get(unit)
    if part == 0.5 and small:
        return f"P{clock}{whole}{letter}{small}" if whole else f"P{clock}{small}"
    return f"P{clock}{number:g}{letter}"


def duration(reading: Reading, _context: Context) -> list[Step]:
    """A length of time; where it lies is not said."""
    unit = reading.text("unit") or reading.text("units")
    length = period(reading.text("some") or reading.text("count", "1"), unit)
    if "more" in reading:
        length = _together(length, period(reading.text("more"), reading.text("smaller")))
    steps = [Step("say", ("DURATION", length))]
    if "near" in reading:
        steps.append(Step("mod", (reading.text("near"),)))
    return steps


def _together(length: str, more: str) -> str:
    """Two hours and nine minutes: "PT2H9M"; where the second is no smaller one, the first alone."""
    if _rank(more) <= _rank(length):
        return length
    return length + (more[2:] if "T" in length else more[1:])


def _rank(length: str) -> tuple[bool, int]:
    """Where a length of time stands from years to seconds; "M" is a month, behind "T" a minute."""
    clock = "T" in length
    return clock, _ORDER[clock].find(length[-1])


def repeated(reading: Reading, _context: Context) -> list[Step]:
    """What comes again: every day, Mondays, daily."""
    if "season" in reading:
        value = f"XXXX-{SEASONS[reading.number('season') - 1]}"
    elif "month" in reading:
        value = f"XXXX-{reading.number('month'):02}"
        value += f"-{reading.number('day'):02}" if "day" in reading else ""
    elif "often" in reading:
        value = reading.text("often")
    elif "weekday" in reading or "weekdays" in reading:
        number = reading.number("weekday") or reading.number("weekdays")
        value = f"XXXX-WXX-{number}{reading.text('parts_of_day')}"
    elif "part_of_day" in reading:
        value = f"XXXX-XX-XX{reading.text('part_of_day')}"
    else:
        unit = reading.text("unit") or reading.text("units")
        value = period(reading.text("count") or str(reading.number("ordinal", 1)), unit)
    return [Step("say", ("SET", value))]


def habitual(reading: Reading) -> str:
    """The TIMEX3 value of a month, season or quarter of any year; "" for others.

    Not of a weekday: "the usually quiet town on Monday" speaks of one.
    """
    if "season" in reading:
        return f"XXXX-{SEASONS[reading.number('season') - 1]}"
    if "quarter_number" in reading:
        names = [name for name in ("quarter_number", "to_quarter") if name in reading]
        return "/".join(f"XXXX-Q{reading.number(name)}" for name in names)
    if "month" in reading and "day" not in reading:
        return f"XXXX-{reading.number('month'):02}"
    return ""


def reference(reading: Reading, _context: Context) -> list[Step]:
    """Now, once, some day: the TIMEX3 references without a date."""
    names = ("value", "present", "past_word", "future_word")
    value = next(reading.text(name) for name in names if name in reading)
    return [Step("say", ("DATE", value))]
