"""Writes annual-report.pdf and minutes.docx: `python -m tests.samples.make_binary_samples`."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from tests.samples.making import make_docx, make_pdf

_REPORT: Final = (
    (
        "Annual report 2008",
        (
            "The River Orsa Commission met four times in 2008. Its flood service gave eleven warnings, of which"
            " ten came true; the false one, on 4 March 2008, was due to a broken gauge at Norrby."
        ),
        (
            "The first stone of the new bridge at Lindholm had been laid on 8 May 2007. By the end of 2008 both"
            " piers stood, and the budget was kept."
        ),
        (
            "On 19 November 2008 the three member countries agreed to let a fourth one, which lies on the upper"
            " course of the river, take part in the meetings as an observer. Its delegates will sit at the table"
        ),
    ),
    (
        "from the spring meeting of 2009 on, without a vote.",
        (
            "The commission moved its archive to the new building between 6 and 10 October 2008. It can be used"
            " by anybody on working days."
        ),
    ),
    (
        "For 2009 the commission plans to open the bridge, to replace forty gauges, and to publish its maps.",
        "The accounts were examined in January 2009 and found to be in order.",
    ),
)
_MINUTES: Final = (
    "Minutes of the spring meeting",
    (
        "The River Orsa Commission met at Lindholm on 2 April 2009. All members were present, and for the first"
        " time the observer."
    ),
    "The rules for the use of the new bridge were adopted. They come into force on the day it opens.",
    "The chairman, Harald Berg, announced that he would step down in September 2009 after five years.",
)


def annual_report() -> bytes:
    """Three pages with running headers, one paragraph going on over a page."""
    return make_pdf(
        _REPORT,
        header="River Orsa Commission",
        footer="Annual report 2008 | {n}",
        title="Annual report 2008",
        author="River Orsa Commission",
    )


def minutes() -> bytes:
    """A Word document with its properties filled in."""
    title = "Minutes of the spring meeting"
    return make_docx(_MINUTES, title=title, author="Eva Dahl", created="2009-04-06T09:00:00Z")


if __name__ == "__main__":
    here = Path(__file__).parent
    here.joinpath("annual-report.pdf").write_bytes(annual_report())
    here.joinpath("minutes.docx").write_bytes(minutes())
