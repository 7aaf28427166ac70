"""Plans and outcomes: how late, in words no finer than the dates."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.utils import translation
from hypothesis import assume, given
from hypothesis import strategies as st

from timeline.dates.edtf import EdtfError
from timeline.dates.slip import in_brief, slip_words

SLIPS = {
    ("2010-39", "2011-04-27"): "about 4 months late",
    ("2010-03-15", "2010-03-18"): "3 days late",
    ("2010-03-15", "2010-03-16"): "1 day late",
    ("2010-03-15", "2010-03-15"): "in time",
    ("2010-03", "2010-03-15"): "in time",
    ("2010-03-15", "2010-03-10"): "5 days early",
    ("2010-03-15", "2010-05-15"): "about 2 months late",
    ("2010-03-15", "2013-03-20"): "about 3 years late",
    ("2010-03", "2010-05"): "1 to 2 months late",
    ("2010", "2011"): "up to 12 months late",
    ("2010", "2012"): "1 to 2 years late",
    ("2010-06", "2010-07"): "up to 31 days late",
    ("2010-06", "2010-07-20/2010-07-25"): "20 days late",
    ("2011-07-05/2011-07-08", "2011-07-07"): "in time",
    ("2011-07-05/2011-07-08", "2011-07-07/2011-07-09"): "2 days late",
    ("../2010-12", "2010-05"): "in time",
    ("../2010-12", "2011-01-10"): "10 days late",
    ("../2010-12", "../2010-11"): "in time",
    ("2010-12/..", "2010-11-21"): "10 days early",
    ("2010-12/..", "2013"): "",
    ("[2010-03-15..]", "2011-04-27"): "",
    ("2010-03-18", "2010-03"): "",
    ("2010-03-18", "2011/.."): "9 to 22 months late",
    ("2010-03-18", "[2011..]"): "",
    ("2010~", "2010-05"): "",
    ("2010~", "2011-04-27"): "",
    ("2010-12-25~", "2011-01-04"): "about 10 days late",
    ("2010-12?", "2011-01-10"): "possibly 10 days late",
    ("2010-12?", "2010-12-10"): "",
    ("[2010-02-01..2010-02-04]", "2010-02-10"): "6 days late",
    ("2010-02-01", "[2010-02-07..2010-02-10]"): "6 to 9 days late",
    ("{2010-02,2010-04}", "2010-05-03"): "3 days late",
}


@pytest.mark.parametrize(("dates", "words"), SLIPS.items())
def test_a_slip_says_no_more_than_its_two_dates(dates: tuple[str, str], words: str) -> None:
    assert slip_words(*dates) == words


def test_what_is_no_date_is_refused() -> None:
    with pytest.raises(EdtfError):
        slip_words("2010-13", "2011")


@given(st.dates(), st.integers(min_value=-45, max_value=45))
def test_two_days_are_counted_exactly(day: date, gap: int) -> None:
    assume(date.min <= day and 1 < day.year < 9990)
    words = slip_words(day.isoformat(), (day + timedelta(days=gap)).isoformat())
    number = int((re.match(r"\d+", words) or ["0"])[0])
    side = "late" if gap > 0 else "early" if gap < 0 else "in time"
    assert (number, words.endswith(side)) == (abs(gap), True)


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        (("2010-12-10", "2010-12-13"), "на 3 дня позже"),
        (("2010-12-10", "2010-12-11"), "на 1 день позже"),
        (("2010-12-15", "2010-12-10"), "на 5 дней раньше"),
        (("2010-39", "2011-04-27"), "примерно на 4 месяца позже"),
        (("2010", "2011-01-02"), "на 2 дня позже"),
        (("2010-12", "2010-12-31"), "в срок"),
        (("2010-12?", "2011-01-10"), "возможно, на 10 дней позже"),
        (("2010-12-31", "2011-01"), "не более чем на 31 день позже"),
        (("2010-12-01", "2011-01"), "на 1–2 месяца позже"),
    ],
)
def test_a_slip_reads_as_plain_russian(dates: tuple[str, str], words: str) -> None:
    with translation.override("ru"):
        assert slip_words(*dates) == words


def test_where_there_is_little_room_a_sign_says_about() -> None:
    slips = [slip_words("2010-39", "2011-04-27"), slip_words("2010-03-15", "2010-03-18")]
    assert [in_brief(slip) for slip in slips] == ["≈ 4 months late", "3 days late"]
    with translation.override("ru"):
        assert in_brief(slip_words("2010-39", "2011-04-27")) == "≈ 4 месяца позже"
