"""The list of events: what a line says, filters, search, and deciding on several at once."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sources.guards import SOURCES_GUARDS
from sources.triggers import remove_guards
from tests.factories import make_category, make_citation, make_event, make_passage, make_text
from tests.timeline.admin.conftest import text_of
from timeline.admin import event_filters
from timeline.models import Event

pytestmark = pytest.mark.django_db

LIST = reverse("admin:timeline_event_changelist")


def listed(client, **query: str) -> set[str]:
    page = client.get(LIST, query)
    assert page.status_code == 200
    return {event.title for event in page.context["cl"].result_list}


def decide(client, action: str, *events: Event):
    data = {"action": action, "_selected_action": [event.pk for event in events]}
    seen = {f"seen-{event.pk}": event.version for event in events}
    return client.post(LIST, {**data, **seen}, follow=True)


def test_a_line_says_when_what_kind_and_whether_its_quotes_match(ada) -> None:
    event = make_event("Bridge opens", edtf="2006-08", importance=3)
    make_citation(event, "The mayor was there")
    held_elsewhere = make_passage("It closed", version=make_text("It closed.", held=False))
    make_event("Bridge closes", edtf="2007", passage=held_elsewhere)
    page = text_of(ada.get(LIST))
    assert "Bridge opensAug 2006OccurredPublished●●●milestoneWorks2 match" in page
    assert "1, text not held" in page


def test_a_quote_that_does_not_match_is_told(ada) -> None:
    event = make_event("Bridge opens")
    version = event.citations.get().passage.text_version
    remove_guards(connection, SOURCES_GUARDS)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE sources_passage SET quote = upper(quote)")
    assert version.is_held
    assert "1 of 1 do not match" in text_of(ada.get(LIST))


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({"status__exact": "candidate"}, {"Plan"}),
        ({"modality__exact": "planned"}, {"Plan"}),
        ({"importance__exact": "3"}, {"Opening"}),
        ({"period": "199X"}, {"Plan"}),
        ({"period": "2004"}, {"Opening", "Decade"}),
        ({"period": "1998"}, set()),
        ({"period": "nonsense"}, {"Plan", "Opening", "Decade"}),
        ({"q": "ribbon"}, {"Opening"}),
        ({"q": "opening"}, {"Opening"}),
        ({"q": "open"}, {"Opening"}),
        ({"q": "first-plan"}, {"Plan"}),
        ({"q": "\x00"}, {"Plan", "Opening", "Decade"}),
    ],
)
def test_filters_and_search(ada, query, titles) -> None:
    make_event("Plan", edtf="1999", modality="planned", status="candidate", key="first-plan")
    make_event("Opening", edtf="2004-05", importance=3, quote="She cut the ribbon")
    make_event("Decade", edtf="200X")
    assert listed(ada, **query) == titles


def test_filters_by_source_and_category(ada) -> None:
    event = make_event("Opening", category="ceremony")
    make_event("Closing")
    source = event.citations.get().passage.text_version.document_id
    assert listed(ada, source=str(source)) == {"Opening"}
    assert listed(ada, category=str(make_category("ceremony").pk)) == {"Opening"}


def test_of_very_many_sources_only_the_one_in_the_address_is_offered(ada, monkeypatch) -> None:
    sources = {}
    for name in ("gazette", "herald"):
        version = make_text(f"A {name}.")
        make_event(name, passage=make_passage(name, version=version))
        sources[name] = version.document_id
    monkeypatch.setattr(event_filters, "_MANY_SOURCES", 1)
    offered = re.findall(r"\?source=(\d+)", ada.get(LIST, {"source": sources["herald"]}).text)
    assert set(offered) == {str(sources["herald"])}
    assert listed(ada, source=str(sources["herald"])) == {"herald"}
    assert "?source=" not in ada.get(LIST).text


def test_only_importances_that_events_have_are_offered(ada) -> None:
    make_event("Bridge opens", importance=3)
    make_event("Bridge closes", importance=1)
    offered = re.findall(r"\?importance=(\d)", ada.get(LIST).content.decode())
    assert offered == ["1", "3"]


def test_the_list_is_in_order_of_time(ada) -> None:
    for year in ("2004", "-0043", "1999"):
        make_event(year, edtf=year)
    titles = [event.title for event in ada.get(LIST).context["cl"].result_list]
    assert titles == ["-0043", "1999", "2004"]


def test_publishing_several_tells_of_each_that_is_refused_and_publishes_the_others(ada) -> None:
    good, bare = make_event("Good", status="candidate"), make_event("Bare", status="candidate")
    bare.citations.get().delete_with_history(by=None, why="test")
    page = text_of(decide(ada, "publish", good, bare))
    assert "“Bare” was left as it is: “Bare” has no passage that supports it" in page
    assert "Published: 1 event." in page
    good.refresh_from_db()
    assert good.status == "published"
    assert good.history.latest().history_user.username == "ada"


def test_an_event_that_somebody_changed_since_the_list_was_opened_is_left_alone(ada, ben) -> None:
    event = make_event("Opening")
    decide(ben, "reject", event)
    page = text_of(decide(ada, "publish", event))
    assert "“Opening” was left as it is: Somebody else changed this event" in page
    event.refresh_from_db()
    assert event.status == "rejected"


@pytest.mark.parametrize(
    ("action", "name", "value"),
    [("reject", "status", "rejected"), ("reopen", "status", "candidate"), ("mark_milestone", "importance", 3)],
)  # fmt: skip
def test_the_other_decisions(ada, action, name, value) -> None:
    event = make_event()
    decide(ada, action, event)
    event.refresh_from_db()
    assert getattr(event, name) == value


def test_the_list_carries_the_version_that_the_curator_saw(ada) -> None:
    event = make_event()
    assert f'name="seen-{event.pk}" value="{event.version}"' in ada.get(LIST).content.decode()


def test_nothing_is_deleted_in_bulk(ada) -> None:
    event = make_event()
    decide(ada, "delete_selected", event)
    assert Event.objects.exists()
    assert "delete_selected" not in ada.get(LIST).content.decode()


def test_the_list_takes_as_many_queries_for_300_events_as_for_30(ada) -> None:
    counts = []
    for number in (30, 270):
        for at in range(number):
            make_event(f"Event {number}-{at}", edtf=f"{1990 + at % 30}", actors=["Ada Marsh"])
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert ada.get(LIST).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 16
