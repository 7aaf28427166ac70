"""Derivations: how an answer was reached, as data that can be run again.

The resolver never computes a date by itself: it writes down steps, and `replay` turns them
into the answer. So a stored derivation is the whole proof of its date.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, Literal, cast

from timeline.dates.calendars import (
    CannotTell,
    Direction,
    Moment,
    Unit,
    coarsen,
    day_of_week,
    first_day,
    last_day,
    moment,
    nearest,
    shift,
    weekday_from,
)
from timeline.dates.edtf import EdtfError, Precision, read_edtf
from timeline.dates.holiday_dates import HolidaySide, holiday_from, holiday_in
from timeline.dates.timex import edtf_value, read_value, timex_value

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a derivation: what is done, and with what."""

    do: str
    args: tuple[str | int, ...] = ()


Derivation = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a date expression means, in its three faces.

    type, value, mod: TIMEX3. edtf: "" where the words give no place on the calendar (a length of
    time, a repetition, "recently", a day of an unknown year). first_day, last_day: Julian day
    numbers, both included; None without edtf. is_span: it lasted, rather than happened inside.
    """

    type: TimexType
    value: str
    mod: str = ""
    edtf: str = ""
    first_day: int | None = None
    last_day: int | None = None
    precision: Precision | None = None
    is_span: bool = False


@dataclass(frozen=True, slots=True)
class _Draft:
    """The state between steps: the moment reached, the start of a range, and the marks."""

    now: Moment | None = None
    start: Moment | None = None
    type: TimexType | None = None
    value: str = ""
    mod: str = ""
    marks: str = ""
    bounds: str = ""

    def moment(self) -> Moment:
        if self.now is None:
            raise CannotTell("no date to start from")
        return self.now


def replay(derivation: Derivation) -> Answer:
    """Run the steps of a derivation and return the answer that they lead to.

    Raises CannotTell where they lead to no date, ValueError where a step is unknown.
    """
    draft = _Draft()
    for step in derivation:
        draft = _run(step, draft)
    return _answer(draft)


def trace(derivation: Derivation) -> list[Moment | None]:
    """Return the moment that has been reached after each step; None while there is none."""
    draft = _Draft()
    reached = []
    for step in derivation:
        draft = _run(step, draft)
        reached.append(draft.now)
    return reached


def as_data(derivation: Derivation) -> list[list[str | int]]:
    """Return a derivation as plain lists, to be stored as JSON."""
    return [[step.do, *step.args] for step in derivation]


def from_data(data: list[list[str | int]]) -> Derivation:
    """Return the derivation that `as_data` has written. Raises ValueError for anything else."""
    steps = []
    for entry in data:
        if not entry or entry[0] not in _STEPS:
            raise ValueError(f"{entry!r} is no step of a derivation")
        steps.append(Step(str(entry[0]), tuple(entry[1:])))
    return tuple(steps)


def _run(step: Step, draft: _Draft) -> _Draft:
    if step.do not in _STEPS:
        raise ValueError(f"unknown step {step.do!r}")
    return _STEPS[step.do](draft, *step.args)


def _answer(draft: _Draft) -> Answer:
    if draft.now is None:
        return Answer(draft.type or "DATE", draft.value, draft.mod)
    value = draft.value or timex_value(draft.now)
    kind: TimexType = draft.type or ("TIME" if draft.now.time else "DATE")
    edtf = _edtf(draft, draft.now)
    try:
        days = read_edtf(edtf)
    except EdtfError as error:
        raise CannotTell(str(error)) from error
    return Answer(
        kind, value, draft.mod, edtf, days.first_day, days.last_day, days.precision, days.is_span
    )


def _edtf(draft: _Draft, end: Moment) -> str:
    last = _marked(edtf_value(end, draft.mod), draft.marks)
    if draft.start is None:
        return last if last[0] == "[" else _OPEN[draft.bounds].format(last)
    first = _marked(edtf_value(draft.start), draft.marks)
    return _BOUNDS[draft.bounds].format(first, last)


_OPEN: Final = {"": "{}", "by": "[..{}]", "since": "{}/..", "until": "../{}"}
"""One end only: then at the latest, from then on, up to then."""
_BOUNDS: Final = {
    "span": "{}/{}", "once": "[{}..{}]", "both": "{{{},{}}}", "either": "[{},{}]",
}  # fmt: skip
"""It lasted from - to, it happened once between, at each of both, at one of both."""


def _marked(edtf: str, marks: str) -> str:
    """The qualifiers of EDTF: approximate, uncertain, both; a week's bounds are not qualified."""
    mark = {"": "", "~": "~", "?": "?"}.get(marks, "%")
    return edtf if edtf[0] == "[" else f"{edtf}{mark}"


# The steps. Each takes the draft so far and the step's arguments, and returns the next draft.


def _words(draft: _Draft, _wording: str, _rule: str) -> _Draft:
    return draft


def _take(draft: _Draft, _origin: str, value: str, *_wording: str) -> _Draft:
    return replace(draft, now=read_value(value))


def _nearest(draft: _Draft, unit: str, number: int, day: int = 0) -> _Draft:
    return replace(draft, now=nearest(cast(Unit, unit), number, day, draft.moment()))


def _side(draft: _Draft, unit: str, number: int, day: int, side: str) -> _Draft:
    """The nearest such date that is over before the moment, or begins after it.

    A day may be the moment's own; a month or season that the moment lies in is neither.
    """
    anchor = draft.moment()
    ahead = side == "after"
    for years in range(10):
        try:
            year = anchor.year + (years - 1 if ahead else 1 - years)
            found = moment(cast(Unit, unit), year, number, day)
        except CannotTell:
            continue
        gap = first_day(found) - last_day(anchor) if ahead else first_day(anchor) - last_day(found)
        if gap > 0 or (gap == 0 and unit == "day"):
            return replace(draft, now=found)
    raise CannotTell(f"no such {unit} near {anchor.year}")


def _within(draft: _Draft, unit: str, number: int, day: int = 0) -> _Draft:
    """A part of the year that has been reached."""
    year = draft.moment().year
    return replace(draft, now=moment(cast(Unit, unit), year, number, day))


def _weekday(draft: _Draft, weekday: int, direction: str) -> _Draft:
    return replace(draft, now=weekday_from(draft.moment(), weekday, cast(Direction, direction)))


def _weekday_in_week(draft: _Draft, weekday: int) -> _Draft:
    return replace(draft, now=day_of_week(draft.moment(), weekday))


def _shift(draft: _Draft, unit: str, count: int) -> _Draft:
    return replace(draft, now=shift(draft.moment(), cast(Unit, unit), count))


def _holiday(draft: _Draft, country: str, name: str, side: str) -> _Draft:
    anchor = draft.moment()
    if side == "in":
        return replace(draft, now=holiday_in(country, name, anchor.year))
    return replace(draft, now=holiday_from(country, name, anchor, cast(HolidaySide, side)))


def _coarsen(draft: _Draft, unit: str) -> _Draft:
    return replace(draft, now=coarsen(draft.moment(), cast(Unit, unit)))


def _time(draft: _Draft, tail: str) -> _Draft:
    return replace(draft, now=replace(draft.moment(), time=tail), type="TIME")


def _mod(draft: _Draft, mod: str) -> _Draft:
    return replace(draft, mod=mod)


def _mark(draft: _Draft, mark: str) -> _Draft:
    return replace(draft, marks=draft.marks if mark in draft.marks else draft.marks + mark)


def _say(draft: _Draft, kind: str, value: str) -> _Draft:
    return replace(draft, type=cast(TimexType, kind), value=value)


def _from(draft: _Draft) -> _Draft:
    return replace(draft, start=draft.moment())


def _range(draft: _Draft, bounds: str) -> _Draft:
    if bounds in _OPEN:
        return replace(draft, bounds=bounds)
    start, end = draft.start, draft.moment()
    if start is None or first_day(start) > first_day(end):
        raise CannotTell("it ends before it starts")
    return replace(draft, bounds=bounds, value=f"{timex_value(start)}/{timex_value(end)}")


_STEPS: Final[dict[str, Callable[..., _Draft]]] = {
    "words": _words, "take": _take, "nearest": _nearest, "side": _side, "within": _within,
    "weekday": _weekday, "holiday": _holiday, "weekday of week": _weekday_in_week, "shift": _shift,
    "coarsen": _coarsen, "time": _time, "mod": _mod, "mark": _mark, "say": _say, "from": _from,
    "range": _range,
}  # fmt: skip
