"""Names of authors as bylines, headers and tags write them, cut into their parts."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from typing import Final

from sources.bibliography.reference import Name, one_line

_TABLE: Final = tomllib.loads(files(__package__).joinpath("names.toml").read_text("utf-8"))
_ORGANISATION: Final = re.compile(
    rf"\b(?:{'|'.join(map(re.escape, _TABLE['organisation']))})\b", re.IGNORECASE
)
_PARTICLES: Final = frozenset(_TABLE["particle"])
_SUFFIXES: Final = frozenset(_TABLE["suffix"])
_BY: Final = re.compile(r"^(?:written\s+)?by:?\s+", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"\s*(?:\band\b|&|\|)\s*|\s*,\s+(?=\S+\s+\S)", re.IGNORECASE)
_SEMICOLON: Final = re.compile(r"\s*;\s*")
_NO_NAME: Final = re.compile(r"https?:|@|\d")
_LONGEST: Final = 100
_MOST_WORDS: Final = 6
_MOST_AUTHORS: Final = 30


def authors_named(words: str) -> tuple[Name, ...]:
    """Return the authors that a byline or a field names; () where it names nobody.

    "Ann Orr and Ben Hill", "Orr, Ann; Hill, Ben" and "By Reuters staff" are all understood.
    """
    line = _BY.sub("", one_line(words))
    between = _SEMICOLON if ";" in line else _BETWEEN
    parts = [part.strip(" ,.") for part in between.split(line)]
    names = [name for part in parts[:_MOST_AUTHORS] if (name := person_or_body(part))]
    return tuple(dict.fromkeys(names))


def person_or_body(words: str) -> Name | None:
    """Return one name in its parts, or None where the words can't be a name."""
    words = one_line(words)
    if not words or len(words) > _LONGEST or _NO_NAME.search(words):
        return None
    pieces = words.replace(",", " ").split()
    if len(pieces) > _MOST_WORDS or not any(piece[0].isalpha() for piece in pieces):
        return None
    if len(pieces) == 1 or _ORGANISATION.search(words):
        return Name(literal=words)
    family, comma, given = words.partition(",")
    if comma:
        return _family_first(family.strip(), given.strip())
    return _given_first(pieces)


def _family_first(family: str, given: str) -> Name:
    given, _, suffix = given.partition(",")
    return Name(family=family, given=given.strip(), suffix=suffix.strip())


def _given_first(pieces: list[str]) -> Name:
    suffix = pieces.pop() if pieces[-1].rstrip(".") in _SUFFIXES and len(pieces) > 2 else ""
    begins = next(
        (i for i, piece in enumerate(pieces[1:-1], 1) if piece.lower() in _PARTICLES),
        len(pieces) - 1,
    )
    behind = pieces[begins:]
    particle = [piece for piece in behind[:-1] if piece.lower() in _PARTICLES]
    return Name(
        family=" ".join(behind[len(particle) :]),
        given=" ".join(pieces[:begins]),
        particle=" ".join(particle),
        suffix=suffix,
    )
