"""The log of what was written: how far it goes, and what it tells since an index was built.

On PostgreSQL a row may be committed after rows with higher numbers. A mark therefore tells not only
its place in the log, but also the oldest transaction that was still under way (`horizon`): rows of
that one and later ones are read again, whatever their numbers. On SQLite writers take turns.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from secrets import token_hex
from typing import Final

from django.db import connection, transaction
from django.db.models import Q

from timeline.models import Change

EVERY_TIMELINE: Final = 0
"""Stands in the log for all of them."""
_MARKS_KEPT: Final = 4
"""So many machines may each keep an index of its own of one timeline."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the log that an index was built after. token: nobody else's mark has it.

    horizon: 0 on SQLite; else what was written by this transaction and later ones may be missing.
    own: the transaction that the index was built in, if any, of which it has seen all.
    """

    place: int
    horizon: int
    token: str
    own: int = 0

    @property
    def since(self) -> Q:
        """Changes that the index may not hold."""
        later = Q(pk__gt=self.place)
        under_way = Q(xact__gte=self.horizon) & ~Q(xact=self.own)
        return later | under_way if self.horizon else later


_NO_MARK: Final = Mark(0, 0, "")
_NAMES: Final = "event_key IS NULL"
"""Rows of no event. Marks are among them: the last one stays when rows before it are dropped."""
_LOOK: Final = (
    f"SELECT max(id), count(*), max(CASE WHEN {_NAMES} THEN id END),"  # noqa: S608 - our own words
    f" count(CASE WHEN {_NAMES} THEN 1 END),"
    " count(CASE WHEN id = %s AND token = %s THEN 1 END),"
    # As `Mark.since` says; written out, for Django would take longer than the database.
    " count(CASE WHEN id > %s OR (%s > 0 AND xact >= %s AND xact <> %s) THEN event_key END)"
    " FROM timeline_change WHERE timeline_key IN (%s, %s)"
)


@dataclass(frozen=True, slots=True)
class Log:
    """How far a timeline's log goes. stamp: another one after every write that readers may notice;
    names: after those of them that are no change of an event, such as an actor's new name.

    holds_mark: the mark that was asked for is in it, and so all that was written since; since: how
    many of an event's changes that is.
    """

    stamp: str
    names: str
    holds_mark: bool
    since: int


def read_log(timeline: int, mark: Mark | None = None) -> Log:
    """Look at a timeline's log. One query, at every request."""
    own = mark or _NO_MARK
    values: list[int | str] = [
        own.place, own.token, own.place, own.horizon, own.horizon, own.own, EVERY_TIMELINE, timeline,
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_LOOK, values)
        last, number, last_name, named, marks, since = cursor.fetchone()
    stamp = f"{last or 0}.{number}"
    names = f"{own.token}.{last_name}.{named}" if marks else stamp
    return Log(stamp, names, holds_mark=bool(marks), since=since)


def changed_since(timeline: int, mark: Mark) -> list[tuple[int, int]]:
    """Return the changes of events since a mark: their numbers in the log, and the events."""
    rows = Change.objects.filter(mark.since, timeline_key=timeline)
    found = rows.order_by("pk").values_list("pk", "event_key")
    return [(row, event) for row, event in found if event is not None]


@contextmanager
def marked(timeline: int) -> Iterator[Mark]:
    """Leave a mark, and read in the block the database as it is then, while others write on."""
    mark = Change(timeline_key=timeline, xact=_horizon(), token=token_hex(16))
    mark.save()
    own = _transaction() if connection.in_atomic_block else 0
    with one_state():
        yield Mark(mark.pk, mark.xact, mark.token, own)


def _horizon() -> int:
    """Return the oldest transaction under way, or the next one."""
    return _number("pg_snapshot_xmin(pg_current_snapshot())")


def _transaction() -> int:
    """Return the transaction under way here."""
    return _number("pg_current_xact_id()")


def _number(transaction: str) -> int:
    """Ask PostgreSQL for the number of a transaction; 0 on SQLite."""
    if connection.vendor == "sqlite":
        return 0
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {transaction}::text::bigint")
        return int(cursor.fetchone()[0])


@contextmanager
def one_state() -> Iterator[None]:
    """Have every query of the block see one state of the database."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("BEGIN")  # Django's transactions would keep writers waiting
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield


def trim(timeline: int) -> None:
    """Drop what no index of a timeline needs any more: what is before the oldest mark kept.

    Of what concerns every timeline none needs more than the last row: it sets the stamp.
    """
    rows = Change.objects.filter(timeline_key=timeline).order_by("-pk")
    marks = list(rows.exclude(token="")[:_MARKS_KEPT])
    first = marks[-1] if marks else rows.first()
    if first is not None:
        not_needed = Q(xact__lt=first.xact) if marks and first.xact else Q()
        rows.filter(not_needed, pk__lt=first.pk).order_by().delete()


def trim_all() -> None:
    """Drop what nobody needs of the log of every timeline."""
    for key in Change.objects.order_by().values_list("timeline_key", flat=True).distinct():
        trim(key)
