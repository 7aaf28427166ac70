"""One character changed, at random but always the same at random."""

from __future__ import annotations

import random
import string
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

ALPHABET = string.ascii_letters + string.digits + string.punctuation + " \n’–éжё中😀"
TEXT = (
    "On Monday the mayor opened the bridge over the Elbow – “late, but open”. "
    "Work began in 1998; naïve hopes 😀 of an opening in late 2003 came to nothing.\n"
)


@dataclass(frozen=True, slots=True)
class Claim:
    """What a passage claims: that these words stand at this place of this text."""

    quote: str
    start: int
    end: int
    text: str

    @property
    def stands(self) -> bool:
        """Whether the claim is true."""
        return 0 <= self.start < self.end and self.text[self.start : self.end] == self.quote


def true_claim(quote: str = "the mayor opened the bridge over the Elbow – “late") -> Claim:
    """A claim that stands."""
    start = TEXT.index(quote)
    return Claim(quote, start, start + len(quote), TEXT)


def mutations(claim: Claim, count: int, seed: int = 20_100_318) -> Iterator[tuple[str, Claim]]:
    """Yield the changed field's name and a claim in which one character of it differs.

    A digit of start or end counts as a character. A change of the text outside the quote leaves
    the quote standing, yet it is another text than the one on record.
    """
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    for number in range(count):
        field = ("quote", "start", "end", "text")[number % 4]
        yield field, replace(claim, **{field: _mutated(getattr(claim, field), chance)})


def _mutated(value: Any, chance: random.Random) -> Any:
    """A string with one character changed, or a number with one digit changed."""
    if isinstance(value, int):
        return int(_with_one_changed(str(value), string.digits, chance))
    return _with_one_changed(value, ALPHABET, chance)


def _with_one_changed(value: str, alphabet: str, chance: random.Random) -> str:
    at = chance.randrange(len(value))
    other = chance.choice([letter for letter in alphabet if letter != value[at]])
    return value[:at] + other + value[at + 1 :]
