"""What every test stands on."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import hypothesis
import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, connections
from django.db.models.signals import post_migrate
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from timeline import kept_answers
from timeline.shared_memory import SharedTable

ROOT = Path(__file__).parent.parent

# A busy machine is no failure: nothing is measured in tests. In CI the same examples are tried
# every time, so that what it says of a commit stays said.
hypothesis.settings.register_profile(
    "untimed",
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
    derandomize="CI" in os.environ,
)
hypothesis.settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--touching-database`: what has to be tried on each database."""
    parser.addoption(
        "--touching-database",
        action="store_true",
        help="only tests that read or write the database; of those in the browser, only the tour",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what no database can change, where that is asked for."""
    if not config.getoption("--touching-database"):
        return
    chosen = [item for item in items if _touches_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(chosen)])
    items[:] = chosen


def _touches_database(item: pytest.Item) -> bool:
    if item.get_closest_marker("browser"):
        return item.path.name == "test_tour.py"
    fixtures = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(
        fixtures & {"db", "transactional_db"}
    )


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test has a database of its own, whose states have the same stamps."""
    monkeypatch.setattr(kept_answers, "_kept", SharedTable(places=64, largest=48 * 1024))


@pytest.fixture(scope="session", autouse=True)
def settings_of_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nothing of the installation is read: no collected static files, no texts, no index; and no slow hash.

    A page's static files are found where they are written, so no test waits for compression.
    """
    empty = tmp_path_factory.mktemp("empty")
    plain = {
        "default": settings.STORAGES["default"],
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    with override_settings(
        STORAGES=plain,
        STATIC_ROOT=empty / "static",
        TEXTS=empty / "texts",
        INDEX=empty / "index",
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ):
        yield


@pytest.fixture(scope="session", autouse=True)
def curators_after_each_flush() -> Iterator[None]:
    """Where a test empties the database, have the group again that a migration made in it."""
    make_group = import_module("timeline.migrations.0002_curators").make_group
    allow = import_module("timeline.migrations.0006_curators_bring_in_documents").allow

    def remake(**values: object) -> None:
        if "plan" not in values:  # which `migrate` has, and `flush` has not
            make_group(apps, None)
            allow(apps, None)

    post_migrate.connect(remake, sender=apps.get_app_config("timeline"))
    yield
    post_migrate.disconnect(remake, sender=apps.get_app_config("timeline"))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite in a file, as in use: each thread has a connection of its own, and waits its turn."""
    database = connections["default"].settings_dict
    if database["ENGINE"].endswith("sqlite3"):
        database["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """PostgreSQL drops no database in use: a session that somebody left open there ends first."""
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(scope="session")
def seed_folder() -> Path:
    """The collection that ships with the app."""
    return ROOT / "seeds" / "csto"


@pytest.fixture(scope="session")
def seed_texts() -> Path | None:
    """The folder with the texts that the collection quotes, where this machine has them."""
    given = os.environ.get("CHRONOCITE_TEXTS")
    folder = Path(given) if given else ROOT / "seeds" / "csto" / "texts"
    return folder if folder.is_dir() else None
