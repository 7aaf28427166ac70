"""The rules that drafting names, from `words/rules.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: what it says to a reader, how much it is to be trusted (0-1), an example of it.

    gives: the EDTF date, the modality, or "" where the rule is what becomes of a date.
    """

    id: str
    says: str
    trust: float
    example: str
    gives: str
    published: str = "2010-03-19"


@cache
def rules() -> Mapping[str, Rule]:
    """All rules by their id."""
    table = tomllib.loads(files(__package__).joinpath("words/rules.toml").read_text("utf-8"))
    return {entry["id"]: Rule(**entry) for entry in table["rule"]}


def trust(rule: str) -> float:
    """How much a rule is to be trusted, 0-1. Raises KeyError where there is no such rule."""
    return rules()[rule].trust
