"""What curators decided about candidates, kept so that it can be undone, and who looks at which."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from timeline.models.event import Event
from timeline.models.timeline import Timeline
from timeline.models.tracked import Writer


class DecisionQuerySet(models.QuerySet["Decision"]):
    """The questions the app asks about decisions."""

    def standing(self) -> Self:
        """Those that nobody has undone."""
        return self.filter(undone_at=None)

    def last_step_of(self, user: Writer, timeline: Timeline) -> Self:
        """What a curator did last on a timeline and has not undone: one decision, or many at once."""
        mine = self.standing().filter(by=user, timeline=timeline)
        last = mine.order_by("-pk").values("step")[:1]
        return mine.filter(step__in=last).order_by("-pk")


class Decision(models.Model):
    """A curator's decision about a candidate.

    step: decisions that were taken at once, and are undone at once, share it. trace: what was
    written, as `timeline.actions.tracing.Trace` keeps it; undoing reads it. event: None where the
    candidate was deleted since.
    """

    class Kind(models.TextChoices):
        """What was decided."""

        ACCEPTED = "accepted", _("Accepted")
        SAVED = "saved", _("Saved")
        REJECTED = "rejected", _("Rejected")
        MERGED = "merged", _("Merged")
        SPLIT = "split", pgettext_lazy("decision", "Split")
        APART = "apart", _("Kept apart")

    timeline = models.ForeignKey(Timeline, on_delete=models.CASCADE, related_name="+")
    event = models.ForeignKey(Event, on_delete=models.SET_NULL, null=True, related_name="decisions")
    step = models.UUIDField(default=uuid.uuid4, db_index=True)
    kind = models.CharField(max_length=8, choices=Kind)
    why = models.CharField(max_length=300, blank=True)
    trace = models.JSONField(default=dict)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    kind__in=["accepted", "saved", "rejected", "merged", "split", "apart"]
                ),
                name="decision_kind_known",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.event or 'deleted'}"


class LookQuerySet(models.QuerySet["Look"]):
    """The questions the app asks about looks."""

    def of_others(self, user: Writer, *, since: datetime) -> Self:
        """The looks of other curators that began after an instant."""
        return self.exclude(by=user).filter(at__gte=since)


class Look(models.Model):
    """That a curator looks at a candidate just now, so that others are given another one."""

    event = models.OneToOneField(
        Event, on_delete=models.CASCADE, primary_key=True, related_name="look"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    objects = LookQuerySet.as_manager()

    class Meta:
        verbose_name = _("look")
        verbose_name_plural = _("looks")

    def __str__(self) -> str:
        return f"{self.by} at {self.event}"
