"""No null characters from addresses: nobody types them, and PostgreSQL takes none in a query."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class WithoutNullCharacters:
    """Leave the null characters of a query string out, before anything reads it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "").replace("\0", "")
        while "%00" in query:  # what is left of %%0000 is one again
            query = query.replace("%00", "")
        request.META["QUERY_STRING"] = query
        return self.get_response(request)
