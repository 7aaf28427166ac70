"""Dates as an archive has them: most lie close together, and not all are known to the day."""

from __future__ import annotations

import datetime
import random
from itertools import accumulate
from typing import Final

from bench.at_scale.words import drawn

_FIRST_YEAR: Final = 1920
_LAST_YEAR: Final = 2024
_GROWTH: Final = 1.045
"""How many more documents each year has than the one before."""
_BURSTS: Final = 40
_IN_A_BURST: Final = 0.35
"""How many of all documents tell of one of the few times when much happened."""
_LONGEST_AGO: Final = 20_000


class Calendar:
    """Draws days of publication, and EDTF dates of what is told then."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._years = range(_FIRST_YEAR, _LAST_YEAR + 1)
        self._weights = list(accumulate(_GROWTH**n for n in range(len(self._years))))
        self._bursts = [(self._any_day(), chance.choice((4, 12, 40))) for _ in range(_BURSTS)]
        self._burst_weights = list(accumulate(1 / n for n in range(1, _BURSTS + 1)))

    def published(self) -> datetime.date:
        """A day on which something was written."""
        if self._chance.random() > _IN_A_BURST:
            return self._any_day()
        day, width = drawn(self._chance, self._bursts, self._burst_weights)
        return day + datetime.timedelta(days=round(self._chance.gauss(0, width)))

    def told_on(self, published: str) -> str:
        """The date (EDTF) of something that was told on a day: mostly of the days before it."""
        days = min(int(self._chance.paretovariate(0.7)) - 1, _LONGEST_AGO)
        form = drawn(self._chance, _FORMS, _FORM_WEIGHTS)
        return form(
            datetime.date.fromisoformat(published) - datetime.timedelta(days=days), self._chance
        )

    def _any_day(self) -> datetime.date:
        year = drawn(self._chance, self._years, self._weights)
        return datetime.date(year, 1, 1) + datetime.timedelta(days=self._chance.randrange(365))


def _later(day: datetime.date, chance: random.Random, most: int) -> datetime.date:
    return day + datetime.timedelta(days=chance.randint(1, most))


# How a date is known, and how often: shares as in the collection that ships with the app, with
# a few of each form that it lacks.
_SHARES: Final = (
    (580, lambda day, chance: day.isoformat()),
    (120, lambda day, chance: f"{day:%Y-%m}"),
    (70, lambda day, chance: f"{day:%Y}"),
    (70, lambda day, chance: f"{day}/{_later(day, chance, 20)}"),
    (25, lambda day, chance: f"{day:%Y}/{_later(day, chance, 2_000).year + 1:04}"),
    (25, lambda day, chance: f"{day:%Y}~"),
    (15, lambda day, chance: f"{day:%Y-%m}~"),
    (15, lambda day, chance: f"{day}?"),
    (25, lambda day, chance: f"[{day}..{_later(day, chance, 10)}]"),
    (10, lambda day, chance: f"[..{day}]"),
    (5, lambda day, chance: f"[{day:%Y-%m}..]"),
    (12, lambda day, chance: f"{day:%Y-%m}/.."),
    (3, lambda day, chance: f"../{day:%Y}"),
    (5, lambda day, chance: f"{day.year // 10:03}X"),
    (17, lambda day, chance: f"{day:%Y}-{chance.randint(37, 39)}"),
    (3, lambda day, chance: f"{{{day},{_later(day, chance, 90)}}}"),
)  # fmt: skip
_FORM_WEIGHTS: Final = tuple(accumulate(share for share, _ in _SHARES))
_FORMS: Final = tuple(form for _, form in _SHARES)
