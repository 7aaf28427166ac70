"""The part that an actor has in an event, as pages say it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.utils.translation import gettext_lazy as _

from timeline.models import Actor, EventActor

ROLE_WORDS: Final = {
    "subject": _("acting, or spoken of"),
    "speaker": _("speaking"),
    "signatory": _("signing"),
    "host": _("hosting, or the place"),
    "participant": _("taking part"),
    "member": _("belonging to it"),
    "target": _("addressed, or aimed at"),
}
"""The roles of docs/collection-format.md in plain words."""


def role_words(role: str) -> str:
    """Return a role in words; one that a collection made up is left as it is."""
    return str(ROLE_WORDS.get(role, role))


def part_words(part: EventActor) -> str:
    """Return an actor with its part, such as "Ada Marsh (speaking)"."""
    return f"{part.actor} ({role_words(part.role)})" if part.role else str(part.actor)


def actors_by_role(parts: Iterable[EventActor]) -> list[tuple[str, list[Actor]]]:
    """Return who takes part in an event under each role in words, in the order of the parts."""
    groups: dict[str, list[Actor]] = {}
    for part in parts:
        groups.setdefault(role_words(part.role), []).append(part.actor)
    return list(groups.items())
