"""What pages are asked for, which htmx may do in part, and what is sent with it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from django.conf import settings
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponsePermanentRedirect,
)
from django.shortcuts import render
from django.utils.cache import patch_cache_control, patch_vary_headers
from django_htmx.middleware import HtmxDetails

_LONGEST_NUMBER: Final = 18
"""Digits: as many as every database can hold."""


def origin(request: HttpRequest) -> str:
    """Return the public address of the site: as CHRONOCITE_ORIGIN says, else as it was asked for."""
    return settings.ORIGIN.geturl().rstrip("/") or f"{request.scheme}://{request.get_host()}"


def absolute(request: HttpRequest, path: str) -> str:
    """Return an address of this site with the public address before it."""
    return origin(request) + path


def with_origin(request: HttpRequest) -> dict[str, str]:
    """Give templates `origin`, for addresses that leave the page: canonical ones, pictures."""
    return {"origin": origin(request)}


class HtmxRequest(HttpRequest):
    """A request with what htmx says about it."""

    htmx: HtmxDetails


def is_swap(request: HtmxRequest) -> bool:
    """Whether htmx swaps in a part; a history restore of htmx wants the whole page."""
    return bool(request.htmx) and not request.htmx.history_restore_request


def whole_number(sent: object) -> int | None:
    """The number that an address or a form sent; None where it is none that a row could have."""
    text = str(sent)
    fits = text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER
    return int(text) if fits else None


def moved(url: str) -> HttpResponsePermanentRedirect:
    """Lead to the address that a page has now, because of another title.

    A browser asks again each time: who takes the title back would send it round in a circle.
    """
    response = HttpResponsePermanentRedirect(url)
    patch_cache_control(response, no_cache=True)
    return response


def refused(errors: Iterable[str]) -> HttpResponseBadRequest:
    """Return what could not be read of an address, a line each, where no page can say it."""
    return HttpResponseBadRequest("\n".join(errors), content_type="text/plain; charset=utf-8")


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
