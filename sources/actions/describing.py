"""What is known of a document besides its text: taken from files and bibliographies, with evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any, Final, cast

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import CharField

from sources.bibliography.kinds import KINDS
from sources.bibliography.reference import Reference
from sources.kept import kept
from sources.models import Document
from sources.models.document import CURATOR
from sources.models.published_date import days_published
from sources.readers import Dating, Metadata

_PLAIN: Final = ("title", "container", "publisher", "volume", "issue", "language", "rights")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_RANKS: Final = ("nothing", "file", "bibliography", CURATOR)
"""What comes later outranks what comes before."""


@dataclass(frozen=True, slots=True)
class Description:
    """What one place says of a document.

    origin: "bibliography", "file", or "nothing" for what is put where nothing is told; what a
    curator confirmed has an origin of its own.
    evidence: how it is known, for people.
    """

    metadata: Metadata
    origin: str
    evidence: str


def told_by_reference(reference: Reference, bibliography: str) -> Description:
    """What an entry of the bibliography with this name tells of a document."""
    line = kept("the bibliography {name}, entry {entry}")
    evidence = line.format(name=bibliography, entry=reference.id)
    datings = (Dating(reference.published, evidence, "stated"),) if reference.published else ()
    metadata = Metadata(
        title=reference.title,
        authors=reference.authors,
        container=reference.container,
        publisher=reference.publisher,
        volume=reference.volume,
        issue=reference.issue,
        datings=datings,
        language=reference.language,
        url=reference.url,
        kind=reference.kind,
    )
    return Description(metadata, "bibliography", evidence)


@dataclass(frozen=True, slots=True)
class _Claim:
    """A value for a field, where it is from, and how that is known; of a date, how sure it is."""

    value: Any
    origin: str
    evidence: str
    certainty: str = ""

    def as_record(self) -> dict[str, Any]:
        record = {"value": self.value, "from": self.origin, "evidence": self.evidence}
        return {**record, "certainty": self.certainty} if self.certainty else record


def describe(document: Document, description: Description) -> list[str]:
    """Set the fields of a document that this tells, unless somebody knew better; not saved.

    A bibliography outranks a file. A value that a curator or a collection gave is never replaced:
    only an empty field, or one that still is as an import left it. Returns warnings, a line each.
    """
    warnings: list[str] = []
    for name, claim in _claims(description, warnings):
        if _may_replace(document, name, claim):
            setattr(document, name, claim.value)
            document.imported[name] = claim.as_record()
            if name == "published":
                document.published_evidence = _cut("published_evidence", claim.evidence, [])
    _suggest_date(document, description)
    return warnings


def confirm(document: Document, names: Iterable[str], evidence: str) -> None:
    """Keep these fields as they are now, also the empty ones, against all that comes; not saved.

    evidence: who said so, for people.
    """
    for name in names:
        claim = _Claim(getattr(document, name), CURATOR, evidence)
        document.imported[name] = claim.as_record()
    document.imported.pop("published_perhaps", None)


def _claims(description: Description, warnings: list[str]) -> Iterator[tuple[str, _Claim]]:
    told, origin, evidence = description.metadata, description.origin, description.evidence
    for name in _PLAIN:
        if value := getattr(told, name):
            if name == "language" and not _LANGUAGE.fullmatch(value):
                line = kept("“{typed}” is no language tag such as en; it was left out.")
                warnings.append(line.format(typed=value))
                continue
            yield name, _Claim(_cut(name, value, warnings), origin, evidence)
    if told.kind in KINDS:
        yield "kind", _Claim(told.kind, origin, evidence)
    if told.authors:
        authors = [{k: v for k, v in asdict(name).items() if v} for name in told.authors]
        yield "authors", _Claim([author for author in authors if author], origin, evidence)
    if told.url and _is_address(told.url, warnings):
        yield "url", _Claim(told.url, origin, evidence)
    yield from _dates(description, warnings)


def _dates(description: Description, warnings: list[str]) -> Iterator[tuple[str, _Claim]]:
    """The first date that is more than a guess and that can be stored."""
    for dating in description.metadata.datings:
        if dating.certainty == "weak":
            continue
        try:
            days_published(dating.edtf)
        except ValueError as error:
            line = kept("publication date: {fault}; it was left out.")
            warnings.append(line.format(fault=error))
            continue
        yield "published", _claim_of(dating, description)
        return


def _claim_of(dating: Dating, description: Description) -> _Claim:
    return _Claim(dating.edtf, description.origin, dating.evidence, dating.certainty)


def _suggest_date(document: Document, description: Description) -> None:
    """Keep the best guess at an unknown date for the curator, who is asked for it."""
    weak = [dating for dating in description.metadata.datings if dating.certainty == "weak"]
    if document.published:
        document.imported.pop("published_perhaps", None)
    elif weak:
        document.imported["published_perhaps"] = _claim_of(weak[0], description).as_record()


def _may_replace(document: Document, name: str, claim: _Claim) -> bool:
    before = document.imported.get(name)
    if before is None:
        return document._state.adding or not getattr(document, name)
    if getattr(document, name) != before["value"] or claim.as_record() == before:
        return False
    return _RANKS.index(claim.origin) >= _RANKS.index(before["from"])


def _is_address(url: str, warnings: list[str]) -> bool:
    longest = _longest("url")
    try:
        URLValidator(schemes=["http", "https"])(url)
    except ValidationError:
        line = kept("“{typed}” is no web address; it was left out.")
        warnings.append(line.format(typed=url[:80]))
        return False
    if len(url) > longest:
        line = kept("its address has more than {most} characters; it was left out.")
        warnings.append(line.format(most=longest))
        return False
    return True


def _cut(name: str, value: str, warnings: list[str]) -> str:
    longest = _longest(name)
    if len(value) <= longest:
        return value
    line = kept("its {field} has more than {most} characters; the end was cut off.")
    warnings.append(line.format(field=name, most=longest))
    return f"{value[: longest - 1].rstrip()}…"


def _longest(name: str) -> int:
    return cast("CharField[str, str]", Document._meta.get_field(name)).max_length or 0
