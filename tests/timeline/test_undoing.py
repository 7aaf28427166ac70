"""How curators take back what they decided: exactly, and nothing of what others did."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from tests.factories import (
    make_passage,
    make_text,
)
from tests.timeline.candidates import TEXT, candidate, edits, state
from timeline.actions import deciding
from timeline.actions.deciding import NothingToUndo
from timeline.actions.merging import merge
from timeline.actions.review import reject
from timeline.actions.splitting import Half, split
from timeline.actions.tracing import Overtaken
from timeline.models import (
    Actor,
    Decision,
    Event,
)

pytestmark = pytest.mark.django_db


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
