"""One immutable text of a document."""

from __future__ import annotations

import hashlib

from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import IsNull
from django.utils.translation import gettext_lazy as _

from sources.models.document import Document


class TextVersion(models.Model):
    """One text of a document, for ever as it was read. A corrected text is a new version.

    The text itself may not be held here (`text` is null): then its sha256, its length and the
    quotes checked against it are what is on record. It can be supplied later, if it is the one.
    Triggers refuse every other change; see `sources.guards`.
    """

    document = models.ForeignKey(
        Document, verbose_name=_("document"), on_delete=models.PROTECT, related_name="text_versions"
    )
    sha256 = models.CharField(
        _("sha256"),
        max_length=64,
        unique=True,
        validators=[RegexValidator(r"^[0-9a-f]{64}$", _("64 hexadecimal digits, in lower case."))],
        help_text=_("Of the text in UTF-8."),
    )
    length = models.PositiveIntegerField(_("length"), help_text=_("In code points."))
    is_held = models.GeneratedField(
        expression=IsNull(models.F("text"), False),
        output_field=models.BooleanField(),
        db_persist=True,
    )
    file_name = models.CharField(_("file name"), max_length=255, blank=True)
    file_sha256 = models.CharField(
        max_length=64,
        blank=True,
        db_index=True,
        editable=False,
        help_text=_("Of the bytes of the file that it was read from; empty where there was none."),
    )
    reader = models.CharField(_("reader"), max_length=40, default="plain_text")
    warnings = models.JSONField(
        _("warnings"),
        default=list,
        blank=True,
        help_text=_("What the reader could not do, one line each."),
    )
    locators = models.JSONField(
        default=list, blank=True, help_text=_("[start, label] pairs of its pages or other parts.")
    )
    boilerplate = models.JSONField(
        default=list, blank=True, help_text=_("[start, end] pairs of what is no article text.")
    )
    imported_at = models.DateTimeField(_("imported at"), auto_now_add=True)
    quotes_sha256 = models.CharField(
        max_length=64,
        blank=True,
        editable=False,
        help_text=_(
            "Of the quotes that were checked against a text not held here; see `seal_quotes`."
        ),
    )
    checked_on = models.DateField(
        _("checked on"), help_text=_("The day on which its quotes were last compared with it.")
    )
    # Last in its row: SQLite reads all that stands before a column, and a text may be a megabyte.
    text = models.TextField(_("text"), null=True, blank=True)  # noqa: DJ001 - null means: not held here

    class Meta:
        verbose_name = _("text version")
        verbose_name_plural = _("text versions")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(text__isnull=True) | models.Q(length=Length("text")),
                name="text_version_length_is_the_texts",
            ),
            models.CheckConstraint(
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="text_version_sha256_is_hex",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document} ({self.sha256[:8]})"


def older_text(path: str) -> models.Case:
    """The number of a text among those of its document, oldest first from 1; NULL of the newest.

    path: to the text, from the model that is asked.
    """
    same = TextVersion.objects.filter(document=models.OuterRef(f"{path}__document")).order_by()
    until = same.filter(pk__lte=models.OuterRef(path)).values("document")
    newer = models.Exists(same.filter(pk__gt=models.OuterRef(path)))
    number = until.annotate(number=models.Count("pk")).values("number")
    return models.Case(models.When(newer, then=models.Subquery(number)))


def sha256_of(text: str) -> str:
    """Return the sha256 of a text in UTF-8, 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
