"""One TOML table, taken field by field: what is wrong with it becomes faults, not exceptions.

A field that is wrong is noted and a harmless stand-in returned, so that one reading finds every
fault; a collection with faults is never handed out (see `read.py`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, time
from typing import Final, TypeVar

from timeline.collection.faults import Fault
from timeline.dates.edtf import EdtfError, read_edtf

Choice = TypeVar("Choice", bound=str)

_SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_KINDS: Final = {
    str: "text in quotes",
    int: "a whole number",
    bool: "true or false",
    list: "a list in square brackets",
    dict: "a table",
}
SLUG_LENGTH: Final = 80
TEXT_LENGTH: Final = 2_000


class Fields:
    """The fields of one entry. Call `finish` at the end: it reports what nobody asked for."""

    def __init__(
        self, table: dict[str, object], *, file: str, entry: str, faults: list[Fault]
    ) -> None:
        self._table = table
        self._asked: set[str] = set()
        self._faults = faults
        self.file = file
        self.entry = entry

    def fault(self, reason: str) -> None:
        """Note what is wrong with this entry."""
        self._faults.append(Fault(self.file, self.entry, reason))

    def _take(self, key: str, kind: type, *, required: bool) -> object:
        self._asked.add(key)
        value = self._table.get(key)
        if value is None:
            if required:
                self.fault(f"{key} is missing; add {key} = {_example(kind)}")
        elif type(value) is not kind:
            hint = "; put it in quotes" if kind is str and isinstance(value, date | time) else ""
            self.fault(f"{key} must be {_KINDS[kind]}, not {_shown(value)}{hint}")
            value = None
        return value

    def text(self, key: str, *, required: bool = True, limit: int = TEXT_LENGTH) -> str:
        """A text; required ones must say something. limit: in characters."""
        value = self._take(key, str, required=required)
        if not isinstance(value, str):
            return ""
        if required and not value.strip():
            self.fault(f"{key} is empty; write something or take the entry out")
        if len(value) > limit:
            self.fault(f"{key} has {len(value)} characters, the most is {limit}; shorten it")
        if _CONTROL.search(value):
            self.fault(f"{key} holds a control character; take it out")
        return value

    def slug(self, key: str, *, required: bool = True) -> str:
        """A short name for addresses: small letters, digits, single hyphens."""
        value = self.text(key, required=required, limit=SLUG_LENGTH)
        if value and not _SLUG.fullmatch(value):
            self.fault(
                f"{key} {value!r} may hold only small letters, digits and hyphens between them"
            )
        return value

    def choice(
        self, key: str, choices: Sequence[Choice], *, default: Choice | None = None
    ) -> Choice:
        """One of the words allowed; default None makes the field required."""
        value = self._take(key, str, required=default is None)
        for choice in choices:
            if value == choice:
                return choice
        if value is not None:
            self.fault(f"{key} {value!r} is not known; use one of: {', '.join(choices)}")
        return default if default is not None else choices[0]

    def edtf(self, key: str, *, required: bool = True) -> str:
        """A date as EDTF."""
        value = self.text(key, required=required, limit=100)
        if value:
            try:
                read_edtf(value)
            except EdtfError as error:
                self.fault(f"{key}: {error}; see docs/collection-format.md for the forms")
        return value

    def number(self, key: str, low: int, high: int | None = None) -> int:
        """A required whole number from low to high, both included."""
        value = self._take(key, int, required=True)
        return self._within(key, value, low, high) if isinstance(value, int) else low

    def optional_number(self, key: str, low: int) -> int | None:
        """A whole number of at least low, or None where the field is left out."""
        value = self._take(key, int, required=False)
        return self._within(key, value, low, None) if isinstance(value, int) else None

    def _within(self, key: str, value: int, low: int, high: int | None) -> int:
        if value < low or (high is not None and value > high):
            allowed = f"at least {low}" if high is None else f"from {low} to {high}"
            self.fault(f"{key} is {value}; it must be {allowed}")
            return low
        return value

    def flag(self, key: str) -> bool:
        """A required true or false."""
        return self._take(key, bool, required=True) is True

    def list_of_texts(self, key: str) -> tuple[str, ...]:
        """A list of different texts, empty where the field is left out."""
        texts: list[str] = []
        for item in self._list(key):
            if not isinstance(item, str) or not item.strip() or _CONTROL.search(item):
                self.fault(f"{key} must hold texts in quotes, not {_shown(item)}")
            elif item in texts:
                self.fault(f"{key} names {item!r} twice; once is enough")
            else:
                texts.append(item)
        return tuple(texts)

    def spans(self, key: str) -> tuple[tuple[int, int], ...]:
        """A list of [start, end] pairs in order, none reaching into the next."""
        spans: list[tuple[int, int]] = []
        for item in self._list(key):
            match item:
                case [int(start), int(end)] if 0 <= start < end:
                    if spans and start < spans[-1][1]:
                        self.fault(f"{key} {item} starts before the one above ends")
                    spans.append((start, end))
                case _:
                    self.fault(f"{key} must hold [start, end] pairs, not {_shown(item)}")
        return tuple(spans)

    def pairs(self, key: str) -> dict[str, object]:
        """A required table that holds at least one entry."""
        value = self._take(key, dict, required=True)
        if value == {}:
            self.fault(f"{key} is empty; name at least one")
        return value if isinstance(value, dict) else {}

    def tables(self, key: str, *, named_by: str = "") -> list[Fields]:
        """The tables under a key, each with a name to call it by in faults."""
        tables: list[Fields] = []
        for number, item in enumerate(self._list(key), 1):
            if isinstance(item, dict):
                name = item.get(named_by)
                called = f'{key} "{name}"' if isinstance(name, str) else f"{key} {number}"
                entry = ", ".join(filter(None, (self.entry, called)))
                tables.append(Fields(item, file=self.file, entry=entry, faults=self._faults))
            else:
                self.fault(f"{key} must be tables, each under a line [[{key}]], not {_shown(item)}")
        return tables

    def _list(self, key: str) -> list[object]:
        value = self._take(key, list, required=False)
        return value if isinstance(value, list) else []

    def finish(self) -> None:
        """Report the fields that the format does not know."""
        for key in self._table.keys() - self._asked:
            known = ", ".join(sorted(self._asked))
            self.fault(f"{key!r} is not a field here; known are {known}")


def _example(kind: type) -> str:
    return {str: '"..."', int: "0", bool: "true", dict: "{ ... }"}.get(kind, "[...]")


def _shown(value: object) -> str:
    shown = str(value) if isinstance(value, date | time) else repr(value)
    return shown if len(shown) <= 60 else f"{shown[:57]}..."
