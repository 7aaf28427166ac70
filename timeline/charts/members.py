"""The members of a set: "{2007-03-15,2010-03-19}" is on each of these dates, never between them."""

from __future__ import annotations

from functools import lru_cache

from timeline.dates.edtf import OPEN_END, OPEN_START, read_edtf


@lru_cache(maxsize=4_096)
def member_days(edtf: str) -> tuple[tuple[int, int], ...]:
    """Return first and last day of each member, in order of time; nothing where it is no set.

    A member that is open at one end stands at its known day. Errors: EdtfError.
    """
    if not edtf.startswith("{"):
        return ()
    found = []
    for part in edtf[1:-1].split(","):
        date = read_edtf(f"{{{part.strip()}}}")
        first = date.last_day if date.first_day <= OPEN_START else date.first_day
        found.append((first, first if date.last_day >= OPEN_END else date.last_day))
    return tuple(sorted(found))
