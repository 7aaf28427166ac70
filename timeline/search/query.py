"""What somebody typed into a search box, as terms that an event must all have."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import Final

from timeline.search.folding import BORDER, words
from timeline.search.forms import other_forms

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
    def others(self) -> tuple[str, ...]:
        """Other forms of a single word, each of which does as well, whole."""
        return other_forms(self.words[0]) if self.is_prefix and len(self.words) == 1 else ()

    @property
    def pattern(self) -> str:
        """A regular expression for a text's `words`; these are letters and need no escape."""
        asked = " ".join(self.words) + ("[^ ]*" if self.is_prefix else "")
        return f" ({'|'.join((asked, *self.others))}) "


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for. is_empty: nothing was asked. Without terms, only signs were: nothing has them."""

    terms: tuple[Term, ...]
    is_empty: bool

    def as_fts5(self) -> str:
        """The query in the syntax of SQLite's FTS5; the words have no signs to escape."""
        terms = []
        for term in self.terms:
            asked = f'"{" ".join(term.words)}"{" *" if term.is_prefix else ""}'
            others = (f'"{other}"' for other in term.others)
            terms.append(f"({' OR '.join((asked, *others))})")
        return " AND ".join(terms)

    def as_tsquery(self) -> str:
        """The query as PostgreSQL writes a `tsquery`."""
        terms = []
        for term in self.terms:
            lexemes = [f"'{word}'" for word in term.words]
            lexemes[-1] += ":*" if term.is_prefix else ""
            others = (f"'{other}'" for other in term.others)
            terms.append(f"({' | '.join((' <-> '.join(lexemes), *others))})")
        return " & ".join(terms)


def read_query(q: str) -> Query:
    """Read any string: words, each a beginning or another form, and phrases in quotation marks, whole."""
    q = q[:LONGEST_QUERY].translate(_QUOTATION_MARKS)
    terms = []
    for phrase, closed, bare in _TERM.findall(q):
        found = tuple(words(phrase or bare).replace(BORDER, " ").split())
        if found:
            terms.append(Term(found, is_prefix=not closed))
    is_empty = not q.replace('"', " ").replace("\0", " ").strip()
    return Query(tuple(islice(terms, _MOST_TERMS)), is_empty)
