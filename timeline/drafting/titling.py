"""The title of a unit: a statement by its speaker, a plan by "to", an event by who did what."""

from __future__ import annotations

from timeline.drafting.clauses import Clause, is_quantity
from timeline.drafting.lexicon import (
    CAPITAL,
    DETERMINER,
    PARTICIPLE,
    PREPOSITION,
    PRONOUN,
    QUOTE,
    Lexicon,
    third_person,
)
from timeline.drafting.speakers import Memory, Who
from timeline.drafting.titles import LENGTH, WORDS, Title, Titles, compose
from timeline.drafting.unit import Unit

_LABEL_WORDS = 6


def title_of(unit: Unit, speaker: Who, memory: Memory, words: Lexicon) -> Title:
    """A short factual title, about 14 words and 120 characters, 155 at most; pronouns by their names."""
    title = _title(unit, speaker, memory, words)
    if title.text:
        return title
    return Title(compose([unit.sentence.words(*unit.tokens)], words), says_who=False)


def _title(unit: Unit, speaker: Who, memory: Memory, words: Lexicon) -> Title:
    titles = Titles(unit.sentence, words)
    if unit.kind == "statement":
        return _statement(unit, speaker, titles, words)
    if unit.kind in {"noun", "aside"}:
        subject = titles.subject(*unit.subject) if unit.kind == "aside" else ""
        room = WORDS - len(subject.split())
        return Title(
            compose([subject, titles.predicate(*unit.predicate, room, _left(subject))], words),
            says_who=True,
        )
    subject, known = _subject(unit, memory, titles, words)
    room = max(5, WORDS - len(subject.split()))
    first = titles.with_adverbs(unit.predicate[0], unit.subject[0])
    predicate = titles.predicate(first, unit.predicate[1], room, _left(subject))
    if unit.kind == "plan":
        predicate = f"to {predicate}"
    elif (
        unit.clause is not None
        and unit.clause.verb is not None
        and unit.predicate[0] > unit.clause.verb.end
    ):
        base, _, rest = predicate.partition(" ")  # "..., only to rejoin"
        predicate = f"{third_person(base)} {rest}"
    return Title(compose([subject, predicate], words), says_who=known)


def _subject(unit: Unit, memory: Memory, titles: Titles, words: Lexicon) -> tuple[str, bool]:
    start, end = unit.subject
    if start >= end:
        return "", False
    label = titles.subject(start, end)
    if _is_pronoun(unit, (start, end), words):
        own = unit.said_by is not None and unit.said_by.speaker[1] > unit.said_by.speaker[0]
        words_of = unit.said_by.speaker if unit.said_by is not None and own else (start, end)
        who = memory.who(unit.sentence, words_of)  # "X said it will": X will
        return (who.label, True) if who.is_known else (label, False)
    if label.lower().startswith("the ") and label.lower().split()[-1] in words.sets["nouns.groups"]:
        who = memory.who(unit.sentence, (start, end))
        return (who.label, True) if who.is_known else (label, True)
    tokens = unit.sentence.tokens
    lead = tokens.bits[start] & (PREPOSITION | PARTICIPLE) and not tokens.bits[start] & CAPITAL
    headed = not lead or is_quantity(tokens, start, words)
    return label, bool(label) and headed


def _is_pronoun(unit: Unit, subject: tuple[int, int], words: Lexicon) -> bool:
    tokens = unit.sentence.tokens
    spoken = [at for at in range(*subject) if tokens.lows[at] not in words.sets["adverbs"]]
    return len(spoken) == 1 and bool(tokens.bits[spoken[0]] & PRONOUN)


def _statement(unit: Unit, speaker: Who, titles: Titles, words: Lexicon) -> Title:
    statement = unit.statement
    label = speaker.label or titles.subject(*unit.subject)
    label = _short(label, words)
    says_who = speaker.is_known
    denied = statement is not None and statement.act == "deny" and statement.clause >= 0
    if statement is None or not statement.contents or statement.noun >= 0 or denied:
        room = max(5, WORDS - len(label.split()))
        end = max(unit.predicate[1], unit.tokens[1])
        told = titles.predicate(unit.predicate[0], end, room, _left(label))
        return Title(compose([label, told], words), says_who)
    for article in ("The ", "the ", "A ", "a "):
        label = label.removeprefix(article)
    clause = unit.sentence.clauses[statement.contents[0]]
    said = _said(unit, clause, titles, WORDS - min(4, len(label.split())), _left(label))
    if not said:
        return Title("", says_who=False)
    return Title(compose([f"{label}:" if label else "", said], words), says_who)


def _short(label: str, words: Lexicon) -> str:
    """The first words of a speaker, without small ones at the end."""
    kept = label.split()[:_LABEL_WORDS]
    while len(kept) > 1 and words.bits.get(kept[-1], 0) & (DETERMINER | PREPOSITION):
        kept.pop()
    return " ".join(kept)


def _left(before: str) -> int:
    """The characters that a title has left behind its first words, a joint and "to " included."""
    return max(20, LENGTH - len(before) - 4)


def _said(unit: Unit, clause: Clause, titles: Titles, room: int, chars: int) -> str:
    tokens = unit.sentence.tokens
    verb = clause.verb
    end = min(clause.end or len(tokens), len(tokens))
    if verb is None:
        return titles.predicate(clause.start, end, room, chars)
    subject = titles.subject(*clause.subject)
    if len(subject.split()) == 1 and tokens.bits[clause.subject[0]] & PRONOUN:
        subject = subject.lower() if subject != "I" else subject
    left = max(20, chars - len(subject) - 1)
    first = titles.with_adverbs(verb.start, clause.subject[0])
    body = titles.predicate(first, end, max(5, room - len(subject.split())), left)
    said = f"{subject} {body}".strip()
    quoted = any(tokens.bits[at] & QUOTE for at in (max(0, clause.start - 1), clause.start))
    first_person = tokens.lows[clause.subject[0]].strip("'") in {"we", "i", "our", "my"}
    if quoted and first_person:
        return f"“{said.strip('“”')}”"
    opens_small = tokens.bits[clause.subject[0]] & (DETERMINER | PRONOUN) or not subject
    return said[:1].lower() + said[1:] if opens_small and said[:2] != "I " else said
