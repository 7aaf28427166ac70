"""A candidate as its reviewer sees it: its words in their context, and what they were taken for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from django.db.models import Case, F, PositiveIntegerField, Q, When
from django.db.models.functions import Greatest, Least, Length, Substr

from sources.anchoring.highlight import Mark, highlight
from sources.models import Document
from timeline.admin.review.told import Told, told_already
from timeline.dates.wording import edtf_words
from timeline.drafting.rules import rules
from timeline.models import Citation, DateMention, Event, MergeProposal, Proposal

REACH: Final = 320
"""Code points of context on either side: two or three sentences."""
_FARTHEST: Final = 1_500
"""Code points to the words that date the passage, as far as the context reaches out for them."""
_PASSAGE, _DATE, _ACTOR, _CUE = range(1, 5)
_HARD_BREAK: Final = re.compile(r"(?<!\n)\n(?!\n)")
_SENTENCE_ENDS: Final = re.compile(r"[.!?…][”’»\"')\]]*\s+|\n\n\s*")
"""An abbreviation ends none, but may be cut at: the dots beside it say that the text goes on."""
_PLAIN: Final = (False, False, False, False)
_AROUND: Final = 3
"""Published events shown on either side of the candidate."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the context; `passage` and the others say what covers it."""

    text: str
    passage: bool
    date: bool
    actor: bool
    cue: bool


@dataclass(frozen=True, slots=True)
class DateChoice:
    """A date that words of the passage give."""

    wording: str
    edtf: str
    words: str


@dataclass(frozen=True, slots=True)
class Twin:
    """An event that may be the same.

    proposal: None where nothing proposed it. same_words: it is published, and cites words of the
    candidate's passage; same: it seems to be the very same.
    """

    event: Event
    date_words: str
    quotes: tuple[str, ...]
    proposal: MergeProposal | None = None
    same_words: bool = False
    same: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """All that the page says of a candidate. reason: why it is of this kind; "" where unknown."""

    event: Event
    citation: Citation | None
    proposal: Proposal | None
    document: Document | None
    pieces: tuple[Piece, ...]
    choices: tuple[DateChoice, ...]
    date_words: str
    reason: str
    twins: tuple[Twin, ...]
    neighbours: int

    @property
    def told(self) -> tuple[Twin, ...]:
        """The published events that seem to tell it already, from its own words."""
        return tuple(twin for twin in self.twins if twin.same)

    @property
    def beside(self) -> tuple[Twin, ...]:
        """The published events that its words tell beside it."""
        return tuple(twin for twin in self.twins if twin.same_words and not twin.same)

    @property
    def proposed(self) -> Twin | None:
        """The likeliest of the events that are proposed to be the same."""
        return next((twin for twin in self.twins if not twin.same_words), None)

    @property
    def address(self) -> str:
        """Its words in their source; "" where it cites none."""
        citation = self.citation
        return citation.passage.address(citation.older_text) if citation else ""


def read_candidate(event: Event) -> Candidate:
    """Read a candidate. A fixed number of queries; never a whole text."""
    citation = _first_citation(event)
    proposal = Proposal.objects.filter(event=event).first()
    rule = rules().get(proposal.modality_rule) if proposal else None
    return Candidate(
        event=event,
        citation=citation,
        proposal=proposal,
        document=citation.passage.text_version.document if citation else None,
        pieces=tuple(_pieces(citation, proposal, event)) if citation else (),
        choices=tuple(_choices(citation)) if citation else (),
        date_words=edtf_words(event.edtf),
        reason=rule.says if rule else "",
        twins=tuple(_twins(event, told_already([event])[event.pk])),
        neighbours=_neighbours(citation) if citation else 0,
    )


def found_twins(event: Event, words: str) -> list[Twin]:
    """Events of the same timeline whose title has these words, published ones first."""
    found = event.timeline.events.exclude(pk=event.pk).exclude(status=Event.Status.REJECTED)
    for word in words.split()[:10]:
        found = found.filter(title__icontains=word)
    nearest = found.with_evidence().order_by("-status", "known_day")[:12]
    return [_twin(other) for other in nearest]


def published_around(event: Event) -> list[Event]:
    """The published events next to a candidate, in time order."""
    published = event.timeline.events.filter(status=Event.Status.PUBLISHED)
    before = list(published.in_time_order().before(event).reverse()[:_AROUND])[::-1]
    return [*before, event, *published.in_time_order().after(event)[:_AROUND]]


def _first_citation(event: Event) -> Citation | None:
    """With the words around its passage and its date, as `around` from `around_from` on."""
    first, last = F("passage__start"), F("passage__end")
    is_near = Q(wording_start__range=(first - _FARTHEST, last + _FARTHEST))
    date = Case(When(is_near, then=F("wording_start")), default=first)
    date_ends = Case(
        When(is_near, then=F("wording_start") + Length("wording")),
        default=last,
        output_field=PositiveIntegerField(),
    )
    left = Greatest(Least(first, date) - REACH, 0)
    length = Greatest(last, date_ends) - left + REACH
    return (
        event.citations.with_place()
        .annotate(around_from=left)
        .annotate(around=Substr("passage__text_version__text", left + 1, length))
        .order_by("position", "pk")
        .first()
    )


def _pieces(citation: Citation, proposal: Proposal | None, event: Event) -> Iterator[Piece]:
    passage = citation.passage
    is_context = bool(citation.around)  # type: ignore[attr-defined]
    text: str = citation.around or passage.quote  # type: ignore[attr-defined]
    start: int = citation.around_from if is_context else passage.start  # type: ignore[attr-defined]
    marks = [Mark(passage.start, passage.end, _PASSAGE)]
    if citation.wording_start is not None:
        ends = citation.wording_start + len(citation.wording)
        marks.append(Mark(citation.wording_start, ends, _DATE))
    near = [mark for mark in marks if start <= mark.start and mark.end <= start + len(text)]
    first, last = min(mark.start for mark in near), max(mark.end for mark in near)
    start, text = _cut_between_sentences(start, text, first, last)
    goes_on = start + len(text) < passage.text_version.length
    marks += [Mark(cue[0], cue[1], _CUE) for cue in (proposal.cues if proposal else [])]
    marks += _actor_marks(event, passage.quote, passage.start)
    if is_context and start > 0:
        yield Piece("… ", *_PLAIN)
    for segment in highlight(text, marks, offset=start):
        yield Piece(
            _HARD_BREAK.sub(" ", segment.text),
            *(kind in segment.ids for kind in (_PASSAGE, _DATE, _ACTOR, _CUE)),
        )
    if is_context and goes_on:
        yield Piece(" …", *_PLAIN)


def _cut_between_sentences(start: int, text: str, first: int, last: int) -> tuple[int, str]:
    """Context that begins and ends with whole sentences, or words, and holds all from first to last."""
    if start > 0:
        before = text[: first - start]
        sentence = _SENTENCE_ENDS.search(before)
        cut = sentence.end() if sentence else before.find(" ") + 1
        start, text = start + cut, text[cut:]
    if last - start + REACH > len(text):
        return start, text
    after = text[last - start :]
    ends = [found.end() for found in _SENTENCE_ENDS.finditer(after)]
    cut = ends[-1] if ends else after.rfind(" ")
    return start, text[: last - start + cut].rstrip() if cut > 0 else text


def _actor_marks(event: Event, quote: str, offset: int) -> Iterator[Mark]:
    parts = event.participations.select_related("actor").prefetch_related("actor__aliases")
    for part in parts:
        names = {part.actor.name, *(alias.name for alias in part.actor.aliases.all())}
        for name in names:
            for hit in re.finditer(rf"\b{re.escape(name)}\b", quote):
                yield Mark(offset + hit.start(), offset + hit.end(), _ACTOR)


def _choices(citation: Citation) -> Iterator[DateChoice]:
    passage = citation.passage
    mentions = DateMention.objects.filter(
        text_version_id=passage.text_version_id, start__gte=passage.start, end__lte=passage.end
    ).exclude(edtf="")
    seen = set()
    for mention in mentions.order_by("start"):
        if mention.edtf not in seen:
            seen.add(mention.edtf)
            yield DateChoice(mention.wording, mention.edtf, edtf_words(mention.edtf))


def _twins(event: Event, told: Told) -> Iterator[Twin]:
    """Events that may be the same: first those that rest on its words, then the likeliest."""
    proposals = MergeProposal.objects.open().filter(Q(first=event) | Q(second=event))
    by_other = {
        each.second_id if each.first_id == event.pk else each.first_id: each for each in proposals
    }
    ranks = {key: rank for rank, key in enumerate((*told.same, *told.beside))}
    others: Iterable[Event] = (
        Event.objects.filter(pk__in={*ranks, *by_other})
        .exclude(status=Event.Status.REJECTED)
        .with_evidence()
    )
    for other in sorted(others, key=lambda each: _rank(each, ranks, by_other)):
        yield replace(
            _twin(other, by_other.get(other.pk)),
            same_words=other.pk in ranks,
            same=other.pk in told.same,
        )


def _rank(
    other: Event, ranks: Mapping[int, int], by_other: Mapping[int, MergeProposal]
) -> tuple[int, float]:
    proposal = by_other.get(other.pk)
    return ranks.get(other.pk, len(ranks)), -proposal.score if proposal else 0


def _twin(event: Event, proposal: MergeProposal | None = None) -> Twin:
    quotes = tuple(citation.passage.quote for citation in event.citations.all()[:3])
    return Twin(event, edtf_words(event.edtf, short=True), quotes, proposal)


def _neighbours(citation: Citation) -> int:
    """How many other candidates rest on words of the same passage."""
    passage = citation.passage
    return (
        Citation.objects.filter(
            passage__text_version_id=passage.text_version_id,
            passage__start__lt=passage.end,
            passage__end__gt=passage.start,
            event__status=Event.Status.CANDIDATE,
            event__timeline_id=citation.event.timeline_id,
        )
        .exclude(event_id=citation.event_id)
        .values("event")
        .distinct()
        .count()
    )
