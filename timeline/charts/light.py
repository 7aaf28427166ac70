"""The light colours of the pages by the names of their tokens, for pictures that leave them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from timeline.charts.social_card import LANES

LIGHT: Final[Mapping[str, str]] = {
    "paper": "#fdfdfb",
    "sunk": "#f2f3ef",
    "ink": "#16191d",
    "ink-2": "#4b5259",
    "hairline": "#d9dcd8",
    "edge": "#858c92",
    "highlight": "#ffec8f",
    "on-highlight": "#16191d",
    "warning": "#9a3412",
    **{f"lane-{number}": colour for number, colour in enumerate(LANES, 1)},
}
"""As static/css/tokens.css has them, where the search for the lanes' is told."""


def light(colour: str) -> str:
    """Return the value of a token such as var(--lane-3); any other colour as it is."""
    name = colour.removeprefix("var(--").removesuffix(")")
    return LIGHT[name] if name != colour else colour
