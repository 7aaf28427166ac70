"""Who changed what of an event, when and why; and the days that follow from its date."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import make_citation, make_curator, make_event
from timeline.actions.review import claim, mark_milestone, publish, reject, reopen
from timeline.dates.edtf import EdtfError, read_edtf
from timeline.dates.julian_day import julian_day
from timeline.models import Event

pytestmark = pytest.mark.django_db

DATES = {
    "2010-03-18": (julian_day(2010, 3, 18), julian_day(2010, 3, 18), "day", False),
    "2006-08": (julian_day(2006, 8, 1), julian_day(2006, 8, 31), "month", False),
    "2002": (julian_day(2002, 1, 1), julian_day(2002, 12, 31), "year", False),
    "2007-03-09/2007-03-13": (julian_day(2007, 3, 9), julian_day(2007, 3, 13), "day", True),
    "[2010-02-01..2010-02-04]": (julian_day(2010, 2, 1), julian_day(2010, 2, 4), "day", False),
    "2001-39": (julian_day(2001, 9, 1), julian_day(2001, 12, 31), "season", False),
}


def days_of(event: Event) -> tuple[int, int, str, bool]:
    stored = Event.objects.get(pk=event.pk)
    return stored.first_day, stored.last_day, stored.precision, stored.is_span


@pytest.mark.parametrize("edtf", DATES)
def test_days_follow_from_the_date(edtf: str) -> None:
    assert days_of(make_event(edtf=edtf)) == DATES[edtf]


@pytest.mark.parametrize("edtf", DATES)
def test_days_follow_when_only_the_date_is_saved(edtf: str) -> None:
    event = make_event(edtf="1999")
    event.edtf = edtf
    event.save(update_fields=["edtf"])
    assert days_of(event) == DATES[edtf]


def test_days_that_were_set_by_hand_are_derived_all_the_same() -> None:
    event = make_event(edtf="2002")
    event.first_day, event.last_day, event.precision, event.is_span = 1, 2, "day", True
    event.save(update_fields=["first_day", "last_day", "precision", "is_span"])
    assert days_of(event) == DATES["2002"]


@given(
    first=st.dates().map(str),
    last=st.dates().map(str),
    shape=st.sampled_from(["{}", "{}/{}", "[{}..{}]", "{}~", "{}?", "../{}", "{}/.."]),
)
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_days_follow_from_any_date(first: str, last: str, shape: str) -> None:
    edtf = shape.format(*sorted([first, last]))
    date = read_edtf(edtf)
    event = make_event(edtf="1999") if not Event.objects.exists() else Event.objects.get()
    event.edtf = edtf
    event.save()
    assert days_of(event) == (date.first_day, date.last_day, date.precision, date.is_span)


@pytest.mark.parametrize("edtf", ["", "yesterday", "2010-02-30", "2010/2009", "2010-13"])
def test_a_date_that_can_not_be_read_is_not_stored(edtf: str) -> None:
    event = make_event(edtf="2002")
    event.edtf = edtf
    with pytest.raises(EdtfError):
        event.save()
    assert Event.objects.get().edtf == "2002"


def test_every_decision_keeps_who_and_why() -> None:
    curator = make_curator("ann")
    event = make_event(status="candidate")
    for decide in (publish, reject, reopen, mark_milestone):
        event = decide(event.pk, seen_version=event.version, by=curator)
    entries = list(event.history.all()[:4])
    assert [entry.history_change_reason for entry in entries] == [
        "marked as a milestone", "reopened", "rejected", "published",
    ]  # fmt: skip
    assert {entry.history_user for entry in entries} == {curator}


def test_an_edit_keeps_old_and_new() -> None:
    event = make_event("Mayor opens the bridge", edtf="2004-05")
    event = claim(event.pk, seen_version=event.version)
    event.title, event.edtf = "Council opens the bridge", "2004-05-03"
    event.save_with_history(by=make_curator("ann"), why="it was the council")
    new, old = event.history.all()[:2]
    changes = {change.field: (change.old, change.new) for change in new.diff_against(old).changes}
    assert changes["title"] == ("Mayor opens the bridge", "Council opens the bridge")
    assert changes["edtf"] == ("2004-05", "2004-05-03")


def test_a_plain_save_is_recorded_too() -> None:
    event = make_event()
    before = event.history.count()
    event.summary = "The bridge is open."
    event.save()
    assert event.history.count() == before + 1


def test_what_is_deleted_stays_in_the_history() -> None:
    event = make_event("Mayor opens the bridge")
    citation, pk = event.citations.get(), event.pk
    citation.delete_with_history(by=make_curator("ann"), why="not about this")
    gone = citation.history.model.objects.get(history_type="-")
    assert (gone.event_id, gone.history_change_reason) == (pk, "not about this")
    event.delete()
    assert Event.history.model.objects.get(history_type="-").title == "Mayor opens the bridge"


def test_citations_that_go_with_their_event_stay_in_the_history() -> None:
    event = make_event()
    make_citation(event, "Open at last, the mayor said.")
    history = event.citations.model.history.model
    event.delete()
    assert history.objects.filter(history_type="-").count() == 2


def test_a_decision_may_be_nobodys() -> None:
    """A command has no user."""
    assert make_event().history.latest().history_user is None
