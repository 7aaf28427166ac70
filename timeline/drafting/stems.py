"""Words as what most of their forms share, and the families of words that tell of one kind of thing."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from timeline.drafting.lexicon import (
    ADVERB,
    BE,
    COORDINATOR,
    DETERMINER,
    DO,
    HAVE,
    MODAL,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SUBORDINATOR,
    lexicon,
)

_WORD: Final = re.compile(r"[^\W\d_]+")
_LEFT: Final = 4
"""Letters that a stem keeps at least when an ending is taken off."""
_LONG: Final = 4
_SHORTEST: Final = 3
_SMALL: Final = (
    MODAL | BE | HAVE | DO | DETERMINER | PRONOUN | PREPOSITION | COORDINATOR | SUBORDINATOR | RELATIVE
    | ADVERB
)  # fmt: skip
_ENDINGS: Final = (
    "ations", "ation", "ments", "ment", "ings", "ions", "ing", "ion", "ies", "ers", "ed", "es", "er",
    "s", "y", "e",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kin:
    """The families of words: of each stem, the families that it is in; of each family, its stems."""

    families: Mapping[str, frozenset[str]]
    stems: Mapping[str, frozenset[str]]
    empty: frozenset[str]
    calendar: frozenset[str]


@cache
def kin() -> Kin:
    """The families, from `words/kin.toml`."""
    table = tomllib.loads(files(__package__).joinpath("words/kin.toml").read_text("utf-8"))
    stems = {name: frozenset(map(stem, words)) for name, words in table["family"].items()}
    families: dict[str, set[str]] = defaultdict(set)
    for name, members in stems.items():
        for member in members:
            families[member].add(name)
    known = {member: frozenset(names) for member, names in families.items()}
    return Kin(known, stems, frozenset(table["empty"]), frozenset(table["calendar"]))


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The part that most forms of a word share: "signed" and "signing" are "sign"."""
    word = word.casefold()
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEFT:
            return word[: -len(ending)]
    return word


def content_stems(text: str) -> frozenset[str]:
    """The stems of a text's words that can tell something: long ones and acronyms."""
    small = lexicon().bits
    return frozenset(
        stem(word)
        for word in _WORD.findall(text)
        if (len(word) >= _LONG or word.isupper()) and not small.get(word.lower(), 0) & _SMALL
    )


def roots(text: str) -> frozenset[str]:
    """What a text's words tell of their subject: stems, those of verbs from their base forms."""
    return frozenset(root for word in _WORD.findall(text) if (root := _root(word)))


@lru_cache(maxsize=65_536)
def _root(word: str) -> str:
    low = word.lower()
    words = lexicon()
    if len(word) < _SHORTEST and not word.isupper():
        return ""
    if low in kin().empty or word in kin().calendar or words.bits.get(low, 0) & _SMALL:
        return ""
    if low.endswith("ies") and len(low) <= _LONG + 2:
        return stem(f"{low[:-3]}y")
    bases = words.bases(low)
    base = low if low in bases and len(bases) > 1 else bases[0]
    return stem("find" if low == "found" else base)
