"""The language in which rules are written, and the tables of words."""

from __future__ import annotations

import re

import pytest

from timeline.dates import find_dates
from timeline.dates.foreign import foreign_date
from timeline.dates.grammar import parse_rules
from timeline.dates.lexicon import Alphabet, lexicon
from timeline.dates.numerals import read_number, read_words
from timeline.dates.patterns import PatternError, Translator, literals, pieces

SYMBOLS = {"MONTH": "m", "DAY": "dx", "YEAR": "y", "=of": "o", "=,": ",", "=the": "t"}
MACROS = {"DATE": "MONTH DAY"}


def translated(pattern: str) -> re.Pattern[str]:
    return re.compile(Translator(SYMBOLS, MACROS).translate(pattern).regex)


@pytest.mark.parametrize(
    ("pattern", "matches", "others"),
    [
        ("MONTH DAY", ["md", "mx"], ["m", "dm", "mo"]),
        ("MONTH DAY?", ["m", "md"], ["d"]),
        ("the? MONTH (of YEAR|, YEAR)", ["tmoy", "m,y"], ["tm", "moo"]),
        ("DAY{1,2} of", ["do", "dxo"], ["o", "dddo"]),
        ("@DATE ,? YEAR", ["mdy", "md,y"], ["my"]),
        ("from:DATE of", ["mdo"], ["md"]),
    ],
)
def test_a_pattern_matches_tokens(pattern: str, matches: list[str], others: list[str]) -> None:
    assert all(translated(pattern).fullmatch(text) for text in matches)
    assert not any(translated(pattern).fullmatch(text) for text in others)


def test_neighbours_can_be_asked_for_without_being_taken() -> None:
    assert translated("<the MONTH >!DAY").search("tm,")
    assert not translated("<the MONTH >!DAY").search("om,")
    assert not translated("<!the MONTH").search("tm")
    assert translated('MONTH >","').match("m,")


def test_a_group_keeps_its_label_and_class() -> None:
    names = set(translated("month:MONTH (to_month:MONTH)? DAY").groupindex)
    assert names == {"month__MONTH__1", "to_month__MONTH__1", "day__DAY__1"}


@pytest.mark.parametrize(
    "pattern",
    ["MONTH)", "(MONTH", "NOBODY", "nobody", "MONTH {2,1}", "@NOTHING", '"', "MONTH ?? ?"],
)
def test_a_faulty_pattern_is_quoted(pattern: str) -> None:
    with pytest.raises(PatternError):
        Translator(SYMBOLS, MACROS).translate(pattern)


def test_the_words_of_a_pattern_are_known_beforehand() -> None:
    assert literals('the MONTH <!of >"," @DATE') == {"the", "of", ","}
    assert [piece.sort for piece in pieces("the MONTH?")] == ["word", "kind", "repeat"]


def test_what_a_pattern_can_begin_with_is_exact() -> None:
    part = Translator(SYMBOLS, MACROS).translate("the? (MONTH|DAY of)")
    assert part.first == frozenset("tmdx")
    assert not part.empty


def test_a_rule_with_an_unknown_key_is_refused() -> None:
    with pytest.raises(PatternError, match="rule x: unknown mean"):
        parse_rules(lexicon("en"), {"rule": [{"id": "x", "pattern": "MONTH", "mean": "calendar"}]})


def test_a_language_without_tables_is_refused_with_those_there_are() -> None:
    with pytest.raises(ValueError, match="language 'xx'; there are: de, en"):
        find_dates("In 1999.", language="xx")


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("twenty - five", 25), ("one hundred", 100), ("a hundred", 100), ("2 1/2", 2.5),
        ("two and a half", 2.5), ("1,500", 1500), ("three dozen", 36), ("two thousand and ten", 2010),
        ("one hundred and twenty", 120), ("½", 0.5), ("18th", 18), ("several", None), ("1/0", None),
        ("three million", 3_000_000),
    ],
)  # fmt: skip
def test_numbers_are_read(words: str, number: float | None) -> None:
    assert read_number(words.split(), lexicon("en")) == number


@pytest.mark.parametrize(
    ("kind", "words", "value"),
    [
        ("COUNT", "a few", "X"), ("COUNT", "9999999999", None), ("COUNT", "couple", "2"),
        ("YEARS", "'07", 2007), ("YEARS", "’98", 1998), ("YEARS", "nineteen hundred", 1900),
        ("YEARS", "seventeen of", None), ("YEARS", "of ten", None), ("YEARS", "two thousand", 2000),
        ("DECADES", "20s", 1920), ("DECADES", "10s", 2010), ("DECADES", "30s", 1930), ("DECADES", "of sixties", 1960),
        ("DECADES", "of", None),
        ("CLOCK_TIME", "10:35 a.m.", "T10:35"), ("CLOCK_TIME", "12 p.m.", "T12:00"),
        ("CLOCK_TIME", "12 a.m.", "T00:00"), ("CLOCK_TIME", "five in the evening", "T17:00"),
        ("CLOCK_TIME", "24:61", None), ("CLOCK_TIME", "noon", None), ("DAY", "9999999", None),
        ("NUMERIC", "31/31/2010", None), ("NUMERIC", "2010/03/18", "2010/03/18"),
        ("MONTHS", "May", 5), ("WORDS", "some thing", "some thing"),
    ],
)  # fmt: skip
def test_groups_are_worth_what_they_say(kind: str, words: str, value: object) -> None:
    classes = {"MONTHS": ("MONTH", "MAY")}.get(kind, ())
    assert read_words(kind, classes, words.split(), lexicon("en")) == value


@pytest.mark.parametrize(
    ("wording", "day"),
    [
        ("18 mars 2010", "2010-03-18"), ("1er mars 2010", "2010-03-01"), ("12 grudnia 1999", "1999-12-12"),
        ("12 battalions 1999", None), ("30 février 2010", None), ("18 mars 12010", None),
    ],
)  # fmt: skip
def test_dateparser_is_believed_only_where_it_kept_the_day(wording: str, day: str | None) -> None:
    assert foreign_date(wording) == day


def test_words_met_in_texts_are_kept_up_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    alphabet = Alphabet(lexicon("en"), [])
    size = len(alphabet)
    assert alphabet["unheard"] == "."
    assert alphabet["x" * 31] == "."
    assert len(alphabet) == size + 1
    monkeypatch.setattr("timeline.dates.lexicon._KEPT", 0)
    assert alphabet["unspoken"] == "."
    assert len(alphabet) == size + 1
