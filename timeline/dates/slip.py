"""How late or early an outcome came, from two EDTF dates, without more precision than they have."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Final

from timeline.dates.edtf import OPEN_END, OPEN_START, EdtfDate, read_edtf
from timeline.language import gettext, ngettext

_MONTH: Final = 365.2425 / 12
"""Days of a mean Gregorian month."""
_YEAR: Final = 365.2425
_DAYS_UP_TO: Final = 45
"""Longer slips are said in months; six weeks is where readers stop counting days."""
_MONTHS_UP_TO: Final = 23.5 * _MONTH
_SLACK: Final = 0.1
"""Calendar months and years differ from the mean ones by less than this part of them."""
_BEFORE_THE_NUMBER: Final = re.compile(r"^\D+")
"""A preposition too, where a language has one."""
_OPEN: Final = frozenset({OPEN_START, OPEN_END})


@dataclass(frozen=True, slots=True)
class _Window:
    """Julian days between which something was due, or came."""

    first: int
    last: int


def slip_words(planned: str, outcome: str) -> str:
    """Return how late an outcome came: "3 days late", "about 4 months late", "in time".

    planned, outcome: EDTF strings. Counted from the last day that the plan allowed (early: from
    the first), so a plan for "late 2010" is late from 1 January 2011 on. Something that lasted
    came on its first day, unless both lasted: then their starts are compared.
    Returns "" where the two dates overlap in a way that decides nothing, or are open: a plan
    without a last day can't be late, nor kept in time.
    Errors: EdtfError where a string is no EDTF date.
    """
    due, came = read_edtf(planned), read_edtf(outcome)
    plan, event = _window(planned, due, came.is_span), _window(outcome, came, True)
    vague = due.approximate or came.approximate
    tolerance = _tolerance(due, plan) + _tolerance(came, event)
    if event.first > plan.last:
        low, high, said = event.first - plan.last, event.last - plan.last, gettext("{time} late")
    elif event.last < plan.first:
        low, high = plan.first - event.last, plan.first - event.first
        said = gettext("{time} early")
    else:
        inside = plan.first <= event.first and event.last <= plan.last
        certain = plan.last < OPEN_END and not (vague or due.uncertain or came.uncertain)
        return gettext("in time") if inside and certain else ""
    if low < tolerance or {event.first, event.last} & _OPEN:
        return ""
    words = said.format(time=_length(low, high, vague))
    if due.uncertain or came.uncertain:
        return gettext("possibly {slip}").format(slip=words)
    return words


def in_brief(words: str) -> str:
    """Return words of `slip_words` for where there is little room: "≈ 4 months late"."""
    if not words.startswith(gettext("about {time}").format(time="")):
        return words
    return _BEFORE_THE_NUMBER.sub("≈ ", words)


def _window(text: str, date: EdtfDate, by_start: bool) -> _Window:
    if not (date.is_span and by_start):
        return _Window(date.first_day, date.last_day)
    start = text.partition("/")[0]
    if start in {"", ".."} or not text.partition("/")[1]:
        return _Window(date.first_day, date.last_day)
    first = read_edtf(start)
    return _Window(first.first_day, first.last_day)


def _tolerance(date: EdtfDate, window: _Window) -> int:
    """How far an approximate date may be off: its own length, in days."""
    return window.last - window.first + 1 if date.approximate else 0


def _length(low: int, high: int, vague: bool) -> str:
    if high <= _DAYS_UP_TO:
        return _range(low, high, "day", vague)
    unit, name = (_MONTH, "month") if high <= _MONTHS_UP_TO else (_YEAR, "year")
    nearest = round(low / unit)
    if nearest and round(high / unit) == nearest:
        return _about(_counted(str(nearest), nearest, name))
    return _range(math.floor(low / unit + _SLACK), math.ceil(high / unit - _SLACK), name, vague)


def _range(low: int, high: int, name: str, vague: bool) -> str:
    if low == high:
        words = _counted(str(low), low, name)
        return _about(words) if vague else words
    if low == 0 or (low == 1 and name == "day"):
        words = _counted(str(high), high, name)
        return gettext("up to {time}").format(time=_about(words) if vague else words)
    both = gettext("{low} to {high}").format(low=low, high=high)
    words = _counted(both, high, name)
    return _about(words) if vague else words


def _about(words: str) -> str:
    return gettext("about {time}").format(time=words)


def _counted(numbers: str, last: int, name: str) -> str:
    """Numbers with their unit, which goes with the last of them."""
    if name == "day":
        words = ngettext("{n} day", "{n} days", last)
    elif name == "month":
        words = ngettext("{n} month", "{n} months", last)
    else:
        words = ngettext("{n} year", "{n} years", last)
    return words.format(n=numbers)
