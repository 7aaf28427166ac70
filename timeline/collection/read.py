"""A folder of TOML files -> one Collection, or everything that is wrong with it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Final

from timeline.collection.cross_check import cross_check
from timeline.collection.entries import Collection
from timeline.collection.event_entries import read_event, read_link
from timeline.collection.faults import CollectionError, Fault
from timeline.collection.fields import Fields
from timeline.collection.static_entries import (
    read_actor,
    read_category,
    read_source,
    read_theme,
    read_timeline,
)

FILES: Final = ("timeline.toml", "sources.toml", "actors.toml", "events.toml")
FILE_LIMIT: Final = 20_000_000
"""Bytes of one file; some thirty thousand events. Larger timelines come in by other ways."""


def read_collection(folder: Path) -> Collection:
    """Return the collection that a folder holds.

    Raises CollectionError with every fault found: files that are missing or no TOML, fields that
    are missing, unknown or wrong, names used twice, and names that nothing stands behind.
    """
    faults: list[Fault] = []
    timeline, sources, actors, events = (_read_file(folder / name, faults) for name in FILES)
    if timeline is None or sources is None or actors is None or events is None:
        raise CollectionError(faults)
    collection = Collection(
        timeline=read_timeline(timeline),
        categories=tuple(map(read_category, timeline.tables("category", named_by="slug"))),
        themes=tuple(map(read_theme, timeline.tables("theme", named_by="slug"))),
        sources=tuple(map(read_source, sources.tables("source", named_by="slug"))),
        actors=tuple(map(read_actor, actors.tables("actor", named_by="slug"))),
        events=tuple(map(read_event, events.tables("event", named_by="key"))),
        links=tuple(map(read_link, events.tables("link"))),
    )
    for fields in (timeline, sources, actors, events):
        fields.finish()
    faults += cross_check(collection)
    if faults:
        raise CollectionError(faults)
    return collection


def _read_file(path: Path, faults: list[Fault]) -> Fields | None:
    """The file's top table, or None with the reason among the faults."""
    try:
        if path.stat().st_size > FILE_LIMIT:
            faults.append(Fault(path.name, "", f"has over {FILE_LIMIT:,} bytes; split it"))
            return None
        table = tomllib.loads(path.read_bytes().decode("utf-8"))
    except FileNotFoundError:
        faults.append(Fault(path.name, "", f"is missing in {path.parent}; a collection has it"))
    except OSError as error:
        faults.append(Fault(path.name, "", f"can't be opened: {error.strerror}"))
    except UnicodeDecodeError as error:
        faults.append(Fault(path.name, "", f"is not UTF-8 at byte {error.start}; save it as UTF-8"))
    except RecursionError:
        faults.append(Fault(path.name, "", "is nested too deeply; brackets may be left open"))
    except ValueError as error:  # TOMLDecodeError is one; so is a number of too many digits
        faults.append(Fault(path.name, "", f"is not TOML: {error}"))
    else:
        return Fields(table, file=path.name, entry="", faults=faults)
    return None
