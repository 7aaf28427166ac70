"""What a line of the list of events says."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import BooleanField, Case, F, Prefetch, Q, Value, When
from django.db.models.functions import Substr
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from timeline.admin.own_words import own_words
from timeline.dates.wording import edtf_words
from timeline.models import Citation, Event

_TEXT = "passage__text_version__text"


def with_evidence_checked() -> Prefetch[Any]:
    """Citations, each with whether its quote stands; the texts stay in the database."""
    start, end = F("passage__start"), F("passage__end")
    stands = Case(
        When(
            Q(
                passage__text_version__is_held=True,
                passage__quote=Substr(_TEXT, start + 1, end - start),
            )
            | Q(passage__text_version__is_held=False, passage__text_version__length__gte=end),
            then=Value(True),
        ),
        default=Value(False),
        output_field=BooleanField(),
    )
    citations = Citation.objects.annotate(
        quote_stands=stands, text_is_held=F("passage__text_version__is_held")
    )
    return Prefetch("citations", citations.order_by("position", "pk"))


_SELECT_ALL: Final = lazy(format_html, SafeString)(
    '<input type="checkbox" id="action-toggle" aria-label="{}">', _("Select all on this page")
)


class EventColumns:
    """The columns of the list that are no fields."""

    @admin.display(description=_("date"), ordering="known_day")
    def date_in_words(self, event: Event) -> str:
        """When, short."""
        return edtf_words(event.edtf, short=True)

    @admin.display(description=_("title"), ordering="title")
    def titled(self, event: Event) -> SafeString:
        """What happened."""
        return own_words(event.title)

    @admin.display(description=_("category"), ordering="category")
    def lane(self, event: Event) -> SafeString:
        """Its lane."""
        return own_words(event.category)

    @admin.display(description=_("kind of fact"), ordering="modality")
    def kind(self, event: Event) -> str:
        """What kind of fact it is."""
        return event.get_modality_display()

    @admin.display(description=_("status"), ordering="status")
    def decision(self, event: Event) -> SafeString:
        """What the curators decided."""
        return format_html(
            '<span class="status status-{}">{}</span>', event.status, event.get_status_display()
        )

    @admin.display(description=_("importance"), ordering="importance")
    def weight(self, event: Event) -> SafeString:
        """Its importance, in dots; three are a milestone."""
        told = gettext("milestone") if event.is_milestone else gettext("importance {n}")
        words = told.format(n=event.importance)
        return format_html(
            '<span class="weight" title="{}"><span aria-hidden="true">{}</span>'
            '<span class="visually-hidden">{}</span></span>',
            words,
            "●" * event.importance,
            words,
        )

    @admin.display(description=_("quotes"))
    def evidence(self, event: Event) -> SafeString | str:
        """How many citations, and whether their quotes stand."""
        citations: list[Any] = list(event.citations.all())
        wrong = sum(not citation.quote_stands for citation in citations)
        elsewhere = sum(not citation.text_is_held for citation in citations)
        if not citations:
            return format_html('<span class="evidence-none">{}</span>', gettext("none"))
        if wrong:
            words = gettext("{n} of {all} do not match").format(n=wrong, all=len(citations))
            return format_html('<span class="evidence-wrong">{}</span>', words)
        if elsewhere:
            return gettext("{n}, text not held").format(n=len(citations))
        return ngettext("{n} matches", "{n} match", len(citations)).format(n=len(citations))

    @admin.display(description=_SELECT_ALL)
    def action_checkbox(self, event: Event) -> SafeString:
        """Selects the line, and carries the version that the curator saw in it."""
        return format_html(
            '<input type="checkbox" name="{}" value="{}" class="action-select" aria-label="{}">'
            '<input type="hidden" name="seen-{}" value="{}">',
            ACTION_CHECKBOX_NAME,
            event.pk,
            gettext("Select “{title}”").format(title=event.title),
            event.pk,
            event.version,
        )
