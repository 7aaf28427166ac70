"""Take in a text that a curator uploads or pastes, where it is the one on record."""

from __future__ import annotations

from datetime import date
from itertools import product

from django.db import transaction
from django.utils.translation import gettext

from sources.models import Passage, TextVersion
from sources.models.text_version import sha256_of

_LINE_ENDS_LOST = 3
"""So many line ends are tried at either end of a text that was pasted."""


class WrongText(ValueError):
    """What was given is not the text on record; the message says so in one line."""


def supply_file(version: TextVersion, data: bytes, *, today: date) -> TextVersion:
    """Store the text of a file, if it is the one on record. Raises WrongText otherwise."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise WrongText(gettext("This file is not UTF-8 text. Nothing was stored.")) from error
    return _supply(version, [text], today)


def supply_pasted(version: TextVersion, pasted: str, *, today: date) -> TextVersion:
    r"""Store a text that was pasted, if it is the one on record. Raises WrongText otherwise.

    A form field turns line ends into \r\n, and pasting loses line ends at either end of a text.
    The sha256 tells which of the likely readings is the text, if any is.
    """
    body = pasted.replace("\r\n", "\n").replace("\r", "\n")
    ends = ["\n" * count for count in range(_LINE_ENDS_LOST + 1)]
    core = body.strip("\n")
    readings = [f"{before}{core}{after}" for before, after in product(ends, ends)]
    return _supply(version, [body, *readings], today)


def _supply(version: TextVersion, readings: list[str], today: date) -> TextVersion:
    text = next((each for each in readings if sha256_of(each) == version.sha256), None)
    if text is None:
        raise WrongText(
            gettext(
                "This is not the text on record: its SHA-256 is {given}…, not {wanted}…. Nothing was"
                " stored."
            ).format(given=sha256_of(readings[0])[:12], wanted=version.sha256[:12])
        )
    with transaction.atomic():
        stored = TextVersion.objects.select_for_update().get(pk=version.pk)
        for passage in Passage.objects.filter(text_version=stored):
            if text[passage.start : passage.end] != passage.quote:
                raise WrongText(
                    gettext(
                        "The quote on record “{quote}” is not at {place} of this text. Nothing was"
                        " stored."
                    ).format(quote=passage.quote, place=passage.start)
                )
        stored.text, stored.checked_on = text, today
        stored.save()
    return stored
