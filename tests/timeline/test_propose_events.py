"""Dated sentences become candidates with their proof, once, whatever is decided about them."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db.models import Model

from sources.models import Document, Passage, TextVersion
from tests.factories import (
    make_actor,
    make_curator,
    make_document,
    make_event,
    make_text,
    make_timeline,
)
from tests.timeline.files import Run, import_files, run, write_files
from timeline.actions import detecting, proposing
from timeline.actions.crew import Crew
from timeline.actions.deciding import undo
from timeline.actions.editing import discard
from timeline.actions.merging import merge
from timeline.actions.proposing import propose_events
from timeline.actions.review import publish, reject
from timeline.actions.splitting import Half, split
from timeline.dates import Step
from timeline.drafting import replay_draft
from timeline.models import (
    Category,
    Citation,
    DateMention,
    Drafting,
    Event,
    EventActor,
    MergeProposal,
    Proposal,
    Timeline,
)

pytestmark = pytest.mark.django_db

ARTICLE = """The Gazette

On 3 May 2004, Mayor Ada Marsh opened the Elbow bridge. The old ferry will stop on 30 June 2004.
Work on the bridge had begun in 1998. About 300 people have crossed it every day since then.
"""
OTHER = """The Courier

Ada Marsh opened the bridge over the Elbow on 3 May 2004 and cut a ribbon.
"""


@pytest.fixture
def timeline() -> Timeline:
    """A timeline with one article, and one actor that it names."""
    made = make_timeline("bridge", is_public=False)
    make_actor("Ada Marsh")
    made.documents.add(make_text(ARTICLE, document=make_document("gazette")).document)
    return made


def propose(*arguments: object) -> Run:
    """The command, in this process."""
    return run("propose_events", *arguments, "--jobs", 1)


def titles() -> set[str]:
    """Of all events."""
    return set(Event.objects.values_list("title", flat=True))


def test_each_candidate_has_its_words_its_date_and_the_steps_to_it(timeline: Timeline) -> None:
    told = propose("--timeline", "bridge")
    assert told.status == 0
    assert told.out.startswith("bridge: 3 events proposed from 1 texts, 0 known before, 0 pairs")
    opened = Event.objects.get(edtf="2004-05-03")
    assert opened.status == Event.Status.CANDIDATE
    assert "opened the Elbow bridge" in opened.title
    (citation,) = opened.citations.all()
    assert citation.passage.quote in ARTICLE
    assert citation.passage.stands
    assert (citation.wording, citation.edtf) == ("3 May 2004", "2004-05-03")
    assert citation.rule.startswith("the date stands in the words of the event")
    assert [part.actor.name for part in opened.participations.all()] == ["Ada Marsh"]
    assert opened.history.latest().history_change_reason == "proposed from the text"
    stop = Event.objects.get(edtf="2004-06-30")
    assert stop.modality == Event.Modality.PLANNED
    for proposal in Proposal.objects.select_related("event"):
        steps = tuple(Step(do, tuple(args)) for do, *args in proposal.derivation)
        assert proposal.event is not None
        assert replay_draft(steps) == proposal.event.edtf
        assert 0 < proposal.confidence <= 1


def test_every_date_ends_as_used_merged_or_refused_by_a_rule(timeline: Timeline) -> None:
    told = propose()
    mentions = DateMention.objects.all()
    assert not mentions.filter(fate=DateMention.Fate.OPEN).exists()
    assert not mentions.filter(fate_rule="").exists()
    used = mentions.filter(fate=DateMention.Fate.USED).count()
    refused = mentions.filter(fate=DateMention.Fate.REFUSED).count()
    assert (used, refused) == (3, mentions.count() - 3)
    assert (
        f"Date expressions: {mentions.count()}, of them 0 not looked at yet, 3 dates a candidate,"
        f" 0 says the same as another, {refused} dates no event\n"
    ) in told.out


def everything() -> list[object]:
    """What proposing may write."""
    models: list[type[Model]] = [Event, Passage, Proposal, DateMention, Category]
    models += [Event.history.model, Citation.history.model, EventActor.history.model]
    return [list(model._default_manager.order_by("pk").values()) for model in models]


def test_a_second_time_nothing_is_added(timeline: Timeline) -> None:
    propose()
    before = everything()
    assert "0 events proposed from 0 texts" in propose().out
    make_actor("The ferryman")  # another basis: the text is drafted again
    assert "0 events proposed from 1 texts, 3 known before" in propose().out
    assert everything() == before


@pytest.mark.parametrize("decision", ["published", "rejected", "edited", "deleted"])
def test_what_was_decided_does_not_come_back(timeline: Timeline, decision: str) -> None:
    propose()
    event = Event.objects.get(edtf="2004-05-03")
    if decision == "published":
        publish(event.pk, seen_version=1, by=None)
    elif decision == "rejected":
        reject(event.pk, seen_version=1, by=None)
    elif decision == "edited":
        event.title, event.edtf, event.modality = "Bridge opens", "2004-05", "announced"
        event.save_with_history(by=None, why="put right")
    else:
        discard(event.pk, seen_version=1, by=None, why="not an event")
    make_actor("The ferryman")
    assert "0 events proposed from 1 texts, 3 known before" in propose().out
    assert Event.objects.count() == (2 if decision == "deleted" else 3)


def test_what_a_curator_cited_by_hand_is_not_proposed(timeline: Timeline) -> None:
    version = TextVersion.objects.get()
    quote = "Mayor Ada Marsh opened the Elbow bridge"
    start = ARTICLE.index(quote)
    passage = Passage.objects.create(
        text_version=version, start=start, end=start + len(quote), quote=quote
    )
    make_event(passage=passage, timeline=timeline)
    assert "2 events proposed from 1 texts, 1 known before" in propose().out


def test_a_timeline_without_lanes_gets_some(timeline: Timeline) -> None:
    propose()
    assert timeline.categories.filter(slug="agreements").exists()
    assert Event.objects.exclude(category__timeline=timeline).count() == 0
    other = make_timeline("ferry")
    own = Category.objects.create(timeline=other, slug="works", name="Works on a bridge")
    other.documents.add(Document.objects.get())
    propose("--timeline", "ferry")
    lanes = set(other.categories.values_list("slug", flat=True))
    assert lanes <= {"works", "unsorted"}
    assert own.events.exists()


def test_two_documents_that_tell_of_one_event_are_proposed_as_a_merge(timeline: Timeline) -> None:
    timeline.documents.add(make_text(OTHER, document=make_document("courier")).document)
    assert "4 events proposed from 2 texts, 0 known before, 1 pairs" in propose().out
    (pair,) = MergeProposal.objects.open()
    assert pair.first.edtf == pair.second.edtf == "2004-05-03"
    assert any("2004-05-03" in reason for reason in pair.reasons)
    assert Event.objects.count() == 4  # nothing is merged by itself
    pair.state = MergeProposal.State.DECLINED
    pair.save()
    make_actor("The ferryman")
    propose()
    assert not MergeProposal.objects.open().exists()
    assert MergeProposal.objects.count() == 1


def test_of_what_is_no_article_text_nothing_is_proposed(timeline: Timeline) -> None:
    version = TextVersion.objects.get()
    version.boilerplate = [[0, len(ARTICLE)]]
    version.save()
    assert "0 events proposed from 1 texts" in propose().out
    assert not DateMention.objects.exists()


def test_in_a_corrected_text_the_same_drafts_are_known(tmp_path: Path) -> None:
    make_actor("Ada Marsh")
    import_files(write_files(tmp_path, gazette=ARTICLE))
    propose()
    count = Event.objects.count()
    gone = Event.objects.get(edtf="2004-06-30")
    discard(gone.pk, seen_version=gone.version, by=None, why="not an event")
    reject(Event.objects.get(edtf="1998").pk, seen_version=1, by=None)
    import_files(write_files(tmp_path, gazette=ARTICLE.replace("Gazette", "Daily Gazette")))
    assert f"0 events proposed from 1 texts, {count} known before" in propose().out


def test_a_document_on_two_timelines_is_proposed_on_each(timeline: Timeline) -> None:
    make_timeline("ferry").documents.add(Document.objects.get())
    out = propose().out
    assert "bridge: 3 events proposed" in out
    assert "ferry: 3 events proposed" in out
    assert Event.objects.filter(timeline__slug="ferry").count() == 3


def test_a_language_without_words_gets_one_line_and_the_rest_goes_on(timeline: Timeline) -> None:
    timeline.documents.add(
        make_text("Nuqneh 1998.", document=make_document("qo", language="tlh")).document
    )
    told = propose()
    assert told.status == 1
    assert "bridge: 3 events proposed" in told.out
    line, total = told.err.splitlines()
    assert line.startswith("qo: no date words for language")
    assert total == "1 problems; see above"


def test_another_engine_that_finds_the_same_leaves_no_date_unaccounted_for(
    timeline: Timeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    propose()
    before = set(DateMention.objects.values_list("start", "fate", "fate_rule"))
    for module in (detecting, proposing):
        monkeypatch.setattr(module, "engine_version", lambda: "another")
    assert "0 events proposed from 1 texts, 3 known before" in propose().out
    assert set(DateMention.objects.values_list("start", "fate", "fate_rule")) == before


@pytest.mark.django_db(transaction=True)
def test_two_processes_propose_the_same_as_one() -> None:
    results = []
    for slug, jobs in (("one", 1), ("two", 2)):
        made = make_timeline(slug)
        for number in range(6):
            text = make_text(f"{ARTICLE} Copy {number}.")
            made.documents.add(text.document)
        propose_events(made, made.documents.all(), crew=Crew(jobs))
        results.append(list(made.events.order_by("pk").values_list("title", "edtf", "modality")))
    assert results[0] == results[1]
    assert results[0]


def test_what_was_merged_or_split_does_not_come_back(timeline: Timeline) -> None:
    """A merged candidate stays rejected; of a split one, the whole sentence stays known."""
    propose("--timeline", "bridge")
    ada = make_curator("ada")
    opened, stop = (Event.objects.get(edtf=date) for date in ("2004-05-03", "2004-06-30"))
    begun = Event.objects.get(edtf="1998")
    merge(
        begun.pk, stop.pk, seen_version=begun.version, into_version=stop.version, by=ada
    )  # fmt: skip
    halves = tuple(
        Half(title, opened.edtf, modality, opened.category_id, quote)
        for title, modality, quote in (
            ("It begins", "occurred", "On 3 May 2004, Mayor Ada Marsh"),
            ("It opens", "planned", "opened the Elbow bridge"),
        )
    )
    split(opened.pk, (halves[0], halves[1]), seen_version=opened.version, by=ada)
    Drafting.objects.all().delete()  # draft all texts again
    assert propose("--timeline", "bridge").out.startswith("bridge: 0 events proposed")
    undo(timeline, by=ada)
    undo(timeline, by=ada)
    assert titles() >= {opened.title, stop.title, begun.title}
    Drafting.objects.all().delete()
    assert propose("--timeline", "bridge").out.startswith("bridge: 0 events proposed")
    assert Event.objects.filter(status="candidate").count() == 3
