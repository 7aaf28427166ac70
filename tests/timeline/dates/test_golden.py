"""Our own sentences and their dates: a drop fails."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from timeline.dates import FoundDate, find_dates, replay
from timeline.dates.derivation import as_data, from_data
from timeline.dates.explain import derivation_words
from timeline.dates.grammar import grammar

GOLDEN = Path(__file__).parents[2] / "golden" / "dates"
CASES = [
    pytest.param(file.stem, group.get("published"), text, expected, id=text[:60])
    for file in sorted(GOLDEN.glob("*.toml"))
    for group in tomllib.loads(file.read_text(encoding="utf-8"))["group"]
    for text, *expected in group["cases"]
]
RULES = [
    pytest.param(language, rule, id=rule.id)
    for language in ("en", "de")
    for rule in grammar(language).rules
]


def shown(found: FoundDate) -> str:
    return f"{' '.join(found.wording.split())} = {found.edtf or found.value}"


def test_the_golden_set_is_large_enough() -> None:
    assert len(CASES) >= 250


@pytest.mark.parametrize(("language", "published", "text", "expected"), CASES)
def test_a_sentence_has_these_dates_and_no_others(
    language: str, published: str | None, text: str, expected: list[str]
) -> None:
    assert [shown(found) for found in find_dates(text, published, language)] == expected


@pytest.mark.parametrize(("language", "published", "text", "expected"), CASES)
def test_each_answer_follows_from_its_stored_steps(
    language: str, published: str | None, text: str, expected: list[str]
) -> None:
    for found in find_dates(text, published, language):
        assert replay(from_data(as_data(found.derivation))) == found.answer
        assert found.wording == text[found.start : found.end]
        assert found.type in {"DATE", "TIME", "DURATION", "SET"}
        words = derivation_words(found.derivation)
        assert words.startswith(f"“{' '.join(found.wording.split())}”")
        assert words.endswith(".")


@pytest.mark.parametrize(("language", "rule"), RULES)
def test_a_rule_finds_its_own_example(language: str, rule) -> None:
    found = find_dates(rule.example, "2010-03-19", language)
    if rule.means == "nothing":
        assert found == []
    else:
        assert rule.id in [date.rule for date in found]


def test_rules_have_names_of_their_own() -> None:
    names = [rule.id for language in ("en", "de") for rule in grammar(language).rules]
    assert len(names) == len(set(names))


def test_the_page_about_dates_lists_every_rule() -> None:
    page = (Path(__file__).parents[3] / "docs" / "dates.md").read_text(encoding="utf-8")
    for language in ("en", "de"):
        for rule in grammar(language).rules:
            assert f"| `{rule.id}` | {rule.example} | {rule.means} |" in page
