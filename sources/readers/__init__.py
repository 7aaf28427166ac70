"""From the bytes of a file to its text, however hostile the file is."""

from sources.readers.failures import ReadFailure
from sources.readers.limits import DEFAULT_LIMITS, Limits
from sources.readers.pool import POOL
from sources.readers.raw_document import Bibliography, Dating, Locator, Metadata, RawDocument

__all__ = [
    "DEFAULT_LIMITS",
    "Bibliography",
    "Dating",
    "Limits",
    "Locator",
    "Metadata",
    "RawDocument",
    "ReadFailure",
    "read",
    "read_bibliography",
]


def read(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> RawDocument:
    """Read a file: .txt, .md, .html, .pdf, .docx or .eml, told apart by what is in it.

    name: for messages, and the title where the file gives none; no folder in it is ever opened.
    The file is opened in a process of its own, which is held to `limits`; safe to be called from several
    threads at once. Raises ReadFailure, whose text is one line for people, where there is no document.
    """
    return POOL.read(data, name, limits)


def read_bibliography(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Bibliography:
    """Read a bibliography in RIS, BibTeX or CSL-JSON, told apart by what is in it.

    Its entries belong to the files whose stem is their id. Same process and limits as `read`; raises
    ReadFailure where there are no entries to be read.
    """
    return POOL.read_bibliography(data, name, limits)
