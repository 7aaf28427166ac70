"""What holds for every text: spans, replay, no invented precision, bounded time."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.dates import as_data, find_dates, from_data, replay
from timeline.dates.edtf import read_edtf
from timeline.dates.grammar import grammar
from timeline.dates.lexicon import lexicon

WORDS = sorted(lexicon("en").words) + [
    word for rule in grammar("en").rules for word in rule.example.split()
]
ODD = [
    "\u202e", "\u200f", "𝟚𝟘𝟙𝟘", "(", ")", "[", "'s", "’s", "-", "–", "/", ".", ",", ";", "\n\n",
    "\x00", "½", "²", "٢٠١٠", "İ", "ß", "1", "12", "31", "99", "1999", "2010", "0", "00",
    "1234567890123456789012345", "1/0", "99/99/9999", "31/02/2010", "2010-02-30", "24:60", "'99",
    "March 9-13", "1979-89", "(Interfax, May 5)", "18 mars 2010",
]  # fmt: skip
PUBLISHED = st.one_of(
    st.none(),
    st.sampled_from(["2010", "2010-03", "0000", "9999-12-31", "-0043-03-15"]),
    st.dates().map(str),
)
TEXTS = st.one_of(
    st.lists(st.sampled_from(WORDS + ODD), max_size=30).map(" ".join),
    st.lists(st.sampled_from(WORDS + ODD), max_size=30).map("".join),
    st.text(max_size=200),
)
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
COARSENESS = ["day", "month", "season", "year", "decade", "century", "millennium"]


@settings(max_examples=300, deadline=None)
@given(TEXTS, PUBLISHED)
def test_any_text_is_read_and_each_answer_follows_from_its_steps(text, published) -> None:
    end = 0
    for found in find_dates(text, published):
        assert end <= found.start < found.end <= len(text)
        end = found.end
        assert text[found.start : found.end] == found.wording
        assert replay(from_data(as_data(found.derivation))) == found.answer
        if found.edtf:
            days = read_edtf(found.edtf)
            assert (days.first_day, days.last_day) == (found.first_day, found.last_day)
        else:
            assert (found.first_day, found.last_day, found.precision) == (None, None, None)


@given(
    st.sampled_from(MONTHS), st.integers(1, 28), st.integers(1500, 2040), st.dates(),
    st.sampled_from(["day", "month", "year", "day only", "month only"]),
)  # fmt: skip
def test_no_part_is_finer_than_the_words(month, day, year, published, shape) -> None:
    wording = {
        "day": f"{month} {day}, {year}", "month": f"{month} {year}", "year": f"{year}",
        "day only": f"{month} {day}", "month only": f"{month}",
    }[shape]  # fmt: skip
    (found,) = find_dates(f"It happened in {wording}.", max(published, datetime.date(9, 1, 1)))
    assert found.precision == shape.removesuffix(" only")
    if "only" not in shape:
        assert found.edtf.startswith(f"{year}")


@pytest.mark.parametrize("words", ["yesterday", "last Friday", "two weeks ago", "this morning"])
@pytest.mark.parametrize("published", ["2010", "2010-03"])
def test_a_day_needs_a_day_to_be_counted_from(words: str, published: str) -> None:
    (found,) = find_dates(f"It rained {words}.", published)
    assert found.edtf == ""
    assert found.reason


@given(st.sampled_from(["last year", "two years ago", "last month", "five months ago"]), st.dates())
def test_what_is_counted_in_years_is_no_day(words: str, published: datetime.date) -> None:
    (found,) = find_dates(f"It rained {words}.", max(published, datetime.date(9, 1, 1)))
    assert found.precision == ("year" if "year" in words else "month")


@pytest.mark.parametrize(
    "piece",
    [
        "1 ", "(", "(Interfax, ", "one ", "March 5, ", "1", "1,111", "a.", "the ", "early ",
        "\u202e2010 \u200f", "𝟚𝟘𝟙𝟘 ", "\n", " ", " \n", "two years ago ", "1/",
        "the same day that the visit ended ", "March 5 the signing, a day before the signing. ",
    ],
)  # fmt: skip
def test_hostile_repetition_is_read_to_its_end(piece: str) -> None:
    text = (piece * 20_000)[:20_000]
    find_dates(text + "\n\nin 1999", "2010-03-19")
    assert find_dates(text + "\n\nin 1999", "2010-03-19")[-1].edtf == "1999"
