"""Curators at work: signed in, with forms filled in and sent the way a browser does it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from tests.factories import make_member

Answer = Any


@dataclass
class Form:
    """An event's form as it was opened: its address and what its fields hold."""

    client: Client
    address: str
    fields: dict[str, Any]

    def send(self, button: str = "_save", **changes: Any) -> Answer:
        """Send the form with some fields changed; `__` stands for the hyphen in their names."""
        data = {**self.fields, button: "yes"}
        for name, value in changes.items():
            data[name.replace("__", "-")] = value
        return self.client.post(self.address, data)

    def row(self, prefix: str, **values: Any) -> Form:
        """The form with one more row in an inline."""
        number = int(self.fields[f"{prefix}-TOTAL_FORMS"])
        row = {f"{prefix}-{number}-{name}": value for name, value in values.items()}
        return Form(
            self.client,
            self.address,
            {**self.fields, **row, f"{prefix}-TOTAL_FORMS": str(number + 1)},
        )

    def cite(self, version: Any, quote: str, **values: Any) -> Form:
        """The form with one more citation."""
        given = {"text_version": version.pk, "quote": quote, "stance": "supports", "position": 0}
        return self.row("citations", **{**given, **values})


def fields_of(answer: Answer) -> dict[str, Any]:
    """What a browser would send back of an event's form, without its buttons."""
    form = html.fromstring(answer.content.decode()).get_element_by_id("event_form")
    fields: dict[str, Any] = {}
    for control in form.xpath(".//input | .//select | .//textarea"):
        name, kind = control.get("name"), control.get("type", "")
        unticked = kind in {"checkbox", "radio"} and control.get("checked") is None
        if not name or "__prefix__" in name or kind == "submit" or unticked:
            continue
        if control.tag == "select":
            chosen = control.xpath("./option[@selected]/@value")
            values = chosen if control.multiple else chosen[:1] or [""]
        elif control.tag == "textarea":
            # A browser drops the line end with which a text area opens.
            values = [control.text_content().removeprefix("\r").removeprefix("\n")]
        else:
            values = [control.get("value", "")]
        fields.setdefault(name, []).extend(values)
    return {name: values[0] if len(values) == 1 else values for name, values in fields.items()}


@pytest.fixture
def ada(db: None) -> Client:
    """A curator at her browser."""
    client = Client()
    client.force_login(make_member("ada"))
    return client


@pytest.fixture
def ben(db: None) -> Client:
    """Another curator at his."""
    client = Client()
    client.force_login(make_member("ben"))
    return client


@pytest.fixture
def opened() -> Callable[..., Form]:
    """Open the form of an event, or of a new one."""

    def open_form(client: Client, event: Any = None) -> Form:
        name = "admin:timeline_event_change" if event else "admin:timeline_event_add"
        address = reverse(name, args=[event.pk] if event else [])
        answer = client.get(address)
        assert answer.status_code == 200
        return Form(client, address, fields_of(answer))

    return open_form


def text_of(answer: Answer) -> str:
    """The words of a page, without markup."""
    return " ".join(html.fromstring(answer.content.decode()).text_content().split())
