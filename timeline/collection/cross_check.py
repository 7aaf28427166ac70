"""What no entry can show alone: names used twice, names of nothing, quotes that collide."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection as Names
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches

from timeline.collection.entries import CitationEntry, Collection
from timeline.collection.faults import Fault


def cross_check(collection: Collection) -> list[Fault]:
    """Every fault between the entries of a collection, in the order of its files."""
    return [
        *_names_used_twice(collection),
        *_too_few(collection),
        *_event_faults(collection),
        *_link_faults(collection),
        *_colliding_quotes(collection),
    ]


def _names_used_twice(collection: Collection) -> Iterator[Fault]:
    slugs = [
        ("timeline.toml", "category", "slug", [entry.slug for entry in collection.categories]),
        ("timeline.toml", "theme", "slug", [entry.slug for entry in collection.themes]),
        ("sources.toml", "source", "slug", [entry.slug for entry in collection.sources]),
        ("sources.toml", "source", "sha256", [entry.sha256 for entry in collection.sources]),
        ("actors.toml", "actor", "slug", [entry.slug for entry in collection.actors]),
        ("actors.toml", "actor", "name or alias", list(_actor_names(collection))),
        ("events.toml", "event", "key", [entry.key for entry in collection.events]),
    ]
    for file, kind, field, names in slugs:
        for name, count in Counter(names).items():
            if name and count > 1:
                yield Fault(file, f'{kind} "{name}"', f"this {field} stands {count} times")


def _actor_names(collection: Collection) -> Iterator[str]:
    for actor in collection.actors:
        yield from {actor.name, *actor.aliases}


def _too_few(collection: Collection) -> Iterator[Fault]:
    if not collection.categories:
        yield Fault("timeline.toml", "", "has no [[category]]; events need at least one lane")
    if not collection.sources:
        yield Fault("sources.toml", "", "has no [[source]]; events need something to rest on")


def _event_faults(collection: Collection) -> Iterator[Fault]:
    categories = {entry.slug for entry in collection.categories}
    themes = {entry.slug for entry in collection.themes}
    actors = {entry.slug for entry in collection.actors}
    lengths = {entry.slug: entry.length for entry in collection.sources}
    for event in collection.events:
        entry = f'event "{event.key}"'
        named: list[tuple[str, Iterable[str], Names[str]]] = [
            ("category", [event.category], categories),
            ("theme", event.themes, themes),
            ("actor", [slug for slug, _ in event.actors], actors),
            ("source", [citation.source for citation in event.citations], lengths),
        ]
        for kind, names, known in named:
            for name in dict.fromkeys(names):
                if name and name not in known:
                    yield Fault("events.toml", entry, _unknown(kind, name, known))
        for number, citation in enumerate(event.citations, 1):
            length = lengths.get(citation.source)
            if length is not None and citation.end > length:
                reason = f"ends at {citation.end}, past the source's length of {length}"
                yield Fault("events.toml", f"{entry}, citation {number}", reason)


def _unknown(kind: str, name: str, known: Names[str]) -> str:
    close = get_close_matches(name, list(known), n=1)
    return f"there is no {kind} {name!r}; " + (
        f"did you mean {close[0]!r}?" if close else f"add it or name another {kind}"
    )


def _link_faults(collection: Collection) -> Iterator[Fault]:
    events = {event.key: event for event in collection.events}
    seen: set[tuple[str, str, str]] = set()
    for number, link in enumerate(collection.links, 1):
        entry = f"link {number}"
        for key in (link.from_key, link.to_key):
            if key and key not in events:
                yield Fault("events.toml", entry, _unknown("event", key, events))
        plan = events.get(link.from_key)
        if link.kind == "outcome" and plan and plan.modality not in {"planned", "announced"}:
            reason = f"an outcome follows a plan, but {plan.key!r} is {plan.modality}"
            yield Fault("events.toml", entry, reason)
        ends = sorted((link.from_key, link.to_key))
        tie = (link.kind, ends[0], ends[1])
        if tie in seen:
            reason = f"{link.from_key!r} and {link.to_key!r} are already linked this way"
            yield Fault("events.toml", entry, reason)
        seen.add(tie)


def _colliding_quotes(collection: Collection) -> Iterator[Fault]:
    """Where two quotes claim the same place of a source, they must say the same there."""
    cited: dict[str, list[tuple[CitationEntry, str]]] = defaultdict(list)
    for event in collection.events:
        seen: list[CitationEntry] = []
        for citation in event.citations:
            cited[citation.source].append((citation, event.key))
            if any(_overlap(citation, other) for other in seen):
                reason = f"cites the same words of {citation.source!r} twice; once is enough"
                yield Fault("events.toml", f'event "{event.key}"', reason)
            seen.append(citation)
    for source, citations in cited.items():
        yield from _collisions(source, sorted(citations, key=lambda pair: pair[0].start))


def _overlap(one: CitationEntry, other: CitationEntry) -> bool:
    return one.source == other.source and one.start < other.end and other.start < one.end


def _collisions(source: str, citations: Sequence[tuple[CitationEntry, str]]) -> Iterator[Fault]:
    """Each citation, in the order of their starts, beside all before it that reach into it."""
    reaching: list[tuple[CitationEntry, str]] = []
    for other, second_key in citations:
        reaching = [(one, key) for one, key in reaching if one.end > other.start]
        for one, first_key in reaching:
            at = other.start - one.start
            shared = min(one.end, other.end) - other.start
            if one.quote[at : at + shared] != other.quote[:shared]:
                reason = (
                    f"its quote and that of {first_key!r} differ at the same place of {source!r}"
                )
                yield Fault("events.toml", f'event "{second_key}"', reason)
        reaching.append((other, second_key))
