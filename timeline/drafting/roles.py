"""Which part each known actor has in an event: speaker, subject, signatory, host, target."""

from __future__ import annotations

from sources.anchoring import Span
from timeline.drafting.actors import FoundActor
from timeline.drafting.lexicon import Lexicon
from timeline.drafting.reading import Sentence
from timeline.drafting.records import Role
from timeline.drafting.speakers import Who
from timeline.drafting.unit import Unit

_PLACES = frozenset({"place", "state"})


def actors_of(
    unit: Unit, speaker: Who, subject: Who, words: Lexicon
) -> tuple[tuple[str, Role], ...]:
    """The known actors of a unit in the order of the text, each once, with the part they have."""
    sentence = unit.sentence
    roles: dict[str, Role] = {}
    if speaker.slug:
        roles[speaker.slug] = "speaker"
    if subject.slug and subject.slug not in roles:
        roles[subject.slug] = "subject"
    for actor in sentence.actors:
        if not (unit.span.start <= actor.start and actor.end <= unit.span.end):
            continue
        role = _role(actor, unit, words)
        if actor.slug not in roles:
            roles[actor.slug] = role
    return tuple(roles.items())


def _role(actor: FoundActor, unit: Unit, words: Lexicon) -> Role:
    sentence = unit.sentence
    first, _ = sentence.tokens.between(actor.start, actor.end)
    before = sentence.tokens.lows[first - 1] if first else ""
    if unit.kind == "statement" and _inside(actor, sentence, unit.subject):
        return "speaker"
    if unit.said_by is not None and _inside(actor, sentence, unit.said_by.speaker):
        return "speaker"
    signs = unit.clause is not None and _signs(unit, words)
    if (
        signs
        and actor.kind in {"person", "state"}
        and (_inside(actor, sentence, unit.subject) or before in {"by", "and"})
    ):
        return "signatory"
    if actor.kind in _PLACES and before in {"in", "at"}:
        return "host"
    if _is_subject(actor, unit):
        return "subject"
    return "participant" if before in {"with", "between"} else "target"


def _is_subject(actor: FoundActor, unit: Unit) -> bool:
    sentence = unit.sentence
    if _inside(actor, sentence, unit.subject):
        return True
    if unit.statement is None:
        return False
    subjects = [sentence.clauses[n].subject for n in unit.statement.contents]
    return any(_inside(actor, sentence, subject) for subject in subjects)


def _signs(unit: Unit, words: Lexicon) -> bool:
    verb = unit.clause.verb if unit.clause is not None else None
    return verb is not None and "sign" in words.bases(unit.sentence.tokens.lows[verb.head])


def _inside(actor: FoundActor, sentence: Sentence, tokens: tuple[int, int]) -> bool:
    if tokens[0] >= tokens[1]:
        return False
    place: Span = sentence.place(*tokens)
    return place.start <= actor.start and actor.end <= place.end
