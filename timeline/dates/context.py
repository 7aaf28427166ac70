"""The running reference time: what the next relative date of a text is counted from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from timeline.dates.calendars import UNITS, CannotTell, Moment, Unit, coarsen, last_day
from timeline.dates.derivation import Step
from timeline.dates.timex import read_value, timex_value

NumericOrder = Literal["day first", "month first", "unknown"]


@dataclass(slots=True)
class Context:
    """What is known while a text is read from start to end.

    published: the day, month or year of the document; None where nobody knows it.
    order: how the text writes dates in figures. default_order: how its language usually does.
    latest: the last moment mentioned, by its unit; last: the last one of any.
    guessed: the document's day, estimated from the text where `published` is less than a day.
    """

    published: Moment | None = None
    order: NumericOrder = "unknown"
    default_order: NumericOrder = "month first"
    guessed: Moment | None = None
    latest: dict[Unit, Moment] = field(default_factory=dict)
    last: Moment | None = None

    def note(self, when: Moment) -> None:
        """Remember a moment that the text has just mentioned."""
        self.latest[when.unit] = self.last = when

    def now(self, unit: Unit) -> Step:
        """The step that starts from the document's own date, at least as fine as `unit`.

        Raises CannotTell where the document's date is not known that well.
        """
        for origin, when in (("published", self.published), ("guessed", self.guessed)):
            if when is not None and UNITS.index(when.unit) <= UNITS.index(unit):
                return Step("take", (origin, timex_value(when)))
        raise CannotTell(f"the {unit} of publication is not known")

    def has_ended(self, when: Moment) -> bool:
        """Whether a moment was over when the document was published, as far as is known."""
        return self.published is None or last_day(when) < last_day(self.published)

    def around(self) -> Step:
        """The step that starts from the best date there is to count a missing year from."""
        for origin, when in (("published", self.published), ("guessed", self.guessed)):
            if when is not None:
                return Step("take", (origin, timex_value(when)))
        raise CannotTell("the year of publication is not known")

    def mentioned(self, unit: Unit) -> Step:
        """The step that starts from what the text spoke of last, at least as fine as `unit`."""
        if self.last is not None and UNITS.index(self.last.unit) <= UNITS.index(unit):
            return Step("take", ("mentioned", timex_value(self.last)))
        found = [self.latest[known] for known in UNITS if known in self.latest]
        for when in reversed(found):
            if UNITS.index(when.unit) <= UNITS.index(unit):
                return Step("take", ("mentioned", timex_value(when)))
        return self.now(unit)


def published_moment(published: str | None) -> Moment | None:
    """Return the moment of a publication date: an EDTF day, month or year; None for none.

    Raises ValueError where it is no such date.
    """
    if not published:
        return None
    when = read_value(published.strip())
    if when.unit not in {"day", "month", "year"} or when.time:
        raise CannotTell(f"{published!r}: give the publication date as a day, month or year")
    return when


def year_of(when: Moment) -> Moment:
    """The year that a moment lies in."""
    return coarsen(when, "year")
