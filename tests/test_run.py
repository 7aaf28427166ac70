"""`./run` sets itself up: in any folder, after an accident, and twice at once."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import ROOT

MANAGE = "import sys; print(sys.prefix, *sys.argv[1:])\n"


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a space in its name that has `run`, and an app that needs no packages."""
    folder = tmp_path_factory.mktemp("a folder") / "of mine"
    folder.mkdir()
    shutil.copy(ROOT / "run", folder)
    (folder / "manage.py").write_text(MANAGE, encoding="utf-8")
    for name in ("requirements.txt", "requirements-dev.txt"):
        (folder / name).write_text(f"# {name} of a test: nothing is needed\n", encoding="utf-8")
    return folder


def run(clone: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Call `run` from another folder."""
    return subprocess.run(  # noqa: S603
        [clone / "run", *arguments],
        cwd=clone.parent,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def answers(clone: Path) -> bool:
    """Whether a command goes through, and stdout has its words and no others."""
    done = run(clone, "manage", "say", "two words")
    assert done.returncode == 0, done.stderr
    return done.stdout == f"{clone / '.venv'} say two words\n"


def test_of_two_first_starts_at_once_one_waits_for_the_other(clone: Path) -> None:
    starts = [
        subprocess.Popen(  # noqa: S603
            [clone / "run", "manage", "say"], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]  # fmt: skip
    results = [start.communicate() for start in starts]
    assert [out for out, _ in results] == [f"{clone / '.venv'} say\n"] * 2
    told = [err for _, err in results]
    assert sum("Installing" in err for err in told) == 1
    assert sum("Waiting for another start" in err for err in told) <= 1


def test_the_next_command_finds_what_it_needs(clone: Path) -> None:
    assert answers(clone)
    assert run(clone, "manage", "say").stderr == ""


@pytest.mark.parametrize("accident", ["interrupted", "python gone"])
def test_an_environment_that_is_not_whole_is_made_anew(clone: Path, accident: str) -> None:
    assert answers(clone)
    python = clone / ".venv" / "bin" / "python"
    if accident == "interrupted":
        shutil.rmtree(clone / ".venv" / "lib")
        (clone / ".venv" / "unfinished").touch()
    else:
        python.unlink()
        python.symlink_to(clone / "nowhere")
    assert answers(clone)


def test_new_requirements_are_installed(clone: Path) -> None:
    assert answers(clone)
    with (clone / "requirements.txt").open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    assert "Installing requirements.txt" in run(clone, "manage", "say").stderr
    assert run(clone, "manage", "say").stderr == ""


@contextmanager
def without_environment(clone: Path) -> Iterator[None]:
    """As before the first start; afterwards what was there is there again."""
    away = (clone / ".venv").rename(clone / "away")
    try:
        yield
    finally:
        shutil.rmtree(clone / ".venv", ignore_errors=True)
        away.rename(clone / ".venv")


@pytest.mark.skipif(any(Path("/usr/bin").glob("python3.1[1-4]")), reason="the system has one")
def test_without_a_python_one_line_says_what_is_needed(clone: Path, tmp_path: Path) -> None:
    for tool in ("bash", "dirname", "cmp", "env"):
        found = shutil.which(tool)
        assert found
        (tmp_path / tool).symlink_to(found)
    with without_environment(clone):
        done = run(clone, "manage", "say", PATH=str(tmp_path))
    assert done.returncode == 1
    assert done.stderr.startswith("chronocite: Python 3.11 or newer is needed")
    assert len(done.stderr.splitlines()) == 1


def python_that(does: str, folder: Path) -> str:
    """A program named as Python is, in a folder with a space in its name."""
    program = folder / "a python"
    program.write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
    program.chmod(0o755)
    return str(program)


def system_has_python() -> bool:
    """Whether one of the system's own is new enough, and can make an environment."""
    own = sorted(Path("/usr/bin").glob("python3.1[1-4]"))
    able = (subprocess.run([python, "-c", "import ensurepip, venv"], check=False) for python in own)  # noqa: S603
    return any(done.returncode == 0 for done in able)


@pytest.mark.skipif(not system_has_python(), reason="the system has none of its own")
def test_the_python_of_the_system_comes_before_those_on_path(clone: Path, tmp_path: Path) -> None:
    asked = tmp_path / "asked"
    for version in range(11, 15):
        program = Path(python_that(f'touch "{asked}"; exit 1', tmp_path))
        program.rename(tmp_path / f"python3.{version}")
    assert answers(clone)
    with without_environment(clone):
        done = run(clone, "manage", "say", PATH=f"{tmp_path}:{os.environ['PATH']}")
    assert done.returncode == 0, done.stderr
    assert not asked.exists()


def test_the_python_that_is_named_makes_the_environment(clone: Path, tmp_path: Path) -> None:
    named = python_that(f'echo "$@" >>"{tmp_path}/asked"; exec "{sys.executable}" "$@"', tmp_path)
    assert answers(clone)
    with without_environment(clone):
        assert run(clone, "manage", "say", PYTHON=named).returncode == 0
    assert f"-m venv {clone / '.venv'}" in (tmp_path / "asked").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("does", "words"),
    [
        ("exit 1", "which is not Python 3.11 or newer"),
        ('case "$*" in *venv*) exit 1 ;; esac', "has no venv module"),
    ],
    ids=["too old", "no venv"],
)
def test_a_named_python_that_will_not_do_is_told_in_one_line(
    clone: Path, tmp_path: Path, does: str, words: str
) -> None:
    named = python_that(does, tmp_path)
    assert answers(clone)
    with without_environment(clone):
        done = run(clone, "manage", "say", PYTHON=named)
    assert done.returncode == 1
    assert named in done.stderr
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_port_in_use_or_out_of_this_world_is_told_in_one_line(clone: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        answers(clone)
        for given, words in ((port, f"port {port} can't be used"), ("eighty", "PORT is 'eighty'")):
            done = run(clone, PORT=given)
            assert done.returncode == 1
            assert words in done.stderr
            assert len(done.stderr.splitlines()) == 1


def test_a_command_that_does_not_exist_is_told(clone: Path) -> None:
    done = run(clone, "server")
    assert done.returncode == 1
    assert "there is no command 'server'" in done.stderr
    assert "./run test" in run(clone, "help").stdout


def test_it_is_a_script_that_old_shells_can_read() -> None:
    bash = shutil.which("bash")
    assert bash
    subprocess.run([bash, "-n", ROOT / "run"], check=True)  # noqa: S603
