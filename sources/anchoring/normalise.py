"""What stored text looks like: the same words on every machine, and nothing invisible in them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from sources.anchoring.rewriting import Rewritten, rewrite
from sources.anchoring.spans import Span

_LINE_ENDS: Final = "\r\n|[\r\v\f\x85\u2028\u2029]"
_UNSTORABLE: Final = "[\ud800-\udfff]"
# C0 and C1 controls but tab and line feed; the byte order mark; marks that turn the direction of
# the text after them (embeddings, overrides, isolates), which could make a quote read otherwise
# than it is stored. The plain direction marks U+200E and U+200F, joiners and soft hyphens stay.
_UNSEEN: Final = "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\u202a-\u202e\u2066-\u2069]"
_CHANGED: Final = re.compile(f"{_LINE_ENDS}|{_UNSTORABLE}|{_UNSEEN}+")

# NFC never joins an ASCII character to what stands before it, so these stretches are independent.
_COMPOSABLE: Final = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]+")


@dataclass(frozen=True, slots=True)
class Normalised:
    """A text as it is stored, and the way back to what the reader gave."""

    text: str
    _cleaned: Rewritten
    _composed: Rewritten

    def origin(self, start: int, end: int) -> Span:
        """The span of the reader's text that `text[start:end]` came from.

        Exact wherever nothing was changed; where letters were composed, the word around them.
        Errors: ValueError where the span is empty or not inside the text.
        """
        inner = self._composed.origin(start, end)
        return self._cleaned.origin(inner.start, inner.end)


def normalise(raw: str) -> str:
    """Return the text as it is stored; see `normalise_with_origin` for what is changed."""
    return normalise_with_origin(raw).text


def normalise_with_origin(raw: str) -> Normalised:
    r"""Make a reader's text ready to be stored, and keep the way back to it.

    Changed: line ends (CR LF, CR, VT, FF, NEL, U+2028, U+2029) become \n; control characters other
    than tab and \n, byte order marks, and the marks that turn the direction of writing go; a
    lone surrogate, which no UTF-8 can hold, becomes U+FFFD; letters and accents are composed
    (Unicode NFC). Kept: everything else, character for character: all spaces and how many,
    empty lines, quotes, dashes, no-break spaces, spelling. Doing it twice changes nothing more,
    and an ordinary text with \n line ends in NFC comes out as it is.
    """
    cleaned = rewrite(raw, _CHANGED, _clean)
    composed = rewrite(cleaned.text, _COMPOSABLE, lambda part: unicodedata.normalize("NFC", part))
    return Normalised(composed.text, cleaned, composed)


def _clean(found: str) -> str:
    if re.fullmatch(_LINE_ENDS, found):
        return "\n"
    return "\ufffd" if re.fullmatch(_UNSTORABLE, found) else ""
