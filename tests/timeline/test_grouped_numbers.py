"""Large numbers on a timeline's page are grouped, so that nobody has to count digits."""

from __future__ import annotations

import pytest
from babel.numbers import format_decimal
from django.conf import settings
from django.utils.translation import override

from timeline.facets import Choice, Facet
from timeline.language import grouping
from timeline.templatetags.rows import facet_choices, links_of_years, width_of_years
from timeline.templatetags.tools import counted_events
from timeline.years import YearLink

LANGUAGES = [code.partition("-")[0] for code, _ in settings.LANGUAGES]


@pytest.mark.parametrize("value", [0, 7, 999, 1_000, 12_345, 100_000, 1_410_811, 10**9 + 1, 10**12])
def test_numbers_are_grouped_as_each_language_of_the_app_does(value: int) -> None:
    for language in LANGUAGES:
        assert grouping(language)(value) == format_decimal(value, locale=language)


@pytest.mark.parametrize(
    ("language", "found", "one"),
    [("en-gb", "12,345 of 945,160", "1,000"), ("ru", "12\xa0345 из 945\xa0160", "1\xa0000")],
)
def test_counts_choices_and_years_are_grouped_in_the_readers_language(
    language: str, found: str, one: str
) -> None:
    choice = Choice("bridge", "Bridges", 1_000, 100, selected=False)
    year = YearLink("year2010", "2010", 1_000, "from=2010&to=2010", False, [])
    with override(language):
        assert found in counted_events(12_345, 945_160)
        assert f">{one}<" in facet_choices(Facet("category", "Category", [choice]), "en")
        assert f"<span>{one}</span>" in links_of_years([year])


def test_a_list_of_years_has_room_for_the_separators() -> None:
    year = YearLink("year2010", "2010", 1_000_000, "", False, [])
    assert width_of_years([year]) == " years-long"
