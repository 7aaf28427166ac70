"""Authors as people write them, one a line, and as they are stored."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


def lines_of(authors: list[dict[str, str]]) -> str:
    """Return stored authors one a line: “Family, Given”, or the name as it is."""
    return "\n".join(
        author.get("literal")
        or ", ".join(filter(None, (author.get("family"), author.get("given"))))
        for author in authors
    )


def authors_in(lines: str) -> list[dict[str, str]]:
    """Read authors, one a line: “Family, Given” is a person, a line without comma a body."""
    authors = []
    for line in filter(None, (line.strip() for line in lines.splitlines())):
        family, comma, given = (part.strip() for part in line.partition(","))
        authors.append({"family": family, "given": given} if comma else {"literal": family})
    return authors


class AuthorsField(forms.CharField):
    """A text area with an author a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, **kwargs})
        self.help_text = _("One a line: “Family, Given” for a person, else the name as it is.")

    def prepare_value(self, value: Any) -> Any:
        """Show what is stored as lines; show again what was typed as it was typed."""
        return lines_of(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        """Return what is stored."""
        return authors_in(super().clean(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare what would be stored."""
        before = initial if isinstance(initial, list) else authors_in(initial or "")
        return before != authors_in(data or "")
