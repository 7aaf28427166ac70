"""What a start compresses, and what it leaves."""

from __future__ import annotations

import brotli
import pytest
from django.core.management import call_command

PLAIN = {"BACKEND": "django.core.files.storage.FileSystemStorage"}


@pytest.fixture
def collected(tmp_path, settings):
    """A function that writes files of the app, collects them, and tells what is compressed by Brotli."""
    source, target = tmp_path / "source", tmp_path / "target"
    source.mkdir()
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = target

    def collect(**files: str) -> dict[str, str]:
        for name, words in files.items():
            (source / f"{name}.txt").write_text(words * 100, encoding="utf-8")
        # A new setting makes a new storage, as a new start does.
        settings.STORAGES = {
            "default": PLAIN,
            "staticfiles": {"BACKEND": "config.static_files.StaticFiles"},
        }
        call_command("collectstatic", interactive=False, verbosity=0)
        assert not list(target.glob("*.part"))
        return {
            brotli.decompress(path.read_bytes()).decode()[:3]: path for path in target.glob("*.br")
        }

    return collect


def test_only_what_changed_is_compressed_again(collected):
    first = collected(one="1st", two="2nd")
    files = {words: path.stat().st_ino for words, path in first.items()}
    then = collected(two="3rd")
    assert then["1st"].stat().st_ino == files["1st"]
    assert then["3rd"].name != then["2nd"].name


def test_files_of_the_update_before_stay_and_older_ones_go(collected):
    assert set(collected(one="1st")) == {"1st"}
    assert set(collected(one="2nd")) == {"1st", "2nd"}
    assert set(collected()) == {"1st", "2nd"}, "another start of the same files takes none away"
    second = collected(one="3rd")
    assert set(second) == {"2nd", "3rd"}
    assert all(path.with_suffix(".gz").exists() for path in second.values())
    assert all(path.with_suffix("").exists() for path in second.values())
    assert len(list(second["3rd"].parent.iterdir())) == 2 * 3 + 1  # and the list of names


def test_nothing_broken_is_left_where_a_start_is_killed(collected, monkeypatch):
    with monkeypatch.context() as killed:
        killed.setattr("pathlib.Path.replace", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            collected(one="1st")
    assert set(collected(one="1st")) == {"1st"}
