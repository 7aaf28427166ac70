"""The lanes of a timeline."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from timeline.models.timeline import Timeline


class Category(models.Model):
    """What an event is about; each is a lane of the chart, in order of `position`."""

    timeline = models.ForeignKey(
        Timeline, verbose_name=_("timeline"), on_delete=models.PROTECT, related_name="categories"
    )
    slug = models.SlugField(_("slug"), max_length=60)
    name = models.CharField(_("name"), max_length=60)
    description = models.CharField(_("description"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    colour = models.PositiveSmallIntegerField(
        _("colour"), default=1, help_text=_("1 to 12, of the lane palette.")
    )

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["timeline", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["timeline", "slug"], name="category_once_per_timeline"),
            models.CheckConstraint(
                condition=models.Q(colour__gte=1, colour__lte=12), name="category_colour_in_palette"
            ),
        ]

    def __str__(self) -> str:
        return self.name
