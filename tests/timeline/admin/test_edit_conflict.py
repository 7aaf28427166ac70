"""Two curators at once: the second is told, sees both, and nobody loses anything."""

from __future__ import annotations

import pytest

from tests.factories import make_actor, make_citation, make_event, make_text, make_theme
from tests.timeline.admin.conftest import fields_of, text_of

pytestmark = pytest.mark.django_db

TOLD = "Somebody else changed this event after you opened it. Nothing was saved"


def test_the_second_curator_overwrites_nothing_and_sees_both(ada, ben, opened) -> None:
    event = make_event("First title")
    late = opened(ben, event)
    opened(ada, event).send(title="Ada’s title", why="checked the paper")
    answer = late.send(title="Ben’s title")
    page = text_of(answer)
    assert TOLD in page
    assert "ada" in page
    assert "checked the paper" in page
    assert "Title Ada’s title Ben’s title You both changed this" in page
    event.refresh_from_db()
    assert event.title == "Ada’s title"


def test_sending_it_again_is_refused_until_the_curator_says_that_it_is_meant(
    ada, ben, opened
) -> None:
    event = make_event("First title")
    late = opened(ben, event)
    opened(ada, event).send(title="Ada’s title")
    answer = late.send(title="Ben’s title")
    late.fields = fields_of(answer)
    assert late.fields["title"] == "Ben’s title"
    late.fields = fields_of(late.send())
    event.refresh_from_db()
    assert event.title == "Ada’s title"
    assert late.send(on_top=event.version).status_code == 302
    event.refresh_from_db()
    assert event.title == "Ben’s title"
    authors = [row.history_user.username for row in event.history.exclude(history_user=None)]
    assert authors == ["ben", "ada"]


def test_on_top_of_one_change_is_not_on_top_of_the_next(ada, ben, opened) -> None:
    event = make_event("First title")
    late = opened(ben, event)
    opened(ada, event).send(title="Ada’s title")
    late.fields = fields_of(late.send(title="Ben’s title"))
    event.refresh_from_db()
    seen = event.version
    opened(ada, event).send(summary="Ada again")
    answer = late.send(on_top=seen)
    assert TOLD in text_of(answer)
    event.refresh_from_db()
    assert (event.title, event.summary) == ("Ada’s title", "Ada again")


def test_saving_on_top_keeps_what_the_other_changed_elsewhere(ada, ben, opened) -> None:
    event = make_event("First title", themes=["delay"])
    late = opened(ben, event)
    more = make_theme("money")
    opened(ada, event).send(summary="Ada’s summary", themes=[more.pk], modality="claimed")
    late.fields = fields_of(late.send(title="Ben’s title"))
    assert late.fields["summary"].strip() == "Ada’s summary", (
        "untouched fields show what is there now"
    )
    event.refresh_from_db()
    assert late.send(on_top=event.version).status_code == 302
    event.refresh_from_db()
    assert (event.title, event.summary, event.modality) == (
        "Ben’s title",
        "Ada’s summary",
        "claimed",
    )
    assert list(event.themes.all()) == [more]


def test_two_curators_who_add_citations_both_keep_theirs(ada, ben, opened) -> None:
    event = make_event()
    version = make_text("The bridge opened on Monday. It closed on Friday.")
    late = opened(ben, event).cite(version, "It closed on Friday")
    opened(ada, event).cite(version, "The bridge opened on Monday").send()
    answer = late.send()
    page = text_of(answer)
    assert TOLD in page
    assert "Citation “The bridge opened on Monday” not there when you opened it" in page
    assert "Citation, new not there" in page
    assert event.citations.count() == 2
    late.fields = fields_of(answer)
    event.refresh_from_db()
    assert late.send(on_top=event.version).status_code == 302
    assert {citation.passage.quote for citation in event.citations.all()} >= {
        "The bridge opened on Monday",
        "It closed on Friday",
    }


@pytest.mark.parametrize("touched", [False, True])
def test_a_row_that_the_other_deleted_comes_back_only_if_it_was_worked_on(
    ada, ben, opened, touched
) -> None:
    event = make_event()
    version = make_text("The bridge opened on Monday. It closed on Friday.")
    opened(ada, event).cite(version, "It closed on Friday").send()
    late = opened(ben, event)
    if touched:
        late.fields["citations-1-note"] = "Ben’s note"
    opened(ada, event).send(citations__1__DELETE="on")
    answer = late.send(title="Ben’s title")
    assert TOLD in text_of(answer)
    late.fields = fields_of(answer)
    event.refresh_from_db()
    answer = late.send(on_top=event.version)
    assert answer.status_code == 302, text_of(answer)
    notes = [citation.note for citation in event.citations.all()]
    assert notes == (["", "Ben’s note"] if touched else [""])


def test_both_add_the_same_actor_and_the_second_is_told_instead_of_failing(
    ada, ben, opened
) -> None:
    event, actor = make_event(), make_actor("Bo Quay")
    late = opened(ben, event).row("participations", actor=actor.pk, role="host", position=0)
    opened(ada, event).row("participations", actor=actor.pk, role="guest", position=0).send()
    late.fields = fields_of(late.send())
    event.refresh_from_db()
    answer = late.send(on_top=event.version)
    assert "This event has this actor already." in text_of(answer)
    assert event.participations.get().role == "guest"


def test_a_decision_on_an_event_that_moved_on_is_not_taken(ada, ben, opened) -> None:
    event = make_event(status="candidate")
    late = opened(ben, event)
    opened(ada, event).send(title="Ada’s title")
    assert TOLD in text_of(late.send("_publish"))
    event.refresh_from_db()
    assert event.status == "candidate"


def test_a_form_without_its_version_is_treated_as_outdated(ada, opened) -> None:
    event = make_event()
    assert TOLD in text_of(opened(ada, event).send(seen_version="", title="Blind"))


def test_a_citation_from_elsewhere_does_not_move_the_version(ada, opened) -> None:
    event = make_event()
    form = opened(ada, event)
    make_citation(event, "The mayor was there")
    assert form.send(title="Still fine").status_code == 302
    assert event.citations.count() == 2
