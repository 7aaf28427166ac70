"""What was written, in the order of writing: how a read model knows what it has not seen."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Change(models.Model):
    """One write that readers of a timeline may notice. Triggers make these rows; see triggers.py.

    timeline_key: the timeline, 0 for all of them. event_key: the event that may be another now;
    None where what changed is no event, such as an actor's name. They are keys and no foreign keys:
    a row outlives what it names. xact: PostgreSQL's number of the writing transaction, which
    may be committed after later rows; 0 on SQLite, where writers take turns. token: of a mark that
    the building of an index left, empty for a change.
    """

    timeline_key = models.BigIntegerField()
    event_key = models.BigIntegerField(null=True)
    xact = models.BigIntegerField(default=0)
    token = models.CharField(max_length=32, blank=True)

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering = ["pk"]
        default_permissions = ()  # nobody writes here by hand
        indexes = [models.Index(fields=["timeline_key", "id"], name="change_by_timeline")]

    def __str__(self) -> str:
        return f"{self.pk}: event {self.event_key} of timeline {self.timeline_key}"
