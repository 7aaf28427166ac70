"""From the bytes of a file to its text, however hostile the file is."""

from sources.readers.failures import ReadFailure
from sources.readers.limits import DEFAULT_LIMITS, Limits
from sources.readers.pool import POOL
from sources.readers.raw_document import Dating, Locator, Metadata, RawDocument

__all__ = [
    "DEFAULT_LIMITS",
    "Dating",
    "Limits",
    "Locator",
    "Metadata",
    "RawDocument",
    "ReadFailure",
    "read",
]


def read(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> RawDocument:
    """Read a file: .txt, .md, .html, .pdf, .docx or .eml, told apart by what is in it.

    name: for messages, and the title where the file gives none; no folder in it is ever opened.
    The file is opened in a process of its own, which is held to `limits`; safe to be called from several
    threads at once. Raises ReadFailure, whose text is one line for people, where there is no document.
    """
    return POOL.read(data, name, limits)
