"""Derivations in plain English: how we know a date, for its readers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from timeline.dates import clauses
from timeline.dates.calendars import Moment, first_day, from_day
from timeline.dates.derivation import Answer, Derivation, Step, replay, trace
from timeline.dates.timex import edtf_value, read_value
from timeline.dates.wording import edtf_words


def explanation(derivation: Derivation) -> list[str]:
    """Return the steps of a derivation as short clauses, from its words to its date."""
    reached = trace(derivation)
    told = [
        clause
        for step, before, now in zip(derivation, [None, *reached], reached, strict=False)
        if (clause := _clause(step, before, now))
    ]
    return [*told, _conclusion(replay(derivation))]


def derivation_words(derivation: Derivation) -> str:
    """Return a derivation as one sentence.

    "“March 18”: the text was published 19 March 2010; the nearest one: 18 March 2010."
    """
    first, *rest = explanation(derivation)
    return f"{first}: {'; '.join(rest)}."


def _conclusion(answer: Answer) -> str:
    if answer.edtf:
        return clauses.SO.format(date=_words(answer.edtf))
    return clauses.SO_NOWHERE


def _clause(step: Step, before: Moment | None, now: Moment | None) -> str:
    if step.do == "say" and now is not None:
        return ""  # what TimeML calls a date that is known by its day
    if step.do in _CLAUSES:
        return _CLAUSES[step.do](step)
    if now is None or now == before:
        return ""
    return _MOVES[step.do](step).format(date=_moment_words(now))


def _take(step: Step) -> str:
    origin, value, *words = (str(arg) for arg in step.args)
    when = read_value(value)
    on_a_day = origin == "published" and when.unit == "day"
    clause = clauses.PUBLISHED_ON if on_a_day else clauses.ORIGINS[origin]
    return clause.format(date=_moment_words(when), words=" ".join(words))


def _say(step: Step) -> str:
    kind, value = (str(arg) for arg in step.args)
    return clauses.VALUES.get(value) or clauses.VALUES.get(kind, clauses.NO_YEAR)


_CLAUSES: Final[dict[str, Callable[[Step], str]]] = {
    "words": lambda step: f"“{' '.join(str(step.args[0]).split())}”",
    "take": _take,
    "say": _say,
    "mod": lambda step: clauses.MODS[str(step.args[0])],
    "mark": lambda step: clauses.NOT_EXACT if step.args[0] == "~" else clauses.NOT_CERTAIN,
    "range": lambda step: clauses.BOUNDS[str(step.args[0])],
    "from": lambda _step: clauses.FIRST_END,
    "time": lambda _step: clauses.TIME_OF_DAY,
}


def _shifted(step: Step) -> str:
    unit, count = str(step.args[0]), int(step.args[1])
    one, more = (clauses.LATER if count > 0 else clauses.EARLIER)[unit]
    return (one if abs(count) == 1 else more).replace("{n}", str(abs(count)))


_MOVES: Final[dict[str, Callable[[Step], str]]] = {
    "nearest": lambda _step: clauses.DIRECTIONS["near"],
    "side": lambda step: clauses.DIRECTIONS[str(step.args[3])],
    "within": lambda _step: clauses.DIRECTIONS["in"],
    "weekday": lambda step: clauses.DIRECTIONS[str(step.args[1])],
    "weekday of week": lambda _step: clauses.IN_THAT_WEEK,
    "holiday": lambda step: clauses.DIRECTIONS[str(step.args[2])],
    "shift": _shifted,
    "coarsen": lambda _step: clauses.AS_EXACT_AS_WORDS,
}


def _moment_words(when: Moment) -> str:
    if when.unit == "week":
        return clauses.WEEK.format(date=_words(edtf_value(from_day(first_day(when)))))
    if when.unit == "weekend":
        return clauses.WEEKEND.format(date=_words(edtf_value(from_day(first_day(when)))))
    return _words(edtf_value(when))


def _words(edtf: str) -> str:
    """A date as derivations say it: they are stored, so always in English."""
    return edtf_words(edtf, language="en")
