"""An event's hold on its source."""

from __future__ import annotations

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from sources.models import Document, Passage
from sources.models.text_version import older_text
from timeline.dates.edtf import EdtfError, read_edtf
from timeline.models.event import Event
from timeline.models.tracked import Recorded, TrackedQuerySet
from timeline.retelling import retold


class CitationQuerySet(TrackedQuerySet["Citation"]):
    """Citations, none of which is written without history."""

    def shown(self) -> Self:
        """Those of sources that may be named in public."""
        return self.exclude(passage__text_version__document__access=Document.Access.PRIVATE)

    def for_reading(self) -> Self:
        """Those shown, with passage, text's data and document, but not the text, in one query."""
        return self.shown().with_place().order_by("position", "pk")

    def with_place(self) -> Self:
        """With passage, text's data and document, but not the text; older_text: see there."""
        return (
            self.select_related("passage__text_version__document")
            .defer("passage__text_version__text")
            .annotate(older_text=older_text("passage__text_version"))
        )


class Citation(Recorded):
    """A passage for or against an event, the date that it gives, and how that date is read.

    wording -> rule -> anchor -> edtf are the steps from the words to the date. wording_start is
    the place of the wording in the text (code points), None where the date has no words there.
    """

    class Stance(models.TextChoices):
        """Whether the passage is for or against."""

        SUPPORTS = "supports", _("Supports")
        DISPUTES = "disputes", _("Disputes")

    event = models.ForeignKey(
        Event,
        verbose_name=_("event"),
        on_delete=models.CASCADE,
        related_name="citations",
        db_index=False,
    )
    passage = models.ForeignKey(
        Passage, verbose_name=_("passage"), on_delete=models.PROTECT, related_name="+"
    )
    stance = models.CharField(_("stance"), max_length=8, choices=Stance, default=Stance.SUPPORTS)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    edtf = models.CharField(_("date in this source (EDTF)"), max_length=80, blank=True)
    wording = models.CharField(
        _("wording"), max_length=200, blank=True, help_text=_("The words that give the date.")
    )
    wording_start = models.PositiveIntegerField(null=True, blank=True, editable=False)
    rule = models.CharField(
        _("rule"), max_length=300, blank=True, help_text=_("How the words become the date.")
    )
    anchor = models.CharField(
        _("anchor"), max_length=300, blank=True, help_text=_("What it was counted from.")
    )
    note = models.TextField(_("note"), blank=True)

    older_text: int | None
    """Of rows `with_place()`: the number of the text that it quotes; None of the newest."""

    objects = CitationQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        base_manager_name = "objects"  # so that related sets refuse bulk writes too
        ordering = ["event", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "passage"], name="passage_once_per_event"),
            models.CheckConstraint(
                condition=models.Q(stance__in=["supports", "disputes"]),
                name="citation_stance_known",
            ),
        ]

    def __str__(self) -> str:
        return str(self.passage)

    def clean(self) -> None:
        if not self.edtf:
            return
        try:
            read_edtf(self.edtf)
        except EdtfError as error:
            raise ValidationError({"edtf": retold(error)}) from error
