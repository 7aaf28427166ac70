"""Answers that are kept as they were sent, for all processes of a server: of a large timeline many readers
ask for the same.

An answer is kept for readers of whom nothing is known but a language. Whatever else it depends on is in
the key that its page gives, as for the ETag by which a browser keeps it: after any change it is another.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Final, cast

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from timeline.shared_memory import SharedTable

_KEEP_AS: Final = "chronocite.keep_as"
"""Where a request carries under which key its answer is to be kept, once it is compressed."""
_HEADERS: Final = ("Content-Type", "Content-Encoding", "Vary")
"""What an answer's body needs to be told; the rest each answer gets anew on its way out."""
_END: Final = b"\n"
_kept: Final = SharedTable(places=512, largest=96 * 1024)
"""Parts of a large timeline take 10 to 30 kB, whole pages 36 to 44; of a place only what is filled takes memory."""


def kept_or_made(
    request: HttpRequest, told: Iterable[str], make: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    """Return what another reader got who asked for the same, or what `make` returns, and keep that.

    told: all that the answer depends on, but how it is sent and to whom.
    """
    harmless = {settings.LANGUAGE_COOKIE_NAME, settings.CSRF_COOKIE_NAME}
    if settings.DEBUG or not harmless.issuperset(request.COOKIES):
        return make()
    sent = (request.scheme or "", request.get_host(), request.headers.get("Accept-Encoding", ""))
    key = hashlib.sha256(chr(0).join([*told, *sent]).encode()).digest()
    if (kept := _kept.get(key)) is not None:
        headers, _, body = kept.partition(_END)
        return HttpResponse(body, headers=orjson.loads(headers))
    response = make()
    # With a token against forged forms in it, it is one reader's alone.
    if "CSRF_COOKIE_NEEDS_UPDATE" not in request.META:
        request.META[_KEEP_AS] = key
    return response


class KeepsAnswers:
    """Keeps the answers that `kept_or_made` marked. It stands around what compresses them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and keep it, if it came out whole and may be anybody's."""
        response = self._get_response(request)
        key = request.META.get(_KEEP_AS)
        if key is not None and _is_anybodys(response):
            headers = {name: response.headers[name] for name in _HEADERS}
            _kept.keep(key, orjson.dumps(headers) + _END + cast(HttpResponse, response).content)
        return response


def _is_anybodys(response: HttpResponseBase) -> bool:
    return (
        isinstance(response, HttpResponse)
        and response.status_code == HTTPStatus.OK
        and not response.cookies
        and all(map(response.has_header, _HEADERS))
    )
