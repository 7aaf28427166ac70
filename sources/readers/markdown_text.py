"""Markdown: the text that a person would read when it is shown, and the fields at its top."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import Any, Final

import yaml
from markdown_it import MarkdownIt

from sources.bibliography.reference import Name
from sources.kept import kept
from sources.readers.decoding import Decoded
from sources.readers.html_page import text_of_html
from sources.readers.names import authors_named
from sources.readers.raw_document import Dating, Extracted, Metadata
from sources.readers.stated_dates import date_in

_FRONT: Final = re.compile(
    r"\A\s*(?P<mark>---|\+\+\+)[ \t]*\r?\n(?P<fields>.{0,20000}?)\r?\n(?P=mark)[ \t]*(?:\r?\n|\Z)",
    re.DOTALL,
)
# Marks that plain text has by chance only; two kinds of them are taken for Markdown.
_MARKS: Final = (
    re.compile(r"^#{1,6} \S", re.MULTILINE),
    re.compile(r"^(?:=|-){3,}\s*$", re.MULTILINE),
    re.compile(r"\[[^\]\n]{1,200}\]\([^)\s]{1,500}\)"),
    re.compile(r"(?<!\w)(\*\*|__)\S[^*_\n]{0,200}\S?\1(?!\w)"),
    re.compile(r"^(?:```|~~~)", re.MULTILINE),
    re.compile(r"^> \S", re.MULTILINE),
    re.compile(r"^[*+-] \S", re.MULTILINE),
    re.compile(r"^\|.+\|\s*$", re.MULTILINE),
)
_ENOUGH: Final = 2
_SAMPLE: Final = 50_000


def looks_like_markdown(text: str) -> bool:
    """Whether a text has fields at its top, or at least two kinds of Markdown's marks."""
    front = _FRONT.match(text)
    if front and re.search(r"^\w+\s*[:=]", front["fields"], re.MULTILINE):
        return True
    sample = text[:_SAMPLE]
    kinds = [bool(mark.search(sample)) for mark in _MARKS]
    return sum(kinds) >= _ENOUGH and (kinds[0] or kinds[2] or kinds[4])


def read_markdown_text(decoded: Decoded) -> Extracted:
    """Read Markdown as it would be shown: no marks, no addresses of links; tables row by row."""
    front = _FRONT.match(decoded.text)
    metadata, warnings = _front_matter(front) if front else (Metadata(), ())
    body = decoded.text[front.end() :] if front else decoded.text
    page = MarkdownIt("commonmark", {"html": False}).enable("table").render(body)
    text = text_of_html(Decoded(f"<html><body>{page}</body></html>", "utf-8"))
    return Extracted(text, "markdown_text", metadata, (*decoded.warnings, *warnings))


def _front_matter(front: re.Match[str]) -> tuple[Metadata, tuple[str, ...]]:
    try:
        if front["mark"] == "+++":
            fields: object = tomllib.loads(front["fields"])
        else:  # BaseLoader makes texts, lists and mappings only, and no date or number is guessed
            fields = yaml.load(front["fields"], Loader=yaml.BaseLoader)
    except (yaml.YAMLError, tomllib.TOMLDecodeError, RecursionError):
        return Metadata(), (
            kept("The fields at its top are not valid YAML or TOML and were left out."),
        )
    if not isinstance(fields, dict):
        return Metadata(), ()
    return _metadata({str(name).lower(): value for name, value in fields.items()}), ()


def _metadata(fields: Mapping[str, Any]) -> Metadata:
    def field(*names: str) -> str:
        values = (fields.get(name) for name in names)
        return next(
            (str(v).strip()[:500] for v in values if v and not isinstance(v, list | dict)), ""
        )

    published = date_in(field("date", "published", "publishdate", "pubdate"))
    evidence = kept("the date among the fields at the top of the file")
    url = field("url", "canonical_url", "source", "link")
    return Metadata(
        title=field("title"),
        authors=_authors(fields.get("authors") or fields.get("author")),
        container=field("container", "publication", "journal", "newspaper", "site"),
        publisher=field("publisher"),
        volume=field("volume"),
        issue=field("issue", "number"),
        datings=(Dating(published, evidence, "declared"),) if published else (),
        language=field("lang", "language"),
        url=url if re.fullmatch(r"https?://\S{3,990}", url) else "",
        rights=field("rights", "license", "copyright"),
    )


def _authors(value: object) -> tuple[Name, ...]:
    values = value if isinstance(value, list) else [value]
    words = [one.get("name", "") if isinstance(one, dict) else one for one in values]
    return tuple(name for one in words if isinstance(one, str) for name in authors_named(one))
