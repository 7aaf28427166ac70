"""Upload of files: one request a file where scripts run, one for all where they don't."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from sources.actions.reading_files import stem_of
from sources.actions.uploaded_names import refusal_of_name
from sources.readers import ReadFailure, read_bibliography
from sources.readers.failures import too_large
from timeline.actions.describing_documents import DescribeReport, describe_documents
from timeline.actions.importing_documents import (
    DocumentImporter,
    Sidecar,
    shown,
)
from timeline.admin.documents.page import Pages, require
from timeline.admin.documents.quota import (
    MOST_AT_ONCE,
    MOST_BYTES,
    MOST_FILES,
    READING,
    within_quota,
)
from timeline.admin.documents.upload_form import (
    Announced,
    OneFileForm,
    PlanForm,
    Target,
    TargetForm,
)
from timeline.admin.documents.upload_rows import FileRow, Upload, imported, planned, row_of
from timeline.language import number
from timeline.models import Timeline
from timeline.retelling import retold

OUTCOMES: Final = (
    gettext_noop("new"),
    gettext_noop("changed"),
    gettext_noop("known"),
    gettext_noop("refused"),
)
_TOO_LARGE: Final = too_large(MOST_BYTES + 1, MOST_BYTES).partition(";")[2].strip().capitalize()
_NOT_SENT: Final = _("did not arrive. Choose it again.")


class UploadPages(Pages):
    """Bringing in documents: the page, and what its script asks for."""

    def upload_urls(self) -> list[URLPattern]:
        """Their addresses."""
        return [
            self.page("upload/", self.upload, "timeline_upload"),
            self.page("upload/plan/", self.upload_plan, "timeline_upload_plan", post=True),
            self.page("upload/file/", self.upload_file, "timeline_upload_file", post=True),
            self.page(
                "upload/bibliography/",
                self.upload_bibliography,
                "timeline_upload_bibliography",
                post=True,
            ),
        ]

    @within_quota
    def upload(self, request: HttpRequest, *, skipped: list[str], refusal: str) -> HttpResponse:
        """The page. Without scripts, its form brings all files in one request."""
        require(request, "sources.add_document", "timeline.change_timeline")
        if refusal:
            return self._upload_page(request, TargetForm(), refusal=refusal)
        if request.method != "POST":
            asked = {"timeline": request.GET.get("timeline", "")}
            return self._upload_page(request, TargetForm(initial=asked))
        form = TargetForm(request.POST)
        if not form.is_valid():
            return self._upload_page(request, form)
        _require_for(form.target, request)
        files = request.FILES.getlist("files")
        bibliography = request.FILES.get("bibliography")
        if not files and not bibliography and not skipped:
            return self._upload_page(request, form, refusal=gettext("Choose at least one file."))
        try:
            sidecar, notes = _sidecar(bibliography)
        except ReadFailure as failure:
            return self._upload_page(
                request, form, refusal=f"{retold(failure)} {gettext('Nothing was stored.')}"
            )
        importer = _importer(form.target, request, sidecar, dry_run=form.cleaned_data["dry_run"])
        rows = [FileRow(name, "refused", told=_TOO_LARGE) for name in skipped]
        rows += imported(importer, files)
        if bibliography:
            stems = {stem_of(file.name or "") for file in files}
            notes += _described(form.target, request, sidecar, stems, importer.is_dry_run)
        return self._upload_page(
            request, form, rows=rows, notes=notes, target=form.target, dry=importer.is_dry_run
        )

    def _upload_page(
        self,
        request: HttpRequest,
        form: TargetForm,
        rows: Sequence[FileRow] = (),
        **context: Any,
    ) -> HttpResponse:
        counts = Counter(row.outcome for row in rows)
        return self.show(
            request,
            "upload.html",
            gettext("Upload documents"),
            form=form,
            rows=rows,
            counts=[(outcome, counts[outcome]) for outcome in OUTCOMES],
            stored=counts["new"] + counts["changed"] + counts["known"],
            limits={
                "megabytes": MOST_BYTES // 1_000_000,
                "files": MOST_FILES,
                "at_once": MOST_AT_ONCE,
            },
            next_steps=_next_steps(context.get("target")),
            **context,
        )

    def upload_plan(self, request: HttpRequest) -> HttpResponse:
        """Say of files to come, by name and size, which are refused, and which wait their turn.

        Plain text is why none is taken.
        """
        require(request, "sources.add_document", "timeline.change_timeline")
        form = PlanForm(request.POST)
        if not form.is_valid():
            told = [str(line) for lines in form.errors.values() for line in lines]
            return HttpResponse(" ".join(told), content_type="text/plain")
        _require_for(form.target, request)
        files: list[Announced] = form.cleaned_data["listing"]
        if len(files) > MOST_FILES:
            told_much = gettext(
                "{n} files are too many for one upload: {most} at most."
                " Use the command import_documents for more."
            ).format(n=number(len(files)), most=number(MOST_FILES))
            return HttpResponse(told_much, content_type="text/plain")
        context = {
            "rows": list(planned(files)),
            "target": form.target,
            "next_steps": _next_steps(form.target),
        }
        return render(request, "admin/sources/document/_upload_plan.html", context)

    @within_quota
    def upload_file(
        self, request: HttpRequest, *, skipped: list[str], refusal: str
    ) -> HttpResponse:
        """Take in one file, and answer with its line."""
        require(request, "sources.add_document", "timeline.change_timeline")
        form = OneFileForm(request.POST, request.FILES)
        if refusal or not form.is_valid():
            row = FileRow(form.data.get("name", ""), "refused", told=refusal or str(_NOT_SENT))
            return _line(request, row)
        told, name = form.cleaned_data, form.cleaned_data["name"]
        target = Target(told["timeline"], told["title"])
        _require_for(target, request)
        reason = _TOO_LARGE if skipped else refusal_of_name(name)
        if reason or told["file"] is None:
            row = FileRow(shown(Path(name)), "refused", told=reason or str(_NOT_SENT))
            return _line(request, row)
        importer = _importer(target, request, Sidecar(), dry_run=told["dry_run"], met=told["met"])
        with READING:
            report = importer.take(name, told["file"].read(), namesakes=told["namesakes"])
        return _line(request, row_of(report, importer))

    @within_quota
    def upload_bibliography(
        self, request: HttpRequest, *, skipped: list[str], refusal: str
    ) -> HttpResponse:
        """Let a bibliography tell of documents that are there, or would be after a dry run."""
        require(request, "sources.change_document", "timeline.change_timeline")
        form = OneFileForm(request.POST, request.FILES)
        file = request.FILES.get("file")
        if refusal or skipped or not form.is_valid() or file is None:
            return _notes(request, [refusal or (_TOO_LARGE if skipped else str(_NOT_SENT))])
        told = form.cleaned_data
        try:
            sidecar, notes = _sidecar(file)
        except ReadFailure as failure:
            return _notes(request, [retold(failure)])
        names = request.POST.get("names", "").splitlines()
        stems = {stem_of(name) for name in names}
        target = Target(told["timeline"], told["title"])
        notes += _described(target, request, sidecar, stems, told["dry_run"])
        return _notes(request, notes)


def _require_for(target: Target, request: HttpRequest) -> None:
    """A new timeline may be made only by whoever may add timelines."""
    if not Timeline.objects.filter(slug=target.slug).exists():
        require(request, "timeline.add_timeline")


def _importer(
    target: Target,
    request: HttpRequest,
    sidecar: Sidecar,
    *,
    dry_run: bool,
    met: Sequence[tuple[str, str]] = (),
) -> DocumentImporter:
    return DocumentImporter(
        target.slug,
        title=target.title,
        now=timezone.now(),
        sidecar=sidecar,
        dry_run=dry_run,
        by=request.user,
        met=met,
    )


def _sidecar(file: Upload | None) -> tuple[Sidecar, list[str]]:
    """The bibliography that came, and what there is to know about it. Raises ReadFailure."""
    if file is None:
        return Sidecar(), []
    name = file.name or "bibliography"
    read = read_bibliography(file.read(), name)
    return Sidecar.of(name, read.references), [
        f"{name}: {retold(warning)}" for warning in read.warnings
    ]


def _described(
    target: Target, request: HttpRequest, sidecar: Sidecar, stems: set[str], dry_run: bool
) -> list[str]:
    documents = Timeline.documents.through.objects.filter(timeline__slug=target.slug)
    report: DescribeReport = describe_documents(
        sidecar, documents.values("document"), dry_run=dry_run
    )
    return list(report.lines(sidecar, stems))


def _next_steps(target: Target | None) -> dict[str, str]:
    """Where to go on after an upload."""
    if target is None:
        return {}
    query = urlencode({"timeline": target.slug})
    return {
        "propose": f"{reverse('admin:timeline_propose')}?{query}",
        "metadata": f"{reverse('admin:timeline_metadata')}?{query}",
    }


def _line(request: HttpRequest, row: FileRow) -> HttpResponse:
    return render(request, "admin/sources/document/_upload_row.html", {"row": row})


def _notes(request: HttpRequest, notes: list[str]) -> HttpResponse:
    return render(request, "admin/sources/document/_upload_notes.html", {"notes": notes})
