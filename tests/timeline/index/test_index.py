"""The index answers as a look at each event would, also for what has changed since it was built."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.timeline.index.naive import Plain, cell_of, columns, counts, found, known_days_of
from timeline.dates.edtf import OPEN_END, OPEN_START
from timeline.index.columns import Question
from timeline.index.container import load, save
from timeline.index.index import Index, most_frequent
from timeline.index.numbering import find
from timeline.index.segment import Alike, Segment
from timeline.index.storage import arrays_of, segment_of, words_in

DAYS = st.integers(-5, 40)
KEYS = st.integers(0, 5)


@st.composite
def plain_events(draw: st.DrawFn, event_id: int) -> Plain:
    first, length = draw(DAYS), draw(st.sampled_from([0, 0, 1, 7, 30]))
    ends = draw(st.sampled_from(["none", "none", "none", "start", "end", "both"]))
    return Plain(
        event_id,
        OPEN_START if ends in {"start", "both"} else first,
        OPEN_END if ends in {"end", "both"} else first + length,
        draw(st.booleans()),
        draw(st.booleans()),
        draw(KEYS),
        draw(st.frozensets(KEYS, max_size=3)),
    )


@st.composite
def crowds(draw: st.DrawFn, ids: Sequence[int]) -> list[Plain]:
    return [draw(plain_events(event_id)) for event_id in ids]


IDS = st.lists(st.sampled_from([*range(1, 40), 2**40]), unique=True, max_size=25)
QUESTIONS = st.builds(
    Question,
    period=st.none()
    | st.tuples(DAYS | st.just(OPEN_START), DAYS | st.just(OPEN_END)).filter(
        lambda days: days[0] <= days[1]
    ),
    milestones=st.booleans(),
    hits=st.none() | IDS.map(lambda ids: np.array(ids, np.int64)),
    chosen=st.dictionaries(
        st.sampled_from(["category", "actor"]), st.lists(KEYS | st.just(99), max_size=3).map(tuple)
    ),
)


@given(st.data())
def test_every_answer_is_that_of_a_look_at_each_event(data: st.DataObject) -> None:
    older = data.draw(crowds(data.draw(IDS)))
    changed = data.draw(IDS)
    newer = [event for event in data.draw(crowds(changed)) if data.draw(st.booleans())]
    events = [event for event in older if event.id not in changed] + newer
    index = Index(Segment.build(columns(older)), np.array(changed, np.int64), columns(newer))
    question = data.draw(QUESTIONS)
    expected = found(events, question)
    answer = index.ask(question)
    assert index.total == len(events)
    assert answer.count == len(expected)
    first, last = sorted(data.draw(st.tuples(st.integers(0, 30), st.integers(0, 30))))
    assert answer.ids(first, last) == [event.id for event in expected[first:last]]
    milestones = [event.id for event in expected if event.is_milestone]
    assert answer.milestones(4) == milestones[:4]
    assert {pk for pk in range(45) if answer.holds(pk)} == {e.id for e in expected} - {2**40}
    for facet in ("category", "actor"):
        keys, numbers = answer.counts(facet)
        there = {int(k): int(n) for k, n in zip(keys, numbers, strict=True) if n}
        assert there == counts(events, question, facet)
        shown = {value for event in events for value in event.values(facet)}
        assert {key for key in range(6) if index.is_shown(facet, key)} == shown
        some, rest = data.draw(st.lists(KEYS)), data.draw(st.none() | st.lists(KEYS))
        assert sorted(answer.having(facet, some, rest, changed)) == sorted(
            event.id
            for event in expected
            if event.values(facet).intersection(some)
            or (rest is not None and not event.values(facet).intersection(rest))
            or event.id in changed
        )


@given(st.data())
def test_each_event_is_counted_in_the_cell_in_which_it_is_drawn(data: st.DataObject) -> None:
    events = data.draw(crowds(data.draw(IDS)))
    index = Index(Segment.build(columns(events)), np.empty(0, np.int64), columns([]))
    question = data.draw(QUESTIONS)
    edges = sorted(data.draw(st.sets(DAYS, min_size=2, max_size=9)))
    keys = data.draw(st.lists(KEYS, unique=True, max_size=4))
    facet = data.draw(st.sampled_from(["category", "actor"]))
    rows = index.ask(question).in_cells(np.array(edges), facet, keys)
    expected = np.zeros((len(keys) + 2, len(edges) - 1), np.int64)
    for event in found(events, question):
        cell, lanes = cell_of(event, edges), event.values(facet)
        mine = [row for row, key in enumerate(keys) if key in lanes]
        for row in [*(mine or [len(keys)]), len(keys) + 1]:
            expected[row, cell] += 1
    assert rows.tolist() == expected.tolist()
    total = index.ask(question).in_cells(np.array(edges), facet, [])
    assert total.tolist() == [expected[-1].tolist()] * 2


def test_counting_many_events_takes_the_same_way_as_few() -> None:
    """Beyond a few events the values are counted along the postings, not event by event."""
    numbers = np.arange(3_000)
    events = [
        Plain(int(n), int(n) % 97, int(n) % 97, False, category=int(n) % 300,
              actors=frozenset({int(n) % 7, int(n) % 11, *range(20 * (n % 97 == 5 and n < 500))}))
        for n in numbers
    ]  # fmt: skip
    index = Index(Segment.build(columns(events)), np.array([5, 6]), columns(events[5:6]))
    del events[6]
    for question in (
        Question(period=(3, 60)), Question(period=(3, 7)), Question(),
        Question(chosen={"actor": (1, 2)}),
    ):  # fmt: skip
        answer = index.ask(question)
        for facet in ("category", "actor"):
            keys, found_counts = answer.counts(facet)
            there = {int(k): int(n) for k, n in zip(keys, found_counts, strict=True) if n}
            assert there == counts(events, question, facet)
        rows = answer.in_cells(np.array([0, 50, 97]), "actor", [1, 2])
        inside = [e for e in found(events, question) if 1 in e.actors and e.first_day < 50]
        assert rows[0][0] == len(inside)


def test_a_stored_index_is_the_one_that_was_built(tmp_path: Path) -> None:
    events = [Plain(n, n, n + 3, n % 2 == 0, actors=frozenset({n % 3})) for n in range(9)]
    segment = Segment.build(columns(events))
    words = {"(“bridge”*)": segment.bits(np.array([2, 3, 99]))}
    save(tmp_path / "a.index", arrays_of(segment, words), {})
    arrays = load(tmp_path / "a.index").arrays
    for name, array in arrays_of(segment, words).items():
        assert np.array_equal(arrays_of(segment_of(arrays), words_in(arrays))[name], array), name


@given(
    st.lists(st.integers(0, 9), max_size=20, unique=True) | st.just(list(range(0, 5_000, 3))),
    st.lists(st.integers(-3, 9)) | st.just(list(range(-5, 6_000))),
)
def test_a_key_is_found_at_its_place(keys: list[int], wanted: list[int]) -> None:
    keys.sort()
    places = find(np.array(keys, np.int64), np.array(wanted, np.int64))
    assert places.tolist() == [keys.index(key) if key in keys else -1 for key in wanted]


@given(st.lists(st.integers(0, 4) | st.integers(0, 40), max_size=12), st.integers(0, 14))
def test_the_most_frequent_come_first_and_ties_by_key(numbers: list[int], most: int) -> None:
    keys = np.arange(len(numbers)) * 2
    ordered = sorted(((key, n) for key, n in zip(keys.tolist(), numbers, strict=True) if n),
                     key=lambda pair: (-pair[1], pair[0]))  # fmt: skip
    assert most_frequent(keys, np.array(numbers, np.int64), most) == ordered[:most]


@given(st.data())
def test_keys_that_came_and_went_since_the_snapshot_are_told(data: st.DataObject) -> None:
    older, changed = data.draw(crowds(data.draw(IDS))), data.draw(IDS)
    newer = data.draw(crowds(changed))
    index = Index(Segment.build(columns(older)), np.array(changed, np.int64), columns(newer))
    lost, gained = index.keys_changed("actor")
    events = [event for event in older if event.id not in changed] + newer
    before, now = ({key for event in some for key in event.actors} for some in (older, events))
    assert (lost.tolist(), gained.tolist()) == (sorted(before - now), sorted(now - before))


@given(st.data())
def test_events_that_lie_alike_are_told_as_one_group(data: st.DataObject) -> None:
    older, changed = data.draw(crowds(data.draw(IDS))), data.draw(IDS)
    newer = data.draw(crowds(changed))
    index = Index(Segment.build(columns(older)), np.array(changed, np.int64), columns(newer))
    found_alike = index.alike()
    there: Counter[tuple[int, ...]] = Counter()
    for *lying, number in zip(
        *(getattr(found_alike, name).tolist() for name in Alike.__slots__), strict=True
    ):
        there[tuple(lying)] += number
    events = [event for event in older if event.id not in changed] + newer
    assert there == Counter(
        (*known_days_of(e), e.is_span, e.category, e.is_milestone) for e in events
    )
