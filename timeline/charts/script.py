"""What the page's script needs of a figure beside its drawing."""

from __future__ import annotations

from typing import Any

from timeline.charts.figure import Figure


def for_script(figure: Figure) -> dict[str, Any]:
    """Return the figure without what the drawing tells as well: most of its bytes.

    Plotly gets its marks from there. Left are the measures and what `layout.meta` holds for whoever
    writes on the chart, of the narrow layout too.
    """
    layout = figure["layout"]
    meta = layout["meta"]
    if "narrow" in meta:
        meta = {**meta, "narrow": {"layout": meta["narrow"]["layout"]}}
    return {"layout": {**layout, "meta": meta}}
