"""What the pages that we add to the documents of the admin share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeAlias

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

if TYPE_CHECKING:
    from sources.models import Document
    from timeline.models import Timeline

    Base: TypeAlias = admin.ModelAdmin[Document]
else:
    Base = object


class Pages(Base):
    """Adds pages to an admin: who may see them, at which address, and in which frame."""

    def page(
        self, at: str, view: Callable[..., HttpResponse], name: str, *, post: bool = False
    ) -> URLPattern:
        """A page below the list, for those who may enter the admin. post: it only does something."""
        wanted = require_POST(view) if post else view
        return path(at, self.admin_site.admin_view(wanted), name=name)

    def show(self, request: HttpRequest, template: str, title: str, **context: Any) -> HttpResponse:
        """Render a page in the admin's frame."""
        frame = {**self.admin_site.each_context(request), "opts": self.opts, "title": title}
        return render(request, f"admin/sources/document/{template}", {**frame, **context})


def require(request: HttpRequest, *permissions: str) -> None:
    """Raise PermissionDenied unless the user has them all."""
    if not request.user.has_perms(permissions):
        raise PermissionDenied


def queue_address(timeline: Timeline | None) -> str:
    """Where candidates are reviewed."""
    address = reverse("admin:timeline_review_queue")
    return f"{address}?timeline={timeline.slug}" if timeline else address
