"""No text takes long: the time of a character, over texts made to be slow.

    ./run bench fuzz_dates [--texts 10000] [--seed 1]

Reads texts of 2,000 to 100,000 characters, of five sorts: one hostile piece over and over, at
100,000 characters; the example of each rule over and over; mixtures of pieces and examples;
words of plain prose with pieces between them; any characters at all. Then as many texts of 1 to
200 characters. Prints JSON: the median time of a character, the slowest texts, and how many times
the median they take. For the small ones the time of an empty text, which every text costs, is taken
off first. A text over five times the median is read three times more and the least counts, so that what else
the machine does is not held against it. Exit status 1 where one takes more than ten times.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from bisect import insort
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).parent.parent))

from timeline.dates import find_dates
from timeline.dates.grammar import grammar

LIMIT: Final = 10
"""Times the median that a text may take."""
_SUSPECT: Final = 5
_SIZES: Final = (2_000, 100_000)
_TINY: Final = (1, 200)
_DATES: Final = ("2010-03-19", "2010", None)
"""How well the publication date is known."""
_PIECES: Final = (
    "1 ", "1", "9", "20", "1 1 1 1 ", "two ", "twenty-", "hundred thousand ", "and a half ",
    "(", ")", "((((", "[", "]", "{", "\u202e", "\u200f2010 ", "\u200b", "\u200b2\u200b0", "\ufeff",
    "𝟚𝟘𝟙𝟘 ", "٣ ", "२०१० ", "２０１０ ", "½ ", "\U00010348 ", "\U0001f600", "e\u0301", "\x00", "\r\n",
    "Monday ", "in ", "- ", "-", "–", "the ", "early late ", "January ", "January, ", "may May ",
    "March 5, ", "February 5, 6, ", "5, 6, 7, ", "between ", "from 1979 to ", "1979-", "1/", "1.",
    "1,111", "3/4/2007 ", "$1.2 million ", "a" * 200, "9" * 40 + " ", "A. ", "Mr. ", "will was ",
    "the day after ", "the day before the day after ", "a year earlier ", "last last week ",
    "the same day that the visit ended ", "three days before the signing ", "(Interfax, ",
    "March 5 the signing, a day before the signing. ", "(Interfax, March 5; ", "18 марта 2010 ",
    "\n", "\n\n", " ", "\t", "...", "’", "“", "<b>", "&amp;", "2010-03-18T10:00:00Z ", "every ",
)  # fmt: skip
_PROSE: Final = (
    "the ", "of ", "town ", "met ", "to ", "trade ", "and ", "fish, ", "while ", "rain ", "fell ",
    "on ", "roofs. ", "Nobody ", "from ", "coast ", "had ", "come ", "because ", "a ", "bridge ",
    "was ", "down; ", "prices ", "rose: ", "mayor's ", "said so.\n\n",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Read:
    """One text that was read: microseconds a character, and what it takes to know it again."""

    rate: float
    sort: str
    characters: int
    begins: str


def main() -> int:
    """Read the texts, and say which are the slowest."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--texts", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    draws = random.Random(options.seed)  # noqa: S311 - the same texts every time
    find_dates(" ".join(_examples()), "2010-03-19")  # the rules are compiled once
    report = {
        "2,000 to 100,000 characters": _measure(_texts(draws, options.texts, _SIZES), 0.0),
        "1 to 200 characters": _measure(_texts(draws, options.texts, _TINY), _empty()),
    }
    print(json.dumps(report, indent=2))
    return int(report["2,000 to 100,000 characters"]["times the median"] > LIMIT)


def _measure(texts: Iterator[tuple[str, str, str | None]], constant: float) -> dict[str, Any]:
    rates: list[float] = []
    reads = []
    for sort, text, published in texts:
        rate = _rate(text, published, constant)
        if rates and rate > _SUSPECT * rates[len(rates) // 2]:
            rate = min(rate, *(_rate(text, published, constant) for _ in range(3)))
        insort(rates, rate)
        reads.append(Read(rate, sort, len(text), text[:60]))
    median = rates[len(rates) // 2]
    slowest = sorted(reads, key=lambda read: -read.rate)[:5]
    return {
        "texts": len(reads),
        "characters": sum(read.characters for read in reads),
        "microseconds a text, taken off": round(constant * 1e6, 1),
        "microseconds a character, median": round(median, 2),
        "microseconds a character, slowest": round(slowest[0].rate, 2),
        "times the median": round(slowest[0].rate / median, 1),
        "slowest": [
            {"times the median": round(read.rate / median, 1)} | asdict(read) for read in slowest
        ],
    }


def _rate(text: str, published: str | None, constant: float) -> float:
    return max(0.0, _seconds(text, published) - constant) / len(text) * 1e6


def _seconds(text: str, published: str | None) -> float:
    started = time.process_time()
    find_dates(text, published)
    return time.process_time() - started


def _empty() -> float:
    return min(_seconds("", None) for _ in range(1000))


def _texts(
    draws: random.Random, count: int, sizes: tuple[int, int]
) -> Iterator[tuple[str, str, str | None]]:
    """Sort, text and publication date: first each piece and example alone, then mixtures."""
    examples = _examples()
    alone = [("piece", piece) for piece in _PIECES] + [("example", text) for text in examples]
    for sort, piece in alone[:count]:
        yield sort, _filled([piece], sizes[1]), _DATES[0]
    makers: list[tuple[str, Callable[[int], str]]] = [
        ("mixture", lambda size: _filled(_some(draws, (*_PIECES, *examples)), size)),
        ("shuffled", lambda size: _shuffled(draws, (*_PIECES, *examples), size)),
        ("prose", lambda size: _shuffled(draws, (*_PIECES, *_PROSE * 20), size)),
        ("any characters", lambda size: _characters(draws, size)),
    ]
    for _ in range(count - len(alone)):
        sort, make = draws.choice(makers)
        size = round(sizes[0] * (sizes[1] / sizes[0]) ** draws.random())
        yield sort, make(size), draws.choice(_DATES)


def _examples() -> list[str]:
    return [f"{rule.example} " for rule in grammar("en").rules]


def _some(draws: random.Random, pieces: Sequence[str]) -> list[str]:
    return draws.choices(pieces, k=draws.randint(1, 5))


def _filled(pieces: Sequence[str], size: int) -> str:
    piece = "".join(pieces)
    return (piece * (size // len(piece) + 1))[:size]


def _shuffled(draws: random.Random, pieces: Sequence[str], size: int) -> str:
    return "".join(draws.choices(pieces, k=size // 2 + 1))[:size]


def _characters(draws: random.Random, size: int) -> str:
    """Any characters but surrogates: mostly of the first blocks, some from anywhere."""
    return "".join(
        chr(draws.choice((draws.randrange(0x20, 0x500), draws.randrange(0xE000, 0x110000))))
        for _ in range(size)
    )


if __name__ == "__main__":
    sys.exit(main())
