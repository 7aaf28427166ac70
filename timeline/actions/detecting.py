"""Find the dates in texts and keep each with the steps that lead to it; a second time nothing new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from django.db import transaction
from django.db.models import Count, Max, QuerySet

from sources.models import Document, TextVersion
from timeline.actions.code_version import engine_version
from timeline.actions.crew import ALONE, Crew
from timeline.actions.reading_dates import (
    DatesRead,
    TextToRead,
    plain_anchor,
    read_dates,
)
from timeline.actions.working_ahead import in_order
from timeline.dates import FoundDate
from timeline.models import DateMention, Detection

_TEXTS_AT_A_TIME: Final = 50
_ROWS_AT_A_TIME: Final = 500


@dataclass(slots=True)
class DetectReport:
    """What was found. texts: looked at now. mentions: new ones; of them dated have a day.

    current: texts that were looked at before, by the same engine and from the same date.
    in_boilerplate: expressions left out. problems: a line for each document whose dates can't be
    read. fates: of all mentions on record of these texts.
    """

    texts: int = 0
    current: int = 0
    not_held: int = 0
    mentions: int = 0
    dated: int = 0
    in_boilerplate: int = 0
    problems: list[str] = field(default_factory=list)
    fates: Counter[str] = field(default_factory=Counter)

    @property
    def done(self) -> int:
        """Texts that need nothing more."""
        return self.texts + self.current + self.not_held + len(self.problems)


def detect_dates(
    documents: QuerySet[Document],
    *,
    crew: Crew = ALONE,
    told: Callable[[int, int], None] = lambda done, total: None,
) -> DetectReport:
    """Find the dates of the newest text of each document, and store what is not stored yet.

    A text is looked at again where the engine, the publication date, the language or the
    boilerplate is another than the last time; mentions that events rest on are kept as they are.
    One transaction a text, so it is safe to interrupt at any moment. crew: who reads the texts.
    told: called with how many texts of how many are done. Memory: does not grow with the number of texts.
    """
    report = DetectReport()
    newest = newest_texts(documents)
    total = newest.count()
    with crew.ready() as (workers, jobs):
        for task, work in in_order(workers, read_dates, _due(newest, report), jobs=jobs):
            try:
                read = work.result()
            except ValueError as error:
                report.problems.append(f"{_slug(task.key)}: {error}")
            else:
                _store(task, read, report)
            told(report.done, total)
    fates = DateMention.objects.filter(text_version__in=newest).order_by().values_list("fate")
    report.fates.update(dict(fates.annotate(Count("pk"))))
    return report


def newest_texts(documents: QuerySet[Document]) -> QuerySet[TextVersion]:
    """The newest text on record of each document, in the order in which they came."""
    newest = documents.order_by().annotate(newest=Max("text_versions")).values("newest")
    return TextVersion.objects.filter(pk__in=newest).order_by("pk")


def _due(newest: QuerySet[TextVersion], report: DetectReport) -> Iterator[TextToRead]:
    """The texts that are to be looked at; only these are loaded."""
    keys = iter(list(newest.values_list("pk", flat=True)))
    while some := list(islice(keys, _TEXTS_AT_A_TIME)):
        before = Detection.objects.in_bulk(some)
        versions = TextVersion.objects.filter(pk__in=some).order_by("pk")
        for version in versions.select_related("document").defer("text"):
            if not version.is_held:
                report.not_held += 1
            elif _is_current(before.get(version.pk), version):
                report.current += 1
            else:
                yield _task(version, version.text or "")


def _task(version: TextVersion, text: str) -> TextToRead:
    document = version.document
    return TextToRead(
        version.pk,
        text,
        tuple((start, end) for start, end in version.boilerplate),
        plain_anchor(document.published, document.first_day, document.last_day),
        document.language,
    )


def _is_current(detection: Detection | None, version: TextVersion) -> bool:
    return detection is not None and _basis_of(detection) == _basis(_task(version, ""))


def _basis(task: TextToRead) -> dict[str, object]:
    """What the dates of a text depend on, besides the text."""
    return {
        "engine": engine_version(),
        "published": task.published,
        "language": task.language,
        "boilerplate": [list(span) for span in task.boilerplate],
    }


def _basis_of(detection: Detection) -> dict[str, object]:
    names = ("engine", "published", "language", "boilerplate")
    return {name: getattr(detection, name) for name in names}


def _store(task: TextToRead, read: DatesRead, report: DetectReport) -> None:
    with transaction.atomic():
        before = DateMention.objects.filter(text_version=task.key)
        kept = list(before.decided().values_list("start", "end"))
        before.exclude(pk__in=before.decided()).delete()
        found = [date for date in read.found if not _touches(kept, date)]
        DateMention.objects.bulk_create(
            [_mention(task.key, date) for date in found], batch_size=_ROWS_AT_A_TIME
        )
        Detection.objects.update_or_create(
            text_version_id=task.key,
            defaults=_basis(task) | {"in_boilerplate": read.in_boilerplate},
        )
    report.texts += 1
    report.mentions += len(found)
    report.dated += sum(bool(date.edtf) for date in found)
    report.in_boilerplate += read.in_boilerplate


def _touches(kept: list[tuple[int, int]], date: FoundDate) -> bool:
    return any(start < date.end and date.start < end for start, end in kept)


def _mention(text_version: int, date: FoundDate) -> DateMention:
    return DateMention(
        text_version_id=text_version,
        start=date.start,
        end=date.end,
        wording=date.wording,
        type=date.type,
        value=date.value,
        mod=date.answer.mod,
        edtf=date.edtf,
        rule=date.rule,
        derivation=[[step.do, *step.args] for step in date.derivation],
        reason=date.reason,
        in_citation=date.report,
        engine=engine_version(),
    )


def _slug(key: int) -> str:
    return TextVersion.objects.values_list("document__slug", flat=True).get(pk=key)
