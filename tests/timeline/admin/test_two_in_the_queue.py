"""Two curators at one review queue: each has work, and the second is told of the first."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils.html import escape

from tests.timeline.admin.in_queue import QUEUE, candidates, decide, shown, sign_in
from timeline.models import Event, Look

pytestmark = pytest.mark.django_db


def test_two_are_given_different_candidates(ada: Client) -> None:
    candidates(3)
    bob = sign_in("bob")
    assert shown(ada.get(QUEUE)) == "Mayor speaks 1 times"
    assert shown(bob.get(QUEUE)) == "Mayor speaks 2 times"
    assert shown(ada.get(QUEUE)) == "Mayor speaks 1 times"


def test_a_look_ends(ada: Client) -> None:
    candidates(2)
    ada.get(QUEUE)
    bob = sign_in("bob")
    look = Look.objects.get()
    Look.objects.update(at=look.at.replace(year=look.at.year - 1))
    assert shown(bob.get(QUEUE)) == "Mayor speaks 1 times"


def test_the_second_is_told_who_was_faster_and_nothing_is_lost(ada: Client) -> None:
    first, second = candidates(2)
    bob = sign_in("bob")
    decide(bob, first, "accept")
    answer = decide(ada, first, "reject")
    assert escape("bob made “Mayor speaks 1 times” published") in answer.content.decode()
    assert Event.objects.get(pk=first.pk).status == "published"
    assert shown(answer) == second.title


def test_what_the_second_wrote_is_shown_again(ada: Client) -> None:
    first, _ = candidates(2)
    bob = sign_in("bob")
    decide(bob, first, "save", title="Bob’s title")
    answer = decide(ada, first, "accept", title="Ada’s title")
    page = answer.content.decode()
    assert "changed this candidate in the meantime: “Bob’s title”" in page
    assert answer.context["form"]["title"].value() == "Ada’s title"
    first.refresh_from_db()
    assert (first.title, first.status) == ("Bob’s title", "candidate")
    decide(ada, first, "accept", title="Ada’s title")
    first.refresh_from_db()
    assert (first.title, first.status) == ("Ada’s title", "published")


def test_what_the_second_left_alone_stays_as_the_first_made_it(ada: Client) -> None:
    first, _ = candidates(2, actors=["Jo Ash"])
    bob = sign_in("bob")
    kept = [part.pk for part in first.participations.all()]
    offered = ",".join(map(str, kept))
    decide(bob, first, "save", summary="Bob’s summary", title="Bob’s title", names=[0])
    mine = {"title": "Ada’s title", "kept": kept, "offered": offered}
    answer = decide(ada, first, "accept", **mine)
    lines = {(line.label, line.now, line.both) for line in answer.context["differences"]}
    assert lines == {
        ("Title", "Bob’s title", True),
        ("Summary", "Bob’s summary", False),
        ("Actors", "River Board, added", False),
        ("Actors", "1 taken away", False),
    }
    form = answer.context["form"]
    first.refresh_from_db()
    decide(
        ada,
        first,
        "accept",
        **{name: form[name].value() for name in ("title", "summary", "kept")},
    )
    first.refresh_from_db()
    assert (first.title, first.summary) == ("Ada’s title", "Bob’s summary")
    assert [str(actor) for actor in first.actors.all()] == ["River Board"]


def test_rejecting_what_another_changed_asks_to_look_again(ada: Client) -> None:
    first, _ = candidates(2)
    decide(sign_in("bob"), first, "save", title="Bob’s title")
    seen = {"seen": first.version, "do": "reject", "why": "too vague"}
    answer = ada.post(f"/admin/timeline/event/review/{first.pk}/", seen, follow=True)
    assert "Look at it again, then decide." in answer.content.decode()
    assert answer.context["form"]["title"].value() == "Bob’s title"
    first.refresh_from_db()
    assert first.status == "candidate"


def test_the_second_who_splits_finds_both_halves_again(ada: Client) -> None:
    first, _ = candidates(2)
    decide(sign_in("bob"), first, "save", title="Bob’s title")
    sent = {"half1-title": "Half of it", "half2-title": "The other half"}
    answer = decide(ada, first, "split", **sent)
    assert "changed this candidate in the meantime: “Bob’s title”" in answer.content.decode()
    titles = [half["title"].value() for half in answer.context["halves"]]
    assert titles == ["Half of it", "The other half"]
