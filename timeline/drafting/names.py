"""Names that nobody has entered yet: runs of capitals, offices before them, acronyms behind them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from timeline.drafting.actors import FoundActor
from timeline.drafting.lexicon import (
    CAPITAL,
    COORDINATOR,
    DETERMINER,
    PREPOSITION,
    PRONOUN,
    Lexicon,
)
from timeline.drafting.reading import Sentence
from timeline.drafting.records import ActorKind, ProposedName

_WORD: Final = r"(?:(?:[A-Z]\.)+(?=\s)|[A-ZÀ-ÞĀ-Ž][\w’'-]*)"
_RUN: Final = re.compile(
    rf"{_WORD}\.?(?:\s+(?:(?:of|for|and|on|in|the|de|al|bin|van|von|der)\s+){{0,2}}{_WORD}\.?)*"
)
_PIECE: Final = re.compile(r"\S+")
_BRACKETS: Final = len(" ()")
_OFTEN: Final = 2
"""Times that a text has a name that it keeps to."""
_LEAD: Final = 16
"""Characters before a name in which the word before it is looked for."""
_ACRONYM: Final = re.compile(r"\s*\(([A-Z][A-Za-z]{1,9})\)")


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
        inside = bool(found) and match.end() <= found[-1].end + len(found[-1].acronym) + _BRACKETS
        if inside or any(low < match.end() and match.start() < high for low, high in taken):
            continue
        speaks = any(low <= match.start() and match.end() <= high for low, high in speakers)
        proposed = _proposed(text, match.span(), speaks, words, opens=match.start() == start)
        if proposed is not None:
            found.append(proposed)
    return found


def _proposed(
    text: str, span: tuple[int, int], speaks: bool, words: Lexicon, *, opens: bool
) -> ProposedName | None:
    pieces = list(_PIECE.finditer(text, *span))
    lead = _PIECE.findall(text, max(0, span[0] - _LEAD), span[0])
    titled = bool(lead) and _plain(lead[-1]) in words.sets["nouns.titles"]
    while pieces and _is_lead(pieces[0][0], opens, words):
        titled |= _plain(pieces[0][0]) in words.sets["nouns.titles"]
        del pieces[0]
        opens = False
    while pieces and pieces[-1][0] in words.sets["grammar.in_names"]:
        pieces.pop()
    if not pieces:
        return None
    start, end = pieces[0].start(), _bare_end(text, pieces[-1])
    name = " ".join(text[start:end].split())
    acronym = _ACRONYM.match(text, end)
    alone = len(pieces) == 1 and not (name.isupper() and len(name) > 2)
    if alone and not titled and not acronym:
        return None
    kind = _kind(name, words, titled=titled, speaks=speaks)
    if (
        kind == "organisation"
        and not acronym
        and lead
        and lead[-1].lower() in words.sets["grammar.before_places"]
    ):
        kind = "place"
    return ProposedName(name, kind, acronym[1] if acronym else "", start, end)


def _bare_end(text: str, last: re.Match[str]) -> int:
    """The end of a name without a possessive's ending and without a sentence's full stop."""
    bare = last[0].removesuffix("’s").removesuffix("'s")
    if bare.count(".") == 1:
        bare = bare.rstrip(".")
    return last.start() + len(bare)


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


def prominent_names(sentences: Sequence[Sentence]) -> frozenset[str]:
    """The words of names that a text keeps to, where it names no known actor; else none.

    A word with a capital is one if it has it elsewhere than at the head of a sentence too.
    """
    if any(sentence.actors for sentence in sentences):
        return frozenset()
    small = DETERMINER | PREPOSITION | PRONOUN | COORDINATOR
    counts: Counter[str] = Counter()
    inside: set[str] = set()
    for sentence in sentences:
        for at, (word, bits) in enumerate(
            zip(sentence.tokens.words, sentence.tokens.bits, strict=True)
        ):
            if bits & CAPITAL and not bits & small:
                name = word.removesuffix("'s").removesuffix("’s")
                counts[name] += 1
                inside |= {name} if at else set()
    return frozenset(word for word, count in counts.items() if count >= _OFTEN and word in inside)
