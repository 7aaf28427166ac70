"""Keys as consecutive numbers."""

from __future__ import annotations

from typing import Final

import numpy as np

from timeline.index.columns import Ints, Whole

MANY: Final = 1_000
"""So many keys are looked up in a table, if there is one; fewer are searched for."""
_SPARSE: Final = 16
"""Keys that take up more than so many times their number are looked up one by one."""


def distinct(values: Ints) -> Ints:
    """Return the different values, rising. Quicker than `np.unique`, which hashes them."""
    ordered = np.sort(values)
    if not len(ordered):
        return ordered
    is_new = np.ones(len(ordered), np.bool_)
    is_new[1:] = ordered[1:] != ordered[:-1]
    return ordered[is_new]


def numbered(values: Ints) -> tuple[Ints, Ints]:
    """Return the different values, rising, and for each value its place among them."""
    keys = distinct(values)
    return keys, find(keys, values)


def find(keys: Ints, wanted: Ints) -> Ints:
    """Return the place of each wanted value among rising keys; -1 where it is not there."""
    if not len(keys) or not len(wanted):
        return np.full(len(wanted), -1, np.int64)
    if len(wanted) < MANY or not is_dense(keys, more=len(wanted)):
        at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        return np.where(keys[at] == wanted, at, -1)
    first, reach = int(keys[0]), int(keys[-1] - keys[0]) + 1
    table = np.append(table_of(keys, np.arange(len(keys), dtype=np.int32)), np.int32(-1))
    inside = (wanted >= first) & (wanted < first + reach)
    return table[np.where(inside, wanted - first, reach)].astype(np.int64)


def is_dense(keys: Ints, more: int = 0) -> bool:
    """Whether a table of rising keys is small. more: what it may be measured by besides."""
    return len(keys) > 0 and int(keys[-1] - keys[0]) < _SPARSE * (len(keys) + more)


def table_of(keys: Ints, values: Whole) -> Whole:
    """Return the value of each key, at the place that the key has after the first; -1 for no key."""
    table = np.full(int(keys[-1] - keys[0]) + 1, -1, np.int32)
    table[keys - keys[0]] = values
    return table
