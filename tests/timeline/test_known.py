"""As known on a day: exactly what a database made of the sources of that day alone would hold."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from django.db import transaction
from django.http import QueryDict
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import (
    make_citation,
    make_document,
    make_event,
    make_link,
    make_passage,
    make_text,
)
from timeline.actions import importing
from timeline.answers.by_sql import BySql
from timeline.changes import read_log
from timeline.charts.bins import edtf_of_day
from timeline.charts.density import Density
from timeline.collection import read_collection
from timeline.collection.entries import Collection, EventEntry, LinkKind, Stance
from timeline.collection.seal import Seal
from timeline.dates.edtf import read_edtf
from timeline.facets import read_facets
from timeline.filters import TimelineFilter
from timeline.known import AsKnown
from timeline.listing import read_listing
from timeline.models import Event, Timeline
from timeline.sigla import letter_sources

pytestmark = pytest.mark.django_db


def day_of(edtf: str) -> int:
    return read_edtf(edtf).last_day


@dataclass(frozen=True)
class Seen:
    """What a reader of a timeline sees of its events, told without numbers of the database."""

    events: Sequence[tuple[object, ...]]
    links: Set[tuple[str, str, str]]
    counts: dict[str, dict[str, int]]
    behind: Counter[tuple[int, ...]]  # the grey bars above the chart, before they are bars


def seen(query: str = "", slug: str = "csto") -> Seen:
    timeline = Timeline.objects.get(slug=slug)
    filters = TimelineFilter.read(QueryDict(query))
    everything = Event.objects.published().filter(timeline=timeline)
    known = AsKnown.on(filters.known_day, everything)
    sources = letter_sources(timeline)
    slugs = {source.slug: source.slug for source in sources}
    listing = read_listing(filters.apply(everything), slugs, known)
    keys = dict(everything.values_list("pk", "key"))
    events = sorted(
        (
            keys[m.id], m.edtf, m.first_day, m.last_day, m.is_span, m.modality, m.letters,
            m.differs, m.is_open, row.outcome_words, row.year,
        )
        for row in listing.rows
        for m in [row.mark]
    )  # fmt: skip
    links = {(keys[link.from_id], keys[link.to_id], link.kind) for link in listing.links}
    answers = BySql(everything, filters, known, read_log(timeline.pk))
    facets = read_facets(timeline, answers, filters, sources)
    counts = {f.name: {c.value: c.count for c in f.choices if c.count} for f in facets}
    return Seen(events, links, counts, behind(answers.known_density()))


def behind(density: Density) -> Counter[tuple[int, ...]]:
    columns = (density.first, density.last, density.is_span, density.milestone)
    days = zip(*(column.tolist() for column in columns), strict=True)
    found: Counter[tuple[int, ...]] = Counter()
    for day, count in zip(days, density.count.tolist(), strict=True):
        found[day] += count
    return found


def cut(collection: Collection, day: int) -> Collection:
    """The collection as it could have been written from the sources that had appeared by a day."""
    sources = tuple(s for s in collection.sources if day_of(s.published) <= day)
    slugs = {source.slug for source in sources}
    events = tuple(filter(None, (cut_event(event, slugs) for event in collection.events)))
    keys = {event.key for event in events}
    links = tuple(li for li in collection.links if li.from_key in keys and li.to_key in keys)
    return replace(collection, sources=sources, events=events, links=links)


def cut_event(event: EventEntry, sources: set[str]) -> EventEntry | None:
    citations = tuple(c for c in event.citations if c.source in sources)
    supporting = [c for c in citations if c.stance == "supports"]
    if not supporting:
        return None
    if len(citations) == len(event.citations):
        return event
    given = [c.edtf for c in supporting if c.edtf]
    if not given:
        return None
    edtf = event.edtf if event.edtf in given else given[0]
    return replace(event, citations=citations, edtf=edtf)


def store(collection: Collection, slug: str) -> Seen:
    """Import a collection as the timeline with this slug, and look at it. Its quotes count as checked."""
    entry = replace(collection.timeline, slug=slug, is_public=True)
    today = timezone.localdate()
    seals = {source.slug: Seal(today, "") for source in collection.sources}
    importing._write(replace(collection, timeline=entry), {}, seals, today, None)
    return seen(slug=slug)


def test_each_day_of_a_source_shows_what_a_rebuild_from_its_sources_shows(
    seed_folder: Path,
) -> None:
    collection = read_collection(seed_folder)
    whole = store(collection, "whole")
    days = sorted({day_of(source.published) for source in collection.sources})
    before = store(cut(collection, days[0] - 1), "then-0")
    for day in days:
        assert seen(f"known={edtf_of_day(day - 1)}", "whole") == before
        before = seen(f"known={edtf_of_day(day)}", "whole")
        assert before == store(cut(collection, day), f"then-{day}")
    assert before == whole


DATES = ["2004", "2004-05", "2004-05-03", "2005/2006", "[..2005]", "2003-12-31", "{2004,2006}", ""]
STANCES: list[Stance] = ["supports", "supports", "disputes"]
KINDS: list[LinkKind] = ["outcome", "contradicts", "same_occasion"]
DAYS = ["2004-01-10", "2004-06", "2005", "2004-06-30"]


@st.composite
def collections(draw: st.DrawFn, like: Collection) -> Collection:
    """Small collections of every shape: events told by several sources, for, against, undated."""
    published = draw(st.lists(st.sampled_from(DAYS), min_size=1, max_size=4))
    sources = tuple(
        replace(like.sources[0], slug=f"s{n}", published=day, sha256=f"{n:064}", file=f"{n}.txt")
        for n, day in enumerate(published)
    )
    events = []
    for number in range(draw(st.integers(1, 4))):
        told = draw(
            st.lists(
                st.tuples(
                    st.integers(0, len(sources) - 1),
                    st.sampled_from(STANCES),
                    st.sampled_from(DATES),
                ),
                max_size=3,
            )
        )
        first = draw(st.integers(0, len(sources) - 1))
        told.insert(0, (first, STANCES[0], draw(st.sampled_from(DATES))))
        citations = tuple(
            replace(
                like.events[0].citations[0],
                source=f"s{source}", stance=stance, edtf=edtf, wording="", wording_start=None,
                start=100 * number + 10 * n, end=100 * number + 10 * n + 5, quote=f"q{n}-{number}.",
            )
            for n, (source, stance, edtf) in enumerate(told)
        )  # fmt: skip
        events.append(
            replace(
                like.events[0],
                key=f"e{number}",
                edtf=draw(st.sampled_from(DATES[:-1])),
                modality=draw(st.sampled_from(["planned", "occurred"])),
                citations=citations,
                date_reason="The curators chose it.",
            )
        )
    pairs = st.tuples(*[st.sampled_from([e.key for e in events])] * 2).filter(
        lambda p: p[0] != p[1]
    )
    links = draw(st.lists(pairs, max_size=3, unique=True)) if len(events) > 1 else []
    ties = tuple(
        replace(like.links[0], from_key=a, to_key=b, kind=draw(st.sampled_from(KINDS)))
        for a, b in links
    )
    return replace(like, sources=sources, events=tuple(events), links=ties)


@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_collection_as_of_any_day_equals_its_rebuild(data: st.DataObject) -> None:
    like = read_collection(Path(__file__).parents[2] / "seeds" / "csto")
    collection = data.draw(collections(like))
    day = data.draw(st.sampled_from([day_of(s.published) for s in collection.sources]))
    day += data.draw(st.sampled_from([-1, 0, 1]))
    period = data.draw(st.sampled_from(["", "&from=2004&to=2004", "&from=2005"]))
    with rolled_back():
        store(collection, "whole")
        then = seen(f"known={edtf_of_day(day)}{period}", "whole")
        store(cut(collection, day), "then")
        assert then == seen(period.lstrip("&"), "then")


@contextmanager
def rolled_back() -> Iterator[None]:
    """Give back the database as it was."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def told_twice() -> Event:
    """An event that one paper dates to the year, and a later one to the day; tied to its plan."""
    early = make_text("It opens in the year.", document=make_document("early", published="2004-02"))
    late = make_text("It was the third.", document=make_document("late", published="2004-06-01"))
    plan = make_event(
        "Bridge due", edtf="2004-05", modality="planned",
        passage=make_passage("opens", version=early),
    )  # fmt: skip
    event = make_event("Bridge opens", passage=make_passage("third", version=late))
    make_citation(event, passage=make_passage("in the year", version=early), edtf="2004")
    make_link(plan, event)
    return event


def test_a_date_that_only_a_later_source_gives_is_not_known_before(client: Client) -> None:
    event = told_twice()
    now, then = (
        client.get(f"/t/bridge/?{query}").content.decode() for query in ("", "known=2004-03-01")
    )
    assert "3 May 2004" in now
    assert "3 May 2004" not in then
    assert (
        "The third"
        not in client.get(f"{event.get_absolute_url()}?known=2004-03-01").content.decode()
    )


def test_the_grey_bars_above_the_chart_tell_nothing_that_was_not_known(client: Client) -> None:
    told_twice()
    bars = {}
    for query in ("known=2004-03-01", "known=2004-03-01&q=due", ""):
        page = client.get(f"/t/bridge/?{query}").content.decode()
        drawn = re.findall(r'd="([^"]*)" fill="var\(--(edge|ink)\)"', page)
        bars[query] = {colour: d for d, colour in reversed(drawn)}  # the first of each colour
    assert bars["known=2004-03-01"]["edge"] == bars["known=2004-03-01"]["ink"]
    assert bars["known=2004-03-01&q=due"]["edge"] == bars["known=2004-03-01"]["edge"]
    assert bars[""]["edge"] != bars["known=2004-03-01"]["edge"]


def test_a_source_dated_to_a_month_counts_from_its_last_day() -> None:
    told_twice()
    events = Event.objects.published()
    for day, count in (("2004-02-28", 0), ("2004-02-29", 2)):
        filters = TimelineFilter.read(QueryDict(f"known={day}"))
        assert filters.apply(events).count() == count


def test_the_export_and_the_pages_of_doubts_keep_to_the_day(client: Client) -> None:
    told_twice()
    answer = client.get("/t/bridge/export.json?known=2004-03-01")
    then = json.loads(answer.getvalue())
    assert {c["document"] for e in then["events"] for c in e["citations"]} == {"early"}
    assert "Bridge due" in client.get("/t/bridge/plans/?known=2004-03-01").content.decode()


@pytest.mark.parametrize("known", ["soon", "2004", "2004-13-01"])
def test_what_is_no_day_is_told_and_changes_nothing(client: Client, known: str) -> None:
    told_twice()
    page = client.get(f"/t/bridge/?known={known}").content.decode()
    assert "is not a day" in page
    assert "2 events" in page
