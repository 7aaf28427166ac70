"""Pages for requests that can't be answered: there is nothing, or nothing that can be understood."""

from __future__ import annotations

import re
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.template.loader import render_to_string

from timeline.models import Timeline

_OF_TIMELINE: Final = re.compile(r"/t/(?P<slug>[-\w]+)/(?:events/\d+-(?P<words>[-\w]+)/)?")


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for an address at which there is nothing that this reader may see.

    An event's address holds the words of its title: they are offered to be searched for, since
    what was withdrawn is often told by another event.
    """
    address = _OF_TIMELINE.match(request.path)
    context: dict[str, object] = {}
    if address:
        shown = Timeline.objects.visible_to(request.user)
        context["timeline"] = shown.filter(slug=address["slug"]).first()
        context["words"] = (address["words"] or "").replace("-", " ")
    return render(request, "404.html", context, status=404)


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for a request that can't be taken as it came.

    It is drawn without the request: what can't be used may be the name of the site in it.
    """
    return HttpResponseBadRequest(render_to_string("400.html"))
