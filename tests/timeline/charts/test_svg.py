"""The drawing as SVG: well-formed, complete, and safe whatever the texts say."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.timeline.charts.made import LANES, make_row, make_source, rows
from timeline.charts.drawing import drawings
from timeline.charts.figure import timeline_figure
from timeline.charts.rows import Lane
from timeline.charts.script import for_script
from timeline.charts.svg import svg_text

HOSTILE = "<script>alert('x')</script> & \"<b>"


def drawn(events, lanes=LANES, **options):
    figure = timeline_figure(events, lanes, [make_source()], **options)
    return [ElementTree.fromstring(svg_text(drawing)) for drawing in drawings(figure)]  # noqa: S314 - ours


@settings(max_examples=30)
@given(st.lists(rows, min_size=1, max_size=40))
def test_each_event_is_one_link_or_counted(events):
    for svg in drawn(events):
        links = svg.findall(".//a[@data-mark]")
        counts = svg.findall(".//g[@data-from]")
        assert len({link.get("data-mark") for link in links}) + len(counts) > 0
        assert {link.get("href") for link in links} <= {event.url for event in events}


def test_a_mark_tells_what_it_is_and_of_which_sources():
    [wide, _] = drawn([make_row("2010-03-18", letters=("A", "AB"), modality="claimed")])
    link = wide.find(".//a[@data-mark]")
    assert link is not None
    assert link.get("data-letters") == "A AB"
    assert link.findtext("title", "").startswith(
        "18 March 2010 · claimed\nTwo neighbours sign a pact"
    )
    path = link.find(".//path")
    assert path is not None
    assert (path.get("data-shape") or "").split()[0] == "square"


def test_no_text_of_a_source_becomes_markup():
    event = make_row(title=HOSTILE, url='/t/"><script>/', lane="x", importance=3)
    for svg in drawn([event], [Lane("x", HOSTILE, 1)], numbers={event.id: 1}):
        assert not svg.findall(".//script")
        assert not svg.findall(".//b")
        assert svg.findall(".//a")[0].get("href") == event.url
        assert any("<script>" in (node.text or "") for node in svg.iter("text"))


def test_the_script_gets_no_second_copy_of_what_is_drawn():
    figure = timeline_figure([make_row("2010-03-18", importance=3)], LANES, [make_source()])
    sent = for_script(figure)
    assert "data" not in sent
    assert "data" not in sent["layout"]["meta"]["narrow"]
    assert sent["layout"]["meta"]["labels"]
    assert sent["layout"]["meta"]["narrow"]["layout"]["meta"]["labels"]
    assert figure["data"], "the figure itself stays whole"
