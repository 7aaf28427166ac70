"""The review queue as a curator's browser asks it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.test import Client

from tests.factories import make_document, make_event, make_member, make_passage, make_text
from tests.timeline.admin.conftest import Answer
from timeline.models import Event, Proposal

QUEUE = "/admin/timeline/event/review/?timeline=bridge"


def sign_in(name: str, *, curator: bool = True) -> Client:
    """Somebody of the staff at their browser."""
    user = make_member(name) if curator else User.objects.create_user(name, is_staff=True)
    client = Client()
    client.force_login(user)
    return client


def candidates(count: int, **values: Any) -> list[Event]:
    """Candidates in the order of one text, as proposing makes them."""
    version = make_text(
        " ".join(f"On {day} May 2004 the mayor spoke {day} times." for day in range(1, count + 1)),
        document=make_document("minutes"),
    )
    events = []
    for day in range(1, count + 1):
        passage = make_passage(f"On {day} May 2004 the mayor spoke {day} times.", version=version)
        event = make_event(
            f"Mayor speaks {day} times",
            edtf=f"2004-05-{day:02}",
            status="candidate",
            passage=passage,
            **values,
        )
        Proposal.objects.create(
            timeline=event.timeline,
            event=event,
            text_version=version,
            fingerprint=f"{day}",
            date_rule="as-said",
            confidence=day / 100,
            names=[["River Board", "organisation", "", 0, 5]],
        )
        events.append(event)
    return events


def shown(answer: Answer) -> str:
    """The title of the candidate that a page has open."""
    return str(answer.context["event"].title)


def decide(client: Client, event: Event, do: str, **fields: Any) -> Answer:
    data = {
        "seen": event.version,
        "do": do,
        "title": event.title,
        "edtf": event.edtf,
        "modality": event.modality,
        "category": event.category_id,
        "importance": event.importance,
        **fields,
    }
    return client.post(f"/admin/timeline/event/review/{event.pk}/", data, follow=True)


def undo(client: Client) -> Answer:
    """Press the button that names what was done last."""
    step = client.get(QUEUE).context["last_step"]
    data = {"timeline": "bridge", "step": step}
    return client.post("/admin/timeline/event/review/undo/", data, follow=True)
