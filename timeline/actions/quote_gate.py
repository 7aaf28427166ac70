"""Verbatim or not public: what stands between a candidate and the world."""

from __future__ import annotations

from sources.actions.storing import QuoteMismatch
from sources.models.text_version import sha256_of
from timeline.models import Citation, Event


def require_verbatim_citations(event: Event) -> None:
    """Raise QuoteMismatch unless a passage supports the event, and every quote of it stands.

    Quotes are compared with the stored text, and the text with its sha256. Where the text is not
    held here, the place must lie inside it; the quote was compared when it was put on record.
    """
    citations = list(event.citations.select_related("passage__text_version__document"))
    if not any(citation.stance == Citation.Stance.SUPPORTS for citation in citations):
        raise QuoteMismatch(f"“{event.title}” has no passage that supports it. Add a citation.")
    for citation in citations:
        require_standing(citation)


def require_standing(citation: Citation) -> None:
    """Raise QuoteMismatch unless the citation's quote is the words of its text."""
    passage = citation.passage
    version = passage.text_version
    if version.text is not None and sha256_of(version.text) != version.sha256:
        raise QuoteMismatch(f"The stored text of “{version.document}” is not the one on record.")
    if not passage.stands:
        raise QuoteMismatch(
            f"“{passage.quote}” is not what stands at {passage.start}–{passage.end}"
            f" of “{version.document}”. Cite it again from the text."
        )
