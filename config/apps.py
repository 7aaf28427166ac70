"""The admin site of the project."""

from __future__ import annotations

from django.contrib.admin.apps import AdminConfig


class CurationConfig(AdminConfig):
    """Django's admin, under our title; see `config.admin_site`."""

    default_site = "config.admin_site.CurationSite"
