"""Drafts become candidates: with their passage, history and proof, and never a second time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from sources.actions.storing import record_passages
from sources.anchoring import Found, Span, locate
from sources.models import Passage, TextVersion
from timeline.actions.how_dated import rule_and_anchor
from timeline.actions.lore import unsorted_category
from timeline.dates.edtf import EdtfError, read_edtf
from timeline.drafting import DraftingResult, EventDraft, Fingerprint, KnownDrafts, fingerprint
from timeline.drafting.fingerprint import modality_group
from timeline.language import kept
from timeline.models import (
    Actor,
    Category,
    Citation,
    DateMention,
    Event,
    EventActor,
    Proposal,
    Timeline,
)
from timeline.models.tracked import Writer

WHY: Final = kept("proposed from the text")
_LONGEST_TITLE: Final = 200
_LONGEST_WORDING: Final = 200
_LONGEST_PAIR: Final = 120


@dataclass(slots=True)
class DraftsWritten:
    """What became of the drafts of a text. problems: a line for each that could not be stored."""

    proposed: int = 0
    known: int = 0
    problems: list[str] = field(default_factory=list)


class DraftWriter:
    """Writes the drafts of texts into one timeline. Call `write` inside a transaction."""

    def __init__(self, timeline: Timeline, by: Writer = None) -> None:
        self.timeline, self.by = timeline, by
        self.categories = {category.slug: category for category in timeline.categories.all()}
        self.themes = {theme.slug: theme for theme in timeline.themes.all()}
        self.actors = dict(Actor.objects.values_list("slug", "pk"))

    def write(self, version: TextVersion, result: DraftingResult) -> DraftsWritten:
        """Make a candidate of each draft that this timeline never had, and settle the mentions."""
        written = DraftsWritten()
        known = KnownDrafts(self._known(version))
        fresh: dict[str, EventDraft] = {}
        for draft in result.drafts:
            mark = fingerprint(draft)
            if mark in known or mark.key in fresh:
                written.known += 1
            elif reason := _hindrance(draft):
                written.problems.append(f"{version.document.slug}: “{draft.title}”: {reason}")
            else:
                fresh[mark.key] = draft
        if fresh:
            self._propose(version, fresh)
        written.proposed = len(fresh)
        _settle_mentions(version, result)
        return written

    def _known(self, version: TextVersion) -> Iterator[Fingerprint]:
        """The drafts that this timeline has had of the document, as places of this text."""
        cited = Citation.objects.filter(
            event__timeline=self.timeline, passage__text_version=version, stance="supports"
        )
        for modality, first, last, start, wording in cited.values_list(
            "event__modality", "passage__start", "passage__end", "wording_start", "wording"
        ):
            date = None if start is None else Span(start, start + len(wording))
            group = modality_group(modality)  # type: ignore[arg-type]
            yield Fingerprint(version.sha256, group, Span(first, last), date)
        proposals = Proposal.objects.filter(
            timeline=self.timeline, text_version__document=version.document_id
        )
        for proposal in proposals.select_related("text_version"):
            mark = Fingerprint.from_key(proposal.fingerprint)
            if proposal.text_version_id == version.pk:
                yield mark
            elif moved := _moved(mark, proposal.text_version, version):
                yield moved

    def _propose(self, version: TextVersion, fresh: dict[str, EventDraft]) -> None:
        drafts = list(fresh.values())
        told: Any = {"by": self.by, "why": WHY}
        events = Event.objects.create_recorded([self._event(draft) for draft in drafts], **told)
        places = [(draft.passage.start, draft.passage.end) for draft in drafts]
        passages = record_passages(version, places)
        together = list(zip(events, drafts, strict=True))
        citations = [
            _citation(event, draft, passage, version.text or "")
            for (event, draft), passage in zip(together, passages, strict=True)
        ]
        Citation.objects.create_recorded(citations, **told)
        parts = [part for event, draft in together for part in self._parts(event, draft)]
        EventActor.objects.create_recorded(parts, **told)
        for event, draft in together:
            if themes := [self.themes[slug] for slug in draft.themes if slug in self.themes]:
                event.themes.set(themes)
        Proposal.objects.bulk_create(
            _proposal(event, draft, version, key)
            for event, (key, draft) in zip(events, fresh.items(), strict=True)
        )

    def _event(self, draft: EventDraft) -> Event:
        return Event(
            timeline=self.timeline,
            title=draft.title[:_LONGEST_TITLE],
            edtf=draft.edtf,
            modality=draft.modality,
            category=self.categories.get(draft.category) or self._unsorted(),
        )

    def _parts(self, event: Event, draft: EventDraft) -> Iterator[EventActor]:
        for position, (slug, role) in enumerate(draft.actors):
            yield EventActor(event=event, actor_id=self.actors[slug], role=role, position=position)

    def _unsorted(self) -> Category:
        category = unsorted_category(self.timeline)
        return self.categories.setdefault(category.slug, category)


def _citation(event: Event, draft: EventDraft, passage: Passage, text: str) -> Citation:
    rule, anchor = rule_and_anchor(draft)
    citation = Citation(event=event, passage=passage, edtf=draft.edtf, rule=rule, anchor=anchor)
    if draft.wording and draft.wording.end - draft.wording.start <= _LONGEST_WORDING:
        citation.wording_start = draft.wording.start
        citation.wording = text[draft.wording.start : draft.wording.end]
    return citation


def _proposal(event: Event, draft: EventDraft, version: TextVersion, key: str) -> Proposal:
    return Proposal(
        timeline=event.timeline,
        event=event,
        text_version=version,
        fingerprint=key,
        derivation=[[step.do, *step.args] for step in draft.derivation],
        date_rule=draft.date_rule,
        modality_rule=draft.modality_rule,
        confidence=draft.confidence,
        cues=[[cue.start, cue.end, cue.speaks_for] for cue in draft.cues],
        names=[[n.name, n.kind, n.acronym, n.start, n.end] for n in draft.names],
        reported_on=draft.reported_on,
        pair=draft.pair[:_LONGEST_PAIR],
    )


def _hindrance(draft: EventDraft) -> str:
    """What keeps a draft from being stored, in words; "" where nothing does."""
    if not draft.title.strip():
        return "it has no title"
    longest = Event._meta.get_field("edtf").max_length or 0
    try:
        read_edtf(draft.edtf)
    except EdtfError as error:
        return str(error)
    return "its date is too long" if len(draft.edtf) > longest else ""


def _moved(mark: Fingerprint, old: TextVersion, new: TextVersion) -> Fingerprint | None:
    """The same draft in a corrected text, where its passage stands there exactly once."""
    if old.text is None or new.text is None:
        return None
    found = locate(new.text, old.text[mark.passage.start : mark.passage.end])
    if not isinstance(found, Found):
        return None
    by = found.start - mark.passage.start
    wording = mark.wording and Span(mark.wording.start + by, mark.wording.end + by)
    return Fingerprint(new.sha256, mark.group, Span(found.start, found.end), wording)


def _settle_mentions(version: TextVersion, result: DraftingResult) -> None:
    """Write what became of each mention; one that an event rests on stays as it is."""
    fates = {(fate.start, fate.end): (fate.outcome, fate.rule) for fate in result.fates}
    mentions = DateMention.objects.filter(text_version=version)
    decided = mentions.decided().values("pk")
    settled: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    columns = ("pk", "start", "end", "fate", "fate_rule")
    for key, start, end, *before in mentions.exclude(pk__in=decided).values_list(*columns):
        fate = fates.get((start, end))
        if fate is not None and fate != tuple(before):
            settled[fate].append(key)
    for (outcome, rule), keys in settled.items():
        DateMention.objects.filter(pk__in=keys).update(fate=outcome, fate_rule=rule)
