"""In which language a page is sent, and which parts of it are in another one."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers


class ReadersLanguage(LocaleMiddleware):
    """The language that the reader chose, else the first that the browser asks for and we have.

    The choice is kept in a cookie, so caches have to tell readers apart by it. The language ends
    with the answer: nothing that the thread does next is done in it.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Tell caches what the page depends on."""
        answer = super().process_response(request, response)
        patch_vary_headers(answer, ["Cookie"])
        translation.deactivate()
        return answer


def content_language(request: HttpRequest) -> dict[str, str]:
    """Give templates `content_lang`: the language that titles, summaries and notes are written in.

    It is the collection's own and is not translated, so pages mark it, for screen readers and fonts.
    """
    return {"content_lang": settings.CONTENT_LANGUAGE}
