"""What a text says of itself in lines at its top and end: "Publication: ... Volume: 7", bylines, dates."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

from sources.anchoring.spans import Span
from sources.bibliography.reference import Name, one_line
from sources.kept import kept
from sources.readers.names import authors_named, person_or_body
from sources.readers.raw_document import Certainty, Dating, Metadata
from sources.readers.stated_dates import date_in

_TABLE: Final = tomllib.loads(files(__package__).joinpath("metadata_lines.toml").read_text("utf-8"))
_FIELDS: Final[dict[str, str]] = {
    word: field for field, words in _TABLE["labels"].items() for word in words
}
_WORDS: Final = "|".join(re.escape(word) for word in sorted(_FIELDS, key=len, reverse=True))
_LABELLED: Final = re.compile(rf"(?<![\w-])({_WORDS})\s*:\s*", re.IGNORECASE)
_BARE: Final = re.compile(
    rf"({'|'.join(sorted(map(re.escape, _TABLE['bare']['words']), key=len, reverse=True))})\s+(?=[A-Z\d])",
    re.IGNORECASE,
)
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_URL: Final = re.compile(r"https?://[^\s<>\"']{3,990}")
_RIGHTS: Final = re.compile(r"©|\(c\)\s*\d{4}|\bcopyright\b|\ball rights reserved\b", re.IGNORECASE)
_BYLINE_DATE: Final = re.compile(
    r"(?P<name>[^\d,|]{5,60}?)[\s,|–-]+(?P<date>\d.{4,30}|[A-Z][a-z]+ \d.{3,30})"
)
_NOTE_ON_AUTHOR: Final = re.compile(
    r"(?:[Ee]ditor['’]s [Nn]ote:\s*)?(?P<name>(?:[A-Z][\w.'’-]+\s){1,3}[A-Z][\w'’-]+) (?:is|was) (?:an?|the)\b"
)
_ONLY_DATE: Final = re.compile(r"[\w\s,./:+-]{4,45}")
_HEAD_LINES: Final = 30
_TAIL_LINES: Final = 12
_LONGEST: Final = 300
_LONGEST_VALUE: Final = 200
_LONGEST_EVIDENCE: Final = 120
_FEW_WORDS: Final = 7


@dataclass(frozen=True, slots=True)
class Stated:
    """What a text says of itself, and the lines that say nothing else."""

    metadata: Metadata
    lines: tuple[Span, ...]


def metadata_stated(text: str, head: Sequence[Span], tail: Sequence[Span]) -> Stated:
    """Read the lines before an article's first and after its last paragraph."""
    found = _Found()
    for unit in head[:_HEAD_LINES]:
        _read_line(text, unit, found, at_top=True)
    for unit in tail[-_TAIL_LINES:]:
        _read_line(text, unit, found, at_top=False)
    datings = sorted(dict.fromkeys(found.datings), key=lambda one: one.certainty == "weak")
    return Stated(
        Metadata(
            title=found.first("title"),
            authors=found.authors or found.noted_authors,
            container=found.first("container"),
            publisher=found.first("publisher"),
            volume=found.first("volume"),
            issue=found.first("issue"),
            datings=tuple(datings),
            language=found.first("language"),
            url=found.first("url"),
            rights="; ".join(dict.fromkeys(found.rights))[:_LONGEST],
        ),
        tuple(found.lines),
    )


class _Found:
    def __init__(self) -> None:
        self.values: dict[str, str] = {}
        self.authors: tuple[Name, ...] = ()
        self.noted_authors: tuple[Name, ...] = ()
        self.datings: list[Dating] = []
        self.rights: list[str] = []
        self.lines: list[Span] = []

    def first(self, field: str) -> str:
        return self.values.get(field, "")

    def take(self, field: str, value: str, line: str) -> bool:
        """Keep a value where it can be one of that field; tell whether it can."""
        if field in {"published", "changed"}:
            certainty: Certainty = "stated" if field == "published" else "weak"
            return self.date(value, line, certainty)
        if field == "authors":
            names = authors_named(value)
            self.authors = self.authors or names
            return bool(names)
        if field == "rights":
            self.rights.append(value)
            return True
        pattern = {"url": _URL, "language": _LANGUAGE}.get(field)
        if pattern and not pattern.fullmatch(value):
            return False
        self.values.setdefault(field, value)
        return True

    def date(self, value: str, line: str, certainty: Certainty) -> bool:
        edtf = date_in(value)
        if edtf:
            shown = line if len(line) <= _LONGEST_EVIDENCE else f"{line[:_LONGEST_EVIDENCE]}…"
            evidence = kept("stated in the text: “{words}”").format(words=shown)
            self.datings.append(Dating(edtf, evidence, certainty))
        return bool(edtf)


def _read_line(text: str, unit: Span, found: _Found, *, at_top: bool) -> None:
    line = one_line(text[unit.start : unit.end])
    note = _NOTE_ON_AUTHOR.match(line)
    if note and not at_top:
        name = person_or_body(note["name"])
        found.noted_authors = found.noted_authors or ((name,) if name else ())
    if len(line) > _LONGEST:
        return
    taken = [found.take(field, value, line) for field, value in _labelled(line) if value]
    if any(taken) or (at_top and _read_byline(line, found)):
        found.lines.append(unit)
    if _RIGHTS.search(line) and not any(taken):
        found.rights.append(line)


def begins_with_label(line: str) -> bool:
    """Whether a line begins like "Author: ..." or "Posted March 15, 2007"."""
    return any(value for _, value in _labelled(line))


def _labelled(line: str) -> Iterator[tuple[str, str]]:
    """Field and value for each label in a line; the line must begin with one."""
    labels = list(_LABELLED.finditer(line))
    if labels and labels[0].start() == 0:
        ends = [label.start() for label in labels[1:]] + [len(line)]
        for label, end in zip(labels, ends, strict=True):
            value = line[label.end() : end].strip(" ,;|")
            if len(value) <= _LONGEST_VALUE:
                yield _FIELDS[label[1].lower()], value
        return
    bare = _BARE.match(line)
    if bare:
        value = line[bare.end() :]
        field = _FIELDS[bare[1].lower()]
        dated = field in {"published", "changed"}
        if dated or (len(value.split()) <= _FEW_WORDS and not value.endswith(".")):
            yield field, value


def _read_byline(line: str, found: _Found) -> bool:
    """A date alone, or an author's name and a date; tell whether the line is one of them."""
    if not _ONLY_DATE.fullmatch(line) or len(line.split()) > _FEW_WORDS:
        return False
    named = _BYLINE_DATE.fullmatch(line)
    name = person_or_body(named["name"]) if named else None
    if named and name and name.given and date_in(named["date"]):
        found.authors = found.authors or (name,)
        return found.date(line, line, "stated")
    return _is_date_alone(line) and found.date(line, line, "stated")


def _is_date_alone(line: str) -> bool:
    """Whether nothing but a date, a weekday and a time of day stands in a line."""
    words = re.findall(r"[^\W\d_]{3,}", line)
    return bool(date_in(line)) and len(words) <= 2 and len(date_in(line)) == len("2007-03-15")


def merged(first: Metadata, second: Metadata) -> Metadata:
    """Return what the first says, and where it says nothing, what the second says."""
    datings = sorted((*first.datings, *second.datings), key=lambda one: one.certainty == "weak")
    return Metadata(
        title=first.title or second.title,
        authors=first.authors or second.authors,
        container=first.container or second.container,
        publisher=first.publisher or second.publisher,
        volume=first.volume or second.volume,
        issue=first.issue or second.issue,
        datings=tuple(dict.fromkeys(datings)),
        language=first.language or second.language,
        url=first.url or second.url,
        rights=first.rights or second.rights,
        kind=first.kind or second.kind,
    )


def disagreement(datings: Sequence[Dating]) -> str:
    """Return a warning where two sure dates of publication differ, "" where none do."""
    sure = [one for one in datings if one.certainty != "weak"]
    others = [
        o
        for o in sure
        if not o.edtf.startswith(sure[0].edtf) and not sure[0].edtf.startswith(o.edtf)
    ]
    if not others:
        return ""
    one, other = sure[0], others[0]
    return kept("Two dates of publication: {one} ({evidence}), {other} ({against}).").format(
        one=one.edtf, evidence=one.evidence, other=other.edtf, against=other.evidence
    )
