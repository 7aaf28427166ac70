"""How an event takes the date that its words give: as it is, or as a bound.

The last step of a draft's derivation is one of these rules, so that the whole way from the
words to the EDTF can be run again: `replay_draft`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from timeline.dates.derivation import Derivation, Step, replay
from timeline.dates.edtf import OPEN_END, OPEN_START, read_edtf
from timeline.dates.julian_day import calendar_date

_PLAIN: Final = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?")
_OURS: Final = "drafting"


def adapt(rule: str, edtf: str, anchor: str = "") -> str:
    """Return the EDTF date that an event takes under a rule of `rules.toml` from that of its words.

    anchor: for "after-statement", the day of the statement; for "sequel", that of publication.
    Errors: ValueError where there is no such rule or a date is not EDTF.
    """
    if rule not in _RULES:
        raise ValueError(f"there is no rule {rule!r} for dates")
    return _RULES[rule](edtf, anchor)


def with_rule(derivation: Derivation, rule: str, anchor: str = "") -> Derivation:
    """The engine's steps and ours."""
    return (*derivation, Step(_OURS, (rule, anchor) if anchor else (rule,)))


def from_publication(published: str) -> Derivation:
    """The steps of a date that no words give."""
    return (Step("take", ("published", published)),)


def replay_draft(derivation: Derivation) -> str:
    """Return the EDTF date that a draft's derivation leads to.

    Raises CannotTell or ValueError where it leads to none.
    """
    if not derivation or derivation[-1].do != _OURS:
        raise ValueError("a draft's derivation ends with a step of drafting")
    rule, *anchor = map(str, derivation[-1].args)
    return adapt(rule, replay(derivation[:-1]).edtf, *anchor)


def _as_written(edtf: str, _anchor: str) -> str:
    return edtf


def _since(edtf: str, _anchor: str) -> str:
    return f"{edtf}/.." if _PLAIN.fullmatch(edtf) else edtf


def _until(edtf: str, _anchor: str) -> str:
    return f"../{edtf}" if _PLAIN.fullmatch(edtf) else edtf


def _by(edtf: str, _anchor: str) -> str:
    end = _bound(edtf, last=True)
    return f"[..{end}]" if end else edtf


def _after(edtf: str, _anchor: str) -> str:
    start = _bound(edtf, last=False)
    return f"[{start}..]" if start else edtf


def _between(edtf: str, anchor: str) -> str:
    """After an event and by the day of publication, which is the anchor."""
    start, end = read_edtf(edtf).first_day, read_edtf(anchor).last_day
    return _days(start, end) if OPEN_START < start <= end < OPEN_END else edtf


def _after_statement(edtf: str, anchor: str) -> str:
    """A plan comes after it was announced: "this year", said in April, is April to December."""
    wide, said = read_edtf(edtf), read_edtf(anchor)
    inside = wide.first_day < said.first_day and said.last_day < wide.last_day < OPEN_END
    return _days(said.first_day, wide.last_day) if inside else edtf


def _days(first: int, last: int) -> str:
    """Once between two days; EDTF wants both bounds of a set equally exact."""
    bounds = (calendar_date(first), calendar_date(last))
    return "[{}..{}]".format(*(f"{year:04}-{month:02}-{day:02}" for year, month, day in bounds))


def _bound(edtf: str, *, last: bool) -> str:
    """The start or the end of a date, in no finer terms than it has; "" where it is open."""
    if _PLAIN.fullmatch(edtf):
        return edtf
    days = read_edtf(edtf)
    number = days.last_day if last else days.first_day
    if number in {OPEN_END, OPEN_START}:
        return ""
    year, month, day = calendar_date(number)
    if not 0 < year <= 9999:
        return ""
    whole = f"{year:04}-{month:02}"
    return f"{whole}-{day:02}" if days.precision == "day" else whole


_RULES: Final[Mapping[str, Callable[[str, str], str]]] = {
    "as-written": _as_written,
    "carried-over": _as_written,
    "carried-back": _as_written,
    "same-document": _as_written,
    "reported-same-day": _as_written,
    "since": _since,
    "until": _until,
    "reported": _by,
    "by-publication": _by,
    "at-publication": _as_written,
    "after-publication": _after,
    "after": _after,
    "before": _by,
    "sequel": _between,
    "after-statement": _after_statement,
}
