"""What the sources leave open is seen where marks crowd."""

from __future__ import annotations

import pytest

from tests.timeline.charts.made import LANES, make_row
from timeline.charts.figure import timeline_figure


def part(figure, name):
    return next(trace for trace in figure["data"] if trace["meta"]["part"] == name)


def test_a_plan_with_a_mark_above_it_is_told_to_be_open_below_it() -> None:
    plan = make_row(modality="planned", is_open=True)
    told_below = 0
    for rows in ([plan], [plan, make_row()], [make_row(), plan], [plan, make_row(importance=3)]):
        figure = timeline_figure(rows, LANES)
        marks, tail = part(figure, "marks"), part(figure, "open")
        places = {data[0]: y for data, y in zip(marks["customdata"], marks["y"], strict=True)}
        middle = places.pop(plan.id)
        end = tail["y"][-2]
        told_below += end > middle
        assert (end > middle) == any(-25 < y - middle < 0 for y in places.values())
    assert told_below


def test_between_names_the_sign_of_an_open_plan_keeps_off_their_letters() -> None:
    plans = [make_row(modality="planned", is_open=True, label="Accord due") for _ in range(12)]
    figure = timeline_figure(plans, LANES, named=True)
    tail = part(figure, "open")
    kept = [label for label in figure["layout"]["meta"]["labels"] if label["kept"]]
    assert len(kept) == len(plans)
    points = [(x, y) for x, y in zip(tail["x"], tail["y"], strict=True) if x is not None]
    for label in kept:
        left, right = label["kept"]
        assert not any(left < x < right and abs(y - label["y"]) < 6 for x, y in points)


def test_the_cut_of_a_disputed_mark_ends_at_the_mark() -> None:
    figure = timeline_figure([make_row(differs=True)], LANES)
    (radius,) = (size / 2 for size in part(figure, "marks")["marker"]["size"])
    (size,) = part(figure, "split")["marker"]["size"]
    assert radius <= size / 2 * 1.4 < radius + 1


@pytest.mark.parametrize("modality", ["claimed", "denied"])
def test_the_cut_of_a_disputed_claim_or_denial_leaves_most_of_its_inside_to_be_seen(modality):
    agreed, disputed = (make_row("2010-03-01", modality=modality, differs=d) for d in (False, True))
    data = timeline_figure([agreed, disputed], LANES)["data"]
    (marks,) = (trace["marker"] for trace in data if trace["meta"]["part"] == "marks")
    (cut,) = (
        trace["marker"]["line"]["width"] for trace in data if trace["meta"]["part"] == "split"
    )
    inside = [
        size - width for size, width in zip(marks["size"], marks["line"]["width"], strict=True)
    ]
    assert inside[0] < 2 * cut, "of the usual size, nothing would be left"
    assert inside[1] > 3 * cut
