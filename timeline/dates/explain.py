"""Derivations in plain English: how we know a date, for its readers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from timeline.dates.calendars import Moment, first_day, from_day
from timeline.dates.derivation import Answer, Derivation, Step, replay, trace
from timeline.dates.timex import edtf_value, read_value
from timeline.dates.wording import edtf_words

_ORIGINS: Final = {
    "words": "the words say {}",
    "published": "the text was published {on} {}",
    "guessed": "the text itself suggests {}",
    "mentioned": "the text spoke of {} before",
    "event": "the text dates “{words}” to {}",
}
_DIRECTIONS: Final = {
    "back": "the last one up to then",
    "before": "the last one before that",
    "on": "the next one from then on",
    "after": "the next one after that",
    "near": "the nearest one",
    "in": "in that year",
}
_MODS: Final = {
    "START": "the early part of it",
    "MID": "the middle of it",
    "END": "the late part of it",
    "APPROX": "about then",
    "LESS_THAN": "a little less",
    "MORE_THAN": "a little more",
}
_BOUNDS: Final = {
    "span": "from the first to the last",
    "once": "once in between",
    "both": "both of them",
    "either": "one of the two",
    "by": "then at the latest",
    "since": "from then on",
    "until": "up to then",
}
_VALUES: Final = {
    "DURATION": "a length of time",
    "SET": "something that repeats",
    "PRESENT_REF": "the time of writing, no date",
    "PAST_REF": "some time before, no date",
    "FUTURE_REF": "some time ahead, no date",
}


def explanation(derivation: Derivation) -> list[str]:
    """Return the steps of a derivation as short clauses, from its words to its date."""
    reached = trace(derivation)
    clauses = [
        clause
        for step, before, now in zip(derivation, [None, *reached], reached, strict=False)
        if (clause := _clause(step, before, now))
    ]
    return [*clauses, _conclusion(replay(derivation))]


def derivation_words(derivation: Derivation) -> str:
    """Return a derivation as one sentence.

    "“March 18”: the text was published 19 March 2010; the nearest one: 18 March 2010."
    """
    first, *rest = explanation(derivation)
    return f"{first}: {'; '.join(rest)}."


def _conclusion(answer: Answer) -> str:
    if answer.edtf:
        return f"so {_words(answer.edtf)}"
    return "so no place on the calendar"


def _clause(step: Step, before: Moment | None, now: Moment | None) -> str:
    if step.do == "say" and now is not None:
        return ""  # what TimeML calls a date that is known by its day
    if step.do in _CLAUSES:
        return _CLAUSES[step.do](step)
    if now is None or now == before:
        return ""
    return _MOVES[step.do](step, _moment_words(now))


def _take(step: Step) -> str:
    origin, value, *words = (str(arg) for arg in step.args)
    when = read_value(value)
    on = "on" if when.unit == "day" else "in"
    return _ORIGINS[origin].format(_moment_words(when), on=on, words=" ".join(words))


def _say(step: Step) -> str:
    kind, value = (str(arg) for arg in step.args)
    return _VALUES.get(value, _VALUES.get(kind, "no year is known"))


_CLAUSES: Final[dict[str, Callable[[Step], str]]] = {
    "words": lambda step: f"“{' '.join(str(step.args[0]).split())}”",
    "take": _take,
    "say": _say,
    "mod": lambda step: _MODS[str(step.args[0])],
    "mark": lambda step: "not exact" if step.args[0] == "~" else "not certain",
    "range": lambda step: _BOUNDS[str(step.args[0])],
    "from": lambda _step: "this is its first end",
    "time": lambda _step: "at a time of that day",
}


def _shifted(step: Step, words: str) -> str:
    unit, count = str(step.args[0]), int(step.args[1])
    number = f"{abs(count)} {unit}{'' if abs(count) == 1 else 's'}"
    return f"{number} {'later' if count > 0 else 'earlier'}: {words}"


_MOVES: Final[dict[str, Callable[[Step, str], str]]] = {
    "nearest": lambda _step, words: f"the nearest one: {words}",
    "side": lambda step, words: f"{_DIRECTIONS[str(step.args[3])]}: {words}",
    "within": lambda _step, words: f"in that year: {words}",
    "weekday": lambda step, words: f"{_DIRECTIONS[str(step.args[1])]}: {words}",
    "weekday of week": lambda _step, words: f"in that week: {words}",
    "holiday": lambda step, words: f"{_DIRECTIONS[str(step.args[2])]}: {words}",
    "shift": _shifted,
    "coarsen": lambda _step, words: f"only as exact as the words: {words}",
}


def _moment_words(when: Moment) -> str:
    if when.unit == "week":
        return f"the week of {_words(edtf_value(from_day(first_day(when))))}"
    if when.unit == "weekend":
        return f"the weekend of {_words(edtf_value(from_day(first_day(when))))}"
    return _words(edtf_value(when))


def _words(edtf: str) -> str:
    """A date as derivations say it: they are stored, so always in English."""
    return edtf_words(edtf, language="en")
