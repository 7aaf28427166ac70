"""A text's sentences, read: tokens, clauses, who says what, and the dates in them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from sources.anchoring import Span, paragraphs, segment
from timeline.drafting.actors import FoundActor
from timeline.drafting.clauses import Clause, saying
from timeline.drafting.lexicon import (
    COMMA,
    OPEN,
    POSSESSIVE,
    PRONOUN,
    QUOTE,
    STOP,
    Lexicon,
)
from timeline.drafting.records import DateFound, SourceText
from timeline.drafting.tokens import Tokens, tokenise
from timeline.drafting.walk import parse

_LONGEST: Final = 4_000
"""Characters of a sentence; what is longer is a table or rubble, and is left unread."""
_AFTER_SAYING: Final = 8
"""Tokens that may follow "X said" at the end of a sentence: hearer, place and day."""
_LEAD: Final = 3
"""A sentence that begins "According to X" or "But according to X" is X's as a whole."""
_QUOTE_WORDS: Final = 6
_OPENING: Final = "“«"
_CLOSING: Final = "”»"


@dataclass(frozen=True, slots=True)
class DateAt:
    """A date in a sentence: its number in the text's list, and its tokens."""

    number: int
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Statement:
    """Somebody says something: clause -1 stands for "according to".

    act: say, announce, claim or deny. speaker: tokens. contents: the clauses that are said.
    noun: the token of a noun that decides what is said ("voiced hope"), -1 without.
    modality: what the noun speaks for, "" without.
    """

    clause: int
    act: str
    speaker: tuple[int, int]
    contents: tuple[int, ...]
    noun: int = -1
    modality: str = ""


@dataclass(slots=True)
class Sentence:
    """One sentence, read. dates: those with a place on the calendar; reports: press citations."""

    number: int
    paragraph: int
    span: Span
    tokens: Tokens
    clauses: list[Clause]
    dates: list[DateAt]
    reports: list[DateAt]
    actors: list[FoundActor]
    statements: list[Statement] = field(default_factory=list)
    quoted: bool = False
    """It stands wholly inside a quote that a neighbouring sentence attributes."""

    def words(self, start: int, end: int) -> str:
        """The text of tokens, white space as single spaces."""
        if start >= end:
            return ""
        tokens = self.tokens
        return " ".join(tokens.text[tokens.starts[start] : tokens.ends[end - 1]].split())

    def place(self, start: int, end: int) -> Span:
        """The span of tokens in the text."""
        return Span(self.tokens.starts[start], self.tokens.ends[end - 1])


def read_sentences(
    source: SourceText, dates: Sequence[DateFound], actors: Sequence[FoundActor], words: Lexicon
) -> list[Sentence]:
    """The sentences of a text outside its boilerplate, in order, but for overlong ones. Time: linear."""
    blocks = paragraphs(source.text)
    starts = [block.start for block in blocks]
    found: list[Sentence] = []
    for span in segment(source.text):
        if span.end - span.start > _LONGEST:
            continue
        if any(span.start < dull.end and dull.start < span.end for dull in source.boilerplate):
            continue
        paragraph = bisect_right(starts, span.start) - 1
        found.append(
            _read(source.text, span, len(found), paragraph, _dates_in(dates, span), actors, words)
        )
    _mark_quotes(found)
    return found


def _dates_in(dates: Sequence[DateFound], span: Span) -> list[tuple[int, DateFound]]:
    first = bisect_right(dates, span.start - 1, key=lambda date: date.start)
    found = []
    for number in range(first, len(dates)):
        if dates[number].start >= span.end:
            break
        found.append((number, dates[number]))
    return found


def _read(
    text: str,
    span: Span,
    number: int,
    paragraph: int,
    dates: list[tuple[int, DateFound]],
    actors: Sequence[FoundActor],
    words: Lexicon,
) -> Sentence:
    tokens = tokenise(text, span.start, span.end)
    placed = [(DateAt(n, *tokens.between(date.start, date.end)), date) for n, date in dates]
    proper = {at.first: at.end for at, date in placed if date.edtf and not date.report}
    first = bisect_right(actors, span.start - 1, key=lambda actor: actor.start)
    last = bisect_right(actors, span.end - 1, key=lambda actor: actor.start)
    sentence = Sentence(
        number,
        paragraph,
        span,
        tokens,
        parse(tokens, words, proper),
        [at for at, date in placed if date.edtf and not date.report],
        [at for at, date in placed if date.report],
        list(actors[first:last]),
    )
    sentence.statements = _statements(sentence, words, proper)
    return sentence


def _mark_quotes(sentences: list[Sentence]) -> None:
    """Sentences in the midst of a quote that opened before them and closes in or behind them."""
    depth, paragraph = 0, -1
    for sentence in sentences:
        if sentence.paragraph != paragraph:
            depth, paragraph = 0, sentence.paragraph
        begins = depth > 0 or sentence.tokens.words[:1] in {("“",), ("``",), ("«",), ('"',)}
        for word in sentence.tokens.words:
            if word in _OPENING or word == "``":
                depth += 1
            elif word in _CLOSING or word == "''":
                depth = max(0, depth - 1)
            elif word == '"':
                depth = 1 - min(1, depth)
        sentence.quoted = not sentence.statements and (begins or _mostly_quoted(sentence.tokens))


def _mostly_quoted(tokens: Tokens) -> bool:
    """Whether more than half of the words stand in quotation marks."""
    inside, count, is_open = 0, 0, False
    for word in tokens.words:
        if word in _OPENING or word in {"``", '"'}:
            is_open = word != '"' or not is_open
        elif word in _CLOSING or word == "''":
            is_open = False
        else:
            count += 1
            inside += is_open
    return inside * 2 > count and inside >= _QUOTE_WORDS


# -- who says what


def _statements(sentence: Sentence, words: Lexicon, dates: dict[int, int]) -> list[Statement]:
    found = _according(sentence, words)
    if (found and found[0].speaker[0] <= _LEAD) or (found and found[0].act == "claim"):
        return found
    told = [
        statement
        for number in range(len(sentence.clauses))
        if (statement := _statement(sentence, number, words, dates)) is not None
    ]
    return told or found


def _statement(
    sentence: Sentence, number: int, words: Lexicon, dates: dict[int, int]
) -> Statement | None:
    clause, tokens = sentence.clauses[number], sentence.tokens
    verb = clause.verb
    if verb is None or clause.kind in {"content", "relative"} or verb.modal:
        return None
    children = tuple(
        place
        for place, other in enumerate(sentence.clauses)
        if other.parent == number and other.kind == "content"
    )
    noun, modality = _speech_noun(sentence, clause, words)
    if modality:
        return Statement(number, "announce", clause.subject, children, noun, modality)
    act = saying(tokens, verb, words)
    if act is None:
        return None
    if clause.opener in {"as", "if"} or (clause.kind == "adverbial" and not children):
        return None
    if not children:
        children = _behind_colon(sentence, number)
    before = _said_before(sentence, number)
    if not children and before and (clause.inverted or _nothing_follows(sentence, clause, dates)):
        return Statement(number, act, clause.subject, before)
    if act == "claim" and tokens.lows[verb.end : verb.end + 1] == ("to",):
        return None  # "expects to build": a plan
    needs_clause = words.is_form("speech.only_with_clause", tokens.lows[verb.head])
    if needs_clause and not children and not _quote_near(sentence, clause):
        return None
    return Statement(number, act, clause.subject, children)


def _speech_noun(sentence: Sentence, clause: Clause, words: Lexicon) -> tuple[int, str]:
    verb, tokens = clause.verb, sentence.tokens
    if verb is None or verb.passive:
        return -1, ""
    for entry in words.speech_nouns:
        if not any(base in entry.verbs for base in words.bases(tokens.lows[verb.head])):
            continue
        for at in range(verb.end, min(verb.end + 5, len(tokens))):
            if tokens.bits[at] & (COMMA | STOP) or tokens.lows[at] == "that":
                break
            if tokens.lows[at] in entry.nouns:
                return at, entry.modality
    return -1, ""


def _behind_colon(sentence: Sentence, number: int) -> tuple[int, ...]:
    """The clauses of a quote that a colon opens: 'the minister said: "..."'."""
    end = sentence.clauses[number].end
    if end >= len(sentence.tokens) or sentence.tokens.words[end] != ":":
        return ()
    return tuple(
        place
        for place, other in enumerate(sentence.clauses)
        if other.start > end and other.kind in {"main", "coordinate"}
    )


def _said_before(sentence: Sentence, number: int) -> tuple[int, ...]:
    """The clauses in front of "X said" that no other says, where a comma or quote stands between."""
    clause = sentence.clauses[number]
    before = clause.start - 1
    tokens = sentence.tokens
    if before < 0 or not (tokens.bits[before] | tokens.bits[clause.start]) & (COMMA | QUOTE):
        return ()
    return tuple(
        place
        for place, other in enumerate(sentence.clauses[:number])
        if other.kind in {"main", "coordinate", "adverbial"}
    )


def _nothing_follows(sentence: Sentence, clause: Clause, dates: dict[int, int]) -> bool:
    verb, tokens = clause.verb, sentence.tokens
    if verb is None:
        return False
    at, left = verb.end, 0
    while at < min(clause.end, len(tokens)):
        if at in dates:
            at = dates[at]
            continue
        if tokens.bits[at] & (COMMA | OPEN | STOP) or tokens.words[at] == ".":
            return True
        left += 1
        at += 1
    return left <= _AFTER_SAYING


def _quote_near(sentence: Sentence, clause: Clause) -> bool:
    verb = clause.verb
    if verb is None:
        return False
    area = range(max(0, verb.start - 6), min(len(sentence.tokens), verb.end + 8))
    return any(sentence.tokens.bits[at] & QUOTE for at in area)


def _according(sentence: Sentence, words: Lexicon) -> list[Statement]:
    """ "According to X, ..." and "..., in his view, ...": X says the main clauses."""
    tokens = sentence.tokens
    contents = tuple(n for n, c in enumerate(sentence.clauses) if c.kind in {"main", "coordinate"})
    for at in range(len(tokens) - 2 if contents else 0):
        if tokens.lows[at : at + 2] == ("according", "to"):
            end = at + 2
            while end < len(tokens) and not (
                tokens.bits[end] & (COMMA | OPEN | STOP) or tokens.words[end] == "."
            ):
                end += 1
            place = sentence.place(at + 2, end)
            known = any(place.start <= a.start and a.end <= place.end for a in sentence.actors)
            document = set(tokens.lows[at + 2 : end]) & words.sets["nouns.documents"]
            if at <= _LEAD or known or document or tokens.bits[at + 2] & PRONOUN:
                return [Statement(-1, "say", (at + 2, end), contents)]
        view = tokens.lows[at] == "in" and tokens.lows[at + 2] in {"view", "opinion", "words"}
        if view and tokens.bits[at + 1] & POSSESSIVE:
            return [Statement(-1, "claim", (at + 1, at + 2), contents)]
    return []
