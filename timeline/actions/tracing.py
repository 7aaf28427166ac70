"""What a decision writes, kept with it, so that it can be taken back without a guess."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from django.db import transaction
from django.utils.translation import gettext

from timeline.actions.review import EditConflict, claim
from timeline.models import Actor, Citation, Event, EventActor, EventLink, MergeProposal
from timeline.models.tracked import Writer

_Traced: TypeAlias = Event | Citation | EventActor | EventLink
_KINDS: Final[dict[str, Any]] = {
    "event": Event,
    "citation": Citation,
    "eventactor": EventActor,
    "eventlink": EventLink,
}
_NEVER_RESTORED: Final = frozenset({"id", "version", "import_digest", "imported_version"})


class NoCandidate(EditConflict):
    """The event has been decided on: nothing waits to be decided any more."""


class Overtaken(RuntimeError):
    """An event was changed after the decision; the message says which and by whom, in one line."""


@dataclass(slots=True)
class Trace:
    """The rows that a decision made, changed and deleted.

    made: [kind, key]. changed, deleted: [kind, key, key of the history row before]. versions: of
    each event after the decision. actors: keys of actors made for it. merges: keys of merge
    proposals that it settled. themes: [key of an event, key of a theme that it was given].
    """

    by: Writer
    why: str
    made: list[list[Any]] = field(default_factory=list)
    changed: list[list[Any]] = field(default_factory=list)
    deleted: list[list[Any]] = field(default_factory=list)
    versions: dict[str, int] = field(default_factory=dict)
    actors: list[int] = field(default_factory=list)
    merges: list[int] = field(default_factory=list)
    themes: list[tuple[int, int]] = field(default_factory=list)

    def claim(self, event_id: int, seen_version: int) -> Event:
        """Take an event for changing; see `timeline.actions.review.claim`."""
        event = claim(event_id, seen_version=seen_version)
        self.changed.append(["event", event.pk, _newest(event)])
        self.versions[str(event.pk)] = event.version
        return event

    def claim_candidate(self, event_id: int, seen_version: int) -> Event:
        """Take an event that waits to be decided on. Raises NoCandidate where it does not."""
        event = self.claim(event_id, seen_version)
        if event.status != Event.Status.CANDIDATE:
            raise NoCandidate(event_id)
        return event

    def give_themes(self, event: Event, themes: Iterable[int]) -> None:
        """Add themes to an event that is saved afterwards, which records them."""
        new = set(themes) - set(event.themes.values_list("pk", flat=True))
        with event.unrecorded():
            event.themes.add(*new)
        self.themes += [(event.pk, theme) for theme in sorted(new)]

    def change(self, row: Citation | EventActor | EventLink) -> None:
        """Save a row that was changed in memory."""
        self.changed.append([row._meta.model_name, row.pk, _newest(row)])
        row.save_with_history(by=self.by, why=self.why)

    def make(self, row: _Traced) -> None:
        """Save a new row."""
        row.save_with_history(by=self.by, why=self.why)
        self.made.append([row._meta.model_name, row.pk])
        if isinstance(row, Event):
            self.versions[str(row.pk)] = row.version

    def delete(self, row: Citation | EventActor | EventLink) -> None:
        """Delete a row; its history stays."""
        self.deleted.append([row._meta.model_name, row.pk, _newest(row)])
        row.delete_with_history(by=self.by, why=self.why)

    def as_json(self) -> dict[str, Any]:
        """As it is stored with the decision."""
        names = ("made", "changed", "deleted", "versions", "actors", "merges", "themes")
        return {name: getattr(self, name) for name in names}


def take_back(trace: dict[str, Any], *, by: Writer, why: str) -> dict[str, tuple[int, int]]:
    """Put everything back as it was before a decision: recorded as a change like any other.

    Returns for each event its version before the decision and the one that it has now, which say
    the same. Raises Overtaken where somebody has changed one of its events since; nothing is
    written then.
    """
    with transaction.atomic():
        events = {key: _claim_back(int(key), seen) for key, seen in trace["versions"].items()}
        made = [(kind, key) for kind, key in reversed(trace["made"])]
        for kind, key in made:
            if kind != "event":
                _delete(kind, key, by, why)
        for kind, _, before in trace["deleted"]:
            _KINDS[kind].history.get(pk=before).instance.save_with_history(by=by, why=why)
        for key, theme in trace.get("themes", ()):
            with events[str(key)].unrecorded():
                events[str(key)].themes.remove(theme)
        for kind, key, before in reversed(trace["changed"]):
            row = events[str(key)] if kind == "event" else _KINDS[kind].objects.get(pk=key)
            _restore(row, before)
            row.save_with_history(by=by, why=why)
        for kind, key in made:
            if kind == "event":
                _delete(kind, key, by, why)
        Actor.objects.filter(pk__in=trace["actors"], participations=None).delete()
        MergeProposal.objects.filter(pk__in=trace["merges"]).update(
            state=MergeProposal.State.OPEN, decided_at=None, decided_by=None
        )
    return {key: (seen - 1, seen + 1) for key, seen in trace["versions"].items()}


def _claim_back(event_id: int, seen: int) -> Event:
    try:
        return claim(event_id, seen_version=seen)
    except EditConflict:
        last = Event.history.filter(id=event_id).order_by("-history_id").first()
        title = last.title if last else f"Event {event_id}"
        who = f" ({last.history_user})" if last and last.history_user else ""
        told = gettext(
            "“{title}” was changed after that{who}, so it can’t be undone here. Open the event to"
            " change it by hand."
        )
        raise Overtaken(told.format(title=title, who=who)) from None


def _newest(row: _Traced) -> int:
    """The key of a row's newest history."""
    key: int = row.history.order_by("-history_id").values_list("pk", flat=True)[0]
    return key


def _restore(row: _Traced, before: int) -> None:
    """Give a row the values that it had in a row of its history."""
    old = row.history.get(pk=before)
    for column in row._meta.concrete_fields:
        name = column.attname
        if name not in _NEVER_RESTORED and not column.generated and hasattr(old, name):
            setattr(row, name, getattr(old, name))


def _delete(kind: str, key: int, by: Writer, why: str) -> None:
    _KINDS[kind].objects.get(pk=key).delete_with_history(by=by, why=why)
