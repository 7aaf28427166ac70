"""Dates of publication as bibliographies write them, as EDTF: no finer than they are written."""

from __future__ import annotations

import re
from typing import Final

from sources.bibliography.published import read_published
from sources.readers.stated_dates import date_in

_SEASONS: Final = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_ABOUT: Final = re.compile(r"(?:ca?\.?|circa|about|around)\s*(\d{4})", re.IGNORECASE)
_SLASHED: Final = re.compile(r"(\d{4})(?:/(\d{1,2})?)?(?:/(\d{1,2})?)?(?:/(.*))?")


def valid(edtf: str) -> str:
    """Return an EDTF date as it is, or "" where it is none that can be cited."""
    try:
        read_published(edtf)
        return edtf
    except ValueError:
        return ""


def from_parts(parts: list[object], season: object = None, *, about: bool = False) -> str:
    """Year, month and day, as numbers or words for numbers, and a season 1 (spring) to 4, as EDTF."""
    numbers = [int(str(part)) for part in parts[:3] if str(part).strip().lstrip("-").isdigit()]
    if not numbers or not 0 < numbers[0] < 10_000:
        return ""
    if len(numbers) == 1 and str(season) in {"1", "2", "3", "4"}:
        numbers.append(20 + int(str(season)))
    date = "-".join([f"{numbers[0]:04}", *(f"{number:02}" for number in numbers[1:] if number)])
    return valid(f"{date}~" if about else date)


def from_words(words: str) -> str:
    """A date in words, such as "March 2004", "spring 1999", "ca. 2006" or EDTF itself, as EDTF."""
    words = words.strip()
    if re.fullmatch(r"[\d./?~%X\[\]Y-]{4,40}", words) and (edtf := valid(words)):
        return edtf
    if about := _ABOUT.search(words):
        return f"{about[1]}~"
    year = re.search(r"\b\d{4}\b", words)
    for season, number in _SEASONS.items():
        if year and season in words.lower():
            return f"{year[0]}-{number}"
    return date_in(words)


def from_slashes(date: str) -> str:
    """A date of RIS: year/month/day/words, where all but the year may be left out, as EDTF."""
    match = _SLASHED.fullmatch(date.strip())
    if match is None:
        return from_words(date)
    year, month, day, words = match.groups()
    if words and not month and (worded := from_words(f"{words} {year}")):
        return worded
    return from_parts([part for part in (year, month, day if month else None) if part])
