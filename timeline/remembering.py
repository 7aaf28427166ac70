"""What follows from the state of a large timeline alone, reckoned once for each state.

A small timeline is reckoned each time: that costs little, and needs no trust in its stamp.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping
from contextlib import contextmanager
from threading import Lock
from typing import Any, Final, Generic, TypeVar

from django.conf import settings

from timeline.answers.protocol import Answers
from timeline.changes import read_log

_T = TypeVar("_T")
_Key = TypeVar("_Key", bound=Hashable)
_NAMES_OF_A_STATE: Final = 10_000
"""Of each kind; each is some hundred bytes."""


class Kept(Generic[_T]):
    """Things that a process keeps. What nobody asks for goes first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._found: OrderedDict[Hashable, _T] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._found)

    def of(self, key: Hashable, make: Callable[[], _T]) -> _T:
        """Return what is kept under a key, or what `make` returns, and keep it."""
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
                return self._found[key]
        made = make()  # by two threads at once rather than in turns: it asks the database
        self.keep(key, made)
        return made

    def get(self, key: Hashable) -> _T | None:
        """Return what is kept under a key."""
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
            return self._found.get(key)

    def keep(self, key: Hashable, thing: _T) -> None:
        """Keep a thing under a key."""
        with self._lock:
            self._found[key] = thing
            while len(self._found) > self._most:
                self._found.popitem(last=False)


_things: Final[Kept[tuple[str, Any]]] = Kept(64)
"""With the stamp of the state that each is of. Of a million events, the largest takes 17 MB: of each
thing only the newest is kept, else a curator's edits would fill the memory with what was."""


def remembered(
    what: Hashable,
    timeline: int,
    answers: Answers,
    make: Callable[[], _T],
    *,
    by_names: bool = False,
    by_sources: bool = False,
) -> _T:
    """Return what `make` returns, kept by this process until something of the timeline changes.

    what: its name, and what it depends on beside the timeline, such as a language. Never the reader.
    by_names: it does not depend on events, and is kept while only these change. by_sources: of events
    it depends on which sources they cite, and is kept while these stay the same.
    """
    if answers.total < settings.INDEX_FROM:
        return make()
    stamp = answers.stamp
    key: tuple[Hashable, ...] = (what, timeline)
    if by_names:
        stamp = answers.names_stamp
    elif by_sources:  # an index and the database have other stamps for the same: each keeps its own
        stamp, key = answers.sources_stamp, (what, timeline, type(answers))
    kept = _things.get(key)
    if kept is None or kept[0] != stamp:
        with _in_turns(key):
            kept = _things.get(key)  # made by another while this one waited?
            if kept is None or kept[0] != stamp:
                kept = stamp, make()
                if not by_sources or read_log(timeline).stamp == answers.stamp:
                    _things.keep(key, kept)
    found: _T = kept[1]
    return found


_makers: Final[dict[Hashable, list[Lock]]] = {}
_makers_lock: Final = Lock()


@contextmanager
def _in_turns(key: Hashable) -> Iterator[None]:
    """Let one thread at a time make a thing: after an edit all of them want it, and four that make
    it at once each wait for four.
    """
    with _makers_lock:
        waiting = _makers.setdefault(key, [])
        lock = waiting[0] if waiting else Lock()
        waiting.append(lock)
    try:
        with lock:
            yield
    finally:
        with _makers_lock:
            waiting.pop()
            if not waiting:
                del _makers[key]


class Names:
    """What things are called, by their keys, as of one state of the database."""

    def __init__(self) -> None:
        self._found: dict[str, dict[Any, Any]] = {}

    def of(
        self,
        what: str,
        keys: Collection[_Key],
        read: Callable[[list[_Key]], Mapping[_Key, Any]],
    ) -> dict[_Key, Any]:
        """Return what is known of those keys of which something is. read: asks for those not yet seen."""
        found = self._found.get(what, {})
        new = [key for key in keys if key not in found]
        if new:
            if len(found) > _NAMES_OF_A_STATE:
                found, new = {}, list(keys)
            # What nothing has is not kept: an address may ask for anything, at any length.
            found.update(read(new))
            self._found[what] = found  # put there whole: other threads read it
        return {key: found[key] for key in keys if key in found}


_names: Final[Kept[Names]] = Kept(8)


def names_of(timeline: int, names_stamp: str) -> Names:
    """Return the names as of a state of a timeline's log, shared by the requests of this process."""
    return _names.of((timeline, names_stamp), Names)
