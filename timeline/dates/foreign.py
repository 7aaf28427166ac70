"""Full dates whose month is written in another language, read by dateparser.

dateparser is asked for one thing only, which it does well: a day, a name of a month that our
tables do not know, and a year of four digits ("18 mars 2010" in an English text). Its answer
counts only if it has kept that day and that year.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

_TABLE: Final = Path(__file__).parent / "words" / "foreign_months.toml"


@lru_cache(maxsize=1)
def foreign_months() -> Mapping[str, tuple[str, ...]]:
    """Return the names of months in other languages, and the languages that call one so."""
    names: dict[str, tuple[str, ...]] = {}
    for language, months in tomllib.loads(_TABLE.read_text(encoding="utf-8")).items():
        for name in months:
            names[name] = (*names.get(name, ()), language)
    return names


@lru_cache(maxsize=4096)
def foreign_date(wording: str) -> str | None:
    """Return the ISO day of a full date with a foreign month; None where it is no such date."""
    import dateparser  # costs half a second; few texts quote a foreign date

    words = re.findall(r"[^\W\d_]+", wording.lower())
    languages = [language for word in words for language in foreign_months().get(word, ())]
    if not languages:
        return None
    found = dateparser.parse(
        wording,
        languages=languages,
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
