"""Give a document its first text, or a corrected one, by hand."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from sources.actions.importing import Imported, import_document
from sources.actions.reading_files import read_bytes
from sources.models import Document
from timeline.actions.moving_citations import MoveReport, move_citations
from timeline.models.tracked import Writer


def add_text(
    document_id: int, name: str, data: bytes, *, now: datetime, by: Writer
) -> tuple[Imported, MoveReport]:
    """Store a file as the newest text of a document, whatever the file's name.

    Citations follow their words into it where these stand there exactly once; what has to be asked
    is queued. A text that the document has already is known, and nothing is stored.

    Raises ReadFailure where the file gives no text, ImportRefused where it is the text of another
    document, EditConflict, IntegrityError and DataError; then nothing is stored.
    """
    file = read_bytes(data, name)
    with transaction.atomic():
        document = Document.objects.select_for_update().get(pk=document_id)
        imported = import_document(file, among=Document.objects.none(), of=document, now=now)
        return imported, move_citations(imported.reanchored, by=by)
