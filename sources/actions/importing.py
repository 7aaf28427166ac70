"""From a file that was read to a stored document: new, known, or a corrected text of one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Literal

from django.db.models import QuerySet
from django.utils.text import slugify

from sources.actions.describing import Description, describe
from sources.actions.reading_files import FileRead
from sources.actions.reanchoring import reanchor_passages
from sources.kept import kept
from sources.models import Document, ReaderOutput, Reanchoring, TextVersion
from sources.models.text_version import sha256_of
from sources.readers import Metadata, RawDocument

Outcome = Literal["new", "known", "changed"]

_LONGEST_SLUG: Final = 80
_PLAIN_SLUGS: Final = 9
_OLDER: Final = kept("This is an older text of the document; the newest one stays in use.")
_HELD_NOW: Final = kept("Its text was on record by its SHA-256 alone; it is held here now.")
_DESCRIBED: Final = kept("The bibliography added to what is known of it.")


class ImportRefused(ValueError):
    """The file can't be imported; the message continues its name, and says what to do."""


@dataclass(slots=True)
class Imported:
    """What became of a file. notes: a line each. reanchored: what became of the old passages."""

    outcome: Outcome
    document: Document
    version: TextVersion
    notes: list[str] = field(default_factory=list)
    reanchored: list[Reanchoring] = field(default_factory=list)


def import_document(
    file: FileRead,
    *,
    among: QuerySet[Document],
    entry: Description | None = None,
    access: str = Document.Access.EXCERPTS,
    of: Document | None = None,
    now: datetime,
) -> Imported:
    """Store a file as a document, unless its text is on record; call it inside a transaction.

    A text that is on record makes it known, whoever brought it. Else, where one of the documents
    `among` came from a file of the same stem, this is its corrected text: a new version, in which
    the old passages are looked for. Else it is a new document. entry: what a bibliography tells,
    which goes before what the file tells of itself. access: of a new document. of: the document
    whose text it is, whatever the file's name: its first text, or a corrected one.

    Raises ImportRefused, and then nothing may be committed.
    """
    version = _on_record(file)
    if version is not None:
        if of is not None and version.document_id != of.pk:
            line = kept("is the text of “{document}”, which is here already.")
            raise ImportRefused(line.format(document=version.document))
        return _known(version, file, entry, now)
    raw = file.raw
    if raw is None:
        raise ImportRefused(
            kept("was taken off the record while it was imported. Import it again.")
        )
    document = of or _document_of_stem(file.stem, among)
    if document is None:
        document = Document(slug=_free_slug(file.stem, raw), access=access, file_stem=file.stem)
        describe(document, _told_by_nothing(document))
        outcome: Outcome = "new"
    else:
        outcome = "changed"
        document.file_stem = document.file_stem or _free_stem(file.stem)
    notes = list(raw.warnings)
    notes += describe(document, _told_by(raw))
    if entry is not None:
        notes += describe(document, entry)
    document.save()
    imported = Imported(outcome, document, _store(document, file, raw, now), notes)
    if outcome == "changed":
        imported.reanchored = reanchor_passages(imported.version, now=now)
    return imported


def _on_record(file: FileRead) -> TextVersion | None:
    versions = TextVersion.objects.select_related("document").defer("text")
    if file.raw is None:
        return versions.filter(file_sha256=file.sha256).first()
    return versions.filter(sha256=sha256_of(file.raw.text)).first()


def _known(
    version: TextVersion, file: FileRead, entry: Description | None, now: datetime
) -> Imported:
    document = version.document
    imported = Imported("known", document, version)
    if file.raw is not None and not version.is_held:
        version.text, version.checked_on = file.raw.text, now.date()
        version.save()
        imported.notes.append(_HELD_NOW)
    if document.text_versions.filter(pk__gt=version.pk).exists():
        imported.notes.append(_OLDER)
    if entry is not None:
        before = dict(document.imported)
        warnings = describe(document, entry)
        if document.imported != before:
            document.save()
            imported.notes += [_DESCRIBED, *warnings]
    return imported


def _document_of_stem(stem: str, among: QuerySet[Document]) -> Document | None:
    found = list(among.filter(file_stem=stem)[:2]) if stem else []
    if len(found) > 1:
        raise ImportRefused(
            kept(
                "could be a new text of “{one}” or of “{other}”, which both came from files of this"
                " name. Rename the file."
            ).format(one=found[0].slug, other=found[1].slug)
        )
    return found[0] if found else None


def _free_stem(stem: str) -> str:
    """The stem by which a document's next text is known, unless another has it."""
    return "" if Document.objects.filter(file_stem=stem).exists() else stem


def _free_slug(stem: str, raw: RawDocument) -> str:
    """A slug made of the stem that no document has yet."""
    base = slugify(stem)[:_LONGEST_SLUG].strip("-") or "document"
    names = [base, *(f"{base}-{number}" for number in range(2, _PLAIN_SLUGS + 1))]
    for name in names:
        if not Document.objects.filter(slug=name).exists():
            return name
    return f"{base}-{sha256_of(raw.text)[:16]}"


def _told_by_nothing(document: Document) -> Description:
    """What a document has where neither its file nor a bibliography tells more."""
    title = document.file_stem.strip() or document.slug
    return Description(
        Metadata(title=title, kind="document", language="en"),
        "nothing",
        kept("not told by the file"),
    )


def _told_by(raw: RawDocument) -> Description:
    evidence = kept("read from the file ({reader})").format(reader=raw.reader)
    return Description(raw.metadata, "file", evidence)


def _store(document: Document, file: FileRead, raw: RawDocument, now: datetime) -> TextVersion:
    version = TextVersion.objects.create(
        document=document,
        sha256=sha256_of(raw.text),
        length=len(raw.text),
        text=raw.text,
        file_name=file.name,
        file_sha256=file.sha256,
        reader=raw.reader,
        boilerplate=[[span.start, span.end] for span in raw.boilerplate],
        warnings=list(raw.warnings),
        locators=[[locator.start, locator.label] for locator in raw.locators],
        checked_on=now.date(),
    )
    if raw.reader_text != raw.text:
        ReaderOutput.objects.create(
            text_version=version, output=raw.reader_text.encode("utf-8", "surrogatepass")
        )
    return version
