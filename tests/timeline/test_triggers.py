"""The triggers of the log of changes: what one write costs must not grow with the archive."""

from __future__ import annotations

import re

import pytest
from django.db import connection

from sources.triggers import CURRENT_TRANSACTION
from tests.factories import make_citation, make_event
from timeline.triggers import CHANGE_LOG

_EVENTS = 30
"""A table of two or three rows is rightly read whole."""


@pytest.mark.django_db
def test_no_write_goes_through_a_whole_table_to_be_noted() -> None:
    """Figures of a small archive must not lead the database astray when it has become a large one."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL looks at its tables again by itself")
    for number in range(_EVENTS):
        make_citation(make_event(f"Delay {number}"), f"It was late for the {number}th time.")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    plans = {guard.name: plan(guard.instead) for guard in CHANGE_LOG if guard.instead}
    assert all(plans.values())
    assert {name: steps for name, steps in plans.items() if reads_whole(steps)} == {}


def plan(instead: str) -> list[str]:
    """How SQLite goes about what a trigger does."""
    statement = re.sub(r"\b(NEW|OLD)\.\w+", "1", instead).replace(CURRENT_TRANSACTION, "0")
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {statement}")
        return [step for *_, step in cursor.fetchall()]


def reads_whole(steps: list[str]) -> bool:
    return any(re.match(r"SCAN [a-z]\b", step) for step in steps)
