"""What somebody typed into a search box, as terms that an event must all have."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import Final

from timeline.search.folding import BORDER, words

LONGEST_QUERY: Final = 200
"""Letters; what is beyond is not looked at."""
_MOST_TERMS: Final = 10
"""Nobody types more."""
_QUOTATION_MARKS: Final = str.maketrans(dict.fromkeys("“”„«»＂", '"'))
_TERM: Final = re.compile(r'"([^"]*)("?)|([^\s"]+)')


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand side by side. is_prefix: of the last one, only the beginning is known."""

    words: tuple[str, ...]
    is_prefix: bool

    @property
    def pattern(self) -> str:
        """What is found in a text's `words` where the text has it."""
        return f" {' '.join(self.words)}{'' if self.is_prefix else ' '}"


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for. is_empty: nothing was asked. Without terms, only signs were: nothing has them."""

    terms: tuple[Term, ...]
    is_empty: bool

    def as_fts5(self) -> str:
        """The query in the syntax of SQLite's FTS5; the words have no signs to escape."""
        return " AND ".join(
            f'"{" ".join(term.words)}"{" *" if term.is_prefix else ""}' for term in self.terms
        )

    def as_tsquery(self) -> str:
        """The query as PostgreSQL writes a `tsquery`."""
        terms = []
        for term in self.terms:
            lexemes = [f"'{word}'" for word in term.words]
            lexemes[-1] += ":*" if term.is_prefix else ""
            terms.append(f"({' <-> '.join(lexemes)})")
        return " & ".join(terms)


def read_query(q: str) -> Query:
    """Read any string: words, each a beginning, and phrases in quotation marks, which are whole."""
    q = q[:LONGEST_QUERY].translate(_QUOTATION_MARKS)
    terms = []
    for phrase, closed, bare in _TERM.findall(q):
        found = tuple(words(phrase or bare).replace(BORDER, " ").split())
        if found:
            terms.append(Term(found, is_prefix=not closed))
    is_empty = not q.replace('"', " ").replace("\0", " ").strip()
    return Query(tuple(islice(terms, _MOST_TERMS)), is_empty)
