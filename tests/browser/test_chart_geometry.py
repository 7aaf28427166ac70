"""Where things lie on the chart, measured in the browser at several widths and zooms."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Page, expect

from tests.browser.conftest import reach_for_chart
from timeline.models import Event

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("live"),
]

# Text boxes are as high as their line, so a pixel and a half of two may share is no overlap.
OVERLAPS = """() => {
  const ARC = '.drawn-line[stroke="var(--ink)"][stroke-width="1.2"]:not([stroke-dasharray])';
  const boxes = (selector) => [...document.querySelectorAll(selector)]
    .map((node) => [node.textContent, node.getBoundingClientRect()])
    .filter(([, box]) => box.width > 0);
  const touch = ([, p], [, q], slack) =>
    p.left < q.right - slack && p.right > q.left + slack &&
    p.top < q.bottom - slack - 1.5 && p.bottom > q.top + slack + 1.5;
  // Names of two events must not read as one: air between them, beside and above.
  const { box, left, boxes: places, layout } = chronocite.drawn;
  const origin = box.getBoundingClientRect();
  const kept = new Set(layout.meta.labels.filter((label) => label.kept).map(({ id }) => id));
  const labels = places.filter(({ id }) => id).map(({ id, x, y, w, h }) => {
    const inside = boxes("#chart-writing > g > text").filter(([, r]) => {
      const [cx, cy] = [(r.left + r.right) / 2 - origin.left - left, (r.top + r.bottom) / 2 - origin.top];
      return x <= cx && cx <= x + w && y <= cy && cy <= y + h;
    });
    const edge = (name, choose) => choose(...inside.map(([, r]) => r[name]));
    return { id, text: inside.map(([t]) => t).join(" "),
      left: edge("left", Math.min), right: edge("right", Math.max), top: edge("top", Math.min), bottom: edge("bottom", Math.max) };
  });
  const drawnMarks = chronocite.drawn.data.filter(({ name }) => ["marks", "again"].includes(name)).flatMap(({ x, y, marker, customdata }) =>
    x.map((unit, i) => ({ id: customdata[i][0], x: chronocite.drawn.px(unit), y: y[i], size: marker.size[i] })));
  const tight = [];
  labels.forEach((p, i) => labels.slice(i + 1).forEach((q) => {
    const beside = Math.max(p.left, q.left) - Math.min(p.right, q.right);
    const above = Math.max(p.top, q.top) - Math.min(p.bottom, q.bottom);
    if (beside < 5 && above < (kept.has(p.id) && kept.has(q.id) ? -1.5 : 0.5)) tight.push(`${p.text} close to ${q.text}`);
  }));
  const texts = boxes(":is(#chart-writing, #axis-writing) > g > text");
  const marks = boxes("#chart .traceevents path");
  const found = [...tight];
  texts.forEach((text, i) => {
    texts.slice(i + 1).forEach((other) => {
      if (touch(text, other, 1)) found.push(`${text[0]} on ${other[0]}`);
    });
    if (marks.some((mark) => touch(text, mark, 1.5))) found.push(`${text[0]} on a mark`);
  });
  marks.forEach((mark, i) => {
    if (marks.slice(i + 1).some((other) => touch(mark, other, 1))) found.push("a mark on a mark");
  });
  // Arcs, on which only their own names stand; and the edges of the plot, as its lanes draw them.
  const arcs = [...document.querySelectorAll(ARC)].filter((path) => path.checkVisibility());
  const onArcs = arcs.flatMap((path) => {
    const [length, turned] = [path.getTotalLength(), path.getScreenCTM()];
    return Array.from({ length: Math.ceil(length) }, (_, at) => path.getPointAtLength(at).matrixTransform(turned));
  });
  const edges = layout.meta.bands.map(([, end]) => origin.top + end);
  if (onArcs.some(({ y }) => edges.some((edge) => Math.abs(y - edge) < 0.6))) found.push("an arc over the edge of its lane");
  const lanes = layout.meta.labels.length ? box.getBoundingClientRect() : null;
  labels.filter(({ text }) => text).forEach(({ text, left: start, right, top, bottom }) => {
    const isOn = ({ x, y }) => x > start + 1 && x < right - 1 && y > top + 2.5 && y < bottom - 2.5;
    if (onArcs.some(isOn)) found.push(`${text} on an arc`);
    if (right > lanes.right - layout.margin.r + 1 || start < lanes.left + layout.margin.l - 1) found.push(`${text} over the edge`);
  });
  const onScreen = (what, rects) => rects.map(([start, top, end, bottom]) => [what, {
    left: origin.left + left + chronocite.drawn.px(start), right: origin.left + left + chronocite.drawn.px(end), top: origin.top + top, bottom: origin.top + bottom,
  }]);
  const bars = onScreen("a bar", layout.meta.obstacles.lines);
  const lasting = [...bars, ...onScreen("a lens", layout.meta.obstacles.lenses)];
  // The arrow to an outcome comes from before it or upright, and from no other mark; the one away from a plan ends beside none.
  const atPlot = ([x, y]) => [chronocite.drawn.px(x), y];
  document.querySelectorAll("#chart-box [data-cut]").forEach((path) => {
    if (!path.checkVisibility()) return;
    const [plan, outcome] = path.dataset.cut.split(" ").map(Number);
    let at = [0, 0];
    const lines = path.getAttribute("d").split("M").slice(1).map((line) => `M${line}`.match(/[MLHV][^MLHV]*/g).map((step) => {
      const [a, b] = step.slice(1).trim().split(" ").map(Number);
      at = step[0] === "H" ? [a, at[1]] : step[0] === "V" ? [at[0], a] : [a, b];
      return atPlot(at);
    }));
    lines.filter((_, i) => i % 2 === 0).forEach((line) => {
      const [start, end] = [line[0], line.at(-1)];
      const own = drawnMarks.filter(({ id, x, y, size }) => id === outcome && Math.hypot(end[0] - x, end[1] - y) < size * 0.65 + 6);
      const free = own.length ? start : end;
      if (own.some(({ x }) => start[0] > x + 0.5)) found.push("an arrow that runs back in time");
      const beside = drawnMarks.filter(({ id, x, y, size }) => id !== plan && id !== outcome && Math.hypot(free[0] - x, free[1] - y) < size / 2 + 15);
      if (beside.some(({ y, size }) => own.length || Math.abs(free[1] - y) < size / 2 + 7)) found.push("the arrow of a cut arc beside another mark");
    });
  });
  // No name stands beside another event's mark on its line; and one without a line to its own mark is nearer
  // to that than to any other mark, unless both stand on one line; nor has that a mark, bar or lens 16 pixels
  // before or after it. None is nearer to the number of another.
  const leaders = [...document.querySelectorAll("#chart-writing .leader")].map((path) => path.getAttribute("d").split(/[ML ]/).map(Number).slice(-2));
  const dots = drawnMarks.map((mark) => {
    const [x, y, half] = [origin.left + left + mark.x, origin.top + mark.y, mark.size / 2];
    return { id: mark.id, y, left: x - half, right: x + half, top: y - half, bottom: y + half };
  });
  const numbered = new Set(layout.meta.labels.filter(({ must }) => must).map(({ id }) => id));
  const apart = (p, q) => Math.hypot(Math.max(p.left - q.right, q.left - p.right, 0), Math.max(p.top - q.bottom, q.top - p.bottom, 0));
  labels.filter(({ text }) => text).forEach((name) => {
    const isOn = ({ y }) => name.top + 2 < y && y < name.bottom - 2;
    const place = places.find(({ id }) => id === name.id);
    const isTold = leaders.some(([x, y]) => x >= place.x - 1 && x <= place.x + place.w + 1 && y >= place.y - 1 && y <= place.y + place.h + 1);
    const [own, others] = [dots.filter(({ id }) => id === name.id), dots.filter(({ id }) => id !== name.id)];
    if (others.some((dot) => isOn(dot) && apart(name, dot) < 8)) found.push(`${name.text} beside another mark`);
    if (own.some(isOn)) return;
    const near = Math.min(...own.map((dot) => apart(name, dot)));
    if (others.some((dot) => numbered.has(dot.id) && apart(name, dot) < near)) found.push(`${name.text} nearer to another number`);
    const level = [...others.filter(isOn), ...lasting.filter(([, r]) => isOn({ y: (r.top + r.bottom) / 2 })).map(([, r]) => r)];
    if (level.some((other) => apart(name, other) < 15)) found.push(`${name.text} level with what it doesn't name`);
    if (isTold) return;
    if (others.some((dot) => apart(name, dot) < near)) found.push(`${name.text} nearer to another mark`);
  });
  // How late an outcome came is not written on a bar, which it would seem to name.
  boxes('#chart-writing rect[fill="var(--paper)"]').forEach((slip) => {
    if (bars.some((bar) => touch(slip, bar, 1))) found.push("the slip of an arc on a bar");
    const [, { left: start, right: end, top, bottom }] = slip;
    const isOwn = ({ spots, ends }) => Math.abs(origin.top + spots[1] - (top + bottom) / 2) < 2 &&
      ends.map((x) => origin.left + left + chronocite.drawn.px(x)).some((x, i, [from, to]) => !i && (from < to ? start - from > 21 && start < to : from - end > 21 && end > to));
    if (!layout.meta.arcs.some(isOwn)) found.push("the slip of an arc hides where that begins");
  });
  // Nor is a name, which would seem to be that of the bar; what is beside its mark has a level of its own.
  labels.filter(({ id, text }) => text && !kept.has(id)).forEach((name) => {
    for (const other of lasting) {
      if (touch([name.text, name], other, 1)) found.push(`${name.text} on ${other[0]}`);
    }
  });
  // As known on a day: what happened is not named on the ground of what is still to come, but for milestones.
  const { today } = layout.meta;
  const past = layout.meta.labels.filter(({ must, kept, x }) => today !== null && !must && !kept && x < today);
  labels.filter(({ id, text }) => text && past.some((label) => label.id === id)).forEach(({ text, right }) => {
    if (right > origin.left + left + chronocite.drawn.px(today) + 1) found.push(`${text} on what is still to come`);
  });
  const nameless = layout.meta.labels.filter(({ must, id }) => must && !places.some((place) => place.id === id));
  return [texts.length, marks.length, onArcs.length, found, nameless.map(({ text }) => text)];
}"""


ZOOMS = (
    "",
    "?from=2005&to=2011",
    "?from=2010&to=2010",
    "?from=2010-03&to=2010-03",
    "?from=2010-03-15&to=2010-03-19",
)


def test_no_label_lies_on_another_on_a_mark_or_an_arc_or_over_the_edge_and_none_is_missing(
    page: Page,
) -> None:
    drawings = (*ZOOMS, "?milestones=1", "?lanes=actor", "?known=2010-03-19", "?names=all")
    near = ("?from=2009&to=2011", "?from=2009&to=2011&lanes=theme")
    others = ("?lanes=theme", "?lanes=source", "?scale=linear", *near)
    wrong, has_arcs = [], False
    for width in (360, 390, 768, 1440, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        for query in (*drawings, *others) if width == 1440 else drawings:
            page.goto(f"/t/csto/{query}")
            reach_for_chart(page)
            texts, drawn, arcs, found, nameless = page.evaluate(OVERLAPS)
            assert texts > 5
            assert drawn > 0
            has_arcs |= arcs > 100
            wrong += [f"{width} {query}: {overlap}" for overlap in found]
            if query not in (*ZOOMS[1:], *near):
                wrong += [f"{width} {query}: {name} has no name" for name in nameless]
    assert not wrong, "\n".join(wrong)
    assert has_arcs


def test_an_arc_from_lane_to_lane_is_whole_while_its_event_is_pointed_at(page: Page) -> None:
    page.goto("/t/csto/?lanes=source")
    reach_for_chart(page)
    whole = page.locator("#chart-overlay .arc")
    expect(whole).to_have_count(0)
    row = page.locator("#list .row", has_text="Standing peacekeeping forces").first
    row.locator(
        "[data-event]"
    ).focus()  # as a mouse does, which rows that get their height may leave
    expect(whole).not_to_have_count(0)


def test_the_arrows_of_a_cut_arc_give_way_to_the_whole_and_those_of_others_stay(page: Page) -> None:
    page.goto("/t/csto/?names=all")
    reach_for_chart(page)
    first = page.locator(".drawing-wide [data-cut]").first
    plan = (first.get_attribute("data-cut") or "").split()[0]
    page.locator(f'#list [data-event="{plan}"]').first.focus()
    expect(first).to_have_attribute("visibility", "hidden")
    stubs = page.locator('.drawing-wide [data-cut]:not([visibility="hidden"])')
    expect(stubs, "of other arcs alone").not_to_have_count(0)
    assert not any(plan in cut.split() for cut in stubs.evaluate_all(CUTS))


CUTS = "(found) => found.map((stubs) => stubs.dataset.cut)"

# The names that the lines of an open event come to, as x, y, width and height in the chart.
CROSSED = """() => {
  const { boxes, left } = chronocite.drawn;
  const points = [...document.querySelectorAll("#chart-overlay .sight")].flatMap((path) =>
    Array.from({ length: Math.ceil(path.getTotalLength()) }, (_, at) => path.getPointAtLength(at)));
  return boxes
    .filter(({ id, x, y, w, h }) => id && points.some((p) => p.x > left + x + 2 && p.x < left + x + w - 2 && p.y > y + 2 && p.y < y + h - 2))
    .map(({ x, y, w, h }) => [left + x, y, w, h]);
}"""
HIDE = "() => { document.querySelector('#chart-overlay g').style.display = 'none'; }"


def test_the_line_from_an_open_event_to_its_source_passes_behind_names(page: Page) -> None:
    page.goto(f"/t/csto/?event={Event.objects.get(key='csto-founded').pk}")
    page.wait_for_selector("#chart-overlay circle")
    chart = page.locator("#chart-box")
    crossed = page.evaluate(CROSSED)
    assert len(crossed) > 2
    before = Image.open(BytesIO(chart.screenshot())).convert("RGB")
    page.evaluate(HIDE)
    after = Image.open(BytesIO(chart.screenshot())).convert("RGB")
    assert ImageChops.difference(before, after).getbbox(), "the line is there"
    for x, y, w, h in crossed:
        place = (round(x) + 1, round(y) + 1, round(x + w) - 1, round(y + h) - 1)
        assert before.crop(place).tobytes() == after.crop(place).tobytes()
