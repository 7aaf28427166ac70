"""A browser may give a file any name; what leads elsewhere or tells nothing is refused in one line."""

from __future__ import annotations

import pytest

from sources.actions.uploaded_names import HIDDEN, LEADS_OUT, NO_NAME, refusal_of_name


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("report.txt", ""),
        ("papers/2004/report.final.txt", ""),
        ("Überblick über die Brücke.docx", ""),
        ("no ending", ""),
        ("../report.txt", LEADS_OUT),
        ("papers/../../etc/passwd", LEADS_OUT),
        ("..\\..\\boot.ini", LEADS_OUT),
        ("/etc/passwd", LEADS_OUT),
        ("\\\\server\\share\\report.txt", LEADS_OUT),
        ("C:\\report.txt", LEADS_OUT),
        (".", LEADS_OUT),
        (".report.txt", HIDDEN),
        ("papers/.git/config", HIDDEN),
        ("", NO_NAME),
        ("papers/", NO_NAME),
        ("\u202e\u200b", NO_NAME),
        (" ", NO_NAME),
    ],
)
def test_a_name_is_taken_or_refused_with_what_to_do(name: str, reason: str) -> None:
    assert refusal_of_name(name) == reason
