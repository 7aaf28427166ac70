"""When a document was published, in days."""

from __future__ import annotations

from datetime import date

import edtf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.models.published_date import days_published

JULIAN = 1721425  # from ordinals of the calendar to Julian days


@settings(deadline=None)  # the package is slow
@given(st.dates(), st.sampled_from(["%Y-%m-%d", "%Y-%m", "%Y"]))
def test_plain_dates_mean_what_the_package_reads_in_them(day: date, form: str) -> None:
    written = f"{day.year:04}" + day.strftime(form)[len(day.strftime("%Y")) :]
    read = edtf.parse_edtf(written)
    ends = [
        date(*end[:3]).toordinal() + JULIAN for end in (read.lower_strict(), read.upper_strict())
    ]
    assert list(days_published(written)) == ends


@pytest.mark.parametrize(
    ("published", "first", "last"),
    [
        ("2010-21", date(2010, 3, 1), date(2010, 5, 31)),
        ("2010-03-09/2010-03-13", date(2010, 3, 9), date(2010, 3, 13)),
        ("201X", date(2010, 1, 1), date(2019, 12, 31)),
    ],
)
def test_other_dates_are_read_too(published: str, first: date, last: date) -> None:
    assert days_published(published) == (first.toordinal() + JULIAN, last.toordinal() + JULIAN)


@pytest.mark.parametrize("published", ["2010-13", "2010-02-30", "soon", "1999/..", "0000"])
def test_what_is_no_date_with_start_and_end_is_refused(published: str) -> None:
    with pytest.raises(ValueError, match="is not an EDTF date with start and end"):
        days_published(published)
