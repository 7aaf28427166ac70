"""Two events that are one, and one that is two."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from tests.factories import (
    make_citation,
    make_event,
    make_link,
    make_passage,
    make_text,
)
from tests.timeline.candidates import TEXT, candidate, mention, state
from timeline.actions import deciding
from timeline.actions.merging import NotMergeable, SettledAlready, keep_apart, merge
from timeline.actions.review import EditConflict
from timeline.actions.splitting import Half, NotSplittable, split
from timeline.models import (
    Event,
    MergeProposal,
)

pytestmark = pytest.mark.django_db


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

    @pytest.mark.parametrize(
        ("values", "cited"),
        [
            ({}, 1),
            ({"edtf": "2004-05-03"}, 1),
            ({"edtf": "2004-05-04"}, 2),
            ({"stance": "disputes"}, 2),
            ({"note": "The union denies it."}, 2),
        ],
    )
    def test_keeps_what_words_around_a_cited_passage_say_otherwise(
        self, ada: User, values: dict[str, str], cited: int
    ) -> None:
        version = make_text(TEXT)
        kept = make_event("One", passage=make_passage(TEXT[5:25], version=version))
        twin = candidate("Two", passage=make_passage(TEXT[:40], version=version))
        citation = twin.citations.get()
        for name, value in ({"edtf": "", "note": ""} | values).items():
            setattr(citation, name, value)
        citation.save()
        told = {"seen_version": twin.version, "into_version": kept.version}
        merge(twin.pk, kept.pk, by=ada, **told)
        assert kept.citations.count() == cited

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
