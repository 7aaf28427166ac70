"""In which language the core speaks, and where its words come from.

The core writes English, and asks a catalog for the reader's words. Who uses it says which one, once:
the app lets it follow Django's translations, which know whose request is answered. Without that, as
in a script, it speaks English. So there is one catalog and one notion of the reader's language.
"""

from __future__ import annotations

from functools import lru_cache
from gettext import NullTranslations
from typing import Final, Protocol

from babel.numbers import format_decimal, get_decimal_symbol, get_group_symbol


class Catalog(Protocol):
    """What gives words in the reader's language; `django.utils.translation` is one."""

    def get_language(self) -> str | None: ...
    def gettext(self, message: str, /) -> str: ...
    def ngettext(self, singular: str, plural: str, number: int, /) -> str: ...
    def pgettext(self, context: str, message: str, /) -> str: ...
    def npgettext(self, context: str, singular: str, plural: str, number: int, /) -> str: ...


class _English(NullTranslations):
    """Gives each message back as it stands in the code."""

    def get_language(self) -> str | None:
        return "en"


_ENGLISH: Final = _English()
_catalog: Catalog = _ENGLISH


def follow(catalog: Catalog | None) -> None:
    """Take the words from a catalog from now on; None: English, as it stands in the code."""
    global _catalog
    _catalog = catalog or _ENGLISH


def language() -> str:
    """Return the reader's language without its country: "en", "ru"."""
    return (_catalog.get_language() or "en").partition("-")[0]


def noop(message: str) -> str:
    """Mark a message for the catalog where it stands in a table; `gettext` says it later."""
    return message


def gettext(message: str) -> str:
    """Return a message in the reader's language."""
    return _catalog.gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """Return the message that goes with a number, by the plural rules of the reader's language."""
    return _catalog.ngettext(singular, plural, count)


def pgettext(context: str, message: str) -> str:
    """Return a message that means something else elsewhere; context: where this one stands."""
    return _catalog.pgettext(context, message)


def npgettext(context: str, singular: str, plural: str, count: int) -> str:
    """Return the message of a context that goes with a number."""
    return _catalog.npgettext(context, singular, plural, count)


def number(value: int) -> str:
    """Return a number as the reader's language groups it: "12,345", "12 345"."""
    return _grouped(value, language())


@lru_cache(maxsize=4_096)  # Babel reads its patterns each time; a chart tells a number for each bar
def _grouped(value: int, spoken: str) -> str:
    return format_decimal(value, locale=spoken)


def regrouped(figures: str) -> str:
    """Return a number that is written in the English way as the reader's language writes it."""
    decimal, group = get_decimal_symbol(language()), get_group_symbol(language())
    return figures.translate({ord("."): decimal, ord(","): group})
