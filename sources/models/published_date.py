"""When a document was published, in days."""

from __future__ import annotations

import calendar
import datetime
import re
from functools import lru_cache
from typing import Final

import edtf

from sources.kept import kept

_PLAIN: Final = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?", re.ASCII)
_NO_DATE: Final = kept("{typed} is not an EDTF date with start and end, such as 2010-03-19")
_ORDINAL_TO_JULIAN_DAY = 1721425  # datetime.date(1970, 1, 1).toordinal() + this = 2440588


@lru_cache(maxsize=4096)
def days_published(published: str) -> tuple[int | None, int | None]:
    """Return the first and last Julian day of an EDTF publication date; None, None for "".

    Raises ValueError where the date can't be read, is open, or lies outside years 1-9999.
    """
    if not published:
        return None, None
    try:
        bounds = _plain_bounds(published)
        if not bounds:
            read = edtf.parse_edtf(published)
            ends = (read.lower_strict(), read.upper_strict())
            bounds = [datetime.date(*end[:3]) for end in ends]
    except (edtf.EDTFParseException, AttributeError, TypeError, ValueError) as error:
        raise ValueError(_NO_DATE.format(typed=repr(published))) from error
    first, last = (day.toordinal() + _ORDINAL_TO_JULIAN_DAY for day in bounds)
    return first, last


def _plain_bounds(published: str) -> list[datetime.date]:
    """The first and last day of a plain day, month or year, which most dates are; else nothing.

    The package takes some 10 ms for each.
    """
    match = _PLAIN.fullmatch(published)
    if match is None:
        return []
    year, month, day = (int(part) if part else None for part in match.groups())
    if year is None or not year >= datetime.MINYEAR:
        return []
    last = calendar.monthrange(year, month or 12)[1]
    return [
        datetime.date(year, month or 1, day or 1),
        datetime.date(year, month or 12, day or last),
    ]
