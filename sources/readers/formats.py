"""What kind of file these bytes are, by what is in them, and the reader for it."""

from __future__ import annotations

import io
import json
import re
import zipfile
from typing import Final

from sources.kept import kept
from sources.readers.bibliographies import bibliography_format
from sources.readers.decoding import NO_TEXT, decode
from sources.readers.failures import DAMAGED, Unreadable
from sources.readers.raw_document import Extracted
from sources.readers.signatures import refusal

EMPTY: Final = kept("is empty. Is it the right file?")
_PDF: Final = re.compile(rb"%PDF-\d")
_SAMPLE: Final = 50_000
_LONG, _LONGEST_WORDS = (
    200,
    50,
)  # on average; English words have 5 letters, addresses of pages 50 at times
# What is inside a PDF, of which the beginning is missing.
_PDF_PARTS: Final = re.compile(r"\bendobj\s+\d+ 0 obj\b")
_PDF_WITHIN: Final = 1_024  # PDF 32000-1:2008, annex H.3.4.1
_HTML: Final = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*){0,5}<(?:!doctype\s+html|(?:html|head|body|article"
    r"|main|section|header|nav|title|meta|link|base|style|script|div|p|span|h1|h2|ul|table|center)\b)",
    re.IGNORECASE | re.DOTALL,
)
_CLOSING_TAG: Final = re.compile(
    r"</(?:p|div|span|a|td|tr|li|h[1-6]|em|strong|body|html)\s*>", re.IGNORECASE
)
# A page whose beginning was cut off still has more closing tags than any text has by chance.
_CLOSING_TAGS: Final = 10
_XML: Final = re.compile(
    r"\s*(?:<\?xml\b|<!doctype\s|<!--.{0,2000}?-->\s*<\w)", re.IGNORECASE | re.DOTALL
)
BIBLIOGRAPHY: Final = kept(
    "is a bibliography, not a document. Give it as the bibliography of the documents that you import."
)
_PACKAGES: Final = {
    "xl/": kept("an Excel workbook (.xlsx)"),
    "ppt/": kept("a presentation (.pptx)"),
    "META-INF/container.xml": kept("an e-book (.epub)"),
    "content.xml": kept("an OpenDocument file (.odt, .ods or .odp)"),
    "Index/Document.iwa": kept("a Pages, Numbers or Keynote document"),
    "AndroidManifest.xml": kept("an Android program"),
    "META-INF/MANIFEST.MF": kept("a Java program"),
}
_SAVE_AS: Final = kept(
    "is {what}, which can't be read. Save it as .docx, .pdf or plain text, and import that."
)


def extract(data: bytes) -> Extracted:
    """Read a file by the reader for what is in it. Raises Unreadable where there is none.

    The readers are imported when a file needs them: a worker that meets only text stays small.
    """
    if not data.strip(b" \t\r\n\x00"):
        raise Unreadable(EMPTY)
    if _PDF.search(data, 0, _PDF_WITHIN):
        from sources.readers.pdf import read_pdf

        return read_pdf(data)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _from_package(data)
    if reason := refusal(data):
        raise Unreadable(reason)
    from sources.readers.email_message import looks_like_email, read_email_message

    if looks_like_email(data):
        return read_email_message(data)
    return _from_text(data)


def _from_package(data: bytes) -> Extracted:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Unreadable(DAMAGED) from error
    if "word/document.xml" in names:
        from sources.readers.word_document import read_word_document

        return read_word_document(data)
    for part, what in _PACKAGES.items():
        if any(name.startswith(part) for name in names):
            raise Unreadable(_SAVE_AS.format(what=what))
    raise Unreadable(kept("is an archive (ZIP). Unpack it and import the files in it."))


def _from_text(data: bytes) -> Extracted:
    from sources.readers.html_page import declared_encoding, read_html_page
    from sources.readers.markdown_text import looks_like_markdown, read_markdown_text
    from sources.readers.plain_text import read_plain_text

    decoded = decode(data, declared_encoding(data))
    text = decoded.text
    if not text.strip():
        raise Unreadable(EMPTY)
    if _HTML.match(text) or len(_CLOSING_TAG.findall(text[:_SAMPLE])) >= _CLOSING_TAGS:
        return read_html_page(data)
    if _XML.match(text):
        raise Unreadable(_SAVE_AS.format(what=kept("an XML file that is no web page")))
    if bibliography_format(text):
        raise Unreadable(BIBLIOGRAPHY)
    if _is_json(text):
        raise Unreadable(_SAVE_AS.format(what=kept("data (JSON)")))
    if _PDF_PARTS.search(text) or _has_no_words(text):
        raise Unreadable(NO_TEXT)
    return read_markdown_text(decoded) if looks_like_markdown(text) else read_plain_text(decoded)


def _has_no_words(text: str) -> bool:
    """Nothing but signs; or, in ASCII, hardly a space: data that was written as text, such as base64."""
    sample = text[:_SAMPLE]
    words = sample.split()
    letters = sum(map(len, words))
    packed = letters > _LONG and sample.isascii() and letters > _LONGEST_WORDS * len(words)
    return packed or not any(character.isalnum() for character in text)


def _is_json(text: str) -> bool:
    if text.lstrip()[:1] not in {"[", "{"}:
        return False
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
