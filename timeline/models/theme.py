"""Storylines across categories."""

from __future__ import annotations

from django.db import models

from timeline.models.timeline import Timeline


class Theme(models.Model):
    """A storyline that events of several categories belong to."""

    timeline = models.ForeignKey(Timeline, on_delete=models.PROTECT, related_name="themes")
    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=80)
    description = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["timeline", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["timeline", "slug"], name="theme_once_per_timeline")
        ]

    def __str__(self) -> str:
        return self.name
