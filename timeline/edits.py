"""The history of an event, of its citations and actors, as sentences that people can read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from django.contrib.auth.models import AbstractBaseUser
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sources.models import Passage
from sources.models.passage import PassageQuerySet
from timeline.language import kept
from timeline.models import Actor, Citation, Event, EventActor, EventLink
from timeline.retelling import retold_text
from timeline.roles import role_words

TOGETHER: Final = timedelta(seconds=5)
"""Writes of one person for one reason, so close together, are one edit."""

_FIELDS: Final[dict[str, Promise]] = {
    "title": gettext_lazy("title"),
    "label": gettext_lazy("chart label"),
    "summary": gettext_lazy("summary"),
    "edtf": gettext_lazy("date"),
    "modality": gettext_lazy("kind of fact"),
    "status": gettext_lazy("status"),
    "category_id": gettext_lazy("category"),
    "importance": gettext_lazy("importance"),
    "date_reason": gettext_lazy("reason for the date"),
    "note": gettext_lazy("note"),
}
_CHOICES: Final = {"modality": Event.Modality, "status": Event.Status}
_CITATION_FIELDS: Final[dict[str, Promise]] = {
    "stance": gettext_lazy("for or against"),
    "edtf": gettext_lazy("date in the source"),
    "wording": gettext_lazy("date’s words"),
    "rule": gettext_lazy("rule"),
    "anchor": gettext_lazy("counted from"),
    "note": gettext_lazy("note"),
}
MERGED_WITH: Final = kept("merged with “{title}”")
SAME_AS: Final = kept("the same as “{title}”")
_NAMES_ANOTHER: Final = tuple(line.partition("{")[0] for line in (MERGED_WITH, SAME_AS))
"""How reasons begin that name another event, which may be a draft or rest on private sources."""
_KEPT_IN_ENGLISH: Final = frozenset({"rule", "anchor"})


@dataclass(slots=True)
class Edit:
    """One edit: when, by whom, why, and what changed, a line each."""

    at: datetime
    by: AbstractBaseUser | None
    why: str
    lines: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Change:
    at: datetime
    by: AbstractBaseUser | None
    why: str
    line: str


def read_edits(event: Event, *, for_curators: bool = False) -> list[Edit]:
    """Return the edits of an event, newest first. Nine queries, whatever their number.

    for_curators: also what quotes of private sources say, and what is noted of them, and the titles of
    events that were merged into this one.
    """
    passages = Passage.objects.all() if for_curators else Passage.objects.shown()
    changes = [
        *_event_changes(event),
        *_citation_changes(event, passages),
        *_actor_changes(event),
        *_link_changes(event, for_curators),
    ]
    edits: list[Edit] = []
    for change in sorted(changes, key=lambda change: change.at):
        why = change.why if for_curators else _for_everybody(change.why)
        last = edits[-1] if edits else None
        if (
            last is None
            or (last.by, last.why) != (change.by, why)
            or change.at - last.at > TOGETHER
        ):
            last = Edit(change.at, change.by, why)
            edits.append(last)
        if change.line not in last.lines:
            last.lines.append(change.line)
    return edits[::-1]


def _for_everybody(why: str) -> str:
    return kept("merged in the review queue") if why.startswith(_NAMES_ANOTHER) else why


def _in_turn(states: Any) -> list[Any]:
    """Read states that were kept, in the order in which they came."""
    return list(states.select_related("history_user").order_by("history_date", "history_id"))


def _event_changes(event: Event) -> Iterator[_Change]:
    rows = _in_turn(event.history.all())
    themes: dict[int, set[str]] = defaultdict(set)
    for part in Event.history.model.themes.filter(history__in=rows).select_related("theme"):
        themes[part.history_id].add(str(part.theme))
    categories = {c.pk: c.name for c in event.timeline.categories.all()}
    before: Any = None
    for row in rows:
        if before is None:
            yield _change(row, _("Created"))
        else:
            lines = _differences(before, row, categories)
            old, new = themes[before.history_id], themes[row.history_id]
            lines += [_("Storyline added: {name}").format(name=name) for name in sorted(new - old)]
            lines += [
                _("Storyline removed: {name}").format(name=name) for name in sorted(old - new)
            ]
            yield from (_change(row, line) for line in lines)
        before = row


def _differences(before: Any, row: Any, categories: dict[int, str]) -> list[str]:
    lines = []
    for name, label in _FIELDS.items():
        old, new = getattr(before, name), getattr(row, name)
        if old != new:
            if name == "category_id":
                old, new = categories.get(old, old), categories.get(new, new)
            elif name in _CHOICES:
                old, new = (_CHOICES[name](value).label.lower() for value in (old, new))
            lines.append(_changed(label, old, new))
    return lines


def _citation_changes(event: Event, passages: PassageQuerySet) -> Iterator[_Change]:
    rows = _in_turn(Citation.history.filter(event_id=event.pk))
    quotes = passages.in_bulk({row.passage_id for row in rows})
    before: dict[int, Any] = {}
    for row in rows:
        passage = quotes.get(row.passage_id)
        quote = (
            _("“{words}”").format(words=passage.quote)
            if passage
            else _("a passage that is not shown")
        )
        if row.history_type == "+":
            yield _change(row, _("Citation added: {quote}").format(quote=quote))
        elif row.history_type == "-":
            yield _change(row, _("Citation removed: {quote}").format(quote=quote))
        elif passage is None:  # its words, and what is noted of them, are as private as the quote
            yield _change(row, _("Citation changed: {quote}").format(quote=quote))
        else:
            for name, label in _CITATION_FIELDS.items():
                old, new = (getattr(version, name, "") for version in (before.get(row.id), row))
                if old != new:
                    if name in _KEPT_IN_ENGLISH:
                        old, new = retold_text(old or ""), retold_text(new)
                    yield _change(row, f"{quote}: {_changed(label, old, new)}")
        before[row.id] = row


def _actor_changes(event: Event) -> Iterator[_Change]:
    rows = _in_turn(EventActor.history.filter(event_id=event.pk))
    names = Actor.objects.in_bulk({row.actor_id for row in rows})
    verbs = {
        "+": _("Actor added: {name}"),
        "-": _("Actor removed: {name}"),
        "~": _("Actor changed: {name}"),
    }
    for row in rows:
        name = names.get(row.actor_id)
        role = f" ({role_words(row.role)})" if row.role else ""
        told = f"{name or _('unknown')}{role}"
        yield _change(row, verbs[row.history_type].format(name=told))


def _link_changes(event: Event, for_curators: bool) -> Iterator[_Change]:
    rows = _in_turn(EventLink.history.filter(from_event_id=event.pk))
    events = Event.objects.all() if for_curators else Event.objects.published()
    titles = events.in_bulk({row.to_event_id for row in rows})
    verbs = {
        "+": _("Link added: {title} ({kind})"),
        "-": _("Link removed: {title} ({kind})"),
        "~": _("Link changed: {title} ({kind})"),
    }
    for row in rows:
        to_event = titles.get(row.to_event_id)
        title = (
            _("“{words}”").format(words=to_event) if to_event else _("an event that is not shown")
        )
        kind = row.get_kind_display().lower()
        yield _change(row, verbs[row.history_type].format(title=title, kind=kind))


def _changed(label: str | Promise, old: object, new: object) -> str:
    if not old:
        return f"{str(label).capitalize()}: {new}"
    return f"{str(label).capitalize()}: {old} → {new or _('nothing')}"


def _change(row: Any, line: str) -> _Change:
    return _Change(row.history_date, row.history_user, row.history_change_reason or "", line)
