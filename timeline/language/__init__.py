"""The reader's language, for the core: words, plurals and numbers, without a web framework."""

from timeline.language.kept import KEPT, Retelling, kept, kept_many
from timeline.language.reader import (
    Catalog,
    follow,
    gettext,
    grouping,
    language,
    ngettext,
    noop,
    number,
    pgettext,
)

__all__ = [
    "KEPT",
    "Catalog",
    "Retelling",
    "follow",
    "gettext",
    "grouping",
    "kept",
    "kept_many",
    "language",
    "ngettext",
    "noop",
    "number",
    "pgettext",
]
