"""What stands above the chart and hardly differs from answer to answer: the count, how it is drawn, and what
can be saved.
"""

from __future__ import annotations

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from timeline.exports.registry import EXPORTS
from timeline.lanes import LANES_BY
from timeline.shapes import blank, filled, shape_of

register = template.Library()


@register.simple_tag
def counted_events(count: int, total: int) -> SafeString:
    """Return how many of the events pass the filters: a page says it twice."""
    return _counted(get_language(), count, total)


@lru_cache(maxsize=64)
def _counted(_language: str | None, count: int, total: int) -> SafeString:
    return SafeString(render_to_string("timeline/_count.html", {"count": count, "total": total}))


@register.simple_tag
def drawing_choices(
    lanes: str, scale: str, names: str, may_be_named: bool, is_crowded: bool
) -> SafeString:
    """Return what can be chosen of how events are drawn. lanes, scale, names: as they are now.

    may_be_named, is_crowded: whether names, and how time is spread, can be chosen.
    """
    return _drawing_choices(get_language(), lanes, scale, names, may_be_named, is_crowded)


@lru_cache(maxsize=256)
def _drawing_choices(
    _language: str | None, lanes: str, scale: str, names: str, may_be_named: bool, is_crowded: bool
) -> SafeString:
    context = {
        "display": {"lanes": lanes, "scale": scale, "names": names},
        "lane_choices": LANES_BY,
        "may_be_named": may_be_named,
        "is_crowded": is_crowded,
    }
    return SafeString(shape_of("timeline/_drawing_choices.html", context) % {})


@register.simple_tag
def save_menu(timeline: str, state: str, query: str, drawings: str) -> SafeString:
    """Return the menu of what can be taken away. timeline: its slug; state, query: with and without
    how it is drawn; drawings: of the chart, "" where there is none."""
    shape = _save_shape(get_language(), timeline, bool(state), bool(query), bool(drawings))
    return SafeString(shape % {"state": filled(state), "query": filled(query)})


@lru_cache(maxsize=256)
def _save_shape(
    _language: str | None, timeline: str, has_state: bool, has_query: bool, has_chart: bool
) -> str:
    context = {
        "timeline": {"slug": timeline},
        "state": blank("state") if has_state else "",
        "filters": {"query": blank("query") if has_query else ""},
        "chart": {"drawings": has_chart},
        "exports": EXPORTS.values(),
    }
    return shape_of("timeline/_save.html", context)
