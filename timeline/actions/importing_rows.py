"""Rows written once, and changed only where they differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import models

_Model = TypeVar("_Model", bound=models.Model)


@dataclass(slots=True)
class Tally:
    """How many rows of a kind were new, changed, or as they were."""

    new: int = 0
    changed: int = 0
    same: int = 0


def write_row(
    model: type[_Model], key: dict[str, Any], values: dict[str, Any], tally: Tally
) -> _Model:
    """Make or update the row with this key, counting which."""
    row = model._default_manager.filter(**key).first()
    if row is None:
        tally.new += 1
        return model._default_manager.create(**key, **values)
    if all(getattr(row, name) == value for name, value in values.items()):
        tally.same += 1
        return row
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    tally.changed += 1
    return row
