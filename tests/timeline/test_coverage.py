"""What curators see of how far they are with a document."""

from __future__ import annotations

import pytest

from tests.factories import make_event, make_passage, make_text, make_timeline
from timeline.coverage import coverage_of, sentence_counts
from timeline.models import Event

pytestmark = pytest.mark.django_db

TEXT = "The bridge opened. The ferry stopped. The mayor left. Nobody came. Share this page!"


def test_the_parts_of_a_document_add_up_to_its_length() -> None:
    version = make_text(TEXT)
    version.boilerplate = [[TEXT.index("Share"), len(TEXT)]]
    version.save()
    for quote, status in (
        ("The bridge opened.", Event.Status.PUBLISHED),
        ("The ferry stopped.", Event.Status.CANDIDATE),
        ("ferry stopped. The mayor left.", Event.Status.REJECTED),
    ):
        make_event(quote, passage=make_passage(quote, version=version), status=status)
    coverage = coverage_of([version])[version.pk]
    assert coverage.characters == {
        "cited": 18,
        "proposed": 18,
        "rejected": len(" The mayor left."),
        "boilerplate": len("Share this page!"),
        "untouched": len(TEXT) - 18 - 18 - 16 - 16,
    }
    assert sum(coverage.characters.values()) == coverage.length == len(TEXT)
    assert [stretch.part for stretch in coverage.strip] == [
        *("cited", "untouched", "proposed", "rejected", "untouched", "boilerplate")
    ]
    assert sentence_counts(version, coverage) == {
        "cited": 1, "proposed": 1, "rejected": 1, "boilerplate": 1, "untouched": 1,
    }  # fmt: skip


def test_the_events_of_one_timeline_can_be_counted_alone() -> None:
    version = make_text(TEXT)
    passage = make_passage("The bridge opened.", version=version)
    make_event(passage=passage, timeline=make_timeline("one"))
    make_event(passage=passage, timeline=make_timeline("two"), status=Event.Status.CANDIDATE)
    parts = [
        coverage_of([version], timeline)[version.pk].characters
        for timeline in (make_timeline("one"), make_timeline("two"), make_timeline("three"))
    ]
    assert [(part["cited"], part["proposed"]) for part in parts] == [(18, 0), (0, 18), (0, 0)]


@pytest.mark.parametrize("count", [1, 20])
def test_one_query_gives_the_coverage_of_all_texts(
    count: int, django_assert_num_queries: object
) -> None:
    versions = [make_text(f"{TEXT} {number}") for number in range(count)]
    for version in versions:
        make_event(passage=make_passage("The mayor left.", version=version))
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert len(coverage_of(versions)) == count
