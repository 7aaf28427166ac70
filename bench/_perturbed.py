"""Many different texts made from a few: for measurements, in a folder that is thrown away."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Final

_TAG: Final = re.compile(r"<[^<>]{0,500}>")
_YEAR: Final = re.compile(r"\b(19[6-9]\d|200\d)\b")
_SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_SHORTEST: Final = 300


def texts_in(folder: Path) -> list[str]:
    """The texts of a folder and its subfolders, without mark-up; very short ones are left out."""
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    texts = [_plain(path.read_text("utf-8", "replace")) for path in paths]
    return [text for text in texts if len(text) >= _SHORTEST]


def perturbed(texts: list[str], count: int, seed: int = 4) -> Iterator[str]:
    """Yield so many different texts: sentences in another order, years moved, a number in each."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    for number in range(count):
        shift = chance.randint(-9, 9)
        text = _with_years_moved(texts[number % len(texts)], shift)
        sentences = _SENTENCE_END.split(text)
        at = chance.randrange(len(sentences))
        turned = sentences[at:] + sentences[:at]
        day = 1 + number % 28
        yield f"Copy {number} was filed on {day} May {1990 + shift}.\n\n" + " ".join(turned)


def write_perturbed(texts: list[str], count: int, folder: Path) -> Path:
    """Write so many texts as files into a folder, which is made."""
    folder.mkdir(parents=True)
    for number, text in enumerate(perturbed(texts, count)):
        (folder / f"copy-{number:06}.txt").write_text(text, encoding="utf-8")
    return folder


def _with_years_moved(text: str, by: int) -> str:
    return _YEAR.sub(lambda year: str(int(year[0]) + by), text)


def _plain(text: str) -> str:
    return unescape(_TAG.sub("", text)).strip()
