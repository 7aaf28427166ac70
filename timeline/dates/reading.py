"""The parts of a mention, by name and type, for the resolver."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.dates.find import Mention
from timeline.dates.lexicon import Value


class Reading:
    """What a rule has read: `reading.number("month")`, `reading.text("edge")`."""

    def __init__(self, mention: Mention) -> None:
        self.mention = mention
        self._values: dict[str, Value] = dict(mention.reading)

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def number(self, name: str, default: int = 0) -> int:
        """A part that is a whole number."""
        value = self._values.get(name, default)
        return value if isinstance(value, int) else default

    def text(self, name: str, default: str = "") -> str:
        """A part that is a word or a code."""
        return str(self._values.get(name, default))
