"""Requests and responses of pages that htmx may ask for in part."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django_htmx.middleware import HtmxDetails


class HtmxRequest(HttpRequest):
    """A request with what htmx says about it."""

    htmx: HtmxDetails


def is_swap(request: HtmxRequest) -> bool:
    """Whether htmx swaps in a part; a history restore of htmx wants the whole page."""
    return bool(request.htmx) and not request.htmx.history_restore_request


def render_page_or_part(
    request: HtmxRequest, *, page: str, part: str, context: dict[str, Any]
) -> HttpResponse:
    """Render the whole page, or its part where htmx swaps one in.

    Caches keep the two apart. Templates read `swap` to know whether they are swapped in.
    """
    swap = is_swap(request)
    response = render(request, part if swap else page, {**context, "swap": swap})
    patch_vary_headers(response, ["HX-Request", "HX-History-Restore-Request"])
    return response
