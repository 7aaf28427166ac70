"""The TIMEX3 face of what was found, as TimeML's corpora and scorers want it."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from timeline.dates.dating import FoundDate


@dataclass(frozen=True, slots=True)
class Timex:
    """One TIMEX3 element: code points, type, value, and beside them our EDTF and rule."""

    start: int
    end: int
    type: str
    value: str
    edtf: str
    rule: str

    def as_dict(self) -> dict[str, str | int]:
        """The element as plain data."""
        return asdict(self)


def timexes(found: FoundDate) -> list[Timex]:
    """Return the TIMEX3 elements of a date: TIMEX3 has no ranges, so their ends are apart."""
    joint = found.mention.joint
    first, slash, last = found.value.partition("/")
    if not slash or joint is None:
        return [Timex(found.start, found.end, found.type, found.value, found.edtf, found.rule)]
    left = found.wording[: joint[0] - found.start].rstrip()
    right = found.wording[joint[1] - found.start :].lstrip()
    kind, edtf, rule = found.type, found.edtf, found.rule
    return [
        Timex(found.start, found.start + len(left), kind, first, edtf, rule),
        Timex(found.end - len(right), found.end, kind, last, edtf, rule),
    ]
