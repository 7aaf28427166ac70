"""What an event made of selected words may be: read from the words, for the curator to decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext, gettext_noop

from sources.actions.placing import Placed
from sources.anchoring import Span, segment
from sources.anchoring.context import paragraph_around
from sources.models import TextVersion
from timeline.actions.how_dated import rule_and_anchor
from timeline.actions.lore import lore_of
from timeline.actions.proposing import dates_of
from timeline.actions.reading_dates import TextToRead, blank_out, plain_anchor, read_dates
from timeline.dates.clauses import AS_WRITTEN
from timeline.dates.derivation import Derivation
from timeline.dates.explain import explanation
from timeline.dates.wording import edtf_words
from timeline.drafting import EventDraft, Lore, SourceText, draft_events
from timeline.drafting.dating import adapt, from_publication
from timeline.drafting.records import DateFound
from timeline.drafting.rules import rules
from timeline.models import Detection, Timeline

_REACH: Final = 20_000
"""Code points before and after the selection that are read; the rest of a long text is not."""
_MOST_DATES: Final = 5
_BY_PUBLICATION: Final = "by-publication"
_LONGEST: Final = 300
_LONGEST_WORDING: Final = 200


@dataclass(frozen=True, slots=True)
class DateChoice:
    """A date that the selected words may have, and how it was read.

    key: names it in the form. where: how near its words stand, "" inside the selection. wording,
    wording_start: its words in the text; "" and None without any.
    """

    key: str
    edtf: str
    date_words: str
    where: str
    wording: str
    wording_start: int | None
    rule: str
    anchor: str

    @property
    def how(self) -> str:
        """The steps in a line."""
        return f"{self.rule}; {self.anchor}" if self.anchor else self.rule


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An event as far as the words tell: "" and nothing where they don't.

    category: its slug. actors: slugs, each with the part it plays ("" where that is not told).
    """

    title: str
    modality: str
    category: str
    actors: tuple[tuple[str, str], ...]
    dates: tuple[DateChoice, ...]


def suggest(timeline: Timeline, version: TextVersion, at: Placed) -> Suggestion:
    """Read the selected words of a text that is held here. Nothing is written but default lanes.

    Dates are those on record, or found now where none were looked for yet. Of the drafts of the
    text, the one that tells most of the selected words gives title, kind, lane and actors.
    """
    text = version.text or ""
    language = version.document.language.partition("-")[0].lower()
    try:
        dates = list(_dates(version))
        known = lore_of(timeline)
        lore = Lore(known.actors, known.categories, known.themes, language)
    except ValueError:  # no date words, or no words of drafting, for this language
        return Suggestion("", "occurred", "", (), ())
    published = _published(version)
    near = [date for date in dates if _is_near(date.start, date.end, at)]
    source = SourceText(
        blank_out(text, _far_from(at, len(text))),
        version.sha256,
        published or None,
        tuple(Span(start, end) for start, end in version.boilerplate),
    )
    draft = _told_by(draft_events(source, near, lore).drafts, at)
    choices = tuple(_choices(text, at, draft, near))
    if not any(choice.wording_start is None for choice in choices):
        choices += tuple(_by_publication(published))
    if draft is None:
        actors = tuple(dict.fromkeys((found.slug, "") for found in lore.table.find(at.words)))
        return Suggestion("", "occurred", "", actors, choices)
    return Suggestion(draft.title, draft.modality, draft.category, draft.actors, choices)


def _dates(version: TextVersion) -> Sequence[DateFound]:
    if Detection.objects.filter(pk=version.pk).exists():
        return dates_of([version.pk])[version.pk]
    boilerplate = tuple((start, end) for start, end in version.boilerplate)
    task = TextToRead(
        version.pk, version.text or "", boilerplate, _published(version), version.document.language
    )
    return read_dates(task).found


def _published(version: TextVersion) -> str:
    document = version.document
    return plain_anchor(document.published, document.first_day, document.last_day)


def _is_near(start: int, end: int, at: Placed) -> bool:
    return start >= at.start - _REACH and end <= at.end + _REACH


def _far_from(at: Placed, length: int) -> tuple[tuple[int, int], ...]:
    first, last = max(0, at.start - _REACH), min(length, at.end + _REACH)
    return ((0, first), (last, length))


def _told_by(drafts: Sequence[EventDraft], at: Placed) -> EventDraft | None:
    """The draft that shares most with the selection, half of either at least."""
    best, most = None, 0.5
    for draft in drafts:
        shared = min(draft.passage.end, at.end) - max(draft.passage.start, at.start)
        shorter = min(draft.passage.end - draft.passage.start, at.end - at.start)
        whole = max(draft.passage.end, at.end) - min(draft.passage.start, at.start)
        score = shared / shorter + shared / whole
        if shared * 2 >= shorter and score > most:
            best, most = draft, score
    return best


def _choices(
    text: str, at: Placed, draft: EventDraft | None, dates: Sequence[DateFound]
) -> Iterator[DateChoice]:
    """The draft's date, then those of the words, nearest first; each date once."""
    seen: set[str] = set()
    if draft is not None:
        seen.add(draft.edtf)
        yield _of_draft(text, at, draft)
    rings = _rings(text, at)
    ranked = sorted(
        ((_ring(rings, date), date.start, date) for date in dates if date.edtf),
        key=lambda each: each[:2],
    )
    for rank, _, date in ranked:
        if rank < len(_WHERE) and date.edtf not in seen and len(seen) < _MOST_DATES:
            seen.add(date.edtf)
            yield _of_mention(date, gettext(_WHERE[rank]) if rank else "")


_WHERE: Final = (
    "",
    gettext_noop("in the same sentence"),
    gettext_noop("in the same paragraph"),
)


def _rings(text: str, at: Placed) -> tuple[Span, ...]:
    """The selection, the sentences that it touches, and its paragraphs: from near to far."""
    first, last = paragraph_around(text, at.start, at.end)
    touched = [
        Span(first + sentence.start, first + sentence.end)
        for sentence in segment(text[first:last])
        if first + sentence.start < at.end and at.start < first + sentence.end
    ]
    sentences = Span(touched[0].start, touched[-1].end) if touched else Span(at.start, at.end)
    return Span(at.start, at.end), sentences, Span(first, last)


def _ring(rings: tuple[Span, ...], date: DateFound) -> int:
    """The number of the nearest ring that a date stands in; their number where it is outside."""
    inside = (n for n, ring in enumerate(rings) if ring.start <= date.start < ring.end)
    return next(inside, len(rings))


def _of_draft(text: str, at: Placed, draft: EventDraft) -> DateChoice:
    rule, anchor = rule_and_anchor(draft)
    wording = draft.wording
    if wording is not None and wording.end - wording.start > _LONGEST_WORDING:
        wording = None
    inside = wording is not None and at.start <= wording.start and wording.end <= at.end
    return DateChoice(
        "draft",
        draft.edtf,
        edtf_words(draft.edtf),
        gettext("around these words") if wording and not inside else "",
        text[wording.start : wording.end] if wording else "",
        wording.start if wording else None,
        rule,
        anchor,
    )


def _by_publication(published: str) -> Iterator[DateChoice]:
    """What the text tells as past was so by the day on which it appeared."""
    if not published:
        return
    edtf = adapt(_BY_PUBLICATION, published)
    derivation = from_publication(published)
    rule, anchor = rules()[_BY_PUBLICATION].says, _first_clause(*derivation)
    yield DateChoice("published", edtf, edtf_words(edtf), "", "", None, rule, anchor)


def _of_mention(date: DateFound, where: str) -> DateChoice:
    rule, anchor = _steps(date.derivation)
    return DateChoice(
        f"at-{date.start}",
        date.edtf,
        edtf_words(date.edtf),
        where,
        date.wording[:_LONGEST_WORDING],
        date.start,
        rule,
        anchor,
    )


def _steps(derivation: Derivation) -> tuple[str, str]:
    """The steps of the engine as a citation keeps them: how, and counted from what."""
    clauses = explanation(derivation)[:-1]
    starts = [step for step in derivation if step.do == "take"]
    anchors = [_first_clause(step) for step in starts if step.args[0] != "words"]
    moves = [c for c in clauses if c not in anchors and not c.startswith("“")]
    return "; ".join(moves)[:_LONGEST] or AS_WRITTEN, "; ".join(anchors)[:_LONGEST]


def _first_clause(*steps: object) -> str:
    derivation: Derivation = tuple(steps)  # type: ignore[arg-type]
    return explanation(derivation)[0]
