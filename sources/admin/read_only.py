"""What the pages of all sources share."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from sources.models import TextVersion


class ReadOnly:
    """Rows that nobody edits by hand."""

    def has_add_permission(self, *_: Any) -> bool:
        """Never."""
        return False

    def has_change_permission(self, *_: Any) -> bool:
        """Never."""
        return False

    def has_delete_permission(self, *_: Any) -> bool:
        """Never."""
        return False


def how_held(version: TextVersion) -> SafeString | str:
    """Say whether a text is held here, with the way to supply it if not."""
    if version.is_held:
        return gettext("Held here")
    address = reverse("admin:sources_supply_text", args=[version.pk])
    return format_html(gettext('Not held here. <a href="{}">Supply the text</a>'), address)
