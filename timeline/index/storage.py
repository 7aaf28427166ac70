"""Segments as the arrays of a file, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

import numpy as np

from timeline.index.columns import Bits, Whole
from timeline.index.postings import Facet, Many, One
from timeline.index.segment import Segment
from timeline.index.years import Years

_FLAGS = ("is_span", "is_milestone")
_OTHERS = ("facets", "years")
_COLUMNS = tuple(
    field.name for field in fields(Segment) if field.init and field.name not in _OTHERS
)
_BEFORE_FACET = "facet."
_BEFORE_YEARS = "years."
_BEFORE_WORD = "word."


def arrays_of(segment: Segment, words: Mapping[str, Bits]) -> dict[str, Whole]:
    """Return what has to be stored of a segment, and of where words are in it, by name."""
    arrays: dict[str, Whole] = {
        name: getattr(segment, name).view(np.uint8) if name in _FLAGS else getattr(segment, name)
        for name in _COLUMNS
    }
    for facet, values in segment.facets.items():
        for name, array in values.arrays().items():
            arrays[f"{_BEFORE_FACET}{facet}.{name}"] = array
    arrays |= {f"{_BEFORE_YEARS}{name}": array for name, array in segment.years.arrays().items()}
    return arrays | {f"{_BEFORE_WORD}{word}": bits for word, bits in words.items()}


def words_in(arrays: Mapping[str, Whole]) -> dict[str, Bits]:
    """Return the words that were stored with a segment."""
    return {
        name.removeprefix(_BEFORE_WORD): array.view(np.uint8)
        for name, array in arrays.items()
        if name.startswith(_BEFORE_WORD)
    }


def segment_of(arrays: Mapping[str, Whole]) -> Segment:
    """Return the segment that these arrays were stored of. KeyError where one is missing."""
    parts: dict[str, dict[str, Whole]] = {}
    for name, array in arrays.items():
        if name.startswith(_BEFORE_FACET):
            facet, _, part = name.removeprefix(_BEFORE_FACET).partition(".")
            parts.setdefault(facet, {})[part] = array
    columns = {
        name: arrays[name].view(np.bool_) if name in _FLAGS else arrays[name] for name in _COLUMNS
    }
    years = Years(**{name: arrays[f"{_BEFORE_YEARS}{name}"] for name in Years.__slots__})
    facets = {name: _facet(found) for name, found in parts.items()}
    return Segment(**columns, facets=facets, years=years)  # type: ignore[arg-type]


def _facet(arrays: Mapping[str, Whole]) -> Facet:
    return Many(**arrays) if "rows" in arrays else One(**arrays)  # type: ignore[arg-type]
