"""Answers are compressed: by Brotli for who takes it, else by gzip.

Brotli of quality 5 makes the timeline page a quarter smaller than gzip does, in half of the time.

Compression can tell a secret to who makes a page repeat guesses of it and counts the bytes (BREACH).
The only secret in our pages, the token against forged forms, is masked anew in each of them; a page that
another site asks for comes without the session (SameSite); and signed-in readers get Django's gzip,
which adds a random number of bytes.
"""

from __future__ import annotations

from typing import Final

import brotli
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

_QUALITY: Final = 5
_QUICK: Final = 2
"""The quality for what is long, such as a large timeline: a fifth more bytes, in a third of the time."""
_LONG: Final = 100_000
"""Bytes from which a body is long."""
_LEAST: Final = 200
"""Bytes below which compression gains nothing, as Django reckons too."""


class Compression(GZipMiddleware):
    """Compresses by Brotli what Django would compress by gzip, where the browser takes it."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Return the answer with a smaller body; streams, signed-in readers and the rest get gzip."""
        if (
            not isinstance(response, HttpResponse)  # a stream
            or len(response.content) < _LEAST
            or response.has_header("Content-Encoding")
            or settings.SESSION_COOKIE_NAME in request.COOKIES
            or not _takes_brotli(request)
        ):
            return super().process_response(request, response)
        patch_vary_headers(response, ("Accept-Encoding",))
        quality = _QUICK if len(response.content) >= _LONG else _QUALITY
        smaller = brotli.compress(response.content, quality=quality)
        if len(smaller) >= len(response.content):
            return response
        response.content = smaller
        response.headers["Content-Length"] = str(len(smaller))
        response.headers["Content-Encoding"] = "br"
        etag = response.headers.get("ETag", "")
        if etag.startswith('"'):  # other bytes than those that it was made for
            response.headers["ETag"] = f"W/{etag}"
        return response


def _takes_brotli(request: HttpRequest) -> bool:
    """Whether the browser lists Brotli, and does not refuse it by a weight of nothing."""
    for offer in request.headers.get("Accept-Encoding", "").lower().split(","):
        name, _, weight = offer.replace(" ", "").partition(";q=")
        if name == "br":
            return weight.strip("0.") != "" or weight == ""
    return False
