"""Conditional requests: a page that has not changed since a browser got it is not made again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from importlib.metadata import distributions
from pathlib import Path
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.translation import get_language

from timeline.kept_answers import kept_or_made

_PARTS_BY: Final = ("HX-Request", "HX-History-Restore-Request", "Chronocite-Chart")
"""Headers that say which part of a page is wanted."""
_MADE_OF: Final = ("config", "locale", "sources", "static", "templates", "timeline")
"""Folders of what pages are made of."""


def unless_unchanged(
    request: HttpRequest, stamp: str, make: Callable[[], HttpResponseBase], *, is_kept: bool = False
) -> HttpResponseBase:
    """Return what `make` returns, or 304 where the browser has it already.

    stamp: another one after every write that the page may tell of. The rest that it depends on is its
    address, its reader, the language, and what the app was made of. A browser may keep it, but asks
    each time; no cache on the way keeps it.

    is_kept: whether the server keeps it too, for the next who asks for the same (`kept_answers`): all that
    it tells must be read after the stamp.
    """
    told = [
        stamp,
        request.get_full_path(),
        get_language() or "",
        str(request.user.pk),
        *(request.headers.get(name, "") for name in _PARTS_BY),
        _made_of(),
    ]
    token = request.META.get("CSRF_COOKIE", "")  # its forms carry it
    etag = f'W/"{hashlib.sha256(chr(0).join([*told, token]).encode()).hexdigest()[:32]}"'
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if response is None:
        response = kept_or_made(request, told, make) if is_kept else make()
    response["ETag"] = etag
    patch_vary_headers(response, (*_PARTS_BY, "Accept-Encoding"))  # a 304 says the same as its page
    patch_cache_control(response, private=True, no_cache=True)
    return response


@cache
def _made_of() -> str:
    """Return another string wherever the app is another: its code, words, settings, packages.

    Reckoned once a process: a new version is served by new processes.
    """
    files = sorted(
        path
        for name in _MADE_OF
        for path in (Path(settings.BASE_DIR) / name).rglob("*.*")
        if path.is_file() and path.suffix != ".pyc"
    )
    told = [
        [(str(path), path.stat().st_mtime_ns) for path in files],
        sorted((package.name, package.version) for package in distributions()),
        settings.ORIGIN.geturl(),
        settings.CONTENT_LANGUAGE,
    ]
    return hashlib.sha256(repr(told).encode()).hexdigest()
