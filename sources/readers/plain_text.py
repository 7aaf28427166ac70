"""Plain text, kept character for character."""

from __future__ import annotations

from sources.readers.decoding import Decoded
from sources.readers.raw_document import Extracted


def read_plain_text(decoded: Decoded) -> Extracted:
    """Read a text file. What it says of itself is found later, as in all texts."""
    return Extracted(decoded.text, "plain_text", warnings=decoded.warnings)
