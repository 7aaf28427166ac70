"""The design system on one page, for those who work on it: tokens, and components as they are used."""

from __future__ import annotations

from django.contrib.admin.views.decorators import staff_member_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from timeline.cards import event_card
from timeline.http import HtmxRequest
from timeline.models import Event, EventLink
from timeline.sigla import letter_sources

LANES = range(1, 13)
TEXT_SIZES = range(8)
SPACES = range(1, 8)
INKS = ("ink", "ink-2", "edge", "hairline", "warning", "focus")
THEMES = ("light", "dark")
MODALITIES = Event.Modality.choices


@staff_member_required
@require_safe
def styleguide(request: HtmxRequest) -> HttpResponse:
    """Tokens and components; those that show an event show one of this installation."""
    told = Event.objects.visible_to(request.user).with_evidence().order_by("-importance")
    # A plan with its outcome shows most of them.
    event = told.filter(links_out__kind=EventLink.Kind.OUTCOME).first() or told.first()
    letters = letter_sources(event.timeline) if event else []
    context = {
        "lanes": LANES,
        "text_sizes": TEXT_SIZES,
        "spaces": SPACES,
        "inks": INKS,
        "themes": THEMES,
        "modalities": MODALITIES,
        "card": event_card(event, {s.slug: s.letter for s in letters}) if event else None,
    }
    return render(request, "styleguide.html", context)
