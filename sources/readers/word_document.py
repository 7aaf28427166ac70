"""Word documents (.docx): what a person reads in them, with tracked changes accepted."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Final

import mammoth
from lxml import etree

from sources.kept import kept
from sources.readers.failures import DAMAGED, LOCKED, SPLIT, Unreadable
from sources.readers.html_blocks import blocks_of
from sources.readers.html_page import parse_html
from sources.readers.names import authors_named
from sources.readers.raw_document import Dating, Extracted, Metadata
from sources.readers.stated_dates import date_in

_MOST_UNPACKED: Final = 200_000_000
_PIECE: Final = 1_000_000
_MAIN_PART: Final = "word/document.xml"
_PROPERTIES: Final = "docProps/core.xml"
_NAMESPACES: Final = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
}
_TRACKED: Final = (b"<w:del ", b"<w:ins ")
NO_WORDS: Final = kept("is a Word document without any text in it. Is it the right file?")


def read_word_document(data: bytes) -> Extracted:
    """Read a .docx. Raises Unreadable where it is locked, broken, empty or a bomb."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _refuse_bombs(package)
            main = package.read(_MAIN_PART)
            metadata = _metadata(package)
    except (zipfile.BadZipFile, KeyError, NotImplementedError, EOFError, zlib.error) as error:
        raise Unreadable(DAMAGED) from error
    without_pictures = mammoth.images.img_element(lambda image: {})
    page = mammoth.convert_to_html(io.BytesIO(data), convert_image=without_pictures).value
    if not page.strip():
        raise Unreadable(NO_WORDS)
    tree = parse_html(page)
    for back in tree.xpath(
        "//a[starts-with(@href, '#footnote-ref') or starts-with(@href, '#endnote-ref')]"
    ):
        back.text = None  # an arrow that mammoth puts behind each note
    text = blocks_of(tree)[0]
    if not text.strip():
        raise Unreadable(NO_WORDS)
    tracked = any(mark in main for mark in _TRACKED)
    warnings = (
        (kept("It has tracked changes; it was read as if all were accepted."),) if tracked else ()
    )
    return Extracted(text, "word_document", metadata, warnings)


def _refuse_bombs(package: zipfile.ZipFile) -> None:
    """Unpack all that will be read, piece by piece, and keep none of it.

    What an archive says of its sizes can't be trusted, and zipfile unpacks a part whole before it
    looks at that. Here a part that is longer than it says fails its checksum after as much as it says.
    """
    unpacked = 0
    for part in package.infolist():
        if part.flag_bits & 1:
            raise Unreadable(LOCKED)
        if not part.filename.endswith((".xml", ".rels")):
            continue
        with package.open(part) as content:
            while piece := content.read(_PIECE):
                unpacked += len(piece)
                if unpacked > _MOST_UNPACKED:
                    line = kept("unpacks to more than {size} MB. {advice}")
                    raise Unreadable(line.format(size=f"{_MOST_UNPACKED / 1e6:g}", advice=SPLIT))


def _metadata(package: zipfile.ZipFile) -> Metadata:
    if _PROPERTIES not in package.namelist():
        return Metadata()
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        properties = etree.fromstring(package.read(_PROPERTIES), parser)
    except etree.XMLSyntaxError:
        return Metadata()

    def field(name: str) -> str:
        return (properties.findtext(f".//{name}", "", _NAMESPACES) or "").strip()

    made = date_in(field("dcterms:created"))
    return Metadata(
        title=field("dc:title"),
        authors=authors_named(field("dc:creator")),
        publisher=field("dc:publisher"),
        language=field("dc:language"),
        datings=(Dating(made, kept("the day on which the Word document was made"), "weak"),)
        if made
        else (),
    )
