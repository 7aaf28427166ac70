"""A work as schema.org describes it, for JSON-LD: what search engines and reference managers read.

Names: https://schema.org/CreativeWork and its kinds.
"""

from __future__ import annotations

import re
from typing import Any, Final

from sources.bibliography.kinds import kind_named
from sources.bibliography.reference import Name, Reference

_PLAIN: Final = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?")


def iso_date(edtf: str) -> str:
    """Return an EDTF date that is an ISO 8601 date as it stands; "" for one that is less certain.

    A year or month alone is one: it says no more than it says. What is approximate, uncertain, an
    interval, a set or a season is none, since a date property would tell it as certain.
    """
    return edtf if _PLAIN.fullmatch(edtf) else ""


def schema_org(reference: Reference, *, page: str) -> dict[str, Any]:
    """Return a work. page: the address of its page here, which names it; empty facts are left out."""
    work = {
        "@type": kind_named(reference.kind).schema_org,
        "@id": page,
        "url": reference.url or page,
        "name": reference.title,
        "author": [_author(name) for name in reference.authors],
        "datePublished": iso_date(reference.published),
        "publisher": _named("Organization", reference.publisher),
        "isPartOf": _within(reference),
        "inLanguage": reference.language,
    }
    return without_empty(work)


def without_empty(record: dict[str, Any]) -> dict[str, Any]:
    """Return a record without what is "", [] or None: an empty property states something false."""
    return {name: value for name, value in record.items() if value not in ("", [], None)}


def _author(name: Name) -> dict[str, Any]:
    if not name.family:
        return {"@type": "Organization", "name": name.literal}
    parts = (name.given, name.particle, name.family, name.suffix)
    return {"@type": "Person", "name": " ".join(filter(None, parts))}


def _within(reference: Reference) -> dict[str, Any] | None:
    """The newspaper, journal or site, by the issue where one is given."""
    container = _named(
        "Periodical" if reference.issue or reference.volume else "CreativeWork", reference.container
    )
    for kind, number in (("Volume", reference.volume), ("Issue", reference.issue)):
        if container and number:
            container = {
                "@type": f"Publication{kind}",
                f"{kind.lower()}Number": number,
                "isPartOf": container,
            }
    return container


def _named(kind: str, name: str) -> dict[str, Any] | None:
    return {"@type": kind, "name": name} if name else None
