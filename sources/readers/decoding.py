"""From bytes to characters, whatever encoding they were written in."""

from __future__ import annotations

import codecs
import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise
from typing import Final

from charset_normalizer import from_bytes

from sources.kept import kept
from sources.readers.failures import Unreadable

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: it begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# One byte a character. Where two of them fit equally well, the first is taken.
_ONE_BYTE: Final = (
    *("cp1252", "cp1251", "koi8_r", "koi8_u", "cp1250", "cp1254", "cp1253", "cp1257", "cp1255"),
    *("cp1256", "iso8859_2", "iso8859_15", "iso8859_5", "cp866", "mac_roman", "mac_cyrillic"),
    *("cp852", "cp850"),
)
_MORE_BYTES: Final = ("shift_jis", "euc_jp", "gb18030", "big5", "cp949", "iso2022_jp")
# As much as tells one encoding from another; more only costs time.
_SAMPLE: Final = 100_000
_TYPOGRAPHY: Final = frozenset("“”‘’„‚«»–—…•§°№€£©®™·´ \u00a0\u00ad½¼¾²³±×")
# Encodings that look like ASCII, and can be known only by what the file declares.
_SEVEN_BITS: Final = frozenset({"iso2022_jp", "iso2022_kr", "hz"})
# Of the bytes of a text in UTF-16, even in one of ideographs, so many are the zeros of its spaces.
_FEWEST_ZEROS: Final = 0.004
# Zeros in the lower halves come from letters such as the Korean U+AC00; those in the upper from ASCII.
_MOST_ON_THE_OTHER_SIDE: Final = 0.5
# A text in UTF-8 may hold this share of bytes that are none, pasted from somewhere else.
_STRAY_BYTES: Final = 0.02
_GOOD_FIT: Final = 0.7
_CONTROLS: Final = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROLS: Final = 0.02
# A Latin letter beside a Greek, Cyrillic, Hebrew or Arabic one: hardly ever in one word.
_TWO_SCRIPTS: Final = re.compile("[A-Za-z][\u0370-\u06ff]|[\u0370-\u06ff][A-Za-z]")
NO_TEXT: Final = kept(
    "is not text, and no kind of document that can be read. Open it in the program that it comes from"
    " and save it as .docx, .pdf or plain text."
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was read by, and what the person should know about that."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, declared: str = "") -> Decoded:
    """Return the text of a file.

    In this order: a byte order mark; valid UTF-8; UTF-16 or UTF-32 by where the zeros stand; what the
    file declares; UTF-8 with some stray bytes; the encoding that gives a language's own letters.
    Raises Unreadable where there is no text in it.
    """
    decoded = _decode(data, declared)
    text = decoded.text[:_SAMPLE]
    if len(_CONTROLS.findall(text)) > _MOST_CONTROLS * len(text) + 4:
        raise Unreadable(NO_TEXT)
    if text.count("\ufffd") > _MOST_CONTROLS * len(text) + 4:
        raise Unreadable(NO_TEXT)
    return decoded


def _decode(data: bytes, declared: str) -> Decoded:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            data = data[len(mark) :]
            if encoding != "utf-8" and not (_is_utf_8(data) and 0 not in data):
                return _by(data, encoding)
            break  # the mark says nothing new, or is a lie
    wide = _wide(data)
    if wide:
        return _by(data, wide)
    if declared and (named := _by_name(data, declared)) and named.encoding in _SEVEN_BITS:
        return named
    if _is_utf_8(data):
        return Decoded(data.decode("utf-8"), "utf-8")
    if declared and (named := _by_name(data, declared)):
        return named
    return _utf_8_with_stray_bytes(data) or _by_lines(data) or _guessed(data)


def _by(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    broken = text.count("\ufffd")
    line = kept("Places that are not valid {encoding} show as �: {number}.")
    warnings = (line.format(encoding=encoding, number=broken),) if broken else ()
    return Decoded(text, encoding, warnings)


def _by_name(data: bytes, declared: str) -> Decoded | None:
    try:
        found = codecs.lookup(declared).name
        # "iso-8859-1" on the web means Windows-1252 (WHATWG Encoding Standard, section 4.2).
        encoding = "cp1252" if found in {"iso8859-1", "ascii"} else found
        return Decoded(data.decode(encoding), encoding)
    except (LookupError, UnicodeError, ValueError):
        return None


def _wide(data: bytes) -> str:
    """UTF-16 and UTF-32 without a mark, told by the zeros in spaces, digits and Latin letters."""
    sample = data[:4_000]
    zeros = [sample[offset::4].count(0) for offset in range(4)]
    quarter, even, odd = len(sample) / 4, zeros[0] + zeros[2], zeros[1] + zeros[3]
    if sum(zeros) < _FEWEST_ZEROS * len(sample) or len(sample) < 8:
        return ""
    if min(zeros[2:]) > 0.9 * quarter and zeros[0] < 0.1 * quarter:
        return "utf-32-le"
    if min(zeros[:2]) > 0.9 * quarter and zeros[3] < 0.1 * quarter:
        return "utf-32-be"
    if min(even, odd) > _MOST_ON_THE_OTHER_SIDE * max(even, odd):
        return ""
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    units = sample[: len(sample) & ~3].decode(encoding, "replace")
    small = [unit for unit in units if unit < "\x80"]
    readable = sum(1 for unit in small if unit.isprintable() or unit.isspace())
    broken = units.count("\ufffd")
    return encoding if readable > 0.9 * len(small) and broken <= _MOST_CONTROLS * len(units) else ""


def _utf_8_with_stray_bytes(data: bytes) -> Decoded | None:
    """UTF-8 in which something else was pasted: its bytes are read as Windows-1252."""
    good = data.decode("utf-8", errors="ignore")
    stray = len(data) - len(good.encode("utf-8"))
    beyond_ascii = sum(1 for character in good[:_SAMPLE] if character > "\x7f")
    if not beyond_ascii or stray > _STRAY_BYTES * len(data) or stray > beyond_ascii * 4:
        return None
    text = data.decode("utf-8", errors="chronocite-stray")
    line = kept("Bytes that are not UTF-8 were read as Windows-1252: {number}.")
    return Decoded(text, "utf-8", (line.format(number=stray),))


def _by_lines(data: bytes) -> Decoded | None:
    """Lines in UTF-8 among others: what stands in one encoding is read by it, the rest as guessed."""
    lines = data.split(b"\n")
    strays = [i for i, line in enumerate(lines) if not _is_utf_8(line)]
    good = sum(1 for line in lines if not line.isascii()) - len(strays)
    if not good:
        return None
    guessed = _guessed(b"\n".join(lines[i] for i in strays))
    others = dict(zip(strays, guessed.text.split("\n"), strict=False))
    text = "\n".join(others[i] if i in others else line.decode() for i, line in enumerate(lines))
    line = kept("Lines that are not UTF-8 were read as {encoding}: {number}.")
    warning = line.format(encoding=guessed.encoding, number=len(strays))
    return Decoded(text, "utf-8", (warning,))


def _is_utf_8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _stray(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    byte = error.object[error.start : error.start + 1]
    return byte.decode("cp1252", errors="replace"), error.start + 1


codecs.register_error("chronocite-stray", _stray)


def _guessed(data: bytes) -> Decoded:
    sample = _words_beyond_ascii(data)
    fits = {encoding: _fit(sample, encoding) for encoding in _ONE_BYTE}
    best = max(fits, key=lambda encoding: fits[encoding])
    if fits[best] < _GOOD_FIT:
        other = from_bytes(data[:_SAMPLE], cp_isolation=list(_MORE_BYTES)).best()
        if other is not None:
            return _told(_by(data, other.encoding))
    if fits[best] <= 0:
        raise Unreadable(NO_TEXT)
    return _told(_by(data, best))


def _told(decoded: Decoded) -> Decoded:
    line = kept("The encoding is not stated; it was read as {encoding}. Check the accents.")
    warning = line.format(encoding=decoded.encoding)
    return Decoded(decoded.text, decoded.encoding, (warning, *decoded.warnings))


def _words_beyond_ascii(data: bytes) -> bytes:
    words = (word for word in data[: 10 * _SAMPLE].split() if not word.isascii())
    return b" ".join(words)[:_SAMPLE]


def _fit(sample: bytes, encoding: str) -> float:
    """How well the characters that an encoding gives suit some one language: 1 well, 0 or less not."""
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError:
        return -1.0
    counts = Counter(c for c in text if c > "\x7f" and c not in _TYPOGRAPHY)
    total = counts.total()
    if not total:
        return 1.0 if any(c in _TYPOGRAPHY for c in text) else 0.0
    suited = max(
        sum(weights.get(character, -1.0) * count for character, count in counts.items())
        for weights in _WEIGHTS.values()
    )
    return (suited - _strange_capitals(text) - len(_TWO_SCRIPTS.findall(text))) / total


def _strange_capitals(text: str) -> int:
    """Capitals right behind small letters: the mark of KOI8 read as Windows-1251, or the other way."""
    return sum(1 for one, two in pairwise(text) if one.islower() and two.isupper())


def _read_alphabets() -> dict[str, dict[str, float]]:
    table = tomllib.loads(files(__package__).joinpath("alphabets.toml").read_text("utf-8"))
    return {language: _weights(letters) for language, letters in table.items()}


def _weights(letters: str) -> dict[str, float]:
    """1 for the most frequent letter, down to 0.5; capitals as their small letters."""
    small = [letter for letter in letters if letter == letter.lower()]
    ranks = {letter: 1.0 - 0.5 * rank / len(small) for rank, letter in enumerate(small)}
    return {letter: ranks.get(letter.lower(), 0.5) for letter in letters}


_WEIGHTS: Final = _read_alphabets()
