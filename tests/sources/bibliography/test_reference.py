"""What a reference holds: one line a text, and authors who have names."""

from __future__ import annotations

from sources.bibliography.kinds import kind_named
from sources.bibliography.reference import Name, Reference


def test_texts_are_kept_on_one_line_without_control_characters() -> None:
    reference = Reference("a", "book", "  One\r\ntitle\x00 of\u00a0two\ue000 ")
    assert reference.title == "One title of two"


def test_authors_without_a_name_are_left_out_and_a_single_name_is_enough() -> None:
    authors = (Name(), Name(given="Plato"), Name("Writer", "Jo"))
    reference = Reference("a", "book", "Title", authors)
    assert [name.literal or name.family for name in reference.authors] == ["Plato", "Writer"]


def test_a_kind_that_is_not_known_is_a_document() -> None:
    assert kind_named("unheard-of").csl == "document"
