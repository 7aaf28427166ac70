"""What an index and the database tell of the same question, side by side."""

from __future__ import annotations

from django.http import QueryDict

from timeline.answers.by_index import ByIndex
from timeline.answers.by_sql import BySql
from timeline.answers.protocol import Answers
from timeline.charts.density import EVERY, OTHERS, Density
from timeline.filters import FACET_COLUMNS, TimelineFilter
from timeline.index_store import current
from timeline.indexing_doubts import Doubt
from timeline.known import EVERYTHING
from timeline.lanes import LANES_BY
from timeline.models import Event, Timeline

EDGES = [2_451_900, 2_451_960, 2_451_980, 2_452_300, 2_452_700, 2_453_200]
"""Cells from December 2000 to 2004; some dates of the mixture lie before, some after."""


def told(answers: Answers) -> dict[str, object]:
    """All that a page is told."""
    shown = answers.listing(0, 500, {})
    return {
        "count": answers.count,
        "total": answers.total,
        "order": [row.mark.id for row in answers.listing(2, 9, {}).rows],
        "events": sorted(row.mark.id for row in shown.rows),
        "rows": shown.rows,
        "ties": sorted((tie.from_id, tie.to_id, tie.kind) for tie in shown.links),
        "held": [
            pk
            for pk in Event.objects.order_by("pk").values_list("pk", flat=True)[:4]
            if answers.holds(pk)
        ],
        "before": [answers.number_before(event) for event in Event.objects.order_by("pk")[:5]],
        "milestones": answers.milestones(4),
        "told milestones": [told.id for told in answers.told_milestones(3)],
        "figures": answers.figures(7),
        "years": answers.years(),
        "doubtful": {doubt.name: answers.doubtful(doubt) for doubt in Doubt},
        "density": groups(answers.density()),
        **{
            f"{name}, at most {most}": answers.counts(name, most)
            for name in FACET_COLUMNS
            for most in (None, 2)
        },
        **{f"lanes by {name}": in_cells(answers, name) for name in LANES_BY},
    }


def in_cells(answers: Answers, by: str) -> dict[str, object]:
    """Where the events of each lane lie, as far as there are any."""
    lanes = answers.ranked(by, 2)
    found = answers.counted(by, lanes).in_cells(EDGES)
    single = [
        sorted(row.mark.id for row in answers.single(by, some, lanes, [1, 2, 3], {}).rows)
        for some in (lanes[1:], [OTHERS], [*lanes, OTHERS])
    ]
    cells = {slug: row.tolist() for slug, row in found.items() if row.any() or slug == EVERY}
    return {"lanes": lanes, "has rest": answers.has_rest(by, lanes), "single": single, **cells}


def groups(density: Density) -> list[tuple[int, ...]]:
    """Where events lie, one row for each, whatever the numbers of their lanes."""
    columns = (density.first, density.last, density.is_span, density.milestone)
    rows = zip(*(column.tolist() for column in columns), density.count.tolist(), strict=True)
    return sorted(lying for *lying, count in rows for _ in range(count))  # type: ignore[misc]


def differences(timeline: Timeline, query: str) -> dict[str, tuple[object, object]] | None:
    """What the index (first) tells otherwise than the database; None where it is not in use."""
    everything = Event.objects.published().filter(timeline=timeline)
    filters = TimelineFilter.read(QueryDict(query))
    log, index = current(timeline.pk)
    if index is None:
        return None
    by_index = told(ByIndex(index, timeline.pk, filters, log))
    by_sql = told(BySql(everything, filters, EVERYTHING, log))
    return {
        name: (by_index[name], by_sql[name]) for name in by_sql if by_index[name] != by_sql[name]
    }
