"""The three file formats carry the same facts of a work, each in its own fields."""

from __future__ import annotations

import json
from dataclasses import replace

import rispy
from bibtexparser.entrypoint import parse_string

from sources.bibliography.bibtex import write_bibtex
from sources.bibliography.csl import write_csl
from sources.bibliography.ris import write_ris
from tests.sources.bibliography.works import ARTICLE

CITED = replace(ARTICLE, locator="characters 4–7", note="Event dated 2010", accessed="2026-11-21")


def test_the_place_that_is_cited_and_the_note_stand_in_all_three() -> None:
    (bibtex,) = parse_string(write_bibtex([CITED])).entries
    (ris,) = rispy.loads(write_ris([CITED]))
    (csl,) = json.loads(write_csl([CITED]))
    assert bibtex["note"] == csl["note"] == "characters 4–7. Event dated 2010"
    assert ris["notes"] == ["characters 4–7", "Event dated 2010"]


def test_the_day_of_publication_and_of_the_visit_stand_in_all_three() -> None:
    (bibtex,) = parse_string(write_bibtex([CITED])).entries
    (ris,) = rispy.loads(write_ris([CITED]))
    (csl,) = json.loads(write_csl([CITED]))
    assert (bibtex["date"], bibtex["urldate"]) == ("2010-03-24", "2026-11-21")
    assert (ris["date"], ris["access_date"]) == ("2010/03/24/", "2026/11/21/")
    assert csl["issued"]["date-parts"] == [[2010, 3, 24]]
    assert csl["accessed"]["date-parts"] == [[2026, 11, 21]]
