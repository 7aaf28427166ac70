"""How much of each document has been looked at: for curators, since it tells of candidates."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet

from sources.anchoring import Span, segment
from sources.anchoring.coverage import UNTOUCHED, Stretch, lengths, parts_of, stretches
from sources.models import TextVersion
from timeline.models import Citation, Event, Timeline

CITED: Final = "cited"
PROPOSED: Final = "proposed"
REJECTED: Final = "rejected"
BOILERPLATE: Final = "boilerplate"
PARTS: Final = (CITED, PROPOSED, REJECTED, BOILERPLATE, UNTOUCHED)
"""Of a place that belongs to several, the first one counts."""
_OF_STATUS: Final[Mapping[str, str]] = {
    Event.Status.PUBLISHED: CITED,
    Event.Status.CANDIDATE: PROPOSED,
    Event.Status.REJECTED: REJECTED,
}


@dataclass(frozen=True, slots=True)
class Coverage:
    """What of a text is cited by published events, proposed, rejected, no article text, untouched.

    length: of the text, in code points; the parts add up to it. strip: the same in the order of
    the text, without gap or overlap.
    """

    length: int
    strip: tuple[Stretch, ...]

    @property
    def characters(self) -> Mapping[str, int]:
        """Code points by part, every part named."""
        counted = lengths(self.strip)
        return {part: counted.get(part, 0) for part in PARTS}


def coverage_of(
    versions: Iterable[TextVersion], timeline: Timeline | None = None
) -> dict[int, Coverage]:
    """Return the coverage of texts by their keys; one query, and no text is loaded.

    timeline: whose events count; None: those of all.
    """
    texts = list(versions)
    placed: defaultdict[int, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for key, status, start, end in _places(texts, timeline):
        placed[key][_OF_STATUS[status]].append(Span(start, end))
    for version in texts:
        placed[version.pk][BOILERPLATE] += [Span(start, end) for start, end in version.boilerplate]
    return {
        version.pk: Coverage(
            version.length,
            stretches(version.length, [(part, placed[version.pk][part]) for part in PARTS[:-1]]),
        )
        for version in texts
    }


def sentence_counts(version: TextVersion, coverage: Coverage) -> Mapping[str, int]:
    """How many sentences of a text that is held are of each part; a sentence that is partly cited is."""
    sentences = segment(version.text or "")
    counted = Counter(parts_of(sentences, coverage.strip, PARTS))
    return {part: counted[part] for part in PARTS}


def _places(
    texts: list[TextVersion], timeline: Timeline | None
) -> QuerySet[Citation, tuple[int, str, int, int]]:
    citations = Citation.objects.filter(passage__text_version__in=texts)
    if timeline is not None:
        citations = citations.filter(event__timeline=timeline)
    columns = ("passage__text_version", "event__status", "passage__start", "passage__end")
    return citations.order_by("pk").values_list(*columns)
