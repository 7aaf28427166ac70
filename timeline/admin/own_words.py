"""What curators wrote, in lists: marked with the language that the site is written in."""

from __future__ import annotations

from django.conf import settings
from django.utils.safestring import SafeString

from sources.admin.in_language import in_language


def own_words(words: object) -> SafeString:
    """Return a title or a name for a list."""
    return in_language(words, settings.CONTENT_LANGUAGE)
