"""References: from documents as they are stored to what is copied."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factories import make_citation, make_document, make_event, make_passage, make_text
from timeline.models import Event
from timeline.references import CITE_FORMATS, document_reference, event_references

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 21)


def test_a_documents_fields_reach_its_reference() -> None:
    document = make_document(
        "edm",
        title="Stones in the River",
        authors=[{"family": "Berg", "given": "Ida", "particle": "van den"}, {"literal": "The Desk"}],
        container="Daily Monitor", volume="7", issue="54", publisher="A Foundation",
        published="2010-03-19", url="https://example.org/stones", language="en",
    )  # fmt: skip
    assert document_reference(document).chicago == (
        "van den Berg, Ida, and The Desk. “Stones in the River.” Daily Monitor 7, no. 54"
        " (March 19, 2010). https://example.org/stones."
    )


def test_a_document_without_date_author_or_place_can_still_be_cited() -> None:
    document = make_document("bare", title="A Note", authors=[], container="", published="")
    assert "A Note" in document_reference(document).chicago


def test_an_event_is_cited_as_a_page_with_the_day_it_was_read() -> None:
    event = make_event("Mayor opens the bridge")
    page = event_references(read(event), "https://t.example/e/1", TODAY)[0]
    assert page.chicago == (
        "“Mayor opens the bridge,” Chronocite, accessed November 21, 2026, https://t.example/e/1."
    )
    assert page.reference.note == (
        "The Elbow bridge. Event dated 3 May 2004, EDTF 2004-05-03, version 2"
    )


def test_each_source_stands_once_with_all_places_in_order() -> None:
    version = make_text("One two three four five.", document=make_document("gazette"))
    event = make_event(passage=make_passage("four", version=version))
    make_citation(event, passage=make_passage("two", version=version))
    sources = event_references(read(event), "https://t.example/e/1", TODAY)[1:]
    assert [source.reference.locator for source in sources] == ["characters 4–7 and 14–18"]


@pytest.mark.parametrize("kind", CITE_FORMATS, ids=lambda kind: kind.name)
def test_each_format_holds_every_reference(kind) -> None:
    event = make_event("Mayor opens the bridge")
    cited = event_references(read(event), "https://t.example/e/1", TODAY)
    text = kind.write([each.reference for each in cited])
    assert all(each.reference.title in text for each in cited)


def read(event: Event) -> Event:
    return Event.objects.with_evidence().get(pk=event.pk)
