"""What is shown of a page where its link is shared."""

from __future__ import annotations

import re

import pytest

from tests.factories import make_event, make_timeline
from tests.timeline.views.pages import html_of

pytestmark = pytest.mark.django_db

CARD = "/t/bridge/card.png"


def metas(html: str) -> dict[str, str]:
    found = re.findall(r'<meta (?:property|name)="([^"]+)"\s+content="([^"]*)"', html)
    return dict(found)


def test_a_shared_event_shows_its_title_date_and_the_picture_of_its_timeline(client) -> None:
    event = make_event("Mayor opens the bridge", summary="After ten years.", importance=3)
    for address in (event.get_absolute_url(), f"/t/bridge/story/{event.pk}-{event.slug}/"):
        told = metas(html_of(client, address))
        assert told["og:title"] == "Mayor opens the bridge, 3 May 2004"
        assert told["og:description"] == "After ten years."
        assert told["og:url"] == f"http://testserver{address}"
        assert told["og:image"] == f"http://testserver{CARD}"


@pytest.mark.parametrize(
    "address", ["/", "/actors/", "/sources/", "/t/bridge/plans/", "/t/bridge/disagreements/"]
)
def test_a_page_describes_itself_once_and_in_the_same_words_where_it_is_shared(
    client, address: str
) -> None:
    make_event()
    html = html_of(client, address)
    told = metas(html)
    assert told["description"] == told["og:description"] != ""
    assert html.count('name="description"') == 1


def test_a_filtered_timeline_names_the_whole_one_as_its_address(client) -> None:
    make_event()
    html = html_of(client, "/t/bridge/?modality=planned&page=1")
    assert '<link rel="canonical" href="http://testserver/t/bridge/">' in html
    assert html.count('rel="canonical"') == 1


def test_the_picture_is_sent_again_only_when_the_timeline_has_changed(client) -> None:
    make_event("One", edtf="2001")
    first = client.get(CARD)
    assert first["Content-Type"] == "image/png"
    known = {"If-None-Match": first["ETag"]}
    assert client.get(CARD, headers=known).status_code == 304
    make_event("A draft", edtf="1901", status="candidate")
    assert client.get(CARD, headers=known).status_code == 304, "a draft would show in the bars"
    make_event("Another", edtf="2009")
    changed = client.get(CARD, headers=known)
    assert changed.status_code == 200
    assert changed.content != first.content


def test_a_hidden_timeline_has_no_picture_for_the_public(client, curator) -> None:
    make_timeline(is_public=False)
    make_event()
    assert client.get(CARD).status_code == 404
    answer = curator.get(CARD)
    assert answer.status_code == 200
    assert "private" in answer["Cache-Control"]
    assert "og:image" not in metas(html_of(curator, "/t/bridge/"))


def test_the_style_guide_is_for_staff(client, curator) -> None:
    assert client.get("/styleguide/").status_code == 302
    assert "appear here once one is published" in html_of(curator, "/styleguide/")
    make_event("Mayor opens the bridge")
    assert "Mayor opens the bridge" in html_of(curator, "/styleguide/")
