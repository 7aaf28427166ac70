"""The history of an event, as a reader gets it."""

from __future__ import annotations

import pytest

from sources.models import Document
from tests.factories import make_citation, make_curator, make_event, make_theme
from timeline.actions.merging import merge
from timeline.edits import read_edits
from timeline.models import Event

pytestmark = pytest.mark.django_db


def test_the_newest_edit_comes_first_with_who_why_and_what() -> None:
    event = make_event("Bridge opens", edtf="2004")
    curator = make_curator("mara")
    event.edtf, event.title = "2004-05", "Bridge is opened"
    event.save_with_history(by=curator, why="the month is in the minutes")
    newest = read_edits(event)[0]
    assert newest.by == curator
    assert newest.why == "the month is in the minutes"
    assert newest.lines == ["Title: Bridge opens → Bridge is opened", "Date: 2004 → 2004-05"]


def test_what_was_made_together_is_one_edit() -> None:
    event = make_event("Bridge opens", actors=[("Ada", "host")], quote="the ribbon was cut")
    made = read_edits(event)[-1]
    assert made.lines[:3] == [
        "Created",
        "Citation added: “the ribbon was cut”",
        "Actor added: Ada (hosting, or the place)",
    ]


def test_citations_and_their_changes_are_told() -> None:
    event = make_event()
    citation = make_citation(event, "so said the mayor")
    citation.note = "the mayor's diary agrees"
    citation.save_with_history(by=None, why="checked")
    citation.delete_with_history(by=None, why="a mistake")
    lines = [line for edit in read_edits(event) for line in edit.lines]
    assert "Citation removed: “so said the mayor”" in lines
    assert "“so said the mayor”: Note: the mayor's diary agrees" in lines


def test_the_event_that_was_merged_into_it_is_named_to_curators_alone() -> None:
    event = make_event("The bridge opens", edtf="2004-05-02")
    draft = make_event(
        "The clerk tells of the bribe", edtf="2004-05-02", status="candidate",
        timeline=event.timeline,
    )  # fmt: skip
    draft.themes.add(make_theme("graft", timeline=event.timeline))
    merge(
        draft.pk, event.pk, seen_version=draft.version, into_version=event.version,
        by=make_curator("mara"),
    )  # fmt: skip
    reasons = {edit.why for edit in read_edits(event)}
    assert "merged in the review queue" in reasons
    assert not any("clerk" in why for why in reasons)
    assert any("clerk" in edit.why for edit in read_edits(event, for_curators=True))


def test_nothing_of_private_sources_is_told() -> None:
    event = make_event()
    citation = make_citation(event, "They opened it on Friday, only for us.")
    citation.wording, citation.wording_start = "Friday", citation.passage.start + 18
    citation.rule, citation.anchor = "the weekday before", "a letter of 10 May"
    citation.note = "the clerk told us"
    citation.save_with_history(by=None, why="checked")
    Document.objects.filter(pk=citation.passage.text_version.document_id).update(access="private")
    told = {line for edit in read_edits(event) for line in edit.lines}
    for secret in ("only for us", "Friday", "weekday", "10 May", "clerk"):
        assert not any(secret in line for line in told)
    assert "Citation added: a passage that is not shown" in told
    assert "Citation changed: a passage that is not shown" in told
    for_curators = " ".join(
        line for edit in read_edits(event, for_curators=True) for line in edit.lines
    )
    assert "only for us" in for_curators
    assert "the clerk told us" in for_curators


@pytest.mark.parametrize("count", [1, 12])
def test_queries_do_not_grow_with_edits(django_assert_max_num_queries, count: int) -> None:
    event = make_event(themes=["delay"], actors=["Ada"])
    for number in range(count):
        event.title = f"Title {number}"
        event.save_with_history(by=None, why=f"reason {number}")
        make_citation(event, f"quote number {number}")
    event = Event.objects.select_related("timeline").get(pk=event.pk)
    with django_assert_max_num_queries(9):
        assert len(read_edits(event)) > count
