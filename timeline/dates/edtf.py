"""EDTF (ISO 8601-2) strings as days: the single truth of a date, and what it spans.

Read here: the forms that Chronocite stores, which are level 0, level 1, and of level 2 the
sub-year groupings, sets and one-of sets, unspecified digits and qualified parts. The `edtf`
package takes some thousand times longer, and refuses a few of them, such as a set of one; where
both read a string, the tests hold the days equal.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from timeline.dates.julian_day import days_in_month, julian_day
from timeline.language import kept

Precision = Literal["day", "month", "season", "year", "decade", "century", "millennium"]

OPEN_START: Final = -(2**31) + 1
"""First day of a date that is open towards the past; fits a 32-bit integer column."""
OPEN_END: Final = 2**31 - 1
"""Last day of a date that is open towards the future."""


class EdtfError(ValueError):
    """The string is not an EDTF date that Chronocite reads; the message says why."""


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """What an EDTF string says, in days.

    first_day, last_day: Julian day numbers, both included (`OPEN_START`, `OPEN_END` where open).
    precision: of the date, or the coarser end of an interval or set.
    is_span: it lasted from first to last day; False means once, somewhere inside.
    approximate, uncertain: `~` and `?` anywhere in it; `%` is both.
    """

    first_day: int
    last_day: int
    precision: Precision
    is_span: bool
    approximate: bool
    uncertain: bool


_PRECISIONS: Final[tuple[Precision, ...]] = (
    "day", "month", "season", "year", "decade", "century", "millennium",
)  # fmt: skip

# Months of each sub-year grouping (EDTF 21-41); winter (24, 28) ends in the year after, as the
# `edtf` package and ISO 8601-2 leave to the reader, we take December of the year to February.
_GROUPINGS: Final[dict[int, tuple[int, int]]] = {
    21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14),
    25: (3, 5), 26: (6, 8), 27: (9, 11), 28: (12, 14),
    29: (9, 11), 30: (12, 14), 31: (3, 5), 32: (6, 8),
    33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12),
    37: (1, 4), 38: (5, 8), 39: (9, 12),
    40: (1, 6), 41: (7, 12),
}  # fmt: skip

# Years have six digits at most: the days of longer ones would come near the open ends. Those of more
# than four are years only: EDTF has no months of them.
_DATE: Final = re.compile(
    r"[?~%]?(?:(?P<long>Y-?\d{5,6})[?~%]?|(?P<year>-?[\dX]{4})[?~%]?"
    r"(?:-[?~%]?(?P<month>[\dX]{2})[?~%]?(?:-[?~%]?(?P<day>[\dX]{2})[?~%]?)?)?)"
)

_YEAR: Final = re.compile(r"-?\d*X*")


def _fault(pattern: str, text: str, **gaps: object) -> EdtfError:
    """What is wrong with a text, in a line that says what was typed."""
    return EdtfError(pattern.format(typed=repr(text), **gaps))


@lru_cache(maxsize=65_536)
def read_edtf(text: str) -> EdtfDate:
    """Return the days of an EDTF string. Raises EdtfError where it can't be read."""
    first, last, precision, is_span = _read_whole(text)
    if first > last:
        raise _fault(kept("{typed} ends before it starts"), text)
    both = "%" in text
    return EdtfDate(first, last, precision, is_span, both or "~" in text, both or "?" in text)


def _read_whole(text: str) -> tuple[int, int, Precision, bool]:
    if text[:1] + text[-1:] in {"[]", "{}"}:
        return _read_set(text)
    start, slash, end = text.partition("/")
    if not slash:
        return *_read_date(text), False
    if start in {"", ".."} and end in {"", ".."}:
        raise _fault(kept("{typed} gives neither start nor end"), text)
    opening = None if start in {"", ".."} else _read_date(start)
    closing = None if end in {"", ".."} else _read_date(end)
    precision = _coarser(*(side[2] for side in (opening, closing) if side))
    return (
        opening[0] if opening else OPEN_START,
        closing[1] if closing else OPEN_END,
        precision,
        True,
    )


def _read_set(text: str) -> tuple[int, int, Precision, bool]:
    firsts, lasts, precisions = [], [], []
    for part in text[1:-1].split(","):
        start, dots, end = part.strip().partition("..")
        if not start and not end:
            raise _fault(kept("{typed} has an empty member"), text)
        opening = _read_date(start) if start else None
        closing = _read_date(end) if end else (None if dots else opening)
        firsts.append(opening[0] if opening else OPEN_START)
        lasts.append(closing[1] if closing else OPEN_END)
        precisions += [side[2] for side in (opening, closing) if side]
    # "One of" happened once somewhere inside; "all of" happened at each, so it spans them.
    return min(firsts), max(lasts), _coarser(*precisions), text[0] == "{"


def _read_date(text: str) -> tuple[int, int, Precision]:
    match = _DATE.fullmatch(text)
    if match is None:
        raise _fault(kept("{typed} is not an EDTF date such as 2010-03-18, 2006-08 or 2002"), text)
    low, high, precision = _read_year(match["year"] or match["long"], text)
    month, day = match["month"], match["day"]
    if month is None or (month == "XX" and day in {None, "XX"}):
        return julian_day(low, 1, 1), julian_day(high, 12, 31), precision
    if precision != "year" or "X" in month:
        raise _fault(kept("{typed} gives a finer part under an unspecified one"), text)
    return _read_month(low, int(month), day, text)


def _read_year(year: str, text: str) -> tuple[int, int, Precision]:
    digits = year.removeprefix("Y")
    unknown = digits.count("X")
    if _YEAR.fullmatch(digits) is None or unknown == 4:
        raise _fault(kept("{typed}: only the last digits of a year may be unspecified"), text)
    if not unknown:
        return int(digits), int(digits), "year"
    bounds = sorted((int(digits.replace("X", "0")), int(digits.replace("X", "9"))))
    precisions: tuple[Precision, ...] = ("year", "decade", "century", "millennium")
    return bounds[0], bounds[1], precisions[unknown]


def _read_month(year: int, month: int, day: str | None, text: str) -> tuple[int, int, Precision]:
    if month in _GROUPINGS and day is None:
        first, last = _GROUPINGS[month]
        last_year, last_month = (year + 1, last - 12) if last > 12 else (year, last)
        end = julian_day(last_year, last_month, days_in_month(last_year, last_month))
        return julian_day(year, first, 1), end, "season"
    if not 1 <= month <= 12:
        raise _fault(kept("{typed}: there is no month {month}"), text, month=f"{month:02}")
    length = days_in_month(year, month)
    if day is None or day == "XX":
        return julian_day(year, month, 1), julian_day(year, month, length), "month"
    if "X" in day:
        raise _fault(kept("{typed}: a day is given whole or as XX"), text)
    if not 1 <= int(day) <= length:
        raise _fault(kept("{typed}: that month has {number} days"), text, number=length)
    found = julian_day(year, month, int(day))
    return found, found, "day"


def _coarser(*precisions: Precision) -> Precision:
    return max(precisions, key=_PRECISIONS.index)
