"""Curation: Django's admin site under our title."""

from __future__ import annotations

from django.contrib.admin import AdminSite


class CurationSite(AdminSite):
    """Where curators work."""

    site_header = "Chronocite curation"
    site_title = "Chronocite curation"
    index_title = "What do you want to work on?"
