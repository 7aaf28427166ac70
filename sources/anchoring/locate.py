"""Find a quote in a text: at its one place, or not at all."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from itertools import islice
from typing import Final, TypeAlias

from sources.anchoring.rewriting import rewrite
from sources.kept import kept

MOST_PLACES: Final = 20
"""Of an ambiguous quote, at most so many places are given: enough to choose from by hand."""


@dataclass(frozen=True, slots=True)
class Found:
    """The one place: `text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class NotFound:
    """No place; `reason` is a plain sentence for the curator."""

    reason: str


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several places, and nothing that tells which is meant.

    starts: the first `MOST_PLACES` of them, in order, and `ends` where each of them ends.
    `reason` is a plain sentence for the curator.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    reason: str


Located: TypeAlias = Found | NotFound | Ambiguous

_EMPTY: Final = NotFound(kept("The quote is empty. Give the words as they stand in the text."))
_ABSENT: Final = NotFound(
    kept("These words do not stand in the text. Compare them with the source.")
)


def locate(
    text: str, quote: str, *, prefix: str = "", suffix: str = "", near: int | None = None
) -> Located:
    """Find `quote` in `text`, exactly and only where there is no doubt.

    A quote that stands once is found, whatever surrounds it. Of several places it is the one that
    `prefix` and `suffix` surround, both of them exactly, if there is just one such; or of those
    the one that starts at `near`, if one does. `near` is a place on record, not a hint: pass it only
    for the text that it was recorded for. Places may overlap. Time: linear.
    """
    if not quote:
        return _EMPTY
    starts = _places(text, quote)
    if not starts:
        return _ABSENT
    if len(starts) > 1:
        whole = prefix + quote + suffix
        starts = tuple(start + len(prefix) for start in _places(text, whole)) or starts
        before = -1 if near is None else near - len(prefix)
        if len(starts) > 1 and before >= 0 and text.startswith(whole, before):
            starts = (before + len(prefix),)
    if len(starts) > 1:
        ends = tuple(start + len(quote) for start in starts)
        return Ambiguous(starts, ends, _how_many(starts))
    return Found(starts[0], starts[0] + len(quote))


def locate_pasted(text: str, pasted: str) -> Located:
    """Find words that a person typed or pasted, and give the exact slice of the text.

    Runs of white space, kinds of quotes, dashes and ellipses, and characters that can't be seen
    may differ; letters, digits and capitals may not. Words that stand exactly once as given are
    found even if a variant stands elsewhere. Time: linear.
    """
    wanted = unicodedata.normalize("NFC", pasted).strip()
    exactly = locate(text, wanted)
    if isinstance(exactly, Found):
        return exactly
    folded, needle = rewrite(text, _FOLDED, _fold), rewrite(wanted, _FOLDED, _fold).text.strip()
    if not needle:
        return _EMPTY
    spans = [folded.origin(start, start + len(needle)) for start in _places(folded.text, needle)]
    if not spans:
        return _ABSENT
    if len(spans) == 1:
        return Found(spans[0].start, spans[0].end)
    starts = tuple(span.start for span in spans)
    return Ambiguous(starts, tuple(span.end for span in spans), _how_many(starts))


def _places(text: str, quote: str) -> tuple[int, ...]:
    """The first places of `quote`, overlapping ones too; so few that the search stays linear."""

    def each() -> Iterator[int]:
        start = text.find(quote)
        while start >= 0:
            yield start
            start = text.find(quote, start + 1)

    return tuple(islice(each(), MOST_PLACES))


def _how_many(starts: tuple[int, ...]) -> str:
    if len(starts) < MOST_PLACES:
        line = kept(
            "These words stand at {number} places in the text. Take in more of the words around them."
        )
    else:
        line = kept(
            "These words stand at {number} or more places in the text. Take in more of the words"
            " around them."
        )
    return line.format(number=len(starts))


def _read_folds() -> tuple[dict[str, str], str]:
    sets = tomllib.loads(files(__package__).joinpath("typography.toml").read_text("utf-8"))
    unseen = "".join(sets.pop("unseen"))
    return {other: group[0] for group in sets.values() for other in group[1:]}, unseen


_FOLDS, _UNSEEN = _read_folds()
_SPACES: Final = f"[\\s{_UNSEEN}]"
# A single plain space is left alone: most spaces are, and each fold costs memory.
_FOLDED: Final = re.compile(
    "|".join([f"{_SPACES}{{2,}}", f"(?! ){_SPACES}", *map(re.escape, _FOLDS)])
)


def _fold(found: str) -> str:
    if found in _FOLDS:
        return _FOLDS[found]
    return " " if any(character.isspace() for character in found) else ""
