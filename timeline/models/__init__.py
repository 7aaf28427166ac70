"""Timelines, events, citations, actors, categories and themes."""

from timeline.models.actor import Actor, ActorAlias
from timeline.models.category import Category
from timeline.models.change import Change
from timeline.models.citation import Citation
from timeline.models.date_mention import DateMention, Detection
from timeline.models.event import Event
from timeline.models.event_actor import EventActor
from timeline.models.event_link import EventLink
from timeline.models.proposal import Drafting, MergeProposal, Proposal
from timeline.models.review import Decision, Look
from timeline.models.theme import Theme
from timeline.models.timeline import Timeline

__all__ = [
    "Actor",
    "ActorAlias",
    "Category",
    "Change",
    "Citation",
    "DateMention",
    "Decision",
    "Detection",
    "Drafting",
    "Event",
    "EventActor",
    "EventLink",
    "Look",
    "MergeProposal",
    "Proposal",
    "Theme",
    "Timeline",
]
