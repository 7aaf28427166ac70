"""Search the lane palette: `python -m bench.lane_palette` prints JSON for static/css/tokens.css.

Twelve colours a theme, each at least 4.5:1 on the paper and on the sunk surface (they also colour
text), as far apart as can be for four kinds of colour vision. The first eight count most, because
few timelines have more lanes, and lanes that lie beside each other more than the others.

Sources: colour-vision matrices of Machado, Oliveira and Fernandes, IEEE TVCG 15(6):1291 (2009),
at full severity; distance CIE76 in CIELAB (D65); contrast as WCAG 2.2 defines it.
"""

from __future__ import annotations

import json
import sys
from typing import Final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

CONTRAST: Final = 4.5
SURFACES: Final = {"light": ("#fdfdfb", "#f2f3ef"), "dark": ("#15181b", "#1f2428")}
LIGHTNESS: Final = {"light": (23, 52), "dark": (54, 90)}

# Hue range in degrees and chroma range of each colour, so that lane 2 is orange in both themes. None has
# a hue between 74 and 124: there lies the highlighter's (97 in light, 89 in dark), which means evidence.
FAMILIES: Final = (
    ("blue", 262, 292, 30, 62),
    ("orange", 46, 66, 66, 88),
    ("teal", 165, 210, 22, 50),
    ("wine", 348, 380, 30, 60),
    ("azure", 220, 260, 22, 50),
    ("lilac", 308, 345, 12, 44),
    ("violet", 296, 325, 40, 80),
    ("green", 124, 162, 24, 64),
    ("red", 18, 40, 48, 84),
    ("slate", 220, 300, 0, 14),
    ("pink", 328, 352, 38, 70),
    ("brown", 40, 74, 16, 44),
)
PLACES: Final = (0, 1, 2, 3, 4, 5, 7, 6, 8, 9, 10, 11)
"""Which of the families each lane has. Lilac and violet are far enough apart to be told, but as
neighbours they read as one hue, lighter and darker: green stands between them."""
VISION: Final = {
    "normal": np.eye(3),
    "protan": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deutan": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]]
    ),
    "tritan": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]]
    ),
}  # fmt: skip
_TO_XYZ: Final = np.array(
    [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
)
_WHITE: Final = np.array([0.9505, 1.0, 1.089])


def linear(hex_colour: str) -> Array:
    """Return linear-light sRGB, 0-1, of a colour such as "#fdfdfb"."""
    rgb = np.array([int(hex_colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """Return the WCAG contrast ratio of two colours, 1-21."""
    low, high = sorted(float(_TO_XYZ[1] @ linear(colour)) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def lab(rgb: Array) -> Array:
    """Return CIELAB of linear sRGB rows."""
    ratio = np.clip(rgb, 0, 1) @ _TO_XYZ.T / _WHITE
    f = np.where(ratio > 0.008856, np.cbrt(ratio), 7.787 * ratio + 16 / 116)
    x, y, z = f[:, 0], f[:, 1], f[:, 2]
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=1)


def hex_of(lightness: float, chroma: float, hue: float) -> str | None:
    """Return the sRGB colour of an LCh triple, or None where the screen can't show it."""
    a, b = chroma * np.cos(np.radians(hue)), chroma * np.sin(np.radians(hue))
    fy = (lightness + 16) / 116
    f = np.array([fy + a / 500, fy, fy - b / 200])
    xyz = np.where(f**3 > 0.008856, f**3, (f - 16 / 116) / 7.787) * _WHITE
    rgb = np.linalg.solve(_TO_XYZ, xyz)
    if rgb.min() < -0.002 or rgb.max() > 1.002:
        return None
    rgb = np.clip(rgb, 0, 1)
    rgb = np.where(rgb <= 0.0031308, rgb * 12.92, 1.055 * rgb ** (1 / 2.4) - 0.055)
    return "#" + "".join(f"{round(float(part) * 255):02x}" for part in rgb)


def candidates(theme: str) -> list[list[str]]:
    """Return, for each hue family, all colours that can be read on both surfaces of the theme."""
    low, high = LIGHTNESS[theme]
    families = []
    for _, start, end, dull, vivid in FAMILIES:
        found = {
            hex_of(lightness, chroma, hue)
            for lightness in range(low, high, 2)
            for chroma in range(dull, vivid + 1, 4)
            for hue in range(start, end + 1, 5)
        }
        good = (c for c in found if c and min(contrast(c, s) for s in SURFACES[theme]) >= CONTRAST)
        families.append(sorted(good))
    return families


def distances(colours: list[str]) -> dict[str, Array]:
    """Return the CIE76 distance of every pair, for each kind of colour vision."""
    rgb = np.array([linear(colour) for colour in colours])
    result = {}
    for name, matrix in VISION.items():
        points = lab(rgb @ matrix.T)
        result[name] = np.linalg.norm(points[:, None] - points[None], axis=2)
    return result


def search(theme: str, starts: int = 150, seed: int = 7) -> list[str]:
    """Return the twelve colours whose weakest pair is strongest: coordinate ascent, many starts."""
    families = candidates(theme)
    flat = [colour for family in families for colour in family]
    edges = np.cumsum([0, *map(len, families)])
    worst = np.minimum.reduce(list(distances(flat).values()))
    lanes = np.arange(len(families))
    weight = np.where((lanes[:, None] >= 8) | (lanes[None] >= 8), 1.45, 1.0)
    weight[np.abs(lanes[:, None] - lanes[None]) == 1] *= 0.85
    random = np.random.default_rng(seed)
    best, best_score = np.zeros(0, dtype=int), -1.0
    for _ in range(starts):
        chosen = np.array([random.integers(edges[i], edges[i + 1]) for i in lanes])
        for _ in range(14):
            for lane in random.permutation(lanes):
                others = lanes != lane
                options = worst[edges[lane] : edges[lane + 1]][:, chosen[others]]
                scores = np.sort(options * weight[lane][others], axis=1)
                chosen[lane] = edges[lane] + int(np.argmax(scores @ (0.35 ** lanes[:-1])))
        pairs = worst[np.ix_(chosen, chosen)] * weight
        score = float(pairs[~np.eye(len(lanes), dtype=bool)].min())
        if score > best_score:
            best, best_score = chosen, score
    return [flat[i] for i in best]


def report(colours: list[str], theme: str) -> dict[str, object]:
    """Return the colours with what they reach: lowest contrast, smallest distances."""
    off = ~np.eye(len(colours), dtype=bool)
    by_vision = distances(colours)
    return {
        "colours": {f"--lane-{i + 1}": colour for i, colour in enumerate(colours)},
        "lowest_contrast": round(min(contrast(c, s) for c in colours for s in SURFACES[theme]), 2),
        "nearest_of_8": {
            n: round(float(d[:8, :8][off[:8, :8]].min()), 1) for n, d in by_vision.items()
        },
        "nearest_of_12": {n: round(float(d[off].min()), 1) for n, d in by_vision.items()},
        "nearest_neighbours": {
            n: round(float(np.diag(d, 1).min()), 1) for n, d in by_vision.items()
        },
    }


if __name__ == "__main__":
    found = {theme: search(theme) for theme in SURFACES}
    lanes = {theme: [colours[place] for place in PLACES] for theme, colours in found.items()}
    json.dump({theme: report(lanes[theme], theme) for theme in SURFACES}, sys.stdout, indent=2)
    print()
