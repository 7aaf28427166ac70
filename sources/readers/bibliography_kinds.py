"""The CSL types that the entries of bibliographies are."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Final

_KINDS: Final[dict[str, dict[str, str]]] = tomllib.loads(
    files(__package__).joinpath("bibliography_kinds.toml").read_text("utf-8")
)


def kind_of(format_name: str, type_name: str) -> str:
    """Return the CSL type of a type of "ris" or "bibtex"; "document" where it is not known."""
    return _KINDS[format_name].get(type_name, "document")
