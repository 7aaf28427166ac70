"""Where the page's script writes the names of milestones, by its geometry alone."""

from __future__ import annotations

from math import hypot
from pathlib import Path

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

SCRIPT = Path(__file__).parents[2] / "static" / "js" / "timeline" / "labels.js"

# The first of two marks on a line, where all is taken by bars but the room above and below the second.
PLACE = """(isNumbered) => {
  const label = (id, x) => ({ id, x, y: 45, radius: 7, left: x, right: x, top: 0, bottom: 90, must: true, priority: 9 - id,
    forms: [{ w: 70, h: 14, lines: ["A harbour"], widths: [70] }] });
  const marks = [[1, 120], [2, 160]].map(([id, x]) => ({ x: x - 9, y: 36, w: 18, h: 18, id }));
  const bars = [[0, 0, 108, 90], [0, 0, 145, 34], [0, 56, 145, 34]].map(([x, y, w, h]) => ({ x, y, w, h, line: true }));
  const labels = isNumbered ? [label(1, 120), label(2, 160)] : [label(1, 120)];
  const placing = chronocite.labels.place(labels, [...marks, ...bars], { x: 0, y: 0, w: 400, h: 90 });
  let step = placing.next();
  while (!step.done) step = placing.next();
  return step.value.map(({ label, x, y, w, h, leader }) => [label.id, [x, y, w, h], Boolean(leader)]);
}"""

# A milestone amid marks on the line above it, this far from where its name begins and ends there at its best.
LEVEL = """(room) => {
  const milestone = { id: 1, x: 200, y: 45, radius: 7, left: 200, right: 200, top: 20, bottom: 60, must: true, priority: 9,
    forms: [{ w: 70, h: 14, lines: ["A harbour"], widths: [70] }] };
  const own = { x: 191, y: 36, w: 18, h: 18, id: 1 };
  const below = { x: 0, y: 37, w: 190, h: 40, line: true }, after = { x: 210, y: 37, w: 190, h: 40, line: true };
  const beside = [120, 200 + 70 + room].map((x, i) => ({ x: x - 6, y: 21, w: 12, h: 12, id: 2 + i }));
  const placing = chronocite.labels.place([milestone], [own, below, after, ...beside], { x: 0, y: 0, w: 400, h: 90 });
  let step = placing.next();
  while (!step.done) step = placing.next();
  return step.value.map(({ x, w }) => Math.min(x - 124, 200 + 70 + room - 4 - x - w));
}"""


def apart(box: list[float], mark: float) -> float:
    x, y, w, h = box
    return hypot(max(x - mark - 9, mark - 9 - x - w, 0), max(y - 54, 36 - y - h, 0))


def test_a_name_with_a_line_to_its_mark_may_be_nearer_to_a_plain_mark_but_not_to_a_number(
    page: Page,
) -> None:
    page.add_script_tag(path=SCRIPT)
    ((_, box, has_line),) = page.evaluate(PLACE, False)
    assert has_line
    assert apart(box, 160) < apart(box, 120)
    ((named, box, _),) = page.evaluate(PLACE, True)
    assert named == 2, "the first has no name: its number stands in the strip"
    assert apart(box, 160) < apart(box, 120)


def test_a_name_off_its_own_line_keeps_30_pixels_off_marks_on_that_or_16_where_there_is_no_more_room(
    page: Page,
) -> None:
    page.add_script_tag(path=SCRIPT)
    (wide,) = page.evaluate(LEVEL, -8)
    (tight,) = page.evaluate(LEVEL, -20)
    assert wide >= 30
    assert 16 <= tight < 30
