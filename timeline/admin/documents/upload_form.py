"""What a curator chooses before files are uploaded."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from timeline.models import Timeline


@dataclass(frozen=True, slots=True)
class Target:
    """The timeline that documents go to. title: where it is to be made."""

    slug: str
    title: str


class TargetForm(forms.Form):
    """Which timeline, one that is there or a new one; and whether anything is stored."""

    timeline = forms.ModelChoiceField(
        Timeline.objects.all(),
        label=_("Timeline"),
        required=False,
        to_field_name="slug",
        empty_label=_("A new timeline, named below"),
    )
    new_timeline = forms.CharField(
        required=False,
        max_length=Timeline._meta.get_field("title").max_length,
        label=_("New timeline"),
        help_text=_("Its title. Nobody but curators sees it until one of you makes it public."),
    )
    dry_run = forms.BooleanField(
        required=False,
        label=_("Dry run"),
        help_text=_("Tell what would be done, and store nothing."),
    )

    def clean(self) -> dict[str, Any]:
        """Know the timeline by its slug, or say what is missing."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        chosen, title = cleaned.get("timeline"), " ".join(cleaned["new_timeline"].split())
        slug = slugify(title)[: Timeline._meta.get_field("slug").max_length or 0].strip("-")
        if chosen is None and not title:
            self.add_error("timeline", gettext("Choose a timeline, or give a new one a title."))
        elif chosen is not None and title:
            self.add_error(
                "new_timeline", gettext("Choose a timeline or name a new one, one of the two.")
            )
        elif title and not slug:
            self.add_error(
                "new_timeline", gettext("Give it a title with letters from A to Z, or digits.")
            )
        elif title and Timeline.objects.filter(slug=slug).exists():
            self.add_error(
                "new_timeline", gettext("There is a timeline of this name. Choose it above.")
            )
        elif chosen is not None:
            cleaned["target"] = Target(chosen.slug, chosen.title)
        else:
            cleaned["target"] = Target(slug, title)
        return cleaned

    @property
    def target(self) -> Target:
        """Where the documents go; only of a form that is valid."""
        target: Target = self.cleaned_data["target"]
        return target


class OneFileForm(forms.Form):
    """One file of an upload, as the script sends it after its names were planned."""

    timeline = forms.SlugField(max_length=80)
    title = forms.CharField(required=False, max_length=200)
    dry_run = forms.BooleanField(required=False)
    name = forms.CharField(max_length=4_000)
    namesakes = forms.BooleanField(required=False)
    met = forms.CharField(required=False, max_length=4_000_000)
    file = forms.FileField(required=False, allow_empty_file=True, max_length=None)

    def clean_met(self) -> list[tuple[str, str]]:
        """What a dry run has met before, from JSON: [[stem, sha256], ...]."""
        return [
            (str(stem), str(sha256)) for stem, sha256 in _rows(self.cleaned_data["met"] or "[]")
        ]


@dataclass(frozen=True, slots=True)
class Announced:
    """A file that the script is about to send."""

    name: str
    size: int


class PlanForm(TargetForm):
    """The names and sizes of the files to come."""

    listing = forms.CharField(max_length=4_000_000)

    def clean_listing(self) -> list[Announced]:
        """The files, from JSON: [[name, bytes], ...]."""
        return [
            Announced(str(name), size)
            for name, size in _rows(self.cleaned_data["listing"])
            if isinstance(size, int)
        ]


def _rows(pairs: str) -> list[tuple[Any, Any]]:
    """Pairs from JSON. Raises ValidationError."""
    try:
        return [(one, other) for one, other in json.loads(pairs)]
    except (ValueError, TypeError) as error:
        raise forms.ValidationError(gettext("The list of files could not be read.")) from error
