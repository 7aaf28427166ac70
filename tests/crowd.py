"""A timeline of thousands of events, made in seconds: for what must not cost more with each event.

Written past the history, which no test of it is about; the database's own guards see every row.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from random import Random
from typing import Any

from django.db import models, transaction

from sources.models import Document, Passage, TextVersion
from sources.models.published_date import days_published
from sources.models.text_version import sha256_of
from timeline.dates.julian_day import calendar_date, julian_day
from timeline.models import Actor, Category, Citation, Event, EventActor, EventLink, Theme, Timeline

FIRST, LAST = julian_day(1991, 1, 1), julian_day(2012, 12, 31)
_BATCH = 5_000
_CATEGORIES = [
    "Founding", "Membership", "Agreements", "Forces", "Exercises", "Talks", "Bases", "Relations",
]  # fmt: skip
_WHO = ["The council", "The river office", "The mayor", "The harbour union", "The bridge company"]
_DID = ["opens", "postpones", "signs", "inspects", "disputes", "announces", "repairs", "closes"]
_WHAT = ["the eastern pier", "a treaty on tolls", "the winter ferry", "the flood wall", "the lock"]


def make_crowd(
    events: int = 3_000, *, documents: int = 500, actors: int = 200, slug: str = "crowd"
) -> Timeline:
    """A public timeline: most dates are days, crowded into a few years; few milestones; two quotes
    in every second event; a few plans, some of them with an outcome, some events in dispute.
    """
    chance = Random(f"{slug} {events}")  # noqa: S311 - the same every time
    with transaction.atomic():
        timeline = Timeline.objects.create(
            slug=slug, title="The river and its bridges", is_public=True
        )
        passages = _passages(timeline, documents, events, chance)
        categories = _made(
            Category(timeline=timeline, slug=name.lower(), name=name, colour=n + 1, position=n)
            for n, name in enumerate(_CATEGORIES)
        )
        themes = _made(
            Theme(timeline=timeline, slug=f"storyline-{n}", name=f"Storyline {n}") for n in range(6)
        )
        made = _made(_event(n, timeline, categories, chance) for n in range(events))
        _cite(made, passages, chance)
        people = _made(
            Actor(slug=f"{slug}-person-{n}", name=f"Person {n} of the river", kind="person")
            for n in range(actors)
        )
        _made(
            EventActor(event=event, actor=people[int(actors * chance.random() ** 3)], position=0)
            for event in made
        )
        _made(Event.themes.through(event=event, theme=chance.choice(themes)) for event in made[::5])
        plans = [event for event in made if event.modality == "planned"]
        _made(
            EventLink(from_event=plan, to_event=made[plan.pk % 7], kind="outcome")
            for plan in plans[::2]
            if plan.pk != made[plan.pk % 7].pk
        )
    return timeline


def _made(rows: Iterable[Any]) -> list[Any]:
    found = list(rows)
    if found:
        models.QuerySet(type(found[0])).bulk_create(found, batch_size=_BATCH)
    return found


def _passages(
    timeline: Timeline, documents: int, events: int, chance: Random
) -> list[list[Passage]]:
    """Of each document, so many passages that every event can have its own."""
    each = max(4, events // documents + 1)
    works, texts = [], []
    for n in range(documents):
        day = chance.randint(FIRST, LAST)
        year, month, day_of_month = calendar_date(day)
        published = f"{year}-{month:02}-{day_of_month:02}"
        first, last = days_published(published)
        works.append(
            Document(
                slug=f"{timeline.slug}-{n}",
                title=f"What the river did, part {n}",
                container="The Gazette",
                published=published,
                first_day=first,
                last_day=last,
            )
        )
    for work in _made(works):
        words = " ".join(f"Line {line} of {work.slug} tells of the river." for line in range(each))
        texts.append(
            TextVersion(
                document=work,
                sha256=sha256_of(words),
                length=len(words),
                text=words,
                checked_on=date(2026, 1, 2),
            )
        )
    _made(Timeline.documents.through(timeline=timeline, document=work) for work in works)
    passages = []
    for version in _made(texts):
        end = -1
        for line in range(each):
            start = end + 1
            end = start + len(f"Line {line} of {version.document.slug} tells of the river.")
            passages.append(
                Passage(text_version=version, start=start, end=end, quote=version.text[start:end])
            )
    _made(passages)
    return [passages[at : at + each] for at in range(0, len(passages), each)]


def _event(n: int, timeline: Timeline, categories: list[Category], chance: Random) -> Event:
    middle = FIRST + (LAST - FIRST) * chance.choice([0.2, 0.55, 0.6, 0.85])
    day = int(min(max(chance.gauss(middle, 400), FIRST), LAST))
    year, month, day_of_month = calendar_date(day)
    kind = chance.random()
    exact = f"{year}-{month:02}-{day_of_month:02}"
    edtf = exact
    if kind > 0.9:
        edtf = str(year)
    elif kind > 0.8:
        edtf = exact[:7]
    elif kind > 0.77:
        edtf = f"{exact}/{year + 1}-01"
    elif kind > 0.76:
        edtf = f"[..{exact}]"
    title = f"{chance.choice(_WHO)} {chance.choice(_DID)} {chance.choice(_WHAT)}"
    event = Event(
        timeline=timeline,
        title=f"{title} ({n})",
        edtf=edtf,
        category=categories[int(len(categories) * chance.random() ** 1.6)],
        modality=chance.choices(
            ["occurred", "announced", "planned", "claimed", "denied", "cancelled"],
            [70, 10, 8, 6, 3, 3],
        )[0],
        importance=3 if n % 331 == 0 else 2 if n % 7 == 0 else 1,
    )
    event.derive()
    return event


def _cite(events: list[Event], passages: list[list[Passage]], chance: Random) -> None:
    """Give each event its passage, and every second one another of the next document."""
    citations = []
    for n, event in enumerate(events):
        document, line = n % len(passages), n // len(passages)
        for position in range(1 + n % 2):
            passage = passages[(document + position) % len(passages)][line % len(passages[0])]
            disputes = position and n % 400 == 1
            citations.append(
                Citation(
                    event=event,
                    passage=passage,
                    position=position,
                    edtf=event.edtf if chance.random() > 0.002 else "1990",
                    stance="disputes" if disputes else "supports",
                )
            )
    _made(citations)
    models.QuerySet(Event).filter(timeline=events[0].timeline).update(status="published")
