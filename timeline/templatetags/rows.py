"""Rows of the timeline's list, milestones, choices of its filters: what a change of the filter shows anew by
the hundred.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from timeline.facets import Choice, Facet
from timeline.language import grouping
from timeline.language import language as readers_language
from timeline.listing import ListRow, Milestone
from timeline.models import Event
from timeline.shapes import blank, filled, partly_filled, shape_of
from timeline.years import YearLink

register = template.Library()


@register.simple_tag
def years_of_list(
    groups: Sequence[tuple[str, Sequence[ListRow]]], content_lang: str, open_event: int | str
) -> SafeString:
    """Return the list: a section for each year, of its rows. open_event: as `list_rows` has it."""
    shape = _year_shape()
    sections = (
        shape
        % {"number": n, "year": filled(year), "rows": list_rows(rows, content_lang, open_event)}
        for n, (year, rows) in enumerate(groups, 1)
    )
    return SafeString("".join(sections))


@cache
def _year_shape() -> str:
    return shape_of("timeline/_year.html", {n: blank(n) for n in ("number", "year", "rows")})


@register.simple_tag
def strip_milestones(milestones: Sequence[Milestone], state: str, content_lang: str) -> SafeString:
    """Return the milestones of the strip. state: the query of the page, without a milestone's own."""
    shape = _milestone_shape(content_lang)
    query = filled(f"{state}&" if state else "")
    items = (
        shape
        % {
            "id": event.id,
            "url": filled(event.url),
            "label": filled(event.label),
            "date_short": filled(event.date_short),
            "colour": event.colour,
            "number": number,
            "query": query,
        }
        for number, event in enumerate(milestones, 1)
    )
    return SafeString("".join(items))


@lru_cache(maxsize=4)
def _milestone_shape(content_lang: str) -> str:
    names = ("id", "url", "label", "date_short", "colour")
    context = {
        "event": {name: blank(name) for name in names},
        "number": blank("number"),
        "query": blank("query"),
        "content_lang": content_lang,
    }
    return shape_of("timeline/_milestone.html", context)


@register.simple_tag
def list_rows(rows: Sequence[ListRow], content_lang: str, open_event: int | str) -> SafeString:
    """Return events as rows of the list. open_event: the id of the one beside it, or ""."""
    language = get_language()
    return SafeString("".join(_row(row, content_lang, language, open_event) for row in rows))


def _row(row: ListRow, content_lang: str, language: str | None, open_event: int | str) -> str:
    mark = row.mark
    shape = _row_shape(
        language,
        content_lang,
        is_milestone=mark.importance == Event.MILESTONE,
        differs=mark.differs,
        has_outcome=bool(row.outcome_words),
        is_open=mark.id == open_event,
        letters=len(mark.letters),
    )
    text = _row_text(shape, mark.colour, mark.modality, row.kind, row.lane_name)
    values: dict[str, str | int] = {
        "id": mark.id,
        "url": mark.url,
        "title": mark.title,
        "date_short": row.date_short,
        "outcome_words": row.outcome_words,
    }
    values |= {f"letter{number}": letter for number, letter in enumerate(mark.letters)}
    return text % {name: filled(value) for name, value in values.items()}


@lru_cache(maxsize=1_024)  # lanes times kinds of fact, a shape
def _row_text(shape: str, colour: int, modality: str, kind: str, lane_name: str) -> str:
    """The shape with what many rows have alike."""
    return partly_filled(
        shape, {"colour": colour, "modality": modality, "kind": kind, "lane_name": lane_name}
    )


@lru_cache(maxsize=1_024)  # number of letters times 16, a language
def _row_shape(
    language: str | None,
    content_lang: str,
    *,
    is_milestone: bool,
    differs: bool,
    has_outcome: bool,
    is_open: bool,
    letters: int,
) -> str:
    """language: that of the words of the template, which is rendered in it."""
    mark = {name: blank(name) for name in ("id", "url", "title", "colour", "modality")}
    row = {name: blank(name) for name in ("date_short", "kind", "lane_name")}
    context = {
        "mark": {
            **mark,
            "is_milestone": is_milestone,
            "differs": differs,
            "letters": [blank(f"letter{number}") for number in range(letters)],
        },
        "row": {**row, "outcome_words": blank("outcome_words") if has_outcome else ""},
        "content_lang": content_lang,
        "is_open": is_open,
    }
    return shape_of("timeline/_row.html", context)


@register.simple_tag
def facet_field(facet: Facet, content_lang: str) -> SafeString:
    """Return a facet with its choices; what it is called, and how many are folded, are few things."""
    shape = _field_shape(get_language(), facet.name, facet.label, facet.folded, facet.is_cut)
    in_sight = facet_choices(facet, content_lang, 0, facet.in_sight)
    folded = facet_choices(facet, content_lang, facet.in_sight) if facet.folded else ""
    return SafeString(shape % {"choices": in_sight, "folded": folded})


@lru_cache(maxsize=1_024)
def _field_shape(_language: str | None, name: str, label: str, folded: int, is_cut: bool) -> str:
    facet = {"name": name, "label": label, "folded": folded, "is_cut": is_cut}
    blanks = {name: blank(name) for name in ("choices", "folded")}
    return shape_of("timeline/_facet.html", {"facet": facet, **blanks})


def facet_choices(
    facet: Facet, content_lang: str, first: int = 0, last: int | None = None
) -> SafeString:
    """Return the choices of a facet from number `first` to before `last`."""
    spoken, grouped = get_language(), grouping(readers_language())
    shown = facet.choices[first:last]
    return SafeString("".join(_choice(facet.name, c, content_lang, spoken, grouped) for c in shown))


def _choice(
    facet: str,
    choice: Choice,
    content_lang: str,
    language: str | None,
    grouped: Callable[[int], str],
) -> str:
    marks = (bool(choice.colour), bool(choice.modality), bool(choice.letter))
    shape = _choice_shape(
        language, content_lang, facet, marks, choice.selected, not choice.count
    )  # fmt: skip
    text = _choice_text(
        shape, choice.value, choice.label, choice.colour, choice.modality, choice.letter
    )
    return text % {"share": choice.share, "count": grouped(choice.count)}


@lru_cache(maxsize=4_096)  # most of them are offered again, with other counts
def _choice_text(
    shape: str, value: str, label: str, colour: int | None, modality: str, letter: str
) -> str:
    """The shape with all but the counts."""
    named = {"value": value, "label": label, "modality": modality, "letter": letter}
    return partly_filled(shape, {**named, "colour": colour or 0})


@lru_cache(maxsize=512)
def _choice_shape(
    language: str | None,
    content_lang: str,
    facet: str,
    has: tuple[bool, bool, bool],
    selected: bool,
    is_none: bool,
) -> str:
    """has: whether it has a colour, a glyph, a letter."""
    choice = {name: blank(name) for name in ("value", "label", "share", "count")}
    marks = dict(zip(("colour", "modality", "letter"), has, strict=True))
    context = {
        "facet": facet,
        "choice": {
            **choice,
            **{name: blank(name) if there else "" for name, there in marks.items()},
            "selected": selected,
            "is_none": is_none,
        },
        "content_lang": content_lang,
    }
    return shape_of("timeline/_choice.html", context)


@register.simple_tag
def links_of_years(links: Sequence[YearLink]) -> SafeString:
    """Return years as items of a list, each with a list of its parts where it has some."""
    spoken, grouped = get_language(), grouping(readers_language())
    return SafeString(
        "".join(
            _year_link_shape(spoken, is_chosen=link.is_chosen, has_parts=bool(link.parts))
            % {
                "id": link.id,
                "query": filled(link.query),
                "label": filled(link.label),
                "count": grouped(link.count),
                "parts": links_of_years(link.parts) if link.parts else "",
            }
            for link in links
        )
    )


@register.simple_tag
def width_of_years(links: Sequence[YearLink]) -> str:
    """Return the class of a list whose longest item needs more room than a year and three digits."""
    longest = _longest(links)
    return " years-long" if longest > 12 else " years-wide" if longest > 7 else ""


def _longest(links: Sequence[YearLink]) -> int:
    """Characters of label and count."""
    own = (len(link.label) + len(f"{link.count:,}") for link in links)
    return max((*own, *(_longest(link.parts) for link in links)), default=0)


@lru_cache(maxsize=16)
def _year_link_shape(_language: str | None, *, is_chosen: bool, has_parts: bool) -> str:
    link = {name: blank(name) for name in ("id", "query", "label", "count")}
    parts = blank("parts") if has_parts else ""
    context = {"link": {**link, "is_chosen": is_chosen, "parts": parts}}
    return shape_of("timeline/_year_link.html", context)
