"""Take in texts that were not at hand when their quotes were put on record."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.db import IntegrityError, transaction

from sources.actions.storing import QuoteMismatch, record_text
from sources.models import TextVersion


@dataclass(slots=True)
class SupplyReport:
    """How many texts were taken in, and a line for each file that is not the text on record."""

    taken: int = 0
    faults: list[str] = field(default_factory=list)


def supply_texts(folder: Path, *, today: date) -> SupplyReport:
    """Store every text that is on record, not held yet, and lies in a folder under its name.

    A file is refused, and stays out, where its sha256 is another or a quote does not stand in it.
    """
    report = SupplyReport()
    for version in TextVersion.objects.filter(text=None).exclude(file_name="").order_by("pk"):
        path = folder / version.file_name
        if not path.is_file():
            continue
        try:
            _take_in(version, path.read_bytes(), today)
        except (QuoteMismatch, IntegrityError, UnicodeDecodeError, OSError) as error:
            report.faults.append(f"{path}: not taken in: {error}")
        else:
            report.taken += 1
    return report


def _take_in(version: TextVersion, data: bytes, today: date) -> None:
    with transaction.atomic():
        record_text(
            version.document,
            sha256=version.sha256,
            length=version.length,
            text=data.decode("utf-8"),
            file_name=version.file_name,
            checked_on=today,
            boilerplate=version.boilerplate,
        )
