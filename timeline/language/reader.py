"""In which language the core speaks, and where its words come from.

The core writes English, and asks a catalog for the reader's words. Who uses it says which one, once:
the app lets it follow Django's translations, which know whose request is answered. Without that, as
in a script, it speaks English. So there is one catalog and one notion of the reader's language.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
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
    return grouping(language())(value)


def grouping(spoken: str) -> Callable[[int], str]:
    """Return what groups whole numbers as a language does, for those who have hundreds to tell."""
    sign = _group_sign(spoken)
    return lambda value: f"{value:,}".replace(",", sign)


@cache  # Babel looks it up each time; a page tells hundreds of numbers
def _group_sign(spoken: str) -> str:
    """The sign between each three digits. Errors: ValueError where a language groups otherwise."""
    sign = get_group_symbol(spoken)
    if format_decimal(12_345_678, locale=spoken) != f"12{sign}345{sign}678":
        raise ValueError(f"{spoken} does not group digits by three")
    return sign


def regrouped(figures: str) -> str:
    """Return a number that is written in the English way as the reader's language writes it."""
    decimal, group = get_decimal_symbol(language()), get_group_symbol(language())
    return figures.translate({ord("."): decimal, ord(","): group})
