"""What a process keeps of large timelines: as long as nothing changes, and no more than fits."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Event
from typing import cast

import pytest
from pytest_django.fixtures import Settings

from timeline import remembering
from timeline.answers.protocol import Answers
from timeline.changes import Log
from timeline.remembering import Kept, Names, remembered

LARGE = 100
MOST = 20


class State:
    """A timeline of so many events, after its latest change."""

    def __init__(self, total: int, stamp: str = "1", names: str = "1", sources: str = "1") -> None:
        self.total = total
        self.stamp = stamp
        self.names_stamp = names
        self.sources_stamp = sources


@pytest.fixture(autouse=True)
def nothing_kept(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.INDEX_FROM = LARGE
    monkeypatch.setattr(remembering, "_things", Kept(MOST))


@pytest.fixture
def made() -> list[str]:
    """What had to be reckoned, in order."""
    return []


def ask(made: list[str], what: str, state: State, timeline: int = 1) -> str:
    def make() -> str:
        made.append(what)
        return f"{what} of {timeline} after {state.stamp}"

    return remembered(what, timeline, cast(Answers, state), make)


def test_of_a_large_timeline_a_thing_is_reckoned_once_for_each_state(made: list[str]) -> None:
    for stamp in ("1", "1", "2", "2"):
        assert ask(made, "ground", State(LARGE, stamp)) == f"ground of 1 after {stamp}"
    assert made == ["ground", "ground"]
    assert len(remembering._things) == 1, "what was before an edit is not kept"


def test_each_timeline_and_thing_has_its_own(made: list[str]) -> None:
    state = State(LARGE)
    assert ask(made, "ground", state) == "ground of 1 after 1"
    assert ask(made, "figures", state) == "figures of 1 after 1"
    assert ask(made, "ground", state, timeline=2) == "ground of 2 after 1"


def test_of_a_small_timeline_nothing_is_kept(made: list[str]) -> None:
    for _ in range(2):
        ask(made, "ground", State(LARGE - 1))
    assert made == ["ground", "ground"]


def test_what_is_asked_for_stays_and_what_nobody_asks_for_goes(made: list[str]) -> None:
    state = State(LARGE)
    days = [f"figures {day}" for day in range(3 * MOST)]
    for day in days:
        ask(made, "ground", state)
        ask(made, day, state)
    assert made.count("ground") == 1
    assert len(remembering._things) == MOST
    ask(made, days[0], state)
    assert made.count(days[0]) == 2


def test_what_rests_on_names_alone_is_kept_while_events_change() -> None:
    made: list[str] = []
    for state in (State(LARGE, "1"), State(LARGE, "2"), State(LARGE, "3", names="3")):
        remembered(
            "names", 1, cast(Answers, state), partial(made.append, state.stamp), by_names=True
        )
    assert made == ["1", "3"]


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Stamps that the log has, one after the other, when it is looked at again."""
    stamps: list[str] = []
    looked_at = partial(Log, names="1", holds_mark=True, since=0)
    monkeypatch.setattr(remembering, "read_log", lambda _: looked_at(stamps.pop(0)))
    return stamps


def test_what_rests_on_sources_is_kept_while_events_cite_the_same(log: list[str]) -> None:
    made: list[str] = []
    log += ["1", "3"]
    for state in (State(LARGE, "1"), State(LARGE, "2"), State(LARGE, "3", sources="2")):
        make = partial(made.append, state.stamp)
        remembered("sources", 1, cast(Answers, state), make, by_sources=True)
    assert made == ["1", "3"]


class StateInDatabase(State):
    """The same as the database tells it, by a stamp of its own."""


def test_an_index_and_the_database_keep_their_sources_beside_each_other(log: list[str]) -> None:
    """Readers who look back are answered by the database, others by the index, in turns."""
    made: list[str] = []
    log += ["1"] * 2
    states = State(LARGE, sources="of the index"), StateInDatabase(LARGE, sources="of the log")
    for state in states * 3:
        make = partial(made.append, state.sources_stamp)
        remembered("sources", 1, cast(Answers, state), make, by_sources=True)
    assert made == ["of the index", "of the log"]


def test_sources_that_changed_while_they_were_read_are_read_again(log: list[str]) -> None:
    """Else those of a moment would stay, once the old ones are cited again."""
    made: list[str] = []
    log += ["2", "3"]
    for state in (State(LARGE, "1"), State(LARGE, "3"), State(LARGE, "4")):
        make = partial(made.append, state.stamp)
        remembered("sources", 1, cast(Answers, state), make, by_sources=True)
    assert made == ["1", "3"]


def test_a_name_is_read_once_and_one_that_is_not_there_is_none() -> None:
    read: list[list[int]] = []

    def tell(keys: list[int]) -> dict[int, str]:
        read.append(keys)
        return {key: f"no. {key}" for key in keys if key != 3}

    names = Names()
    assert names.of("actor", [1, 2, 3], tell) == {1: "no. 1", 2: "no. 2"}
    assert names.of("actor", [3, 2, 4], tell) == {2: "no. 2", 4: "no. 4"}
    assert names.of("source", [1], tell) == {1: "no. 1"}
    assert read == [[1, 2, 3], [3, 4], [1]]


def test_threads_that_want_one_thing_wait_for_the_one_that_makes_it(made: list[str]) -> None:
    asked, may_end = Event(), Event()

    def make() -> str:
        made.append("ground")
        asked.set()
        may_end.wait(10)
        return "the ground"

    def ask_slowly() -> str:
        return remembered("ground", 1, cast(Answers, State(LARGE)), make)

    with ThreadPoolExecutor(3) as threads:
        first = threads.submit(ask_slowly)
        asked.wait(10)
        others = [threads.submit(ask_slowly) for _ in range(2)]
        may_end.set()
        assert {found.result(10) for found in (first, *others)} == {"the ground"}
    assert made == ["ground"]


def test_a_thing_that_could_not_be_made_is_made_by_the_next(made: list[str]) -> None:
    def fail() -> str:
        raise LookupError

    with pytest.raises(LookupError):
        remembered("ground", 1, cast(Answers, State(LARGE)), fail)
    assert ask(made, "ground", State(LARGE)) == "ground of 1 after 1"
