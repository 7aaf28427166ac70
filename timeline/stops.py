"""The days as of which a timeline can be seen: those on which one of its sources had appeared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext
from django.utils.translation import pgettext as _in

from timeline.charts.bins import edtf_of_day
from timeline.dates.edtf import OPEN_END
from timeline.dates.wording import edtf_words
from timeline.sigla import SourceLetter


@dataclass(frozen=True, slots=True)
class Stop:
    """A day to look from. value: as the filter writes it, "" for now; words: as a reader hears it."""

    value: str
    date: str
    words: str
    is_chosen: bool


def stops(sources: Sequence[SourceLetter], chosen: int | None) -> list[Stop]:
    """Return the days of publication, earliest first, and now; none where there is nothing to choose.

    chosen: the Julian day that is looked from, None for now. A day between two of the sources' is a
    stop of its own.
    """
    days = sorted({source.last_day for source in sources if source.last_day < OPEN_END})
    if len(days) < 2 and chosen is None:
        return []
    if chosen is not None and chosen not in days:
        days = sorted([*days, chosen])
    found = [_stop(day, sources, chosen) for day in days]
    words = ngettext(
        "as known today: all {n} source", "as known today: all {n} sources", len(sources)
    ).format(n=len(sources))
    return [*found, Stop("", _in("as known", "today"), words, chosen is None)]


def known_words(sources: Sequence[SourceLetter], day: int) -> str:
    """Return how much was there by a day: "as known on 4 June 2009: 3 of 5 sources".

    sources: of one timeline; without them, the day alone is told.
    """
    if not sources:
        return gettext("as known on {day}").format(day=edtf_words(edtf_of_day(day)))
    there = sum(source.last_day <= day for source in sources)
    return ngettext(
        "as known on {day}: {there} of {n} source",
        "as known on {day}: {there} of {n} sources",
        len(sources),
    ).format(day=edtf_words(edtf_of_day(day)), there=there, n=len(sources))


def _stop(day: int, sources: Sequence[SourceLetter], chosen: int | None) -> Stop:
    value = edtf_of_day(day)
    return Stop(value, edtf_words(value, short=True), known_words(sources, day), day == chosen)
