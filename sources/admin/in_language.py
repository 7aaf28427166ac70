"""Words that are not translated, marked with the language that they are in: for who hears the page."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString


def in_language(words: object, language: str) -> SafeString:
    """Return words for a list. language: of the words, as an HTML page names it."""
    return format_html('<span lang="{}">{}</span>', language, words)
