"""Which sources a timeline rests on: read once, and kept while it rests on the same."""

from __future__ import annotations

from functools import partial

from django.conf import settings
from django.utils.translation import get_language

from timeline.answers.protocol import Answers
from timeline.models import Timeline
from timeline.remembering import remembered
from timeline.sigla import Appearances, SourceLetter, letter_sources, too_many_for_letters


def appearances_of(timeline: Timeline, answers: Answers) -> Appearances:
    """Return when the sources appeared, as `Appearances.of` counts them."""
    make = partial(Appearances.of, timeline)
    return remembered("appearances", timeline.pk, answers, make, by_sources=True)


def letters_of(timeline: Timeline, answers: Answers) -> list[SourceLetter]:
    """Return the sources with their letters, as `letter_sources` has them."""
    key, are_many = timeline.pk, partial(too_many_for_letters, timeline)
    if answers.total >= settings.INDEX_FROM and remembered(
        "too many for letters", key, answers, are_many, by_names=True
    ):
        return []  # without putting them all in order
    make = partial(letter_sources, timeline)
    return remembered(f"letters in {get_language()}", key, answers, make, by_sources=True)
