"""The events of a collection, their citations and the links between them."""

from __future__ import annotations

import re
from typing import Final, get_args

from timeline.collection.entries import (
    CitationEntry,
    EventEntry,
    LinkEntry,
    LinkKind,
    Modality,
    Role,
    Stance,
)
from timeline.collection.fields import Fields

QUOTE_WORDS: Final = 20
"""The longest quote, in words: a collection quotes other people's texts, it doesn't copy them."""
LABEL_LENGTH: Final = 24
"""The longest label, in characters: what stands beside a mark without crowding its neighbours."""

_WORD: Final = re.compile(r"\w+")


def read_event(fields: Fields) -> EventEntry:
    """One [[event]] of events.toml with its [[event.citation]]."""
    entry = EventEntry(
        key=fields.slug("key"),
        title=fields.text("title", limit=120),
        label=fields.text("label", limit=LABEL_LENGTH),
        summary=fields.text("summary", limit=600),
        edtf=fields.edtf("edtf"),
        modality=fields.choice("modality", get_args(Modality)),
        category=fields.slug("category"),
        importance=fields.number("importance", 1, 3),
        themes=fields.list_of_texts("themes"),
        actors=_read_actors(fields),
        citations=tuple(map(_read_citation, fields.tables("citation"))),
        note=fields.text("note", required=False),
        date_reason=fields.text("date_reason", required=False),
    )
    if not any(citation.stance == "supports" for citation in entry.citations):
        fields.fault("needs at least one [[event.citation]] that supports it")
    given = {citation.edtf for citation in entry.citations if citation.edtf}
    if given - {entry.edtf} and not entry.date_reason:
        dates = ", ".join(sorted(given))
        fields.fault(f"its citations give {dates}; say in date_reason why it is {entry.edtf}")
    fields.finish()
    return entry


def _read_actors(fields: Fields) -> tuple[tuple[str, Role], ...]:
    roles: tuple[Role, ...] = get_args(Role)
    actors: list[tuple[str, Role]] = []
    for slug, value in fields.pairs("actors").items():
        role = next((role for role in roles if role == value), None)
        if role is None:
            fields.fault(f"actors: {slug} as {value!r}; a role is one of: {', '.join(roles)}")
        else:
            actors.append((slug, role))
    return tuple(actors)


def _read_citation(fields: Fields) -> CitationEntry:
    quote = fields.text("quote", limit=400)
    start, end = fields.number("start", 0), fields.number("end", 1)
    wording = fields.text("wording", required=False, limit=100)
    entry = CitationEntry(
        source=fields.slug("source"),
        start=start,
        end=end,
        quote=quote,
        stance=fields.choice("stance", get_args(Stance), default="supports"),
        edtf=fields.edtf("edtf", required=False),
        wording=wording,
        wording_start=_wording_start(fields, wording, quote, start),
        rule=fields.text("rule", required=False, limit=200),
        anchor=fields.text("anchor", required=False, limit=200),
        note=fields.text("note", required=False),
    )
    _check_quote(fields, entry)
    _check_date(fields, entry)
    fields.finish()
    return entry


def _wording_start(fields: Fields, wording: str, quote: str, start: int) -> int | None:
    """As written; left out, it is found where the quote holds the wording exactly once."""
    given = fields.optional_number("wording_start", 0)
    if given is None and wording:
        if quote.count(wording) == 1:
            return start + quote.index(wording)
        fields.fault(f"wording {wording!r} isn't once in the quote; give its wording_start")
    if given is not None and not wording:
        fields.fault("has a wording_start but no wording; add the words or take it out")
    at = -1 if given is None else given - start
    inside = 0 <= at <= len(quote) - len(wording)
    if inside and not quote.startswith(wording, at):
        fields.fault(f"the quote does not say {wording!r} at wording_start {given}")
    return given


def _check_quote(fields: Fields, entry: CitationEntry) -> None:
    words = len(_WORD.findall(entry.quote))
    if words > QUOTE_WORDS:
        fields.fault(f"quote has {words} words; quote at most {QUOTE_WORDS} of another's text")
    if entry.quote != entry.quote.strip():
        fields.fault("quote starts or ends with white space; leave it out")
    if entry.quote and entry.end - entry.start != len(entry.quote):
        fields.fault(
            f"quote has {len(entry.quote)} characters, but end - start is "
            f"{entry.end - entry.start}; count them again"
        )


def _check_date(fields: Fields, entry: CitationEntry) -> None:
    if entry.edtf and not entry.rule:
        fields.fault("gives an edtf but no rule; say in a few words how that date is known")
    if entry.wording and not entry.edtf:
        fields.fault("has a wording but no edtf; say which date the words give")


def read_link(fields: Fields) -> LinkEntry:
    """One [[link]] of events.toml."""
    entry = LinkEntry(
        from_key=fields.slug("from"),
        to_key=fields.slug("to"),
        kind=fields.choice("kind", get_args(LinkKind)),
        note=fields.text("note", required=False),
    )
    if entry.from_key and entry.from_key == entry.to_key:
        fields.fault(f"links {entry.from_key!r} to itself")
    fields.finish()
    return entry
