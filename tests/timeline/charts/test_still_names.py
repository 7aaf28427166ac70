"""Names of milestones for readers without script: clear of everything on every width of the page."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.timeline.charts.made import LANES, crowded, lasting, make_row, make_source, rows
from timeline.charts.drawing import drawings
from timeline.charts.figure import timeline_figure
from timeline.charts.naming import LEVEL, ON_LINE, Box, lens_boxes, mark_boxes
from timeline.charts.naming import names as names_in_picture
from timeline.charts.scale import WIDTH
from timeline.charts.still_names import WIDTHS

CSS = (Path(__file__).parents[3] / "static" / "css" / "timeline.css").read_text(encoding="utf-8")


def figure_of(events, **options):
    return timeline_figure(events, LANES, [make_source()], **options)


def on_screen(still, width):
    box = still.name.box
    return Box(still.x * width / WIDTH + box.x, box.y, box.w, box.h)


@settings(max_examples=40)
@given(st.lists(rows, min_size=1, max_size=30), st.floats(0, 1))
def test_on_any_width_no_name_lies_on_another_or_on_a_mark_or_over_the_edge(events, share):
    for drawing in drawings(figure_of(events)):
        names = dict(drawing.names)
        for least, most in WIDTHS[drawing.layout]:
            width = least + (most - least) * share
            boxes = [on_screen(name, width) for name in names.get(least, [])]
            every = [*boxes, *(on_screen(name, width) for name in names[0])]
            assert not any(a.touches(b) for a in boxes for b in every if a is not b)
            assert all(box.x >= -0.01 and box.x + box.w <= width + 0.01 for box in boxes)
            for mark in drawing.marks:
                x, half = float(mark.x.removesuffix("%")) * width / 100, mark.size / 2
                dot = Box(x - half, mark.y - half, 2 * half, 2 * half)
                assert not any(box.touches(dot) for box in boxes)


def dots_on_screen(drawing, width):
    """The marks on a plot so wide, by their events."""
    found = []
    for mark in drawing.marks:
        x, half = float(mark.x.removesuffix("%")) * width / 100, mark.size / 2
        found.append(Box(x - half, mark.y - half, 2 * half, 2 * half, mark.event))
    return found


@settings(max_examples=40)
@given(crowded, st.floats(0, 1))
def test_on_any_width_a_name_is_read_as_that_of_its_own_mark_only(events, share):
    numbered = {event.id for event in events if event.importance == 3}
    for drawing in drawings(figure_of(events)):
        names = dict(drawing.names)
        for least, most in WIDTHS[drawing.layout]:
            width = least + (most - least) * share
            dots = dots_on_screen(drawing, width)
            for still in names.get(least, []):
                box = on_screen(still, width)
                own = [dot for dot in dots if dot.id == still.event]
                others = [dot for dot in dots if dot.id not in (0, still.event)]
                level = [dot for dot in others if box.y < dot.y + dot.h / 2 < box.y + box.h]
                assert all(box.apart(dot) >= ON_LINE for dot in level)
                if any(box.is_on_line(dot.y + dot.h / 2) for dot in own):
                    continue
                nearest = min(box.apart(dot) for dot in own)
                told = [dot for dot in others if still.name.leader is None or dot.id in numbered]
                assert all(box.apart(dot) > nearest for dot in told)


@settings(max_examples=40)
@given(lasting, st.floats(0, 1))
def test_a_name_off_its_mark_s_line_is_not_level_with_another_s_mark_bar_or_lens(events, share):
    figure = figure_of(events, with_narrow=False)
    drawing = drawings(figure_of(events))[0]
    for least, most in WIDTHS["wide"]:
        width = least + (most - least) * share
        written = [
            (still.event, on_screen(still, width)) for still in dict(drawing.names).get(least, [])
        ]
        assert_none_is_level(written, figure, width)


@settings(max_examples=40)
@given(lasting)
def test_nor_is_one_in_a_saved_picture(events):
    figure = figure_of(events, with_narrow=False)
    events_by_name = {
        tuple(f"{label['text']} {date}".split()): label["id"]
        for label in figure["layout"]["meta"]["labels"]
        for date in ("", label["when"])
    }
    written = [
        (events_by_name[tuple(" ".join(text for text, _ in name.lines).split())], name.box)
        for name in names_in_picture(figure, 1020.0)
    ]
    assert_none_is_level(written, figure, 1020.0)


def assert_none_is_level(written, figure, width):
    """written: an event and the box of its name. A mark's box is 2 pixels larger than the mark."""
    pixels = width / WIDTH
    own = {label["id"]: label["y"] for label in figure["layout"]["meta"]["labels"]}
    drawn = [*mark_boxes(figure["data"], pixels), *lens_boxes(figure["data"], pixels)]
    for event, box in written:
        if not box.is_on_line(own[event]):
            middles = [(other, other.y + other.h / 2) for other in drawn if other.id != event]
            level = [other for other, y in middles if box.y < y < box.y + box.h]
            assert all(box.apart(other) >= LEVEL - 2 - 0.01 for other in level)


def test_a_lonely_milestone_is_named_on_every_width():
    events = [make_row("2004-05-03", label="Bridge opens", importance=3), make_row("2031-05-02")]
    for drawing in drawings(figure_of(events)):
        assert dict(drawing.names)[0] == []
        for _, names in drawing.names[1:]:
            assert "Bridge opens" in " ".join(line for line, _ in names[0].name.lines)


def test_what_the_script_asks_for_has_no_names_which_it_would_hide():
    event = make_row("2004-05-03", importance=3)
    (drawing,) = drawings(figure_of([event], with_narrow=False))
    assert drawing.names == ()


def test_the_stylesheet_shows_each_range_of_widths_and_no_two_at_once():
    shown = {
        least: query
        for query, least in re.findall(
            r"@container ([^{]+) \{ html:not\(\.js\) \.from-(\d+) \{ display: inline; \} \}", CSS
        )
    }
    gutters = {"wide": 150, "narrow": 22}
    ranges = [(layout, *pair) for layout, pairs in WIDTHS.items() for pair in pairs]
    assert set(shown) == {f"{least:g}" for _, least, _ in ranges}
    for layout, least, most in ranges:
        bounds = dict(re.findall(r"(min|max)-width: ([\d.]+)px", shown[f"{least:g}"]))
        if "min" in bounds:
            assert float(bounds["min"]) == least + gutters[layout]
        if "max" in bounds:
            assert float(bounds["max"]) == most + gutters[layout] - 0.02
    for pairs in WIDTHS.values():
        assert all(one[1] == other[0] for one, other in itertools.pairwise(pairs))
