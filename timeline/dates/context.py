"""The running reference time: what the next relative date of a text is counted from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from timeline.dates.calendars import UNITS, CannotTell, Moment, Unit, coarsen, last_day
from timeline.dates.derivation import Step
from timeline.dates.events import DatedSentences
from timeline.dates.lexicon import Lexicon
from timeline.dates.timex import read_value, timex_value

NumericOrder = Literal["day first", "month first", "unknown"]


@dataclass(slots=True)
class Context:
    """What is known while a text is read from start to end.

    text, lexicon: what is read, and the words of its language.
    published: the day, month or year of the document; None where nobody knows it.
    order: how the text writes dates in figures, where it shows.
    guessed: the document's day, estimated from the text where `published` is less than a day.
    latest: the last moment mentioned, by its unit; last: the last one of any.
    about_quarters: figures of a quarter are being told, so "a year ago" means that quarter.
    reported: the first quarter mentioned, if its sentence looked back on it.
    topic: the quarter that the text tells about: the latest that has ended, not an earlier one
    that it is compared with ("after a flat second quarter").
    own_count: that quarter was named by a company's own count ("fiscal second quarter").
    length: how long a period it told about last ("P9M"); "" where that is a quarter or a year.
    beside: the date that was read last, and where it ends.
    dated: the sentences that the text has dated so far.
    """

    text: str
    published: Moment | None
    lexicon: Lexicon
    order: NumericOrder = "unknown"
    guessed: Moment | None = None
    latest: dict[Unit, Moment] = field(default_factory=dict)
    last: Moment | None = None
    about_quarters: bool = False
    reported: Moment | None = None
    topic: Moment | None = None
    own_count: bool = False
    length: str = ""
    beside: tuple[int, Moment] | None = None
    dated: DatedSentences = field(init=False)

    def __post_init__(self) -> None:
        """The text has dated nothing yet."""
        self.dated = DatedSentences(self.text, self.lexicon)

    def note(self, when: Moment, told: bool = False, own: bool = False) -> None:
        """Remember a moment that the text has just mentioned.

        told: as what was. own: a quarter by a company's own count ("fiscal second quarter"), with
        which a text turns to another company.
        """
        if when.unit == "quarter" and told and "quarter" not in self.latest:
            self.reported = when
        if when.unit == "quarter" and self.has_ended(when) and (own or self._is_newer(when)):
            self.topic, self.own_count = when, own
        self.latest[when.unit] = self.last = when
        if when.unit in {"quarter", "year"}:
            self.length = ""
            self.about_quarters = when.unit == "quarter"

    def stands_beside(self, start: int) -> Moment | None:
        """Return the date behind which, after a comma only, another stands: both are one."""
        if self.beside is None or self.text[self.beside[0] : start].strip() != ",":
            return None
        return self.beside[1]

    def _is_newer(self, quarter: Moment) -> bool:
        return self.topic is None or last_day(quarter) > last_day(self.topic)

    def now(self, unit: Unit) -> Step:
        """The step that starts from the document's own date, at least as fine as `unit`.

        Raises CannotTell where the document's date is not known that well.
        """
        for origin, when in self._known():
            if UNITS.index(when.unit) <= UNITS.index(unit):
                return Step("take", (origin, timex_value(when)))
        raise CannotTell(f"the {unit} of publication is not known")

    def has_ended(self, when: Moment) -> bool:
        """Whether a moment was over when the document was published, as far as is known.

        The quarter that a text opens with as what was, is over: a company's fourth may end in May.
        """
        return (
            when == self.reported
            or self.published is None
            or last_day(when) < last_day(self.published)
        )

    def around(self) -> Step:
        """The step that starts from the best estimate of the document's date."""
        for origin, when in self._known():
            return Step("take", (origin, timex_value(when)))
        raise CannotTell("the date of publication is not known")

    def year(self) -> Step:
        """The step that gives a date its missing year where the document's day is not known.

        Without any date of the document, the year that the text spoke of last is a guess.
        """
        if self.published is not None:
            return Step("take", ("published", timex_value(coarsen(self.published, "year"))))
        if self.last is not None:
            return Step("take", ("guessed", timex_value(coarsen(self.last, "year"))))
        return self.around()

    def _known(self) -> list[tuple[str, Moment]]:
        """The document's date, the finest first, and where it is known from."""
        known = [("published", self.published), ("guessed", self.guessed)]
        found = [(origin, when) for origin, when in known if when is not None]
        return sorted(found, key=lambda item: UNITS.index(item[1].unit))

    def mentioned(self, unit: Unit) -> Step:
        """The step that starts from what the text spoke of last, at least as fine as `unit`."""
        if unit == "quarter" and unit in self.latest:
            return Step("take", ("mentioned", timex_value(self.latest[unit])))
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
