"""The whole way: text and publication date in, dated spans out."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.dates.context import Context, published_moment
from timeline.dates.derivation import Answer, Derivation
from timeline.dates.find import find_mentions
from timeline.dates.resolve import Resolved, resolve
from timeline.dates.timex import read_value
from timeline.dates.calendars import CannotTell


@dataclass(frozen=True, slots=True)
class FoundDate:
    start: int
    end: int
    wording: str
    rule: str
    answer: Answer
    derivation: Derivation
    report: bool


_ASIDES = frozenset({"offset", "period"})


def find_dates(text: str, published: str | None = None, language: str = "en") -> list[FoundDate]:
    context = Context(published_moment(published))
    found = []
    for mention in find_mentions(text, language):
        result = resolve(mention, context)
        if isinstance(result, Resolved):
            found.append(
                FoundDate(
                    mention.start,
                    mention.end,
                    mention.wording,
                    mention.rule,
                    result.answer,
                    result.derivation,
                    mention.report,
                )
            )
            try:
                if result.answer.edtf and not mention.report and mention.means not in _ASIDES:
                    context.note(read_value(result.answer.value))
            except CannotTell:
                pass
    return found
