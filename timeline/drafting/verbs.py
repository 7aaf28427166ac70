"""The finite verbs of a sentence: what makes a clause out of words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from timeline.drafting.lexicon import (
    ADVERB,
    BE,
    CAPITAL,
    CLOSE,
    COMMA,
    COORDINATOR,
    DETERMINER,
    DO,
    GERUND,
    GUESSED,
    HAVE,
    MODAL,
    NOUN_TOO,
    NUMBER,
    OPEN,
    PARTICIPLE,
    PAST,
    POSSESSIVE,
    PREPOSITION,
    PRESENT,
    PRONOUN,
    QUOTE,
    RELATIVE,
    WORD,
    Lexicon,
)
from timeline.drafting.tokens import Tokens

Tense = Literal["past", "present", "perfect", "modal"]

_MARK: Final = COMMA | OPEN | CLOSE | QUOTE
_BEFORE_NOUNS: Final = DETERMINER | POSSESSIVE | PREPOSITION | NUMBER
_NO_BASE: Final = (
    PREPOSITION
    | DETERMINER
    | COORDINATOR
    | GERUND
    | PRONOUN
    | NUMBER
    | RELATIVE
    | CAPITAL
    | GUESSED
)


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """A finite verb with its auxiliaries: tokens start..end, of which `head` carries the meaning.

    modal: the modal in lower case, "" without. soft: a form such as "issued", with nothing
    before it, which may be a participle after all ("the statement issued in Rome said").
    """

    start: int
    end: int
    head: int
    tense: Tense
    modal: str = ""
    passive: bool = False
    progressive: bool = False
    negated: bool = False
    soft: bool = False


def verb_groups(tokens: Tokens, words: Lexicon) -> list[VerbGroup]:
    """The finite verb groups of a sentence, in order. Time: linear."""
    found: list[VerbGroup] = []
    index = 0
    while index < len(tokens):
        group = _group_at(tokens, index, words)
        if group is not None:
            found.append(group)
            index = group.end
        else:
            index += 1
    return found


def _group_at(tokens: Tokens, index: int, words: Lexicon) -> VerbGroup | None:
    bits = tokens.bits[index]
    if bits & MODAL:
        return _modal(tokens, index, words)
    if bits & (BE | HAVE | DO) and not bits & CAPITAL and not _after_to(tokens, index):
        return _auxiliary(tokens, index, words)
    if bits & PAST and _is_finite_past(tokens, index, words):
        soft = bool(bits & PARTICIPLE)
        return VerbGroup(index, index + 1, index, "past", soft=soft)
    if bits & PRESENT and _is_finite_present(tokens, index):
        return VerbGroup(index, index + 1, index, "present")
    return None


def _modal(tokens: Tokens, index: int, words: Lexicon) -> VerbGroup | None:
    """A modal with the verb that it needs; a month, a will and a can are none."""
    if tokens.bits[index] & CAPITAL and index > 0:
        return None
    if index and tokens.bits[index - 1] & (DETERMINER | POSSESSIVE | PREPOSITION):
        return None
    at, negated = _skip_adverbs(tokens, index + 1, words)
    if at >= len(tokens) or not tokens.bits[at] & WORD:
        return None
    modal = tokens.lows[index]
    negated |= modal in words.sets["not"] or modal == "cannot" or modal.endswith("n't")
    if tokens.lows[at] in {"be", "have"}:
        end, head, passive, progressive, more = _chain(tokens, at + 1, at, words)
        negated |= more
        return VerbGroup(index, end, head, "modal", modal, passive, progressive, negated)
    if tokens.bits[at] & _NO_BASE and not tokens.bits[at] & PRESENT:
        return None
    return VerbGroup(index, at + 1, at, "modal", modal, negated=negated)


def _auxiliary(tokens: Tokens, index: int, words: Lexicon) -> VerbGroup | None:
    bits, low = tokens.bits[index], tokens.lows[index]
    if bits & DO:
        at, negated = _skip_adverbs(tokens, index + 1, words)
        follows = at < len(tokens) and tokens.bits[at] & WORD
        base = follows and not (tokens.bits[at] & _NO_BASE and not tokens.bits[at] & PRESENT)
        head = (
            at if base and (tokens.bits[at] & PRESENT or negated or low.endswith("n't")) else index
        )
        past = low.startswith("did")
        negated |= low.endswith("n't")
        return VerbGroup(index, head + 1, head, "past" if past else "present", "", negated=negated)
    end, head, passive, progressive, negated = _chain(tokens, index + 1, index, words)
    negated |= low.endswith("n't")
    if bits & HAVE and head == index:  # "has a plan"
        tense: Tense = "past" if low.startswith("had") else "present"
    elif bits & HAVE:
        tense = "past" if low.startswith("had") else "perfect"
    else:
        tense = "past" if low[:2] == "wa" or low.startswith("were") else "present"
    return VerbGroup(index, end, head, tense, "", passive, progressive, negated)


def _chain(tokens: Tokens, at: int, head: int, words: Lexicon) -> tuple[int, int, bool, bool, bool]:
    """What follows an auxiliary: the end, the head, passive, progressive, negated."""
    end, passive, progressive, negated = at, False, False, False
    after_be = bool(tokens.bits[head] & BE) or tokens.lows[head] == "be"
    while True:
        at, more = _skip_adverbs(tokens, at, words)
        negated |= more
        if at >= len(tokens):
            break
        low, bits = tokens.lows[at], tokens.bits[at]
        if low in {"been", "being"}:
            after_be, end, head = True, at + 1, at
            at += 1
            continue
        if bits & PARTICIPLE and not bits & CAPITAL:
            end, head, passive = at + 1, at, after_be
        elif bits & GERUND and after_be:
            end, head, progressive = at + 1, at, True
        break
    return end, head, passive, progressive, negated


def _skip_adverbs(tokens: Tokens, at: int, words: Lexicon) -> tuple[int, bool]:
    negated = False
    while at < len(tokens) and (tokens.bits[at] & ADVERB or tokens.lows[at] in words.sets["not"]):
        negated |= tokens.lows[at] in words.sets["not"]
        at += 1
    return at, negated


def _after_to(tokens: Tokens, index: int) -> bool:
    return index > 0 and tokens.lows[index - 1] == "to"


def _is_finite_past(tokens: Tokens, index: int, words: Lexicon) -> bool:
    bits, low = tokens.bits[index], tokens.lows[index]
    if bits & CAPITAL and (index > 0 or not bits & PAST):
        return False
    before = index - 1
    while before >= 0 and tokens.bits[before] & ADVERB and tokens.lows[before] != "since":
        before -= 1
    if before < 0:
        return False
    if tokens.bits[before] & POSSESSIVE and not tokens.bits[before] & PRONOUN:
        return False
    if tokens.bits[before] & _BEFORE_NOUNS and not tokens.bits[before] & (CAPITAL | PRONOUN):
        # "in Rome signed": a number may end a date; a determiner or preposition needs a noun.
        return bool(tokens.bits[before] & NUMBER) and _ends_phrase(tokens, before)
    following = tokens.lows[index + 1] if index + 1 < len(tokens) else ""
    after = tokens.bits[index + 1] if index + 1 < len(tokens) else 0
    if bits & PARTICIPLE and (following == "by" or _in_phrase(tokens, before, words)):
        return False
    if bits & GUESSED and tokens.bits[before] & GUESSED and before == index - 1:
        return False
    return not (
        low in words.sets["participles"] and (after & (PREPOSITION | QUOTE) or following == "to")
    )


def _in_phrase(tokens: Tokens, before: int, words: Lexicon) -> bool:
    """Whether the word before makes a participle of it: "be paid", "not paid", "to face increased"."""
    low = tokens.lows[before]
    if low in {"be", "been", "being", "having", "as"} or low in words.sets["not"]:
        return True
    infinitive = before > 0 and tokens.lows[before - 1] == "to" and tokens.bits[before] & PRESENT
    return bool(infinitive) or bool(tokens.bits[before] & QUOTE)


def _ends_phrase(tokens: Tokens, number: int) -> bool:
    """Whether a number belongs to what is before it, as in "March 18", rather than to a noun."""
    before = tokens.bits[number - 1] if number > 0 else 0
    return bool(before & CAPITAL) and not before & POSSESSIVE


def _is_finite_present(tokens: Tokens, index: int) -> bool:
    bits, low = tokens.bits[index], tokens.lows[index]
    if bits & (CAPITAL | MODAL | HAVE | BE | PREPOSITION) or index == 0:
        return False
    before = index - 1
    while before >= 0 and tokens.bits[before] & ADVERB:
        before -= 1
    if before < 0:
        return False
    left = tokens.bits[before]
    if left & (_BEFORE_NOUNS | MODAL | GERUND | PAST | DO) and not left & (
        CAPITAL | PRONOUN | RELATIVE
    ):
        return False
    if tokens.lows[before] == "to":
        return False
    with_s = low.endswith("s") and not low.endswith("ss")
    subject = left & (PRONOUN | RELATIVE | CAPITAL) or tokens.lows[before] == "that"
    plural = tokens.lows[before].endswith("s") and not left & POSSESSIVE
    if not with_s and not (plural or subject):
        return False
    if with_s and plural and not subject:
        return False
    if not bits & NOUN_TOO:
        return bool(left & WORD) or bool(left & (COMMA | CLOSE))
    after = tokens.bits[index + 1] if index + 1 < len(tokens) else 0
    following = tokens.lows[index + 1] if index + 1 < len(tokens) else ""
    proven = after & (DETERMINER | POSSESSIVE | PRONOUN) or following in {"that", "to"}
    singular = with_s and not plural and following != "to"  # "member states to be ready"
    proven = proven or bool(with_s and after & CAPITAL and not left & CAPITAL)
    return bool((subject or plural or singular) and proven) and not left & _MARK
