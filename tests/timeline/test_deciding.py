"""What curators decide about candidates."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User

from sources.actions.storing import QuoteMismatch
from tests.factories import (
    make_actor,
    make_citation,
    make_event,
    make_passage,
    make_text,
)
from tests.timeline.candidates import TEXT, candidate, edits, mention, state
from timeline.actions import deciding
from timeline.actions.review import EditConflict
from timeline.actions.splitting import Half, split
from timeline.models import (
    Actor,
    Citation,
    Decision,
    EventLink,
    Proposal,
)

pytestmark = pytest.mark.django_db


class TestAccepting:
    def test_publishes_what_the_curator_made_of_it(self, ada: User) -> None:
        event = candidate(actors=["Ada Marsh", "Ben Fell"])
        kept = event.participations.order_by("position").values_list("pk", flat=True)[:1]
        wanted = edits(event, title="Mayor opens it", importance=3, kept=frozenset(kept))
        deciding.accept(event.pk, seen_version=event.version, by=ada, edits=wanted)
        event.refresh_from_db()
        assert (event.status, event.title, event.importance) == ("published", "Mayor opens it", 3)
        assert [str(part.actor) for part in event.participations.all()] == ["Ada Marsh"]
        newest = event.history.first()
        assert newest is not None
        assert (newest.history_user, newest.history_change_reason) == (
            ada,
            "accepted in the review queue",
        )

    def test_another_date_is_the_citations_too(self, ada: User) -> None:
        passage = make_passage(TEXT, version=make_text(TEXT))
        mention(passage, "7 June 2004")
        event = candidate(passage=passage)
        wanted = edits(event, edtf="2004-06-07", modality="planned")
        deciding.accept(event.pk, seen_version=event.version, by=ada, edits=wanted)
        citation = event.citations.get()
        assert (citation.edtf, citation.wording) == ("2004-06-07", "7 June 2004")
        assert citation.wording_start == TEXT.index("7 June")

    def test_a_date_that_no_words_give_is_the_curators(self, ada: User) -> None:
        event = candidate()
        wanted = edits(event, edtf="2004-05")
        deciding.accept(event.pk, seen_version=event.version, by=ada, edits=wanted)
        citation = event.citations.get()
        assert (citation.edtf, citation.rule) == ("2004-05", "as a curator reads the words")

    def test_a_name_not_known_yet_becomes_an_actor_and_a_known_one_is_found(
        self, ada: User
    ) -> None:
        make_actor("Ben Fell")
        event = candidate()
        names = (("Ben Fell", "person"), ("River Board", "organisation"))
        wanted = edits(event, new_actors=names)
        deciding.accept(event.pk, seen_version=event.version, by=ada, edits=wanted)
        assert {str(part.actor) for part in event.participations.all()} == {
            "Ben Fell",
            "River Board",
        }
        assert Actor.objects.filter(name="Ben Fell").count() == 1

    def test_what_the_gate_refuses_is_not_written(self, ada: User) -> None:
        event = candidate()
        citation = event.citations.get()
        citation.stance = Citation.Stance.DISPUTES
        citation.save_with_history(by=None, why="test")
        before = state(event)
        with pytest.raises(QuoteMismatch):
            deciding.accept(
                event.pk, seen_version=event.version, by=ada, edits=edits(event, title="New")
            )
        assert state(event) == before
        assert not Decision.objects.exists()

    def test_a_statement_and_its_plan_are_tied_once_both_are_public(self, ada: User) -> None:
        version = make_text(TEXT)
        passage = make_passage(TEXT, version=version)
        said = candidate("Mayor announces the opening", modality="announced", passage=passage)
        plan = candidate("Bridge opens", modality="planned", passage=passage)
        for number, event in enumerate((said, plan)):
            Proposal.objects.create(
                timeline=event.timeline,
                event=event,
                text_version=version,
                fingerprint=f"{number}",
                date_rule="as-said",
                confidence=0.9,
                pair="0-40",
            )
        deciding.accept(plan.pk, seen_version=plan.version, by=ada)
        assert not EventLink.objects.exists()
        deciding.accept(said.pk, seen_version=said.version, by=ada)
        link = EventLink.objects.get()
        assert (link.from_event, link.to_event, link.kind) == (said, plan, "same_occasion")
        deciding.undo(said.timeline, by=ada)
        assert not EventLink.objects.exists()


def test_what_was_decided_on_meanwhile_is_not_decided_on_again(ada: User, bob: User) -> None:
    event = candidate()
    seen = event.version
    deciding.accept(event.pk, seen_version=seen, by=bob)
    with pytest.raises(EditConflict):
        deciding.turn_down(event.pk, seen_version=seen, by=ada, why="too vague")
    event.refresh_from_db()
    assert event.status == "published"


@pytest.mark.parametrize("status", ["published", "rejected"])
def test_what_waits_no_more_is_not_decided_on(ada: User, status: str) -> None:
    event = make_event("Mayor speaks", status=status)
    told: dict[str, Any] = {"seen_version": event.version, "by": ada}
    half = Half("Half", event.edtf, "occurred", event.category_id, "Mayor speaks")
    before = state(event)
    for decide in (
        lambda: deciding.accept(event.pk, **told),
        lambda: deciding.turn_down(event.pk, why="", **told),
        lambda: deciding.save(event.pk, edits=edits(event, title="Other"), **told),
        lambda: split(event.pk, (half, half), **told),
    ):
        with pytest.raises(EditConflict):
            decide()
    event.refresh_from_db()
    assert (state(event), event.version) == (before, told["seen_version"])


def test_another_citation_keeps_its_date(ada: User) -> None:
    event = candidate()
    other = make_citation(event, "another paper says so", edtf="2004-05-05")
    wanted = edits(event, edtf="2004-05-04")
    deciding.accept(event.pk, seen_version=event.version, by=ada, edits=wanted)
    other.refresh_from_db()
    assert other.edtf == "2004-05-05"
