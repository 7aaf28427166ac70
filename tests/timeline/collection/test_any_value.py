from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.timeline.collection.conftest import EVENTS, SOURCES
from tests.timeline.small_collection import ACTORS, TIMELINE
from timeline.collection import CollectionError, Fault, read_collection

FILES = {
    "timeline.toml": TIMELINE,
    "sources.toml": SOURCES,
    "actors.toml": ACTORS,
    "events.toml": EVENTS,
}
VALUES = [
    *('""', '"x"', '"\\u0000"', '"2004-05-05"', "'''two\nlines'''", "2004-05-05", "12:00:00"),
    *("0", "-1", "99999999999999999999", "1.5", "nan", "true"),
    *("[]", "[[1]]", '[0, "a"]', "{}", "{ a = 1 }", "{ slug = [] }"),
]
FIELDS = [
    (name, field.start(1), field.end(1))
    for name, text in FILES.items()
    for field in re.finditer(r"^\w+ = (.+)$", text, re.MULTILINE)
]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(FIELDS), st.sampled_from(VALUES))
def test_any_value_in_any_field_is_read_or_refused_in_whole_lines(
    field: tuple[str, int, int], value: str
) -> None:
    name, start, end = field
    with TemporaryDirectory() as folder:
        for file, text in FILES.items():
            (Path(folder) / file).write_text(text, encoding="utf-8")
        changed = FILES[name][:start] + value + FILES[name][end:]
        (Path(folder) / name).write_text(changed, encoding="utf-8")
        faults, lines = read(Path(folder))
    assert len(lines) == len(faults)


def read(folder: Path) -> tuple[tuple[Fault, ...], list[str]]:
    try:
        read_collection(folder)
    except CollectionError as error:
        return error.faults, str(error).splitlines()
    return (), []
