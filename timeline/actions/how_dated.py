"""How a draft came to its date, in the words that a citation keeps for readers."""

from __future__ import annotations

from typing import Final

from timeline.dates.derivation import Derivation
from timeline.dates.explain import explanation
from timeline.drafting import EventDraft
from timeline.drafting.rules import rules

_LONGEST: Final = 300


def rule_and_anchor(draft: EventDraft) -> tuple[str, str]:
    """Return how the words become the date, and what it was counted from, "" where nothing was."""
    engine = draft.derivation[:-1]  # the last step is drafting's own, told by its rule
    return rule_and_anchor_of(engine, rules()[draft.date_rule].says)


def rule_and_anchor_of(engine: Derivation, *before: str) -> tuple[str, str]:
    """The same of the date engine's own steps. before: rules to be named first."""
    starts = {_said(step): step.args[0] for step in engine if step.do == "take"}
    moves = [
        clause
        for clause in explanation(engine)[:-1]
        if clause not in starts and not clause.startswith("“")
    ]
    anchor = "; ".join(said for said, origin in starts.items() if origin != "words")
    return "; ".join([*before, *moves])[:_LONGEST], anchor[:_LONGEST]


def _said(*steps: object) -> str:
    derivation: Derivation = tuple(steps)  # type: ignore[arg-type]
    return explanation(derivation)[0]
