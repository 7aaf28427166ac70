"""Names of files are hostile too: each is stored and shown harmlessly, and none leads elsewhere."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from sources.models import Document, TextVersion
from tests.timeline.files import BRIDGE, import_files
from timeline.models import Timeline

pytestmark = pytest.mark.django_db

NAMES = {
    "not UTF-8": b"caf\xe9.txt",
    "a line end": b"two\nlines.txt",
    "turned letters": "report\u202etxt.exe".encode(),
    "an escape sequence": b"\x1b[31mred.txt",
    "an option": b"--timeline.txt",
    "a script": "<script>alert('1')<\u2215script>.txt".encode(),
    "quotes": b"'; DROP TABLE sources_document; --.txt",
    "only dots": b"...txt",
    "no ending": b"bridge",
    "very long": b"a" * 250 + b".txt",
    "other letters": "мост через Эльбу.txt".encode(),
    "an emoji": "\U0001f309.txt".encode(),
    "blanks": b"   .txt",
}


@pytest.mark.parametrize("kind", NAMES)
def test_a_file_of_any_name_is_imported_once(tmp_path: Path, kind: str) -> None:
    path = tmp_path / os.fsdecode(NAMES[kind])
    path.write_bytes(BRIDGE.encode())
    given = [path] if kind == "only dots" else [tmp_path]  # else it is hidden
    told = import_files(*given)
    assert told.out == "bridge: 1 new, 0 known, 0 changed, 0 refused\n", told.err
    document, version = Document.objects.get(), TextVersion.objects.get()
    assert document.slug
    assert set(document.slug) <= set(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"
    )
    for name in (version.file_name, document.file_stem, document.title):
        assert not any(unicodedata.category(c) in {"Cc", "Cs"} or c == "\u202e" for c in name)
    assert import_files(*given, "--json", "-").report["counts"]["known"] == 1
    assert Timeline.objects.get().documents.get() == document


def test_composed_and_decomposed_names_are_one_name(tmp_path: Path) -> None:
    (tmp_path / unicodedata.normalize("NFC", "café.txt")).write_text(BRIDGE, encoding="utf-8")
    import_files(tmp_path)
    for path in tmp_path.iterdir():
        path.unlink()
    (tmp_path / unicodedata.normalize("NFD", "café.txt")).write_text("New. " + BRIDGE)
    told = import_files(tmp_path, "--json", "-")
    assert told.report["counts"]["changed"] == 1
