"""Events as charts take them, made for tests: only what a test is about is said."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from hypothesis import strategies as st

from timeline.charts.rows import EventRow, Lane, SourceMark
from timeline.dates.edtf import read_edtf
from timeline.dates.julian_day import calendar_date, julian_day

LANES = [Lane("talks", "Talks and summits", 1), Lane("forces", "Forces", 2)]

_numbers = count(1)


def make_row(edtf: str = "2010-03-18", **values: object) -> EventRow:
    """Return an event on a date."""
    date = read_edtf(edtf)
    number = next(_numbers)
    row = EventRow(
        id=number,
        url=f"/t/any/events/{number}-x/",
        title="Two neighbours sign a pact",
        label="Pact signed",
        edtf=edtf,
        first_day=date.first_day,
        last_day=date.last_day,
        is_span=date.is_span,
        modality="occurred",
        lane="talks",
        importance=1,
        letters=("A",),
    )
    return row._replace(**values)  # type: ignore[arg-type]


def make_source(edtf: str = "2010-03-19", letter: str = "A", **values: object) -> SourceMark:
    """Return a source that appeared on a date."""
    date = read_edtf(edtf)
    mark = SourceMark(
        letter, letter.lower(), "The Daily, 19 Mar 2010", date.first_day, date.last_day
    )
    return replace(mark, **values)  # type: ignore[arg-type]


def _edtf(first: int, length: int, kind: str) -> str:
    def day(number: int) -> str:
        year, month, day_of_month = calendar_date(number)
        return f"{year:04}-{month:02}-{day_of_month:02}"

    start, end = day(first), day(first + length)
    return {
        "day": start,
        "month": start[:7],
        "year": start[:4],
        "span": f"{start}/{end}",
        "once": f"[{start}..{end}]",
        "before": f"[..{start}]",
        "after": f"[{start}..]",
        "since": f"{start}/..",
    }[kind]


#: Any event between 1950 and 2049, with dates of every kind.
rows = st.builds(
    lambda edtf, lane, importance, modality: make_row(
        edtf, lane=lane, importance=importance, modality=modality
    ),
    st.builds(
        _edtf,
        st.integers(julian_day(1950, 1, 1), julian_day(2049, 1, 1)),
        st.integers(1, 900),
        st.sampled_from(["day", "month", "year", "span", "once", "before", "after", "since"]),
    ),
    st.sampled_from(["talks", "forces"]),
    st.integers(1, 3),
    st.sampled_from(["occurred", "announced", "planned", "claimed", "denied", "cancelled"]),
)

#: Many events of one month in one lane, each with a name of its own.
crowded = st.lists(st.tuples(st.integers(1, 31), st.integers(1, 3)), min_size=6, max_size=40).map(
    lambda days: [
        make_row(f"2010-03-{day:02}", importance=importance, label=f"Meeting {number}")
        for number, (day, importance) in enumerate(days)
    ]
)

#: The same, some of which lasted or have no certain day.
lasting = st.lists(
    st.tuples(
        st.integers(julian_day(2010, 1, 1), julian_day(2010, 3, 31)),
        st.integers(1, 40),
        st.sampled_from(["day", "span", "once"]),
        st.integers(1, 3),
    ),
    min_size=3,
    max_size=25,
).map(
    lambda drawn: [
        make_row(_edtf(day, length, kind), importance=importance, label=f"Meeting {number}")
        for number, (day, length, kind, importance) in enumerate(drawn)
    ]
)


def part(figure, name):
    return [trace for trace in figure["data"] if trace["meta"]["part"] == name]
