"""Events by their words: the database's full-text search, the same on SQLite and PostgreSQL."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from django.db import connection
from django.db.models import CharField, Exists, F, Func, OuterRef, Q
from django.db.models.expressions import RawSQL
from django.db.models.lookups import Regex
from numpy.typing import NDArray

from timeline.known import citations_by
from timeline.search.folding import BORDER
from timeline.search.postgresql import WORDS_FUNCTION
from timeline.search.query import Query, Term, read_query
from timeline.search_tables import TABLE


class Words(Func):
    """The words of a column, as `timeline.search.folding.words` gives them."""

    function = WORDS_FUNCTION
    output_field = CharField()


def found(q: str, *, private_too: bool = False) -> Q:
    """A condition on events: their title, label, summary and quotes have all that `q` asks for.

    q: any string; words are beginnings or other forms of words, a phrase in quotation marks is whole.
    private_too: look into the quotes of private sources too, for curators.
    """
    query = read_query(q)
    if query.is_empty:
        return Q()
    if not query.terms:
        return Q(pk__in=[])
    return Q(pk__in=RawSQL(*_select(query, private_too=private_too)))


def found_ids(query: Query) -> NDArray[np.int64]:
    """Ids of the events, of every timeline and status, that `found` finds; the query is not empty.

    Unordered. One text crosses from the database, as hundreds of thousands of rows would take longer.
    """
    if not query.terms:
        return np.empty(0, np.int64)
    sql, values = _select(query, private_too=False)
    joined = "group_concat(id)" if connection.vendor == "sqlite" else "string_agg(id::text, ',')"
    with connection.cursor() as cursor:
        cursor.execute(f"WITH hits (id) AS ({sql}) SELECT {joined} FROM hits", values)
        (ids,) = cursor.fetchone()
    return np.fromstring(ids or "", np.int64, sep=",")


def found_among(query: Query, ids: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return those of these events that `found` finds, by a look at each; the query is not empty."""
    if not query.terms or not len(ids):
        return np.empty(0, np.int64)
    if connection.vendor == "sqlite":  # to which FTS5 would look up every event that has the words
        having = " AND ".join("shown REGEXP %s" for _ in query.terms)
        sql = f"SELECT rowid FROM {TABLE} WHERE rowid IN (SELECT value FROM json_each(%s)) AND {having}"
        values: list[Any] = [json.dumps(ids.tolist()), *(term.pattern for term in query.terms)]
    else:
        sql = f"SELECT event_id FROM {TABLE} WHERE event_id = ANY(%s) AND shown @@ %s::tsquery"
        values = [ids.tolist(), query.as_tsquery()]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return np.array([row[0] for row in cursor], np.int64)


def words_of(ids: Sequence[int]) -> Iterator[list[str]]:
    """Return the words of each of some events, as far as everybody may see them, in any order."""
    if connection.vendor == "sqlite":
        sql = f"SELECT shown FROM {TABLE} WHERE rowid IN (SELECT value FROM json_each(%s))"
        asked: Any = json.dumps(ids)
    else:
        words = "array_to_string(tsvector_to_array(shown), ' ')"
        sql, asked = f"SELECT {words} FROM {TABLE} WHERE event_id = ANY(%s)", ids
    with connection.cursor() as cursor:
        cursor.execute(sql, [asked])
        yield from (text.replace(BORDER, " ").split() for (text,) in cursor)


def found_by(q: str, day: int) -> Q:
    """As `found`, of the quotes in sources that had appeared by a Julian day."""
    condition = found(q)
    for term in read_query(q).terms:
        condition &= _has(term, day)
    return condition


def _select(query: Query, *, private_too: bool) -> tuple[str, tuple[str, ...]]:
    if connection.vendor == "sqlite":
        columns = "" if private_too else "shown : "
        sql = f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s"
        return sql, (f"{columns}({query.as_fts5()})",)
    asked = query.as_tsquery()
    sql = f"SELECT event_id FROM {TABLE} WHERE shown @@ %s::tsquery"
    if not private_too:
        return sql, (asked,)
    return f"{sql} OR (hidden <> '' AND hidden @@ %s::tsquery)", (asked, asked)


def _has(term: Term, day: int) -> Q:
    """Exactly, on each event: to be asked of few, which `found` has picked."""
    own = [_reads(name, term) for name in ("title", "label", "summary")]
    quotes = citations_by(day).filter(event=OuterRef("pk"))
    return (
        Q(own[0]) | Q(own[1]) | Q(own[2]) | Q(Exists(quotes.filter(_reads("passage__quote", term))))
    )


def _reads(column: str, term: Term) -> Regex:
    return Regex(Words(F(column)), term.pattern)
