"""Proposing over a Dask cluster gives what one machine gives, whatever happens to its workers."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from bench.at_scale.serving import free_port
from tests.factories import make_actor, make_document, make_text, make_timeline
from tests.timeline.clusters import local_cluster
from tests.timeline.files import run
from timeline.actions import cluster as cluster_module
from timeline.actions.cluster import ClusterError, Given, do
from timeline.actions.crew import Crew
from timeline.actions.proposing import propose_events
from timeline.models import Citation, DateMention, Drafting, Event, Proposal, Timeline

pytestmark = pytest.mark.django_db

TEXTS = 16
DISTRICTS = ("Upper", "Lower", "Outer", "Inner", "Old")


def article(number: int) -> str:
    """A text of its own for each number."""
    district = DISTRICTS[number % len(DISTRICTS)]
    return (
        f"The {district} Gazette, number {number}\n\n"
        f"On {number % 28 + 1} May 2004, Mayor Ada Marsh opened bridge {number} in {district} Elbow. "
        f"The ferry will stop on 30 June 2004. Work on bridge {number} had begun in 1998. "
        f"The council met on {number % 27 + 1} March 2005 and voted for toll {number}.\n"
    )


@pytest.fixture
def timeline() -> Timeline:
    """A timeline with many articles, and one actor that they name."""
    made = make_timeline("bridges", is_public=False)
    make_actor("Ada Marsh")
    for number in range(TEXTS):
        made.documents.add(
            make_text(article(number), document=make_document(f"gazette-{number}")).document
        )
    return made


def proposed(timeline: Timeline) -> list[tuple[object, ...]]:
    """Each event of a timeline with its words, in order."""
    rows = Citation.objects.filter(event__timeline=timeline).values_list(
        "event__title", "event__edtf", "event__modality", "passage", "wording", "rule", "anchor"
    )
    return sorted(rows)


def test_killed_machines_lose_nothing_and_double_nothing(
    timeline: Timeline, tmp_path: Path
) -> None:
    pytest.importorskip("distributed", reason="the packages of requirements-dask.txt are not here")
    other = make_timeline("other", is_public=False)
    other.documents.set(timeline.documents.all())
    with local_cluster(tmp_path, workers=2) as machines:
        crew = Crew(scheduler=machines.address)

        def kill_a_worker(done: int, total: int) -> None:
            if done == TEXTS // 2:
                machines.kill(machines.workers[0])

        def kill_the_scheduler(done: int, total: int) -> None:
            if done == 3:
                machines.kill(machines.scheduler)

        report = propose_events(timeline, timeline.documents.all(), crew=crew, told=kill_a_worker)
        assert machines.workers[0].poll() is not None
        assert machines.workers[1].poll() is None
        assert (report.texts, report.problems) == (TEXTS, [])
        with pytest.raises(ClusterError, match=r"went away. What was stored before stays"):
            propose_events(other, other.documents.all(), crew=crew, told=kill_the_scheduler)
    stored = Drafting.objects.filter(timeline=other).count()
    assert 3 <= stored < TEXTS
    rest = propose_events(other, other.documents.all())
    assert (rest.texts, rest.current) == (TEXTS - stored, stored)
    alone = make_timeline("alone", is_public=False)
    alone.documents.set(timeline.documents.all())
    propose_events(alone, alone.documents.all())
    assert len(proposed(alone)) >= TEXTS * 2
    assert proposed(timeline) == proposed(other) == proposed(alone)
    events, proposals = Event.objects.count(), Proposal.objects.count()
    assert events == proposals == 3 * len(proposed(alone))
    assert not DateMention.objects.filter(fate=DateMention.Fate.OPEN).exists()


def test_an_answer_counts_whose_worker_is_lost_right_after_it_was_fetched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    distributed = pytest.importorskip(
        "distributed", reason="the packages of requirements-dask.txt are not here"
    )
    fetch = distributed.Client._gather

    async def fetch_and_lose(client: Any, futures: list[Any], *args: Any, **kwargs: Any) -> Any:
        answers = await fetch(client, futures, *args, **kwargs)
        for future in futures:
            future._state.lose()
        return answers

    monkeypatch.setattr(distributed.Client, "_gather", fetch_and_lose)
    with (
        local_cluster(tmp_path, workers=1) as machines,
        cluster_module.cluster(machines.address) as (workers, _),
    ):
        assert workers.submit(divmod, 7, 2).result(timeout=60) == (3, 1)


def test_no_scheduler_at_the_address_is_one_line(
    timeline: Timeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("distributed", reason="the packages of requirements-dask.txt are not here")
    monkeypatch.setattr(cluster_module, "_ANSWERS_WITHIN", 0.5)
    address = f"tcp://127.0.0.1:{free_port()}"
    told = run("propose_events", "--timeline", "bridges", "--scheduler", address)
    assert (told.status, told.err) == (1, f"no Dask scheduler answers at {address}\n")
    assert not Event.objects.filter(timeline=timeline).exists()


def test_without_its_packages_the_command_says_which_to_install(
    timeline: Timeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    told = run("detect_dates", "--scheduler", "tcp://127.0.0.1:1")
    assert told.status == 1
    assert "pip install --require-hashes -r requirements-dask.txt" in told.err


def test_a_worker_with_other_code_does_nothing() -> None:
    with pytest.raises(ClusterError, match="another version of Chronocite"):
        do("another version", Given(None, None, ""), len, ("abc",))


def test_each_thread_of_a_worker_is_prepared_once_for_what_it_is_given() -> None:
    told: list[str] = []
    code = cluster_module._code()
    for mark in ("one", "one", "two"):
        assert do(code, Given(told.append, mark, mark), len, ("abc",)) == 3
    assert told == ["one", "two"]
