"""How a source is cited."""

from sources.bibliography.bibtex import write_bibtex
from sources.bibliography.chicago import Formatted, Piece, chicago, plain_text
from sources.bibliography.csl import csl_item, write_csl
from sources.bibliography.reference import Name, Reference
from sources.bibliography.ris import write_ris

__all__ = [
    "Formatted",
    "Name",
    "Piece",
    "Reference",
    "chicago",
    "csl_item",
    "plain_text",
    "write_bibtex",
    "write_csl",
    "write_ris",
]
