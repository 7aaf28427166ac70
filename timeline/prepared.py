"""Queries that large pages ask again and again, written by Django once: that takes it longer than
the database takes to answer them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from typing import Any, Final, Literal

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

_HERE: Final = "\ue000"
"""Stands among the parameters where what is asked for comes in."""
_MEMBERS: Final = {
    "sqlite": "SELECT value FROM json_each(%s)",
    "postgresql": "SELECT unnest(%s::{kind}[])",
}


def members(kind: Literal["bigint", "text"] = "bigint") -> RawSQL:
    """What a prepared query compares with, as in `pk__in=members()`: the keys that it is asked for."""
    return RawSQL(_MEMBERS[connection.vendor].format(kind=kind), [_HERE])  # noqa: S611 - our own


class Prepared:
    """A query for the rows that belong to some keys, however many.

    make: returns it, as `values_list` of numbers and texts only: nothing is converted.
    """

    def __init__(self, make: Callable[[], QuerySet[Any, Any]]) -> None:
        self._make = make
        self._written: tuple[str, tuple[Any, ...]] | None = None

    def rows(self, keys: Collection[int] | Collection[str]) -> list[tuple[Any, ...]]:
        """Ask it. One query; none without a key."""
        if not keys:
            return []
        if self._written is None:
            self._written = self._make().query.get_compiler(connection=connection).as_sql()
        sql, params = self._written
        asked = json.dumps(list(keys)) if connection.vendor == "sqlite" else list(keys)
        with connection.cursor() as cursor:
            cursor.execute(sql, [asked if param == _HERE else param for param in params])
            found: list[tuple[Any, ...]] = cursor.fetchall()
            return found
