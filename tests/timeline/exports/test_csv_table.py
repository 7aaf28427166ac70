"""The CSV export: opens right in a spreadsheet, runs nothing, and reads back whole."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.timeline.exports.records import CITATION, DOCUMENT, EVENT, TIMELINE, names
from timeline.exports.csv_table import COLUMNS, read_cell, write_cell
from timeline.exports.records import EventRecord
from timeline.exports.registry import EXPORTS


def exported(*events: EventRecord) -> bytes:
    return b"".join(EXPORTS["csv"].write(TIMELINE, iter([DOCUMENT]), iter(events), names))


def rows(table: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"), newline="")))


def test_each_citation_has_a_row_with_its_event_and_its_source() -> None:
    second = replace(CITATION, stance="disputes", quote="it closed in June", start=80, end=97)
    first, other = rows(exported(replace(EVENT, citations=(CITATION, second))))
    assert first["title"] == other["title"] == "The bridge closes"
    assert (first["citation"], first["stance"], first["quote"]) == (
        "1",
        "supports",
        "the bridge closed",
    )
    assert (other["citation"], other["stance"], other["start"]) == ("2", "disputes", "80")
    assert first["source_title"] == "Bridge closed"
    assert first["actors"] == "The Town; Ann Mayor"
    assert first["actor_roles"] == "town:owner;mayor:speaker"
    assert first["links"] == "outcome:9"
    assert first["sha256"] == CITATION.sha256


def test_an_event_without_citations_and_with_open_days_has_one_row() -> None:
    (row,) = rows(exported(replace(EVENT, citations=(), first_day=None, edtf="../2002")))
    assert (row["first_day"], row["edtf"], row["quote"]) == ("", "../2002", "")


def test_a_source_that_is_not_among_the_documents_keeps_its_slug() -> None:
    (row,) = rows(exported(replace(EVENT, citations=(replace(CITATION, document="lost"),))))
    assert (row["source"], row["source_title"]) == ("lost", "")


def test_the_file_is_marked_as_utf_8_and_its_lines_end_as_the_standard_says() -> None:
    table = exported(replace(EVENT, title="Élan"))
    assert table.startswith(b"\xef\xbb\xbf" + ",".join(COLUMNS).encode() + b"\r\n")
    assert "Élan".encode() in table
    assert table.count(b"\n") == table.count(b"\r\n") == 2


@pytest.mark.parametrize(
    "title",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", '=HYPERLINK("http://x")', "'=1"],
)
def test_nothing_that_a_spreadsheet_would_run_starts_a_cell(title: str) -> None:
    (row,) = rows(exported(replace(EVENT, title=title)))
    assert row["title"] == f"'{title}"


def test_a_number_below_nought_stays_a_number() -> None:
    (row,) = rows(exported(replace(EVENT, first_day=-31_000)))
    assert row["first_day"] == "-31000"


@given(st.lists(st.text(), min_size=3, max_size=3))
def test_texts_read_back_exactly_as_they_were(texts: list[str]) -> None:
    event = replace(EVENT, title=texts[0], citations=(replace(CITATION, quote=texts[1]),))
    (row,) = rows(exported(replace(event, summary=texts[2])))
    assert [read_cell(row[name]) for name in ("title", "quote", "summary")] == texts
    assert not any(cell[:1] in set("=+-@\t\r\n") for cell in row.values())


@given(st.text())
def test_a_cell_gives_its_text_back(text: str) -> None:
    assert read_cell(write_cell(text)) == text
