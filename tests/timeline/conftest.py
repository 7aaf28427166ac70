"""A small collection in a folder, its texts in another, and curators."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth.models import User

from tests.timeline.small_collection import write_collection, write_texts
from timeline.actions.importing import ImportReport, import_collection
from timeline.collection import read_collection
from timeline.collection.seal import write_seals

SEALED_ON = date(2026, 1, 2)
TODAY = date(2026, 3, 4)


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """The folder with the texts that the small collection quotes."""
    return write_texts(tmp_path / "texts")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The small collection, not sealed."""
    return write_collection(tmp_path / "small")


@pytest.fixture
def sealed(small: Path) -> Path:
    """The small collection, with the seal of a check against its texts."""
    write_seals(small, read_collection(small), today=SEALED_ON)
    return small


@pytest.fixture
def ada(db: None) -> User:
    """A curator."""
    return User.objects.create_user("ada", is_staff=True)


@pytest.fixture
def bob(db: None) -> User:
    """Another curator."""
    return User.objects.create_user("bob", is_staff=True)


def imported(folder: Path, texts: Path | None = None) -> ImportReport:
    """Import the collection, today."""
    return import_collection(folder, texts=texts, today=TODAY)


def replace_in(path: Path, old: str, new: str, times: int = 1) -> None:
    """Change words in a file that must be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {path.name}"
    path.write_text(text.replace(old, new, times), encoding="utf-8")
