"""One investigation."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sources.models import Document
from timeline.models.tracked import Writer


class TimelineQuerySet(models.QuerySet["Timeline"]):
    """The questions the app asks about timelines."""

    def public(self) -> Self:
        """Those that everybody may see."""
        return self.filter(is_public=True)

    def visible_to(self, user: Writer) -> Self:
        """Those that a user may see on the pages: a curator also the hidden ones."""
        return self.all() if getattr(user, "is_staff", False) else self.public()


class Timeline(models.Model):
    """One investigation: its documents and events, public or not."""

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    title = models.CharField(
        _("title"), max_length=200, help_text=_("Its subject, such as an organisation's name.")
    )
    headline = models.CharField(
        _("headline"),
        max_length=200,
        blank=True,
        help_text=_("The finding in a few words; the title where empty."),
    )
    description = models.TextField(
        _("description"), blank=True, help_text=_("One or two sentences.")
    )
    period = models.CharField(
        _("period"), max_length=80, blank=True, help_text=_("EDTF, such as 1992/2011.")
    )
    is_public = models.BooleanField(_("is public"), default=False)
    documents = models.ManyToManyField(
        Document, verbose_name=_("documents"), related_name="+", blank=True
    )

    objects = TimelineQuerySet.as_manager()

    class Meta:
        verbose_name = _("timeline")
        verbose_name_plural = _("timelines")
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(title=""), name="timeline_has_a_title")
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("timeline", args=[self.slug])
