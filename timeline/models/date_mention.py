"""Date expressions found in texts, and what became of them."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _

from sources.models import TextVersion


class DateMentionQuerySet(models.QuerySet["DateMention"]):
    """The questions the app asks about mentions."""

    def decided(self) -> Self:
        """Those that an event rests on: no later detection touches them."""
        return self.filter(fate__in=[DateMention.Fate.USED, DateMention.Fate.MERGED])


class DateMention(models.Model):
    """A date expression of a text: where, its words, what they mean, and the steps that lead there.

    `text[start:end] == wording`; see `timeline.guards`. type, value, mod: TIMEX3. edtf: "" where the
    words give no place on the calendar, and then `reason` says why, if it could have been one.
    derivation: steps [do, argument, ...] that `timeline.dates.replay` turns into the same answer.
    rule: the id of the rule that found it. in_citation: it dates a press report, not an event.
    engine: the version of the date engine that gave it.
    """

    class Fate(models.TextChoices):
        """What became of it."""

        OPEN = "open", _("Not looked at yet")
        USED = "used", _("Dates a candidate")
        MERGED = "merged", _("Says the same as another")
        REFUSED = "refused", _("Dates no event")

    text_version = models.ForeignKey(
        TextVersion, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    wording = models.TextField()
    type = models.CharField("TIMEX3 type", max_length=8)
    value = models.CharField("TIMEX3 value", max_length=120, blank=True)
    mod = models.CharField(max_length=20, blank=True)
    edtf = models.CharField(_("date (EDTF)"), max_length=80, blank=True)
    rule = models.CharField(max_length=60)
    derivation = models.JSONField(default=list)
    reason = models.CharField(max_length=300, blank=True)
    in_citation = models.BooleanField(default=False)
    engine = models.CharField(max_length=16)
    fate = models.CharField(max_length=7, choices=Fate, default=Fate.OPEN)
    fate_rule = models.CharField(
        max_length=60, blank=True, help_text=_("The id of the rule that decided.")
    )

    objects = DateMentionQuerySet.as_manager()

    class Meta:
        verbose_name = _("date mention")
        verbose_name_plural = _("date mentions")
        ordering = ["text_version", "start"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(start__lt=models.F("end")), name="mention_start_before_end"
            ),
            models.CheckConstraint(
                condition=models.Q(end=models.F("start") + Length("wording")),
                name="mention_wording_as_long_as_its_place",
            ),
            models.CheckConstraint(
                condition=models.Q(fate__in=["open", "used", "merged", "refused"]),
                name="mention_fate_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(fate="refused") | ~models.Q(fate_rule=""),
                name="mention_refused_by_a_rule",
            ),
            models.UniqueConstraint(
                fields=["text_version", "start", "end"], name="mention_once_per_place"
            ),
        ]

    def __str__(self) -> str:
        return f"“{self.wording}”: {self.edtf or self.value}"


class Detection(models.Model):
    """That dates were looked for in a text, by which engine and from what it started.

    published, language: as the engine was told. in_boilerplate: how many expressions stand in what
    is no article text, and so were left out.
    """

    text_version = models.OneToOneField(
        TextVersion, on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    engine = models.CharField(max_length=16)
    published = models.CharField(max_length=10, blank=True)
    language = models.CharField(max_length=35)
    boilerplate = models.JSONField(default=list)
    in_boilerplate = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("detection")
        verbose_name_plural = _("detections")

    def __str__(self) -> str:
        return f"{self.text_version} by {self.engine}"
