"""The entries that events refer to: timeline, lanes, storylines, sources, actors."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final, get_args

from timeline.collection.entries import (
    Access,
    ActorEntry,
    ActorKind,
    Author,
    CategoryEntry,
    SourceEntry,
    ThemeEntry,
    TimelineEntry,
)
from timeline.collection.fields import Fields

COLOURS: Final = 12
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_URL: Final = re.compile(r"https?://[^\s/?#]+(?:[/?#]\S*)?")
_FILE: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")


@cache
def csl_types() -> tuple[str, ...]:
    """The types of a work that the Citation Style Language knows."""
    lines = Path(__file__).with_name("csl_types.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def read_timeline(file: Fields) -> TimelineEntry:
    """The head of timeline.toml. Its file also holds categories and themes."""
    return TimelineEntry(
        slug=file.slug("slug"),
        title=file.text("title", limit=120),
        headline=file.text("headline", limit=120),
        description=file.text("description"),
        period=file.edtf("period"),
        is_public=file.flag("is_public"),
    )


def read_category(fields: Fields) -> CategoryEntry:
    """One [[category]] of timeline.toml."""
    entry = CategoryEntry(
        slug=fields.slug("slug"),
        name=fields.text("name", limit=60),
        description=fields.text("description", required=False),
        colour=fields.number("colour", 1, COLOURS),
    )
    fields.finish()
    return entry


def read_theme(fields: Fields) -> ThemeEntry:
    """One [[theme]] of timeline.toml."""
    entry = ThemeEntry(
        slug=fields.slug("slug"),
        name=fields.text("name", limit=60),
        description=fields.text("description", required=False),
    )
    fields.finish()
    return entry


def read_actor(fields: Fields) -> ActorEntry:
    """One [[actor]] of actors.toml."""
    entry = ActorEntry(
        slug=fields.slug("slug"),
        name=fields.text("name", limit=120),
        kind=fields.choice("kind", get_args(ActorKind)),
        aliases=fields.list_of_texts("aliases"),
        description=fields.text("description", required=False),
    )
    if entry.name in entry.aliases:
        fields.fault(f"aliases repeats the name {entry.name!r}; take it out there")
    fields.finish()
    return entry


def read_source(fields: Fields) -> SourceEntry:
    """One [[source]] of sources.toml."""
    entry = SourceEntry(
        slug=fields.slug("slug"),
        title=fields.text("title", limit=300),
        authors=tuple(map(_read_author, fields.tables("authors"))),
        publisher=fields.text("publisher", required=False, limit=200),
        container=fields.text("container", required=False, limit=200),
        volume=fields.text("volume", required=False, limit=20),
        issue=fields.text("issue", required=False, limit=20),
        kind=fields.choice("kind", csl_types()),
        published=fields.edtf("published"),
        published_evidence=fields.text("published_evidence"),
        language=_shaped(fields, "language", _LANGUAGE, 'a language code such as "en"'),
        url=_shaped(fields, "url", _URL, "an address that starts with http:// or https://", False),
        rights=fields.text("rights", required=False),
        access=fields.choice("access", get_args(Access)),
        file=_shaped(fields, "file", _FILE, "the plain name of a file, without a folder"),
        sha256=_shaped(fields, "sha256", _SHA256, "64 digits 0-9, a-f, as sha256sum prints"),
        length=fields.number("length", 1),
        boilerplate=fields.spans("boilerplate"),
    )
    if entry.boilerplate and entry.boilerplate[-1][1] > entry.length:
        fields.fault(f"boilerplate reaches past the text's length of {entry.length}")
    fields.finish()
    return entry


def _read_author(fields: Fields) -> Author:
    author = Author(
        family=fields.text("family", required=False, limit=120),
        given=fields.text("given", required=False, limit=120),
        literal=fields.text("literal", required=False, limit=200),
    )
    if bool(author.family) == bool(author.literal):
        fields.fault("needs either family (a person) or literal (a body), and not both")
    if author.given and not author.family:
        fields.fault("has a given name without a family name")
    fields.finish()
    return author


def _shaped(
    fields: Fields, key: str, shape: re.Pattern[str], meaning: str, required: bool = True
) -> str:
    value = fields.text(key, required=required)
    if value and not shape.fullmatch(value):
        fields.fault(f"{key} {value[:80]!r} is not {meaning}")
    return value
