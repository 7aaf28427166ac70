"""EDTF dates in plain Russian: «13 марта 2007 г.», «около 2006 г.», «между мартом и маем 2007 г.»."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from babel.dates import get_month_names

from timeline.dates.parts import Parts, Year, parts_of, whole_year

_LOCALE: Final = "ru"
_TABLE: Final = tomllib.loads(
    (Path(__file__).parent / "words" / "ru_wording.toml").read_text(encoding="utf-8")
)
_SHORT: Final = 3  # of a row of the table: after the three cases


def _months(width: str) -> tuple[tuple[str, str, str], ...]:
    """Each month in the nominative, the genitive and the instrumental."""
    names = [
        get_month_names(width, context, _LOCALE).values()  # type: ignore[arg-type]
        for context in ("stand-alone", "format")
    ]
    return tuple(zip(*names, _TABLE["months"]["instrumental"], strict=True))


_MONTHS: Final = _months("wide")
_SHORT_MONTHS: Final = _months("abbreviated")


@dataclass(frozen=True, slots=True)
class _Date:
    """A date in three cases, and what two dates may share: day and year; months in three cases."""

    nominative: str
    genitive: str
    instrumental: str
    day: str = ""
    months: tuple[str, str, str] | None = None
    year: str = ""


def russian_words(edtf: str, short: bool) -> str:
    """Return a date in words: «13 марта 2007 г.», short «13 мар. 2007». edtf: one that `read_edtf` reads."""
    if edtf[0] in "[{":
        return _set_words(edtf, short)
    start, slash, end = edtf.partition("/")
    if not slash:
        return _date(edtf, short).nominative
    if start in {"", ".."}:
        if year := whole_year(end):
            return f"до {_date(f'{year + 1:04}', short).genitive}"
        return f"до {_date(end, short).genitive} включительно"
    if end in {"", ".."}:
        return _since(_date(start, short).genitive)
    return _lasting(_date(start, short), _date(end, short))


def _set_words(edtf: str, short: bool) -> str:
    members = [part.strip() for part in edtf[1:-1].split(",")]
    one_of = edtf[0] == "["
    start, dots, end = members[0].partition("..")
    if one_of and len(members) == 1 and dots and start and end:
        return _between(_date(start, short), _date(end, short))
    *others, last = [_member_words(member, short) for member in members]
    if not others:
        return last
    return f"{', '.join(others)} {'или' if one_of else 'и'} {last}"


def _member_words(member: str, short: bool) -> str:
    start, dots, end = member.partition("..")
    if not dots:
        return _date(member, short).nominative
    if not start:
        if short:
            return f"не позднее {_date(end, short).genitive}"
        return f"{_date(end, short).nominative} или ранее"
    if not end:
        return f"{_date(start, short).nominative} или позднее"
    return _lasting(_date(start, short), _date(end, short))


def _since(genitive: str) -> str:
    """«с 13 марта», but «со 2 марта» and «со второй половины»: where two consonants would follow."""
    return f"{'со' if re.match(r'2 |II |вт', genitive) else 'с'} {genitive}"


def _lasting(start: _Date, end: _Date) -> str:
    """From one to the other, what they share said once: «9–13 марта 2007 г.», «2001–2003 гг.»."""
    if start.months and end.months and bool(start.day) == bool(end.day) and start.year == end.year:
        if not start.day:
            return f"{start.months[0]} – {end.nominative}"
        if start.months == end.months:
            return f"{start.day}–{end.nominative}"
        return f"{start.day} {start.months[1]} – {end.nominative}"
    if _are_years(start, end):
        return f"{start.year.removesuffix(' г.')}–{_plural(end.year)}"
    return f"{start.nominative} – {end.nominative}"


def _between(start: _Date, end: _Date) -> str:
    """Once, somewhere inside: «между 1 и 4 февраля», «между мартом и маем», «между 2001 и 2003 гг.»."""
    left = start.instrumental
    if start.months and end.months and bool(start.day) == bool(end.day) and start.year == end.year:
        left = f"{start.day} {start.months[1]}" if start.day else start.months[2]
        if start.day and start.months == end.months:
            left = start.day
    elif _are_years(start, end):
        return f"между {start.year.removesuffix(' г.')} и {_plural(end.year)}"
    return f"между {left} и {end.instrumental}"


def _are_years(start: _Date, end: _Date) -> bool:
    """Whether both are plain years of our era, which may share their «г.»."""
    return all(re.fullmatch(r"\d{4}(?: г\.)?", date.nominative) for date in (start, end))


def _plural(year: str) -> str:
    return year.replace(" г.", " гг.")


def _date(text: str, short: bool) -> _Date:
    parts = parts_of(text)
    plain = _plain_date(parts, short)
    if not (parts.about or parts.possibly):
        return plain
    doubts = ["предположительно"] * parts.possibly + ["приблизительно"] * parts.about
    aside = f" ({', '.join(doubts)})"
    about = f"{'ок.' if short else 'около'} {plain.genitive}" if parts.about else plain.nominative
    return _Date(
        f"возможно, {about}" if parts.possibly else about,
        plain.genitive + aside,
        plain.instrumental + aside,
    )


def _plain_date(parts: Parts, short: bool) -> _Date:
    if parts.grouping:
        forms = _TABLE["groupings"][str(parts.grouping)]
        return _in_cases([form.format(_grouping_year(parts, short)) for form in forms], short)
    if not parts.month:
        return _year(parts.year, short)
    year = _year(parts.year, short).genitive
    months = (_SHORT_MONTHS if short else _MONTHS)[parts.month - 1]
    if parts.day:
        words = f"{parts.day} {months[1]} {year}"
        return _Date(words, words, words, str(parts.day), months, year)
    nominative, genitive, instrumental = (f"{name} {year}" for name in months)
    return _Date(nominative, genitive, instrumental, "", months, year)


def _grouping_year(parts: Parts, short: bool) -> str:
    if parts.next_year:
        return f"{parts.year.number}–{parts.next_year}{'' if short else ' гг.'}"
    return _year(parts.year, short).genitive


def _year(year: Year, short: bool) -> _Date:
    """A year reads alike in all cases, by its «г.»; what is wider is declined."""
    era = " до н. э." if year.before_christ else ""
    if year.unknown:
        number = str(year.number) if year.unknown == 1 else _roman(year.number)
        forms = [form.format(number) + era for form in _TABLE["wide"][str(year.unknown)]]
        return _in_cases(forms, short)
    if not era and year.number < 1000:
        era = " н. э."
    words = f"{year.number}{'' if short else ' г.'}{era}"
    return _Date(words, words, words, year=words)


def _in_cases(forms: list[str], short: bool) -> _Date:
    nominative, genitive, instrumental, brief = forms
    return _Date(brief if short else nominative, genitive, instrumental)


def _roman(number: int) -> str:
    """Return a number from 1 to 39 as Russian writes centuries: XXI."""
    tens, ones = divmod(number, 10)
    digits = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return "X" * tens + digits[ones]
