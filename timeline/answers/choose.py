"""Who answers: the index of a large timeline where there is one that will do, else the database."""

from __future__ import annotations

from django.conf import settings

from timeline.actions.building_index import start_building
from timeline.answers.by_index import ByIndex
from timeline.answers.by_sql import BySql
from timeline.answers.protocol import Answers
from timeline.filters import TimelineFilter
from timeline.index_store import current, is_outdated, path_of
from timeline.known import EVERYTHING, AsKnown
from timeline.models import Timeline
from timeline.models.event import EventQuerySet


def indexed(
    timeline: Timeline, everything: EventQuerySet, filters: TimelineFilter | None = None
) -> Answers | None:
    """Return what the index of a timeline says of its events; None where it has none that will do.

    filters: which of them; without, all.
    """
    if not path_of(timeline.pk).exists():  # without asking the database
        return None
    answers = answers_for(timeline, everything, filters or TimelineFilter(), EVERYTHING)
    return answers if isinstance(answers, ByIndex) else None


def have_built(timeline: int) -> None:
    """Have an index built in the background, unless it would be another release's."""
    if not is_outdated():
        start_building(timeline)


def answers_for(
    timeline: Timeline, everything: EventQuerySet, filters: TimelineFilter, known: AsKnown
) -> Answers:
    """Return the answers to a filter. everything: the timeline's events that may be shown.

    Has an index built in the background where the timeline is large and lacks one, or where much
    has changed since. What was known on a day is asked of the database: an index holds today's.
    """
    log, index = current(timeline.pk)
    if index is None or known.day is not None:
        by_sql = BySql(everything, filters, known, log)
        if index is None and by_sql.total >= settings.INDEX_FROM:
            have_built(timeline.pk)
        return by_sql
    if log.since > settings.INDEX_FROM:
        have_built(timeline.pk)
    return ByIndex(index, timeline.pk, filters, log)
