"""The picture of a timeline, for where its link is shared."""

from __future__ import annotations

import hashlib

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from timeline.charts.scale import linear_scale
from timeline.charts.social_card import SocialCard, draw_card
from timeline.dates.julian_day import calendar_date
from timeline.density import days_covered, events_by_column
from timeline.models import Event, Timeline
from timeline.sigla import documents_of

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
    count, sources = events.count(), documents_of(timeline).count()
    words = [f"{count:,} event{'s' * (count != 1)}", f"{sources:,} source{'s' * (sources != 1)}"]
    days = days_covered(events).get(timeline.pk)
    if days is None:
        return SocialCard(timeline.title, _headline(timeline), " · ".join(words), "", "", {})
    years = [calendar_date(day)[0] for day in days]
    counts = events_by_column(events, {timeline.pk: linear_scale(*days)})[timeline.pk]
    first, last = (str(year) if year > 0 else f"{1 - year} BC" for year in years)
    ordered = dict(sorted(counts.items()))
    return SocialCard(timeline.title, _headline(timeline), " · ".join(words), first, last, ordered)


def _headline(timeline: Timeline) -> str:
    return timeline.headline or timeline.title
