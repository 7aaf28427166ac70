"""Drafts that tell of one event: proposed to the curator as a merge, never merged here."""

from __future__ import annotations

import re
from bisect import insort
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from timeline.dates.edtf import read_edtf
from timeline.drafting.fingerprint import modality_group
from timeline.drafting.records import EventDraft
from timeline.drafting.stems import content_stems
from timeline.language import kept

_SMALL_WORD: Final = re.compile(r"(?<!\S)[a-zà-ÿ][\w’'-]*")
"""Words of a title that are no names: names count as actors already."""
_NAME: Final = re.compile(r"(?<!\S)[A-ZÀ-Ý][\w’'-]+")
LEAST: Final = 0.5
"""The score, 0-1, from which a merge is proposed."""
_LONGEST: Final = 800
"""Days that a date may span and still say when: beyond, two drafts share it by chance."""
_WINDOW: Final = 60
"""Earlier drafts of the same actor that one is compared with, so that the work stays linear."""


@dataclass(frozen=True, slots=True)
class MergeProposal:
    """Two drafts, by their place in the list, that may be one event.

    score: 0-1. reasons: what they share, in words for the curator.
    """

    first: int
    second: int
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Seen:
    number: int
    first: int
    last: int
    group: str
    actors: frozenset[str]
    words: frozenset[str]


def merge_proposals(drafts: Sequence[EventDraft]) -> list[MergeProposal]:
    """Return the pairs of drafts that may tell of one event, the surest first.

    Two of one kind (done, said, ahead) with dates that overlap, an actor in common (where none is
    known, a name of their titles) and similar words, or with the very same date and actors in two
    texts. Two of one text must be more alike; two of one passage, such as a statement and the plan
    that it announces, are no pair. Time: linear in the drafts, as each is compared with a bounded
    number of others.
    """
    found = {
        (proposal.first, proposal.second): proposal
        for one, other in _candidates([_seen(n, draft) for n, draft in enumerate(drafts)])
        if (proposal := _compare(one, other, drafts)) is not None
    }
    return sorted(found.values(), key=lambda pair: (-pair.score, pair.first, pair.second))


def _seen(number: int, draft: EventDraft) -> _Seen:
    days = read_edtf(draft.edtf)
    return _Seen(
        number,
        days.first_day,
        days.last_day,
        modality_group(draft.modality),
        frozenset(slug for slug, _role in draft.actors) or _names(draft.title),
        content_stems(" ".join(_SMALL_WORD.findall(draft.title))),
    )


def _names(title: str) -> frozenset[str]:
    """The capitalised words of a title that mean something: who it is about, where no actor is known."""
    return frozenset(word for word in _NAME.findall(title) if content_stems(word))


def _candidates(drafts: Sequence[_Seen]) -> Iterator[tuple[_Seen, _Seen]]:
    """Pairs that share an actor, or a name where none is known, and a day.

    Each draft stands with the latest ones before it.
    """
    by_actor: dict[tuple[str, str], list[tuple[int, int, _Seen]]] = defaultdict(list)
    for one in sorted(drafts, key=lambda seen: (seen.first, seen.number)):
        if one.last - one.first > _LONGEST:
            continue
        met: set[int] = set()
        for actor in sorted(one.actors):
            bucket = by_actor[actor, one.group]
            for _last, _number, other in bucket[-_WINDOW:]:
                if other.last >= one.first and other.number not in met:
                    met.add(other.number)
                    yield (other, one) if other.number < one.number else (one, other)
            insort(bucket, (one.last, one.number, one), key=lambda entry: entry[:2])


def _compare(one: _Seen, other: _Seen, drafts: Sequence[EventDraft]) -> MergeProposal | None:
    mine, theirs = drafts[one.number], drafts[other.number]
    same_text = mine.sha256 == theirs.sha256
    if (
        same_text
        and mine.passage.start < theirs.passage.end
        and theirs.passage.start < mine.passage.end
    ):
        return None  # two events of one sentence
    shared = one.words & other.words
    words = len(shared) / max(1, min(len(one.words), len(other.words)))
    actors = one.actors & other.actors
    persons = len(actors) / max(1, len(one.actors | other.actors))
    same_date = mine.edtf == theirs.edtf
    score = 0.5 * words + 0.3 * persons + (0.2 if same_date else 0.1)
    score = round(score - 0.2 if same_text else score, 3)
    alike = bool(shared) or (same_date and persons == 1 and one.group == "done" and not same_text)
    if not alike or (score < LEAST and (shared or same_text)):
        return None
    reasons = [
        kept("both {edtf}").format(edtf=mine.edtf)
        if same_date
        else kept("{edtf} and {other} overlap").format(edtf=mine.edtf, other=theirs.edtf),
        kept("both name {names}").format(names=", ".join(sorted(actors))),
    ]
    if shared:
        reasons.append(kept("both say {words}").format(words=", ".join(sorted(shared))))
    return MergeProposal(one.number, other.number, score, tuple(reasons))
