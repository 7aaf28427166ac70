"""Rules for what is no part of an article: buttons, counters, notices, notes."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

_LONGEST: Final = 120


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    where: str
    pattern: str
    longest: int


def _read_rules() -> tuple[_Rule, ...]:
    table = tomllib.loads(files(__package__).joinpath("boilerplate.toml").read_text("utf-8"))
    return tuple(
        _Rule(
            rule["name"],
            rule["where"],
            rule["pattern"],
            rule.get("longest", _LONGEST),
        )
        for rule in table["rule"]
    )


_RULES: Final = _read_rules()
_TIERS: Final = sorted({rule.longest for rule in _RULES})


def is_noise(words: str, *places: str) -> bool:
    """Whether a paragraph is no part of an article.

    places: which rules count, by their `where` in boilerplate.toml, besides those for anywhere.
    """
    tier = next((tier for tier in _TIERS if len(words) <= tier), None)
    return tier is not None and _all_in_one(tier, places).fullmatch(words) is not None


@cache
def _all_in_one(tier: int, places: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern of all the rules for paragraphs of that length: a long text asks it often."""
    wanted = {"anywhere", *places}
    patterns = [
        f"(?:{rule.pattern})" for rule in _RULES if rule.longest >= tier and rule.where in wanted
    ]
    return re.compile("|".join(patterns) or r"(?!)", re.IGNORECASE | re.DOTALL)
