"""What a curator decides about a passage that was not found again in a corrected text."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from sources.actions.placing import Placed, place_wording
from sources.actions.storing import record_passage
from sources.models import Passage, Reanchoring
from timeline.actions.moving_citations import move_citation
from timeline.language import kept
from timeline.models import Citation
from timeline.models.tracked import Writer

_WHY = kept("cited again from the corrected text")


class NotOpen(RuntimeError):
    """Somebody decided already, or a still newer text came; the message says so in one line."""


class CitedAlready(ValueError):
    """An event would cite one passage twice; the message says which event."""


def settle_at(entry_id: int, *, start: int, end: int, by: Writer, now: datetime) -> Passage:
    """Let the citations of a passage rest on this place of the new text, whatever its words are.

    Units: code points, end exclusive. The words of a citation's date are looked for there; where
    they don't stand exactly once, the citation keeps them without a place. Published events pass
    the quote gate again. Returns the new passage.

    Raises NotOpen, CitedAlready, QuoteMismatch where it is no place in the text, and EditConflict.
    """
    with transaction.atomic():
        entry = _claim(entry_id, by, now)
        version = entry.new_version
        quote = (version.text or "")[start:end]
        passage = record_passage(version, start=start, end=end, quote=quote)
        citations = Citation.objects.filter(passage=entry.passage).select_related("event")
        for citation in citations.order_by("pk"):
            if Citation.objects.filter(event=citation.event, passage=passage).exists():
                raise CitedAlready(
                    gettext("“{title}” cites these words already.").format(
                        title=citation.event.title
                    )
                )
            at = place_wording(version, Placed(start, end, quote), citation.wording)
            found = at.start if isinstance(at, Placed) and citation.wording else None
            move_citation(citation, passage, wording_start=found, by=by, why=_WHY)
        entry.found, entry.reason = passage, ""
        entry.save()
    return passage


def settle_as_it_was(entry_id: int, *, by: Writer, now: datetime) -> None:
    """Leave the citations on the old text, which stays on record. Raises NotOpen."""
    with transaction.atomic():
        _claim(entry_id, by, now)


def _claim(entry_id: int, by: Writer, now: datetime) -> Reanchoring:
    """Mark an entry as settled; of two who do so at once, the first wins."""
    user = by if by is not None and by.pk else None
    mine = Reanchoring.objects.open().filter(pk=entry_id)
    if not mine.update(settled_at=now, settled_by=user):
        raise NotOpen(gettext("This passage is settled already. Look at the queue again."))
    return Reanchoring.objects.select_related("new_version", "passage").get(pk=entry_id)
