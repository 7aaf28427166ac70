"""Names that the timeline does not know yet are proposed, with a guess of what they are."""

from __future__ import annotations

import pytest

from tests.timeline.drafting.drafted import only


def proposed(text: str) -> list[tuple[str, str, str]]:
    return [(name.name, name.kind, name.acronym) for name in only(text).names]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("On March 3, President Karl Holm opened the port.", [("Karl Holm", "person", "")]),
        ("On March 3, Gen. Holm opened the port.", [("Holm", "person", "")]),
        ("On March 3, special envoy Karl Holm opened the port.", [("Karl Holm", "person", "")]),
        (
            "On March 3, the Baltic Fishing Council (BFC) met.",
            [("Baltic Fishing Council", "organisation", "BFC")],
        ),
        ("On March 3, the Baltic Reserve Force landed.", [("Baltic Reserve Force", "force", "")]),
        ("On March 3, Norway opened a port in West Harbour.", [("West Harbour", "place", "")]),
        ("On March 3, Anna Berg met the king.", []),
        ("Fishing ended on March 3.", []),
        ("On March 3, Norway paid (Radio North, March 4).", []),
    ],
)
def test_names_are_proposed(text, names):
    assert proposed(text) == names


def test_a_proposed_name_stands_where_it_says():
    text = "On March 3, President Karl Holm opened the port."
    (name,) = only(text).names
    assert text[name.start : name.end] == "Karl Holm"
