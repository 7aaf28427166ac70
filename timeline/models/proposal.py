"""What drafting proposed: candidates with their proof, and events that may be one."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sources.models import TextVersion
from timeline.models.event import Event
from timeline.models.timeline import Timeline


class Proposal(models.Model):
    """A draft that became a candidate once, and so never does again on this timeline.

    fingerprint: see `timeline.drafting.fingerprint`. event: None where the candidate was deleted.
    derivation: steps [do, argument, ...] that `timeline.drafting.replay_draft` turns into its date.
    date_rule, modality_rule: ids of `timeline/drafting/words/rules.toml`. confidence: 0-1.
    cues: [start, end, modality] of the words that decided it. names: those that no actor has,
    [name, kind, acronym, start, end]. reported_on: EDTF of the press report that tells of it.
    pair: what a statement shares with the plan that it announces. Places count code points.
    """

    timeline = models.ForeignKey(Timeline, on_delete=models.CASCADE, related_name="+")
    event = models.OneToOneField(
        Event, on_delete=models.SET_NULL, null=True, related_name="proposal"
    )
    text_version = models.ForeignKey(TextVersion, on_delete=models.PROTECT, related_name="+")
    fingerprint = models.CharField(max_length=160)
    derivation = models.JSONField(default=list)
    date_rule = models.CharField(max_length=60)
    modality_rule = models.CharField(max_length=60, blank=True)
    confidence = models.FloatField()
    cues = models.JSONField(default=list)
    names = models.JSONField(default=list)
    reported_on = models.CharField(max_length=80, blank=True)
    pair = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["timeline", "fingerprint"], name="proposed_once_per_timeline"
            ),
            models.CheckConstraint(
                condition=models.Q(confidence__gte=0, confidence__lte=1),
                name="proposal_confidence_0_to_1",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event or 'deleted'} ({self.confidence:.0%})"


class Drafting(models.Model):
    """That a text was drafted for a timeline, from which basis: the same basis gives nothing new."""

    timeline = models.ForeignKey(Timeline, on_delete=models.CASCADE, related_name="+")
    text_version = models.ForeignKey(TextVersion, on_delete=models.PROTECT, related_name="+")
    basis = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("drafting")
        verbose_name_plural = _("draftings")
        constraints = [
            models.UniqueConstraint(
                fields=["timeline", "text_version"], name="drafted_once_per_timeline"
            )
        ]

    def __str__(self) -> str:
        return f"{self.text_version} on {self.timeline}"


class MergeProposalQuerySet(models.QuerySet["MergeProposal"]):
    """The questions the app asks about merges."""

    def open(self) -> Self:
        """Those that a curator has to decide on, the surest first."""
        return self.filter(state=MergeProposal.State.OPEN).order_by("-score", "pk")


class MergeProposal(models.Model):
    """Two events of one timeline that may be one. A curator decides; declined, it stays declined.

    score: 0-1. reasons: what they share, a line each.
    """

    class State(models.TextChoices):
        """What a curator decided."""

        OPEN = "open", _("Open")
        MERGED = "merged", _("One event")
        DECLINED = "declined", _("Two events")

    first = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="+")
    score = models.FloatField()
    reasons = models.JSONField(default=list)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    objects = MergeProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("merge proposal")
        verbose_name_plural = _("merge proposals")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="merge_proposed_once"),
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")), name="merge_in_one_order"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["open", "merged", "declined"]),
                name="merge_state_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} = {self.second}?"
