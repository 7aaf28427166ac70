"""Storylines across categories."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from timeline.models.timeline import Timeline


class Theme(models.Model):
    """A storyline that events of several categories belong to."""

    timeline = models.ForeignKey(
        Timeline, verbose_name=_("timeline"), on_delete=models.PROTECT, related_name="themes"
    )
    slug = models.SlugField(_("slug"), max_length=60)
    name = models.CharField(_("name"), max_length=80)
    description = models.CharField(_("description"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("storyline")
        verbose_name_plural = _("storylines")
        ordering = ["timeline", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["timeline", "slug"], name="theme_once_per_timeline")
        ]

    def __str__(self) -> str:
        return self.name
