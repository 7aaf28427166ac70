"""Records to export: strategies, and one event to change a field of."""

from __future__ import annotations

from collections.abc import Collection

from hypothesis import strategies as st

from timeline.exports.records import (
    ActorRecord,
    CitationRecord,
    DocumentRecord,
    EventRecord,
    LinkRecord,
    SourceName,
    TimelineRecord,
)

TIMELINE = TimelineRecord("rivers", "Rivers", "Floods and bridges.", "/t/rivers/")

CITATION = CitationRecord(
    document="town-news-2002-05-06",
    sha256="0" * 64,
    start=10,
    end=27,
    quote="the bridge closed",
    prefix="",
    suffix="",
    stance="supports",
    edtf="2002-05-03",
    wording="on Friday",
    rule="weekday: the last one before publication",
    anchor="published 6 May 2002",
    note="",
    checked="2026-11-21",
)

EVENT = EventRecord(
    id=7,
    key="bridge-closed",
    url="/t/rivers/events/7-bridge-closed/",
    title="The bridge closes",
    summary="Cracks were found.",
    edtf="2002-05-03",
    date_words="3 May 2002",
    first_day=2452398,
    last_day=2452398,
    precision="day",
    is_span=False,
    modality="occurred",
    status="published",
    importance=3,
    category="bridges",
    themes=("repairs", "ferries"),
    actors=(ActorRecord("town", "The Town", "owner"), ActorRecord("mayor", "Ann Mayor", "speaker")),
    citations=(CITATION,),
    links=(LinkRecord("outcome", 9, ""),),
    version=2,
)

DOCUMENT = DocumentRecord(
    slug="town-news-2002-05-06",
    letter="A",
    title="Bridge closed",
    authors=("Jo Writer",),
    publisher="Town News",
    container="",
    volume="",
    issue="",
    published="2002-05-06",
    language="en",
    url="https://example.org/bridge",
    rights="",
    access="full",
    file="bridge.txt",
    sha256="0" * 64,
    length=1234,
)


def names(slugs: Collection[str]) -> dict[str, SourceName]:
    """Names the one `DOCUMENT`."""
    known = {DOCUMENT.slug: SourceName(DOCUMENT.title, DOCUMENT.published, DOCUMENT.url)}
    return {slug: known[slug] for slug in slugs if slug in known}


citations = st.builds(CitationRecord)
events = st.builds(EventRecord, citations=st.lists(citations, max_size=2).map(tuple))
documents = st.builds(DocumentRecord)
