"""Rows and choices that are filled by formatting read as if a template had written each."""

from __future__ import annotations

from html import unescape

from django.template.loader import render_to_string
from django.utils import translation
from hypothesis import example, given
from hypothesis import strategies as st

from timeline.charts.rows import EventRow
from timeline.facets import Choice, Facet
from timeline.listing import ListRow
from timeline.shapes import filled, partly_filled
from timeline.templatetags.rows import facet_choices, list_rows
from timeline.templatetags.tools import counted_events, save_menu

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30)


def row(title: str, *, importance: int = 1, letters: tuple[str, ...] = ()) -> ListRow:
    mark = EventRow(
        id=7, url="/t/bridge/events/7-a/", title=title, label=title, edtf="2004",
        first_day=1, last_day=2, is_span=False, modality="occurred",
        lane="works", importance=importance, letters=letters, colour=3,
    )  # fmt: skip
    return ListRow(mark, "Works", "occurred", "2004", "2004", "")


@given(TEXTS)
@example("100% of %(title)s, “<b>” & 'all'")
def test_a_title_stands_in_its_row_as_it_was_written(title: str) -> None:
    written = list_rows([row(title)], "en", "")
    assert unescape(written).count(f">{title}</a>") == 1
    assert f">{render_to_string_of(title)}</a>" in written


def render_to_string_of(title: str) -> str:
    """As Django's own templates write it."""
    written: str = render_to_string("timeline/_row.html", {"mark": {"title": title}})
    return written.partition("</a>")[0].rpartition(">")[2]


def test_a_row_shows_what_it_has_and_nothing_else() -> None:
    plain, told = list_rows([row("A")], "en", ""), list_rows([row("A", importance=3)], "en", 7)
    assert "row-milestone" not in plain
    assert "aria-current" not in plain
    assert 'class="letter"' not in plain
    assert "row-milestone" in told
    assert 'aria-current="true"' in told
    lettered = list_rows([row("A", letters=("B", "AA"))], "en", "")
    assert lettered.count('class="letter"') == 2
    assert lettered.index(">B<") < lettered.index(">AA<")


def test_the_words_of_a_row_are_in_the_readers_language() -> None:
    english = list_rows([row("A")], "en", "")
    with translation.override("ru"):
        russian = list_rows([row("A")], "en", "")
    assert "Sources:" in english
    assert "Sources:" not in russian
    assert list_rows([row("A")], "en", "") == english


def test_a_choice_says_what_it_chooses_and_how_many_there_are() -> None:
    choices = [
        Choice("ada", 'Ada "the" <first>', 12, 100, selected=True),
        Choice("bo", "Bo", 0, 0, selected=False),
    ]
    facet = Facet("actor", "Who", choices)
    first, second = (facet_choices(facet, "en", at, at + 1) for at in range(2))
    assert filled('Ada "the" <first>') in first
    assert "checked" in first
    assert ">12<" in first
    assert "choice-none" not in first
    assert "checked" not in second
    assert "choice-none" in second
    assert facet_choices(facet, "en") == first + second


@given(TEXTS, TEXTS)
@example("100%", "%(second)s of 100%%")
def test_a_shape_filled_in_two_steps_reads_as_one_filled_at_once(first: str, second: str) -> None:
    shape = "100%% %(first)s %%(second)s %%%(second)s"
    both = {"first": first, "second": second}
    at_once = shape % {name: filled(value) for name, value in both.items()}
    assert partly_filled(shape, {"first": first}) % {"second": filled(second)} == at_once
    assert partly_filled(shape, {"second": second}) % {"first": filled(first)} == at_once


def test_a_language_has_its_own_count_and_menu() -> None:
    told = [counted_events(3, 12_000), save_menu("bridge", "q=a&page=2", "q=a", "<svg>")]
    with translation.override("ru"):
        others = [counted_events(3, 12_000), save_menu("bridge", "q=a&page=2", "q=a", "<svg>")]
    assert "3 of" in told[0]
    assert "Chart as SVG" in told[1]
    assert "?q=a&amp;page=2" in told[1]
    assert not set(told) & set(others)
    assert "Chart as SVG" not in save_menu("bridge", "", "", "")
