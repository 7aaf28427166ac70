"""How much one request may bring, and how it is told what was too much."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import wraps
from threading import BoundedSemaphore
from typing import Any, Final

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from sources.readers.failures import shown_name

MOST_BYTES: Final = 50_000_000
"""Of one uploaded file. The command takes larger ones, up to what its readers take."""
MOST_FILES: Final = 1_000
"""Of one upload, with one request a file. The command takes any number."""
MOST_AT_ONCE: Final = 100
"""Files in one request: Django's own limit, which holds where a browser runs no scripts."""
TOO_MANY: Final = (
    f"More than {MOST_AT_ONCE} files came at once, and nothing was stored. Send fewer at a time, or"
    " use the command import_documents."
)
TOO_MUCH: Final = _(
    "What was pasted is too long, and nothing was stored. Save it as a file and choose that."
)
READING: Final = BoundedSemaphore(os.cpu_count() or 1)
"""So many files are read at a time in a process of the server, each in a child of its own."""

View = Callable[..., HttpResponse]


class SkipTooLarge(FileUploadHandler):
    """Drops a file as soon as it is too large, and remembers its name; the others are kept."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.skipped: list[str] = []

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass on what may be kept."""
        if start + len(raw_data) > MOST_BYTES:
            self.skipped.append(shown_name(self.file_name or ""))
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> UploadedFile[bytes] | None:
        """Leave the making of the file to the handlers after this one."""
        return None


def within_quota(view: View) -> View:
    """Let a view of the admin take files within limits.

    The view is called with `skipped`, the names of files that were too large, and `refusal`, one
    line where the whole request was; then nothing of it may be stored.
    """

    @csrf_exempt  # handlers can only be set before Django looks for the token in what is sent
    @wraps(view)
    def measured(*args: Any, **kwargs: Any) -> HttpResponse:
        request = next(each for each in args if isinstance(each, HttpRequest))
        if request.method != "POST":
            return view(*args, skipped=[], refusal="", **kwargs)
        handler = SkipTooLarge(request)
        request.upload_handlers.insert(0, handler)
        try:
            request.POST.keys()  # read now, while its faults can be told
        except (TooManyFilesSent, RequestDataTooBig) as error:
            refusal = TOO_MANY if isinstance(error, TooManyFilesSent) else TOO_MUCH
            return view(*args, skipped=[], refusal=refusal, **kwargs)

        def checked(request: HttpRequest) -> HttpResponse:
            return view(*args, skipped=handler.skipped, refusal="", **kwargs)

        return csrf_protect(checked)(request)

    return measured
