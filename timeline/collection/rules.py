"""What a rule of a collection says of a date, from `rules.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


def is_day_of_statement(rule: str) -> bool:
    """Whether by a clause of a rule the date is only the day on which somebody said so.

    Clauses are parted by "; ". Where in the text that day is named, after a comma, is all one.
    """
    return not _of_statements().isdisjoint(map(_without_place, rule.split("; ")))


@cache
def _of_statements() -> frozenset[str]:
    table = tomllib.loads(files(__package__).joinpath("rules.toml").read_text("utf-8"))
    return frozenset(
        _without_place(rule["says"]) for rule in table["rule"] if rule.get("statement")
    )


def _without_place(clause: str) -> str:
    return clause.partition(", ")[0]
