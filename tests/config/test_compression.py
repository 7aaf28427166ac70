"""Pages come small: as Brotli where the browser takes it, as gzip otherwise."""

from __future__ import annotations

import gzip
from typing import Any

import brotli
import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from config.compression import Compression

TEXT = "What happened when, and how we know it. " * 40


def answered(
    response: HttpResponseBase, accept: str = "gzip, deflate, br", cookie: str = ""
) -> Any:
    request = HttpRequest()
    request.META["HTTP_ACCEPT_ENCODING"] = accept
    if cookie:
        request.COOKIES[cookie] = "x"
    return Compression(lambda _: response).process_response(request, response)


def test_brotli_is_sent_to_who_takes_it() -> None:
    response = answered(HttpResponse(TEXT))
    assert response["Content-Encoding"] == "br"
    assert brotli.decompress(response.content).decode() == TEXT
    assert int(response["Content-Length"]) == len(response.content) < len(TEXT) / 10
    assert "Accept-Encoding" in response["Vary"]


@pytest.mark.parametrize("accept", ["gzip", "gzip, br;q=0", "gzip, BR;q=0.000", "gzip, brx"])
def test_gzip_is_sent_to_the_others(accept: str) -> None:
    response = answered(HttpResponse(TEXT), accept)
    assert response["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.content).decode() == TEXT


@pytest.mark.parametrize("accept", ["br", "gzip;q=0.5, br; q=0.5", "deflate,BR"])
def test_an_offer_of_brotli_is_understood_as_browsers_write_it(accept: str) -> None:
    assert answered(HttpResponse(TEXT), accept)["Content-Encoding"] == "br"


def test_who_is_signed_in_gets_the_padded_gzip() -> None:
    response = answered(HttpResponse(TEXT), cookie=settings.SESSION_COOKIE_NAME)
    assert response["Content-Encoding"] == "gzip"


def test_a_browser_that_takes_nothing_gets_the_page_as_it_is() -> None:
    response = answered(HttpResponse(TEXT), "")
    assert not response.has_header("Content-Encoding")
    assert response.content.decode() == TEXT


def test_a_few_words_and_what_is_compressed_already_stay_as_they_are() -> None:
    assert not answered(HttpResponse("Gone.")).has_header("Content-Encoding")
    ready = HttpResponse(b"x" * 500, headers={"Content-Encoding": "br"})
    assert answered(ready).content == b"x" * 500


def test_a_stream_is_still_a_stream() -> None:
    response = answered(StreamingHttpResponse(TEXT.split()))
    assert response.streaming
    assert response["Content-Encoding"] == "gzip"


def test_an_etag_is_a_weak_one_once_the_bytes_are_others() -> None:
    response = answered(HttpResponse(TEXT, headers={"ETag": '"seven"'}))
    assert response["ETag"] == 'W/"seven"'
