"""Dates as headers, bylines and tags write them, as EDTF: only what the words carry."""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache
from typing import Final

from babel.dates import get_month_names

# Month names are read in these languages, from the Unicode CLDR as Babel has it.
_LANGUAGES: Final = ("en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru", "uk", "tr", "sv")
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?"
_MONTH: Final = r"(?P<month>[^\W\d_]{3,12})\.?"
_YEAR: Final = r"(?P<year>(?:1[4-9]|20)\d\d)"
_OF: Final = r"(?:\s+(?:de|of))?"
_WORDED: Final = (
    re.compile(rf"\b{_DAY}{_OF}[\s-]+{_MONTH}{_OF},?[\s-]+{_YEAR}\b"),
    re.compile(rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}\b"),
    re.compile(rf"(?<!\d\s)(?<!\d-)\b{_MONTH}{_OF},?\s+{_YEAR}\b"),
)
_ISO: Final = re.compile(rf"\b{_YEAR}(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?=\b|T)")
_COMPACT: Final = re.compile(rf"(?<!\d){_YEAR}(?P<month>[01]\d)(?P<day>[0-3]\d)(?!\d)")
_YEAR_FIRST: Final = re.compile(
    rf"(?<!\d){_YEAR}[/.](?P<month>\d{{1,2}})[/.](?P<day>\d{{1,2}})(?!\d)"
)
_NUMBERS: Final = re.compile(
    r"(?<![\d/.])(?P<one>\d{1,2})(?P<mark>[/.-])(?P<two>\d{1,2})(?P=mark)(?P<year>\d{4}|\d\d)(?![\d/])"
)
# Two digits of a year, as POSIX reads them (strptime %y): 69-99 are 1969-1999.
_FIRST_TWO_DIGIT_YEAR: Final = 69


def date_in(words: str) -> str:
    """Return the first date in words such as "Posted March 15, 2007" as EDTF, "" where there is none.

    A date all in numbers counts only where one order alone is possible: 3/15/07 is a 15th of March,
    3/4/07 may be either of two days and is none; 15.3.2007, with points, has the day first.
    """
    for pattern in (*_WORDED[:2], _YEAR_FIRST):
        for match in pattern.finditer(words):
            if edtf := _edtf(match["year"], match["month"], match["day"]):
                return edtf
    if edtf := _in_numbers(words):
        return edtf
    for match in _COMPACT.finditer(words):
        if edtf := _edtf(match["year"], match["month"], match["day"]):
            return edtf
    return _coarser(words)


def _coarser(words: str) -> str:
    """An ISO date of any precision, or a month and a year, or a year alone."""
    for match in _ISO.finditer(words):
        if match["month"] and (edtf := _edtf(match["year"], match["month"], match["day"])):
            return edtf
    for match in _WORDED[2].finditer(words):
        if edtf := _edtf(match["year"], match["month"], None):
            return edtf
    year = re.search(rf"(?<![\w/.-]){_YEAR}(?![\w/-])", words)
    return year["year"] if year else ""


def _in_numbers(words: str) -> str:
    for match in _NUMBERS.finditer(words):
        year = match["year"]
        if len(year) == 2:
            year = f"{'19' if int(year) >= _FIRST_TWO_DIGIT_YEAR else '20'}{year}"
        one, two = match["one"], match["two"]
        found = {_edtf(year, two, one), _edtf(year, one, two)} - {""}
        if match["mark"] == ".":
            found = {_edtf(year, two, one)} - {""}
        if len(found) == 1:
            return found.pop()
    return ""


def _edtf(year: str, month: str, day: str | None) -> str:
    number = int(month) if month.isdigit() else _months().get(month.casefold().rstrip("."), 0)
    if not 1 <= number <= 12:
        return ""
    if day is None:
        return f"{year}-{number:02}"
    if not 1 <= int(day) <= calendar.monthrange(int(year), number)[1]:
        return ""
    return date(int(year), number, int(day)).isoformat()


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    """Names of months, long and short; a name that means two months in two languages is left out."""
    months: dict[str, set[int]] = {}
    for language in _LANGUAGES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                names = get_month_names(width, context, language)
                for number, name in names.items():
                    months.setdefault(str(name).casefold().rstrip("."), set()).add(number)
    months.setdefault("sept", set()).add(9)
    english = {str(name).casefold(): n for n, name in get_month_names("wide", locale="en").items()}
    return {name: min(n) for name, n in months.items() if len(n) == 1} | english
