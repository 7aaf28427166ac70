"""Story mode: a step a page, each with words, quote and place in time, also without JavaScript."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import make_event, make_passage, make_theme, make_timeline
from tests.timeline.views.conftest import cite_monday
from tests.timeline.views.pages import html_of, links_of, page, words_of
from timeline.models import Event

pytestmark = pytest.mark.django_db

STORY = "/t/bridge/story/"


def tell(number: int = 3) -> list[Event]:
    """That many milestones, a year apart, and a minor event."""
    make_event("A stone falls", edtf="2001")
    return [
        make_event(f"Opening {n}", edtf=f"{2000 + n}", importance=3, label=f"Opened {n}")
        for n in range(1, number + 1)
    ]


def link(html: str, rel: str) -> str:
    return str(re.findall(rf'rel="{rel}"\s+href="([^"]*)"', html)[0])


def test_following_the_links_leads_through_all_milestones_and_back(client) -> None:
    tell()
    address, seen = STORY, []
    while 'rel="next"' in (html := html_of(client, address)):
        seen.append(words_of(re.findall(r"<h1.*?</h1>", html, re.DOTALL)[0]))
        address = link(html, "next")
    assert seen == ["The Elbow bridge", "Opening 1", "Opening 2", "Opening 3"]
    assert address == f"{STORY}end/"
    for _ in range(4):
        address = link(html_of(client, address), "prev")
    assert address == STORY


def test_a_step_tells_date_words_source_and_how_the_date_was_found(client, gazette) -> None:
    event = make_event("Mayor opens the bridge", importance=3, summary="After ten years.")
    cite_monday(event, gazette)
    told = page(client, f"{STORY}{event.pk}-{event.slug}/")
    assert "1 of 1 3 May 2004 Mayor opens the bridge After ten years." in told
    assert "On Monday the mayor opened the bridge" in told
    assert "A weekday: the last one before publication. Counted from: published 5 May 2004." in told
    assert "All 2 quotes, and how we know the date" in told


def test_a_link_to_a_step_survives_a_new_step_before_it_and_a_new_title(client) -> None:
    last = tell()[-1]
    address = f"{STORY}{last.pk}-{last.slug}/"
    make_event("First plan", edtf="1990", importance=3)
    assert "4 of 4" in page(client, address)
    response = client.get(f"{STORY}{last.pk}-an-older-title/")
    assert response.status_code == 301
    assert response["Cache-Control"] == "no-cache", "the title may come back"
    assert response["Location"] == address


def test_what_is_no_step_is_not_there(client) -> None:
    tell()
    minor = Event.objects.get(title="A stone falls")
    draft = make_event("Draft", importance=3, status="candidate")
    for event in (minor, draft):
        assert client.get(f"{STORY}{event.pk}-{event.slug}/").status_code == 404
    assert "Draft" not in html_of(client, STORY)


def test_htmx_gets_the_step_alone_with_its_title(client) -> None:
    event = tell()[0]
    part = client.get(f"{STORY}{event.pk}-{event.slug}/", headers={"HX-Request": "true"})
    html = part.content.decode()
    assert "<html" not in html
    title = words_of(html.partition("<title>")[2].partition("</title>")[0])
    assert title == "Opened 1 (2001) · The Elbow bridge, told in steps · Chronocite"
    assert 'id="story"' in html


def test_the_ribbon_centres_the_step_and_marks_its_sources(client, gazette) -> None:
    words = make_passage("The ferry stopped", version=gazette)
    first = make_event("Ferry stops", edtf="2003", importance=3, passage=words)
    make_event("Bridge closes", edtf="2009", importance=3)
    html = html_of(client, f"{STORY}{first.pk}-{first.slug}/")
    centre = re.findall(r'id="ribbon" transform="translate\(-([\d.]+) 0\)"', html)[0]
    here = html.partition("ribbon-here")[2]
    assert f'cx="{centre}"' in here
    assert html.count("ribbon-cited") == 1


def test_a_storyline_is_a_story_of_its_own(client) -> None:
    tell()
    make_event("Money is short", edtf="1999", themes=["delay"])
    assert f"{STORY}?theme=delay" in links_of(html_of(client, f"{STORY}end/"))
    html = html_of(client, f"{STORY}?theme=delay")
    assert "Opened" not in words_of(html)
    step = html_of(client, link(html, "next").replace("&amp;", "&"))
    assert "Money is short" in step
    assert link(step, "next").endswith("story/end/?theme=delay")


def test_a_storyline_of_drafts_is_not_told(client) -> None:
    tell()
    make_theme("secret")
    make_event("Draft", themes=["secret"], status="candidate")
    assert client.get(f"{STORY}?theme=secret").status_code == 404
    assert "Secret" not in page(client, f"{STORY}end/")


def test_without_milestones_the_page_says_what_to_do(client, curator) -> None:
    make_event("A stone falls", edtf="2001")
    told = page(client, STORY)
    assert "There is no story to tell yet" in told
    assert "importance 3" not in told
    assert "importance 3" in page(curator, STORY)
    assert client.get(f"{STORY}end/").status_code == 404
    assert STORY not in links_of(html_of(client, "/"))


def test_a_hidden_timeline_tells_its_story_to_curators_only(client, curator) -> None:
    make_timeline(is_public=False)
    tell()
    assert client.get(STORY).status_code == 404
    assert "Opened 1" in page(curator, STORY)


def test_home_and_timeline_lead_to_the_story(client) -> None:
    tell()
    assert STORY in links_of(html_of(client, "/"))
    assert STORY in links_of(html_of(client, "/t/bridge/"))


def test_a_long_story_asks_the_database_as_often_as_a_short_one(client) -> None:
    counts = []
    for number in (2, 12):
        event = tell(number)[0]
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{STORY}{event.pk}-{event.slug}/")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 24
