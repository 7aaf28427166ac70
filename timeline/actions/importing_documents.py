"""Import files as documents of a timeline: one transaction a document, one writer, in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Final, Literal

from django.db import DataError, IntegrityError, transaction

from sources.actions.describing import Description, told_by_reference
from sources.actions.importing import Imported, ImportRefused, import_document
from sources.actions.reading_files import FileRead, read_bytes, read_file, stem_of
from sources.anchoring import normalise
from sources.bibliography.reference import Reference
from sources.models import TextVersion
from sources.readers import DEFAULT_LIMITS, Limits, ReadFailure
from timeline.actions.moving_citations import MoveReport, move_citations
from timeline.actions.review import EditConflict
from timeline.actions.working_ahead import in_order
from timeline.language import kept
from timeline.models import Timeline
from timeline.models.tracked import Writer

FileOutcome = Literal["new", "known", "changed", "refused"]
_SHARED_NAME: Final = kept(
    "would be another text of “{document}”, since a document is known by its file’s name, and several files"
    " of this import have this one. Rename those that are another document."
)


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file. reason: why it was refused. notes: what else there is to know.

    moved: citations that rest on its text now. queued: passages that wait for a person. sha256: of
    its text. stem: of the file's name by which its document is known.
    """

    path: str
    outcome: FileOutcome
    slug: str = ""
    reason: str = ""
    notes: tuple[str, ...] = ()
    moved: int = 0
    queued: int = 0
    sha256: str = ""
    stem: str = ""


@dataclass(frozen=True, slots=True)
class Sidecar:
    """A bibliography that comes with the files: each entry tells of the file whose stem is its id.

    name: of its file. references: by id, in the form in which names are stored.
    """

    name: str = ""
    references: Mapping[str, Reference] = field(default_factory=dict)

    @classmethod
    def of(cls, name: str, references: Mapping[str, Reference]) -> Sidecar:
        """A bibliography that was read, by the ids as it has them."""
        return cls(name, {normalise(key): entry for key, entry in references.items()})

    def entry(self, stem: str) -> Description | None:
        """What it tells of the file with this stem, if anything."""
        reference = self.references.get(stem)
        return None if reference is None else told_by_reference(reference, self.name)


@dataclass(slots=True)
class _Pretended:
    """What a dry run would have stored: the stems of documents, and of each text's, by sha256."""

    texts: dict[str, str] = field(default_factory=dict)
    stems: set[str] = field(default_factory=set)

    @classmethod
    def after(cls, met: Iterable[tuple[str, str]]) -> _Pretended:
        """What it would have after documents with these stems and texts."""
        texts = {sha256: stem for stem, sha256 in met}
        return cls(texts, set(texts.values()))


class DocumentImporter:
    """One run of an import into one timeline, which is made where it does not exist yet.

    sidecar: the bibliography, if there is one. dry_run: everything is done and nothing is kept.
    title: of a timeline that is made; without it, its name is made into one. met: stems and
    sha256 of what a dry run would have stored before, where it is done file by file.
    """

    def __init__(
        self,
        timeline: str,
        *,
        now: datetime,
        sidecar: Sidecar | None = None,
        dry_run: bool = False,
        by: Writer = None,
        title: str = "",
        met: Iterable[tuple[str, str]] = (),
    ) -> None:
        self.timeline, self.now, self.by = timeline, now, by
        self.title = title or timeline.replace("-", " ").strip().capitalize()
        self.sidecar = sidecar or Sidecar()
        self._pretended = _Pretended.after(met) if dry_run else None
        self._shared_stems: frozenset[str] = frozenset()

    def run(
        self,
        paths: Sequence[Path],
        *,
        jobs: int = 1,
        limits: Limits = DEFAULT_LIMITS,
        stop: Callable[[], bool] = lambda: False,
    ) -> Iterator[FileReport]:
        """Import files one after the other, and yield what became of each.

        jobs: how many are read at a time, each in a process of its own. stop: asked after each
        document; what was imported by then stays, and the next run goes on from there.
        """
        self._shared_stems = shared_stems(path.name for path in paths)
        read = partial(read_file, known=_files_on_record(), limits=limits)
        with ThreadPoolExecutor(jobs) as threads:
            for path, reading in in_order(threads, read, paths, jobs=jobs):
                yield self._report(path, reading.result)
                if stop():
                    return

    def take(
        self,
        name: str,
        data: bytes,
        *,
        namesakes: bool = False,
        limits: Limits = DEFAULT_LIMITS,
    ) -> FileReport:
        """Import one file that is in memory, such as one that was uploaded.

        name: may have folders, for the report alone. namesakes: whether another file that comes
        with it has its stem.
        """
        path = Path(name)
        self._shared_stems = frozenset({stem_of(path.name)} if namesakes else ())
        digest = sha256(data)
        on_record = TextVersion.objects.filter(file_sha256=digest.hexdigest()).exists()
        known = frozenset({digest.digest()} if on_record else ())
        return self._report(path, partial(read_bytes, data, path.name, known=known, limits=limits))

    @property
    def is_dry_run(self) -> bool:
        """Whether nothing is kept."""
        return self._pretended is not None

    def _report(self, path: Path, reading: Callable[[], FileRead]) -> FileReport:
        try:
            return self.write(reading(), path)
        except ReadFailure as failure:
            reason = failure.reason
        except (ImportRefused, EditConflict) as refusal:
            reason = str(refusal)
        except (IntegrityError, DataError) as error:
            reason = kept("can't be stored: {fault}").format(fault=error)
        return FileReport(shown(path), "refused", reason=" ".join(reason.split()))

    def write(self, file: FileRead, path: Path) -> FileReport:
        """Store one file that was read. Raises ImportRefused, IntegrityError or DataError."""
        with transaction.atomic():
            timeline = self._timeline()
            imported = import_document(
                file,
                among=timeline.documents.all(),
                entry=self.sidecar.entry(file.stem),
                now=self.now,
            )
            self._require_one_of_a_name(file.stem, imported)
            # Asked first, since to add what is there already would use up a key all the same.
            if not timeline.documents.filter(pk=imported.document.pk).exists():
                timeline.documents.add(imported.document)
            moves = move_citations(imported.reanchored, by=self.by)
            if self._pretended is not None:
                transaction.set_rollback(True)
                _pretend(imported, file.stem, self._pretended)
        return _report_of(path, imported, moves)

    def _timeline(self) -> Timeline:
        given = {"title": self.title}
        return Timeline.objects.get_or_create(slug=self.timeline, defaults=given)[0]

    def _require_one_of_a_name(self, stem: str, imported: Imported) -> None:
        """Two files of one name and with two texts are two documents, not two texts of one."""
        if imported.outcome == "changed" and stem in self._shared_stems:
            raise ImportRefused(_SHARED_NAME.format(document=imported.document.slug))


def shared_stems(names: Iterable[str]) -> frozenset[str]:
    """The stems that more than one of these files have."""
    stems = Counter(map(stem_of, names))
    return frozenset(stem for stem, count in stems.items() if count > 1)


def _pretend(imported: Imported, stem: str, pretended: _Pretended) -> None:
    """Make of the outcome what it would be if this dry run had stored what came before."""
    sha256, document = imported.version.sha256, imported.document
    if sha256 in pretended.texts:
        imported.outcome, imported.notes = "known", []
        document.file_stem = pretended.texts[sha256]  # it would be the document that came before
    elif imported.outcome == "new" and stem in pretended.stems:
        raise ImportRefused(_SHARED_NAME.format(document=document.slug))
    pretended.texts[sha256] = document.file_stem
    pretended.stems.add(document.file_stem)


def shown(path: Path) -> str:
    """A path as reports write it: on one line, and always printable."""
    return "".join(c if c.isprintable() else "\ufffd" for c in str(path))


def _report_of(path: Path, imported: Imported, moves: MoveReport) -> FileReport:
    return FileReport(
        shown(path),
        imported.outcome,
        imported.document.slug,
        notes=tuple(imported.notes),
        moved=moves.moved,
        queued=moves.queued,
        sha256=imported.version.sha256,
        stem=imported.document.file_stem,
    )


def _files_on_record() -> frozenset[bytes]:
    """The sha256 digests of the files that need not be read again."""
    files = TextVersion.objects.exclude(file_sha256="").values_list("file_sha256", flat=True)
    return frozenset(map(bytes.fromhex, files.iterator()))
