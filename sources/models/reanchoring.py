"""Passages of an old text that are to be found again in a new one."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sources.models.passage import Passage
from sources.models.text_version import TextVersion


class ReanchoringQuerySet(models.QuerySet["Reanchoring"]):
    """The questions the app asks about passages that moved."""

    def open(self) -> Self:
        """Those that a person has to decide on: the quote was not found exactly once."""
        return self.filter(found__isnull=True, settled_at__isnull=True)


class Reanchoring(models.Model):
    """What became of a passage when its document's text was corrected.

    found: the passage with the same quote in the new text, where it stands there exactly once, or
    where a curator chose it. reason: why it was not found, in plain words; then old and new text
    are shown side by side. settled_at, settled_by: when a curator decided, or, without a curator,
    when a still newer text made the question idle. Settled and not found: the old passage stays.
    """

    passage = models.ForeignKey(
        Passage, verbose_name=_("passage"), on_delete=models.PROTECT, related_name="+"
    )
    new_version = models.ForeignKey(
        TextVersion, verbose_name=_("new version"), on_delete=models.PROTECT, related_name="+"
    )
    found = models.ForeignKey(
        Passage, verbose_name=_("found"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("settled by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    objects = ReanchoringQuerySet.as_manager()

    class Meta:
        verbose_name = _("passage to place")
        verbose_name_plural = _("passages to place")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["passage", "new_version"], name="reanchored_once_per_text"
            ),
            models.CheckConstraint(
                condition=models.Q(found__isnull=False) | ~models.Q(reason=""),
                name="reanchoring_not_found_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.passage} in {self.new_version}"
