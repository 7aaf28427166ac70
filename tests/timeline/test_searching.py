"""Events are found by their words, the same on every database, and right after every change."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import make_citation, make_document, make_event, make_passage, make_text
from timeline.actions.verifying import verify
from timeline.dates.edtf import read_edtf
from timeline.models import Citation, Event
from timeline.search.folding import words
from timeline.search.postgresql import WORDS_FUNCTION
from timeline.search.query import Term, read_query
from timeline.search_tables import events_with_other_words, rebuild_words
from timeline.searching import found, found_among, found_by, found_ids

pytestmark = pytest.mark.django_db

VOCABULARY: Final = (
    *("bridge", "Bridge-builder", "bride", "br", "mayor’s", "mayor", "opened", "re-opened"),
    *("Łódź", "lodz", "café", "мост", "МОСТЫ", "ёлка", "й", "и", "γέφυρα", "橋", "橋が", "12", "1"),
    *("a", "AND", "not", "near", "'", "%", "—", "\\", "straße", "İzmir"),
)
QUERY_PARTS = st.one_of(
    st.sampled_from(VOCABULARY),
    st.sampled_from(VOCABULARY).map(lambda word: word[:2]),
    st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=3).map(
        lambda found: f'"{" ".join(found)}"'
    ),
    st.sampled_from(['"', "*", "(", ")", ":", "|", "!", "<->", "^", "{shown}:", "\0", "\ue000"]),
)
QUERIES = st.one_of(st.lists(QUERY_PARTS, max_size=4).map(" ".join), st.text(max_size=20))


def titles(q: str, **options: bool) -> list[str]:
    events = Event.objects.filter(found(q, **options)).order_by("title")
    return list(events.values_list("title", flat=True))


@pytest.mark.parametrize(
    ("q", "has"),
    [
        ("lodz", True),
        ("ŁÓDŹ", True),
        ("łód", True),
        ("odz", False),
        ('"Łód"', False),
        ("mayor's", True),
        ("mayor’s office", True),
        ('"mayor s office"', True),
        ('"office mayor"', False),
        ("bridge", False),
        ("reopen ribbons", False),
        ("ribbons", True),
        ("opens offices", True),
        ('"ribbons"', False),
        ("мосты", True),
        ("мостами", True),
        ("мостик", False),
        ("МОСТ", True),
        ("ост", False),
        ("γεφυρα", True),
        ("ribbon re-opened", True),
        ('"re opened the"', True),
        ("reopened", False),
        ('"lodz ribbon"', False),  # the title's last word and the summary's first
        ("橋", True),
        ("開く", True),
    ],
)
def test_an_event_is_found_by_its_words(q: str, has: bool) -> None:
    make_event(
        "Мосты of Łódź",
        summary="Ribbon cut; the mayor’s office re-opened the Γέφυρα.",
        label="橋が開く",
    )
    assert bool(titles(q)) is has


@pytest.fixture
def events() -> dict[int, list[str]]:
    """Events of random words, and the texts of each."""
    draw = random.Random(20041105)  # noqa: S311 - no secret

    def text(longest: int) -> str:
        return " ".join(draw.choices(VOCABULARY, k=draw.randint(1, longest)))

    texts = {}
    for _ in range(25):
        event = make_event(text(4), label=text(2), summary=text(6), quote=f"q {text(4)}")
        quotes = [citation.passage.quote for citation in event.citations.all()]
        texts[event.pk] = [event.title, event.label, event.summary, *quotes]
    return texts


def has(texts: Iterable[str], term: Term) -> bool:
    """Whether one of the texts has the words of a term side by side, looked for one by one."""
    return any(_has(words(text).split(), term) for text in texts)


def _has(text: Sequence[str], term: Term) -> bool:
    *first, last = term.words
    for start in range(len(text) - len(first)):
        there = text[start + len(first)]
        fits = there.startswith(last) if term.is_prefix else there == last
        fits = fits or there in term.others
        if fits and list(text[start : start + len(first)]) == first:
            return True
    return False


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(q=QUERIES)
def test_any_query_finds_what_looking_at_every_word_finds(
    events: dict[int, list[str]], q: str
) -> None:
    query = read_query(q)
    expected = {
        pk
        for pk, texts in events.items()
        if (query.terms or query.is_empty) and all(has(texts, term) for term in query.terms)
    }
    assert set(Event.objects.filter(found(q)).values_list("pk", flat=True)) == expected
    if not query.is_empty:
        assert set(found_ids(query)) == expected
        some = np.array([pk for pk in events if pk % 2], np.int64)
        assert set(found_among(query, some)) == expected.intersection(some.tolist())
    day = read_edtf("2010").last_day  # every source had appeared
    assert set(Event.objects.filter(found_by(q, day)).values_list("pk", flat=True)) == expected


#: Letters that have been in Unicode for long, so that every Python and every database knows them.
OLD_LETTERS: Final = st.characters(exclude_categories=["Cs"], exclude_characters="\0").filter(
    lambda letter: unicodedata.ucd_3_2_0.category(letter) != "Cn"
)


@settings(max_examples=100)
@given(st.text(OLD_LETTERS))
def test_the_database_folds_words_as_python_does(text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {WORDS_FUNCTION}(%s)", [text])
        assert cursor.fetchone()[0] == words(text)


def test_every_change_is_found_at_once_whoever_makes_it() -> None:
    event = make_event("Bridge opens", quote="the mayor cut a ribbon")
    event.summary = "Two hundred lanterns"
    event.save_with_history(by=None, why="test")
    assert titles("lanterns ribbon") == ["Bridge opens"]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE timeline_event SET title = 'Ferry sails' WHERE id = %s", [event.pk])
    assert titles("bridge") == []
    assert titles("ferry ribbon") == ["Ferry sails"]
    other = make_event("Road closes")
    citation = event.citations.get()
    citation.event = other
    citation.save_with_history(by=None, why="test")
    assert titles("ribbon") == ["Road closes"]
    citation.delete_with_history(by=None, why="test")
    assert titles("ribbon") == []
    other.delete_with_history(by=None, why="test")
    assert titles("road") == []
    assert events_with_other_words(connection) == 0


def test_quotes_of_private_sources_are_found_by_curators_only() -> None:
    memo = make_document("memo")
    event = make_event("Known from a paper", quote="an open word")
    passage = make_passage("secret", version=make_text("A secret word.", document=memo))
    make_citation(event, passage=passage)
    for access, public, curators in (
        ("private", [], [event.title]),
        ("excerpts", [event.title], [event.title]),
        ("private", [], [event.title]),
    ):
        memo.access = access
        memo.save()
        assert titles("secret") == public
        assert titles("secret open", private_too=True) == curators
        assert titles("open") == [event.title]


def test_on_a_day_only_the_quotes_known_then_are_found() -> None:
    early = make_text("An early report says so.", document=make_document("early", published="2004"))
    late = make_text("A late report says more.", document=make_document("late", published="2006"))
    event = make_event("Bridge opens", passage=make_passage("early report", version=early))
    make_citation(event, passage=make_passage("late report", version=late))
    then = read_edtf("2005").last_day

    def known(q: str) -> bool:
        return Event.objects.filter(found_by(q, then)).exists()

    assert known("bridge early")
    assert known('"early report" open')
    assert not known("bridge late")
    assert titles("bridge late") == ["Bridge opens"]


def test_words_can_be_taken_down_anew_and_verify_tells_where_they_have_to_be() -> None:
    make_event("Bridge opens", quote="the mayor cut a ribbon")
    make_event("Road closes")
    assert verify().faults == []
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM timeline_eventwords")
    assert titles("bridge") == []
    assert verify().faults == [
        "database: searching does not know the words of 2 events; run `./run manage rebuild_words`"
    ]
    rebuild_words(connection)
    assert titles("bridge ribbon") == ["Bridge opens"]
    assert verify().faults == []


def test_long_words_and_long_texts_are_kept_and_found_by_their_beginnings() -> None:
    make_event("Long", summary=f"{'x' * 5_000} " + "яблоко " * 40_000 + "beyond")
    assert titles("x" * 64) == ["Long"]
    assert titles("яблоко") == ["Long"]
    assert Citation.objects.count() == 1
