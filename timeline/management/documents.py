"""Which documents a command is asked to work on."""

from __future__ import annotations

import os
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db.models import QuerySet

from sources.models import Document
from timeline.actions.crew import Crew
from timeline.models import Timeline


def add_document_arguments(parser: CommandParser) -> None:
    """Documents by name, or all of a timeline, or all; and over how many processes."""
    parser.add_argument(
        "slugs", nargs="*", metavar="SLUG", help="documents; all where none is given"
    )
    parser.add_argument("--timeline", metavar="SLUG", help="only documents of this timeline")
    add_jobs_argument(parser)
    parser.add_argument(
        "--scheduler",
        default="",
        metavar="ADDRESS",
        help="of a Dask cluster that does the work instead, such as tcp://192.0.2.1:8786",
    )


def add_jobs_argument(parser: CommandParser) -> None:
    """Over how many processes."""
    parser.add_argument(
        "--jobs", type=int, default=os.cpu_count() or 1, metavar="N", help="processes (all cores)"
    )


def require_jobs(jobs: int) -> None:
    """Raise CommandError unless at least one process is asked for."""
    if jobs < 1:
        raise CommandError("--jobs: give a number from 1")


def crew_of(options: dict[str, Any]) -> Crew:
    """Return who does the work, by the arguments. Raises CommandError for fewer than one process."""
    require_jobs(options["jobs"])
    return Crew(options["jobs"], options["scheduler"])


def documents_named(slugs: list[str], timeline: str | None) -> QuerySet[Document]:
    """Return the documents of that names, and of that timeline. Raises CommandError for unknown ones."""
    documents = Document.objects.all()
    if timeline is not None:
        documents = timeline_named(timeline).documents.all()
    if not slugs:
        return documents
    there = set(documents.filter(slug__in=slugs).values_list("slug", flat=True))
    missing = [slug for slug in slugs if slug not in there]
    if missing:
        where = f" on the timeline {timeline}" if timeline else ""
        raise CommandError(f"there is no document {', '.join(missing)}{where}")
    return documents.filter(slug__in=slugs)


def timeline_named(slug: str) -> Timeline:
    """Return the timeline of that name. Raises CommandError where there is none."""
    timeline = Timeline.objects.filter(slug=slug).first()
    if timeline is None:
        known = ", ".join(Timeline.objects.values_list("slug", flat=True)[:20]) or "none yet"
        raise CommandError(f"there is no timeline {slug}; there are: {known}")
    return timeline
