"""What search engines may visit."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Every public page; not the curators' rooms."""
    lines = f"User-agent: *\nDisallow: {reverse('admin:index')}\n"
    return HttpResponse(lines, content_type="text/plain; charset=utf-8")
