"""The collection that ships: what its readers may count on, with and without the texts."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from edtf import parse_edtf

from timeline.collection import Collection, check_against_text, read_collection
from timeline.collection.seal import quotes_by_source, read_seals, seal_of

FOLDER = Path(__file__).parents[3] / "seeds" / "csto"
TEXTS = Path(os.environ.get("CHRONOCITE_TEXTS") or FOLDER / "texts")


@pytest.fixture(scope="module")
def csto() -> Collection:
    return read_collection(FOLDER)


def test_it_has_many_events_that_rest_on_all_five_sources(csto: Collection) -> None:
    citations = [citation for event in csto.events for citation in event.citations]
    assert len(csto.events) >= 85
    assert len(citations) >= 115
    assert len(csto.sources) == 5
    assert {citation.source for citation in citations} == {source.slug for source in csto.sources}


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("1992", "Collective Security Treaty signed"),
        ("1999", "Uzbekistan leaves"),
        ("2002", "CSTO is founded"),
        ("2004", "observer at the UN"),
        ("2006-08", "Uzbekistan rejoins"),
        ("2010-03-02", "General Assembly adopts a resolution"),
        ("2010-03-18", "sign the UN-CSTO declaration"),
        ("2010-12-10", "meet in Moscow"),
        ("2011-04-14", "form a military committee"),
        ("2011-04-27", "peacekeeping force (KMS) is formed"),
    ],
)
def test_a_reader_finds_each_milestone(csto: Collection, edtf: str, words: str) -> None:
    milestones = [event for event in csto.events if event.is_milestone]
    assert [event for event in milestones if event.edtf == edtf and words in event.title]


def test_sources_that_tell_of_the_same_event_are_all_cited(csto: Collection) -> None:
    signing = next(event for event in csto.events if event.key == "un-declaration")
    assert len({citation.source for citation in signing.citations}) == 3


def test_plans_lead_to_their_outcomes(csto: Collection) -> None:
    outcomes = {(link.from_key, link.to_key) for link in csto.links if link.kind == "outcome"}
    assert ("kms-due", "kms-formed") in outcomes


def test_no_outcome_is_older_than_its_plan_was_made_known(csto: Collection) -> None:
    order = {source.slug: source.published for source in csto.sources}
    events = {event.key: event for event in csto.events}
    for link in csto.links:
        if link.kind == "outcome":
            first, last = (
                min(order[citation.source] for citation in events[key].citations)
                for key in (link.from_key, link.to_key)
            )
            assert first <= last, link


def test_every_lane_and_every_storyline_has_events(csto: Collection) -> None:
    for category in csto.categories:
        assert sum(event.category == category.slug for event in csto.events) >= 4
    for theme in csto.themes:
        assert sum(theme.slug in event.themes for event in csto.events) >= 4


def test_every_actor_takes_part_in_something(csto: Collection) -> None:
    assert {actor.slug for actor in csto.actors} == {
        slug for event in csto.events for slug, _ in event.actors
    }


def test_every_date_is_edtf_for_others_too(csto: Collection) -> None:
    for event in csto.events:
        for date in {event.edtf, *(citation.edtf for citation in event.citations)} - {""}:
            parse_edtf(date)


def test_every_date_is_given_by_a_source_or_explained(csto: Collection) -> None:
    for event in csto.events:
        given = {one.edtf for one in event.citations if one.stance == "supports"}
        assert event.edtf in given or event.date_reason, event.key


def test_no_state_is_said_to_go_on_after_its_sources_spoke(csto: Collection) -> None:
    dates = {event.edtf for event in csto.events}
    dates |= {citation.edtf for event in csto.events for citation in event.citations}
    assert [date for date in dates if date.startswith("../") or date.endswith("/..")] == []


def test_the_seals_on_its_quotes_are_those_of_the_quotes_as_they_stand(csto: Collection) -> None:
    seals = {slug: seal.quotes for slug, seal in read_seals(FOLDER).items()}
    quotes = quotes_by_source(csto)
    assert seals == {one.slug: seal_of(one, quotes[one.slug]) for one in csto.sources}


def test_every_quote_stands_in_its_text_where_the_texts_are_held(csto: Collection) -> None:
    if not TEXTS.is_dir():
        pytest.skip("the texts are not held here")
    for source in csto.sources:
        assert check_against_text(csto, source, (TEXTS / source.file).read_bytes()) == []


def test_neighbouring_quotes_never_join_into_long_runs(csto: Collection) -> None:
    if not TEXTS.is_dir():
        pytest.skip("the texts are not held here")
    for source in csto.sources:
        text = (TEXTS / source.file).read_text(encoding="utf-8")
        cited = [False] * len(text)
        for event in csto.events:
            for citation in event.citations:
                if citation.source == source.slug:
                    size = citation.end - citation.start
                    cited[citation.start : citation.end] = [True] * size
        run = 0
        for word in re.finditer(r"\S+", text):
            run = run + 1 if any(cited[word.start() : word.end()]) else 0
            assert run <= 40, text[max(0, word.start() - 80) : word.end()]
