"""What a citation says of a work, whatever the format it is then written in."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import Final

# Control characters, white space of any kind, and the private characters that chicago.py uses.
_NOT_PRINTED: Final = re.compile("[\\s\x00-\x1f\x7f-\x9f\ud800-\udfff\ue000-\ue002]+")


def one_line(text: str) -> str:
    """Return a text as bibliographies print it: on one line, single spaces, nothing unseen."""
    return _NOT_PRINTED.sub(" ", text).strip()


@dataclass(frozen=True, slots=True)
class Name:
    """Who wrote it: a person by family and given name, or anybody else by `literal` alone.

    particle: such as "van" or "de la", kept before the family name. suffix: such as "Jr.".
    A given name that stands alone is taken for a literal.
    """

    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    literal: str = ""

    def __post_init__(self) -> None:
        _tidy(self)
        if not self.family and not self.literal:
            object.__setattr__(self, "literal", self.given)


@dataclass(frozen=True, slots=True)
class Reference:
    """A work as it is cited. Every text is kept on one line, without control characters.

    id: unique among the references written together. kind: a CSL type, such as "article-newspaper".
    container: the newspaper, journal or site that it stands in. published: EDTF, "" where unknown.
    accessed: a day, such as "2026-11-21". language: a BCP 47 tag, such as "en".
    locator: the place in it that is meant, in words, such as "paragraph 3". Authors without a name
    are left out.
    """

    id: str
    kind: str
    title: str
    authors: tuple[Name, ...] = ()
    container: str = ""
    publisher: str = ""
    volume: str = ""
    issue: str = ""
    published: str = ""
    url: str = ""
    accessed: str = ""
    language: str = ""
    locator: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        _tidy(self)
        named = tuple(name for name in self.authors if name.family or name.literal)
        object.__setattr__(self, "authors", named)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What file formats hold as notes: the place that is meant, then the note."""
        return tuple(remark for remark in (self.locator, self.note) if remark)


def _tidy(record: Name | Reference) -> None:
    for field in fields(record):
        value = getattr(record, field.name)
        if isinstance(value, str):
            object.__setattr__(record, field.name, one_line(value))
