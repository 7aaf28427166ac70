"""Keys as consecutive numbers."""

from __future__ import annotations

from typing import Final

import numpy as np

from timeline.index.columns import Ints

_FEW: Final = 1_000
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
    first, reach = int(keys[0]), int(keys[-1] - keys[0]) + 1
    if len(wanted) < _FEW or reach > _SPARSE * (len(keys) + len(wanted)):
        at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        return np.where(keys[at] == wanted, at, -1)
    table = np.full(reach + 1, -1, np.int32)
    table[keys - first] = np.arange(len(keys), dtype=np.int32)
    inside = (wanted >= first) & (wanted < first + reach)
    return table[np.where(inside, wanted - first, reach)].astype(np.int64)
