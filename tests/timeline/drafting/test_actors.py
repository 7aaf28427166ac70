"""Known names are found by their spelling, whole, the longest first, whatever follows them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.timeline.drafting.drafted import LORE, only
from timeline.drafting import KnownActor, Lore
from timeline.drafting.actors import ActorTable
from timeline.drafting.lexicon import lexicon


def found(text: str, table: ActorTable = LORE.table) -> list[tuple[str, str]]:
    return [(actor.slug, text[actor.start : actor.end]) for actor in table.find(text)]


def table(*actors: KnownActor) -> ActorTable:
    return ActorTable(actors, lexicon())


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Norway’s ports", ["Norway"]),
        ("NORWAY", ["NORWAY"]),
        ("norway", []),
        ("Norwayan", []),
        ("The NL met", ["NL"]),
        ("the nl", []),
        ("the Norway-NL pact", ["Norway", "NL"]),
        ("a Norway-based firm", []),
        ("a Norway-led group", []),
        ("an anti-Norway mood", []),
        ("Anna Berg and Berg", ["Anna Berg", "Berg"]),
        ("Anna\nBerg", ["Anna\nBerg"]),
        ("The Patrol and the Patrol", ["The Patrol", "the Patrol"]),
    ],
)
def test_names_in(text, names):
    assert [name for _slug, name in found(text)] == names


def test_an_apostrophe_may_be_straight_or_curly():
    known = table(KnownActor("head", ("League's chief",), "person"))
    assert found("the League’s chief", known) == [("head", "League’s chief")]


def test_a_name_of_two_actors_goes_to_the_one_that_the_text_calls_by_its_own():
    chiefs = table(
        KnownActor("berg", ("Anna Berg", "the Minister"), "person"),
        KnownActor("lind", ("Olaf Lind", "the Minister"), "person"),
    )
    assert found("Olaf Lind came. The Minister left.", chiefs)[1][0] == "lind"
    assert found("The Minister left.", chiefs) == []


def test_ten_thousand_names_are_found_in_one_pass():
    many = table(
        *(KnownActor(f"a{n}", (f"Company {n} Ltd",), "organisation") for n in range(10_000))
    )
    assert found("Company 77 Ltd bought Company 9999 Ltd.", many) == [
        ("a77", "Company 77 Ltd"),
        ("a9999", "Company 9999 Ltd"),
    ]


def test_no_actors_are_found_where_none_is_known():
    assert Lore().table.find("Norway") == []


def test_who_signs_who_hosts_and_who_speaks_are_told_apart():
    signed = only("On March 3, Anna Berg and Olaf Lind signed a pact in Iceland.")
    assert set(signed.actors) == {("berg", "signatory"), ("lind", "signatory"), ("iceland", "host")}
    said = only("On March 3, Anna Berg said Norway was poor.")
    assert set(said.actors) == {("berg", "speaker"), ("norway", "subject")}


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_name_is_found_wherever_it_stands_alone(before, after):
    text = f"{before} Anna Berg {after}"
    spans = [(a.start, a.end) for a in LORE.table.find(text)]
    start = len(before) + 1
    assert (start, start + len("Anna Berg")) in spans
    assert all(0 <= low < high <= len(text) for low, high in spans)
