"""Whether a draft is one that the timeline has had before, published or rejected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from sources.anchoring import Span
from timeline.drafting.records import EventDraft, Modality

Group = Literal["done", "said", "ahead"]

_GROUPS: Final[dict[Modality, Group]] = {
    "occurred": "done", "cancelled": "done", "announced": "said", "claimed": "said",
    "denied": "said", "planned": "ahead",
}  # fmt: skip
_OVERLAP: Final = 0.5
"""The part of the longer passage that two passages must share to be of one event."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What stays the same of a draft when rules change a little.

    sha256: the text. group: done, said or ahead. wording: the date's words, None without.
    """

    sha256: str
    group: Group
    passage: Span
    wording: Span | None

    @property
    def key(self) -> str:
        """One line that holds it all, to be stored: `sha:group:start-end:start-end`."""
        words = f"{self.wording.start}-{self.wording.end}" if self.wording else ""
        return f"{self.sha256}:{self.group}:{self.passage.start}-{self.passage.end}:{words}"

    @classmethod
    def from_key(cls, key: str) -> Fingerprint:
        """The fingerprint of a stored line. Raises ValueError where it is none."""
        sha256, group, passage, words = key.split(":")
        kind = next((known for known in _GROUPS.values() if known == group), None)
        if kind is None:
            raise ValueError(f"{group!r} is no group of modalities")
        return cls(sha256, kind, _span(passage), _span(words) if words else None)


def _span(text: str) -> Span:
    start, end = map(int, text.split("-"))
    return Span(start, end)


def modality_group(modality: Modality) -> Group:
    """Whether a modality is of what was done, of what was said, or of what lies ahead."""
    return _GROUPS[modality]


def fingerprint(draft: EventDraft) -> Fingerprint:
    """The fingerprint of a draft."""
    return Fingerprint(draft.sha256, modality_group(draft.modality), draft.passage, draft.wording)


def same_event(one: Fingerprint, other: Fingerprint) -> bool:
    """Whether two fingerprints are of one draft: half of the longer passage in common.

    Where both have date words, these must overlap: two dates in one sentence are two events.
    """
    if one.sha256 != other.sha256 or one.group != other.group:
        return False
    if one.wording and other.wording and _shared(one.wording, other.wording) <= 0:
        return False
    longer = max(one.passage.end - one.passage.start, other.passage.end - other.passage.start)
    return _shared(one.passage, other.passage) >= _OVERLAP * longer


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


class KnownDrafts:
    """The drafts that a timeline has had, found again by their fingerprints."""

    def __init__(self, known: Iterable[Fingerprint] = ()) -> None:
        self._known: dict[str, list[Fingerprint]] = defaultdict(list)
        for entry in known:
            self.add(entry)

    def add(self, entry: Fingerprint) -> None:
        """Remember a draft."""
        self._known[entry.sha256].append(entry)

    def __contains__(self, entry: object) -> bool:
        if not isinstance(entry, Fingerprint):
            return False
        return any(same_event(entry, known) for known in self._known.get(entry.sha256, ()))
