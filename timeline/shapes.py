"""Small templates that a page shows by the hundred: each is rendered once for every shape that it can
have, with blanks in it, and the blanks are filled by string formatting. A template takes half a
millisecond, filling two thousandths of that; and what it looks like still stands in the template.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from html import escape
from typing import Any, Final

from django.template.loader import render_to_string

_OPEN, _CLOSE = "\ue000", "\ue001"
"""Stand around the name of a blank. No text of an archive comes near them: they are rendered first."""
_BLANK: Final = re.compile(f"{_OPEN}(\\w+){_CLOSE}")
_INDENT: Final = re.compile(r">\s+<")
_LINES: Final = re.compile(r"\s*\n\s*")


def blank(name: str) -> str:
    """What a template is given in the place of something that differs each time."""
    return f"{_OPEN}{name}{_CLOSE}"


def shape_of(template: str, context: dict[str, Any]) -> str:
    """Render a template whose context has blanks, as a string to be filled: `shape % values`.

    values: by the names of the blanks, each `filled`. Its indentation is left out.
    """
    rendered = render_to_string(template, context).strip().replace("%", "%%")
    return _BLANK.sub(r"%(\1)s", _LINES.sub(" ", _INDENT.sub("> <", rendered)))


def partly_filled(shape: str, values: Mapping[str, str | int]) -> str:
    """Return a shape with some of its blanks filled; the others are still to be."""
    known = _Rest((name, filled(value).replace("%", "%%")) for name, value in values.items())
    return shape.replace("%%", "%%%%") % known


class _Rest(dict[str, str]):
    """Fills a blank that is not in it with itself."""

    def __missing__(self, name: str) -> str:
        return f"%({name})s"


def filled(value: str | int) -> str:
    """Return a value as it may stand in HTML, as templates write it."""
    return _escaped(value) if isinstance(value, str) else str(value)


_escaped: Final = lru_cache(maxsize=16_384)(escape)
"""Most of what is filled in are names, which are on every page."""
