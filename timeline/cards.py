"""An event as pages show it: in words, with its quotes marked and its plans followed up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations, groupby, product
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sources.models import Document
from timeline.collection.rules import is_day_of_statement
from timeline.dates.edtf import OPEN_END, OPEN_START, EdtfDate, read_edtf
from timeline.dates.julian_day import calendar_date
from timeline.dates.slip import slip_words
from timeline.dates.wording import edtf_words
from timeline.known import EVERYTHING, AsKnown
from timeline.models import Actor, Citation, Event, EventLink
from timeline.records import letters_of
from timeline.roles import actors_by_role
from timeline.sigla import short_name

NO_OUTCOME: Final = gettext_lazy("no outcome in these sources")
_OPEN_KINDS = frozenset({Event.Modality.PLANNED})
_DONE: Final = frozenset({Event.Modality.OCCURRED, Event.Modality.CANCELLED})

KIND_WORDS: Final = {
    Event.Modality.OCCURRED: gettext_lazy("The sources report that it took place."),
    Event.Modality.ANNOUNCED: gettext_lazy(
        "An office made it known then. What was made known is no fact yet."
    ),
    Event.Modality.PLANNED: gettext_lazy("It was due then. That does not mean that it took place."),
    Event.Modality.CLAIMED: gettext_lazy(
        "Somebody asserted it then. These sources do not vouch for it."
    ),
    Event.Modality.DENIED: gettext_lazy("Somebody said then that it is not so, or will not be."),
    Event.Modality.CANCELLED: gettext_lazy("It was given up or laid aside then."),
}
"""What each kind of fact means, as docs/collection-format.md defines it."""


@dataclass(frozen=True, slots=True)
class QuoteCard:
    """A citation: the quote in three parts, of which `wording` gives the date ("" if none does).

    short: where and when its source appeared. checked_words: how the quote was checked, as a sentence.
    """

    citation: Citation
    document: Document
    letter: str
    short: str
    before: str
    wording: str
    after: str
    url: str
    date_words: str
    checked_words: str

    @property
    def disputes(self) -> bool:
        """Whether it speaks against the event, or tells it differently."""
        return self.citation.stance == Citation.Stance.DISPUTES

    @property
    def wording_is_outside(self) -> bool:
        """Whether the date's words stand in the text, but not in the quote."""
        return bool(self.citation.wording) and not self.wording


@dataclass(frozen=True, slots=True)
class TieCard:
    """Another event that this one is tied to. slip: how late an outcome came, "" elsewhere."""

    event: Event
    url: str
    date_words: str
    slip: str
    note: str


@dataclass(frozen=True, slots=True)
class EventCard:
    """An event with all that a list row, the side panel and its page say of it.

    actors: who takes part, under each role in words.
    """

    event: Event
    url: str
    date_words: str
    date_words_short: str
    certainty: str
    kind_words: str
    letters: tuple[str, ...]
    quotes: tuple[QuoteCard, ...]
    outcomes: tuple[TieCard, ...]
    plans: tuple[TieCard, ...]
    contradicts: tuple[TieCard, ...]
    same_occasion: tuple[TieCard, ...]
    actors: list[tuple[str, list[Actor]]]

    @property
    def is_open_plan(self) -> bool:
        """Whether it is a plan of which these sources tell no outcome."""
        return self.event.modality in _OPEN_KINDS and not self.outcomes

    @property
    def outcome_words(self) -> str:
        """What a list row says of a plan's outcome, or of the plan behind an outcome."""
        if self.is_open_plan:
            return str(NO_OUTCOME)
        if self.outcomes:
            first = self.outcomes[0]
            return outcome_words(first.slip, first.date_words)
        return next((plan.slip for plan in self.plans if plan.slip), "")

    @property
    def first_quote(self) -> QuoteCard | None:
        """The quote that stands for it in a list."""
        return self.quotes[0] if self.quotes else None

    @property
    def disputed(self) -> bool:
        """Whether a source speaks against it, or sources give different dates."""
        return self.is_contested or bool(self.contradicts) or self.dates_differ

    @property
    def is_contested(self) -> bool:
        """Whether one of its own quotes speaks against it, or tells it differently."""
        return any(quote.disputes for quote in self.quotes)

    @property
    def is_date_chosen(self) -> bool:
        """Whether its date is the curators' choice: no source that supports it gives just this one."""
        given = [quote.citation.edtf for quote in self.quotes if not quote.disputes]
        return self.event.edtf not in given

    @property
    def dates_differ(self) -> bool:
        """Whether its sources give dates of which at most one can be right.

        A month and a day in it agree; what lasted, or took place on each of several days, may be
        dated by each source differently, as long as it lies inside.
        """
        given = [quote.citation.edtf for quote in self.quotes if quote.citation.edtf]
        return dates_differ(read_edtf(self.event.edtf), given)


def dates_differ(own: EdtfDate, given: Iterable[str]) -> bool:
    """Whether of an event's date and those that its sources give (EDTF) at most one can be right."""
    days = [(own.first_day, own.last_day)]
    for edtf in given:
        date = read_edtf(edtf)
        days.append((date.first_day, date.last_day))
    pairs = product(days[:1], days) if own.is_span else combinations(days, 2)
    return any(a[0] > b[1] or b[0] > a[1] for a, b in pairs)


def outcome_words(slip: str, date_words: str) -> str:
    """Return what came of a plan, in short. slip: how late, "" where it can't be said."""
    return f"{slip or _('outcome')}: {date_words}"


def event_card(event: Event, letters: Mapping[str, str], known: AsKnown = EVERYTHING) -> EventCard:
    """Return the card of an event that came `with_evidence()`.

    letters: by the source's slug. known: as of when; addresses lead to pages as of then.
    """
    known.dated(event)
    links_out, links_in = list(event.links_out.all()), list(event.links_in.all())
    for link in (*links_out, *links_in):
        known.dated(link.from_event)
        known.dated(link.to_event)
    return EventCard(
        event=event,
        url=known.link(event.get_absolute_url()),
        date_words=edtf_words(event.edtf),
        date_words_short=edtf_words(event.edtf, short=True),
        certainty=_certainty(event),
        kind_words=str(KIND_WORDS[Event.Modality(event.modality)]),
        letters=letters_of(event, letters),
        quotes=tuple(_quote_card(citation, letters, known) for citation in event.citations.all()),
        outcomes=_ties(links_out, (), EventLink.Kind.OUTCOME, known),
        plans=_ties((), links_in, EventLink.Kind.OUTCOME, known),
        contradicts=_ties(links_out, links_in, EventLink.Kind.CONTRADICTS, known),
        same_occasion=_ties(links_out, links_in, EventLink.Kind.SAME_OCCASION, known),
        actors=actors_by_role(event.participations.all()),
    )


def by_year(cards: Iterable[EventCard]) -> list[tuple[str, list[EventCard]]]:
    """Group cards, which come in time order, under the year in which each begins.

    One without a start stands under the year that it is known by.
    """
    groups = groupby(cards, key=lambda card: year_words(card.event.known_day))
    return [(year, list(group)) for year, group in groups]


def year_words(day: int) -> str:
    """Return the year of a Julian day, as headings say it."""
    year = calendar_date(day)[0]
    return str(year) if year > 0 else _("{year} BC").format(year=1 - year)


def _certainty(event: Event) -> str:
    """How exact the date is, for every kind of fact alike."""
    date = read_edtf(event.edtf)
    if is_dated_by_statement(event):
        words = _("The day of the statement; it may have happened earlier.")
    elif event.edtf.startswith("{"):
        words = _("On each of these dates.")
    elif event.first_day == event.last_day:
        words = _("A single day.")
    elif not event.is_span and event.last_day == OPEN_END:
        words = _("At some point from then on.")
    elif not event.is_span and event.first_day == OPEN_START:
        words = _("At some point up to then.")
    elif not event.is_span:
        words = _("Once, somewhere inside this time.")
    elif event.last_day == OPEN_END:
        words = _("From then on; no end is given.")
    elif event.first_day == OPEN_START:
        words = _("Until then; no beginning is given.")
    else:
        words = _("For the whole of this time.")
    if date.approximate:
        words += " " + _("The date is approximate.")
    return f"{words} {_('The date is not certain.')}" if date.uncertain else words


def is_dated_by_statement(event: Event) -> bool:
    """Whether the date of what happened is only that on which it was said.

    So it is where each source that gives just this date read it as the day of a statement.
    """
    if event.modality not in _DONE or event.first_day != event.last_day:
        return False
    rules = [
        citation.rule
        for citation in event.citations.all()
        if citation.edtf == event.edtf and citation.stance == Citation.Stance.SUPPORTS
    ]
    return bool(rules) and all(map(is_day_of_statement, rules))


def _quote_card(citation: Citation, letters: Mapping[str, str], known: AsKnown) -> QuoteCard:
    passage = citation.passage
    version = passage.text_version
    before, wording, after = _around_wording(citation)
    return QuoteCard(
        citation=citation,
        document=version.document,
        letter=letters.get(version.document.slug, ""),
        short=short_name(version.document),
        before=before,
        wording=wording,
        after=after,
        url=known.link(passage.address(citation.older_text)),
        date_words=edtf_words(citation.edtf) if citation.edtf else "",
        checked_words=_checked(citation),
    )


def _around_wording(citation: Citation) -> tuple[str, str, str]:
    """Cut the quote around the words that give the date, where those stand inside it."""
    passage = citation.passage
    start = (citation.wording_start or 0) - passage.start
    end = start + len(citation.wording)
    if (
        citation.wording
        and citation.wording_start is not None
        and 0 <= start < end <= len(passage.quote)
    ):
        return passage.quote[:start], passage.quote[start:end], passage.quote[end:]
    return passage.quote, "", ""


def _checked(citation: Citation) -> str:
    version = citation.passage.text_version
    day = edtf_words(version.checked_on.isoformat())
    if version.is_held:
        return _(
            "Checked on {day}, character by character, against the text that is stored here."
        ).format(day=day)
    return _(
        "Checked on {day} against the text with SHA-256 {seal}…; the text itself is not held here."
    ).format(day=day, seal=version.sha256[:12])


def _tie(link: EventLink, other: Event, known: AsKnown) -> TieCard:
    is_outcome = link.kind == EventLink.Kind.OUTCOME
    was_due = is_outcome and link.from_event.modality == Event.Modality.PLANNED
    return TieCard(
        event=other,
        url=known.link(other.get_absolute_url()),
        date_words=edtf_words(other.edtf, short=True),
        # An offer has an outcome too, but no day on which it was due.
        slip=slip_words(link.from_event.edtf, link.to_event.edtf) if was_due else "",
        note=link.note,
    )


def _ties(
    links_out: Iterable[EventLink],
    links_in: Iterable[EventLink],
    kind: EventLink.Kind,
    known: AsKnown,
) -> tuple[TieCard, ...]:
    there = [_tie(link, link.to_event, known) for link in links_out if link.kind == kind]
    here = [_tie(link, link.from_event, known) for link in links_in if link.kind == kind]
    return tuple(there + here)
