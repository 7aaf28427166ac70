"""Change events together with what hangs on them: all of it or nothing, and never in silence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils.translation import gettext

from timeline.actions.quote_gate import require_verbatim_citations
from timeline.actions.review import claim
from timeline.models import Event
from timeline.models.tracked import Writer


class WasPublic(RuntimeError):
    """The event was published once, so it is kept for good: it can be rejected, not deleted."""


@contextmanager
def editing(event: Event, *, seen_version: int, by: Writer, why: str) -> Iterator[None]:
    """Save an event that was changed in memory, and inside the block whatever hangs on it.

    The block saves or deletes citations, actors' parts and links, each with history; the event is
    saved after it, new ones before it. A published event must still pass the quote gate then.

    Raises EditConflict where the event is no longer what the curator saw, and QuoteMismatch where
    no quote that stands would support it any more. Nothing is saved then.
    """
    with transaction.atomic():
        if event.pk is None:
            event.save_with_history(by=by, why=why)
            yield
            return
        event.version = claim(event.pk, seen_version=seen_version).version
        yield
        if event.status == Event.Status.PUBLISHED:
            require_verbatim_citations(event)
        event.save_with_history(by=by, why=why)


def was_published(event: Event) -> bool:
    """Whether the public has ever seen the event, as far as its history goes."""
    published = Event.Status.PUBLISHED
    return event.status == published or event.history.filter(status=published).exists()


def discard(event_id: int, *, seen_version: int, by: Writer, why: str) -> None:
    """Delete an event that was never published, with all that hangs on it. The history stays.

    Raises EditConflict where it is no longer what the curator saw, WasPublic where it was public.
    """
    with transaction.atomic():
        event = claim(event_id, seen_version=seen_version)
        if was_published(event):
            told = gettext("“{title}” was published once. Reject it instead.")
            raise WasPublic(told.format(title=event.title))
        for rows in (event.citations, event.participations, event.links_out, event.links_in):
            for row in rows.all():
                row.delete_with_history(by=by, why=why)
        event.delete_with_history(by=by, why=why)
