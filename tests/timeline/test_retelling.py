"""What is kept in English is told to each reader in their language, and stays as it is kept."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from sources.readers import ReadFailure, read
from tests.factories import make_event
from tests.sources.readers.damaged_files import damaged
from tests.sources.readers.refused_files import refused
from timeline.dates import find_dates
from timeline.dates.edtf import EdtfError, read_edtf
from timeline.dates.explain import explanation
from timeline.dates.rewording import reworded
from timeline.dates.wording import edtf_words
from timeline.drafting.rules import rules
from timeline.language import Retelling
from timeline.retelling import retold, retold_clauses, retold_text

RUSSIAN = {"Accept-Language": "ru"}
GOLDEN = Path(__file__).parents[1] / "golden" / "dates"
SEEDS = Path(__file__).parents[2] / "seeds" / "csto"


@pytest.fixture
def in_russian() -> Iterator[None]:
    with translation.override("ru"):
        yield


@cache
def engine_clauses() -> set[str]:
    """All that the date engine says of our own sentences, but for the words that it quotes."""
    said: set[str] = set()
    for language in ("en", "de"):
        file = GOLDEN / f"{language}.toml"
        for group in tomllib.loads(file.read_text(encoding="utf-8"))["group"]:
            for text, *_dates in group["cases"]:
                for found in find_dates(text, published=group.get("published"), language=language):
                    said.update(explanation(found.derivation)[1:-1])
    return said


def english(told: str) -> bool:
    """Whether there are Latin letters in it, but for what it quotes and for Roman numbers."""
    return bool(re.search("[A-Za-z]", re.sub("«[^»]*»|[IVX]+", "", told)))


def test_whatever_the_date_engine_says_is_told_in_russian(in_russian: None) -> None:
    said = engine_clauses()
    assert len(said) > 150
    assert {clause for clause in said if english(retold(clause))} == set()


def test_in_english_it_stays_word_for_word() -> None:
    said = engine_clauses() | {rule.says for rule in rules().values()}
    assert {clause for clause in said if retold(clause) != clause} == set()
    assert all(clause.is_known for line in said for clause in retold_clauses(line))


def test_rules_of_drafting_are_told_in_russian(in_russian: None) -> None:
    assert [rule.says for rule in rules().values() if english(retold(rule.says))] == []


def test_numbers_and_dates_in_it_follow_the_language(in_russian: None) -> None:
    assert retold("3 days earlier: 15 March 2010") == "на 3 дня раньше: 15 марта 2010 г."
    assert retold("1 week later: the week of 4 May 2009").startswith("на 1 неделю позже: неделя")
    assert retold("in that year: spring 2008") == "в том году: весна 2008 г."


def test_what_a_curator_wrote_stands_as_written(in_russian: None) -> None:
    for own in ("by the tide tables", "in that year: of the great flood", "so what", ""):
        assert retold(own) == own
    assert [
        (clause.words, clause.is_known) for clause in retold_clauses("as written; my guess")
    ] == [
        ("как написано", True),
        ("my guess", False),
    ]


@given(
    st.one_of(
        st.dates().map(str),
        st.dates().map(lambda day: str(day)[:7]),
        st.builds("{:04}-{}".format, st.integers(1, 9999), st.integers(21, 41)),
        st.builds("{}{:03}X".format, st.sampled_from(["", "-"]), st.integers(10, 999)),
        st.builds("{}{:02}XX".format, st.sampled_from(["", "-"]), st.integers(1, 98)),
        st.builds(
            "-{:04}-{:02}-{:02}".format,
            st.integers(1, 9998),
            st.integers(1, 12),
            st.integers(1, 28),
        ),
        st.builds("{:04}{}".format, st.integers(1, 9999), st.sampled_from("~?%")),
    )
)
def test_a_date_in_english_words_is_the_same_date_in_russian_ones(edtf: str) -> None:
    english, russian = (edtf_words(edtf, language=language) for language in ("en", "ru"))
    with translation.override("ru"):
        assert reworded(english) == russian


@pytest.mark.parametrize("length", [150, 250, 300])
def test_a_reason_as_long_as_a_curator_may_write_it_stands_in_a_russian_line(length: int) -> None:
    with translation.override("ru"):
        assert retold("rejected: " + "x" * length) == "отклонено: " + "x" * length


@given(st.text(max_size=60))
def test_words_that_are_no_date_are_never_taken_for_one(words: str) -> None:
    with translation.override("ru"):
        told = reworded(words)
    assert told is None or re.search(r"\d", words)


def test_the_longest_match_wins_and_a_gap_takes_only_what_belongs_there() -> None:
    tell = Retelling(
        [
            ("{what} is late", ""),
            ("the ferry", ""),
            ("the ferry is late", ""),
            ("{n} boat", "{n} boats"),
        ]
    )
    assert tell("the ferry is late") == "the ferry is late"
    assert tell("the tram is late") is None
    assert tell("1,200 boats") == "1,200 boats"
    assert tell("many boats") is None


@pytest.mark.django_db
def test_a_reader_of_the_event_is_told_in_russian_and_files_keep_the_words(client) -> None:
    citation = (event := make_event(edtf="2004-05-03")).citations.get()
    rule = "the date stands in the words of the event; 3 days earlier: 3 May 2004; my <guess>"
    citation.edtf, citation.rule = "2004-05-03", rule
    citation.anchor = "the text was published on 6 May 2004"
    citation.save_with_history(by=None, why="read again")
    told = client.get(event.get_absolute_url(), headers=RUSSIAN).content.decode()
    assert "дата стоит в словах о событии; на 3 дня раньше: 3 мая 2004 г.; " in told
    assert '<span lang="en">my &lt;guess&gt;</span>' in told
    assert "публикация текста: 6 мая 2004 г." in told
    sent = client.get("/t/bridge/export.json", headers=RUSSIAN)
    kept = json.loads(b"".join(sent.streaming_content))
    assert rule in json.dumps(kept)


def test_the_collection_s_rules_are_told_in_russian(seed_folder: Path, in_russian: None) -> None:
    events = tomllib.loads((seed_folder / "events.toml").read_text(encoding="utf-8"))["event"]
    said = [each["rule"] for event in events for each in event["citation"] if each.get("rule")]
    russian = [rule for rule in said if not english(retold_text(rule))]
    assert len(russian) >= 0.9 * len(said)


def test_why_a_file_is_refused_is_told_in_russian_and_carried_in_english(in_russian: None) -> None:
    english_left = []
    one_of_a_kind = {words: (name, data) for name, data, words in refused()}
    for words, (name, data) in one_of_a_kind.items():
        with pytest.raises(ReadFailure) as caught:
            read(data, f"{name}.txt")
        assert words in str(caught.value)
        told = retold(caught.value)
        if told == str(caught.value) or not told.startswith(f"{name}.txt: "):
            english_left.append(told)
    assert english_left == []


def test_what_a_file_could_not_give_is_told_in_russian(in_russian: None) -> None:
    warnings = {line for _, data in islice(damaged(), 0, None, 7) for line in _warnings(data)}
    assert len(warnings) > 5
    assert {line for line in warnings if retold(line) == line} == set()


def _warnings(data: bytes) -> tuple[str, ...]:
    try:
        return read(data, "file").warnings
    except ReadFailure:
        return ()


@pytest.mark.parametrize(
    "typed", ["soon", "2010-13", "2010-02-30", "2011/2010", "/", "[2010,,]", "1X9X"]
)
def test_what_is_wrong_with_a_date_is_told_in_russian(typed: str, in_russian: None) -> None:
    with pytest.raises(EdtfError) as caught:
        read_edtf(typed)
    assert retold(caught.value) != str(caught.value)
    assert typed in retold(caught.value)


@pytest.mark.parametrize(
    "words",
    [
        "the resolution of " * 27 + "x" + ", same paragraph" * 27,
        "the resolution of " * 900 + "x" + ", same paragraph" * 900,
        "both " * 300,
        "so " * 150 + "x",
        "A, " * 130 + "B",
        "A, " * 66 + "B",
        "published " + "9" * 5000,
    ],
)
def test_words_of_a_file_that_look_like_lines_within_lines_are_told_as_they_are(
    in_russian: None, words: str
) -> None:
    assert retold(words) == retold_text(words) == words
    assert words in retold(f"list.json: the text is already on record as “{words}”")


@pytest.mark.parametrize("words", ["rejected", "1,500", "published"])
def test_what_a_source_says_in_quotation_marks_is_told_word_for_word(
    in_russian: None, words: str
) -> None:
    told = retold(f"stated in the text: “{words}”")
    assert not told.startswith("stated")
    assert words in told


def test_a_rule_typed_by_hand_with_half_a_year_in_it_stays_as_it_is(in_russian: None) -> None:
    assert retold_text("1.5 years earlier: 2010") == "1.5 years earlier: 2010"


def _written_by_hand(entry: object) -> Iterator[str]:
    """The rules, anchors and evidence of a collection's file."""
    if isinstance(entry, list):
        for each in entry:
            yield from _written_by_hand(each)
    elif isinstance(entry, dict):
        told = (entry.get(name) for name in ("rule", "anchor", "published_evidence"))
        yield from (words for words in told if isinstance(words, str))
        for each in entry.values():
            yield from _written_by_hand(each)


@pytest.mark.usefixtures("in_russian")
@pytest.mark.parametrize("name", ["events", "sources"])
def test_the_collection_that_comes_with_it_tells_its_dates_in_russian(name: str) -> None:
    table = tomllib.loads((SEEDS / f"{name}.toml").read_text("utf-8"))
    lines = set(_written_by_hand(table))
    assert lines
    left = {line for line in lines if not all(part.is_known for part in retold_clauses(line))}
    assert not left
