"""A candidate that somebody changed while a curator was at it: theirs, and what this one wrote."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from timeline.admin.side_by_side import Difference
from timeline.http import whole_number
from timeline.models import Category, Event

_FIELDS: Final = {
    "title": "title",
    "edtf": "edtf",
    "date_reason": "date_reason",
    "modality": "modality",
    "category": "category_id",
    "importance": "importance",
    "summary": "summary",
}
_LABELS: Final = {"edtf": _("Date"), "date_reason": _("Why this date"), "modality": _("Kind")}
_THEIRS: Final = _("as you opened it: theirs is kept")


def catch_up(event: Event, posted: QueryDict, seen: int) -> tuple[QueryDict, list[Difference]]:
    """Bring a form that was opened on an older version up to the event as it is now.

    What the curator left alone becomes what somebody else made of it; what they changed stays.
    Returns the form's data, and a line for each thing that differs. seen: the version on opening.
    """
    data = posted.copy()
    lines = [*_fields(event, data, seen), *_actors(event, data)]
    return data, lines


def _fields(event: Event, data: QueryDict, seen: int) -> Iterator[Difference]:
    opened = event.history.filter(version__lte=seen).order_by("-history_id").first()
    for name, column in _FIELDS.items():
        now = _plain(getattr(event, column))
        before = _plain(getattr(opened, column, now))
        mine = _plain(data.get(name, before))
        if now in {before, mine}:
            continue
        label = str(_LABELS.get(name, name.capitalize()))
        if mine == before:
            data[name] = now
            yield Difference(label, _shown(event, name, now), str(_THEIRS), False)
        else:
            yield Difference(label, _shown(event, name, now), _shown(event, name, mine), True)


def _actors(event: Event, data: QueryDict) -> Iterator[Difference]:
    """Actors that came since stay; those that went since can't be kept any more."""
    offered, ticked = set(data.get("offered", "").split(",")), data.getlist("kept")
    parts = {str(part.pk): part for part in event.participations.select_related("actor")}
    for key in parts.keys() - offered:
        yield Difference(
            gettext("Actors"), gettext("{name}, added").format(name=parts[key]), str(_THEIRS), False
        )
    gone = len(set(ticked) - parts.keys())
    if gone:
        yield Difference(
            gettext("Actors"), gettext("{n} taken away").format(n=gone), str(_THEIRS), False
        )
    stay = [key for key in parts if key in ticked or key not in offered]
    data.setlist("kept", stay)


def _plain(value: Any) -> str:
    return " ".join(str(value).split())


def _shown(event: Event, name: str, value: str) -> str:
    """A value as the page shows it."""
    if name == "category":
        found = Category.objects.filter(
            timeline=event.timeline_id, pk=whole_number(value) or 0
        ).first()
        return str(found or value)
    return str(dict(Event.Modality.choices).get(value, value)) if name == "modality" else value
