"""The page of one event."""

from __future__ import annotations

import json
import re

import pytest

from tests.factories import (
    make_citation,
    make_curator,
    make_document,
    make_event,
    make_link,
    make_passage,
    make_text,
    make_timeline,
)
from tests.timeline.views.pages import html_of, links_of, page, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def opening(gazette):
    """An event whose day is worked out from “On Monday”."""
    event = make_event(
        "Mayor opens the bridge",
        passage=make_passage("the mayor opened the bridge", version=gazette),
        actors=[("Ada Marsh", "host")],
        themes=["delay"],
        summary="The bridge over the Elbow is open.",
    )
    citation = event.citations.get()
    citation.edtf = "2004-05-03"
    citation.wording = "On Monday"
    citation.wording_start = gazette.text.index("On Monday")
    citation.rule = "a weekday: the last one before publication"
    citation.anchor = "published 5 May 2004"
    citation.save_with_history(by=None, why="read closely")
    return event


def test_the_date_is_told_with_its_four_steps(client, opening) -> None:
    told = page(client, opening.get_absolute_url())
    assert "3 May 2004 A single day. The sources report that it took place." in told
    steps = told.partition("How we know the date")[2]
    assert "Words On Monday in the text, outside the quote" in steps
    assert "Rule a weekday: the last one before publication" in steps
    assert "Counted from published 5 May 2004" in steps
    assert "Date 3 May 2004 2004-05-03" in steps


def test_the_quote_leads_to_its_place_in_the_source(client, opening, gazette) -> None:
    html = html_of(client, opening.get_absolute_url())
    passage = opening.citations.get().passage
    assert f"/sources/gazette/#p{passage.pk}" in links_of(html)
    told = words_of(html)
    assert "the mayor opened the bridge A The Gazette, 5 May 2004" in told
    assert f"Characters {passage.start}–{passage.end}." in told
    assert "Checked on 2 January 2026, character by character, against the text" in told


def test_a_quote_from_a_text_that_is_not_held_says_what_it_was_checked_against(
    client, courier
) -> None:
    start = 25
    passage = make_passage("On Monday the mayor opened the bridge", version=courier, start=start)
    event = make_event(passage=passage)
    told = page(client, event.get_absolute_url())
    assert f"against the text with SHA-256 {courier.sha256[:12]}…" in told
    assert "the text itself is not held here" in told


def test_the_words_of_the_date_are_marked_in_the_quote(client, gazette) -> None:
    event = make_event()
    make_citation(
        event,
        passage=make_passage("due in late 2005", version=gazette),
        edtf="2005-39",
        wording="late 2005",
        wording_start=gazette.text.index("late 2005"),
        rule="its last third",
    )
    assert "due in <mark>late 2005</mark></blockquote>" in html_of(client, event.get_absolute_url())


def test_sources_that_differ_stand_side_by_side_with_the_reason(client, gazette, courier) -> None:
    event = make_event(date_reason="The Gazette was there.", edtf="2004-05-03")
    for version, edtf in ((gazette, "2004-05-03"), (courier, "2004-05-04")):
        make_citation(
            event,
            passage=make_passage("the mayor opened the bridge", version=version, start=35),
            edtf=edtf,
            rule="as written",
        )
    told = page(client, event.get_absolute_url())
    assert (
        "The sources give different dates. Shown here: 3 May 2004. The Gazette was there." in told
    )
    assert "4 May 2004 2004-05-04" in told


def test_a_source_that_only_names_the_month_does_not_differ(client, gazette) -> None:
    event = make_event(edtf="2004-05-03")
    for quote, edtf in (("the mayor opened", "2004-05-03"), ("the bridge over", "2004-05")):
        passage = make_passage(quote, version=gazette)
        make_citation(event, passage=passage, edtf=edtf, rule="as written")
    assert "different dates" not in page(client, event.get_absolute_url())


def test_a_date_that_no_source_gives_is_said_to_be_chosen_and_why(client, gazette) -> None:
    event = make_event(edtf="2004-05-03", date_reason="Both hold on that day only.")
    (first,) = event.citations.all()
    first.edtf = "[..2004-05-03]"
    first.save_with_history(by=None, why="read again")
    passage = make_passage("the bridge over", version=gazette)
    make_citation(event, passage=passage, edtf="2004-05", rule="as written")
    told = page(client, event.get_absolute_url())
    assert (
        "No source gives this date as it stands. Shown here: 3 May 2004."
        " Both hold on that day only." in told
    )


def test_a_date_that_a_source_gives_is_not_said_to_be_chosen(client, opening) -> None:
    assert "No source gives this date" not in page(client, opening.get_absolute_url())


def test_a_source_that_speaks_against_it_is_marked(client, gazette) -> None:
    event = make_event()
    make_citation(
        event, passage=make_passage("The ferry stopped", version=gazette), stance="disputes"
    )
    assert "Tells it differently." in page(client, event.get_absolute_url())


@pytest.mark.parametrize(
    ("modality", "words"),
    [
        ("occurred", "took place"),
        ("announced", "is no fact yet"),
        ("planned", "does not mean that it took place"),
        ("claimed", "do not vouch for it"),
        ("denied", "is not so"),
        ("cancelled", "given up"),
    ],
)
def test_each_kind_of_fact_is_drawn_and_told(client, modality, words) -> None:
    event = make_event(modality=modality)
    html = html_of(client, event.get_absolute_url())
    assert f"#mark-{modality}" in html
    assert words in words_of(html)


def test_a_plan_tells_what_came_of_it_and_the_outcome_tells_of_the_plan(client) -> None:
    plan = make_event("Bridge is due", edtf="2004-05-01", modality="planned")
    outcome = make_event("Bridge opens", edtf="2004-05-03")
    make_link(plan, outcome, note="The mayor's own bridge.")
    of_plan, of_outcome = (page(client, event.get_absolute_url()) for event in (plan, outcome))
    assert "2 days late. What came of it, 3 May 2004: Bridge opens" in of_plan
    assert "2 days late. The plan, 1 May 2004: Bridge is due" in of_outcome
    assert "The mayor's own bridge." in of_plan
    assert "No outcome in these sources." not in of_plan


def test_an_open_plan_says_that_these_sources_tell_no_outcome(client) -> None:
    plan = make_event(modality="planned")
    assert "No outcome in these sources." in page(client, plan.get_absolute_url())


def test_a_plan_whose_outcome_is_a_draft_stays_open_to_the_reader(client) -> None:
    plan = make_event("Bridge is due", modality="planned")
    make_link(plan, make_event("Draft opening", status="candidate"))
    told = page(client, plan.get_absolute_url())
    assert "No outcome in these sources." in told
    assert "Draft opening" not in told


def test_contradicting_and_joint_events_are_linked_with_the_reason(client) -> None:
    event = make_event("Mayor opens the bridge")
    make_link(
        event, make_event("Minister opens the bridge"), "contradicts", "Who held the scissors?"
    )
    make_link(make_event("Ferry stops"), event, "same_occasion")
    told = page(client, event.get_absolute_url())
    assert "Contradicted by 3 May 2004 Minister opens the bridge Who held the scissors?" in told
    notice = "Sources differ. Another account, 3 May 2004: Minister opens the bridge"
    assert notice in told.partition("The words it rests on")[0]
    assert "On the same occasion 3 May 2004 Ferry stops" in told


def test_who_took_part_and_as_what(client, opening) -> None:
    told = page(client, opening.get_absolute_url())
    assert "Who Ada Marsh hosting, or the place" in told


def test_those_with_the_same_part_stand_together_in_plain_words(client) -> None:
    parts = [("Ada", "speaker"), ("Elbow", "target"), ("Ben", "speaker"), ("Cy", "ferryman")]
    told = page(client, make_event(actors=parts).get_absolute_url())
    assert "Who Ada, Ben speaking Elbow addressed, or aimed at Cy ferryman" in told


def test_neighbours_in_time_and_in_the_storyline(client) -> None:
    first = make_event("A stone falls", edtf="2001", themes=["delay"])
    middle = make_event("Bridge is due", edtf="2002", themes=["delay"])
    make_event("Ferry stops", edtf="2003")
    last = make_event("Bridge opens", edtf="2004", themes=["delay"])
    told = page(client, middle.get_absolute_url())
    assert "event 2 of 4" in told
    assert "Earlier · 2001 A stone falls" in told
    assert "Later · 2003 Ferry stops" in told
    story = told.partition("Storyline: Delay")[2].partition("Cite")[0]
    assert "2001 A stone falls 2002 Bridge is due 2004 Bridge opens" in story
    assert "Earlier ·" not in page(client, first.get_absolute_url())
    assert "Later ·" not in page(client, last.get_absolute_url())


def test_the_history_names_the_curator_as_far_as_the_reader_may_know(
    client, curator, opening
) -> None:
    for name, full in (("ben", ""), ("mara2", "Mara Ash")):
        first, _, last = full.partition(" ")
        opening.title = f"Opened, says {name}"
        user = make_curator(name, first_name=first, last_name=last)
        opening.save_with_history(by=user, why=f"checked by {name}")
    told = page(client, opening.get_absolute_url())
    assert "Checked by ben by a curator" in told
    assert "Checked by mara2 by Mara Ash" in told
    assert "Checked by ben by ben" in page(curator, opening.get_absolute_url())


@pytest.mark.parametrize("extension", ["bib", "ris", "json"])
def test_references_of_the_event_and_its_sources_as_files(client, opening, extension) -> None:
    url = opening.get_absolute_url()
    address = f"{url}cite.{extension}"
    assert address in links_of(html_of(client, url))
    response = client.get(address)
    text = response.content.decode()
    assert "Mayor opens the bridge" in text
    assert "The Bridge Is Open" in text
    assert f"http://testserver{url}" in text
    assert response.headers["Content-Disposition"].endswith(f'.{extension}"')


def test_the_csl_file_has_the_event_first_and_then_each_source_once(
    client, opening, gazette
) -> None:
    make_citation(opening, passage=make_passage("The ferry stopped", version=gazette))
    items = json.loads(client.get(f"{opening.get_absolute_url()}cite.json").content)
    assert [(item["type"], item["title"]) for item in items] == [
        ("webpage", "Mayor opens the bridge"),
        ("article-newspaper", "The Bridge Is Open"),
    ]


def test_a_reference_to_copy_gives_the_places_in_the_source(client, opening, gazette) -> None:
    make_citation(opening, passage=make_passage("Gazette archive", version=gazette))
    cite = page(client, opening.get_absolute_url()).partition("Cite")[2]
    start = gazette.text.index("the mayor opened")
    assert f"characters 0–15 and {start}–{start + 27}." in cite
    assert "Jo Ash, “The Bridge Is Open,” The Gazette, May 5, 2004" in cite


def test_an_old_address_leads_to_the_present_one(client, opening) -> None:
    response = client.get(f"/t/bridge/events/{opening.pk}-an-older-title/")
    assert response.status_code == 301
    assert response["Cache-Control"] == "no-cache", "the title may come back"
    assert response.headers["Location"] == opening.get_absolute_url()


@pytest.mark.parametrize("status", ["candidate", "rejected"])
def test_a_draft_is_not_there_whoever_asks(client, curator, status) -> None:
    url = make_event(status=status).get_absolute_url()
    for reader in (client, curator):
        assert reader.get(url).status_code == 404
        assert reader.get(f"{url}cite.bib").status_code == 404


def test_an_event_of_a_hidden_timeline_is_there_for_curators_only(client, curator) -> None:
    make_timeline(is_public=False)
    url = make_event().get_absolute_url()
    assert client.get(url).status_code == 404
    assert curator.get(url).status_code == 200


def test_an_event_is_not_there_under_another_timeline(client) -> None:
    make_timeline("tunnel")
    event = make_event()
    assert client.get(event.get_absolute_url().replace("bridge/", "tunnel/", 1)).status_code == 404


def test_imported_words_are_shown_and_never_obeyed(client, gazette) -> None:
    bad = "<script>alert(1)</script>"
    event = make_event(
        f"Title {bad}", summary=f"Summary {bad}", note=f"Note {bad}", actors=[(f"Actor {bad}", bad[:20])],
        quote=f"Quote {bad}", label=f"L {bad}"[:40], date_reason=bad,
    )  # fmt: skip
    html = html_of(client, event.get_absolute_url())
    assert "<script>alert" not in html
    for words in ("Title", "Summary", "Note", "Actor", "Quote"):
        assert f"{words} &lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_a_panel_is_sent_where_htmx_asks(client, opening) -> None:
    part = client.get(opening.get_absolute_url(), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "On Monday" in words_of(part)
    assert "History" not in words_of(part)


def test_a_quote_leads_to_the_text_that_it_was_taken_from(client, opening) -> None:
    (quote,) = opening.citations.all()
    gazette = quote.passage.text_version.document
    marked = f"#p{quote.passage_id}"
    assert f"/sources/gazette/{marked}" in links_of(html_of(client, opening.get_absolute_url()))
    newest = make_text("On Monday the mayor opened the bridge, it was corrected.", document=gazette)
    passage = make_passage("the mayor opened the bridge, it was", version=newest)
    make_citation(opening, passage=passage)
    links = links_of(html_of(client, opening.get_absolute_url()))
    old, new = (link for link in links if link.startswith("/sources/gazette/") and "#p" in link)
    assert (old, new.partition("#")[0]) == (
        f"/sources/gazette/?version=1{marked}",
        "/sources/gazette/",
    )
    assert f'id="{marked[1:]}"' in html_of(client, old.partition("#")[0])


@pytest.mark.parametrize(
    ("edtf", "sign"),
    [("[2004-05-03..]", "later"), ("[..2004-05-03]", "earlier"), ("2004-05", "soft")],
)
def test_a_date_fades_only_to_the_side_that_it_leaves_open(client, edtf, sign) -> None:
    make_event(edtf="1995")
    make_event(edtf="2012")
    html = html_of(client, make_event("Mayor resigns", edtf=edtf).get_absolute_url())
    assert re.findall(r'href="#mark-(later|earlier|soft)"', html) == [sign]


def test_a_letter_that_makes_room_for_another_is_tied_to_its_own_day(client) -> None:
    event = make_event(edtf="1990")
    for day in ("2004-05-05", "2004-05-06"):
        document = make_document(f"gazette-{day}", published=day)
        words = f"the mayor spoke before {day}"
        text = make_text(f"It is said that {words}.", document=document)
        make_citation(event, passage=make_passage(words, version=text))
    html = html_of(client, event.get_absolute_url())
    days = re.findall(r'class="strip-tie only-wide" x="([\d.]+)%"', html)
    ties = re.findall(r'<line x1="0" x2="(-?\d+)"', html)
    letters = re.findall(r'<g transform="translate\((-?\d+) 0\)">\s*<rect', html)
    lines = re.findall(r'<line x1="([\d.]+)%" x2="[\d.]+%" y1="27"', html)
    assert ties == letters
    assert len(set(ties)) == len(ties) > 1
    assert days == lines


def test_a_panel_says_which_of_two_sources_gives_which_date(client, gazette, courier) -> None:
    event = make_event(date_reason="The Gazette was there.", edtf="2004-05-03")
    for version, edtf in ((gazette, "2004-05-03"), (courier, "2004-05-04")):
        passage = make_passage("the mayor opened the bridge", version=version, start=35)
        make_citation(event, passage=passage, edtf=edtf, rule="as written")
    part = client.get(event.get_absolute_url(), headers={"HX-Request": "true"}).content.decode()
    how = words_of(part.partition("How we know the date")[2])
    dated = dict(re.findall(r"\b([A-Z]) Words .*? Date (\d May 2004)", how))
    assert dated["A"] == "4 May 2004", "the Courier’s day, beside its letter"
    assert dated["B"] == "3 May 2004", "the Gazette’s"
