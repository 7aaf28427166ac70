"""Titles whose names are not torn at a hyphen."""

from __future__ import annotations

import re
from typing import Final

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString

register = template.Library()

_LONGEST: Final = 14
"""Letters: what is longer may be torn, since it would leave a hole in a narrow line."""
_COMPOUND: Final = re.compile(r"\w+(?:[-–]\w+)+")


@register.filter
def unbroken(words: str) -> SafeString:
    """Return words as HTML in which “Ki-moon” stays in one line; the text itself is as it was.

    A no-break hyphen would look the same, but searching and copying would find other letters.
    """
    pieces, end = [], 0
    for match in _COMPOUND.finditer(words):
        if len(match[0]) <= _LONGEST:
            whole = f'<span class="unbroken">{escape(match[0])}</span>'
            pieces += [escape(words[end : match.start()]), whole]
            end = match.end()
    return SafeString("".join([*pieces, escape(words[end:])]))
