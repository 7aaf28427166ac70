"""Every page as of a day: nothing later is told, each link keeps the day, and one click leaves it."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from django.test import Client, override_settings
from django.utils import timezone

from sources.models import Document
from tests.factories import (
    make_citation,
    make_document,
    make_event,
    make_passage,
    make_text,
)
from tests.timeline.views.pages import body_of, html_of, page
from timeline.actions.importing import import_collection
from timeline.dates.edtf import read_edtf
from timeline.known import citations_by, known_events
from timeline.models import Citation, Event

pytestmark = pytest.mark.django_db

DAY = "2010-03-19"
KNOWN = f"known={DAY}"
LINK = re.compile(r'href="(/(?:t|sources|actors)/[^"#]*)')
OF_A_SOURCE = re.compile(r"/sources/[\w-]+/cite\.")
"""The reference of a source is the same on every day."""
BANNER = re.compile(r'<p class="looking-back">.*?</p>', re.DOTALL)


def kind_of(address: str) -> str:
    """Which kind of page an address leads to."""
    path = address.partition("?")[0].replace("/events/", "/")
    return re.sub(r"/\d+-[\w-]+", "/event", re.sub(r"/(actors|sources)/[\w-]+", r"/\1/one", path))


def main_of(content: str) -> str:
    """What a page says of its own, without the frame of every page."""
    return "<main" + body_of(content)


def told_later(day: int) -> set[str]:
    """Titles and words that no page of that day may have."""
    known = known_events(Event.objects.published(), day)
    shown = citations_by(day).filter(event__in=known)
    quoted = set(shown.values_list("passage__quote", flat=True))
    later = Citation.objects.shown().exclude(pk__in=shown.values("pk"))
    quotes = set(later.values_list("passage__quote", flat=True))
    ours = " ".join(f"{event.title} {event.summary} {event.note}" for event in known)
    events = Event.objects.published().exclude(pk__in=known.values("pk"))
    sources = Document.objects.filter(last_day__gt=day)
    titles = {*events.values_list("title", flat=True), *sources.values_list("title", flat=True)}
    return titles | {
        quote for quote in quotes if not any(quote in words for words in (ours, *quoted))
    }


def test_who_follows_the_links_of_a_day_is_never_told_what_came_later(
    client: Client, seed_folder: Path
) -> None:
    import_collection(seed_folder, texts=None, today=timezone.localdate())
    later = told_later(read_edtf(DAY).first_day)
    assert len(later) > 50
    waiting, seen, leaks, lost = [f"/t/csto/?{KNOWN}"], set(), [], []
    each: dict[str, int] = {}
    while waiting:
        address = waiting.pop(0)
        kind = kind_of(address)
        if address in seen or each.get(kind, 0) == 2:
            continue
        seen.add(address)
        each[kind] = each.get(kind, 0) + 1
        answer = client.get(html.unescape(address))
        content = answer.getvalue().decode()
        readable = html.unescape(content)
        leaks += [f"{address}: {words}" for words in later if words in readable]
        if "text/html" not in answer["Content-Type"]:
            continue
        main = BANNER.sub("", main_of(content))
        links = [link for link in LINK.findall(main) if not OF_A_SOURCE.match(link)]
        lost += [f"{link} on {address}" for link in links if KNOWN not in link]
        waiting += links
    assert leaks == []
    assert lost == []
    assert {"/t/csto/event/", "/t/csto/story/event/", "/sources/one/", "/actors/one/"} <= set(each)


def told_late() -> Event:
    """An event that a paper of 2004 dates to the year, and one of 2006 to a day before another."""
    early = make_text(
        "It opens. A stone falls in March.", document=make_document("early", published="2004-06-01")
    )
    late = make_text(
        "It was the third of January.", document=make_document("late", published="2006-02-02")
    )
    make_event(
        "Stone falls", edtf="2004-03", importance=3, passage=make_passage("stone", version=early)
    )
    event = make_event(
        "Bridge opens", edtf="2004-01-03", importance=3, actors=["Ada Marsh"],
        passage=make_passage("third", version=late),
    )  # fmt: skip
    make_citation(event, passage=make_passage("opens", version=early), edtf="2004-05")
    return event


@pytest.mark.parametrize(
    "address",
    ["/t/bridge/story/{}/", "/t/bridge/events/{}/", "/actors/ada-marsh/", "/sources/early/"],
)
def test_a_page_of_a_day_has_the_date_of_then_says_so_and_leads_back(
    client: Client, address: str
) -> None:
    event = told_late()
    url = address.format(f"{event.pk}-{event.slug}")
    then, now = page(client, f"{url}?known=2005-01-01"), page(client, url)
    assert "As known on 1 January 2005" in then
    assert "May 2004" in then
    assert "3 Jan" not in then
    assert "3 Jan" in now
    assert "As known on" not in now
    assert f'href="{url}">Show all that is known today' in html_of(
        client, f"{url}?known=2005-01-01"
    )


@pytest.mark.parametrize("address", ["/t/bridge/", "/t/bridge/story/"])
def test_what_a_timeline_says_of_itself_is_not_what_could_be_known_by_then(
    client: Client, address: str
) -> None:
    timeline = told_late().timeline
    timeline.description = "Told by two papers of 2004 and 2006."
    timeline.save()
    then, now = html_of(client, f"{address}?known=2005-01-01"), html_of(client, address)
    assert now.count("Told by two papers") >= 3, "in the head, and to those who share or search it"
    assert "Told by two papers" not in then
    assert 'name="description" content="As known on 1 January 2005' in " ".join(then.split())
    assert "What later sources tell is left out." in then


def test_the_order_is_that_of_then(client: Client) -> None:
    event = told_late()
    url = event.get_absolute_url()
    assert "event 1 of 2" in page(client, url)
    assert "event 2 of 2" in page(client, f"{url}?known=2005-01-01")
    story = html_of(client, "/t/bridge/story/?known=2005-01-01")
    assert story.index("Stone falls") < story.index("Bridge opens")


def test_a_source_that_had_not_appeared_is_not_read(client: Client) -> None:
    told_late()
    then = page(client, "/sources/late/?known=2005-01-01")
    assert "had not appeared yet" in then
    assert "third" not in then
    assert "third" in page(client, "/sources/late/?known=2006-02-02")


@pytest.mark.parametrize(
    "address", ["/t/bridge/story/", "/actors/ada-marsh/", "/sources/", "/actors/"]
)
def test_a_day_that_can_t_be_read_is_told(client: Client, address: str) -> None:
    told_late()
    assert "“soon” is not a day" in page(client, f"{address}?known=soon")


@pytest.mark.parametrize(
    ("before", "is_another_day"),
    [
        ("http://testserver/t/bridge/?q=a&known=2005-01-01", False),
        ("http://testserver/t/bridge/?q=a&known=2004-01-01", True),
        ("http://testserver/t/bridge/?q=a", True),
        ("http://[/?%00&known=", True),
        (None, True),
    ],
)
def test_results_of_another_day_come_with_the_figures_and_links_of_that_day(
    client: Client, before: str | None, is_another_day: bool
) -> None:
    make_event(importance=Event.MILESTONE)
    headers = {"HX-Request": "true", **({"HX-Current-URL": before} if before else {})}
    part = client.get("/t/bridge/?known=2005-01-01", headers=headers).content.decode()
    assert ('id="timeline-head" hx-swap-oob="true"' in part) is is_another_day
    assert ('id="rests-on" hx-swap-oob="true"' in part) is is_another_day
    assert ("/t/bridge/story/?known=2005-01-01" in part) is is_another_day


def test_the_open_event_is_told_as_of_the_other_day_too(client: Client) -> None:
    late = make_text("It is told: a later word.", document=make_document("later", published="2009"))
    event = make_event(quote="a word of that time")
    make_citation(event, passage=make_passage("a later word", version=late))
    headers = {
        "HX-Request": "true",
        "HX-Current-URL": f"http://testserver/t/bridge/?event={event.pk}",
    }
    address = f"/t/bridge/?known=2005-01-01&event={event.pk}"
    part = client.get(address, headers=headers).content.decode()
    beside = part.split('id="evidence" hx-swap-oob="true"')[1]
    assert "a word of that time" in beside
    assert "a later word" not in part
    too_early = client.get(address.replace("2005", "2001"), headers=headers).content.decode()
    assert "a word of that time" not in too_early


def test_of_very_many_events_no_page_is_shown_as_of_a_day(
    client: Client,
) -> None:
    """One such page would keep a worker busy for many seconds, and anybody can ask for any day."""
    text = make_text("Opened in 2004.", document=make_document("late", published="2011-05-02"))
    event = make_event("Bridge opens", edtf="2004", passage=make_passage("Opened", version=text))
    other = make_event("Bridge closes", edtf="2005", timeline=event.timeline)
    address = event.timeline.get_absolute_url()
    assert "Bridge opens" not in html_of(client, f"{address}?{KNOWN}")
    with override_settings(KNOWN_TO=1):
        for path in (
            address,
            f"{address}story/",
            other.get_absolute_url(),
            "/actors/",
            "/sources/",
        ):
            told = client.get(f"{path}?{KNOWN}")
            assert told.status_code == 200, path
            assert "this can be shown for up to 1 event" in told.content.decode(), path
        assert "Bridge opens" in html_of(client, f"{address}?{KNOWN}")
        assert client.get(f"{address}export.json?{KNOWN}").status_code == 400


@pytest.mark.parametrize("blank", ["", "%20", "%00"])
def test_a_blank_day_is_none(client: Client, blank: str) -> None:
    event = make_event("Bridge opens", edtf="2004", actors=["Ada"])
    address = event.timeline.get_absolute_url()
    for path in (address, f"{address}story/", event.get_absolute_url(), "/actors/", "/sources/"):
        assert client.get(f"{path}?known={blank}").status_code == 200, path
