"""Which events of an index some words are in: asked of the database's full-text search once.

What is in the snapshot and has not changed since has the words that it had, whenever they were
looked for; so frequent words, which take a database long to list, are kept as long as the snapshot
is in use, and the most frequent are stored with it. What has changed is looked at anew each time:
it is little.
"""

from __future__ import annotations

from typing import Final

from timeline.index.columns import Bits
from timeline.index.index import Hits, Index
from timeline.remembering import Kept
from timeline.search.query import read_query
from timeline.searching import found_among, found_ids

_FREQUENT: Final = 200
"""Words of more than one event in so many are kept; others are found again as fast."""
_kept: Final[Kept[Bits]] = Kept(128)
"""An eighth of a byte an event each."""


def hits_of(index: Index, q: str) -> Hits | None:
    """Return the events that `timeline.searching.found` finds; None where `q` asks nothing."""
    query = read_query(q)
    if query.is_empty:
        return None
    asked = query.as_fts5()  # tells all that is looked for, also where another engine is asked
    key = (index.built, asked)
    older = index.words.get(asked)
    if older is None:
        older = _kept.get(key)
    if older is None:
        ids = found_ids(query)
        older = index.bits(ids)
        if index.built and len(ids) * _FREQUENT > index.total:
            _kept.keep(key, older)
    return Hits(older, found_among(query, index.changed))
