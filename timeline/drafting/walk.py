"""The walk over a sentence that finds its clauses; what they are is in `clauses`."""

from __future__ import annotations

from typing import Final

from timeline.drafting.clauses import (
    SPEECH,
    Clause,
    Dates,
    Kind,
    closing,
    content_start,
    is_quantity,
    saying,
    subject_end,
    subject_start,
)
from timeline.drafting.lexicon import (
    ADVERB,
    CAPITAL,
    CLOSE,
    COMMA,
    COORDINATOR,
    DETERMINER,
    GERUND,
    NUMBER,
    OPEN,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    QUOTE,
    RELATIVE,
    STOP,
    SUBORDINATOR,
    WORD,
    Lexicon,
)
from timeline.drafting.tokens import Tokens
from timeline.drafting.verbs import VerbGroup, verb_groups

_LOOK_AHEAD: Final = 40
"""Tokens in which the verb of a clause is looked for behind the word that opens it."""


class _Walk:
    """The state of the walk: the clauses so far, the current one, and those that wait."""

    def __init__(self, tokens: Tokens, words: Lexicon, dates: Dates) -> None:
        self.tokens = tokens
        self.words = words
        self.dates = dates
        self.groups = {group.start: group for group in verb_groups(tokens, words)}
        self.clauses: list[Clause] = [Clause("main", 0)]
        self.current = 0
        self.waiting: list[int] = []

    @property
    def clause(self) -> Clause:
        return self.clauses[self.current]

    def run(self) -> list[Clause]:
        index, count = 0, len(self.tokens)
        while index < count:
            bits = self.tokens.bits[index]
            if bits & OPEN or index in self.dates:
                index = self.dates.get(index) or closing(self.tokens, index) + 1
                continue
            group = self.groups.get(index)
            if group is not None:
                self._place(group)
                index = group.end
                continue
            self._mark(index, bits)
            index += 1
        for place in (self.current, *self.waiting):
            self.clauses[place].end = self.clauses[place].end or count
        return [clause for clause in self.clauses if clause.verb is not None]

    def _mark(self, index: int, bits: int) -> None:
        if bits & COMMA:
            self.clause.commas.append(index)
        elif bits & STOP and self.clause.verb is not None and self._breaks(index):
            self._open("main", index + 1, self._root(), close=index)
        elif bits & COORDINATOR:
            self.clause.joints.append(index)
        elif self.tokens.lows[index] == "that":
            self._that(index)
        elif bits & RELATIVE and self._verb_follows(index, with_comma=True):
            self._relative(index)
        elif bits & SUBORDINATOR and self._opens_adverbial(index):
            self._adverbial(index)

    def _breaks(self, index: int) -> bool:
        """Whether a semicolon, dash or colon ends a clause; a colon does before a quote only."""
        following = self.tokens.bits[index + 1] if index + 1 < len(self.tokens) else 0
        if self.tokens.words[index] != ":":
            return True
        verb = self.clause.verb
        return bool(following & QUOTE) and verb is not None and self._may_say(verb)

    # -- what opens a clause

    def _that(self, index: int) -> None:
        before = self.tokens.lows[index - 1] if index else ""
        if index + 1 in self.groups:
            self._relative(index)
        elif self._said_here(index):
            self._open("content", index + 1, self.current, opener="that")
        elif not self._verb_follows(index):
            return
        elif self.clause.verb is not None and self._announces(index):
            self._open("content", index + 1, self.current, opener="that")
        elif before and not self.tokens.bits[index - 1] & (COMMA | PREPOSITION):
            self._relative(index)

    def _said_here(self, index: int) -> bool:
        """Whether "that" stands directly behind a verb of saying, so that nothing else is meant."""
        verb = self.clause.verb
        if verb is None or self.clause.kind == "content" or not self._may_say(verb):
            return False
        between = range(verb.end, index)
        plain = all(at in self.dates or self.tokens.bits[at] & ADVERB for at in between)
        return plain and self._verb_follows(index, with_comma=True)

    def _announces(self, index: int) -> bool:
        """Whether "that" opens what is said: behind a verb or a noun of saying."""
        verb = self.clause.verb
        if verb is None:
            return False
        before = self.tokens.lows[index - 1]
        if self.tokens.bits[index - 1] & GERUND and any(
            self.words.is_form(f"speech.{name}", before) for name in SPEECH
        ):
            return True
        if self.clause.kind == "relative":
            return False
        sets = self.words.sets
        listed = sets["nouns.documents"] | sets["nouns.told"]
        named = bool(listed & set(self.tokens.lows[max(verb.end, index - 6) : index]))
        return named or index - verb.end <= 8

    def _relative(self, index: int) -> None:
        if self.clause.verb is None:
            self.waiting.append(self.current)
            self._open("relative", index, self.current, wait=True)
        else:
            self._open("relative", index, self.current)
        self.clause.origin = index

    def _opens_adverbial(self, index: int) -> bool:
        following = self.tokens.bits[index + 1] if index + 1 < len(self.tokens) else 0
        if index + 1 in self.dates:  # "as Easter began"
            return self.dates[index + 1] in self.groups
        if not following or following & (COMMA | GERUND):
            return False
        return self._verb_follows(index)

    def _adverbial(self, index: int) -> None:
        opener = self.tokens.lows[index]
        if self.clause.verb is None:
            self.waiting.append(self.current)
            self._open("adverbial", index, self.current, wait=True, opener=opener)
        else:
            self._open("adverbial", index, self.current, opener=opener)

    def _verb_follows(self, index: int, *, with_comma: bool = False) -> bool:
        """Whether a finite verb comes before the next comma, or (a relative's) soon."""
        for at in range(index + 1, min(len(self.tokens), index + _LOOK_AHEAD)):
            if at in self.groups:
                return True
            bits = self.tokens.bits[at]
            if not with_comma and (bits & RELATIVE or self.tokens.lows[at] == "that"):
                return False
            if bits & STOP or (bits & COMMA and not with_comma):
                return False
        return False

    # -- where a verb belongs

    def _place(self, group: VerbGroup) -> None:
        clause, at = self.clause, group.start
        if clause.verb is None:
            start = self._subject_start(clause.start, at)
            in_lead = group.soft and start < at and self._is_phrase(start)
            if not in_lead and not self._is_participle(group):  # "In a letter published in Oslo, "
                clause.verb, clause.subject = group, (start, at)
            return
        before = self._before(at)
        bits = self.tokens.bits[before]
        behind = [comma for comma in clause.commas if comma >= clause.verb.end and comma < at]
        if bits & (COMMA | QUOTE | CLOSE) and self._resume(before, group):
            return
        if self.waiting and behind and not bits & COORDINATOR:
            self._resume(behind[0], group)
            return
        if self.waiting and not behind and self._ends_relative(before, group):
            self._resume(at, group)
            return
        if bits & COORDINATOR:
            self._share(before, group)
        elif bits & (COMMA | QUOTE):
            self._after_comma(before, behind, group)
        else:
            self._with_own_subject(behind, group)

    def _is_phrase(self, start: int) -> bool:
        """Whether a preposition opens a phrase of place or time: not "about 300 men"."""
        preposition = bool(self.tokens.bits[start] & PREPOSITION)
        return preposition and not is_quantity(self.tokens, start, self.words)

    def _ends_relative(self, before: int, group: VerbGroup) -> bool:
        """Whether a second verb is that of the main clause: "the board that ran the port resigned"."""
        clause, bits = self.clause, self.tokens.bits[before]
        verb = clause.verb
        if verb is None or clause.kind != "relative" or self._may_say(verb):
            return False
        if bits & (PRONOUN | COORDINATOR | RELATIVE) or before < verb.end:
            return False
        following = self.tokens.lows[group.end : group.end + 1]
        return not (group.soft and following == ("by",))

    def _before(self, at: int) -> int:
        """The token before a verb, adverbs left aside: "and later said"."""
        before = at - 1
        while before > 0 and self.tokens.bits[before] & ADVERB:
            before -= 1
        return before

    def _is_participle(self, group: VerbGroup) -> bool:
        """Whether a soft verb behind "X, " is an aside, because X's verb comes behind the next comma."""
        before = group.start - 1
        if not group.soft or before < 0:
            return False
        comma = bool(self.tokens.bits[before] & COMMA)
        for at in range(group.end, min(len(self.tokens), group.end + _LOOK_AHEAD)):
            if self.tokens.bits[at] & (STOP | RELATIVE | SUBORDINATOR | COORDINATOR):
                return False
            if self.tokens.lows[at] == "that" and at not in self.groups:
                return False
            if at not in self.groups:
                if self.tokens.bits[at] & COMMA and not comma:
                    return False
                continue
            if comma:
                return bool(self.tokens.bits[at - 1] & COMMA)
            return not self._may_say(group) and not self.tokens.bits[at - 1] & PRONOUN
        return False

    def _may_say(self, group: VerbGroup) -> bool:
        return saying(self.tokens, group, self.words) is not None

    def _resume(self, comma: int, group: VerbGroup) -> bool:
        """Close an aside that has its verb, and go on with the clause that waits for one."""
        if not self.waiting:
            return False
        self.clause.end = comma
        self.current = self.waiting.pop()
        clause = self.clause
        clause.commas.append(comma)
        clause.verb = group
        resumed = comma + 1 if comma < self._before(group.start) else clause.start
        clause.subject = (self._subject_start(resumed, group.start), group.start)
        return True

    def _share(self, joint: int, group: VerbGroup) -> None:
        """ "X did this and did that": the second verb has the subject of the first."""
        if group.soft and not self._may_say(group) and self._before_noun(group.end):
            return  # "trafficking and organized crime"
        if self.clause.kind == "content" and self._may_say(group) and self.clause.parent >= 0:
            self.clause.end = joint
            self.current = self.clause.parent
        subject, parent = self.clause.subject, self.clause.parent
        close = joint - 1 if self.tokens.bits[joint - 1] & COMMA else joint
        kind: Kind = "coordinate" if self.clause.kind == "main" else self.clause.kind
        opener, origin = self.clause.opener, self.clause.origin
        self._open(kind, joint + 1, parent, close=close, opener=opener)
        self.clause.verb, self.clause.subject, self.clause.origin = group, subject, origin

    def _before_noun(self, at: int) -> bool:
        """Whether a plain noun follows, without an article."""
        bits = self.tokens.bits[at] if at < len(self.tokens) else 0
        known = DETERMINER | PREPOSITION | CAPITAL | PRONOUN | ADVERB | NUMBER | POSSESSIVE | GERUND
        return bool(bits & WORD) and not bits & known and self.tokens.lows[at] not in {"that", "to"}

    def _after_comma(self, comma: int, behind: list[int], group: VerbGroup) -> None:
        following = self.tokens.bits[group.end] if group.end < len(self.tokens) else 0
        if self._may_say(group) and following & (CAPITAL | DETERMINER | PRONOUN):
            self._open("attribution", comma + 1, self._root(), close=comma)
            self.clause.verb, self.clause.inverted = group, True
            self.clause.subject = (group.end, subject_end(self.tokens, group.end))
        elif self._may_say(group) and len(behind) > 1:  # ", Ann Lee, the mayor, told reporters"
            self._open("main", behind[-2] + 1, self._root(), close=behind[-2])
            self.clause.verb = group
            self.clause.subject = (behind[-2] + 1, comma)
        elif not group.soft:
            self._share(comma, group)

    def _with_own_subject(self, behind: list[int], group: VerbGroup) -> None:
        clause = self.clause
        verb = clause.verb
        if verb is None:
            return
        joint = max((j for j in clause.joints if verb.end <= j < group.start), default=-1)
        comma = behind[-1] if behind else -1
        edge = max(joint, comma)
        opens = self.tokens.bits[edge + 1 if edge >= 0 else verb.end]
        if group.soft and opens & PREPOSITION:
            return  # ", in a letter published in Oslo,"
        said = self._may_say(verb)
        if (
            said
            and not clause.inverted
            and comma < 0
            and (joint < 0 or self._one_subject(verb.end, group.start))
        ):
            start = content_start(self.tokens, verb, group.start, self.words, self.dates)
            self._open("content", start, self.current, close=start)
        elif max(joint, comma) >= 0:
            self._break(joint, comma, said=said)
        elif verb.soft and not said and not clause.inverted:
            if not self.tokens.bits[self._before(group.start)] & PRONOUN:
                self._reinterpret(group)
            return
        else:
            return
        self.clause.verb = group
        self.clause.subject = (self._subject_start(self.clause.start, group.start), group.start)

    def _break(self, joint: int, comma: int, *, said: bool) -> None:
        """A new clause with a subject of its own, behind a comma or a conjunction."""
        if joint > comma:
            bounded = bool(self.tokens.bits[joint - 1] & COMMA)
            parent = self.clause.parent
            kind: Kind = self.clause.kind if self.clause.kind == "content" else "main"
            self._open(kind, joint + 1, parent, close=joint - 1 if bounded else joint)
        elif said and self.clause.kind != "content" and not self.clause.inverted:
            self._open("content", comma + 1, self.current, close=comma)
        else:
            self._open("main", comma + 1, self._root(), close=comma)

    def _one_subject(self, start: int, end: int) -> bool:
        """Whether words are one noun phrase with "and" in it: "said Russia and Belarus agreed"."""
        return (
            all(not self.tokens.bits[at] & COMMA for at in range(start, end)) and end - start <= 8
        )

    def _reinterpret(self, group: VerbGroup) -> None:
        """The soft verb was a participle after all; this is the verb."""
        self.clause.verb = group
        self.clause.subject = (self.clause.subject[0], group.start)

    def _subject_start(self, start: int, end: int) -> int:
        if start == self.clause.start and self.clause.kind == "adverbial":
            start += 1
        if start == 0 and self.tokens.words[0].isupper():  # behind "OSLO, Norway (NN) --"
            dashes = [
                at for at in range(1, end - 1) if self.tokens.words[at] in {"_", "--", "–", "—"}
            ]
            start = dashes[0] + 1 if dashes else start
        for at in range(end - 1, start, -1):  # behind a quote that is over: '..., " said'
            if self.tokens.bits[at] & QUOTE and self.tokens.bits[at - 1] & COMMA:
                return at + 1
        return subject_start(self.tokens, start, end, self.words, self.dates)

    def _root(self) -> int:
        return -1

    def _open(
        self,
        kind: Kind,
        start: int,
        parent: int,
        *,
        close: int = -1,
        wait: bool = False,
        opener: str = "",
    ) -> None:
        if not wait:
            self.clause.end = close if close >= 0 else start - (opener == "that")
        self.clauses.append(Clause(kind, start, parent=parent, opener=opener))
        self.current = len(self.clauses) - 1


def parse(tokens: Tokens, words: Lexicon, dates: Dates) -> list[Clause]:
    """The clauses of a sentence that have a finite verb, in order; `parent` counts among all.

    Time: linear, but for looking ahead at most 40 tokens.
    """
    walk = _Walk(tokens, words, dates)
    kept = walk.run()
    for clause in kept:
        clause.end = clause.end or len(tokens)
    places = {id(clause): place for place, clause in enumerate(kept)}
    for clause in kept:
        parent = walk.clauses[clause.parent] if clause.parent >= 0 else None
        clause.parent = places.get(id(parent), -1)
    return kept
