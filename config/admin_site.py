"""Curation: Django's admin site under our title."""

from __future__ import annotations

from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _


class CurationSite(AdminSite):
    """Where curators work."""

    site_header = _("Chronocite curation")
    site_title = _("Chronocite curation")
    index_title = _("What do you want to work on?")
