"""The picture of a timeline, for where its link is shared."""

from __future__ import annotations

import hashlib

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from timeline.answers.choose import answers_for
from timeline.appearing import appearances_of
from timeline.charts.scale import linear_scale
from timeline.charts.social_card import SocialCard, draw_card
from timeline.dates.julian_day import calendar_date
from timeline.density import answered_by_column
from timeline.filters import TimelineFilter
from timeline.known import EVERYTHING
from timeline.models import Event, Timeline

FRESH = 3600
"""Seconds for which others may keep the picture without asking."""


@require_safe
def social_card(request: HttpRequest, slug: str) -> HttpResponseBase:
    """A PNG of 1200 x 630, drawn once for each state of the timeline."""
    shown = get_object_or_404(Timeline.objects.visible_to(request.user), slug=slug)
    card = _card(shown)
    digest = hashlib.sha256(repr(card).encode()).hexdigest()
    etag = f'"{digest[:32]}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        picture = cache.get_or_set(f"social-{digest}", lambda: draw_card(card), timeout=None)
        response = HttpResponse(picture, content_type="image/png")
    response["ETag"] = etag
    response["Cache-Control"] = f"{'public' if shown.is_public else 'private'}, max-age={FRESH}"
    # Others show it on their own pages: that is what it is for.
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _card(timeline: Timeline) -> SocialCard:
    events = Event.objects.decided().filter(timeline=timeline)
    answers = answers_for(timeline, events, TimelineFilter(), EVERYTHING)
    appearances = appearances_of(timeline, answers)
    count, sources = answers.total, appearances.count(None)
    words = [f"{count:,} event{'s' * (count != 1)}", f"{sources:,} source{'s' * (sources != 1)}"]
    days = answers.density().period
    if days is None:
        return SocialCard(timeline.title, _headline(timeline), " · ".join(words), "", "", {})
    years = [calendar_date(day)[0] for day in days]
    colours = dict(timeline.categories.values_list("slug", "colour"))
    counts = answered_by_column(answers, linear_scale(*days), colours)
    first, last = (str(year) if year > 0 else f"{1 - year} BC" for year in years)
    ordered = dict(sorted(counts.items()))
    return SocialCard(timeline.title, _headline(timeline), " · ".join(words), first, last, ordered)


def _headline(timeline: Timeline) -> str:
    return timeline.headline or timeline.title
