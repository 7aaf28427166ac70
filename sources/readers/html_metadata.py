"""What a web page says of itself: JSON-LD, Open Graph, citation and Dublin Core tags, plain tags."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from lxml import etree

from sources.bibliography.reference import Name, one_line
from sources.kept import kept
from sources.readers.names import authors_named, person_or_body
from sources.readers.raw_document import Dating, Metadata
from sources.readers.stated_dates import date_in

_ARTICLE: Final = re.compile(r"Article|BlogPosting|Report|Posting|WebPage$|CreativeWork$")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}([_-][A-Za-z0-9]{2,8})*")
_LONGEST: Final = 500
_MOST_ITEMS: Final = 200
# Names of meta tags, the best first. Origin: the Open Graph protocol; Google Scholar's inclusion
# guidelines (citation_*); Dublin Core in HTML (DCMI 2008); and what news sites use.
_TITLE: Final = ("og:title", "citation_title", "dc.title", "dcterms.title", "twitter:title")
_AUTHOR: Final = (
    "citation_author",
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "byl",
)
_SITE: Final = ("citation_journal_title", "og:site_name", "application-name")
_PUBLISHER: Final = (
    "citation_publisher",
    "dc.publisher",
    "dcterms.publisher",
    "publisher",
    "article:publisher",
)
_DATE: Final = (
    *("article:published_time", "citation_publication_date", "citation_date", "dc.date.issued"),
    *(
        "dcterms.issued",
        "dc.date",
        "dcterms.created",
        "pubdate",
        "publishdate",
        "publish-date",
        "date",
    ),
    *("datepublished", "sailthru.date", "parsely-pub-date"),
)
_CHANGED: Final = ("article:modified_time", "last-modified", "dcterms.modified", "og:updated_time")
_RIGHTS: Final = ("dc.rights", "dcterms.rights", "copyright", "rights")
_VOLUME, _ISSUE = ("citation_volume",), ("citation_issue",)


def metadata_of(tree: etree._Element) -> Metadata:
    """Return what a page's head, and the data in it, say of the article."""
    tags = _meta_tags(tree)
    item = _article_item(tree)
    return Metadata(
        title=_text(item.get("headline")) or _first(tags, _TITLE) or _heading(tree),
        authors=_authors(item.get("author")) or _tagged_authors(tags),
        container=_first(tags, _SITE),
        publisher=_named(item.get("publisher")) or _no_url(_first(tags, _PUBLISHER)),
        volume=_first(tags, _VOLUME),
        issue=_first(tags, _ISSUE),
        datings=tuple(_datings(tree, tags, item)),
        language=_language(tree, tags, item),
        url=_address(tree, tags, item),
        rights=_text(item.get("copyrightNotice"))
        or _text(item.get("license"))
        or _first(tags, _RIGHTS),
        kind="article-newspaper" if "News" in str(item.get("@type", "")) else "webpage",
    )


def _meta_tags(tree: etree._Element) -> dict[str, list[str]]:
    tags: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        content = _text(meta.get("content"))
        if name and content:
            tags.setdefault(name, []).append(content)
    return tags


def _article_item(tree: etree._Element) -> dict[str, Any]:
    """The JSON-LD item that is about an article; schema.org has the words."""
    found: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text:
            try:
                found.extend(_items(json.loads(script.text, strict=False)))
            except (ValueError, RecursionError):
                continue
    articles = (item for item in found if _ARTICLE.search(str(item.get("@type", ""))))
    return max(
        articles, key=lambda item: ("headline" in item) + ("datePublished" in item), default={}
    )


def _items(data: object) -> Iterator[dict[str, Any]]:
    waiting, seen = [data], 0
    while waiting and seen < _MOST_ITEMS:
        one = waiting.pop(0)
        seen += 1
        if isinstance(one, list):
            waiting.extend(one)
        elif isinstance(one, dict):
            yield one
            waiting.append(one.get("@graph"))
            waiting.append(one.get("mainEntity"))


def _datings(
    tree: etree._Element, tags: dict[str, list[str]], item: dict[str, Any]
) -> Iterator[Dating]:
    if edtf := date_in(_text(item.get("datePublished"))):
        yield Dating(
            edtf, kept("the page's own data: {name}").format(name="datePublished"), "declared"
        )
    for name in _DATE:
        if edtf := date_in(_first(tags, (name,))):
            yield Dating(edtf, kept("the page's own data: {name}").format(name=name), "declared")
    for time in tree.iter("time"):
        named = f"{time.get('itemprop') or ''} {time.get('class') or ''}".lower()
        edtf = date_in(_text(time.get("datetime")) or _text("".join(time.itertext())))
        if edtf and ("pub" in named or time.get("pubdate") is not None):
            yield Dating(edtf, kept("the page's own data: the time of its publication"), "declared")
    if edtf := date_in(_text(item.get("dateModified")) or _first(tags, _CHANGED)):
        yield Dating(edtf, kept("the page's own data: when it was last changed"), "weak")


def _authors(found: object) -> tuple[Name, ...]:
    names: list[Name] = []
    for one in found if isinstance(found, list) else [found]:
        if isinstance(one, dict):
            name = person_or_body(_text(one.get("name")))
            if name and str(one.get("@type")) == "Organization":
                name = Name(literal=_text(one.get("name")))
            names.extend([name] if name else [])
        elif isinstance(one, str):
            names.extend(authors_named(_text(one)))
    return tuple(dict.fromkeys(names))


def _tagged_authors(tags: dict[str, list[str]]) -> tuple[Name, ...]:
    for name in _AUTHOR:
        found = [author for words in tags.get(name, ()) for author in authors_named(words)]
        if found:
            return tuple(dict.fromkeys(found))
    return ()


def _heading(tree: etree._Element) -> str:
    headings = [_text("".join(one.itertext())) for one in tree.iter("h1")]
    if len(headings) == 1 and headings[0]:
        return headings[0]
    title = tree.find(".//title")
    return "" if title is None else _text("".join(title.itertext()))


def _language(tree: etree._Element, tags: dict[str, list[str]], item: dict[str, Any]) -> str:
    root = tree if tree.tag == "html" else tree.find(".//html")
    said = (
        "" if root is None else root.get("lang") or "",
        _text(item.get("inLanguage")),
        _first(tags, ("og:locale", "dc.language", "content-language")),
    )
    return next((one.replace("_", "-") for one in said if _LANGUAGE.fullmatch(one)), "")


def _address(tree: etree._Element, tags: dict[str, list[str]], item: dict[str, Any]) -> str:
    canonical = next(
        (link.get("href") for link in tree.iter("link") if link.get("rel") == "canonical"), None
    )
    page = item.get("mainEntityOfPage")
    inside = page.get("@id") if isinstance(page, dict) else page
    for one in (canonical, *tags.get("og:url", ()), item.get("url"), inside):
        if re.fullmatch(r"https?://[^\s<>\"']{3,990}", _text(one)):
            return _text(one)
    return ""


def _named(found: object) -> str:
    return _text(found.get("name") if isinstance(found, dict) else found)


def _no_url(words: str) -> str:
    return "" if "://" in words else words


def _first(tags: dict[str, list[str]], names: tuple[str, ...]) -> str:
    return next((tags[name][0] for name in names if tags.get(name)), "")


def _text(value: object) -> str:
    return one_line(value)[:_LONGEST] if isinstance(value, str) else ""
