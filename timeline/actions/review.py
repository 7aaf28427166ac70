"""What curators decide about events. Of two who decide at once, the first wins."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext

from timeline.actions.quote_gate import require_shown_citation, require_verbatim_citations
from timeline.language import kept
from timeline.models import Event
from timeline.models.tracked import Writer


class EditConflict(RuntimeError):
    """Somebody else changed the event since it was read."""

    def __init__(self, event_id: int) -> None:
        self.event_id = event_id
        super().__init__(
            gettext("Somebody else changed this event in the meantime. Look at it again.")
        )


def claim(event_id: int, *, seen_version: int) -> Event:
    """Return the event for changing, if it still is what the caller saw; else EditConflict.

    Call it inside a transaction: the version moves on, so that a second caller is refused.
    """
    seen = Event.objects.filter(pk=event_id, version=seen_version)
    if not seen.update(version=F("version") + 1):
        raise EditConflict(event_id)
    return Event.objects.get(pk=event_id)


def publish(event_id: int, *, seen_version: int, by: Writer, why: str = kept("published")) -> Event:
    """Publish an event whose quotes all stand.

    Raises EditConflict where the event is no longer what the curator saw, and QuoteMismatch
    where a citation's quote does not stand in its text, or none supports the event.
    """
    with transaction.atomic():
        event = claim(event_id, seen_version=seen_version)
        require_verbatim_citations(event)
        require_shown_citation(event)
        event.status = Event.Status.PUBLISHED
        event.save_with_history(by=by, why=why)
    return event


def reject(event_id: int, *, seen_version: int, by: Writer, why: str = kept("rejected")) -> Event:
    """Take an event out of what the public sees. It is kept, with its history."""
    return _set_status(Event.Status.REJECTED, event_id, seen_version, by, why)


def reopen(event_id: int, *, seen_version: int, by: Writer, why: str = kept("reopened")) -> Event:
    """Make an event a candidate again."""
    return _set_status(Event.Status.CANDIDATE, event_id, seen_version, by, why)


def mark_milestone(event_id: int, *, seen_version: int, by: Writer) -> Event:
    """Give an event the highest importance."""
    with transaction.atomic():
        event = claim(event_id, seen_version=seen_version)
        event.importance = Event.MILESTONE
        event.save_with_history(by=by, why=kept("marked as a milestone"))
    return event


def _set_status(status: Event.Status, event_id: int, version: int, by: Writer, why: str) -> Event:
    with transaction.atomic():
        event = claim(event_id, seen_version=version)
        event.status = status
        event.save_with_history(by=by, why=why)
    return event
