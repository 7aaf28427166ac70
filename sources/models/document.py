"""A work that can be cited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Self

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sources.models.published_date import days_published

if TYPE_CHECKING:
    from sources.models.text_version import TextVersion


LACKABLE: Final = ("title", "authors", "publisher", "published")
"""What a document should have told, or a curator confirmed that nobody knows it."""
CURATOR: Final = "curator"
"""The origin, in `Document.imported`, of what a curator confirmed: nothing replaces it."""


class DocumentQuerySet(models.QuerySet["Document"]):
    """The questions the app asks about documents."""

    def not_private(self) -> Self:
        """Those whose bibliography, and what their access allows of their text, may be shown."""
        return self.exclude(access=Document.Access.PRIVATE)

    def with_texts_on_record(self) -> Self:
        """With what is on record of their texts, but not the texts themselves."""
        versions = models.Prefetch(
            "text_versions", apps.get_model("sources.TextVersion").objects.defer("text")
        )
        return self.prefetch_related(versions)

    def lacking(self, *names: str) -> Self:
        """Those of which any of these is not known: title, authors, publisher, published; else of all.

        What a curator has confirmed counts as known, also that there is none. A newspaper or site
        counts as a publisher; a title made of the file's name is none.
        """
        none = models.Value("", output_field=models.TextField())
        origins = {
            f"{name}_from": Coalesce(KT(f"imported__{name}__from"), none) for name in LACKABLE
        }
        title = Coalesce(KT("imported__title__value"), none)
        empty = {
            "title": models.Q(title_from="nothing", title=models.F("title_value")),
            "authors": models.Q(authors=[]),
            "publisher": models.Q(publisher="", container=""),
            "published": models.Q(published=""),
        }
        lacks = models.Q()
        for name in names or LACKABLE:
            lacks |= empty[name] & ~models.Q(**{f"{name}_from": CURATOR})
        return self.alias(title_value=title, **origins).filter(lacks)

    def by_publication(self) -> Self:
        """Oldest first; undated ones last."""
        return self.order_by(models.F("first_day").asc(nulls_last=True), "slug")


class Document(models.Model):
    """A work that can be cited: who wrote what, where and when, and what of it may be shown."""

    class Access(models.TextChoices):
        """How much of the text the public sees. Curators see all that is held."""

        FULL = "full", _("Full text")
        EXCERPTS = "excerpts", _("Cited passages only")
        PRIVATE = "private", _("Nothing, not even that it exists")

    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    kind = models.CharField(
        _("kind"),
        max_length=40,
        default="article-newspaper",
        help_text=_("The CSL type, such as article-newspaper."),
    )
    title = models.CharField(_("title"), max_length=500)
    authors = models.JSONField(
        _("authors"),
        default=list,
        blank=True,
        help_text=_(
            'A list such as [{"family": "Blagov", "given": "Sergei"}] or [{"literal": "Reuters"}].'
        ),
    )
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    container = models.CharField(
        _("container"),
        max_length=200,
        blank=True,
        help_text=_("The newspaper, journal or site that it stands in."),
    )
    volume = models.CharField(_("volume"), max_length=20, blank=True)
    issue = models.CharField(_("issue"), max_length=20, blank=True)
    published = models.CharField(
        _("published"),
        max_length=40,
        blank=True,
        help_text=_("EDTF, such as 2010-03-19; empty where unknown."),
    )
    published_evidence = models.CharField(
        _("published evidence"),
        max_length=200,
        blank=True,
        help_text=_("How the date is known, such as “stated in the text”."),
    )
    first_day = models.IntegerField(null=True, editable=False)
    last_day = models.IntegerField(null=True, editable=False)
    language = models.CharField(_("language"), max_length=35, default="en")
    url = models.URLField(_("url"), max_length=1000, blank=True)
    rights = models.CharField(_("rights"), max_length=500, blank=True)
    access = models.CharField(_("access"), max_length=10, choices=Access, default=Access.EXCERPTS)
    file_stem = models.CharField(
        max_length=255,
        blank=True,
        db_index=True,
        editable=False,
        help_text=_("The name, without its ending, of the file that it was imported from."),
    )
    imported = models.JSONField(
        default=dict,
        blank=True,
        editable=False,
        help_text=_("By field: what an import of files gave, from where, and how that is known."),
    )

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = [models.F("first_day").asc(nulls_last=True), "slug"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(access__in=["full", "excerpts", "private"]),
                name="document_access_known",
            ),
            models.CheckConstraint(
                condition=models.Q(first_day__isnull=True, last_day__isnull=True)
                | models.Q(first_day__lte=models.F("last_day")),
                name="document_days_in_order",
            ),
            models.CheckConstraint(condition=~models.Q(title=""), name="document_has_a_title"),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: object, **kwargs: object) -> None:
        """Derive the days from `published`, so that the two can't drift apart."""
        self.first_day, self.last_day = days_published(self.published)
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def get_absolute_url(self) -> str:
        return reverse("reader", args=[self.slug])

    def clean(self) -> None:
        try:
            days_published(self.published)
        except ValueError as error:
            told = gettext("“{typed}” is not an EDTF date with start and end, such as 2010-03-19.")
            raise ValidationError({"published": told.format(typed=self.published)}) from error

    @property
    def lacks(self) -> list[str]:
        """What of it is not known, by `DocumentQuerySet.lacking`'s names."""
        title = self.imported.get("title", {})
        made_up = title.get("from") == "nothing" and title.get("value") == self.title
        empty = {
            "title": made_up,
            "authors": not self.authors,
            "publisher": not (self.publisher or self.container),
            "published": not self.published,
        }
        confirmed = {key for key, told in self.imported.items() if told.get("from") == CURATOR}
        return [name for name in LACKABLE if empty[name] and name not in confirmed]

    @property
    def author_names(self) -> list[str]:
        """Names as printed: given name first."""
        return [
            author.get("literal") or f"{author.get('given', '')} {author.get('family', '')}".strip()
            for author in self.authors
        ]

    @property
    def text_version(self) -> TextVersion | None:
        """The newest text on record, held here or not."""
        versions = list(self.text_versions.all())
        return max(versions, key=lambda version: version.pk) if versions else None
