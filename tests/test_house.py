"""The house is in order: what it needs is locked, what it tells exists, what it keeps is safe."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.management import call_command, get_commands

from config.secret_key import installation_key
from tests.conftest import ROOT

# What the tests of the browser set for themselves is no business of a deployment.
OUTSIDE = {key: value for key, value in os.environ.items() if key != "DJANGO_ALLOW_ASYNC_UNSAFE"}
PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)==(\S+)( ; .+?)? \\$", re.MULTILINE)


def output_of(*command: str, **environment: str) -> str:
    """What a command of the project prints; it must succeed."""
    done = subprocess.run(  # noqa: S603
        command,
        cwd=ROOT,
        env={**OUTSIDE, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def manage(*arguments: str, **environment: str) -> str:
    return output_of(sys.executable, "manage.py", *arguments, **environment)


def tracked_files() -> list[Path]:
    """The files that git knows."""
    names = output_of("git", "ls-files", "-z").split("\0")[:-1]
    return [path for name in names if (path := ROOT / name).is_file()]


def words_of(file: Path) -> str:
    """What can be read of a file."""
    return file.read_text(encoding="utf-8", errors="replace")


class TestRequirements:
    @pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
    def test_every_package_is_pinned_with_hashes(self, name: str) -> None:
        text = (ROOT / name).read_text(encoding="utf-8")
        entries = re.split(r"(?m)^(?=[a-z0-9])", text)[1:]
        assert len(entries) > 20
        for entry in entries:
            assert PIN.match(entry), entry.splitlines()[0]
            assert "--hash=sha256:" in entry
        assert "://" not in text  # packages come from wherever the reader's pip takes them

    def test_what_tests_need_holds_all_that_the_app_runs_on(self) -> None:
        runtime, dev = (
            set(PIN.findall((ROOT / name).read_text(encoding="utf-8")))
            for name in ("requirements.txt", "requirements-dev.txt")
        )
        assert {entry[:2] for entry in runtime} <= {entry[:2] for entry in dev}

    @pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
    def test_every_package_that_is_asked_for_is_locked(self, name: str) -> None:
        locked = {pin[0] for pin in PIN.findall((ROOT / f"{name}.txt").read_text(encoding="utf-8"))}
        for line in (ROOT / f"{name}.in").read_text(encoding="utf-8").splitlines():
            asked = re.match(r"[A-Za-z0-9._-]+", line)
            if asked and not line.startswith(("#", "-")):
                assert re.sub(r"[._]", "-", asked[0]).lower() in locked


class TestDatabase:
    @pytest.mark.django_db
    def test_the_migrations_say_all_that_the_models_do(self) -> None:
        call_command("makemigrations", check=True, dry_run=True, verbosity=0)

    def test_every_migration_can_be_taken_back_and_made_again(self, tmp_path: Path) -> None:
        own = {"CHRONOCITE_VAR": str(tmp_path), "DATABASE_URL": f"sqlite:///{tmp_path / 'db'}"}
        manage("migrate", "--verbosity=0", **own)
        for app in ("timeline", "sources"):
            manage("migrate", app, "zero", "--verbosity=0", **own)
        manage("migrate", "--verbosity=0", **own)
        assert "0 quotes in 0 texts: every quote matches." in manage("verify", **own)


def test_production_settings_leave_nothing_to_complain_of(tmp_path: Path) -> None:
    manage(
        "check",
        "--deploy",
        "--fail-level=WARNING",
        CHRONOCITE_ORIGIN="https://timelines.example.org",
        CHRONOCITE_VAR=str(tmp_path),
        CHRONOCITE_DEBUG="",
    )


class TestSecretKey:
    def test_it_is_made_once_and_read_by_its_owner_only(self, tmp_path: Path) -> None:
        path = tmp_path / "new" / "secret_key"
        key = installation_key(path)
        assert len(key) >= 64
        assert installation_key(path) == key
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert list(path.parent.iterdir()) == [path]

    def test_of_many_starts_at_once_all_have_the_same(self, tmp_path: Path) -> None:
        with ThreadPoolExecutor(8) as starts:
            keys = set(starts.map(installation_key, [tmp_path / "secret_key"] * 32))
        assert len(keys) == 1

    def test_each_installation_has_its_own(self, tmp_path: Path) -> None:
        assert installation_key(tmp_path / "one") != installation_key(tmp_path / "two")

    def test_it_never_gets_into_the_repository(self) -> None:
        assert output_of("git", "check-ignore", "var/secret_key", "var/chronocite.sqlite3")


class TestWhatIsWritten:
    def test_no_file_knows_the_machine_that_it_was_written_on(self) -> None:
        folders = "|".join(("root", "home", "Users", "work", "mnt"))
        path = re.compile(rf"(?<![\w.~-])/(?:{folders})/\w+")
        for file in tracked_files():
            found = path.findall(words_of(file))
            assert found == [], file.relative_to(ROOT)

    def test_what_ci_has_beside_the_clone_is_named_in_one_place(self) -> None:
        beside = "../" + "shared"
        naming = [file for file in tracked_files() if beside in words_of(file)]
        assert naming == [ROOT / ".ci" / "run"]

    def test_every_command_that_the_docs_name_exists(self) -> None:
        known = set(
            re.findall(
                r"^  ([a-z -]+(?: \| [a-z -]+)*)\)", (ROOT / "run").read_text(), re.MULTILINE
            )
        )
        commands = {name for names in known for name in names.split(" | ")}
        assert {"serve", "test", "check", "bench", "manage", "lock", "help"} <= commands
        for file in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")):
            for name, argument in re.findall(r"\./run (\w+)(?: (\w+))?", file.read_text("utf-8")):
                assert name in commands, f"{file.name}: ./run {name}"
                if name == "manage" and argument:
                    assert argument in get_commands(), f"{file.name}: ./run manage {argument}"
                if name == "bench" and argument.islower():
                    assert (ROOT / "bench" / f"{argument}.py").is_file(), f"{file.name}: {argument}"

    def test_every_link_in_the_docs_leads_somewhere(self) -> None:
        for file in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")):
            for target in re.findall(r"\]\(([^)#\s]+)", file.read_text("utf-8")):
                if "://" not in target and not target.startswith("mailto:"):
                    assert (file.parent / target).exists(), f"{file.name}: {target}"


def test_no_template_shows_its_comments() -> None:
    """A comment ends in its line, or Django shows it to readers."""
    told = [
        f"{file.relative_to(ROOT)}:{number}"
        for file in (ROOT / "templates").rglob("*.html")
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
        if line.count("{#") != line.count("#}")
    ]
    assert told == []
