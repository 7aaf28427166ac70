"""Import a collection: all of it or nothing, and a second time nothing new."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path, PurePath

from django.db import transaction

from sources.actions.storing import record_text, seal_quotes
from sources.models import Document, TextVersion
from timeline.actions.importing_events import EventImporter
from timeline.actions.importing_rows import Tally, write_row
from timeline.collection import read_collection
from timeline.collection.against_text import check_against_text
from timeline.collection.entries import Collection, SourceEntry
from timeline.collection.faults import CollectionError, Fault
from timeline.collection.seal import Seal, quotes_by_source, read_seals, seal_of
from timeline.models import Actor, ActorAlias, Category, Theme, Timeline
from timeline.models.tracked import Writer


@dataclass(slots=True)
class ImportReport:
    """What an import did. kept: events that curators edited and the collection changed too."""

    timeline: str
    tallies: dict[str, Tally] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    texts_held: int = 0
    texts: int = 0

    @property
    def changed(self) -> bool:
        """Whether anything was written."""
        return any(tally.new or tally.changed for tally in self.tallies.values())


def import_collection(
    folder: Path, *, texts: Path | None, today: date, by: Writer = None
) -> ImportReport:
    """Import the collection in a folder, checking every quote against its text or its seal.

    texts: the folder with the sources' texts, None or without some of them where they are not at
    hand. Raises CollectionError, with every fault, before anything is written.
    """
    collection = read_collection(folder)
    held = _texts_at_hand(collection, texts)
    seals = read_seals(folder)
    faults = [
        fault
        for source in collection.sources
        for fault in _faults_of(collection, source, held.get(source.slug), seals.get(source.slug))
    ]
    if faults:
        raise CollectionError(sorted(faults))
    with transaction.atomic():
        return _write(collection, held, seals, today, by)


def _texts_at_hand(collection: Collection, folder: Path | None) -> dict[str, bytes]:
    paths = {source.slug: folder / source.file for source in collection.sources} if folder else {}
    return {slug: path.read_bytes() for slug, path in paths.items() if path.is_file()}


def _faults_of(
    collection: Collection, source: SourceEntry, data: bytes | None, seal: Seal | None
) -> list[Fault]:
    """What speaks against a source's quotes: its text, or where that is missing, its seal."""
    if data is not None:
        return check_against_text(collection, source, data)
    if seal is None or seal.quotes != seal_of(source, quotes_by_source(collection)[source.slug]):
        reason = (
            "its quotes were not checked as they stand now; give the folder that holds"
            f" {source.file} with --texts, and --seal to record the check"
        )
        return [Fault("events.toml", f'source "{source.slug}"', reason)]
    return []


def _write(
    collection: Collection,
    held: dict[str, bytes],
    seals: dict[str, Seal],
    today: date,
    by: Writer,
) -> ImportReport:
    report = ImportReport(collection.timeline.slug, texts=len(collection.sources))
    report.texts_held = len(held)
    timeline = _write_timeline(collection, report)
    versions: dict[str, TextVersion] = {}
    for source in collection.sources:
        document = _write_document(source, report)
        versions[source.slug] = _write_text(document, source, held, seals, today, report)
        timeline.documents.add(document)
    actors = _write_actors(collection, report)
    importer = EventImporter(timeline, versions, actors, by)
    for entry in collection.events:
        importer.write(entry, digest=_digest(asdict(entry)))
    importer.link(collection.links)
    for version in versions.values():
        if version.text is None:
            seal_quotes(version)
    report.tallies |= {"events": importer.events, "links": importer.links}
    report.kept = importer.kept
    return report


def _digest(entry: dict[str, object]) -> str:
    return sha256(json.dumps(entry, sort_keys=True).encode("ascii")).hexdigest()


def _write_timeline(collection: Collection, report: ImportReport) -> Timeline:
    entry = collection.timeline
    tally = report.tallies.setdefault("timelines", Tally())
    timeline = write_row(
        Timeline,
        {"slug": entry.slug},
        {
            "title": entry.title,
            "headline": entry.headline,
            "description": entry.description,
            "period": entry.period,
            "is_public": entry.is_public,
        },
        tally,
    )
    tally = report.tallies.setdefault("categories", Tally())
    for position, category in enumerate(collection.categories):
        values = {**asdict(category), "position": position}
        write_row(Category, {"timeline": timeline, "slug": values.pop("slug")}, values, tally)
    tally = report.tallies.setdefault("themes", Tally())
    for position, theme in enumerate(collection.themes):
        values = {**asdict(theme), "position": position}
        write_row(Theme, {"timeline": timeline, "slug": values.pop("slug")}, values, tally)
    return timeline


def _write_document(source: SourceEntry, report: ImportReport) -> Document:
    values = asdict(source) | {"file_stem": PurePath(source.file).stem}
    for name in ("slug", "file", "sha256", "length", "boilerplate"):
        del values[name]
    values["authors"] = [
        {part: name for part, name in asdict(author).items() if name} for author in source.authors
    ]
    tally = report.tallies.setdefault("documents", Tally())
    return write_row(Document, {"slug": source.slug}, values, tally)


def _write_text(
    document: Document,
    source: SourceEntry,
    held: dict[str, bytes],
    seals: dict[str, Seal],
    today: date,
    report: ImportReport,
) -> TextVersion:
    data = held.get(source.slug)
    before = TextVersion.objects.filter(sha256=source.sha256).first()
    tally = report.tallies.setdefault("texts", Tally())
    tally.new += before is None
    tally.changed += before is not None and data is not None and not before.is_held
    tally.same += before is not None and (data is None or before.is_held)
    return record_text(
        document,
        sha256=source.sha256,
        length=source.length,
        text=None if data is None else data.decode("utf-8"),
        file_name=source.file,
        checked_on=today if data is not None else seals[source.slug].checked_on,
        boilerplate=[list(span) for span in source.boilerplate],
    )


def _write_actors(collection: Collection, report: ImportReport) -> dict[str, Actor]:
    tally = report.tallies.setdefault("actors", Tally())
    actors = {}
    for entry in collection.actors:
        values = {"name": entry.name, "kind": entry.kind, "description": entry.description}
        actor = write_row(Actor, {"slug": entry.slug}, values, tally)
        for alias in entry.aliases:
            ActorAlias.objects.get_or_create(actor=actor, name=alias)
        actors[entry.slug] = actor
    return actors
