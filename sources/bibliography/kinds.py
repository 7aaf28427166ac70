"""The kinds of works, and how the formats call them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Final


@dataclass(frozen=True, slots=True)
class Kind:
    """A CSL type with its entry type in BibTeX, reference type in RIS, and type in schema.org."""

    csl: str
    bibtex: str
    ris: str
    schema_org: str


def _read_kinds() -> dict[str, Kind]:
    table = tomllib.loads(files(__package__).joinpath("kinds.toml").read_text("utf-8"))
    return {
        csl: Kind(csl, names["bibtex"], names["ris"], names["schema_org"])
        for csl, names in table.items()
    }


KINDS: Final = _read_kinds()


def kind_named(csl: str) -> Kind:
    """Return the kind of that CSL type; a plain document where it is not known."""
    return KINDS.get(csl, KINDS["document"])
