"""Where sources differ, and plans: their pages, and the way to them."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories import make_citation, make_event, make_link, make_timeline
from timeline.models import Citation

pytestmark = pytest.mark.django_db


def page(client: Client, name: str) -> str:
    return client.get(f"/t/bridge/{name}").content.decode()


def test_events_that_contradict_each_other_stand_side_by_side_with_their_words(client) -> None:
    dry = make_event("Cellar dry", quote="not a drop in the cellar")
    wet = make_event("Cellar wet", quote="the cellar was a lake")
    make_link(dry, wet, "contradicts", "The cellar was dry, and it was not.")
    told = page(client, "disagreements/")
    for words in ("not a drop in the cellar", "a lake", "dry, and it was not", "1 disagreement is"):
        assert words in told
    assert "on record, about 2 events." in told, "as many as the timeline says are in dispute"


def test_dates_of_which_only_one_can_be_right_are_a_disagreement(client) -> None:
    event = make_event("Bridge opens", edtf="2004-05-03", date_reason="The later paper checked.")
    make_citation(event, "opened on the fourth", edtf="2004-05-04")
    told = page(client, "disagreements/")
    assert "dated differently" in told
    assert "4 May 2004" in told
    assert "The later paper checked." in told


def test_a_month_and_a_day_in_it_agree(client) -> None:
    event = make_event("Bridge opens", edtf="2004-05-03")
    make_citation(event, "opened in May", edtf="2004-05")
    assert "don’t contradict each other" in page(client, "disagreements/")


def test_one_event_that_a_source_disputes_shows_both_accounts(client) -> None:
    event = make_event("Mayor cut the ribbon", quote="the mayor cut it")
    make_citation(event, "her deputy cut it", stance=Citation.Stance.DISPUTES, edtf="")
    told = page(client, "disagreements/")
    assert "the mayor cut it" in told
    assert "her deputy cut it" in told


def test_a_plan_is_open_until_a_source_tells_what_came_of_it(client) -> None:
    plan = make_event("Bridge due", edtf="2004-04", modality="planned", quote="due in April")
    assert "1 plan has no outcome" in page(client, "plans/")
    assert 'href="/t/bridge/plans/">open plan<' in page(client, "")
    outcome = make_event("Bridge opens", edtf="2004-05-03", quote="open at last")
    make_link(plan, outcome)
    told = page(client, "plans/")
    assert "0 plans have no outcome" in told
    assert "3 days late" in told
    assert "open at last" in told


def test_drafts_and_other_timelines_stay_out(client) -> None:
    plan = make_event("Bridge due", modality="planned")
    make_link(plan, make_event("Bridge opens", status="candidate"))
    make_event("Elsewhere", modality="planned", timeline=make_timeline("other"))
    told = page(client, "plans/")
    assert "1 plan has no outcome" in told
    assert "Elsewhere" not in told
    assert "Bridge opens" not in told


def test_where_there_is_nothing_of_the_kind_nothing_leads_there_and_the_page_says_so(
    client,
) -> None:
    make_event("Bridge opens")
    assert "disagreements/" not in page(client, "")
    assert "plans/" not in page(client, "")
    assert "tell of no plans" in page(client, "plans/")


def test_a_hidden_timeline_has_no_such_pages(client) -> None:
    make_timeline("hidden", is_public=False)
    for name in ("disagreements", "plans"):
        assert client.get(f"/t/hidden/{name}/").status_code == 404
