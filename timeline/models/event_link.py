"""Ties between events."""

from __future__ import annotations

from typing import Self

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from timeline.models.event import Event
from timeline.models.tracked import Recorded, TrackedQuerySet


class EventLinkQuerySet(TrackedQuerySet["EventLink"]):
    """Ties, none of which is written without history."""

    def for_reading(self) -> Self:
        """Those between events that are shown on the same timeline, with both, in one query."""
        # Asked of each tie's two events; a list of all events shown would be made twice each time.
        supporting = apps.get_model("timeline.Citation").objects.shown().filter(stance="supports")
        return (
            self.filter(
                models.Exists(supporting.filter(event=models.OuterRef("from_event"))),
                models.Exists(supporting.filter(event=models.OuterRef("to_event"))),
                from_event__status=Event.Status.PUBLISHED,
                to_event__status=Event.Status.PUBLISHED,
                from_event__timeline=models.F("to_event__timeline"),
            )
            .select_related("from_event__timeline", "to_event__timeline")
            .order_by("pk")
        )


class EventLink(Recorded):
    """How one event stands to another: from a plan to its outcome, or side by side."""

    class Kind(models.TextChoices):
        """What the tie says."""

        OUTCOME = "outcome", _("Outcome of the plan")
        SAME_OCCASION = "same_occasion", _("On the same occasion")
        CONTRADICTS = "contradicts", _("Contradicts")

    from_event = models.ForeignKey(
        Event,
        verbose_name=_("from event"),
        on_delete=models.CASCADE,
        related_name="links_out",
        db_index=False,
    )
    to_event = models.ForeignKey(
        Event, verbose_name=_("to event"), on_delete=models.CASCADE, related_name="links_in"
    )
    kind = models.CharField(_("kind"), max_length=13, choices=Kind)
    note = models.CharField(_("note"), max_length=300, blank=True)

    objects = EventLinkQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("event link")
        verbose_name_plural = _("event links")
        base_manager_name = "objects"  # so that related sets refuse bulk writes too
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["from_event", "to_event", "kind"], name="event_link_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(from_event=models.F("to_event")), name="event_link_to_another"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["outcome", "same_occasion", "contradicts"]),
                name="event_link_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_event} → {self.to_event} ({self.get_kind_display().lower()})"
