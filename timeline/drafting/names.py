"""Names that nobody has entered yet: runs of capitals, offices before them, acronyms behind them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from timeline.drafting.actors import FoundActor
from timeline.drafting.lexicon import Lexicon
from timeline.drafting.records import ActorKind, ProposedName

_WORD: Final = r"(?:(?:[A-Z]\.)+(?=\s)|[A-ZÀ-ÞĀ-Ž][\w’'-]*)"
_RUN: Final = re.compile(
    rf"{_WORD}\.?(?:\s+(?:(?:of|for|and|on|in|the|de|al|bin|van|von|der)\s+){{0,2}}{_WORD}\.?)*"
)
_ACRONYM: Final = re.compile(r"\s*\(([A-Z][A-Za-z]{1,9})\)")
_BEFORE_PLACES: Final = frozenset(
    {"in", "at", "near", "across", "from", "to", "outside", "around", "into"}
)
_SMALL: Final = frozenset({"of", "for", "and", "on", "in", "the"})


def proposed_names(
    text: str,
    start: int,
    end: int,
    known: Sequence[FoundActor],
    skip: Sequence[tuple[int, int]],
    speakers: Sequence[tuple[int, int]],
    words: Lexicon,
) -> list[ProposedName]:
    """Names in `text[start:end]` that no known actor has.

    skip: spans that are dates or press citations. speakers: spans of those who say something; a
    name that stands alone there is a person's.

    A run of one word counts only with an office before it or an acronym behind it: at the start
    of a sentence, any word has a capital.
    """
    taken = [(actor.start, actor.end) for actor in known] + list(skip)
    found: list[ProposedName] = []
    for match in _RUN.finditer(text, start, end):
        if any(low < match.end() and match.start() < high for low, high in taken):
            continue
        speaks = any(low <= match.start() and match.end() <= high for low, high in speakers)
        opens = match.start() == start
        proposed = _proposed(text, match.start(), match.end(), opens, speaks, words)
        if proposed is not None:
            found.append(proposed)
    return found


def _proposed(
    text: str, start: int, end: int, opens: bool, speaks: bool, words: Lexicon
) -> ProposedName | None:
    pieces = [(m[0], m.start()) for m in re.finditer(r"\S+", text[start:end])]
    titled = False
    while pieces and _is_lead(pieces[0][0], opens, words):
        titled |= _plain(pieces[0][0]) in words.sets["nouns.titles"]
        start += pieces[1][1] - pieces[0][1] if len(pieces) > 1 else 0
        pieces.pop(0)
        opens = False
    while pieces and pieces[-1][0] in _SMALL:
        pieces.pop()
    if not pieces:
        return None
    name = " ".join(piece for piece, _ in pieces).rstrip(".,").removesuffix("’s").removesuffix("'s")
    acronym = _ACRONYM.match(text, end)
    if len(pieces) == 1 and not titled and not acronym and not (name.isupper() and len(name) > 2):
        return None
    kind = _kind(name, words, titled=titled, speaks=speaks)
    lead = text[max(0, start - 12) : start].split()
    if kind == "organisation" and not acronym and lead and lead[-1].lower() in _BEFORE_PLACES:
        kind = "place"
    end = start + len(pieces[-1][0]) + pieces[-1][1] - pieces[0][1]
    return ProposedName(name, kind, acronym[1] if acronym else "", start, min(end, len(text)))


def _is_lead(word: str, opens: bool, words: Lexicon) -> bool:
    plain = _plain(word)
    if plain in words.sets["nouns.titles"]:
        return True
    return bool(words.bits.get(plain)) if opens else plain in words.sets["determiners"]


def _plain(word: str) -> str:
    return word.lower().rstrip(".,").replace("’", "'").removesuffix("'s")


def _kind(name: str, words: Lexicon, *, titled: bool, speaks: bool) -> ActorKind:
    pieces = {piece.lower() for piece in name.split()}
    if pieces & words.sets["nouns.forces"]:
        return "force"
    if pieces & words.sets["nouns.bodies"] or (name.isupper() and not titled):
        return "organisation"
    return "person" if titled or speaks else "organisation"
