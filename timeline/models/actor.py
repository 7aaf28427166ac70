"""Who takes part in events."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Actor(models.Model):
    """A person, state, organisation, force or place: one canonical name, many aliases."""

    class Kind(models.TextChoices):
        """What an actor is."""

        PERSON = "person", _("Person")
        STATE = "state", _("State")
        ORGANISATION = "organisation", _("Organisation")
        FORCE = "force", _("Force")
        PLACE = "place", _("Place")

    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    description = models.CharField(_("description"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("actor")
        verbose_name_plural = _("actors")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["person", "state", "organisation", "force", "place"]),
                name="actor_kind_known",
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="actor_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("actor", args=[self.slug])


class ActorAlias(models.Model):
    """Another name that the sources use."""

    actor = models.ForeignKey(
        Actor, verbose_name=_("actor"), on_delete=models.CASCADE, related_name="aliases"
    )
    name = models.CharField(_("name"), max_length=200)

    class Meta:
        verbose_name = _("actor alias")
        verbose_name_plural = _("aliases")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["actor", "name"], name="alias_once_per_actor")
        ]

    def __str__(self) -> str:
        return self.name
