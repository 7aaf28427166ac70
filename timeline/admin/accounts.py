"""Accounts and groups as Django has them, with what an account may do told in the reader's language."""

from __future__ import annotations

from typing import Any, Final

from django.apps import apps
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, Permission, User
from django.db.models import Q
from django.forms import ModelForm, ModelMultipleChoiceField
from django.http import HttpRequest
from django.utils.translation import pgettext_lazy

_VERBS: Final = {
    "add": pgettext_lazy("permission", "add"),
    "change": pgettext_lazy("permission", "change"),
    "delete": pgettext_lazy("permission", "delete"),
    "view": pgettext_lazy("permission", "view"),
}
_NOT_OFFERED: Final = Q(content_type__model__startswith="historical")
"""No page changes what is kept of former states, so nobody needs to be allowed to."""


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

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether something else is picked: what is not offered stays as it is, whatever is sent."""
        held = [permission.pk for permission in initial or ()]
        return super().has_changed(
            Permission.objects.exclude(_NOT_OFFERED).filter(pk__in=held), data
        )


class _WithPermissions:
    """A form on which permissions are picked."""

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.related_model is Permission:
            kwargs["queryset"] = Permission.objects.exclude(_NOT_OFFERED).select_related(
                "content_type"
            )
            kwargs["form_class"] = PermissionsField
        return super().formfield_for_manytomany(db_field, request, **kwargs)  # type: ignore[misc]

    def save_related(
        self, request: HttpRequest, form: ModelForm[Any], formsets: Any, change: bool
    ) -> None:
        """Save what was picked, and keep what was not there to pick."""
        account = form.instance
        fields = [
            getattr(account, field.name)
            for field in account._meta.many_to_many
            if field.related_model is Permission
        ]
        kept = [list(field.filter(_NOT_OFFERED)) for field in fields]
        super().save_related(request, form, formsets, change)  # type: ignore[misc]
        for field, permissions in zip(fields, kept, strict=True):
            field.add(*permissions)


admin.site.unregister([Group, User])


@admin.register(Group)
class NamedGroupAdmin(_WithPermissions, GroupAdmin):  # type: ignore[misc]
    """Groups, such as the curators."""


@admin.register(User)
class NamedUserAdmin(_WithPermissions, UserAdmin):  # type: ignore[type-arg]
    """Accounts."""
