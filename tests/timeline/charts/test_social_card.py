"""The picture of a timeline: what it is told, it shows, and nothing falls off its edge."""

from __future__ import annotations

import re
from collections import Counter
from io import BytesIO

import pytest
from PIL import Image

from tests.conftest import ROOT
from timeline.charts.social_card import LANES, SIZE, SocialCard, draw_card

PAPER = (253, 253, 251)


def card(**values: object) -> SocialCard:
    told = {
        "kicker": "The Elbow bridge",
        "headline": "Ten years late",
        "figures": "3 events · 1 source",
        "first": "1994",
        "last": "2004",
        "counts": {(5, 1): 2, (100, 3): 1},
    }
    return SocialCard(**{**told, **values})  # type: ignore[arg-type]


def picture(card: SocialCard) -> Image.Image:
    return Image.open(BytesIO(draw_card(card))).convert("RGB")


def pixels_of(image: Image.Image) -> Counter[object]:
    return Counter(image.get_flattened_data())


def rgb(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour.removeprefix("#")))


def test_bars_are_as_high_as_their_events_are_many_in_the_colours_of_their_lanes() -> None:
    image = picture(card())
    assert image.size == SIZE
    drawn = pixels_of(image)
    two, one = drawn[rgb(LANES[0])], drawn[rgb(LANES[2])]
    assert one > 20
    assert abs(two - 2 * one) <= 0.15 * two


@pytest.mark.parametrize(
    "words",
    ["bridge " * 60, "B" * 400, "Мост открыт с опозданием на десять лет", "橋", ""],
    ids=["very-long", "one-long-word", "cyrillic", "chinese", "nothing"],
)
def test_any_words_stay_on_the_picture(words: str) -> None:
    image = picture(card(headline=words, kicker=words))
    margins = [image.crop((0, 20, 40, SIZE[1])), image.crop((SIZE[0] - 40, 20, *SIZE))]
    assert all(set(pixels_of(margin)) == {PAPER} for margin in margins)
    assert pixels_of(image)[rgb(LANES[0])] > 20, "the bars are still there"


def test_a_timeline_without_events_has_a_picture_too() -> None:
    drawn = pixels_of(picture(card(counts={}, first="", last="")))
    assert not any(rgb(lane) in drawn for lane in LANES)


def test_lanes_have_the_colours_that_the_pages_give_them() -> None:
    tokens = (ROOT / "static" / "css" / "tokens.css").read_text(encoding="utf-8")
    assert tuple(re.findall(r"--lane-\d+: light-dark\((#\w+),", tokens)) == LANES
