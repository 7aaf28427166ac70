"""An index and the database answer alike, whatever is in the timeline and whatever is asked."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from django.db import transaction
from hypothesis import Phase, given
from hypothesis import settings as effort
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from tests.timeline.comparing import differences
from tests.timeline.mixture import change_something, make_mixture, random_query, redate
from timeline.actions.building_index import build_index
from timeline.answers.by_index import ByIndex
from timeline.filters import TimelineFilter
from timeline.index_store import current
from timeline.models import Timeline
from timeline.sigla import documents_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def indexes_of_its_own(settings: Settings, tmp_path: Path) -> None:
    """Else they stay, and a test that counts queries sees them looked at."""
    settings.INDEX = tmp_path / "index"


@given(seed=st.integers(0, 2**32))
@effort(max_examples=7, phases=(Phase.reuse, Phase.generate))  # a smaller seed tells nothing
def test_index_and_database_answer_alike_also_while_events_change(seed: int) -> None:
    random = Random(seed)  # noqa: S311
    with transaction.atomic():
        timeline, passages = make_mixture(random, size=random.choice([0, 5, 25]))
        build_index(timeline.pk)
        changes: list[str] = []
        for _ in range(9):
            query = random_query(random)
            assert differences(timeline, query) == {}, (query, changes)
            if timeline.events.exists():
                changes.append(change_something(random, timeline, passages))
        transaction.set_rollback(True)


def sources_stamp(timeline: Timeline) -> str:
    log, index = current(timeline.pk)
    assert index is not None
    return ByIndex(index, timeline.pk, TimelineFilter(), log).sources_stamp


@given(seed=st.integers(0, 2**32))
@effort(max_examples=7, phases=(Phase.reuse, Phase.generate))
def test_under_one_stamp_of_sources_a_timeline_rests_on_the_same(seed: int) -> None:
    random = Random(seed)  # noqa: S311
    with transaction.atomic():
        timeline, passages = make_mixture(random, size=random.choice([1, 3, 9]))
        build_index(timeline.pk)
        told: dict[str, list[str]] = {}
        for _ in range(25):
            found = list(documents_of(timeline).values_list("slug", flat=True))
            assert told.setdefault(sources_stamp(timeline), found) == found
            if timeline.events.exists():
                change_something(random, timeline, passages)
        transaction.set_rollback(True)


def test_the_stamp_of_sources_stays_while_events_cite_the_same() -> None:
    random = Random(1)  # noqa: S311
    timeline, passages = make_mixture(random, size=5)
    build_index(timeline.pk)
    before = sources_stamp(timeline)
    for event in timeline.events.all():
        redate(random, event, passages)
    assert sources_stamp(timeline) == before
