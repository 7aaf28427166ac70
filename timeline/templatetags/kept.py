"""What is kept in English, in the reader's language as far as it is known; see `timeline.retelling`."""

from __future__ import annotations

from django import template
from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from timeline.retelling import Clause, retold_clauses

register = template.Library()


@register.filter
def retold(text: str) -> SafeString:
    """Return what is kept; clauses that nobody translated are marked with their own language."""
    return _marked(retold_clauses(text))


@register.filter
def retold_end(text: str) -> SafeString:
    """Return the same as the end of a sentence, with its full stop."""
    return _ended(retold_clauses(text))


@register.filter
def retold_sentence(text: str) -> SafeString:
    """Return the same as a whole sentence."""
    return _ended(_with_capital(retold_clauses(text)))


@register.filter
def retold_opening(text: str) -> SafeString:
    """Return the same with a capital."""
    return _marked(_with_capital(retold_clauses(text)))


def _with_capital(clauses: list[Clause]) -> list[Clause]:
    first, *rest = clauses
    return [Clause(capfirst(first.words), first.is_known), *rest]


def _ended(clauses: list[Clause]) -> SafeString:
    # A Russian date ends with a stop of its own: "18 марта 2010 г."
    return format_html("{}{}", _marked(clauses), "" if clauses[-1].words.endswith(".") else ".")


def _marked(clauses: list[Clause]) -> SafeString:
    told = (
        format_html("{}", clause.words)
        if clause.is_known
        else format_html('<span lang="{}">{}</span>', settings.CONTENT_LANGUAGE, clause.words)
        for clause in clauses
    )
    return format_html_join("; ", "{}", ((each,) for each in told))
