"""A passage that got lost in a corrected text is placed again by a curator, or left where it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import timezone

from sources.actions.storing import QuoteMismatch
from sources.models import Reanchoring, TextVersion
from tests.factories import make_curator, make_event, make_passage
from tests.timeline.files import BRIDGE, import_files, run, write_files
from timeline.actions.settling import CitedAlready, NotOpen, settle_as_it_was, settle_at
from timeline.models import Citation, Event, Timeline

pytestmark = pytest.mark.django_db

OLD, NEW = "the mayor opened the bridge", "the mayor unveiled the bridge"


@pytest.fixture
def lost(tmp_path: Path) -> Citation:
    """A published citation whose words were changed in a corrected text."""
    import_files(write_files(tmp_path, bridge=BRIDGE))
    passage = make_passage(OLD, version=TextVersion.objects.get())
    event = make_event(passage=passage, timeline=Timeline.objects.get())
    citation = event.citations.get()
    citation.wording, citation.wording_start = "On Monday", BRIDGE.index("On Monday")
    citation.save_with_history(by=None, why="made for a test")
    import_files(write_files(tmp_path, bridge=f"Corrected.\n\n{BRIDGE.replace(OLD, NEW)}"))
    return citation


def place_of(words: str) -> dict[str, int]:
    """Where words stand in the newest text."""
    start = (TextVersion.objects.latest("pk").text or "").index(words)
    return {"start": start, "end": start + len(words)}


def test_a_curator_places_it_anew_and_that_is_on_record(lost: Citation) -> None:
    entry, curator = Reanchoring.objects.open().get(), make_curator()
    now = timezone.now()
    passage = settle_at(entry.pk, **place_of(NEW), by=curator, now=now)
    lost.refresh_from_db()
    assert (lost.passage, lost.passage.quote) == (passage, NEW)
    text = lost.passage.text_version.text or ""
    assert text.startswith("On Monday", lost.wording_start)
    assert Event.objects.get().status == Event.Status.PUBLISHED
    change = lost.history.latest()
    assert (change.history_user, change.history_change_reason) == (
        *(curator, "cited again from the corrected text"),
    )
    entry.refresh_from_db()
    assert (entry.found, entry.settled_by, entry.settled_at) == (passage, curator, now)
    assert not Reanchoring.objects.open().exists()
    assert run("verify").status == 0


def test_a_curator_can_leave_it_on_the_old_text(lost: Citation) -> None:
    entry, curator, before = Reanchoring.objects.open().get(), make_curator(), lost.passage
    settle_as_it_was(entry.pk, by=curator, now=timezone.now())
    lost.refresh_from_db()
    assert lost.passage == before
    assert not Reanchoring.objects.open().exists()


def test_of_two_curators_the_second_is_told(lost: Citation) -> None:
    entry, curator = Reanchoring.objects.open().get(), make_curator()
    settle_as_it_was(entry.pk, by=curator, now=timezone.now())
    with pytest.raises(NotOpen, match="is settled already"):
        settle_at(entry.pk, **place_of(NEW), by=curator, now=timezone.now())
    lost.refresh_from_db()
    assert lost.passage.quote == OLD


def test_a_place_outside_the_text_or_cited_already_is_refused_and_stays_open(
    lost: Citation,
) -> None:
    entry, curator = Reanchoring.objects.open().get(), make_curator()
    with pytest.raises(QuoteMismatch):
        settle_at(entry.pk, start=5, end=100_000, by=curator, now=timezone.now())
    passage = make_passage(NEW, version=entry.new_version)
    Citation(event=lost.event, passage=passage).save_with_history(by=None, why="made for a test")
    with pytest.raises(CitedAlready, match="cites these words already"):
        settle_at(entry.pk, **place_of(NEW), by=curator, now=timezone.now())
    assert Reanchoring.objects.open().get() == entry
