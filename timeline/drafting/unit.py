"""One event that a sentence tells, before it is drafted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from sources.anchoring import Span
from timeline.drafting.clauses import Clause
from timeline.drafting.modality import Verdict
from timeline.drafting.reading import DateAt, Sentence, Statement

Kind = Literal["event", "statement", "plan", "noun", "aside"]


@dataclass(frozen=True, slots=True)
class Unit:
    """One event of a sentence: what is told, by which words, and the date that it stands with.

    tokens: the passage. subject, predicate: tokens for the title; a plan's predicate begins at
    its verb. statement: what is said where the unit is a statement; said_by: who says the event,
    where somebody does. date: of the words, None without. bound: "since" or "until" before it.
    """

    kind: Kind
    sentence: Sentence
    tokens: tuple[int, int]
    subject: tuple[int, int]
    predicate: tuple[int, int]
    verdict: Verdict
    date: DateAt | None = None
    bound: str = ""
    statement: Statement | None = None
    said_by: Statement | None = None
    clause: Clause | None = None

    @property
    def span(self) -> Span:
        """The passage in the text, with the full stop where the unit ends its sentence."""
        first, end = self.tokens
        place = self.sentence.place(first, end)
        if end >= len(self.sentence.tokens):
            place = replace(place, end=self.sentence.span.end)
        return place

    def tells_same(self, other: Unit) -> bool:
        """Whether two units are one: the same words tell the same kind of thing."""
        mine = (self.kind, self.tokens, self.predicate)
        return mine == (other.kind, other.tokens, other.predicate)


@dataclass(frozen=True, slots=True)
class Refused:
    """A date that belongs to no event, and the rule that says so."""

    date: DateAt
    rule: str
