"""Spans in text: find a quote, mark it, cut excerpts."""

from sources.anchoring.excerpt import Gap, Quoted, Shown, excerpt
from sources.anchoring.highlight import Mark, Segment, highlight
from sources.anchoring.locate import Ambiguous, Found, NotFound, locate, locate_pasted
from sources.anchoring.normalise import normalise, normalise_with_origin
from sources.anchoring.segment import paragraphs, segment
from sources.anchoring.spans import Span

__all__ = [
    "Ambiguous",
    "Found",
    "Gap",
    "Mark",
    "NotFound",
    "Quoted",
    "Segment",
    "Shown",
    "Span",
    "excerpt",
    "highlight",
    "locate",
    "locate_pasted",
    "normalise",
    "normalise_with_origin",
    "paragraphs",
    "segment",
]
