"""Date a citation anew: by the date words in or beside its passage, else on the curator's word."""

from __future__ import annotations

from typing import Final

from timeline.actions.how_dated import rule_and_anchor_of
from timeline.dates.derivation import Derivation, Step
from timeline.models import Citation, DateMention

READ_BY_CURATOR: Final = "as a curator reads the words"
_LONGEST_WORDING: Final = 200


def date_citation(citation: Citation, edtf: str) -> None:
    """Let a citation give another date, in memory.

    Words in the passage that the engine reads as this date become the citation's wording; where
    there are none, the words stay and the date is the curator's.
    """
    citation.edtf = edtf
    passage = citation.passage
    mention = DateMention.objects.filter(
        text_version_id=passage.text_version_id,
        start__gte=passage.start,
        end__lte=passage.end,
        edtf=edtf,
    ).first()
    if mention is None or len(mention.wording) > _LONGEST_WORDING:
        citation.rule, citation.anchor = READ_BY_CURATOR, ""
        return
    citation.wording, citation.wording_start = mention.wording, mention.start
    citation.rule, citation.anchor = rule_and_anchor_of(stored_steps(mention.derivation))


def stored_steps(stored: list[list[str | int]]) -> Derivation:
    """A derivation as it is stored, [do, argument, ...] for each step, as steps."""
    return tuple(Step(str(do), tuple(args)) for do, *args in stored)
