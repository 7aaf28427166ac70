"""Text for Plotly, which reads a subset of HTML in labels: imported text is hostile, so it is escaped."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from timeline.charts.rows import EventRow, Modality
from timeline.language import gettext, noop

_LINE: Final = 52
"""Characters of a line in a hover label."""
_LANE_NAME: Final = 19
"""Characters of a line of a lane's name."""
_KINDS: Final[Mapping[Modality, str]] = {
    "occurred": noop("occurred"),
    "announced": noop("announced"),
    "planned": noop("planned"),
    "claimed": noop("claimed"),
    "denied": noop("denied"),
    "cancelled": noop("cancelled"),
}


def escaped(text: str) -> str:
    """Return text that Plotly shows as it stands: no tag, no entity, no control character."""
    visible = text
    if not text.isprintable():
        visible = "".join(char if char.isprintable() else " " for char in text)
    return html.escape(visible, quote=False)


@lru_cache(maxsize=16_384)  # the same titles on every redraw, and breaking lines is slow
def wrapped(text: str, width: int = _LINE) -> str:
    """Return text escaped, and broken into lines as Plotly wants them."""
    return "<br>".join(escaped(line) for line in textwrap.wrap(text, width)) or ""


def lane_name(name: str) -> str:
    """Return a lane's name as it stands at the left of a wide drawing."""
    return wrapped(name, _LANE_NAME)


def name_lines(name: str) -> int:
    """Return how many lines `lane_name` takes."""
    return lane_name(name).count("<br>") + 1


def kind_words() -> dict[Modality, str]:
    """Return what each kind of fact is called in the reader's language."""
    return {modality: gettext(word) for modality, word in _KINDS.items()}


def hover_text(
    row: EventRow, source_names: Mapping[str, str], kinds: Mapping[Modality, str]
) -> str:
    """Return the hover label of an event: date and kind of fact, title, sources."""
    lines = [escaped(f"{row.date_words} · {kinds[row.modality]}"), wrapped(row.title)]
    lines += [
        wrapped(f"{letter}  {source_names.get(letter, '')}".rstrip(), _LINE)
        for letter in row.letters
    ]
    return "<br>".join(lines)
