"""A made-up archive of any size: documents, the events that they tell of, and who took part.

The same size and seed give the same archive. Everything is drawn a batch of documents at a time,
so memory does not grow with the size. Who takes part, and which lane and publisher, follows Zipf's
law; words come as often as in real text; dates as `bench.at_scale.days` says.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Final

from bench.at_scale.days import Calendar
from bench.at_scale.words import drawn, made_up_name, some_words
from timeline.dates.wording import edtf_words

CATEGORIES: Final = (
    "agreement", "summit", "membership", "finance", "exercise",
    "protest", "court", "election", "relief", "border",
)  # fmt: skip
THEMES: Final = tuple(f"storyline-{number:02}" for number in range(1, 13))
EVENTS_A_DOCUMENT: Final = 10
DOCUMENTS_A_BATCH: Final = 1_000
_MODALITIES: Final = ("occurred", "planned", "announced", "claimed", "cancelled", "denied")
_MODALITY_SHARES: Final = tuple(accumulate((80, 6, 6, 5, 2, 1)))
_STATUSES: Final = ("published", "candidate", "rejected")
_STATUS_SHARES: Final = tuple(accumulate((95, 4, 1)))
_ACCESSES: Final = ("full", "excerpts", "private")
_ACCESS_SHARES: Final = tuple(accumulate((60, 39, 1)))
_EVENTS_A_MILESTONE: Final = 5_000
_LEAST_MILESTONES: Final = 12


@dataclass(frozen=True, slots=True)
class Size:
    """How much of everything there is, for so many events."""

    events: int

    @property
    def documents(self) -> int:
        return max(1, self.events // EVENTS_A_DOCUMENT)

    @property
    def actors(self) -> int:
        return min(max(self.events // 100, 40), 20_000)


@dataclass(slots=True)
class Told:
    """A sentence of a document about an event. wording_at: where in it its date stands."""

    event: int
    sentence: str
    edtf: str
    wording: str
    wording_at: int
    disputes: bool


@dataclass(slots=True)
class MadeEvent:
    """An event. actors: their numbers, each once."""

    number: int
    title: str
    summary: str
    edtf: str
    modality: str
    status: str
    importance: int
    category: int
    themes: list[int]
    actors: list[int]
    outcome_of: int | None


@dataclass(slots=True)
class MadeDocument:
    """A document, and what it tells, in order."""

    number: int
    title: str
    publisher: str
    published: str
    access: str
    told: list[Told] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Batch:
    """Some documents, and the events that they tell of. All numbers count from 1."""

    documents: list[MadeDocument]
    events: list[MadeEvent]


class Archive:
    """Draws an archive, batch by batch."""

    def __init__(self, size: Size, seed: int = 6) -> None:
        self.size = size
        self._chance = random.Random(seed)  # noqa: S311 - nothing secret
        self._calendar = Calendar(self._chance)
        self._actors = _zipf(size.actors, 1.0)
        self._categories = _zipf(len(CATEGORIES), 0.8)
        self._publishers = _zipf(200, 1.0)
        self._milestone_every = min(_EVENTS_A_MILESTONE, max(1, size.events // _LEAST_MILESTONES))

    def batches(self) -> Iterator[Batch]:
        """The whole archive."""
        for first in range(1, self.size.documents + 1, DOCUMENTS_A_BATCH):
            last = min(first + DOCUMENTS_A_BATCH - 1, self.size.documents)
            yield self._batch(first, last)

    def _batch(self, first: int, last: int) -> Batch:
        batch = Batch([self._document(number) for number in range(first, last + 1)], [])
        for document in batch.documents:
            start = (document.number - 1) * EVENTS_A_DOCUMENT + 1
            beyond = document.number == self.size.documents
            end = self.size.events + 1 if beyond else start + EVENTS_A_DOCUMENT
            for number in range(start, end):
                event = self._event(number, document, batch.events)
                batch.events.append(event)
                document.told.append(self._told(event, event.edtf, disputes=False))
                if self._chance.random() < 0.5:
                    self._tell_elsewhere(event, document, batch.documents)
        return batch

    def _document(self, number: int) -> MadeDocument:
        access = drawn(self._chance, _ACCESSES, _ACCESS_SHARES)
        return MadeDocument(
            number,
            some_words(self._chance, 7).capitalize(),
            f"The {made_up_name(self._drawn(self._publishers))} Post",
            self._calendar.published().isoformat(),
            access,
        )

    def _event(self, number: int, document: MadeDocument, before: list[MadeEvent]) -> MadeEvent:
        chance = self._chance
        modality = drawn(chance, _MODALITIES, _MODALITY_SHARES)
        status = drawn(chance, _STATUSES, _STATUS_SHARES)
        actors = {self._drawn(self._actors) for _ in range(chance.choice((1, 1, 2, 2, 2, 3, 4)))}
        is_milestone = number % self._milestone_every == 0
        plan = chance.choice(before) if before and chance.random() < 0.02 else None
        title = f"{made_up_name(min(actors))} {some_words(chance, chance.randint(4, 9))}"
        return MadeEvent(
            number=number,
            title=title,
            summary=f"{some_words(chance, chance.randint(8, 24)).capitalize()}.",
            edtf=self._calendar.told_on(document.published),
            modality=modality,
            status="published" if is_milestone else status,
            importance=3 if is_milestone else 1 + (chance.random() < 0.15),
            category=self._drawn(self._categories),
            themes=sorted({chance.randint(1, len(THEMES))}) if chance.random() < 0.3 else [],
            actors=sorted(actors),
            outcome_of=plan.number if plan else None,
        )

    def _tell_elsewhere(
        self, event: MadeEvent, document: MadeDocument, others: list[MadeDocument]
    ) -> None:
        """Another document tells of it too; now and then with another date, or against it."""
        other = self._chance.choice(others)
        if other is document:
            return
        differs = self._chance.random() < 0.05
        edtf = self._calendar.told_on(other.published) if differs else event.edtf
        other.told.append(self._told(event, edtf, disputes=self._chance.random() < 0.02))

    def _told(self, event: MadeEvent, edtf: str, *, disputes: bool) -> Told:
        chance, wording = self._chance, edtf_words(edtf, language="en")
        start = f"{made_up_name(event.actors[0])} {some_words(chance, chance.randint(4, 10))}, "
        end = f", {some_words(chance, chance.randint(2, 8))}."
        return Told(event.number, start + wording + end, edtf, wording, len(start), disputes)

    def _drawn(self, sums: list[float]) -> int:
        """A number from 1 on, drawn by these running sums."""
        return drawn(self._chance, range(1, len(sums) + 1), sums)


def _zipf(count: int, exponent: float) -> list[float]:
    """Running sums of 1 / rank ** exponent."""
    return list(accumulate(1 / rank**exponent for rank in range(1, count + 1)))
