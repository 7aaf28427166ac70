"""Drafting is for any subject: stories of our own about a union, a hospital, a treaty, a trial, a firm."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.timeline.drafting.drafted import drafts
from timeline.drafting import KnownActor, Lore, word_list

STORIES = tomllib.loads(Path(__file__).with_name("other_topics.toml").read_text("utf-8"))["story"]
LEAST_RIGHT = 0.9
"""Share of the drafts that must have the category which a curator would choose."""


def lore_of(story: Mapping[str, Any]) -> Lore:
    """What the story's timeline knows."""
    actors = []
    for entry in story["actors"]:
        name, kind, *aliases = entry.split("|")
        actors.append(KnownActor(name.lower().replace(" ", "-"), (name, *aliases), kind))
    return Lore(actors, [word_list(*entry.split("|")) for entry in story["categories"]])


def wanted() -> Iterator[tuple[Mapping[str, Any], str, list[str]]]:
    """Each sentence with its story and, as "title|edtf|modality|category", its drafts."""
    for story in STORIES:
        for sentence in story["sentence"]:
            yield story, sentence["text"], sentence["drafts"]


@pytest.mark.parametrize(("story", "text", "expected"), list(wanted()))
def test_a_sentence_gives_the_drafts_that_a_curator_would_want(story, text, expected):
    found = drafts(text, story["published"], lore_of(story))
    told = [f"{draft.title}|{draft.edtf}|{draft.modality}" for draft in found]
    assert told == [entry.rpartition("|")[0] for entry in expected]


def test_nine_in_ten_have_the_category_that_a_curator_would_choose():
    right = []
    for story, text, expected in wanted():
        found = {
            draft.title: draft.category
            for draft in drafts(text, story["published"], lore_of(story))
        }
        for entry in expected:
            title, _edtf, _modality, category = entry.split("|")
            right.append(found.get(title) == category)
    assert sum(right) >= LEAST_RIGHT * len(right)
