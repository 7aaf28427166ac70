"""What curators decide about candidates, and how they take it back."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User

from sources.actions.storing import QuoteMismatch
from tests.factories import (
    make_actor,
    make_citation,
    make_event,
    make_link,
    make_passage,
    make_text,
)
from timeline.actions import deciding
from timeline.actions.deciding import Edits, NothingToUndo
from timeline.actions.merging import NotMergeable, SettledAlready, keep_apart, merge
from timeline.actions.review import EditConflict, reject
from timeline.actions.splitting import Half, NotSplittable, split
from timeline.actions.tracing import Overtaken
from timeline.dates import find_dates
from timeline.models import (
    Actor,
    Citation,
    DateMention,
    Decision,
    Event,
    EventLink,
    MergeProposal,
    Proposal,
)

pytestmark = pytest.mark.django_db

TEXT = "On 3 May 2004 the mayor said that the bridge would open on 7 June 2004."


@pytest.fixture
def ada() -> User:
    return User.objects.create_user("ada", is_staff=True)


@pytest.fixture
def bob() -> User:
    return User.objects.create_user("bob", is_staff=True)


def candidate(title: str = "Mayor speaks", **values: Any) -> Event:
    return make_event(title, status="candidate", **values)


def edits(event: Event, **changed: Any) -> Edits:
    values: dict[str, Any] = {
        "title": event.title,
        "edtf": event.edtf,
        "date_reason": event.date_reason,
        "modality": event.modality,
        "category_id": event.category_id,
        "importance": event.importance,
        "summary": event.summary,
        "kept": frozenset(event.participations.values_list("pk", flat=True)),
        **changed,
    }
    return Edits(**values)


def state(event: Event) -> dict[str, Any]:
    """All that readers and curators are told of an event."""
    event = Event.objects.get(pk=event.pk)
    names = ("title", "edtf", "first_day", "modality", "status", "category_id", "importance")
    citations = event.citations.order_by("pk").values_list("pk", "passage", "edtf", "rule")
    return {
        **{name: getattr(event, name) for name in (*names, "summary", "slug")},
        "citations": list(citations),
        "actors": list(event.participations.order_by("pk").values_list("pk", "actor", "role")),
        "links": list(event.links_out.values_list("pk", flat=True)),
        "themes": list(event.themes.values_list("slug", flat=True)),
    }


def mention(passage: Any, wording: str) -> None:
    """The date engine's reading of words of the passage, as detection stores it."""
    text = passage.text_version.text
    found = next(each for each in find_dates(text) if each.wording == wording)
    DateMention.objects.create(
        text_version=passage.text_version,
        start=found.start,
        end=found.end,
        wording=wording,
        type=found.type,
        value=found.value,
        edtf=found.edtf,
        rule="test",
        derivation=[[step.do, *step.args] for step in found.derivation],
        engine="test",
    )


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


class TestUndoing:
    def test_brings_back_exactly_what_was(self, ada: User) -> None:
        event = candidate(actors=["Ada Marsh", ("Ben Fell", "host")])
        before = state(event)
        wanted = edits(
            event,
            title="Quite another",
            edtf="2005",
            kept=frozenset(),
            new_actors=(("River Board", "organisation"),),
        )
        deciding.accept(event.pk, seen_version=event.version, by=ada, edits=wanted)
        assert state(event) != before
        deciding.undo(event.timeline, by=ada)
        assert state(event) == before
        assert not Actor.objects.filter(name="River Board").exists()
        newest = Event.objects.get(pk=event.pk).history.first()
        assert newest is not None
        assert newest.history_change_reason == "undone: accepted"

    def test_goes_back_step_by_step(self, ada: User) -> None:
        one, two = candidate("One"), candidate("Two")
        deciding.turn_down(one.pk, seen_version=one.version, by=ada, why="too vague")
        deciding.accept(two.pk, seen_version=two.version, by=ada)
        assert [each.event for each in deciding.undo(one.timeline, by=ada)] == [two]
        assert [each.event for each in deciding.undo(one.timeline, by=ada)] == [one]
        assert set(Event.objects.values_list("status", flat=True)) == {"candidate"}
        with pytest.raises(NothingToUndo):
            deciding.undo(one.timeline, by=ada)

    def test_goes_back_through_all_that_was_decided_on_one_event(
        self, ada: User, bob: User
    ) -> None:
        event = candidate()
        states = [state(event)]
        saved = edits(event, title="Another title")
        deciding.save(event.pk, seen_version=event.version, by=ada, edits=saved)
        states.append(state(event))
        event.refresh_from_db()
        deciding.accept(event.pk, seen_version=event.version, by=bob)
        deciding.undo(event.timeline, by=bob)
        assert state(event) == states[1]
        event.refresh_from_db()
        deciding.turn_down(event.pk, seen_version=event.version, by=ada, why="too vague")
        deciding.undo(event.timeline, by=ada)
        assert state(event) == states[1]
        deciding.undo(event.timeline, by=ada)
        assert state(event) == states[0]
        assert not Decision.objects.standing().exists()

    def test_goes_back_through_a_split_and_what_was_made_of_its_halves(self, ada: User) -> None:
        event = candidate(passage=make_passage(TEXT, version=make_text(TEXT)))
        before = state(event)
        half = Half("Mayor speaks", "2004-05-03", "announced", event.category_id, "the mayor said")
        for kept in split(event.pk, (half, half), seen_version=event.version, by=ada):
            kept.refresh_from_db()
            deciding.accept(kept.pk, seen_version=kept.version, by=ada)
        for _ in range(3):
            deciding.undo(event.timeline, by=ada)
        assert state(event) == before
        assert Event.objects.count() == 1

    def test_goes_back_through_a_merge_and_what_was_made_of_the_one(self, ada: User) -> None:
        kept, twin = candidate("One"), candidate("Two", edtf="2004-05-04")
        before = state(kept), state(twin)
        told = {"seen_version": twin.version, "into_version": kept.version}
        merge(twin.pk, kept.pk, by=ada, **told)
        kept.refresh_from_db()
        deciding.accept(kept.pk, seen_version=kept.version, by=ada)
        deciding.undo(kept.timeline, by=ada)
        deciding.undo(kept.timeline, by=ada)
        assert (state(kept), state(twin)) == before

    def test_is_refused_where_somebody_changed_the_event_since(self, ada: User, bob: User) -> None:
        event = candidate()
        deciding.accept(event.pk, seen_version=event.version, by=ada)
        event.refresh_from_db()
        reject(event.pk, seen_version=event.version, by=bob)
        before = state(event)
        with pytest.raises(Overtaken, match="“Mayor speaks” was changed after that \\(bob\\)"):
            deciding.undo(event.timeline, by=ada)
        assert state(event) == before

    def test_is_refused_where_it_is_not_what_the_curator_saw(self, ada: User) -> None:
        first, second = candidate("First"), candidate("Second")
        deciding.accept(first.pk, seen_version=first.version, by=ada)
        seen = str(Decision.objects.get().step)
        deciding.accept(second.pk, seen_version=second.version, by=ada)
        with pytest.raises(NothingToUndo, match="something else since"):
            deciding.undo(first.timeline, by=ada, step=seen)
        assert Event.objects.filter(status="published").count() == 2

    def test_never_takes_back_what_another_did(self, ada: User, bob: User) -> None:
        event = candidate()
        deciding.accept(event.pk, seen_version=event.version, by=bob)
        with pytest.raises(NothingToUndo):
            deciding.undo(event.timeline, by=ada)


class TestMerging:
    def test_gives_the_other_event_passage_and_actors(self, ada: User) -> None:
        kept = make_event("Bridge opened", actors=["Ada Marsh"])
        twin = candidate("Bridge is opened", edtf="2004-05-04", actors=["Ada Marsh", "Ben Fell"])
        before = state(kept), state(twin)
        told = {"seen_version": twin.version, "into_version": kept.version}
        merge(twin.pk, kept.pk, by=ada, **told)
        twin.refresh_from_db()
        assert twin.status == "rejected"
        dates = kept.citations.order_by("position").values_list("edtf", flat=True)
        assert list(dates) == ["2004-05-03", "2004-05-04"]
        assert {str(part.actor) for part in kept.participations.all()} == {"Ada Marsh", "Ben Fell"}
        deciding.undo(kept.timeline, by=ada)
        assert (state(kept), state(twin)) == before

    def test_settles_the_proposal_and_undoing_opens_it_again(self, ada: User) -> None:
        kept, twin = make_event("One"), candidate("Two")
        proposal = MergeProposal.objects.create(first=kept, second=twin, score=0.9)
        told = {"seen_version": twin.version, "into_version": kept.version}
        merge(twin.pk, kept.pk, by=ada, **told)
        proposal.refresh_from_db()
        assert (proposal.state, proposal.decided_by) == ("merged", ada)
        deciding.undo(kept.timeline, by=ada)
        proposal.refresh_from_db()
        assert (proposal.state, proposal.decided_by) == ("open", None)

    def test_does_not_cite_one_passage_twice(self, ada: User) -> None:
        passage = make_passage(TEXT)
        kept, twin = make_event("One", passage=passage), candidate("Two", passage=passage)
        told = {"seen_version": twin.version, "into_version": kept.version}
        merge(twin.pk, kept.pk, by=ada, **told)
        assert kept.citations.count() == 1

    def test_is_refused_with_what_was_rejected_or_changed(self, ada: User) -> None:
        twin, gone = candidate("Two"), make_event("Gone", status="rejected")
        told = {"seen_version": twin.version, "into_version": gone.version}
        with pytest.raises(NotMergeable, match="was rejected"):
            merge(twin.pk, gone.pk, by=ada, **told)
        kept = make_event("Kept")
        with pytest.raises(EditConflict):
            merge(twin.pk, kept.pk, by=ada, seen_version=twin.version, into_version=99)
        with pytest.raises(NotMergeable, match="itself"):
            merge(twin.pk, twin.pk, by=ada, seen_version=1, into_version=twin.version)
        twin.refresh_from_db()
        assert twin.status == "candidate"

    def test_two_that_are_kept_apart_stay_so(self, ada: User) -> None:
        proposal = MergeProposal.objects.create(
            first=make_event("One"), second=candidate("Two"), score=0.9
        )
        keep_apart(proposal.pk, by=ada)
        proposal.refresh_from_db()
        assert proposal.state == "declined"

    def test_keeping_apart_is_undone(self, ada: User) -> None:
        kept, twin = make_event("One"), candidate("Two")
        proposal = MergeProposal.objects.create(first=kept, second=twin, score=0.9)
        keep_apart(proposal.pk, by=ada)
        (undone,) = deciding.undo(kept.timeline, by=ada)
        proposal.refresh_from_db()
        assert (proposal.state, proposal.decided_by, undone.event) == ("open", None, twin)

    def test_a_pair_that_somebody_decided_on_is_left_so(self, ada: User, bob: User) -> None:
        kept, twin = make_event("One"), candidate("Two")
        proposal = MergeProposal.objects.create(first=kept, second=twin, score=0.9)
        merge(twin.pk, kept.pk, by=bob, seen_version=twin.version, into_version=kept.version)
        with pytest.raises(SettledAlready, match="bob decided on these two already: one event"):
            keep_apart(proposal.pk, by=ada)
        proposal.refresh_from_db()
        assert (proposal.state, proposal.decided_by) == ("merged", bob)

    def test_ties_and_storylines_go_along(self, ada: User) -> None:
        kept = make_event("One", themes=["delay"])
        twin = candidate("Two", themes=["delay", "money"])
        plan, statement = make_event("Plan"), make_event("Statement")
        make_link(plan, twin, "outcome", note="As planned.")
        make_link(plan, kept, "same_occasion")
        make_link(twin, statement, "same_occasion")
        make_link(kept, statement, "same_occasion")
        make_link(twin, kept, "contradicts")
        before = state(kept), state(twin), state(plan)
        told = {"seen_version": twin.version, "into_version": kept.version}
        merge(twin.pk, kept.pk, by=ada, **told)
        assert {theme.slug for theme in kept.themes.all()} == {"delay", "money"}
        ties = kept.links_in.filter(from_event=plan).values_list("kind", "note")
        assert set(ties) == {("outcome", "As planned."), ("same_occasion", "")}
        assert kept.links_out.count() == 1
        newest = kept.history.first()
        assert newest is not None
        assert newest.themes.count() == 2
        deciding.undo(kept.timeline, by=ada)
        assert (state(kept), state(twin), state(plan)) == before


class TestSplitting:
    def halves(self, event: Event, first: str, second: str) -> tuple[Half, Half]:
        return (
            Half("Mayor speaks", "2004-05-03", "announced", event.category_id, first),
            Half("Bridge opens", "2004-06-07", "planned", event.category_id, second),
        )

    def test_gives_each_its_words_and_its_date(self, ada: User) -> None:
        passage = make_passage(TEXT, version=make_text(TEXT))
        mention(passage, "7 June 2004")
        event = candidate(passage=passage, actors=["Ada Marsh"])
        before = state(event)
        halves = self.halves(event, "the mayor said", "the bridge would open on 7 June 2004")
        first, second = split(event.pk, halves, seen_version=event.version, by=ada)
        assert first.pk == event.pk
        assert first.citations.get().passage.quote == "the mayor said"
        cited = second.citations.get()
        assert cited.passage.quote == "the bridge would open on 7 June 2004"
        assert (cited.edtf, cited.wording) == ("2004-06-07", "7 June 2004")
        assert second.status == "candidate"
        assert [str(part.actor) for part in second.participations.all()] == ["Ada Marsh"]
        deciding.undo(event.timeline, by=ada)
        assert state(event) == before
        assert not Event.objects.filter(pk=second.pk).exists()

    def test_words_that_are_not_the_sources_are_refused(self, ada: User) -> None:
        event = candidate(passage=make_passage(TEXT, version=make_text(TEXT)))
        before = state(event)
        halves = self.halves(event, TEXT, "the bridge will never open")
        with pytest.raises(NotSplittable) as refusal:
            split(event.pk, halves, seen_version=event.version, by=ada)
        assert refusal.value.half == 2
        assert state(event) == before
        assert Event.objects.count() == 1

    def test_words_that_it_cites_besides_are_refused(self, ada: User) -> None:
        version = make_text(TEXT)
        event = candidate(passage=make_passage(TEXT, version=version))
        make_citation(event, passage=make_passage("the mayor said", version=version))
        halves = self.halves(event, "the mayor said", "the bridge would open on 7 June 2004")
        with pytest.raises(NotSplittable, match="already") as refusal:
            split(event.pk, halves, seen_version=event.version, by=ada)
        assert refusal.value.half == 1


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
