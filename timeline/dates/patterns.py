"""The little language in which rules are written, and its translation to regexes over tokens.

CLASS            a token of the class; its value is kept under the class's name
name:CLASS       ... kept under this name; name:(a b) keeps the words of a group
word  ,  "("     this very token, in upper or lower case
a b   a|b   ( )  one after the other, either, grouping
?  {1,3}         as in regexes; all repetition is bounded, so matching is linear
<CLASS  <!CLASS  the token before is, is not of the class;  >CLASS  >!CLASS: the token after
MACRO            a pattern with that name, kept as a whole;  @MACRO: as if written out
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

_PIECE: Final = re.compile(
    r"""\s*(?:
      (?P<label>[a-z_]+):
    | (?P<look>[<>]!?)(?P<looked>[A-Z_]+|"[^"]+"|[^\W\d_]+)
    | @(?P<macro>[A-Z_]+)
    | (?P<kind>[A-Z][A-Z_]*)
    | "(?P<quoted>[^"]+)"
    | (?P<word>[^\W_]+)
    | (?P<repeat>\?|\{\d(?:,\d)?\})
    | (?P<mark>[()|])
    | (?P<other>[^\s"])
    )\s*""",
    re.VERBOSE,
)
_NOTHING: Final = "(?!)"


class PatternError(ValueError):
    """A rule's pattern cannot be read; the message quotes it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a pattern: what sort it is, and its text."""

    sort: str
    text: str
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A translated part: its regex, the characters it can begin with, whether it can be empty."""

    regex: str
    first: frozenset[str]
    empty: bool


def pieces(pattern: str) -> Iterator[Piece]:
    """Cut a pattern into its pieces. Raises PatternError where it is no pattern."""
    position = 0
    while position < len(pattern):
        match = _PIECE.match(pattern, position)
        if match is None:
            raise PatternError(f"cannot read {pattern[position:]!r} in {pattern!r}")
        position = match.end()
        if match["look"]:
            sort = "before" if match["look"][0] == "<" else "after"
            yield Piece(sort, match["looked"].strip('"'), match["look"].endswith("!"))
        elif match["quoted"] or match["word"] or match["other"]:
            yield Piece("word", match["quoted"] or match["word"] or match["other"])
        else:
            sort = str(match.lastgroup)
            yield Piece(sort, str(match[sort]))


def literals(pattern: str) -> set[str]:
    """The words and signs that a pattern names one by one, in lower case."""
    return {
        piece.text.lower()
        for piece in pieces(pattern)
        if piece.sort == "word" or (piece.sort in {"before", "after"} and not piece.text.isupper())
    }


class Translator:
    """Turns one pattern into a regex over the characters that stand for tokens."""

    def __init__(self, symbols: Mapping[str, str], macros: Mapping[str, str]) -> None:
        """symbols: of each class and =literal, its characters. macros: patterns by name."""
        self._symbols = symbols
        self._macros = macros
        self._counts: dict[str, int] = {}

    def translate(self, pattern: str) -> Part:
        """Return the regex and what it can begin with. Groups are named `label__KIND__number`."""
        self._counts = {}
        try:
            part = self._pattern(pattern, keep=True)
            re.compile(part.regex)
        except (re.error, KeyError, IndexError) as error:
            raise PatternError(f"cannot read {pattern!r}: {error}") from error
        return part

    def _pattern(self, pattern: str, keep: bool) -> Part:
        rest = list(pieces(pattern))[::-1]
        part = self._either(rest, keep)
        if rest:
            raise PatternError(f"{rest[-1].text!r} is left over in {pattern!r}")
        return part

    def _either(self, rest: list[Piece], keep: bool) -> Part:
        parts = [self._sequence(rest, keep)]
        while rest and rest[-1] == Piece("mark", "|"):
            rest.pop()
            parts.append(self._sequence(rest, keep))
        return Part(
            "|".join(part.regex for part in parts),
            frozenset().union(*(part.first for part in parts)),
            any(part.empty for part in parts),
        )

    def _sequence(self, rest: list[Piece], keep: bool) -> Part:
        regex, first, empty = "", frozenset[str](), True
        while rest and rest[-1] not in {Piece("mark", "|"), Piece("mark", ")")}:
            part = self._repeated(rest, keep)
            regex += part.regex
            if empty:
                first, empty = first | part.first, part.empty
        return Part(regex, first, empty)

    def _repeated(self, rest: list[Piece], keep: bool) -> Part:
        label = rest.pop().text if rest[-1].sort == "label" else ""
        part = self._one(rest.pop(), rest, label, keep)
        if rest and rest[-1].sort == "repeat":
            mark = rest.pop().text
            return Part(
                f"(?:{part.regex}){mark}", part.first, part.empty or mark[:2] in {"?", "{0"}
            )
        return part

    def _one(self, piece: Piece, rest: list[Piece], label: str, keep: bool) -> Part:
        if piece == Piece("mark", "("):
            inside = self._either(rest, keep)
            rest.pop()
            return self._kept(inside, "WORDS", label, keep=False)
        if piece.sort == "macro":
            inside = self._pattern(self._macros[piece.text], keep)
            return self._kept(inside, "WORDS", label, keep=False)
        if piece.sort in {"before", "after"}:
            sign = ("?<" if piece.sort == "before" else "?") + ("!" if piece.negated else "=")
            return Part(f"({sign}{self._class(piece.text).regex})", frozenset(), empty=True)
        if piece.text in self._macros:
            inside = self._pattern(self._macros[piece.text], keep=False)
            return self._kept(inside, piece.text, label, keep)
        if piece.sort == "kind":
            return self._kept(self._class(piece.text), piece.text, label, keep)
        return self._kept(self._class(piece.text), "WORDS", label, keep=False)

    def _kept(self, inside: Part, kind: str, label: str, keep: bool) -> Part:
        if not (keep or label):
            return Part(f"(?:{inside.regex})", inside.first, inside.empty)
        label = label or kind.lower()
        self._counts[label] = self._counts.get(label, 0) + 1
        name = f"{label}__{kind}__{self._counts[label]}"
        return Part(f"(?P<{name}>{inside.regex})", inside.first, inside.empty)

    def _class(self, text: str) -> Part:
        symbols = self._symbols[text if text.isupper() else f"={text.lower()}"]
        return Part(f"[{symbols}]" if symbols else _NOTHING, frozenset(symbols), empty=False)
