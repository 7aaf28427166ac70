"""What the page's script needs of a figure beside its drawing."""

from __future__ import annotations

from typing import Any

import orjson

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


def script_text(figure: Figure) -> str:
    """Return it as the element `figure` of a page, escaped as Django's `json_script` does.

    That takes four times as long for its step through all characters, most of which need no escape.
    """
    text = orjson.dumps(for_script(figure)).decode()
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04X}")
    return f'<script id="figure" type="application/json">{text}</script>'
