"""How much of a document events rest on: a column of the list, and a table on its page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Max
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sources.models import Document, TextVersion
from timeline.admin.documents.page import Pages
from timeline.coverage import PARTS, Coverage, coverage_of, sentence_counts

WORDS: Final[Mapping[str, str | Promise]] = {
    "cited": _("cited"),
    "proposed": _("proposed"),
    "rejected": _("rejected"),
    "boilerplate": _("no article text"),
    "untouched": _("untouched"),
}
_WIDTH: Final = 1_000


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a text. percent: whole, and all parts add up to 100. sentences: None if not known."""

    part: str
    words: str
    characters: int
    percent: int
    sentences: int | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """A piece of the strip that pictures a text: in thousandths of its length."""

    part: str
    at: float
    size: float


@dataclass(frozen=True, slots=True)
class Covered:
    """What the pages show of a text's coverage."""

    length: int
    shares: tuple[Share, ...]
    bars: tuple[Bar, ...]
    sentences: int | None = None


def covered(coverage: Coverage, sentences: Mapping[str, int] | None = None) -> Covered:
    """Return a coverage as pages show it."""
    counts = [coverage.characters[part] for part in PARTS]
    shares = tuple(
        Share(part, str(WORDS[part]), count, percent, sentences[part] if sentences else None)
        for part, count, percent in zip(PARTS, counts, percents(counts), strict=True)
    )
    scale = _WIDTH / coverage.length if coverage.length else 0
    bars = tuple(
        Bar(each.part, round(each.start * scale, 2), round((each.end - each.start) * scale, 2))
        for each in coverage.strip
    )
    total = sum(sentences.values()) if sentences else None
    return Covered(coverage.length, shares, bars, total)


def percents(counts: list[int]) -> list[int]:
    """Return whole percentages that add up to 100, each off by less than one; zeros for nothing.

    The largest remainders are rounded up (Hamilton's method).
    """
    total = sum(counts)
    if not total:
        return [0] * len(counts)
    floors = [count * 100 // total for count in counts]
    by_remainder = sorted(range(len(counts)), key=lambda at: -(counts[at] * 100 % total))
    for at in by_remainder[: 100 - sum(floors)]:
        floors[at] += 1
    return floors


def newest_versions(documents: Iterable[Document]) -> dict[int, TextVersion]:
    """Return the newest text on record of each document, without the text; two queries."""
    keys = [document.pk for document in documents]
    grouped = TextVersion.objects.filter(document__in=keys).order_by().values("document")
    newest = [key for _, key in grouped.annotate(Max("pk")).values_list("document", "pk__max")]
    versions = TextVersion.objects.filter(pk__in=newest).defer("text")
    return {version.document_id: version for version in versions}


class CoveredList(ChangeList):
    """The list, which asks for the coverage of a page's documents at once: three queries."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        documents: list[Any] = list(self.result_list)
        versions = newest_versions(documents)
        coverages = coverage_of(versions.values())
        for document in documents:
            version = versions.get(document.pk)
            document.covered = covered(coverages[version.pk]) if version is not None else None
        self.result_list = documents


class CoverageColumns(Pages):
    """The column of the list."""

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """With coverage."""
        return CoveredList

    @admin.display(description=_("covered by events"))
    def coverage(self, document: Document) -> str:
        """A strip of the text, and the shares of its parts."""
        shown: Covered | None = getattr(document, "covered", None)
        if shown is None:
            return gettext("no text yet")
        return render_to_string("admin/sources/document/_coverage.html", {"covered": shown})


def coverage_of_document(document: Document) -> Covered | None:
    """Return the coverage of a document's newest text, with its sentences where it is held."""
    version: TextVersion | None = newest_versions([document]).get(document.pk)
    if version is None:
        return None
    coverage = coverage_of([version])[version.pk]
    return covered(coverage, sentence_counts(version, coverage) if version.is_held else None)
