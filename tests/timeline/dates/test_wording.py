"""EDTF strings in plain words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.dates.edtf import EdtfError
from timeline.dates.wording import edtf_words

WORDS = {
    "2010-03-18": ("18 March 2010", "18 Mar 2010"),
    "2006-08": ("August 2006", "Aug 2006"),
    "2002": ("2002", "2002"),
    "0079-08": ("August AD 79", "Aug AD 79"),
    "0000": ("1 BC", "1 BC"),
    "-0043-03-15": ("15 March 44 BC", "15 Mar 44 BC"),
    "Y-12000": ("12001 BC", "12001 BC"),
    "199X": ("the 1990s", "the 1990s"),
    "-004X": ("the 40s BC", "the 40s BC"),
    "18XX": ("the 19th century", "the 19th century"),
    "20XX": ("the 21st century", "the 21st century"),
    "12XX": ("the 13th century", "the 13th century"),
    "-04XX": ("the 5th century BC", "the 5th century BC"),
    "1XXX": ("the 2nd millennium", "the 2nd millennium"),
    "2010-XX": ("2010", "2010"),
    "2010-03-XX": ("March 2010", "Mar 2010"),
    "2010-22": ("summer 2010", "summer 2010"),
    "2010-24": ("winter 2010–11", "winter 2010–11"),
    "1999-28": ("northern winter 1999–00", "N. winter 1999–00"),
    "-0043-24": ("winter 44 BC", "winter 44 BC"),
    "2010-33": ("first quarter of 2010", "Q1 2010"),
    "2010-37": ("early 2010", "early 2010"),
    "2010-38": ("mid-2010", "mid-2010"),
    "2001-39": ("late 2001", "late 2001"),
    "2010-41": ("second half of 2010", "H2 2010"),
    "2006~": ("about 2006", "about 2006"),
    "2010-12?": ("possibly December 2010", "possibly Dec 2010"),
    "2010%": ("possibly about 2010", "possibly about 2010"),
    "2004-06~-11": ("about 11 June 2004", "about 11 Jun 2004"),
    "2007-03-09/2007-03-13": ("9–13 March 2007", "9–13 Mar 2007"),
    "2007-02-28/2007-03-03": ("28 February – 3 March 2007", "28 Feb – 3 Mar 2007"),
    "2006-12-30/2007-01-02": (
        "30 December 2006 – 2 January 2007",
        "30 Dec 2006 – 2 Jan 2007",
    ),
    "2007-03/2007-05": ("March–May 2007", "Mar–May 2007"),
    "2007-03/2008-05": ("March 2007 – May 2008", "Mar 2007 – May 2008"),
    "1979/1989": ("1979–1989", "1979–1989"),
    "1979/1989-02": ("1979 – February 1989", "1979 – Feb 1989"),
    "2004~/2006-06": ("about 2004 – June 2006", "about 2004 – Jun 2006"),
    "2001-39/2005": ("late 2001 – 2005", "late 2001 – 2005"),
    "../1999": ("before 2000", "before 2000"),
    "../2010-03-17": ("up to 17 March 2010", "up to 17 Mar 2010"),
    "1999/..": ("from 1999", "from 1999"),
    "[2010-02-01..2010-02-04]": (
        "once between 1 and 4 February 2010",
        "once between 1 and 4 Feb 2010",
    ),
    "[1667,1668]": ("1667 or 1668", "1667 or 1668"),
    "[..1999]": ("1999 or earlier", "by 1999"),
    "[1999-05..]": ("May 1999 or later", "May 1999 or later"),
    "{1960,1961-12}": ("1960 and December 1961", "1960 and Dec 1961"),
    "{1667,1668,1670..1672}": ("1667, 1668 and 1670 to 1672", "1667, 1668 and 1670 to 1672"),
}


@pytest.mark.parametrize(("edtf", "words"), WORDS.items())
def test_a_date_reads_as_plain_english(edtf: str, words: tuple[str, str]) -> None:
    assert (edtf_words(edtf), edtf_words(edtf, short=True)) == words


def test_what_is_no_date_is_refused() -> None:
    with pytest.raises(EdtfError):
        edtf_words("2010-02-30")


@given(st.dates())
def test_every_day_says_its_year_month_and_day(day) -> None:
    words = edtf_words(day.isoformat())
    assert words.split()[0] == str(day.day)
    assert words.split()[-1] == str(day.year)
