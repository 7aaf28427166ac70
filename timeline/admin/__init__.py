"""Curation: the pages on which curators work. Buttons call `timeline.actions`."""

from timeline.admin.accounts import NamedGroupAdmin, NamedUserAdmin
from timeline.admin.actor import ActorAdmin
from timeline.admin.category import CategoryAdmin
from timeline.admin.documents import CoveredDocumentAdmin, ReanchoringAdmin
from timeline.admin.event import EventAdmin
from timeline.admin.theme import ThemeAdmin
from timeline.admin.timeline import TimelineAdmin

__all__ = [
    "ActorAdmin",
    "CategoryAdmin",
    "CoveredDocumentAdmin",
    "EventAdmin",
    "NamedGroupAdmin",
    "NamedUserAdmin",
    "ReanchoringAdmin",
    "ThemeAdmin",
    "TimelineAdmin",
]
