"""How sure a proposal is, in words: nobody can check a confidence to a percent."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

_FAIR, _HIGH = 55, 80
"""Percent from which on a proposal counts as that. The drafts of five news articles, whose dates and kinds of
fact were read beside their texts, are a third each."""
_AT_LEAST: Final[tuple[tuple[str, Promise], ...]] = (
    ("", pgettext_lazy("how sure", "any")),
    (str(_FAIR), pgettext_lazy("how sure", "fair or high")),
    (str(_HIGH), pgettext_lazy("how sure", "high")),
)
_PERCENT: Final = _("at least {n} %")


def sureness(confidence: float) -> str:
    """Return a confidence (0-1) as "low", "fair" or "high"."""
    if confidence >= _HIGH / 100:  # as the filter asks for it
        return str(pgettext_lazy("how sure", "high"))
    if confidence >= _FAIR / 100:
        return str(pgettext_lazy("how sure", "fair"))
    return str(pgettext_lazy("how sure", "low"))


def sureness_choices(asked: str) -> list[tuple[str, str]]:
    """Return what a filter offers: percent, and in words. asked: what an address may have asked for."""
    offered = [(value, str(words)) for value, words in _AT_LEAST]
    if asked not in dict(offered):
        offered.append((asked, str(_PERCENT).format(n=asked)))
    return offered
