"""A source on a public timeline, and somebody to read it."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from sources.actions.storing import record_text
from sources.models import Document, TextVersion
from sources.models.text_version import sha256_of
from tests.factories import (
    make_citation,
    make_curator,
    make_document,
    make_passage,
    make_timeline,
)
from timeline.models import Event

CHECKED_ON = date(2026, 1, 2)

ARTICLE = """Gazette archive, page 4

On Monday the mayor opened the bridge over the Elbow. A second bridge is due in late 2005, the mayor said, but nobody at the works would say who is to pay for it.

The ferry stopped on the same day, after a hundred and ten years on the river.

Print this page"""
"""Two paragraphs of ours between two lines that are no article text."""


@pytest.fixture
def gazette() -> TextVersion:
    """A text of 5 May 2004 that is held here, of which the public sees the cited passages."""
    return put_on_record(make_document("gazette", title="The Bridge Is Open"), held=True)


@pytest.fixture
def courier() -> TextVersion:
    """A text that is on record by its sha256 only."""
    return put_on_record(make_document("courier", title="A Day by the River"), held=False)


def put_on_record(document: Document, *, held: bool) -> TextVersion:
    """The article as a text of this document, which belongs to the public timeline."""
    make_timeline().documents.add(document)
    text = f"{ARTICLE} ({document.slug})"
    return record_text(
        document,
        sha256=sha256_of(text),
        length=len(text),
        text=text if held else None,
        file_name=f"{document.slug}.txt",
        checked_on=CHECKED_ON,
        boilerplate=[
            [0, 23],
            [len(text) - len("Print this page") - 2 - len(document.slug) - 2, len(text)],
        ],
    )


def cite_monday(event: Event, gazette: TextVersion) -> None:
    """Let an event rest on words that name its day, with the steps from them to its date."""
    make_citation(
        event,
        passage=make_passage("On Monday the mayor opened the bridge", version=gazette),
        edtf="2004-05-03",
        wording="On Monday",
        wording_start=ARTICLE.index("On Monday"),
        rule="a weekday: the last one before publication",
        anchor="published 5 May 2004",
    )


@pytest.fixture
def curator() -> Client:
    """Somebody who is signed in as a curator."""
    client = Client()
    client.force_login(make_curator("mara", first_name="Mara", last_name="Ash"))
    return client
