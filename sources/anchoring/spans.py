"""A place in a text, in the one way that the whole project counts: code points, end exclusive."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Where something stands: `text[start:end]`, counted in code points from 0."""

    start: int
    end: int
