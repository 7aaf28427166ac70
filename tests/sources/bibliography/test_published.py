"""Publication dates: right in every form, and never finer than they are."""

from __future__ import annotations

import edtf
import pytest

from sources.bibliography.published import Parts, read_published
from tests.sources.bibliography.works import EDTF


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2010-03-24", "March 24, 2010"),
        ("2010-03", "March 2010"),
        ("2010", "2010"),
        ("0044", "44"),
        ("-0043", "44 BC"),
        ("Y12000", "12000"),
        ("2010~", "ca. 2010"),
        ("2010-03?", "March 2010?"),
        ("2010%", "ca. 2010?"),
        ("2010-21", "spring 2010"),
        ("2010-33", "first quarter of 2010"),
        ("2010-38", "mid-2010"),
        ("2010-39", "late 2010"),
        ("2010-41", "second half of 2010"),
        ("199X", "1990s"),
        ("19XX", "between 1900 and 1999"),
        ("-004X", "between 50 BC and 41 BC"),
        ("2010-XX", "2010"),
        ("2010-03-XX", "March 2010"),
        ("2007-03-09/2007-03-13", "March 9–13, 2007"),
        ("2007-03-28/2007-04-02", "March 28–April 2, 2007"),
        ("2007-03/2007-05", "March–May 2007"),
        ("2007/2009", "2007–2009"),
        ("2009-12-30/2010-01-02", "December 30, 2009–January 2, 2010"),
        ("1999~/2001", "ca. 1999–2001"),
        ("2010-21/2011", "spring 2010–2011"),
        ("../1999", "until 1999"),
        ("1999/..", "1999–"),
        ("[2010-02-01..2010-02-04]", "between February 1, 2010 and February 4, 2010"),
        ("[..1999]", "by 1999"),
        ("[1999..]", "1999 or later"),
        ("[1999,2001]", "1999 or 2001"),
        ("{1999..2001}", "1999 to 2001"),
        ("{1999,2001}", "1999 and 2001"),
    ],
)
def test_a_date_in_words(date: str, words: str) -> None:
    assert read_published(date).words == words
    edtf.parse_edtf(date)  # the table holds no date that the standard doesn't have


@pytest.mark.parametrize(
    ("date", "sure"),
    [
        ("2010-03-24", (2010, 3, 24)),
        ("2010-03-XX", (2010, 3)),
        ("2007-03-09/2007-03-13", (2007, 3)),
        ("2007-03-28/2007-04-02", (2007,)),
        ("2009-12-30/2010-01-02", None),
        ("2010-21", (2010,)),
        ("2010-39", (2010,)),
        ("2010~", None),
        ("2010-39?", None),
        ("199X", None),
        ("../1999", None),
        ("[2010-02-01..2010-02-04]", None),
    ],
)
def test_what_is_sure_of_a_date(date: str, sure: Parts | None) -> None:
    assert read_published(date).exact == sure


@pytest.mark.parametrize("date", EDTF)
def test_no_part_is_given_that_the_date_does_not_write(date: str) -> None:
    published = read_published(date)
    for part in [*(published.start or ()), *(published.end or ()), *(published.exact or ())]:
        assert f"{part:02}" in date


@pytest.mark.parametrize(
    "date", ["", "March 2010", "2010-13", "2010-03-40", "20X0", "XXXX", "/", "../..", "[", "[]"]
)
def test_what_is_no_date_is_refused_by_its_name(date: str) -> None:
    with pytest.raises(ValueError, match=r"EDTF|no such|neither|last digits"):
        read_published(date)
