"""Saved web pages: the article, and what the page says of it."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from typing import Final

from lxml import etree, html
from trafilatura import bare_extraction
from trafilatura.settings import Document

from sources.kept import kept
from sources.readers.decoding import Decoded, decode
from sources.readers.failures import TOO_DEEP, Unreadable
from sources.readers.html_blocks import blocks_of
from sources.readers.html_metadata import metadata_of
from sources.readers.raw_document import Extracted

_CHARSET: Final = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w:.-]{2,40})""", re.IGNORECASE
)
_XML_ENCODING: Final = re.compile(
    rb"""<\?xml[^>]{0,100}encoding\s*=\s*["']([\w:.-]{2,40})""", re.IGNORECASE
)
_DEPTH: Final = 1_000
# What browsers write into a page that they save: Chrome and Internet Explorer; SingleFile.
_SAVED_FROM: Final = re.compile(r"(?:saved from url=\(\d+\)|\surl: )(https?://[^\s<>\"']{3,990})")
_HEAD: Final = 4_096
# An article of fewer characters is more likely to be a teaser that was taken for it.
_SHORTEST_ARTICLE: Final = 200
NO_WORDS: Final = kept(
    "is a web page without any text of its own; its text may be loaded by scripts. Open it in a browser,"
    " print it to PDF, and import that."
)

# It writes its doubts about a page to the log; what matters of them is in our warnings.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def declared_encoding(data: bytes) -> str:
    """Return the encoding that a page says it is in, "" where it says none."""
    found = _CHARSET.search(data[:_HEAD]) or _XML_ENCODING.match(data[:200])
    return found[1].decode("ascii") if found else ""


def read_html_page(data: bytes) -> Extracted:
    """Read a saved web page. Raises Unreadable where there are no words on it."""
    decoded = decode(data, declared_encoding(data))
    tree = parse_html(decoded.text)
    metadata = metadata_of(tree)
    saved_from = _SAVED_FROM.search(decoded.text, 0, _HEAD)
    if saved_from and not metadata.url:
        metadata = replace(metadata, url=saved_from[1])
    whole, apart = blocks_of(_body_of(tree))
    article = _article(tree)
    if not whole.strip() and not article.strip():
        raise Unreadable(NO_WORDS)
    if len(article) >= _SHORTEST_ARTICLE:
        left_out = _left_out(whole, article)
        return Extracted(article, "html_page", metadata, (*decoded.warnings, *left_out))
    warning = kept("No article was recognised on the page, so all of its text was taken.")
    return Extracted(whole, "html_page", metadata, (*decoded.warnings, warning), apart=apart)


def parse_html(text: str) -> etree._Element:
    """Return a page as a tree. Raises Unreadable where it is nested beyond what can be walked."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError) as error:
        raise Unreadable(NO_WORDS) from error
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise Unreadable(TOO_DEEP)
    return tree


def _body_of(tree: etree._Element) -> etree._Element:
    body = tree.find(".//body")
    return tree if body is None else body


def _article(tree: etree._Element) -> str:
    found = bare_extraction(
        tree,
        favor_recall=True,
        include_comments=False,
        include_tables=True,
        date_extraction_params={},
    )
    if not isinstance(found, Document) or found.body is None:
        return ""
    return blocks_of(found.body, articles=True)[0]


def _left_out(whole: str, article: str) -> tuple[str, ...]:
    words, taken = len(whole.split()), len(article.split())
    if taken >= words:
        return ()
    line = kept("{number} of the page's {words} words were left out as no part of the article.")
    return (line.format(number=words - taken, words=words),)


def text_of_html(decoded: Decoded) -> str:
    """Return all that is seen of HTML that is no page, such as the body of an e-mail."""
    return blocks_of(_body_of(parse_html(decoded.text)))[0]
