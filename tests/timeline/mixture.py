"""A timeline with many made-up events of every kind: for what has to hold whatever is in it."""

from __future__ import annotations

from random import Random

from django.db import connection, transaction

from sources.actions.storing import record_passage
from sources.models import Document, Passage
from tests.factories import (
    WHY,
    make_actor,
    make_category,
    make_document,
    make_text,
    make_theme,
    make_timeline,
)
from timeline.models import Citation, Event, EventActor, EventLink, Timeline

DATES = [
    *("2001", "2001-03", "2001-03-05", "2002-12-31", "2003-01-01", "2003~", "200X", "19XX"),
    *("2001-03-05/2001-03-09", "2002-02/..", "../2002-02", "2003-05-01/2004-07", "-0044-03-15"),
    *("[2002-02-01..2002-02-04]", "[..2002-06]", "[2003-06..]", "[..2001,2004..]"),
    *("{2001-05,2003-05}", "{..2002,2003-01}", "2004-39", "2004-22", "Y12000"),
]
WORDS = ("bridge", "Größe", "опора", "tower", "late", "opens")
CATEGORIES = ("works", "money", "law")
ACTORS = ("Ada", "Bert", "Cem", "Dot", "Eve")
THEMES = ("delay", "cost")
SOURCES = ("gazette", "herald", "diary")


def make_passages(random: Random) -> list[Passage]:
    """Six quotes of each source; of the last source nothing may be shown."""
    passages = []
    for slug in SOURCES:
        access = "private" if slug == SOURCES[-1] else "full"
        document = make_document(slug, access=access)
        quotes = [f"{slug} {n}: {' '.join(random.sample(WORDS, 3))}." for n in range(6)]
        version = make_text(" ".join(quotes), document=document)
        passages += [
            record_passage(version, start=start, end=start + len(quote), quote=quote)
            for quote in quotes
            for start in [(version.text or "").index(quote)]
        ]
    return passages


def make_mixture(random: Random, size: int) -> tuple[Timeline, list[Passage]]:
    """A public timeline of so many events, some of them drafts, and what they can cite."""
    timeline = make_timeline("mixture")
    passages = make_passages(random)
    for _ in range(size):
        add_event(random, timeline, passages)
    return timeline, passages


def add_event(random: Random, timeline: Timeline, passages: list[Passage]) -> Event:
    """One more event, with up to three of everything."""
    edtf = random.choice(DATES)
    event = Event(
        timeline=timeline,
        title=" ".join(random.sample(WORDS, 2)),
        summary=random.choice(["", random.choice(WORDS)]),
        edtf=edtf,
        category=make_category(random.choice(CATEGORIES), timeline=timeline),
        modality=random.choice(Event.Modality.values),
        importance=random.choice([1, 2, 3]),
    )
    (event,) = Event.objects.create_recorded([event], by=None, why=WHY)
    cited = random.sample(passages, random.randint(0, 3))
    citations = [
        Citation(
            event=event,
            passage=passage,
            stance=random.choice(["supports", "supports", "disputes"]),
            edtf=random.choice(["", edtf, random.choice(DATES)]),
        )
        for passage in cited
    ]
    Citation.objects.create_recorded(citations, by=None, why=WHY)
    parts = [
        EventActor(event=event, actor=make_actor(name))
        for name in random.sample(ACTORS, random.randint(0, 3))
    ]
    EventActor.objects.create_recorded(parts, by=None, why=WHY)
    for slug in random.sample(THEMES, random.randint(0, 2)):
        event.themes.add(make_theme(slug, timeline=timeline))
    if random.random() < 0.85:
        set_status(event, "published")
    return event


def set_status(event: Event, status: str) -> None:
    """Decide on an event as raw SQL would; what is cited by nothing stays as it is."""
    supported = Citation.objects.filter(event=event, stance="supports").exists()
    if status == "published" and not supported:
        return
    with connection.cursor() as cursor:
        cursor.execute("UPDATE timeline_event SET status = %s WHERE id = %s", [status, event.pk])


def change_something(random: Random, timeline: Timeline, passages: list[Passage]) -> str:
    """Change one thing as somebody might, or as raw SQL might. Returns what it was."""
    event = random.choice(list(timeline.events.all()))
    change = random.choice(list(_CHANGES))
    with transaction.atomic():
        _CHANGES[change](random, event, passages)
    return change


def redate(random: Random, event: Event, _: list[Passage]) -> None:
    """Date an event otherwise."""
    event.edtf = random.choice(DATES)
    event.save_with_history(by=None, why=WHY)


def _reword(random: Random, event: Event, _: list[Passage]) -> None:
    event.title = random.choice(WORDS)
    event.importance = random.choice([1, 3])
    event.save_with_history(by=None, why=WHY)


def _recategorise(random: Random, event: Event, _: list[Passage]) -> None:
    event.category = make_category(random.choice(CATEGORIES), timeline=event.timeline)
    event.modality = random.choice(Event.Modality.values)
    event.save_with_history(by=None, why=WHY)


def _delete(random: Random, event: Event, _: list[Passage]) -> None:
    event.delete_with_history(by=None, why=WHY)


def _add(random: Random, event: Event, passages: list[Passage]) -> None:
    add_event(random, event.timeline, passages)


def _decide(random: Random, event: Event, _: list[Passage]) -> None:
    set_status(event, random.choice(Event.Status.values))


def _cite(random: Random, event: Event, passages: list[Passage]) -> None:
    for citation in event.citations.all():
        citation.delete_with_history(by=None, why=WHY)
    citation = Citation(event=event, passage=random.choice(passages))
    citation.save_with_history(by=None, why=WHY)
    set_status(event, "published")


def _uncite(random: Random, event: Event, _: list[Passage]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM timeline_citation WHERE event_id = %s", [event.pk])


def _act(random: Random, event: Event, _: list[Passage]) -> None:
    for part in event.participations.all():
        part.delete_with_history(by=None, why=WHY)
    part = EventActor(event=event, actor=make_actor(random.choice(ACTORS)))
    part.save_with_history(by=None, why=WHY)


def _tie(random: Random, event: Event, _: list[Passage]) -> None:
    other = random.choice(list(event.timeline.events.all()))
    for link in event.links_out.all():
        link.delete_with_history(by=None, why=WHY)
    if other != event:
        link = EventLink(
            from_event=event, to_event=other, kind=random.choice(EventLink.Kind.values)
        )
        link.save_with_history(by=None, why=WHY)


def _tell(random: Random, event: Event, _: list[Passage]) -> None:
    slugs = random.sample(THEMES, random.randint(0, 2))
    event.themes.set([make_theme(slug, timeline=event.timeline) for slug in slugs])


def _move(random: Random, event: Event, _: list[Passage]) -> None:
    make_timeline("elsewhere")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE timeline_event SET timeline_id ="
            " (SELECT id FROM timeline_timeline WHERE slug = 'elsewhere') WHERE id = %s",
            [event.pk],
        )


def _hide_source(random: Random, event: Event, _: list[Passage]) -> None:
    document = Document.objects.get(slug=random.choice(SOURCES))
    document.access = random.choice(["full", "private"])
    document.save()


def _rename(random: Random, event: Event, _: list[Passage]) -> None:
    actor = make_actor(random.choice(ACTORS))
    actor.slug = f"{actor.slug.partition('-')[0]}-{random.randint(1, 3)}"
    actor.save()


_CHANGES = {
    "redate": redate,
    "reword": _reword,
    "recategorise": _recategorise,
    "delete": _delete,
    "add": _add,
    "decide": _decide,
    "cite": _cite,
    "uncite": _uncite,
    "act": _act,
    "tie": _tie,
    "tell": _tell,
    "move": _move,
    "hide a source": _hide_source,
    "rename": _rename,
}


def random_query(random: Random) -> str:
    """A query string of a timeline's page, in random parts."""
    parts = []
    days = ["2001", "2001-03-07", "2002-02", "2003-06", "200X", "-0044", "Y12000"]
    for name, values, odds in (
        ("q", (*WORDS, "bri", '"bridge tower"', '""', "nothing-like-it", "late opens"), 0.3),
        ("from", days, 0.3),
        ("to", days, 0.3),
        ("milestones", ["1"], 0.2),
        ("category", (*CATEGORIES, "none"), 0.3),
        ("actor", ("ada", "bert", "cem", "ada-1", "nobody"), 0.4),
        ("theme", (*THEMES, "none"), 0.2),
        ("source", SOURCES, 0.3),
        ("modality", (*Event.Modality.values, "dreamt"), 0.2),
    ):
        while random.random() < odds:
            parts.append(f"{name}={random.choice(list(values))}")
    return "&".join(parts)
