from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

from timeline.collection import read_collection
from timeline.collection.entries import ActorKind, LinkKind, Modality, Role

PAGE = Path(__file__).parents[3] / "docs" / "collection-format.md"


def test_the_example_of_the_documentation_is_a_whole_collection(tmp_path: Path) -> None:
    page = PAGE.read_text(encoding="utf-8")
    for name, example in re.findall(
        r"^## (\w+\.toml)\n\n```toml\n(.*?)^```", page, re.DOTALL | re.MULTILINE
    ):
        (tmp_path / name).write_text(example, encoding="utf-8")
    collection = read_collection(tmp_path)
    assert [event.key for event in collection.events] == ["bridge-opens", "opening-promised"]


def test_the_documentation_names_every_modality_role_and_kind_of_link() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for word in (*get_args(Modality), *get_args(Role), *get_args(LinkKind)):
        assert f"`{word}`" in page
    for word in get_args(ActorKind):
        assert word in page
