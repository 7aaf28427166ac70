"""Put texts and passages on record."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from sources.kept import kept
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
        line = kept("{name}: the text is already on record as “{document}”")
        raise QuoteMismatch(line.format(name=file_name, document=version.document))
    if not made and text is not None and version.text is None:
        version.text, version.checked_on = text, checked_on
        version.save()
    if version.boilerplate != boilerplate:
        version.boilerplate = boilerplate
        version.save()
    return version


def seal_quotes(version: TextVersion) -> None:
    """Keep a digest of the quotes on record of a text, which were just checked.

    Where the text is not held here, it is by this that `verify` sees whether a quote was changed.
    """
    version.quotes_sha256 = digest_of_quotes(version)
    version.save(update_fields=["quotes_sha256"])


def digest_of_quotes(version: TextVersion) -> str:
    """Return the sha256 of a text's passages: their places and quotes, in order."""
    places = version.passages.order_by("start", "end").values_list("start", "end", "quote")
    return sha256_of(json.dumps(list(places)))


def record_passage(version: TextVersion, *, start: int, end: int, quote: str) -> Passage:
    """Return the passage at a place of a text, made where it is not on record yet.

    Raises QuoteMismatch where the quote is not what stands there, as far as that can be known.
    """
    text = version.text
    if not 0 <= start < end <= version.length or len(quote) != end - start:
        line = kept("“{quote}” does not fit in {start}–{end} of {name}")
        raise QuoteMismatch(line.format(quote=quote, start=start, end=end, name=version.file_name))
    if text is not None and text[start:end] != quote:
        line = kept("“{quote}” is not what stands at {start}–{end} of {name}")
        raise QuoteMismatch(line.format(quote=quote, start=start, end=end, name=version.file_name))
    passage, made = Passage.objects.get_or_create(
        text_version=version,
        start=start,
        end=end,
        defaults={"quote": quote, **_words_around(text or "", start, end)},
    )
    if not made and passage.quote != quote:
        raise QuoteMismatch(f"“{quote}”: on record at {start}–{end} is “{passage.quote}”")
    return passage


def record_passages(version: TextVersion, places: Sequence[tuple[int, int]]) -> list[Passage]:
    """Return the passages at these places of a text that is held here, as `record_passage` would.

    Two queries, however many places. Raises QuoteMismatch where one is no place in the text.
    """
    text = version.text or ""
    for start, end in places:
        if not 0 <= start < end <= len(text):
            raise QuoteMismatch(f"{start}–{end} is no place in {version.file_name}")
    there = Passage.objects.filter(text_version=version, start__in=[start for start, _ in places])
    known = {(passage.start, passage.end): passage for passage in there}
    new = {
        (start, end): Passage(
            text_version=version,
            start=start,
            end=end,
            quote=text[start:end],
            **_words_around(text, start, end),
        )
        for start, end in places
        if (start, end) not in known
    }
    Passage.objects.bulk_create(list(new.values()))
    return [(known | new)[place] for place in places]


def _words_around(text: str, start: int, end: int) -> dict[str, str]:
    """What stands before and after a place, to find it again; nothing where no text is held."""
    return {
        "prefix": text[max(0, start - CONTEXT) : start],
        "suffix": text[end : end + CONTEXT],
    }
