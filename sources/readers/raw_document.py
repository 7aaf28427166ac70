"""What a reader gives: the text of a file, and what the file says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from sources.anchoring.spans import Span
from sources.bibliography.reference import Name, Reference

Certainty: TypeAlias = Literal["stated", "declared", "weak"]
"""How sure a date of publication is.

stated: the text itself says so, in words that a person reads. declared: the file says so, in a field
that is meant for it. weak: something near it, such as the day on which the file was made.
"""


@dataclass(frozen=True, slots=True)
class Dating:
    """A date that may be that of publication, and how it is known.

    edtf: no finer than the words or the field are. evidence: words for people, such as
    "stated in the text: “Published 15 March 2007”".
    """

    edtf: str
    evidence: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Locator:
    """Where a page, or another part that can be cited by number, begins in the text."""

    start: int
    label: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a document besides its text; "" and () where nothing is.

    kind: a CSL type. language: a BCP 47 tag, as stated, else by the
    words. url: http or https. datings: the best one first.
    """

    title: str = ""
    authors: tuple[Name, ...] = ()
    container: str = ""
    publisher: str = ""
    volume: str = ""
    issue: str = ""
    datings: tuple[Dating, ...] = ()
    language: str = ""
    url: str = ""
    rights: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Extracted:
    """What the reader of one format got out of a file, before anything is done to it.

    Offsets count code points of `text`. apart: what the format itself shows to be no part of the
    document's own text, such as the running headers of pages.
    """

    text: str
    reader: str
    metadata: Metadata = Metadata()
    warnings: tuple[str, ...] = ()
    locators: tuple[Locator, ...] = ()
    apart: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class RawDocument:
    """A file that was read: its text as it will be stored, and what was found out about it.

    text: normalised by `sources.anchoring.normalise`. reader_text: the same before that, so
    `normalise_with_origin(reader_text).origin(start, end)` leads back to the reader's own output.
    boilerplate: spans of `text` that are no part of the article, in order, apart from each other.
    warnings: one line each, for people.
    """

    text: str
    reader_text: str
    reader: str
    metadata: Metadata
    warnings: tuple[str, ...] = ()
    boilerplate: tuple[Span, ...] = ()
    locators: tuple[Locator, ...] = ()

    @property
    def title(self) -> str:
        return self.metadata.title

    @property
    def published(self) -> str:
        """The date of publication as EDTF; "" where none is surer than weak."""
        best = self._best_dating
        return best.edtf if best else ""

    @property
    def published_evidence(self) -> str:
        """How the date of publication is known; "" where it isn't."""
        best = self._best_dating
        return best.evidence if best else ""

    @property
    def _best_dating(self) -> Dating | None:
        sure = (dating for dating in self.metadata.datings if dating.certainty != "weak")
        return next(sure, None)


@dataclass(frozen=True, slots=True)
class Bibliography:
    """The references of a file by their ids, and what the person should know about those left out."""

    references: dict[str, Reference]
    warnings: tuple[str, ...] = ()
