"""Events of the database as the columns of an index."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any, Final

import numpy as np
from django.db import connection
from django.db.models import Case, IntegerField, QuerySet, Value, When

from timeline.index.columns import Columns, Ints
from timeline.index.numbering import distinct, find
from timeline.indexing_asked import Asked, events_asked, of_timeline
from timeline.indexing_doubts import read_doubts
from timeline.models import Citation, Event, EventActor

MODALITIES: Final = tuple(sorted(Event.Modality.values))
"""A modality's key is its place here."""
_MODALITY: Final = Case(
    *(When(modality=value, then=Value(key)) for key, value in enumerate(MODALITIES)),
    output_field=IntegerField(),
)
_STANCE: Final = Case(
    When(stance=Citation.Stance.SUPPORTS, then=Value(1)),
    default=Value(0),
    output_field=IntegerField(),
)
_DOCUMENT: Final = "passage__text_version__document"


def read_columns(timeline: int, ids: Sequence[int] | None = None) -> Columns:
    """Read what may be shown of a timeline, as `decided` says: all of it, or of these events.

    Beside what a filter asks for: of each event how many quotes it has, as a facet of one value, and
    what is doubtful of it, as one of several (`timeline.indexing_doubts.Doubt`).

    A fixed number of queries, of which none has to look for every event by itself.
    """
    asked = events_asked(timeline, ids)
    if asked is None:
        return no_columns()
    published = Event.objects.filter(status=Event.Status.PUBLISHED)
    events = of_timeline(published, "timeline", timeline).annotate(kind=_MODALITY)
    rows = _read(
        events.values_list(
            "pk", "first_day", "last_day", "is_span", "importance", "category", "kind"
        ),
        "pk",
        asked,
    )
    cited = Citation.objects.shown().annotate(side=_STANCE)
    citations = _read(cited.values_list("event", _DOCUMENT, "side"), "event", asked)
    supported = distinct(citations[0][citations[2] == 1])
    pk, first, last, span, importance, category, kind = (
        column[find(supported, rows[0]) >= 0] for column in rows
    )
    shown = np.sort(pk)
    quotes = np.bincount(find(shown, citations[0]) + 1, minlength=len(shown) + 1)[1:]
    disputed = citations[0][citations[2] == 0]
    planned = pk[kind == MODALITIES.index(Event.Modality.PLANNED)]
    parts = EventActor.objects.values_list("event", "actor")
    themes = Event.themes.through.objects.values_list("event", "theme")
    return Columns(
        ids=pk,
        first_day=first,
        last_day=last,
        is_span=span.astype(np.bool_),
        is_milestone=importance == Event.MILESTONE,
        one={"category": category, "modality": kind, "quotes": quotes[find(shown, pk)]},
        many={
            "actor": _of(_read(parts, "event", asked), shown),
            "theme": _of(_read(themes, "event", asked), shown),
            "source": _of(citations[:2], shown),
            "doubt": _of(read_doubts(timeline, asked, disputed, planned), shown),
        },
    )


def no_columns() -> Columns:
    """Return the columns of no event."""
    none = np.empty(0, np.int64)
    flags = np.empty(0, np.bool_)
    return Columns(
        none, none, none, flags, flags,
        dict.fromkeys(("category", "modality", "quotes"), none),
        dict.fromkeys(("actor", "theme", "source", "doubt"), (none, none)),
    )  # fmt: skip


def _of(columns: Sequence[Ints], shown: Ints) -> tuple[Ints, Ints]:
    """Return pairs of event and value, of the events that are shown."""
    here = find(shown, columns[0]) >= 0
    return columns[0][here], columns[1][here]


def _read(rows: QuerySet[Any, Any], key: str, asked: Asked) -> list[Ints]:
    """Return the columns of a query for whole numbers. key: its column of events."""
    parts = [_fetched(part) for part in asked.parts(rows.order_by(), key)]
    return list(np.concatenate(parts, axis=1) if len(parts) > 1 else parts[0])


def _fetched(rows: QuerySet[Any, Any]) -> Ints:
    """Fetch without a look at each value, as Django has: there may be millions."""
    sql, params = rows.query.get_compiler(connection=connection).as_sql()
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        flat = np.fromiter(chain.from_iterable(cursor), np.int64)
        return np.ascontiguousarray(flat.reshape(-1, len(cursor.description)).T)
