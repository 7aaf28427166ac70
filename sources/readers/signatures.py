"""Files that are no documents of ours, told by how they begin."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

from sources.kept import kept


@dataclass(frozen=True, slots=True)
class _Signature:
    at: int
    pattern: bytes
    reason: str


def _read_table() -> tuple[_Signature, ...]:
    table = tomllib.loads(files(__package__).joinpath("signatures.toml").read_text("utf-8"))
    return tuple(
        _Signature(
            entry.get("at", 0),
            bytes.fromhex(entry["hex"]),
            kept("is {what}, which can't be read. {advice}").format(
                what=entry["what"], advice=table["advice"][entry["advice"]]
            ),
        )
        for entry in table["signature"]
    )


_SIGNATURES: Final = _read_table()


def refusal(data: bytes) -> str | None:
    """Return why these bytes can't be read and what to do, or None where they may be a document."""
    for one in _SIGNATURES:
        if data.startswith(one.pattern, one.at):
            return one.reason
    return None
