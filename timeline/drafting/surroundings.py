"""What the text around a sentence knows of dates: those before it, the next one, a press report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sources.anchoring import Span
from timeline.dates.derivation import Derivation
from timeline.drafting.reading import Sentence
from timeline.drafting.speakers import Who


@dataclass(frozen=True, slots=True)
class Dated:
    """A date that the text has given to somebody or something: what later sentences refer to.

    says: it is of a statement. lasts: it is the start of something that goes on.
    """

    sentence: Sentence
    edtf: str
    derivation: Derivation
    wording: Span
    says: bool
    who: Who
    lasts: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """The date that a sentence without one takes: its rule, and where its words stand."""

    rule: str
    edtf: str
    derivation: Derivation
    wording: Span | None


@dataclass(frozen=True, slots=True)
class Report:
    """A press report cited in brackets."""

    number: int
    edtf: str
    derivation: Derivation
    wording: Span


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the text around a sentence knows: dates so far, the next sentence's, a press report."""

    dated: Sequence[Dated]
    following: Dated | None
    report: Report | None
    published: str | None


def press_reports(
    sentences: Sequence[Sentence], edtfs: Mapping[int, tuple[str, Derivation, Span]]
) -> dict[int, Report]:
    """For each sentence, the press report that covers it: its own, or the next in its paragraph."""
    found: dict[int, Report] = {}
    coming: Report | None = None
    paragraph = -1
    for sentence in reversed(sentences):
        if sentence.paragraph != paragraph:
            coming, paragraph = None, sentence.paragraph
        for at in sentence.reports:
            if at.number in edtfs:
                coming = Report(at.number, *edtfs[at.number])
        if coming is not None:
            found[sentence.number] = coming
    return found
