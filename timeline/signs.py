"""The signs of the chart and what they mean, for the page's own key and for that of a saved picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KINDS_OF_FACT: Final = {
    "occurred": _("it occurred"),
    "announced": _("somebody announced it"),
    "planned": _("it was planned for then"),
    "claimed": _("somebody claims it"),
    "denied": _("somebody denies it"),
    "cancelled": _("cancelled or shelved"),
}
"""What a mark says by its shape, by the modality of its event."""


@dataclass(frozen=True, slots=True)
class Explained:
    """Something that is drawn beside or instead of an event's mark, and what it means.

    drawn: its name in `timeline.charts.key`. glyph: in components/_glyphs.html, twice as wide as
    a mark if is_wide. by_hand: what is said where one can point at it, and not on paper.
    """

    drawn: str
    glyph: str
    words: str | Promise
    is_wide: bool = True
    by_hand: str | Promise = ""


SIGNS: Final = (
    Explained("line", "span", _("it lasted; where it fades, no end is given")),
    Explained("beyond", "beyond", _("it began before what is shown, or goes on after it")),
    Explained("set", "set", _("on each of these days")),
    Explained("lens", "soft", _("once, somewhere inside")),
    Explained("fade", "one-sided", _("once, then or somewhere on the side where it fades")),
    Explained("arc", "arc", _("a plan and what came of it")),
    Explained(
        "cut",
        "cut",
        _("the same, cut short"),
        by_hand=_("; whole while you point at it or open it"),
    ),
    Explained("open", "open", _("a plan; no outcome in these sources")),
    Explained("split", "split", _("split: the sources contradict each other"), is_wide=False),
    Explained(
        "count",
        "count",
        _("several events, counted"),
        is_wide=False,
        by_hand=_("; a click opens them"),
    ),
)
