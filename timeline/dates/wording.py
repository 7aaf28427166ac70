"""EDTF dates as plain words, for pages, lists and exports, in the reader's language.

Dates are grammar more than words: Russian declines what English only puts beside each other. So each
language has a module of its own here, and no message in a catalog.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final

from timeline.dates.edtf import read_edtf
from timeline.dates.wording_english import english_words
from timeline.dates.wording_russian import russian_words
from timeline.language import language as readers_language

_SAID_IN: Final[Mapping[str, Callable[[str, bool], str]]] = {
    "en": english_words,
    "ru": russian_words,
}


def edtf_words(edtf: str, short: bool = False, *, language: str = "") -> str:
    """Return a date in words that a reader understands: "18 March 2010", "once between 1 and ...".

    short: months as three letters, quarters as Q1, for tight places. language: "" for the reader's;
    what is stored, or sent to machines, is always said in "en".
    Errors: EdtfError where the string is no EDTF date that `read_edtf` reads.
    """
    return _words(edtf, short, language or readers_language())


@lru_cache(maxsize=65_536)
def _words(edtf: str, short: bool, language: str) -> str:
    read_edtf(edtf)
    return _SAID_IN.get(language, english_words)(edtf, short)
