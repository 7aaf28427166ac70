"""What words and figures are worth: counts, years, days of the month, times of day."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from timeline.dates.foreign import foreign_date
from timeline.dates.lexicon import Lexicon, Value

_CENTURY_SPLIT: Final = 30
"""Two-digit years below this are 20XX, the others 19XX; news does not write 1929 as '29."""


def full_year(short: int) -> int:
    """Return the year that its last two digits stand for: 98 -> 1998, 7 -> 2007."""
    return short + (2000 if short < _CENTURY_SPLIT else 1900)


def read_words(
    kind: str, classes: Sequence[str], words: Sequence[str], lexicon: Lexicon
) -> Value | None:
    """Return what a group of a rule is worth; None where it is nothing such after all.

    kind: what the rule calls it; where this module has a reader of that name, it reads.
    classes: of the lexicon, in which the first word that has a value gives it.
    """
    if kind in _READERS:
        return _READERS[kind](words, lexicon)
    for word in words:
        for name in classes:
            value = lexicon.value(name, word)
            if value is not None:
                return value
    return " ".join(words)


def read_number(words: Sequence[str], lexicon: Lexicon) -> float | None:
    """Return the number that words or figures say: "twenty-five", "2 1/2", "1,500"."""
    total, current, seen = 0.0, 0.0, False
    for word in words:
        lowered = word.lower()
        value = lexicon.value("CARDINAL", lowered)
        if value is None:
            value = lexicon.value("ORDINAL", lowered)
        if isinstance(value, int):
            if value >= 1000:
                total, current = total + (current or 1) * value, 0.0
            elif value == 100 or (value == 12 and lowered == "dozen"):
                current = (current or 1) * value
            else:
                current += value
            seen = True
        elif number := _figure(lowered):
            current += number
            seen = True
        elif lowered == "half":
            current += 0.5
            seen = True
    return total + current if seen else None


def _figure(word: str) -> float:
    if "/" in word:
        above, _, below = word.partition("/")
        return int(above) / int(below) if int(below) else 0.0
    digits = re.match(r"\d[\d,]*(?:\.\d+)?", word)
    if digits:
        return float(digits[0].replace(",", ""))
    return {"½": 0.5, "¼": 0.25, "¾": 0.75}.get(word, 0.0)


def _whole(words: Sequence[str], lexicon: Lexicon) -> Value | None:
    number = read_number(words, lexicon)
    return int(number) if number is not None and number < 10**6 else None


def _count(words: Sequence[str], lexicon: Lexicon) -> Value | None:
    """A count as text, so that halves survive: "2", "2.5"; "1" for "a" and "an"."""
    number = read_number(words, lexicon)
    if number is None:
        vague = (lexicon.value("VAGUE", word) for word in words)
        return next((value for value in vague if value is not None), "1")
    return f"{number:g}" if number < 10**9 else None


def _year(words: Sequence[str], lexicon: Lexicon) -> Value | None:
    """1998, '98, "nineteen ninety-eight", "two thousand and one"."""
    first = words[0].lstrip("'’")
    if first.isdecimal():
        year = int(first)
        if len(first) > 2:
            return year
        return full_year(year)
    if first.lower() == "two":
        return _whole(words, lexicon)
    century = lexicon.value("CARDINAL", first)
    rest = read_number(words[1:], lexicon)
    if not isinstance(century, int) or rest is None:
        return None
    return century * 100 + (int(rest) if rest != 100 else 0)


def _decade(words: Sequence[str], lexicon: Lexicon) -> Value | None:
    """The first year of a decade: "1990s", "'90s", "nineties"."""
    for word in words:
        digits = re.sub(r"\D", "", word)
        if digits:
            year = int(digits)
            return year if year >= 1000 else year + (1900 if year >= _CENTURY_SPLIT - 10 else 2000)
        value = lexicon.value("DECADE_WORD", word)
        if isinstance(value, int):
            return 1900 + value
    return None


def _clock(words: Sequence[str], lexicon: Lexicon) -> Value | None:
    """A TIMEX3 time of day: "T10:30", "T22:00"; of "10:30", "0930 GMT", "ten in the evening"."""
    digits = [int(part) for part in re.findall(r"\d+", words[0])]
    if not digits:
        number = _whole(words[:1], lexicon)
        digits = [int(number)] if number else []
    if digits and len(words[0]) > 2 and words[0].isdecimal():  # "0930 GMT"
        digits = [*divmod(digits[0], 100)]
    minutes = digits[1] if len(digits) > 1 else 0
    if not digits or digits[0] > 24 or minutes > 59:
        return None
    hour = digits[0]
    for word in words:
        half = lexicon.value("AMPM", word)
        if isinstance(half, int) and hour <= 12:
            hour = hour % 12 + half
        part = lexicon.value("PART_OF_DAY", word)
        if part in {"TAF", "TEV", "TNI"} and hour < 12:
            hour += 12
    return f"T{hour:02}:{minutes:02}"


def _text(words: Sequence[str], _lexicon: Lexicon) -> Value | None:
    return "".join(words)


def _numeric(words: Sequence[str], _lexicon: Lexicon) -> Value | None:
    """A date in figures as it stands, if its figures can be a day and a month in some order."""
    numbers = [int(figure) for figure in re.split(r"\D", words[0])]
    month, day = sorted(numbers[1:] if len(re.split(r"\D", words[0])[0]) == 4 else numbers[:2])
    return words[0] if 1 <= month <= 12 and day <= 31 else None


def _foreign(words: Sequence[str], _lexicon: Lexicon) -> Value | None:
    """The ISO day of a date with a foreign month; the words are joined as they are usual."""
    return foreign_date(" ".join(words))


_READERS: Final[dict[str, Callable[[Sequence[str], Lexicon], Value | None]]] = {
    "COUNT": _count, "SOME": _count,
    "NUMBER": _whole, "NTH": _whole, "DAY": _whole, "DAY_OF_MONTH": _whole, "NUM": _whole,
    "ORDINAL": _whole, "SMALL": _whole,
    "YEAR": _year, "LIKELY_YEAR": _year, "CLIPPED_YEAR": _year, "YEARS": _year, "SPOKEN_YEAR": _year, "SHORT_YEAR": _year,
    "DECADE": _decade, "DECADES": _decade,
    "WINTER_YEARS": lambda words, _lexicon: int(words[0][:4]),
    "CLOCK_TIME": _clock,
    "FOREIGN": _foreign,
    "NUMERIC": _numeric, "ISO": _text, "YEAR_SPAN": _text,
}  # fmt: skip
