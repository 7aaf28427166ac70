"""One file may take so much time, memory and room, and not more; the next one is read as ever."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sources.readers import Limits, ReadFailure
from sources.readers.limits import OUT_OF_MEMORY, SYSTEM_LIMITS_MEMORY
from sources.readers.pool import WorkerPool
from tests.samples.making import make_zip_bomb
from tests.sources.readers.checks import assert_one_clear_line
from tests.sources.readers.whole_files import PROSE

ROOT = Path(__file__).parents[3]
TEXT = PROSE.encode() * 3
LONG_PAGE = b"<html><body>" + b"<p>one word after another</p>" * 150_000
# Above what a worker needs for itself and its libraries, below what the long page needs.
LITTLE_MEMORY = Limits(memory=150_000_000)


@pytest.fixture
def pool() -> Iterator[WorkerPool]:
    pool = WorkerPool()
    yield pool
    pool.close()


def refusal(pool: WorkerPool, data: bytes, limits: Limits, name: str = "file.txt") -> str:
    with pytest.raises(ReadFailure) as caught:
        pool.read(data, name, limits)
    assert_one_clear_line(caught.value)
    return str(caught.value)


def gone(pid: int) -> bool:
    """Whether a process ends by itself, looked at up to 400 times."""
    for _ in range(400):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def test_a_file_that_takes_too_long_is_given_up_and_the_next_one_is_read(pool: WorkerPool) -> None:
    assert "took longer than 0.2 seconds" in refusal(pool, LONG_PAGE, Limits(seconds=0.2))
    assert pool.read(TEXT, "next.txt", Limits()).text == TEXT.decode()


@pytest.mark.skipif(not SYSTEM_LIMITS_MEMORY, reason="this system does not limit memory")
def test_a_file_that_takes_too_much_memory_is_given_up_and_the_next_one_is_read(
    pool: WorkerPool,
) -> None:
    assert "needs more than the 0.15 GB of memory" in refusal(pool, LONG_PAGE, LITTLE_MEMORY)
    assert pool.read(TEXT, "next.txt", LITTLE_MEMORY).text == TEXT.decode()


def test_a_file_with_too_much_text_is_refused(pool: WorkerPool) -> None:
    assert "holds more than 300 characters" in refusal(pool, TEXT, Limits(characters=300))


def test_a_file_that_is_too_large_is_refused_before_it_is_opened(pool: WorkerPool) -> None:
    assert "has 0.0 MB; one file may have 0.0" in refusal(pool, TEXT, Limits(input_bytes=300))


def test_a_gigabyte_of_zeros_in_a_word_document_is_not_unpacked_to_its_end(
    pool: WorkerPool,
) -> None:
    bomb = make_zip_bomb("word/document.xml", 1_000_000_000)
    assert len(bomb) < 3_000_000
    assert "unpacks to more than 200 MB" in refusal(pool, bomb, LITTLE_MEMORY)


def test_a_gigabyte_of_zeros_that_claims_to_be_little_is_unpacked_no_further(
    pool: WorkerPool,
) -> None:
    bomb = make_zip_bomb("word/document.xml", 1_000_000_000, stated=5_000)
    assert "damaged" in refusal(pool, bomb, LITTLE_MEMORY)


def test_names_with_paths_and_signs_that_turn_the_line_are_shown_harmless(pool: WorkerPool) -> None:
    line = refusal(pool, b"", Limits(), "../../etc/pass\nwd\x1b[31m\u202etxt.exe")
    assert line == "pass wd [31m txt.exe: is empty. Is it the right file?"
    long_name = refusal(pool, b"", Limits(), "C:\\secret\\" + "long " * 100)
    assert len(long_name) < 150
    assert "secret" not in long_name


def test_a_reader_that_was_killed_while_resting_is_replaced_unnoticed(pool: WorkerPool) -> None:
    pool.read(TEXT, "first.txt", Limits())
    for pid in pool.pids():
        os.kill(pid, signal.SIGKILL)
    time.sleep(0.1)
    assert pool.read(TEXT, "second.txt", Limits()).text == TEXT.decode()


def test_a_reader_that_is_killed_at_work_costs_one_line(pool: WorkerPool) -> None:
    pool.read(TEXT, "first.txt", Limits())
    (pid,) = pool.pids()
    threading.Timer(0.3, os.kill, (pid, signal.SIGSEGV)).start()
    assert "damaged" in refusal(pool, LONG_PAGE, Limits())
    assert pool.read(TEXT, "next.txt", Limits()).text == TEXT.decode()


def test_readers_are_used_again_and_end_with_their_pool(pool: WorkerPool) -> None:
    for _ in range(20):
        pool.read(TEXT, "again.txt", Limits())
    (pid,) = pool.pids()
    pool.close()
    assert gone(pid)


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="needs /proc")
def test_a_reader_is_told_no_secrets(pool: WorkerPool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://user:harbour@db.example/x")
    pool.read(TEXT, "first.txt", Limits())
    (pid,) = pool.pids()
    assert b"harbour" not in Path(f"/proc/{pid}/environ").read_bytes()


def test_many_threads_get_each_their_own_answer(pool: WorkerPool) -> None:
    texts = [f"Note {number}. {PROSE}" for number in range(60)]
    with ThreadPoolExecutor(4) as threads:
        read = threads.map(lambda text: pool.read(text.encode(), "n.txt", Limits()).text, texts)
        assert list(read) == texts
    assert len(pool.pids()) <= 4


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_parent_and_fork_don_t_get_each_others_answers() -> None:
    done = run(
        "import os\n"
        "from sources.readers import read\n"
        "assert read(b'Before the fork.', 'a.txt').text == 'Before the fork.'\n"
        "child = os.fork()\n"
        "words = b'In the parent.' if child else b'In the child.'\n"
        "for _ in range(50): assert read(words, 'a.txt').text.encode() == words\n"
        "assert not child or os.waitpid(child, 0)[1] == 0\n"
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_where_the_system_does_not_limit_memory_a_watch_ends_the_reader() -> None:
    done = run(
        "import time\n"
        "from sources.readers.limits import watch_memory\n"
        "watch_memory(100_000_000)\n"
        "much = [bytes([1]) * 1_000_000 for _ in range(300)]\n"
        "time.sleep(30)\n"
    )
    assert done.returncode == OUT_OF_MEMORY


def test_no_process_is_left_when_the_one_that_asked_is_killed() -> None:
    code = (
        "import os, signal\n"
        "from sources.readers import read\n"
        "from sources.readers.pool import POOL\n"
        "read(b'Words.', 'a.txt')\n"
        "print(*POOL.pids(), flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    pid = int(run(code).stdout)
    assert gone(pid)
