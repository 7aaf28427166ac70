"""Verbatim or not public: what stands between a candidate and the world."""

from __future__ import annotations

from django.utils.translation import gettext

from sources.actions.storing import QuoteMismatch
from sources.models.text_version import sha256_of
from timeline.models import Citation, Event


def require_verbatim_citations(event: Event) -> None:
    """Raise QuoteMismatch unless a passage supports the event and its date, and every quote stands.

    Quotes are compared with the stored text, and the text with its sha256. Where the text is not
    held here, the place must lie inside it; the quote was compared when it was put on record.
    """
    citations = list(event.citations.select_related("passage__text_version__document"))
    if not any(citation.stance == Citation.Stance.SUPPORTS for citation in citations):
        told = gettext("“{title}” has no passage that supports it. Add a citation.")
        raise QuoteMismatch(told.format(title=event.title))
    for citation in citations:
        require_standing(citation)
    _require_sourced_date(event, citations)


def require_shown_citation(event: Event) -> None:
    """Raise QuoteMismatch where all that supports the event is in sources nobody may know of."""
    shown = Citation.objects.shown().filter(event=event, stance=Citation.Stance.SUPPORTS)
    if not shown.exists():
        raise QuoteMismatch(
            gettext(
                "“{title}” rests on private sources only, so the public could not see it."
                " Cite a source that may be shown."
            ).format(title=event.title)
        )


def _require_sourced_date(event: Event, citations: list[Citation]) -> None:
    """The date is one that a supporting passage gives, or a curator says why it is another."""
    given = {c.edtf for c in citations if c.stance == Citation.Stance.SUPPORTS}
    if event.edtf not in given and not event.date_reason.strip():
        raise QuoteMismatch(
            gettext(
                "“{title}” is dated {date}, but no passage that supports it gives this"
                " date. Fill in the date in a citation, or say in “Date reason” why it is this one."
            ).format(title=event.title, date=event.edtf)
        )


def require_standing(citation: Citation) -> None:
    """Raise QuoteMismatch unless the citation's quote is the words of its text."""
    passage = citation.passage
    version = passage.text_version
    if version.text is not None and sha256_of(version.text) != version.sha256:
        told = gettext("The stored text of “{document}” is not the one on record.")
        raise QuoteMismatch(told.format(document=version.document))
    if not passage.stands:
        raise QuoteMismatch(
            gettext(
                "“{quote}” is not what stands at {start}–{end} of “{document}”."
                " Cite it again from the text."
            ).format(
                quote=passage.quote,
                start=passage.start,
                end=passage.end,
                document=version.document,
            )
        )
