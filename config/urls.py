"""Addresses of the whole site."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

from timeline.urls import source_urlpatterns

urlpatterns = [
    path("", include("timeline.urls")),
    path("sources/", include(source_urlpatterns)),
    path("admin/", admin.site.urls),
]
