"""What kind of fact a clause tells: done, said, planned, denied, called off. Rules: `rules.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from timeline.drafting.clauses import Clause
from timeline.drafting.lexicon import (
    ADVERB,
    BE,
    CAPITAL,
    COMMA,
    DETERMINER,
    GERUND,
    PARTICIPLE,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    STOP,
    WORD,
    Lexicon,
)
from timeline.drafting.reading import Sentence, Statement
from timeline.drafting.records import Cue, Modality
from timeline.drafting.verbs import VerbGroup

_REACH: Final = 14
"""Tokens behind a verb in which a phrase such as "put on hold" is looked for."""
_NOT_A_BASE: Final = DETERMINER | CAPITAL | PREPOSITION | GERUND | POSSESSIVE
_NOUN_REACH: Final = 6
"""Tokens behind a verb in which "plans to ..." is looked for."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A modality, the rule that gave it, and the tokens (start, end) that decided.

    plan: the token of the verb that is to come ("to *hold* a drill"), -1 where nothing is.
    judges: it says how something would be, not what will be done ("would be of use").
    """

    modality: Modality
    rule: str
    cues: tuple[tuple[int, int], ...] = ()
    plan: int = -1
    judges: bool = False

    def places(self, sentence: Sentence) -> tuple[Cue, ...]:
        """The cues as spans of the text."""
        spans = (sentence.place(start, end) for start, end in self.cues if start < end)
        return tuple(Cue(span.start, span.end, self.modality) for span in spans)


def of_clause(sentence: Sentence, clause: Clause, words: Lexicon) -> Verdict:
    """The modality of a clause by its own words, whoever says it."""
    verb = clause.verb
    if verb is None:
        return Verdict("occurred", "m-occurred")
    group = (verb.start, verb.end)
    end = _end(sentence, clause)
    for name, modality, rule in (
        ("cancelled.phrases", "cancelled", "m-cancelled"),
        ("denied.phrases", "denied", "m-denied"),
    ):
        if found := _phrase(sentence, verb.start, min(end, verb.end + _REACH), words.sets[name]):
            return Verdict("cancelled" if modality == "cancelled" else "denied", rule, (found,))
    if _calls_off(sentence, verb, words):
        return Verdict("cancelled", "m-cancelled", (group,))
    ahead = _ahead(sentence, verb, end, words)
    if ahead is not None:
        return ahead
    low = sentence.tokens.lows[verb.head]
    if words.is_form("refusing.verbs", low):
        return Verdict("occurred", "m-refused", (group,))
    if words.is_form("speech.deny", low) and not verb.passive and not _needs_clause(low, words):
        return Verdict("denied", "m-denied", (group,))
    plan = _committed(sentence, verb, end, words)
    if plan >= 0:
        return Verdict("occurred", "m-agreed", (group,), plan)
    return Verdict("occurred", "m-occurred", (group,))


def of_statement(sentence: Sentence, statement: Statement, words: Lexicon) -> Verdict:
    """The modality of saying something: by the verb, by its noun, else by what is said."""
    tokens = sentence.tokens
    contents = [of_clause(sentence, sentence.clauses[n], words) for n in statement.contents]
    if statement.clause < 0:
        return _by_content(contents, (), "m-according")
    clause = sentence.clauses[statement.clause]
    verb = clause.verb
    if verb is None:
        return _by_content(contents, (), "m-said")
    cues: tuple[tuple[int, int], ...] = ((verb.start, verb.end),)
    if statement.noun >= 0:
        cues += ((statement.noun, statement.noun + 1),)
        plan = _committed(sentence, verb, _end(sentence, clause), words)
        modality: Modality = "claimed" if statement.modality == "claimed" else "announced"
        return Verdict(modality, "m-said-noun", cues, plan)
    if statement.act == "deny" or _denies(sentence, statement, contents, words):
        return Verdict("denied", "m-denied", cues)
    if statement.act == "claim":
        return Verdict("claimed", "m-claimed", cues)
    if statement.act == "announce":
        plan = _committed(sentence, verb, _end(sentence, clause), words)
        return Verdict("announced", "m-announced", cues, plan)
    if tokens.lows[verb.head] == "described":
        return Verdict("claimed", "m-claimed", cues)
    if _own_act(sentence, statement, words):
        return Verdict("announced", "m-own-act", cues)
    return _by_content(contents, cues, "m-said")


def _own_act(sentence: Sentence, statement: Statement, words: Lexicon) -> bool:
    """Whether somebody says what they have done themselves: "Norway said it had signed"."""
    tokens = sentence.tokens
    for number in statement.contents:
        clause = sentence.clauses[number]
        start, end = clause.subject
        verb = clause.verb
        if verb is None or end - start != 1 or not tokens.bits[start] & PRONOUN:
            continue
        if tokens.lows[start] in {"it", "they", "he", "she", "we"}:
            return verb.tense in {"past", "perfect"} and not tells_state(sentence, clause, words)
    return False


def _by_content(contents: list[Verdict], cues: tuple[tuple[int, int], ...], rule: str) -> Verdict:
    """To say what will or should be done is to announce it; to say what is so, to claim it."""
    for content in contents:
        if content.rule in {"m-plan", "m-demand"} and not content.judges:
            return Verdict("announced", "m-said-ahead", (*cues, *content.cues))
    return Verdict("claimed", rule, cues)


def _denies(
    sentence: Sentence, statement: Statement, contents: list[Verdict], words: Lexicon
) -> bool:
    """Whether what is said is that something will not be."""
    if statement.act == "claim":
        return False
    if any(content.modality == "denied" for content in contents):
        return True
    for number in statement.contents:
        verb = sentence.clauses[number].verb
        if verb is not None and verb.negated and verb.modal in words.sets["ahead.certain"]:
            return True
    return False


def _needs_clause(low: str, words: Lexicon) -> bool:
    return words.is_form("speech.only_with_clause", low)


def _calls_off(sentence: Sentence, verb: VerbGroup, words: Lexicon) -> bool:
    low = sentence.tokens.lows[verb.head]
    if verb.negated or not words.is_form("cancelled.verbs", low):
        return False
    return verb.passive or not words.is_form("cancelled.only_passive", low)


def _ahead(sentence: Sentence, verb: VerbGroup, end: int, words: Lexicon) -> Verdict | None:
    """A plan by the verb itself: "will", "is due to", "plans to"; None where it is none."""
    tokens, group = sentence.tokens, (verb.start, verb.end)
    first = _skip_adverbs(sentence, verb.start + 1, verb.head)
    if verb.modal in words.sets["ahead.certain"]:
        return Verdict("denied" if verb.negated else "planned", "m-plan", (group,), first)
    at = _due(sentence, verb, end, words)
    if at >= 0:
        return Verdict("planned", "m-plan", ((verb.start, at),), at)
    if verb.modal in {"should", "must"}:
        return Verdict("claimed", "m-demand", (group,))
    if verb.modal == "would" and not verb.negated:
        judges = tokens.lows[verb.head] == "be" or words.is_form(
            "background.states", tokens.lows[verb.head]
        )
        return Verdict("planned", "m-plan", (group,), -1 if judges else first, judges)
    if verb.modal in {"may", "might"}:
        return Verdict("planned", "m-may", (group,))
    if verb.modal:
        return Verdict("claimed", "m-could", (group,))
    low = tokens.lows[verb.head]
    if words.is_form("ahead.verbs", low) and verb.tense == "present" and not verb.passive:
        at = _after_to(sentence, verb.end, end)
        if at >= 0:
            return Verdict("planned", "m-plan", ((verb.start, at),), at)
    if verb.passive and verb.tense != "past" and words.is_form("ahead.envisage", low):
        return Verdict("planned", "m-plan", (group,))
    return None


def _due(sentence: Sentence, verb: VerbGroup, end: int, words: Lexicon) -> int:
    """The verb behind "is due to", "was expected to", "is to"; -1 where there is none."""
    tokens = sentence.tokens
    if not tokens.bits[verb.start] & BE and "be" not in tokens.lows[verb.start : verb.end]:
        return -1
    listed = words.sets["ahead.adjectives"]
    at = verb.head if tokens.lows[verb.head] in listed else verb.end
    if at == verb.end and (verb.passive or verb.progressive or not tokens.bits[verb.head] & BE):
        return -1
    while at < end and tokens.bits[at] & ADVERB and tokens.lows[at] not in listed:
        at += 1
    if at < end and tokens.lows[at] in listed:
        at += 1
        if at < end and tokens.lows[at] == "for":
            return at + 1 if at + 1 < end else -1
    return _after_to(sentence, at, end) if at >= verb.end else -1


def _skip_adverbs(sentence: Sentence, at: int, last: int) -> int:
    """The first token from `at` to `last` that is no adverb: "will also *be* named"."""
    while at < last and sentence.tokens.bits[at] & ADVERB:
        at += 1
    return at


def _after_to(sentence: Sentence, at: int, end: int) -> int:
    """The verb behind "to" at a token, adverbs left aside; -1 where no "to" stands there."""
    tokens = sentence.tokens
    while at < end and tokens.bits[at] & ADVERB:
        at += 1
    if at >= end or tokens.lows[at] != "to":
        return -1
    at += 1
    while at < end - 1 and tokens.bits[at] & ADVERB:
        at += 1
    if at >= end or not tokens.bits[at] & WORD or tokens.bits[at] & _NOT_A_BASE:
        return -1
    return at


def _committed(sentence: Sentence, verb: VerbGroup, end: int, words: Lexicon) -> int:
    """The verb of what somebody has bound himself to: "agreed to *form*", "plans to *hold*"."""
    tokens = sentence.tokens
    if verb.negated or verb.passive:
        return -1
    if words.is_form("ahead.verbs", tokens.lows[verb.head]):
        at = _after_to(sentence, verb.end, end)
        if at >= 0:
            return at
    for at in range(verb.end, min(verb.end + _NOUN_REACH, end)):
        if tokens.bits[at] & (COMMA | STOP):
            break
        if tokens.lows[at] in words.sets["ahead.nouns"]:
            return _after_to(sentence, at + 1, end)
    return -1


def _phrase(
    sentence: Sentence, start: int, end: int, phrases: frozenset[str]
) -> tuple[int, int] | None:
    lows = sentence.tokens.lows
    for at in range(start, end):
        for length in (1, 2, 3, 4, 5):
            if at + length <= end and " ".join(lows[at : at + length]) in phrases:
                return at, at + length
    return None


def _end(sentence: Sentence, clause: Clause) -> int:
    return min(clause.end or len(sentence.tokens), len(sentence.tokens))


def tells_state(sentence: Sentence, clause: Clause, words: Lexicon) -> bool:
    """Whether a clause only says how things are: a verb of being, without a participle."""
    verb = clause.verb
    if verb is None:
        return True
    low = sentence.tokens.lows[verb.head]
    if sentence.tokens.bits[verb.head] & BE or low == "been":
        return True
    if verb.passive or verb.progressive:
        return False
    have = low in words.sets["have"] and not sentence.tokens.bits[verb.head] & PARTICIPLE
    return have or words.is_form("background.states", low)
