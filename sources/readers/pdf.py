"""PDF files: their text layer, in paragraphs, with the pages as locators."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

import pypdfium2
import pypdfium2.raw as pdfium

from sources.anchoring.spans import Span
from sources.kept import kept
from sources.readers.failures import DAMAGED, LOCKED, Unreadable
from sources.readers.names import authors_named
from sources.readers.pdf_lines import (
    Line,
    Page,
    is_one_paragraph,
    make_page,
    mended,
    running_lines,
)
from sources.readers.raw_document import Dating, Extracted, Locator, Metadata
from sources.readers.stated_dates import date_in

PICTURES: Final = kept(
    "has no text, only pictures of pages. Run text recognition (OCR) on it and import what comes out."
)
# After so many pages that can't be read, no more are tried: a broken file may promise a million.
_BROKEN_IN_A_ROW: Final = 50
CUT_OFF: Final = kept("The file is damaged or cut off; what could still be read was read.")
_CATALOG: Final = re.compile(rb"(\d{1,7}) 0 obj[^>]{0,300}/Type\s*/Catalog\b")
# What programs write where nobody filled in the field.
_NO_TITLE: Final = (
    "untitled",
    "(anonymous)",
    "(unspecified)",
    "microsoft word",
    "powerpoint",
    "about:blank",
)
_FILE_ENDINGS: Final = (
    ".doc",
    ".docx",
    ".html",
    ".htm",
    ".indd",
    ".qxd",
    ".rtf",
    ".tex",
    ".pdf",
    ".txt",
    ".odt",
)
_SPACES: Final = re.compile(r"\s+")
# Browsers print the address of a page at its foot.
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"']{3,900}")


def read_pdf(data: bytes) -> Extracted:
    """Read the text layer of a PDF. Raises Unreadable where it is locked, broken or all pictures."""
    document, repaired = _open(data)
    with document:
        pages, broken = _pages(document)
        if not any(pages):
            raise Unreadable(DAMAGED if broken else PICTURES)
        labels = [document.get_page_label(i) or str(i + 1) for i in range(len(pages))]
        metadata = _metadata(document.get_metadata_dict(skip_empty=True))
    text, starts, apart = _put_together(pages)
    address = next(
        (found[0] for span in apart if (found := _ADDRESS.search(text[span.start : span.end]))), ""
    )
    metadata = replace(metadata, url=address)
    locators = tuple(Locator(at, f"p. {labels[i]}") for i, at in starts)
    return Extracted(text, "pdf", metadata, (*repaired, *_warnings(pages, broken)), locators, apart)


def _open(data: bytes) -> tuple[pypdfium2.PdfDocument, tuple[str, ...]]:
    try:
        return pypdfium2.PdfDocument(data), ()
    except pypdfium2.PdfiumError as error:
        # PDFium's error code is left over from an earlier file where there are no pages, so ask twice.
        locked = error.err_code in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}
        if locked and b"/Encrypt" in data:
            raise Unreadable(LOCKED) from error
    catalog = _CATALOG.search(data)
    if catalog is None:
        raise Unreadable(DAMAGED)
    try:  # a file whose end is missing has lost the pointer to its catalogue
        trailer = b"\ntrailer<</Root %s 0 R>>\n%%%%EOF" % catalog[1]
        return pypdfium2.PdfDocument(data + trailer), (CUT_OFF,)
    except pypdfium2.PdfiumError as error:
        raise Unreadable(DAMAGED) from error


def _pages(document: pypdfium2.PdfDocument) -> tuple[list[list[Line]], list[int]]:
    pages: list[list[Line]] = []
    broken: list[int] = []
    for i in range(len(document)):
        try:
            page = document[i]
            pages.append(list(_lines(page.get_textpage())))
            page.close()
        except pypdfium2.PdfiumError:
            pages.append([])
            broken.append(i)
            if broken[-_BROKEN_IN_A_ROW:] == list(range(i - _BROKEN_IN_A_ROW + 1, i + 1)):
                break
    return mended(pages), broken


def _lines(page: pypdfium2.PdfTextPage) -> Iterator[Line]:
    if not page.count_chars():
        return
    at = 0
    for row in page.get_text_range().split("\r\n"):
        words = row.strip()
        if words:
            start = at + row.index(words[0])
            end = start + len(words) - 1
            left, first, _, top = _box(page, start)
            _, last, right, _ = _box(page, end)
            yield Line(_SPACES.sub(" ", words), left, right, first, last, top - first)
        at += len(row) + 2


def _box(page: pypdfium2.PdfTextPage, at: int) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of the font's box around the character at a place in the text."""
    index = pdfium.FPDFText_GetCharIndexFromTextIndex(page, at)
    box = pdfium.FS_RECTF()
    if index < 0 or not pdfium.FPDFText_GetLooseCharBox(page, index, ctypes.byref(box)):
        return 0.0, 0.0, 0.0, 0.0
    return box.left, box.bottom, box.right, box.top


def _put_together(
    pages: Sequence[Sequence[Line]],
) -> tuple[str, list[tuple[int, int]], tuple[Span, ...]]:
    """The text, where each page starts in it, and its running headers and footers.

    A paragraph that goes on over the page is one paragraph; what stands between its halves on paper
    comes behind it.
    """
    writer = _Writer()
    running = running_lines(pages)
    waiting: tuple[str, ...] = ()
    before: Page | None = None
    for i, lines in enumerate(pages):
        page = make_page(lines, running)
        paragraphs = page.paragraphs
        if before and paragraphs and is_one_paragraph(before, page):
            writer.go_on(i, paragraphs[0])
            paragraphs = paragraphs[1:]
        writer.put_apart(waiting)
        for paragraph in paragraphs:
            writer.put(i, paragraph)
        waiting, before = page.running, page
    writer.put_apart(waiting)
    return writer.result()


class _Writer:
    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._starts: dict[int, int] = {}
        self._apart: list[Span] = []

    def put(self, page: int, paragraph: str) -> None:
        self._add("\n\n" if self._parts else "")
        self._starts.setdefault(page, self._length)
        self._add(paragraph)

    def go_on(self, page: int, rest: str) -> None:
        self._add(" ")
        self._starts.setdefault(page, self._length)
        self._add(rest)

    def put_apart(self, lines: Sequence[str]) -> None:
        for line in lines:
            self._add("\n\n" if self._parts else "")
            self._apart.append(Span(self._length, self._length + len(line)))
            self._add(line)

    def _add(self, part: str) -> None:
        self._parts.append(part)
        self._length += len(part)

    def result(self) -> tuple[str, list[tuple[int, int]], tuple[Span, ...]]:
        return "".join(self._parts), list(self._starts.items()), tuple(self._apart)


def _warnings(pages: Sequence[Sequence[Line]], broken: Sequence[int]) -> Iterator[str]:
    if broken:
        line = kept("Pages that are damaged and could not be read: {number}, the first is {page}.")
        yield line.format(number=len(broken), page=broken[0] + 1)
    empty = sum(1 for i, lines in enumerate(pages) if not lines and i not in broken)
    if empty:
        line = kept("Pages without text: {number} of {pages}. If they are pictures, they need OCR.")
        yield line.format(number=empty, pages=len(pages))


def _metadata(fields: dict[str, str]) -> Metadata:
    title = fields.get("Title", "").strip()
    if title.lower().startswith(_NO_TITLE) or title.lower().endswith(_FILE_ENDINGS):
        title = ""
    author = fields.get("Author", "")
    # A PDF is often made long after the text was published: this is never more than a hint.
    made = date_in(_spaced(fields.get("CreationDate", "")))
    datings = (Dating(made, kept("the day on which the PDF was made"), "weak"),) if made else ()
    named = () if author.lower().startswith(_NO_TITLE) else authors_named(author)
    return Metadata(title=title, authors=named, datings=datings)


def _spaced(stamp: str) -> str:
    """D:20100319101500+03'00' with dashes, as ISO has them (PDF 32000-1:2008, section 7.9.4)."""
    digits = stamp.removeprefix("D:")[:8]
    return (
        f"{digits[:4]}-{digits[4:6]}-{digits[6:]}" if len(digits) == 8 and digits.isdigit() else ""
    )
