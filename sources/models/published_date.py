"""When a document was published, in days."""

from __future__ import annotations

import datetime

import edtf

_ORDINAL_TO_JULIAN_DAY = 1721425  # datetime.date(1970, 1, 1).toordinal() + this = 2440588


def days_published(published: str) -> tuple[int | None, int | None]:
    """Return the first and last Julian day of an EDTF publication date; None, None for "".

    Raises ValueError where the date can't be read, is open, or lies outside years 1-9999.
    """
    if not published:
        return None, None
    try:
        read = edtf.parse_edtf(published)
        bounds = [datetime.date(*read.lower_strict()[:3]), datetime.date(*read.upper_strict()[:3])]
    except (edtf.EDTFParseException, AttributeError, TypeError, ValueError) as error:
        raise ValueError(
            f"{published!r} is not an EDTF date with start and end, such as 2010-03-19"
        ) from error
    first, last = (day.toordinal() + _ORDINAL_TO_JULIAN_DAY for day in bounds)
    return first, last
