"""Addresses of the whole site."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from timeline.urls import source_urlpatterns

urlpatterns = [
    path("", include("timeline.urls")),
    path("sources/", include(source_urlpatterns)),
    path("admin/", admin.site.urls),
    # Without a token, which would be a cookie for everybody: a forged form could change the language.
    path("language/", csrf_exempt(set_language), name="set_language"),
]

handler400 = "timeline.views.errors.not_understood"
handler404 = "timeline.views.errors.missing"
