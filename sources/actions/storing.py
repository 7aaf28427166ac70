"""Put texts and passages on record."""

from __future__ import annotations

from datetime import date

from sources.models import Document, Passage, TextVersion
from sources.models.text_version import sha256_of

CONTEXT = 32
"""Code points kept before and after a quote, to find it again in a corrected text."""


class QuoteMismatch(ValueError):
    """A quote is not the text's words at its place; the message says which and where."""


def record_text(
    document: Document,
    *,
    sha256: str,
    length: int,
    text: str | None,
    file_name: str,
    checked_on: date,
    boilerplate: list[list[int]],
) -> TextVersion:
    """Put one text of a document on record, held here or not, or return the one that is.

    A text that was not held before is taken in. Raises QuoteMismatch where a text given is not
    the one that the sha256 names.
    """
    if text is not None and sha256_of(text) != sha256:
        raise QuoteMismatch(f"{file_name}: this is not the text with sha256 {sha256}")
    version, made = TextVersion.objects.get_or_create(
        sha256=sha256,
        defaults={
            "document": document,
            "length": length,
            "text": text,
            "file_name": file_name,
            "checked_on": checked_on,
            "boilerplate": boilerplate,
        },
    )
    if version.document_id != document.pk:
        raise QuoteMismatch(f"{file_name}: the text is already on record as “{version.document}”")
    if not made and text is not None and version.text is None:
        version.text, version.checked_on = text, checked_on
        version.save()
    if version.boilerplate != boilerplate:
        version.boilerplate = boilerplate
        version.save()
    return version


def record_passage(version: TextVersion, *, start: int, end: int, quote: str) -> Passage:
    """Return the passage at a place of a text, made where it is not on record yet.

    Raises QuoteMismatch where the quote is not what stands there, as far as that can be known.
    """
    text = version.text
    if not 0 <= start < end <= version.length or len(quote) != end - start:
        raise QuoteMismatch(f"“{quote}” does not fit in {start}–{end} of {version.file_name}")
    if text is not None and text[start:end] != quote:
        raise QuoteMismatch(f"“{quote}” is not what stands at {start}–{end} of {version.file_name}")
    passage, made = Passage.objects.get_or_create(
        text_version=version,
        start=start,
        end=end,
        defaults={
            "quote": quote,
            "prefix": text[max(0, start - CONTEXT) : start] if text else "",
            "suffix": text[end : end + CONTEXT] if text else "",
        },
    )
    if not made and passage.quote != quote:
        raise QuoteMismatch(f"“{quote}”: on record at {start}–{end} is “{passage.quote}”")
    return passage
