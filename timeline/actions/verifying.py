"""Check the whole database against the rules that it never breaks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.db import connection

from sources.actions.storing import QuoteMismatch
from sources.actions.verifying import TextReport, verify_texts
from sources.models import TextVersion
from sources.triggers import missing_guards
from timeline.actions.quote_gate import require_verbatim_citations
from timeline.dates import Step, replay
from timeline.dates.edtf import EdtfError, read_edtf
from timeline.guards import TIMELINE_GUARDS
from timeline.models import Citation, DateMention, Detection, Event
from timeline.search_tables import events_with_other_words, words_guards


def verify(folder: Path | None = None) -> TextReport:
    """Check every quote, every published event, and every date's derived days."""
    report = verify_texts(folder)
    report.faults += [
        f"database: the trigger {name} is missing or another; run `./run manage migrate`"
        for name in missing_guards(connection, (*TIMELINE_GUARDS, *words_guards(connection)))
    ]
    if others := events_with_other_words(connection):
        report.faults.append(
            f"database: searching does not know the words of {others} events;"
            " run `./run manage rebuild_words`"
        )
    report.faults += _date_faults()
    report.faults += _published_faults()
    report.faults += _wording_faults()
    report.faults += _citation_date_faults()
    report.faults += _mention_faults()
    return report


def _date_faults() -> Iterator[str]:
    for event in Event.objects.order_by("pk").iterator():
        try:
            date = read_edtf(event.edtf)
        except EdtfError as error:
            yield f"event {event.pk}: {error}"
            continue
        derived = (date.first_day, date.last_day, date.precision, date.is_span)
        if derived != (event.first_day, event.last_day, event.precision, event.is_span):
            yield f"event {event.pk}: its stored days are not those of {event.edtf!r}"


def _citation_date_faults() -> Iterator[str]:
    for citation in Citation.objects.exclude(edtf="").order_by("pk").iterator():
        try:
            read_edtf(citation.edtf)
        except EdtfError as error:
            yield f"citation {citation.pk}: {error}"


def _published_faults() -> Iterator[str]:
    for event in Event.objects.filter(status=Event.Status.PUBLISHED).order_by("pk").iterator():
        try:
            require_verbatim_citations(event)
        except QuoteMismatch as error:
            yield f"event {event.pk}: {error}"


def _wording_faults() -> Iterator[str]:
    citations = Citation.objects.exclude(wording_start=None).select_related(
        "passage__text_version__document"
    )
    for citation in citations.order_by("pk").iterator():
        text, start = citation.passage.text_version.text, citation.wording_start or 0
        if text is not None and not text.startswith(citation.wording, start):
            slug = citation.passage.text_version.document.slug
            yield f"{slug}: the date's words “{citation.wording}” are not at {start} of the text"


def _mention_faults() -> Iterator[str]:
    for key in Detection.objects.order_by("pk").values_list("pk", flat=True).iterator():
        version = TextVersion.objects.select_related("document").get(pk=key)
        for mention in DateMention.objects.filter(text_version=key).order_by("start"):
            where = f"{version.document.slug}: the date “{mention.wording}” at {mention.start}"
            text = version.text
            if text is not None and text[mention.start : mention.end] != mention.wording:
                yield f"{where} is not what stands there"
            if _replayed(mention) != (mention.value, mention.edtf):
                yield f"{where}: its steps do not lead to {mention.edtf or mention.value}"


def _replayed(mention: DateMention) -> tuple[str, str] | None:
    try:
        answer = replay(tuple(Step(do, tuple(args)) for do, *args in mention.derivation))
    except (ValueError, TypeError):
        return None
    return answer.value, answer.edtf
