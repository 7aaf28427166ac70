"""How much of each document events rest on: figures that add up, in the list and on its page."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from sources.models import TextVersion
from tests.factories import make_document, make_event, make_passage, make_text
from tests.timeline.admin.conftest import text_of
from timeline.admin.documents.coverage import percents

TEXT = "The bridge opened. The ferry stopped. The mayor left. Nobody came. Share this page!"


def make_covered(number: int = 0) -> TextVersion:
    """A text of which each kind of part is there."""
    version = make_text(f"{TEXT} {number}")
    version.boilerplate = [[TEXT.index("Share"), len(TEXT)]]
    version.save()
    for quote, status in (
        *(("The bridge opened.", "published"), ("The ferry stopped.", "candidate")),
        ("The mayor left.", "rejected"),
    ):
        passage = make_passage(quote, version=version)
        make_event(f"{quote} {number}", passage=passage, status=status)
    return version


@pytest.mark.django_db
def test_the_page_of_a_document_has_figures_that_add_up(ada) -> None:
    version = make_covered()
    address = reverse("admin:sources_document_change", args=[version.document_id])
    page = html.fromstring(ada.get(address).content.decode())
    (table,) = page.find_class("coverage-table")
    rows = [[cell.text_content().strip() for cell in row] for row in table.xpath(".//tr")][1:]
    assert [row[0] for row in rows] == [
        *("Cited", "Proposed", "Rejected", "No article text", "Untouched", "Together")
    ]
    for column in (1, 2, 3):
        figures = [int(row[column].removesuffix(" %")) for row in rows]
        assert sum(figures[:-1]) == figures[-1]
        assert all(figures)
    assert rows[-1][2] == str(version.length)


@pytest.mark.django_db
def test_the_list_tells_each_documents_shares_of_its_newest_text(ada) -> None:
    make_covered()
    make_document("unread")
    words = text_of(ada.get(reverse("admin:sources_document_changelist")))
    assert "21 % cited 21 % proposed 18 % rejected 19 % no article text 21 % untouched" in words
    assert "no text yet" in words


@pytest.mark.django_db
def test_the_strip_of_a_text_has_its_parts_in_order_and_no_gap(ada) -> None:
    make_covered()
    page = html.fromstring(ada.get(reverse("admin:sources_document_changelist")).content.decode())
    (strip,) = page.find_class("covered-strip")
    at = 0.0
    for bar in strip:
        assert float(bar.get("x")) == pytest.approx(at, abs=0.05)
        at = float(bar.get("x")) + float(bar.get("width"))
    assert at == pytest.approx(1_000, abs=0.1)
    assert [bar.get("class") for bar in strip][:3] == [
        *("part-cited", "part-untouched", "part-proposed")
    ]


@pytest.mark.django_db
def test_the_list_takes_as_many_queries_for_40_covered_documents_as_for_2(ada) -> None:
    counts = []
    for start, stop in ((0, 2), (2, 40)):
        for number in range(start, stop):
            make_covered(number)
        with CaptureQueriesContext(connection) as queries:
            assert ada.get(reverse("admin:sources_document_changelist")).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=6))
def test_percentages_add_up_and_are_off_by_less_than_one(counts: list[int]) -> None:
    shares = percents(counts)
    total = sum(counts)
    assert sum(shares) == (100 if total else 0)
    for count, share in zip(counts, shares, strict=True):
        assert abs(share - (count * 100 / total if total else 0)) < 1
