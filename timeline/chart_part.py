"""The chart as the page takes it: text that is put into the template as it stands."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString

from timeline.charts.drawing import drawings
from timeline.charts.figure import Figure
from timeline.charts.script import script_text
from timeline.charts.svg import head_text, svg_text
from timeline.listing import Listing
from timeline.single_marks import AtHand


@dataclass(frozen=True, slots=True)
class ChartPart:
    """A chart that is written. drawings: as SVG, "" where there is nothing to draw; heads: overview and
    axis of these once more, which stay in sight; script: for the page's script; listing: the events of
    the list too, None where the chart has not read them all."""

    drawings: SafeString
    heads: SafeString
    script: SafeString
    may_be_named: bool
    is_crowded: bool
    listing: Listing | None

    @classmethod
    def of(cls, figure: Figure, drawn: AtHand) -> ChartPart:
        """Write a figure. Its texts are escaped here."""
        meta = figure["layout"]["meta"]
        layouts = drawings(figure)
        return cls(
            SafeString("".join(map(svg_text, layouts))),
            SafeString("".join(map(head_text, layouts))),
            SafeString(script_text(figure)),
            bool(meta.get("may_be_named")),
            bool(meta.get("crowded")),
            None if drawn.counted else drawn.listing,
        )
