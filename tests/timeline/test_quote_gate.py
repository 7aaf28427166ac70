"""Verbatim or not public: no event is shown that does not rest on words that stand."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from sources.actions.storing import QuoteMismatch
from sources.guards import SOURCES_GUARDS
from sources.triggers import install_guards, remove_guards
from tests.factories import make_citation, make_document, make_event, make_passage, make_text
from tests.mutations import mutations, true_claim
from timeline.actions.review import EditConflict, mark_milestone, publish, reject, reopen
from timeline.models import Citation, Event

pytestmark = pytest.mark.django_db


def test_an_event_whose_quote_stands_is_published() -> None:
    event = make_event(status="candidate")
    assert not Event.objects.published().exists()
    publish(event.pk, seen_version=event.version, by=None)
    assert Event.objects.published().get() == event


def test_an_event_without_a_citation_is_not_published() -> None:
    event = make_event(status="candidate")
    event.citations.all().delete()
    with pytest.raises(QuoteMismatch, match="has no passage that supports it"):
        publish(event.pk, seen_version=event.version, by=None)
    assert Event.objects.get().status == Event.Status.CANDIDATE
    assert Event.objects.get().version == event.version  # nothing at all was written


def test_a_passage_that_only_disputes_is_not_enough() -> None:
    event = make_event(status="candidate")
    citation = event.citations.get()
    citation.stance = Citation.Stance.DISPUTES
    citation.save()
    with pytest.raises(QuoteMismatch, match="has no passage that supports it"):
        publish(event.pk, seen_version=event.version, by=None)


def test_of_1000_mutations_behind_the_triggers_none_is_published() -> None:
    """Even with a quote, place or text changed where no trigger saw it, the gate does.

    A change of the text outside the quote is one too: it is not the text on record any more.
    """
    claim = true_claim()
    version = make_text(claim.text)
    event = make_event(passage=make_passage(claim.quote, version=version), status="candidate")
    passage = event.citations.get().passage
    remove_guards(connection, SOURCES_GUARDS)
    through = []
    for field, mutated in mutations(claim, 1_000, seed=2_004):
        row = version if field == "text" else passage
        try:
            with transaction.atomic():
                type(row)._default_manager.filter(pk=row.pk).update(
                    **{field: getattr(mutated, field)}
                )
                publish(event.pk, seen_version=event.version, by=None)
        except (QuoteMismatch, IntegrityError):
            continue
        through.append((field, mutated))
    install_guards(connection, SOURCES_GUARDS)
    assert not through
    assert Event.objects.get().status == Event.Status.CANDIDATE


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE timeline_event SET status = 'published'",
        "UPDATE timeline_event SET status = 'published', version = version + 1",
    ],
)
def test_raw_sql_can_not_publish_an_event_without_support(statement: str) -> None:
    make_event(status="candidate").citations.all().delete()
    with (
        pytest.raises(IntegrityError, match="without a passage that supports it"),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_an_event_is_not_born_published() -> None:
    event = make_event(status="candidate")
    event.pk, event.status = None, Event.Status.PUBLISHED
    with pytest.raises(IntegrityError, match="without a passage that supports it"):
        event.save()


def test_losing_its_last_support_withdraws_an_event() -> None:
    event = make_event()
    second = make_citation(event, "Open at last, the mayor said.")
    event.citations.exclude(pk=second.pk).get().delete()
    assert Event.objects.published().exists()
    second.delete()
    assert Event.objects.get().status == Event.Status.CANDIDATE


@pytest.mark.parametrize("way", ["disputed", "moved", "by raw SQL"])
def test_turning_its_last_support_elsewhere_withdraws_an_event(way: str) -> None:
    event, other = make_event("Mayor opens the bridge"), make_event("Work begins")
    citation = event.citations.get()
    if way == "disputed":
        citation.stance = Citation.Stance.DISPUTES
        citation.save()
    elif way == "moved":
        citation.event = other
        citation.save()
    else:
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE timeline_citation SET event_id = %s WHERE id = %s", [other.pk, citation.pk]
            )
    assert list(Event.objects.published()) == [other]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite has INSERT OR REPLACE")
def test_sqlites_replace_does_not_turn_a_citation_unseen() -> None:
    citation = make_event().citations.get()
    with pytest.raises(IntegrityError, match="cites this passage"), connection.cursor() as cursor:
        cursor.execute(
            "INSERT OR REPLACE INTO timeline_citation (event_id, passage_id, stance, position,"
            " edtf, wording, rule, anchor, note) VALUES (%s, %s, 'disputes', 0, '', '', '', '', '')",
            [citation.event_id, citation.passage_id],
        )
    assert Event.objects.published().exists()


def test_an_event_of_a_timeline_that_is_not_public_is_not_public() -> None:
    event = make_event()
    event.timeline.is_public = False
    event.timeline.save()
    assert not Event.objects.published().exists()


@pytest.mark.parametrize("held", [True, False], ids=["text held", "text not held"])
def test_the_words_of_a_date_must_stand_where_the_text_is_held(held: bool) -> None:
    version = make_text("On Monday the mayor opened the bridge.", held=held)
    passage = make_passage("opened", version=version, start=20)
    event = make_event(status="candidate", passage=passage)
    citation = event.citations.get()
    citation.wording, citation.wording_start = "On Monday", 0
    citation.save()
    citation.wording = "On Sunday"
    if held:
        with pytest.raises(IntegrityError, match="wording is not in the text"):
            citation.save()
    else:
        citation.save()


class TestTwoCuratorsAtOnce:
    """The first decision wins; the second curator is told, and nothing is lost."""

    @pytest.mark.parametrize("second", [publish, reject, reopen, mark_milestone])
    def test_the_second_is_told(self, second: object) -> None:
        event = make_event(status="candidate")
        publish(event.pk, seen_version=event.version, by=None)
        with pytest.raises(EditConflict, match="Somebody else changed this event"):
            second(event.pk, seen_version=event.version, by=None)  # type: ignore[operator]
        assert Event.objects.get().status == Event.Status.PUBLISHED
        assert Event.objects.get().history.count() == event.history.count()

    def test_each_decision_moves_the_version_on(self) -> None:
        event = make_event(status="candidate")
        seen = [event.version]
        for decide in (publish, reject, reopen, mark_milestone):
            seen.append(decide(event.pk, seen_version=seen[-1], by=None).version)
        assert seen == sorted(set(seen))

    def test_an_event_that_is_gone_is_a_conflict_too(self) -> None:
        event = make_event(status="candidate")
        pk, version = event.pk, event.version
        event.delete()
        with pytest.raises(EditConflict):
            publish(pk, seen_version=version, by=None)


def test_a_date_that_no_source_gives_is_not_published() -> None:
    event = make_event("Opened", edtf="2004", status="candidate")
    event.edtf = "2004-05"
    event.save_with_history(by=None, why="test")
    with pytest.raises(QuoteMismatch, match="no passage that supports it gives this date"):
        publish(event.pk, seen_version=event.version, by=None)
    event.date_reason = "The minutes in the town archive give the month."
    event.save_with_history(by=None, why="test")
    assert publish(event.pk, seen_version=event.version, by=None).status == "published"


def test_a_date_that_only_a_disputing_source_gives_is_not_published() -> None:
    event = make_event("Opened", edtf="2004", status="candidate")
    make_citation(event, "It opened a year later.", stance="disputes", edtf="2005")
    event.edtf = "2005"
    event.save_with_history(by=None, why="test")
    with pytest.raises(QuoteMismatch, match="gives this date"):
        publish(event.pk, seen_version=event.version, by=None)


def test_an_event_that_rests_on_private_sources_only_is_not_published() -> None:
    memo = make_text("A secret word.", document=make_document("memo", access="private"))
    event = make_event("Known", passage=make_passage("secret", version=memo), status="candidate")
    with pytest.raises(QuoteMismatch, match="private sources only"):
        publish(event.pk, seen_version=event.version, by=None)
