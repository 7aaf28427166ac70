"""`python -m bench.at_scale.visiting`: what each page of an archive costs, asked for in this process.

Each page is asked for three times by a reader, or by a curator where only they may see it. JSON on
standard output: by name the count of queries, processor time and time in the database of the
quickest visit but the first, whose processor time stands beside it, in milliseconds; and the page's kB.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from typing import Any, Final

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402 - models need settings first
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from bench.at_scale.loading import SLUG  # noqa: E402
from timeline.models import Actor, Event, Theme, Timeline  # noqa: E402

_VISITS: Final = 3
_OK: Final = 200


class Visitor:
    """Asks for pages, and notes what they cost."""

    def __init__(self) -> None:
        self._client = Client(SERVER_NAME="localhost")
        self._queries = 0
        self._in_database = 0.0

    def sign_in(self) -> None:
        """Become a curator who may do anything; nobody's password is asked for."""
        users = get_user_model().objects
        user, _ = users.get_or_create(
            username="visitor", defaults={"is_staff": True, "is_superuser": True}
        )
        self._client.force_login(user)

    def cost(self, path: str) -> dict[str, Any]:
        """Ask for a page a few times."""
        visits = [self._visit(path) for _ in range(_VISITS)]
        first, again = visits[0], min(visits[1:], key=lambda visit: visit["cpu_ms"])
        return {
            "queries": again["queries"],
            "first_cpu_ms": first["cpu_ms"],
            "cpu_ms": again["cpu_ms"],
            "database_ms": again["database_ms"],
            "kb": again["kb"],
        }

    def _visit(self, path: str) -> dict[str, Any]:
        self._queries, self._in_database = 0, 0.0
        started = time.process_time()
        with connection.execute_wrapper(self._note):
            response = self._client.get(path)
            body = response.getvalue()
        if response.status_code != _OK:
            raise SystemExit(f"{path}: answered {response.status_code}")
        return {
            "queries": self._queries,
            "cpu_ms": round((time.process_time() - started) * 1000, 1),
            "database_ms": round(self._in_database * 1000, 1),
            "kb": round(len(body) / 1000, 1),
        }

    def _note(self, execute: Any, *told: Any) -> Any:
        self._queries += 1
        started = time.process_time()
        try:
            return execute(*told)
        finally:
            self._in_database += time.process_time() - started


def public_pages() -> dict[str, str]:
    """The pages that everybody may see, but for the timeline's part, which `bench scale` measures."""
    shown = Timeline.objects.get(slug=SLUG)
    events = Event.objects.published().filter(timeline=shown)
    first, last = events.in_time_order()[100], events.in_time_order().reverse()[100]
    theme = Theme.objects.filter(timeline=shown)[0]
    milestone = events.filter(importance=Event.MILESTONE).in_time_order()[0]
    rare = Actor.objects.order_by("-pk")[100]
    of_timeline = [SLUG]
    return {
        "home": reverse("home"),
        "timeline, whole page": reverse("timeline", args=of_timeline),
        "chart to take away": reverse("chart-picture", args=of_timeline),
        "picture for sharing": reverse("social-card", args=of_timeline),
        "story, start": reverse("story", args=of_timeline),
        "story, a step": reverse("story-step", args=[SLUG, milestone.pk, milestone.slug]),
        "story of a storyline": f"{reverse('story', args=of_timeline)}?theme={theme.slug}",
        "story, end": reverse("story-end", args=of_timeline),
        "disagreements": reverse("disagreements", args=of_timeline),
        "plans": reverse("plans", args=of_timeline),
        "event, early": first.get_absolute_url(),
        "event, late": last.get_absolute_url(),
        "actors": reverse("actor-list"),
        "actor of most events": reverse("actor", args=["actor-1"]),
        "actor of few": reverse("actor", args=[rare.slug]),
        "sources": reverse("source-list"),
        "sources, a late page": f"{reverse('source-list')}?page=40",
        "reader": reverse("reader", args=["document-7"]),
    }


def slow_pages() -> dict[str, str]:
    """Pages that no index answers, and that take minutes of a large archive: only if asked for."""
    return {"as of a day": f"{reverse('timeline', args=[SLUG])}?known=2005-01-01"}


def curators_pages() -> dict[str, str]:
    """The pages of the admin that lead through all events, documents or actors."""
    event = Event.objects.published().filter(timeline__slug=SLUG).order_by("pk")[500]
    return {
        "admin": reverse("admin:index"),
        "admin, events": reverse("admin:timeline_event_changelist"),
        "admin, events, searched": f"{reverse('admin:timeline_event_changelist')}?q=council",
        "admin, an event": reverse("admin:timeline_event_change", args=[event.pk]),
        "admin, review": f"{reverse('admin:timeline_review_queue')}?timeline={SLUG}",
        "admin, documents": reverse("admin:sources_document_changelist"),
        "admin, actors": reverse("admin:timeline_actor_changelist"),
    }


def main() -> None:
    """Visit, and tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="pages whose name holds this")
    only = parser.parse_args().only
    visitor, told = Visitor(), {}
    for pages in (public_pages(), slow_pages() if only else {}, curators_pages()):
        for name, path in pages.items():
            if only in name:
                told[name] = visitor.cost(path)
                sys.stderr.write(f"{name}: {json.dumps(told[name])}\n")
        visitor.sign_in()
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
