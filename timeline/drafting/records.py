"""What drafting is given and what it gives: plain values, so that it knows no database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from sources.anchoring import Span
from timeline.dates.derivation import Derivation

Modality = Literal["occurred", "announced", "planned", "claimed", "denied", "cancelled"]
Role = Literal["subject", "speaker", "signatory", "host", "participant", "member", "target"]
ActorKind = Literal["person", "state", "organisation", "force", "place"]
Outcome = Literal["used", "merged", "refused"]


class DateFound(Protocol):
    """A date expression as the date engine understands it; `FoundDate` is one."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def wording(self) -> str: ...
    @property
    def type(self) -> str: ...
    @property
    def value(self) -> str: ...
    @property
    def edtf(self) -> str: ...
    @property
    def report(self) -> bool: ...
    @property
    def derivation(self) -> Derivation: ...


@dataclass(frozen=True, slots=True)
class KnownActor:
    """Somebody whom the timeline knows: all names under which a text may know them."""

    slug: str
    names: tuple[str, ...]
    kind: ActorKind


@dataclass(frozen=True, slots=True)
class WordList:
    """What speaks for a category or a theme.

    words: each with its weight above 0. texts: whole texts with the weight of their words, such
    as its name. examples: texts of events that a curator has put there.
    """

    slug: str
    words: Mapping[str, float]
    texts: tuple[tuple[str, float], ...] = ()
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceText:
    """A stored text: published is its EDTF date or None; boilerplate: no event is taken from there."""

    text: str
    sha256: str
    published: str | None = None
    boilerplate: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that decided the modality: where they stand, and what they spoke for."""

    start: int
    end: int
    speaks_for: Modality


@dataclass(frozen=True, slots=True)
class ProposedName:
    """A name that no known actor has; acronym: the short form that the text gives it, or ""."""

    name: str
    kind: ActorKind
    acronym: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class EventDraft:
    """A candidate event, as far as words tell.

    sha256: the text it is from. edtf: its date; date_rule: how the sentence takes the date that
    `derivation` (the engine's steps and one of ours, see `dating`) leads to. passage: a clause or
    sentence that stands alone. wording: the date's words, None where the text has none.
    reported_on: EDTF of the press report that tells of it, or "". confidence: 0-1.
    pair: a key that a statement shares with the plan it announces, or "".
    """

    sha256: str
    title: str
    edtf: str
    date_rule: str
    derivation: Derivation
    modality: Modality
    modality_rule: str
    passage: Span
    wording: Span | None
    actors: tuple[tuple[str, Role], ...]
    names: tuple[ProposedName, ...]
    category: str
    themes: tuple[str, ...]
    confidence: float
    cues: tuple[Cue, ...]
    reported_on: str = ""
    pair: str = ""


@dataclass(frozen=True, slots=True)
class MentionFate:
    """What became of a date expression, and the rule that decided it."""

    start: int
    end: int
    outcome: Outcome
    rule: str


@dataclass(frozen=True, slots=True)
class DraftingResult:
    """The drafts of a text in its order, and one fate for each date expression."""

    drafts: tuple[EventDraft, ...]
    fates: tuple[MentionFate, ...]
