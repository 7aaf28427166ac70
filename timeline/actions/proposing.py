"""Propose events: from the dated sentences of texts to candidates that curators decide on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice
from typing import Final

from django.db import transaction
from django.db.models import Count, QuerySet

from sources.anchoring import Span
from sources.models import Document, TextVersion
from timeline.actions.code_version import drafting_version, engine_version
from timeline.actions.crew import ALONE, Crew
from timeline.actions.detecting import detect_dates, newest_texts
from timeline.actions.drafting_texts import StoredDate, TextToDraft, draft_text, make_ready
from timeline.actions.lore import digest_of, lore_of
from timeline.actions.proposing_merges import propose_merges
from timeline.actions.reading_dates import plain_anchor
from timeline.actions.working_ahead import in_order
from timeline.actions.writing_drafts import DraftWriter
from timeline.drafting import DraftingResult, SourceText
from timeline.models import DateMention, Detection, Drafting, Timeline
from timeline.models.tracked import Writer

_TEXTS_AT_A_TIME: Final = 50


@dataclass(slots=True)
class ProposeReport:
    """What was proposed. texts: drafted now; current: drafted before from the same basis.

    known: drafts that the timeline has had before, whatever became of them. merges: pairs that may
    be one event. problems: a line each. fates: of all mentions on record of these texts, by fate.
    """

    texts: int = 0
    current: int = 0
    not_held: int = 0
    proposed: int = 0
    known: int = 0
    merges: int = 0
    problems: list[str] = field(default_factory=list)
    fates: Counter[str] = field(default_factory=Counter)

    @property
    def done(self) -> int:
        """Texts that need nothing more."""
        return self.texts + self.current + self.not_held


def propose_events(
    timeline: Timeline,
    documents: QuerySet[Document],
    *,
    crew: Crew = ALONE,
    by: Writer = None,
    merges: bool = True,
    told: Callable[[int, int], None] = lambda done, total: None,
) -> ProposeReport:
    """Find the dates of the newest text of each document, and propose the events that they date.

    Candidates have their passage, history and the steps to their date. Running it again adds
    nothing: a draft that the timeline has had before is known, also where it was rejected, edited
    or deleted. One transaction a text. crew, told: as for `detect_dates`. merges: whether to look
    for pairs that may be one event, which compares all events of the timeline.
    """
    report = ProposeReport()
    report.problems += detect_dates(documents, crew=crew).problems
    newest = newest_texts(documents)
    total = newest.count()
    lore = lore_of(timeline)
    basis = f"{engine_version()} {drafting_version()} {digest_of(lore)}"
    writer = DraftWriter(timeline, by)
    with crew.ready(make_ready, lore) as (workers, jobs):
        due = _due(timeline, newest, basis, report)
        for task, work in in_order(workers, draft_text, due, jobs=jobs):
            _write(task, work, writer, report)
            told(report.done, total)
    if merges and report.proposed:
        report.merges = propose_merges(timeline)
    fates = DateMention.objects.filter(text_version__in=newest).order_by().values_list("fate")
    report.fates.update(dict(fates.annotate(Count("pk"))))
    return report


def _due(
    timeline: Timeline, newest: QuerySet[TextVersion], basis: str, report: ProposeReport
) -> Iterator[TextToDraft]:
    """The texts that are to be drafted; only these are loaded."""
    keys = iter(list(newest.values_list("pk", flat=True)))
    drafted = Drafting.objects.filter(timeline=timeline)
    while some := list(islice(keys, _TEXTS_AT_A_TIME)):
        before = dict(drafted.filter(text_version__in=some).values_list("text_version", "basis"))
        dates, detected = dates_of(some), Detection.objects.in_bulk(some)
        versions = TextVersion.objects.filter(pk__in=some).order_by("pk")
        for version in versions.select_related("document").defer("text"):
            task_basis = _digest(basis, version, dates[version.pk])
            if not version.is_held:
                report.not_held += 1
            elif version.pk not in detected:
                continue  # the detection has told why
            elif before.get(version.pk) == task_basis:
                report.current += 1
            else:
                yield _task(version, task_basis, dates[version.pk])


def dates_of(keys: list[int]) -> defaultdict[int, list[StoredDate]]:
    """The mentions on record of these texts, in the order of each text."""
    dates: defaultdict[int, list[StoredDate]] = defaultdict(list)
    mentions = DateMention.objects.filter(text_version__in=keys).order_by("text_version", "start")
    for mention in mentions.iterator():
        dates[mention.text_version_id].append(
            StoredDate(
                mention.start,
                mention.end,
                mention.wording,
                mention.type,
                mention.value,
                mention.edtf,
                mention.in_citation,
                tuple(map(tuple, mention.derivation)),
            )
        )
    return dates


def _digest(basis: str, version: TextVersion, dates: list[StoredDate]) -> str:
    """What the drafts of a text depend on, besides the text; what examples teach is left out."""
    places = [(date.start, date.end, date.edtf, date.report) for date in dates]
    told = (basis, _published(version), version.document.language, version.boilerplate, places)
    return sha256(repr(told).encode()).hexdigest()


def _published(version: TextVersion) -> str:
    document = version.document
    return plain_anchor(document.published, document.first_day, document.last_day)


def _task(version: TextVersion, basis: str, dates: list[StoredDate]) -> TextToDraft:
    source = SourceText(
        version.text or "",
        version.sha256,
        _published(version) or None,
        tuple(Span(start, end) for start, end in version.boilerplate),
    )
    return TextToDraft(version.pk, basis, source, tuple(dates), version.document.language)


def _write(
    task: TextToDraft, work: Future[DraftingResult], writer: DraftWriter, report: ProposeReport
) -> None:
    version = TextVersion.objects.select_related("document").get(pk=task.key)
    try:
        result = work.result()
    except ValueError as error:
        report.problems.append(f"{version.document.slug}: {error}")
        return
    with transaction.atomic():
        written = writer.write(version, result)
        Drafting.objects.update_or_create(
            timeline=writer.timeline, text_version=version, defaults={"basis": task.basis}
        )
    report.texts += 1
    report.proposed += written.proposed
    report.known += written.known
    report.problems += written.problems
