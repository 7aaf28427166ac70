"""What happened, or was said, or was planned, with a date."""

from __future__ import annotations

from typing import Any, Self

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from timeline.dates.edtf import OPEN_END, OPEN_START, EdtfError, read_edtf
from timeline.models.category import Category
from timeline.models.theme import Theme
from timeline.models.timeline import Timeline
from timeline.models.tracked import Recorded, TrackedQuerySet, Writer
from timeline.retelling import retold


class EventQuerySet(TrackedQuerySet["Event"]):
    """The questions the app asks about events, in the app's own words."""

    bulk_writable = frozenset({"version"})

    def decided(self) -> Self:
        """Those that the curators decided to show, with a passage that may be shown."""
        shown = apps.get_model("timeline.Citation").objects.shown().filter(stance="supports")
        return self.filter(
            models.Exists(shown.filter(event=models.OuterRef("pk"))), status=Event.Status.PUBLISHED
        )

    def published(self) -> Self:
        """Those that everybody may see."""
        return self.decided().filter(timeline__is_public=True)

    def visible_to(self, user: Writer) -> Self:
        """Those that a user may see on the pages: a curator also those of hidden timelines."""
        return self.decided() if getattr(user, "is_staff", False) else self.published()

    def candidates(self) -> Self:
        """Those that nobody has decided on yet."""
        return self.filter(status=Event.Status.CANDIDATE)

    def overlapping(self, first: int, last: int) -> Self:
        """Events whose possible days touch first..last (Julian days, both included).

        What happened once, “by March 2007” or “after it”, may lie any time before or after: it is
        found at the one day that is known of it, and not in every earlier or later period. What
        lasted, from or until a day, is found in all of them.
        """
        touching = self.filter(first_day__lte=last, last_day__gte=first)
        is_open = models.Q(first_day=OPEN_START) | models.Q(last_day=OPEN_END)
        is_known_inside = models.Q(known_day__gte=first, known_day__lte=last)
        return touching.filter(is_known_inside | ~is_open | models.Q(is_span=True))

    def before(self, event: Event) -> Self:
        """Those that stand before this one in time order."""
        # The days are told apart from the rest, or the database would sort all that it finds.
        same_start = models.Q(known_day=event.known_day)
        same_days = same_start & models.Q(last_day=event.last_day)
        return self.filter(known_day__lte=event.known_day).filter(
            models.Q(known_day__lt=event.known_day)
            | (same_start & models.Q(last_day__lt=event.last_day))
            | (same_days & models.Q(pk__lt=event.pk))
        )

    def after(self, event: Event) -> Self:
        """Those that stand after this one in time order."""
        same_start = models.Q(known_day=event.known_day)
        same_days = same_start & models.Q(last_day=event.last_day)
        return self.filter(known_day__gte=event.known_day).filter(
            models.Q(known_day__gt=event.known_day)
            | (same_start & models.Q(last_day__gt=event.last_day))
            | (same_days & models.Q(pk__gt=event.pk))
        )

    def in_time_order(self) -> Self:
        """Earliest first; of those that start together, the most exactly dated first.

        “By May 2004”, whose start is open, stands at May 2004.
        """
        return self.order_by("known_day", "last_day", "pk")

    def with_evidence(
        self,
        *,
        citations: models.Q | None = None,
        links: models.QuerySet[Any] | None = None,
    ) -> Self:
        """With all that a page or an export reads of each: a fixed number of queries.

        citations: which of those that may be shown; links: which, where not all of them.
        """
        read = {
            name: apps.get_model(f"timeline.{model}").objects.for_reading()
            for name, model in (
                ("citations", "Citation"),
                ("participations", "EventActor"),
                ("links_out", "EventLink"),
                ("links_in", "EventLink"),
            )
        }
        if citations is not None:
            read["citations"] = read["citations"].filter(citations)
        if links is not None:
            read["links_out"] = read["links_in"] = links
        prefetches = [models.Prefetch(name, queryset) for name, queryset in read.items()]
        return self.select_related("category", "timeline").prefetch_related("themes", *prefetches)


class Event(Recorded):
    """What happened, or was said, or was planned: one mark on a timeline.

    `edtf` is the truth; first_day, last_day (Julian day numbers, both included), precision and
    is_span are derived from it on every save. `version` grows with every decision, so that of
    two curators at once the second can be told.
    """

    class Modality(models.TextChoices):
        """What kind of fact this is."""

        OCCURRED = "occurred", _("Occurred")
        ANNOUNCED = "announced", _("Announced")
        PLANNED = "planned", _("Planned")
        CLAIMED = "claimed", _("Claimed")
        DENIED = "denied", _("Denied")
        CANCELLED = "cancelled", _("Cancelled")

    class Status(models.TextChoices):
        """What the curators decided."""

        CANDIDATE = "candidate", _("Candidate")
        PUBLISHED = "published", _("Published")
        REJECTED = "rejected", _("Rejected")

    MILESTONE = 3
    """The importance of what everybody should know."""

    # db_index=False, here and elsewhere: another index or a constraint begins with the column.
    timeline = models.ForeignKey(
        Timeline,
        verbose_name=_("timeline"),
        on_delete=models.PROTECT,
        related_name="events",
        db_index=False,
    )
    key = models.CharField(
        max_length=60,
        blank=True,
        help_text=_("Its name in the collection that it was imported from."),
    )
    title = models.CharField(
        _("title"), max_length=200, help_text=_("Who did what, in our own words.")
    )
    label = models.CharField(
        _("label"), max_length=40, blank=True, help_text=_("A few words for the chart.")
    )
    slug = models.SlugField(max_length=80, editable=False, db_index=False)
    summary = models.TextField(_("summary"), blank=True)
    edtf = models.CharField(
        _("date (EDTF)"),
        max_length=80,
        help_text="2010-03-18, 2006-08, 2002, 2007-03-09/2007-03-13 …",
    )
    first_day = models.IntegerField(editable=False)
    last_day = models.IntegerField(editable=False)
    known_day = models.GeneratedField(
        expression=models.Case(
            models.When(first_day=OPEN_START, then=models.F("last_day")),
            default=models.F("first_day"),
        ),
        output_field=models.IntegerField(),
        db_persist=True,
        help_text=_(
            "Where it stands in time order: its first day, or its last where the start is open."
        ),
    )
    precision = models.CharField(max_length=10, editable=False)
    is_span = models.BooleanField(editable=False)
    modality = models.CharField(_("kind of fact"), max_length=10, choices=Modality)
    status = models.CharField(
        _("status"), max_length=10, choices=Status, default=Status.CANDIDATE, editable=False
    )
    category = models.ForeignKey(
        Category, verbose_name=_("category"), on_delete=models.PROTECT, related_name="events"
    )
    importance = models.PositiveSmallIntegerField(
        _("importance"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(3)],
        help_text=_("1 to 3; 3 is a milestone."),
    )
    themes = models.ManyToManyField(
        Theme, verbose_name=_("storylines"), blank=True, related_name="events"
    )
    actors = models.ManyToManyField(
        "timeline.Actor",
        verbose_name=_("actors"),
        through="timeline.EventActor",
        related_name="events",
    )
    date_reason = models.TextField(
        _("date reason"), blank=True, help_text=_("Where sources give several dates: why this one.")
    )
    note = models.TextField(
        _("note"), blank=True, help_text=_("Shown to readers below the summary.")
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    import_digest = models.CharField(
        max_length=64, blank=True, editable=False, help_text=_("sha256 of its entry when imported.")
    )
    imported_version = models.PositiveIntegerField(null=True, editable=False)

    objects = EventQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[themes])

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        base_manager_name = "objects"  # so that related sets refuse bulk writes too
        ordering = ["known_day", "last_day", "pk"]
        indexes = [
            models.Index(
                fields=["timeline", "status", "known_day", "last_day"], name="event_by_time"
            ),
            # The curators' list is in this order, whatever the timeline and the status.
            models.Index(fields=["known_day", "last_day"], name="event_in_time"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(first_day__lte=models.F("last_day")), name="event_days_in_order"
            ),
            models.CheckConstraint(
                condition=models.Q(importance__gte=1, importance__lte=3),
                name="event_importance_1_to_3",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    modality__in=[
                        "occurred",
                        "announced",
                        "planned",
                        "claimed",
                        "denied",
                        "cancelled",
                    ]
                ),
                name="event_modality_known",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=["candidate", "published", "rejected"]),
                name="event_status_known",
            ),
            models.CheckConstraint(condition=~models.Q(title=""), name="event_has_a_title"),
            models.CheckConstraint(condition=models.Q(version__gte=1), name="event_version_from_1"),
            models.UniqueConstraint(
                fields=["timeline", "key"], condition=~models.Q(key=""), name="event_once_per_key"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def derive(self) -> None:
        """Set days and slug. Raises EdtfError where the date can't be read."""
        date = read_edtf(self.edtf)
        self.first_day, self.last_day = date.first_day, date.last_day
        self.precision, self.is_span = date.precision, date.is_span
        self.slug = slugify(self.title)[:80].strip("-") or "event"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Derive days and slug, then save. Raises EdtfError where the date can't be read."""
        self.derive()
        if kwargs.get("update_fields") is not None:
            derived = {"first_day", "last_day", "precision", "is_span", "slug"}
            kwargs["update_fields"] = derived | set(kwargs["update_fields"])
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("event", args=[self.timeline.slug, self.pk, self.slug])

    def clean(self) -> None:
        try:
            read_edtf(self.edtf)
        except EdtfError as error:
            raise ValidationError({"edtf": retold(error)}) from error
        if self.category_id and self.timeline_id and self.category.timeline_id != self.timeline_id:
            raise ValidationError(
                {"category": gettext("This category belongs to another timeline.")}
            )

    @property
    def is_milestone(self) -> bool:
        """Whether everybody should know it."""
        return self.importance == self.MILESTONE
