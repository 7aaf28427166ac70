"""Full dates whose month is written in another language, read by dateparser.

dateparser is asked for one thing only, which it does well: a day, a name of a month that our
tables do not know, and a year of four digits ("18 mars 2010" in an English text). Its answer
counts only if it has kept that day and that year.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_LANGUAGES: Final = ("fr", "es", "de", "it", "pt", "nl", "ru", "uk", "pl", "sv", "tr")
"""Languages of the months that news in other languages quotes, as dateparser calls them."""


@lru_cache(maxsize=4096)
def foreign_date(wording: str) -> str | None:
    """Return the ISO day of a full date with a foreign month; None where it is no such date."""
    import dateparser  # costs half a second; few texts quote a foreign date

    found = dateparser.parse(
        wording,
        languages=list(_LANGUAGES),
        settings={
            "REQUIRE_PARTS": ["day", "month", "year"],
            "STRICT_PARSING": True,
            "PARSERS": ["absolute-time"],
            "DATE_ORDER": "DMY",
        },
    )
    numbers = {int(number) for number in re.findall(r"\d+", wording)}
    if found is None or numbers != {found.day, found.year}:
        return None
    return str(found.date())
