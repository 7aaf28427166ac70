"""The reader's language, for the core: words, plurals and numbers, without a web framework."""

from timeline.language.reader import (
    Catalog,
    follow,
    gettext,
    language,
    ngettext,
    noop,
    number,
    pgettext,
)

__all__ = ["Catalog", "follow", "gettext", "language", "ngettext", "noop", "number", "pgettext"]
