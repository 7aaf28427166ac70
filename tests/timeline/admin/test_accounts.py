"""Saving a group or an account changes what was picked on its form, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from lxml import html

SEEN = "change_event"
UNSEEN = {"view_historicalevent", "change_historicalcitation"}


@pytest.fixture
def auditors() -> Group:
    """A group with a permission that its form offers, and two that it doesn't."""
    group = Group.objects.create(name="Auditors")
    group.permissions.set(Permission.objects.filter(codename__in={SEEN, *UNSEEN}))
    return group


def held(permissions: Any) -> set[str]:
    return set(permissions.values_list("codename", flat=True))


def log_of(client: Client, address: str) -> str:
    """What the last line of a page's history says."""
    page = html.fromstring(client.get(f"{address}history/").content.decode())
    return " ".join(
        page.xpath("//*[@id='change-history']//tr[last()]/td[last()]")[0].text_content().split()
    )


@pytest.mark.django_db
def test_a_group_keeps_the_permissions_that_its_form_does_not_offer(
    admin_client: Client, auditors: Group
) -> None:
    address = f"/admin/auth/group/{auditors.pk}/change/"
    picked = Permission.objects.get(codename="view_actor")
    answer = admin_client.post(address, {"name": "Auditors", "permissions": [picked.pk]})
    assert answer.status_code == 302
    assert held(auditors.permissions) == {"view_actor", *UNSEEN}


@pytest.mark.django_db
def test_the_log_of_a_group_that_got_a_name_tells_of_no_other_change(
    admin_client: Client, auditors: Group
) -> None:
    address = f"/admin/auth/group/{auditors.pk}/change/"
    picked = Permission.objects.get(codename=SEEN)
    admin_client.post(address, {"name": "Readers of logs", "permissions": [picked.pk]})
    assert log_of(admin_client, address.removesuffix("change/")) == "Changed Name."
    admin_client.post(address, {"name": "Readers of logs", "permissions": []})
    assert log_of(admin_client, address.removesuffix("change/")) == "Changed Permissions."


@pytest.mark.django_db
def test_an_account_keeps_the_permissions_that_its_form_does_not_offer(
    admin_client: Client, auditors: Group
) -> None:
    eve = User.objects.create_user("eve", is_staff=True)
    eve.user_permissions.set(auditors.permissions.all())
    address = f"/admin/auth/user/{eve.pk}/change/"
    joined = {"date_joined_0": "2026-01-02", "date_joined_1": "03:04:05"}
    answer = admin_client.post(address, {"username": "eve", "is_staff": "on", **joined})
    assert answer.status_code == 302
    assert held(eve.user_permissions) == UNSEEN
