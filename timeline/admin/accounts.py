"""Accounts and groups as Django has them, with what an account may do told in the reader's language."""

from __future__ import annotations

from typing import Any, Final

from django.apps import apps
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, Permission, User
from django.forms import ModelMultipleChoiceField
from django.http import HttpRequest
from django.utils.translation import pgettext_lazy

_VERBS: Final = {
    "add": pgettext_lazy("permission", "add"),
    "change": pgettext_lazy("permission", "change"),
    "delete": pgettext_lazy("permission", "delete"),
    "view": pgettext_lazy("permission", "view"),
}


def permission_words(permission: Permission) -> str:
    """Return what somebody may do, as "event: change (What happened)": lists cut what is long.

    Django keeps "Can change event" in the database, in English. What it did not name stays as it is.
    """
    kind = permission.content_type
    verb = _VERBS.get(permission.codename.removesuffix(f"_{kind.model}"))
    model = kind.model_class()
    if verb is None or model is None:
        return str(permission)
    about = apps.get_app_config(kind.app_label).verbose_name
    return f"{model._meta.verbose_name}: {verb} ({about})"


class PermissionsField(ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Picks what somebody may do."""

    def label_from_instance(self, obj: Permission) -> str:
        """Its words."""
        return permission_words(obj)


class _WithPermissions:
    """A form on which permissions are picked."""

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.related_model is Permission:
            # No page changes what is kept of former states, so nobody needs to be allowed to.
            kwargs["queryset"] = Permission.objects.exclude(
                content_type__model__startswith="historical"
            ).select_related("content_type")
            kwargs["form_class"] = PermissionsField
        return super().formfield_for_manytomany(db_field, request, **kwargs)  # type: ignore[misc]


admin.site.unregister([Group, User])


@admin.register(Group)
class NamedGroupAdmin(_WithPermissions, GroupAdmin):  # type: ignore[misc]
    """Groups, such as the curators."""


@admin.register(User)
class NamedUserAdmin(_WithPermissions, UserAdmin):  # type: ignore[type-arg]
    """Accounts."""
