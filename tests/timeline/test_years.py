"""Years beside From and To: each is counted as the filter would find it, and leads to just that."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from random import Random

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils import translation

from tests.factories import make_citation, make_document, make_event, make_passage, make_text
from tests.timeline.mixture import make_mixture
from tests.timeline.views.pages import html_of, words_of
from timeline.answers.by_sql import BySql
from timeline.changes import Log
from timeline.filters import TimelineFilter
from timeline.known import AsKnown
from timeline.models import Event
from timeline.years import YearLink, year_links

pytestmark = pytest.mark.django_db

UNREAD = Log(stamp="", names="", holds_mark=False, since=0)


def answers(query: str) -> BySql:
    filters, everything = TimelineFilter.read(QueryDict(query)), Event.objects.published()
    assert not filters.errors
    return BySql(everything, filters, AsKnown.on(filters.known_day, everything), UNREAD)


def links(query: str = "") -> list[YearLink]:
    return year_links(answers(query).years(), TimelineFilter.read(QueryDict(query)), [])


def flat(found: Sequence[YearLink]) -> Iterator[YearLink]:
    for link in found:
        yield link
        yield from flat(link.parts)


def told(query: str = "") -> list[tuple[str, int]]:
    return [(link.label, link.count) for link in flat(links(query))]


QUERIES = ["", "from=2001&to=2010", "category=works&from=-0044&to=-0044", "q=bridge&from=2003"]


def test_each_year_leads_to_as_many_events_as_it_says() -> None:
    make_mixture(Random(8), 60)  # noqa: S311
    for query in QUERIES:
        listed = list(flat(links(query)))
        assert len(listed) > 2
        for link in listed:
            if not link.is_chosen:
                assert answers(link.query).count == link.count, (query, link)


def test_dates_that_were_given_otherwise_are_counted_as_they_were_known() -> None:
    early, late = (
        make_text(f"It is said in {year}.", document=make_document(name, published=year))
        for name, year in (("early", "2005"), ("late", "2009"))
    )
    event = make_event(edtf="2004", passage=make_passage("said in 2009", version=late))
    make_citation(event, passage=make_passage("said in 2005", version=early), edtf="2003")
    assert told() == [("2004", 1)]
    assert told("known=2006-01-01") == [("2003", 1)]
    assert answers("known=2006-01-01&from=2003&to=2003").count == 1


def test_a_year_keeps_all_other_filters_and_the_chosen_one_takes_itself_off() -> None:
    for edtf in ("2003-05", "2004", "2004-11-02", "2006"):
        make_event(f"Bridge of {edtf}", edtf=edtf)
    query = "q=bridge&from=2004&to=2004&modality=occurred&modality=planned&milestones="
    first, chosen, last = links(query)
    assert (chosen.label, chosen.count, chosen.is_chosen) == ("2004", 2, True)
    assert chosen.query == "q=bridge&modality=occurred&modality=planned"
    assert first.query == "q=bridge&from=2003&to=2003&modality=occurred&modality=planned"
    assert not first.is_chosen
    assert not last.is_chosen
    assert told("from=2004&to=2004&q=tower") == []
    assert told("from=2005&to=2005") == [("2003", 1), ("2004", 2), ("2005", 0), ("2006", 1)]


def test_long_times_are_told_by_decades_and_the_chosen_one_by_its_years() -> None:
    for year in range(1950, 2000):
        make_event(edtf=f"{year}")
    make_event(edtf="1994-03-01/1995-02-01")
    decades = [("1950s", 10), ("1960s", 10), ("1970s", 10), ("1980s", 10), ("1990s", 11)]
    assert told() == decades
    with_years = told("from=199X&to=199X")
    assert with_years[:5] == decades
    assert with_years[5:] == [(str(y), 2 if y in {1994, 1995} else 1) for y in range(1990, 2000)]
    assert [link.label for link in flat(links("from=199X&to=199X")) if link.is_chosen] == ["1990s"]
    with translation.override("ru"):
        assert told()[0] == ("1950-е", 10)


def test_years_before_the_first_and_after_9999_are_written_as_the_filter_reads_them() -> None:
    for edtf in ("-0043", "0000", "0005"):
        make_event(edtf=edtf)
    assert told() == [("44 BC", 1), ("1 BC", 1), ("AD 5", 1)]
    make_event(edtf="Y12000")
    assert told() == [("51 BC – 42 BC", 1), ("1 BC – AD 9", 2), ("12000s", 1)]
    assert [link.query for link in links()] == [
        "from=-0050&to=-0041", "from=0000&to=0009", "from=Y12000&to=Y12009",
    ]  # fmt: skip
    assert [link.is_chosen for link in links("from=-0050&to=-0041")] == [True, False, False]


def test_the_page_lists_years_closed_until_one_is_chosen(client: Client) -> None:
    for edtf in ("2003", "2004"):
        make_event(edtf=edtf)
    page = html_of(client, "/t/bridge/?lanes=actor")
    (listed,) = re.findall(r'<details class="by-year">(.*?)</details>', page, re.DOTALL)
    assert words_of(listed) == (
        "Years Events that touch a year; long ones count in several 2003 1 2004 1"
    )
    assert 'href="?from=2004&amp;to=2004&amp;lanes=actor"' in listed
    page = html_of(client, "/t/bridge/?from=2004&to=2004")
    (listed,) = re.findall(r'<details class="by-year" open>(.*?)</details>', page, re.DOTALL)
    assert re.findall(r'<a id="year(\d+)" href="\?" aria-current="true"', listed) == ["2004"]


def test_a_change_of_the_filter_brings_its_years(client: Client) -> None:
    make_event(edtf="2003")
    make_event(edtf="2004", category="money")
    part = client.get("/t/bridge/?category=money", headers={"HX-Request": "true"}).content.decode()
    (listed,) = re.findall(
        r'<ol class="years" id="years" hx-swap-oob="true">(.*?)</ol>', part, re.DOTALL
    )
    assert words_of(listed) == "2004 1"
