"""Rows of the timeline's list, each written once: a change of the filter shows most of them again."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from timeline.listing import ListRow

_INDENT: Final = re.compile(r">\s+<")

register = template.Library()


@register.simple_tag
def list_row(row: ListRow, content_lang: str, open_event: int | str) -> SafeString:
    """Return an event as a row of the list. open_event: the id of the one beside it, or ""."""
    return _written(row, content_lang, get_language(), row.mark.id == open_event)


@lru_cache(maxsize=8_192)  # some 10 MB at most
def _written(row: ListRow, content_lang: str, language: str | None, is_open: bool) -> SafeString:
    """All that a row says is in its arguments; language: that of the words of the template."""
    context = {"row": row, "mark": row.mark, "content_lang": content_lang, "is_open": is_open}
    written = render_to_string("timeline/_row.html", context).strip()
    return SafeString(_INDENT.sub("> <", written))
