"""Dates that are no dates of events: comparisons, modifiers, conditions, background."""

from __future__ import annotations

from typing import Final

from timeline.dates.edtf import read_edtf
from timeline.drafting.clauses import Clause
from timeline.drafting.lexicon import (
    ADVERB,
    CLOSE,
    COMMA,
    COORDINATOR,
    DETERMINER,
    GERUND,
    NUMBER,
    OPEN,
    POSSESSIVE,
    PREPOSITION,
    RELATIVE,
    STOP,
    SUBORDINATOR,
    WORD,
    Lexicon,
)
from timeline.drafting.modality import of_clause, tells_state
from timeline.drafting.reading import DateAt, Sentence

_A_YEAR: Final = 366
_COMPARED: Final = 14
"""Tokens before a date in which "from" and a figure make it one of comparison."""
_OPENERS: Final = PREPOSITION | ADVERB | DETERMINER | COORDINATOR | SUBORDINATOR | RELATIVE | GERUND


def refusal(sentence: Sentence, date: DateAt, words: Lexicon) -> str:
    """The rule by which the words around a date make it none of an event; "" where they don't."""
    tokens = sentence.tokens
    before = tokens.lows[max(0, date.first - 4) : date.first]
    if words.sets["grammar.compared"] & set(before):
        return "comparison"
    if _compares_figures(sentence, date, words):
        return "comparison"
    if _opens_with(sentence, date) in words.sets["grammar.conditions"]:
        return "condition"
    if _is_circumstance(sentence, date, words):
        return "background"
    depth = 0
    for bits in tokens.bits[: date.first]:
        depth += bool(bits & OPEN) - bool(bits & CLOSE)
    return "in-brackets" if depth > 0 else ""


def is_modifier(sentence: Sentence, date: DateAt) -> bool:
    """Whether a date stands inside a noun phrase: "a June agreement", "last year's catch"."""
    tokens = sentence.tokens
    if tokens.lows[date.end - 1].endswith("'s") or tokens.lows[date.end : date.end + 1] == ("'s",):
        return True
    if date.first == 0 or date.end >= len(tokens):
        return False
    year = tokens.lows[date.first] == "the" and tokens.lows[date.end - 1].isdigit()
    before, after = tokens.bits[date.first - 1], tokens.bits[date.end]
    verbs = {clause.verb.start for clause in sentence.clauses if clause.verb is not None}
    noun = bool(after & WORD) and not after & _OPENERS and date.end not in verbs
    if tokens.lows[date.first] == "the":
        return noun and year  # "the 1959 embargo"
    return noun and bool(before & (DETERMINER | POSSESSIVE))


def is_past_of_perfect(
    date: DateAt, clause: Clause, edtf: str, bound: str, published_until: int | None
) -> bool:
    """Whether a date can't be of its verb: a perfect tense takes none that is long over.

    "The police have widened the inquiry into the attack of May 1994": the attack's date.
    """
    verb = clause.verb
    if verb is None or verb.tense != "perfect" or date.first < verb.end or bound:
        return False
    if clause.kind != "main" or published_until is None:
        return False
    return read_edtf(edtf).last_day < published_until - _A_YEAR


def is_background(sentence: Sentence, clause: Clause, bound: str, words: Lexicon) -> bool:
    """Whether a clause tells how things are or have been since, so that its date is no event's."""
    verb = clause.verb
    if verb is None:
        return True
    if of_clause(sentence, clause, words).modality == "planned":
        return False
    if verb.tense == "present" and (verb.progressive or _is_habit(sentence, clause, words)):
        return True
    if not tells_state(sentence, clause, words):
        return False
    return verb.tense in {"present", "perfect"} or bound == "since"


def _is_habit(sentence: Sentence, clause: Clause, words: Lexicon) -> bool:
    """Whether a clause says what is usual: "the fleet usually sails in June"."""
    habits = words.sets["background.habits"]
    return any(low in habits for low in sentence.tokens.lows[clause.start : clause.end])


def bound_of(sentence: Sentence, date: DateAt) -> str:
    """ "since" or "until" where such a word stands before a date, else ""."""
    tokens = sentence.tokens
    at = date.first - 1
    while at >= 0 and tokens.lows[at] in {"in", "late", "early", "at", "the"}:
        at -= 1
    low = tokens.lows[at] if at >= 0 else ""
    if low == "since":
        return "since"
    pair = tokens.lows[at - 1 : at + 1] if at > 0 else ()
    return "until" if low in {"until", "till"} or pair == ("up", "to") else ""


def _compares_figures(sentence: Sentence, date: DateAt, words: Lexicon) -> bool:
    """ "up from 20 tons a year earlier": a figure of another time, beside that of the event."""
    tokens = sentence.tokens
    for at in range(max(0, date.first - _COMPARED), date.first - 1):
        if tokens.lows[at] in words.sets["grammar.compared_from"]:
            return bool(tokens.bits[at + 1] & NUMBER) or tokens.words[at + 1] in "$€£"
    return False


def _opens_with(sentence: Sentence, date: DateAt) -> str:
    """The first word of the stretch between commas that a date stands in."""
    tokens = sentence.tokens
    commas = (at for at in range(date.first - 1, -1, -1) if tokens.bits[at] & (COMMA | STOP))
    first = next(commas, -1) + 1
    return tokens.lows[first]


def _is_circumstance(sentence: Sentence, date: DateAt, words: Lexicon) -> bool:
    """ "With the find of ten days ago, the police ...": not the day of what the police did."""
    lead = sentence.clauses[0] if sentence.clauses else None
    if lead is None or lead.kind != "main" or not lead.start <= date.first < lead.subject[0]:
        return False
    lows = sentence.tokens.lows[lead.start :]
    opener = next((low for low in lows if low[0].isalpha()), "")
    return opener in words.sets["nouns.circumstances"] and date.first - lead.start > 2
