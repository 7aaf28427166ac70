"""Dates that are counted from events: "three days before the signing".

The event is looked for in the sentences that the same text has dated already, by the stems of
its words; where none shares them, nothing is assumed.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from timeline.dates.lexicon import Lexicon

_SEARCHED: Final = 60
"""Dated sentences that are looked back at: news seldom returns to an event from further."""
_REACH: Final = 300
"""Characters to either side of a date in which its sentence is looked for."""
_NEAR: Final = 60
"""... and in which an event is looked for that is named by one word only."""
_STOPS: Final = frozenset(',.;:!?()[]"“”—–')


@dataclass(frozen=True, slots=True)
class DatedSentence:
    """A date that the text has given: where it stands, and its TIMEX3 value."""

    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class EventDate:
    """The date of an event: its TIMEX3 value, and the words by which it was recognised."""

    value: str
    words: str


class DatedSentences:
    """The sentences of a text that have been dated so far, to find events in by their words."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self._text = text
        self._lexicon = lexicon
        self._dated: deque[DatedSentence] = deque(maxlen=_SEARCHED)
        self._stems: dict[tuple[int, int], frozenset[str]] = {}

    def add(self, start: int, end: int, value: str) -> None:
        """Take note of a date: where it stands, and its TIMEX3 value."""
        self._dated.append(DatedSentence(start, end, value))

    def event_date(self, clause: Sequence[str]) -> EventDate | None:
        """Return the date of the event that a clause names, if the text has dated it; else None.

        clause: the words behind "before", "after" or "the same day that". A sentence names the
        event too when it shares the stem of the clause's last noun and, if there are others, of
        one more. If such sentences have different dates, none is chosen.
        """
        words = _content(clause, self._lexicon)
        if not words:
            return None
        wanted = {stem(word, self._lexicon): word for word in words}
        head = stem(words[-1], self._lexicon)
        reach = _REACH if len(wanted) > 1 else _NEAR
        best: set[str] = set()
        values: set[str] = set()
        for sentence in self._dated:
            shared = wanted.keys() & self._stems_of(sentence, reach)
            if head not in shared or len(shared) < max(min(2, len(wanted)), len(best)):
                continue
            if len(shared) > len(best):
                best, values = shared, set()
            values.add(sentence.value)
        if len(values) != 1:
            return None
        recognised = " ".join(wanted[key] for key in wanted if key in best)
        return EventDate(_end(values.pop(), clause, self._lexicon), recognised)

    def _stems_of(self, sentence: DatedSentence, reach: int) -> frozenset[str]:
        key = (sentence.start, reach)
        if key not in self._stems:
            words = _sentence(self._text, sentence, reach)
            self._stems[key] = frozenset(stem(word, self._lexicon) for word in words)
        return self._stems[key]


def names_a_thing(clause: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a clause is a noun with its article ("the signing"), not a sentence with a verb."""
    words = []
    for word in clause:
        if word in _STOPS:
            break
        words.append(word.lower())
    if not words or lexicon.value("DETERMINER", words[0]) is None:
        return False
    endings = tuple(lexicon.options.get("past_endings", ()))
    return not any(lexicon.value("BACKWARD", word) or word.endswith(endings) for word in words)


def stem(word: str, lexicon: Lexicon) -> str:
    """Return the part that a noun and its verb share: "signing", "signed" -> "sign"."""
    word = word.lower()
    for ending in lexicon.options.get("endings", ()):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _content(clause: Sequence[str], lexicon: Lexicon) -> list[str]:
    """The words of the clause up to its end that can name an event."""
    words = []
    for word in clause:
        if word in _STOPS:
            break
        if len(word) >= 4 and word.lower() not in lexicon.options.get("stop_words", ()):
            words.append(word)
    return words


def _sentence(text: str, dated: DatedSentence, reach: int) -> Iterable[str]:
    low, high = max(0, dated.start - reach), min(len(text), dated.end + reach)
    start = max(text.rfind(mark, low, dated.start) for mark in (". ", "\n", "? ", "! "))
    ends = [text.find(mark, dated.end, high) for mark in (". ", "\n", "? ", "! ")]
    end = min((place for place in ends if place >= 0), default=high)
    return "".join(
        letter if letter.isalpha() else " " for letter in text[max(start, low - 1) + 1 : end]
    ).split()


def _end(value: str, clause: Sequence[str], lexicon: Lexicon) -> str:
    """Of an event that lasted: its last day where the clause says that it ended, else its first."""
    first, slash, last = value.partition("/")
    ended = any(lexicon.value("ENDED", word) for word in clause)
    return last if slash and ended else first
