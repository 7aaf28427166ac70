"""Events of a collection, written with their history and behind the quote gate."""

from __future__ import annotations

from collections.abc import Iterable

from sources.actions.storing import record_passage
from sources.models import TextVersion
from timeline.actions.importing_rows import Tally
from timeline.actions.review import claim, publish
from timeline.collection.entries import CitationEntry, EventEntry, LinkEntry
from timeline.language import kept
from timeline.models import Actor, Citation, Event, EventActor, EventLink, Timeline
from timeline.models.tracked import Writer

_WHY = kept("imported from the collection")
_PLAIN = ("title", "label", "summary", "edtf", "modality", "importance", "note", "date_reason")
_CITATION = ("stance", "edtf", "wording", "wording_start", "rule", "anchor", "note")


class EventImporter:
    """Writes the events of one collection into one timeline.

    An event whose entry is as it was at the last import is left alone, so curators' edits stay.
    One that both the collection and a curator changed is kept as the curator left it, and named.
    """

    def __init__(
        self,
        timeline: Timeline,
        versions: dict[str, TextVersion],
        actors: dict[str, Actor],
        by: Writer,
    ) -> None:
        self.timeline, self.versions, self.actors, self.by = timeline, versions, actors, by
        self.categories = {category.slug: category for category in timeline.categories.all()}
        self.themes = {theme.slug: theme for theme in timeline.themes.all()}
        self.known = {event.key: event for event in timeline.events.exclude(key="")}
        self.events, self.links = Tally(), Tally()
        self.kept: list[str] = []

    def write(self, entry: EventEntry, *, digest: str) -> None:
        """Make or update one event, and publish it."""
        event = self.known.get(entry.key)
        if event is not None and event.import_digest == digest:
            self.events.same += 1
            return
        if event is None:
            event = Event(timeline=self.timeline, key=entry.key)
            self.events.new += 1
        elif event.version != event.imported_version:
            self.kept.append(f"{entry.key}: “{event.title}” was edited here and is kept as it is")
            return
        else:
            event = claim(event.pk, seen_version=event.version)
            self.events.changed += 1
        self._fill(event, entry)
        published = publish(event.pk, seen_version=event.version, by=self.by, why=_WHY)
        self.known[entry.key] = published
        self._remember_import(published, digest)

    def link(self, entries: Iterable[LinkEntry]) -> None:
        """Make the ties between events that are not there yet."""
        for entry in entries:
            link = EventLink(
                from_event=self.known[entry.from_key],
                to_event=self.known[entry.to_key],
                kind=entry.kind,
                note=entry.note,
            )
            there = EventLink.objects.filter(
                from_event=link.from_event, to_event=link.to_event, kind=link.kind
            ).first()
            if there is None:
                link.save_with_history(by=self.by, why=_WHY)
                self.links.new += 1
            elif there.note != link.note:
                there.note = link.note
                there.save_with_history(by=self.by, why=_WHY)
                self.links.changed += 1
            else:
                self.links.same += 1

    def _fill(self, event: Event, entry: EventEntry) -> None:
        for name in _PLAIN:
            setattr(event, name, getattr(entry, name))
        event.category = self.categories[entry.category]
        event.save_with_history(by=self.by, why=_WHY)
        with event.unrecorded():  # `publish` records the themes
            event.themes.set([self.themes[slug] for slug in entry.themes])
        self._write_citations(event, entry.citations)
        self._write_actors(event, entry)

    def _write_citations(self, event: Event, entries: tuple[CitationEntry, ...]) -> None:
        before = {citation.passage_id: citation for citation in event.citations.all()}
        for position, entry in enumerate(entries):
            passage = record_passage(
                self.versions[entry.source], start=entry.start, end=entry.end, quote=entry.quote
            )
            citation = before.pop(passage.pk, None) or Citation(event=event, passage=passage)
            values = {name: getattr(entry, name) for name in _CITATION} | {"position": position}
            self._save_if_changed(citation, values)
        for citation in before.values():
            citation.delete_with_history(by=self.by, why=_WHY)

    def _write_actors(self, event: Event, entry: EventEntry) -> None:
        before = {part.actor_id: part for part in event.participations.all()}
        for position, (slug, role) in enumerate(entry.actors):
            actor = self.actors[slug]
            part = before.pop(actor.pk, None) or EventActor(event=event, actor=actor)
            self._save_if_changed(part, {"role": role, "position": position})
        for part in before.values():
            part.delete_with_history(by=self.by, why=_WHY)

    def _save_if_changed(self, row: Citation | EventActor, values: dict[str, object]) -> None:
        if row.pk and all(getattr(row, name) == value for name, value in values.items()):
            return
        for name, value in values.items():
            setattr(row, name, value)
        row.save_with_history(by=self.by, why=_WHY)

    def _remember_import(self, event: Event, digest: str) -> None:
        """Keep what was imported, as columns that tell a reader nothing and so need no history."""
        event.import_digest, event.imported_version = digest, event.version
        with event.unrecorded():
            event.save(update_fields=["import_digest", "imported_version"])
