"""Which events frequent words are in: looked for when an index is built, since a database takes longest
to list these, and somebody would have to wait for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from timeline.index.columns import Ints
from timeline.search.query import read_query
from timeline.searching import found_ids, words_of

_MOST: Final = 32
"""Words; each is an eighth of a byte an event in the file, and a search while it is built."""
_SAMPLE: Final = 2_000
"""Events that tell which words are frequent."""
_FREQUENT: Final = 12
"""A word is, that one event in so many has."""


def frequent_words(events: Ints) -> Iterator[tuple[str, Ints]]:
    """Return each frequent word, as a query that `Query.as_fts5` writes, with the events that it finds.

    events: ids of those that tell which words these are; what is found may be others besides.
    """
    some = events[:: max(1, len(events) // _SAMPLE)].tolist()
    told = Counter(word for words in words_of(some) for word in set(words))
    for word, number in told.most_common(_MOST):
        query = read_query(word)
        if query.terms and number * _FREQUENT >= len(some):
            yield query.as_fts5(), found_ids(query)
