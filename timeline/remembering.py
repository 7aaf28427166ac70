"""What follows from the state of a large timeline alone, reckoned once for each state.

A small timeline is reckoned each time: that costs little, and needs no trust in its stamp.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, Final, TypeVar, cast

from django.conf import settings

from timeline.answers.protocol import Answers

_T = TypeVar("_T")
_MOST: Final = 64
"""Things that a process keeps; of a million events, the largest takes some megabytes."""
_kept: OrderedDict[tuple[Hashable, int, str], Any] = OrderedDict()
"""By when it was asked for; what nobody asks for goes first."""
_lock: Final = Lock()


def remembered(what: Hashable, timeline: int, answers: Answers, make: Callable[[], _T]) -> _T:
    """Return what `make` returns, kept by this process until something of the timeline changes.

    what: its name, and what it depends on beside the timeline, such as a language. Never the reader.
    """
    if answers.total < settings.INDEX_FROM:
        return make()
    key = (what, timeline, answers.stamp)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return cast(_T, _kept[key])
    made = make()  # by two threads at once rather than one after the other: it asks the database
    with _lock:
        _kept[key] = made
        while len(_kept) > _MOST:
            _kept.popitem(last=False)
    return made
