"""From a mention to its date: which steps lead there, given what the text has said so far."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from timeline.dates.calendars import CannotTell
from timeline.dates.context import Context
from timeline.dates.derivation import Answer, Derivation, Step, replay
from timeline.dates.find import Mention
from timeline.dates.meaning_absolute import calendar, holiday, written
from timeline.dates.meaning_range import date_range
from timeline.dates.meaning_relative import (
    beside,
    counted,
    counted_from_event,
    deixis,
    figure,
    latest,
    offset,
    overnight,
    quarter_of_year,
    that,
    topic,
    weekday,
)
from timeline.dates.meaning_vague import duration, habitual, reference, repeated
from timeline.dates.reading import Reading


@dataclass(frozen=True, slots=True)
class Resolved:
    """A mention understood: the answer, and the steps that lead to it."""

    mention: Mention
    answer: Answer
    derivation: Derivation


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A mention that cannot be placed on the calendar; the reason is for the reader."""

    mention: Mention
    answer: Answer
    reason: str


_MEANINGS: Final[dict[str, Callable[[Reading, Context], list[Step]]]] = {
    "calendar": calendar,
    "written": written,
    "range": date_range,
    "holiday": holiday,
    "weekday": weekday,
    "deixis": deixis,
    "offset": offset,
    "before_event": counted_from_event,
    "figure": figure,
    "counted": counted,
    "that": that,
    "overnight": overnight,
    "beside": beside,
    "topic": topic,
    "latest": latest,
    "period": quarter_of_year,
    "duration": duration,
    "set": repeated,
    "reference": reference,
}


def resolve(mention: Mention, context: Context) -> Resolved | Unresolved:
    """Return what a mention means in its context, and how that was reached."""
    try:
        steps = _steps(Reading(mention), context)
        if context.published is None and any(step.args[:1] == ("guessed",) for step in steps):
            steps.append(Step("mark", ("?",)))
        derivation = (Step("words", (mention.wording, mention.rule)), *steps)
        return Resolved(mention, replay(derivation), derivation)
    except CannotTell as reason:
        return Unresolved(mention, Answer("DATE", shape(mention)[1]), str(reason))


def _steps(reading: Reading, context: Context) -> list[Step]:
    """The steps of a mention; what is usual in a part of a year is of no year."""
    if reading.mention.outlook == "habitual" and not {"year", "rel", "same"} & set(reading):
        values = habitual(reading)
        if values:
            return [Step("say", ("SET", values))]
    return _MEANINGS[reading.mention.means](reading, context)


def shape(mention: Mention) -> tuple[str, str]:
    """The TIMEX3 type and value of a date of an unknown year: what the words do say."""
    reading = Reading(mention)
    value = _SHAPES.get(reading.text("unit"), "XXXX")
    if "month" in reading:
        value = f"XXXX-{reading.number('month'):02}"
        if "day" in reading:
            value += f"-{reading.number('day'):02}"
    elif "weekday" in reading:
        value = f"XXXX-WXX-{reading.number('weekday')}"
    return "DATE", value


_SHAPES: Final = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX", "quarter": "XXXX-QX"}
