"""Rules for what is no part of an article: buttons, counters, notices, notes."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

_LONGEST: Final = 120


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    where: str
    pattern: re.Pattern[str]
    longest: int


def _read_rules() -> tuple[_Rule, ...]:
    table = tomllib.loads(files(__package__).joinpath("boilerplate.toml").read_text("utf-8"))
    return tuple(
        _Rule(
            rule["name"],
            rule["where"],
            re.compile(rule["pattern"], re.IGNORECASE | re.DOTALL),
            rule.get("longest", _LONGEST),
        )
        for rule in table["rule"]
    )


_RULES: Final = _read_rules()


def is_noise(words: str, *places: str) -> bool:
    """Whether a paragraph is no part of an article.

    places: which rules count, by their `where` in boilerplate.toml, besides those for anywhere.
    """
    return any(
        len(words) <= rule.longest
        and (rule.where == "anywhere" or rule.where in places)
        and rule.pattern.fullmatch(words) is not None
        for rule in _RULES
    )
