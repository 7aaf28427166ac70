"""Who took part in an event, and as what."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from timeline.models.actor import Actor
from timeline.models.event import Event
from timeline.models.tracked import Recorded, TrackedQuerySet


class EventActorQuerySet(TrackedQuerySet["EventActor"]):
    """Actors' parts, none of which is written without history."""

    def for_reading(self) -> Self:
        """With their actors, in one query."""
        return self.select_related("actor").order_by("position", "pk")


class EventActor(Recorded):
    """An actor's part in an event."""

    event = models.ForeignKey(
        Event,
        verbose_name=_("event"),
        on_delete=models.CASCADE,
        related_name="participations",
        db_index=False,
    )
    actor = models.ForeignKey(
        Actor, verbose_name=_("actor"), on_delete=models.PROTECT, related_name="participations"
    )
    role = models.CharField(
        _("role"), max_length=40, blank=True, help_text=_("Such as speaker, host, signatory.")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = EventActorQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("event actor")
        verbose_name_plural = _("event actors")
        base_manager_name = "objects"  # so that related sets refuse bulk writes too
        ordering = ["event", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "actor"], name="actor_once_per_event")
        ]

    def __str__(self) -> str:
        return str(self.actor)  # the role is a code; `timeline.roles` has its words
