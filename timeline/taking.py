"""What a picture of the chart says of itself when it is taken away: what it shows, and where it is from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from timeline.charts.key import Sign
from timeline.charts.marks import SYMBOLS
from timeline.charts.picture import Caption
from timeline.dates.wording import edtf_words
from timeline.models import Event, Timeline
from timeline.sigla import SourceLetter
from timeline.signs import SIGNS

MOST_SOURCES = 20
"""Sources that are named below a picture; of more, how many there are."""


def picture_caption(
    timeline: Timeline,
    count: int,
    filters: Sequence[str],
    sources: Sequence[SourceLetter],
    source_count: int,
    *,
    address: str,
    today: date,
) -> Caption:
    """Return what is written around the chart. count: events in it; filters: in words."""
    counted = ngettext("{n} event", "{n} events", count).format(n=count)
    rights = _("Made with Chronocite. Rights in the sources stay with their publishers.")
    seen = _("{address}, as of {day}").format(address=address, day=edtf_words(today.isoformat()))
    named = [(source.letter, f"{source.short}: {source.title}") for source in sources]
    left_out = source_count - min(len(named), MOST_SOURCES)
    rest = _("and {n} more sources") if named else _("It rests on {n} sources.")
    more = [rest.format(n=left_out)] if left_out > 0 else []
    return Caption(
        kicker=timeline.title,
        title=timeline.headline or timeline.title,
        figures=" · ".join([counted, *filters]),
        legend=tuple(_legend()),
        stretched=_(
            "Busy months are drawn wider. The strip above the chart keeps all months alike; funnels show where each year went."
        ),
        sources=tuple(named[:MOST_SOURCES]),
        foot=(*more, seen, rights),
    )


def _legend() -> Iterable[Sign]:
    for modality, symbol in SYMBOLS.items():
        yield symbol, modality == "occurred", str(Event.Modality(modality).label)
    for sign in SIGNS:
        yield sign.drawn, True, str(sign.words)
    yield "day", True, _("the day on which a source appeared")
