"""A place in a text, with its exact words."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _

from sources.models.document import Document
from sources.models.text_version import TextVersion


class PassageQuerySet(models.QuerySet["Passage"]):
    """The questions the app asks about passages."""

    def shown(self) -> Self:
        """Those of sources that may be named in public."""
        return self.exclude(text_version__document__access=Document.Access.PRIVATE)


class Passage(models.Model):
    """`text[start:end] == quote`: the W3C Web Annotation position and quote selectors.

    Units: code points, end exclusive. Immutable: another place is another passage. Triggers
    refuse changes, and quotes that are not the text's words; see `sources.guards`.
    """

    text_version = models.ForeignKey(
        TextVersion,
        verbose_name=_("text version"),
        on_delete=models.PROTECT,
        related_name="passages",
        db_index=False,
    )
    start = models.PositiveIntegerField(_("start"))
    end = models.PositiveIntegerField(_("end"))
    quote = models.TextField(_("quote"))
    prefix = models.CharField(_("prefix"), max_length=100, blank=True)
    suffix = models.CharField(_("suffix"), max_length=100, blank=True)

    objects = PassageQuerySet.as_manager()

    class Meta:
        verbose_name = _("passage")
        verbose_name_plural = _("passages")
        ordering = ["text_version", "start", "end"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(start__lt=models.F("end")), name="passage_start_before_end"
            ),
            models.CheckConstraint(
                condition=models.Q(end=models.F("start") + Length("quote")),
                name="passage_quote_as_long_as_its_place",
            ),
            models.UniqueConstraint(
                fields=["text_version", "start", "end"], name="passage_once_per_place"
            ),
        ]

    def __str__(self) -> str:
        return f"“{self.quote}”"

    def address(self, older_text: int | None) -> str:
        """Where it is marked in its text. older_text: that text's number; None of the newest."""
        version = f"?version={older_text}" if older_text else ""
        return f"{self.text_version.document.get_absolute_url()}{version}#p{self.pk}"

    @property
    def stands(self) -> bool:
        """Whether the quote is the text's words at its place, as far as the text is held here."""
        text = self.text_version.text
        if text is None:
            return self.end <= self.text_version.length
        return self.start < self.end and text[self.start : self.end] == self.quote
