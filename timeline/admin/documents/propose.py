"""From documents to candidates: finding dates and proposing events, a document at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern
from django.utils.translation import gettext, gettext_noop, ngettext

from sources.models import Document, TextVersion
from timeline.actions.proposing import ProposeReport, propose_events
from timeline.actions.proposing_merges import propose_merges
from timeline.admin.documents.page import Pages, queue_address, require
from timeline.admin.documents.quota import MOST_AT_ONCE
from timeline.models import Drafting, Event, Timeline

MOST_LISTED: Final = 1_000
"""Documents on one page. The command takes any number."""


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A line of the page: a document that waits for its turn, or what it gave."""

    document: Document
    outcome: str
    told: str = ""


class ProposePages(Pages):
    """Having events proposed: the page, and what its script asks for."""

    def propose_urls(self) -> list[URLPattern]:
        """Their addresses."""
        return [
            self.page("propose/", self.propose, "timeline_propose"),
            self.page("propose/one/", self.propose_one, "timeline_propose_one", post=True),
            self.page("propose/pairs/", self.propose_pairs, "timeline_propose_pairs", post=True),
        ]

    def propose(self, request: HttpRequest) -> HttpResponse:
        """The page: documents of a timeline that wait. Without scripts, its form does them all."""
        require(request, "timeline.add_event", "sources.view_document")
        timeline = _timeline(request)
        asked = request.GET.getlist("document")
        everything = bool(asked) or request.GET.get("all") == "1"
        documents = _held(timeline) if everything else _waiting(timeline)
        if asked:
            documents = documents.filter(slug__in=asked)
        if request.method == "POST":
            some = list(documents[: MOST_LISTED if everything else MOST_AT_ONCE])
            rows = [_propose(document, timeline, request) for document in some]
            propose_merges(timeline)
        else:
            rows = [DraftRow(document, "waiting") for document in documents[:MOST_LISTED]]
        return self.show(
            request,
            "propose.html",
            gettext("Find dates and propose events"),
            timeline=timeline,
            rows=rows,
            is_done=request.method == "POST",
            total=len(rows) if request.method == "POST" else documents.count(),
            left=0 if everything else _waiting(timeline).count(),
            held=_held(timeline).count(),
            everything=everything,
            queue=queue_address(timeline),
            candidates=timeline.events.filter(status=Event.Status.CANDIDATE).count(),
        )

    def propose_one(self, request: HttpRequest) -> HttpResponse:
        """Do one document, and answer with its line."""
        require(request, "timeline.add_event", "sources.view_document")
        timeline = _timeline(request)
        slug = request.POST.get("document", "")
        document = get_object_or_404(timeline.documents.all(), slug=slug)
        row = _propose(document, timeline, request)
        return render(request, "admin/sources/document/_propose_row.html", {"row": row})

    def propose_pairs(self, request: HttpRequest) -> HttpResponse:
        """Compare all candidates of the timeline, and answer with where to go on."""
        require(request, "timeline.add_event", "sources.view_document")
        timeline = _timeline(request)
        context = {
            "pairs": propose_merges(timeline),
            "queue": queue_address(timeline),
            "candidates": timeline.events.filter(status=Event.Status.CANDIDATE).count(),
        }
        return render(request, "admin/sources/document/_proposed.html", context)


def _timeline(request: HttpRequest) -> Timeline:
    slug = request.POST.get("timeline") or request.GET.get("timeline", "")
    return get_object_or_404(Timeline, slug=slug)


def _held(timeline: Timeline) -> QuerySet[Document]:
    """The documents of a timeline that have a text here, in the order in which they came."""
    held = TextVersion.objects.filter(document=OuterRef("pk"), is_held=True)
    return timeline.documents.filter(Exists(held)).order_by("pk")


def _waiting(timeline: Timeline) -> QuerySet[Document]:
    """Those of them whose newest text was not drafted yet for this timeline."""
    newest = TextVersion.objects.filter(document=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    drafted = Drafting.objects.filter(timeline=timeline, text_version=OuterRef("newest"))
    return _held(timeline).alias(newest=newest).exclude(Exists(drafted))


def _propose(document: Document, timeline: Timeline, request: HttpRequest) -> DraftRow:
    """Find the dates of one document and propose its events; pairs are looked for at the end."""
    one = Document.objects.filter(pk=document.pk)
    report = propose_events(timeline, one, by=request.user, merges=False)
    return DraftRow(document, _outcome(report), _told(report))


def _outcome(report: ProposeReport) -> str:
    if report.problems and not report.proposed:
        return gettext_noop("problem")
    return gettext_noop("proposed") if report.proposed else gettext_noop("nothing new")


def _told(report: ProposeReport) -> str:
    if report.not_held:
        return gettext("Its newest text is not held here.")
    dates = report.fates.total()
    told = [
        ngettext("{n} event proposed,", "{n} events proposed,", report.proposed).format(
            n=report.proposed
        ),
        ngettext("{n} date expression on record.", "{n} date expressions on record.", dates).format(
            n=dates
        ),
    ]
    if report.known:
        known = ngettext("{n} event known before.", "{n} events known before.", report.known)
        told.append(known.format(n=report.known))
    return " ".join([*told, *report.problems])
