"""The lanes' colours on the pages: legible, told apart by everybody, and none taken for evidence."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from bench.lane_palette import CONTRAST, SURFACES, contrast, distances, lab, linear

TOKENS = (Path(__file__).parents[2] / "static" / "css" / "tokens.css").read_text(encoding="utf-8")
THEMES = {"light": 0, "dark": 1}
GREY = 12
"""Chroma below which a colour has no hue that one would notice."""


def colours(token: str, theme: str) -> list[str]:
    pairs = re.findall(rf"--{token}: light-dark\((#\w+), (#\w+)\)", TOKENS)
    return [pair[THEMES[theme]] for pair in pairs]


def chroma(colour: str) -> float:
    """How far from grey, in CIELAB."""
    return float(np.hypot(*lab(np.array([linear(colour)]))[0][1:]))


def hue(colour: str) -> float:
    """Degrees of the circle of colours in CIELAB."""
    _, a, b = lab(np.array([linear(colour)]))[0]
    return float(np.degrees(np.arctan2(b, a)))


@pytest.mark.parametrize(("theme", "of_eight", "of_twelve"), [("light", 18, 13), ("dark", 21, 15)])
def test_lanes_are_legible_and_told_apart_by_every_kind_of_sight(
    theme: str, of_eight: int, of_twelve: int
) -> None:
    lanes = colours(r"lane-\d+", theme)
    assert len(lanes) == 12
    assert min(contrast(lane, on) for lane in lanes for on in SURFACES[theme]) >= CONTRAST
    for apart in distances(lanes).values():
        pairs = apart + 1000 * np.eye(12)
        assert pairs.min() >= of_twelve
        assert pairs[:8, :8].min() >= of_eight


@pytest.mark.parametrize("theme", THEMES)
def test_no_lane_has_the_hue_of_the_highlighter(theme: str) -> None:
    (highlighter,) = colours("highlight", theme)
    assert min(abs(hue(lane) - hue(highlighter)) for lane in colours(r"lane-\d+", theme)) > 15


@pytest.mark.parametrize("theme", THEMES)
def test_neighbours_are_of_unlike_hues(theme: str) -> None:
    lanes = colours(r"lane-\d+", theme)
    for one, other in pairwise(lanes):
        if min(chroma(one), chroma(other)) >= GREY:
            apart = abs(hue(one) - hue(other)) % 360
            assert min(apart, 360 - apart) >= 45, f"{one} and {other}"
