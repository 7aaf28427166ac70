"""The years that a timeline can be filtered by, as links beside From and To."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from timeline.dates.julian_day import julian_day
from timeline.dates.wording import edtf_words
from timeline.filters import TimelineFilter
from timeline.index.years import Stretch
from timeline.language import language


@dataclass(slots=True)
class YearLink:
    """A year, decade or century that events touch. count: how many, with all filters but the period on.

    query: of the page for this period, or if it is the one that is on, without it. parts: what it
    consists of, where the period lies in it.
    """

    id: str
    label: str
    count: int
    query: str
    is_chosen: bool
    parts: Sequence[YearLink]


def year_links(
    lists: Sequence[Sequence[Stretch]], filters: TimelineFilter, drawing: Sequence[tuple[str, str]]
) -> list[YearLink]:
    """Return the units of the first list, with those of the next in the one whose parts they are.

    lists: as `timeline.index.years.stretches` has them. drawing: what else the address keeps.
    """
    words = urlencode([pair for pair in filters.pairs if pair[0] == "q"])
    others = [pair for pair in filters.pairs if pair[0] not in {"q", "from", "to"}]
    rest = urlencode([*others, *drawing])
    period_now, spoken = filters.period, language()
    links: list[YearLink] = []
    for number in reversed(range(len(lists))):
        inner = lists[number + 1][0].first if number + 1 < len(lists) else None
        above = []
        for unit in lists[number]:
            days = julian_day(unit.first, 1, 1), julian_day(unit.last, 12, 31)
            is_chosen = period_now == days
            period = "" if is_chosen else f"from={_edtf(unit.first)}&to={_edtf(unit.last)}"
            query = "&".join(filter(None, (words, period, rest)))
            parts = links if inner is not None and unit.first <= inner <= unit.last else []
            link_id = f"year{unit.first}" if unit.length == 1 else f"years{unit.first}-{unit.last}"
            label = _label(unit.first, unit.last, spoken)
            above.append(YearLink(link_id, label, unit.count, query, is_chosen, parts))
        links = above
    return links


def _edtf(year: int) -> str:
    sign = "-" if year < 0 else ""
    return f"{sign}{abs(year):04}" if -9999 <= year <= 9999 else f"Y{year}"


@lru_cache(maxsize=1_024)
def _label(first: int, last: int, spoken: str) -> str:
    """As short as it can be told: 2002, 1990s, 1900–1999."""
    if first >= 100 and last - first == 9:
        # A decade, as briefly as it can be told: 1990s.
        return _("{year}s").format(year=first)
    start, end = _edtf(first), _edtf(last)
    interval = start if start == end else f"{start}/{end}"
    return edtf_words(interval, short=True, language=spoken)


def is_any_chosen(links: Sequence[YearLink]) -> bool:
    """Whether the period of the filter is one of these, or of their parts."""
    return any(link.is_chosen or is_any_chosen(link.parts) for link in links)
