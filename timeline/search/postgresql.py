"""The rules of `words` as a function of PostgreSQL, which knows no Python.

Written out from the same tables, so that it does not depend on the server's locale: there,
`lower` and the classes of regular expressions do.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from itertools import groupby

from timeline.search.folding import BORDER, DISTINCT, LONGEST_WORD, folded

WORDS_FUNCTION = "chronocite_words"
VECTOR_FUNCTION = "chronocite_vector"
_FIRST_BEYOND_ASCII, _BEYOND_UNICODE = 0x80, 0x110000
_SURROGATES = range(0xD800, 0xE000)


def words_function() -> str:
    """SQL that makes the function: a text's words, as `timeline.search.folding.words` gives them."""
    return f"""
CREATE OR REPLACE FUNCTION {WORDS_FUNCTION}(t text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $words$
DECLARE x text := t;
BEGIN
  IF octet_length(x) <> length(x) THEN
    x := normalize(x, NFKD);
    {_beyond_ascii()}
  END IF;
  x := regexp_replace(lower(x COLLATE "C"), '[^a-z0-9\\u0080-\\U0010FFFF]+', ' ', 'g');
  x := regexp_replace(x, '([^ ]{{{LONGEST_WORD}}})[^ ]+', '\\1', 'g');
  x := btrim(x);
  RETURN CASE WHEN x = '' THEN '' ELSE ' ' || x || ' ' END;
END $words$"""


def vector_function() -> str:
    """SQL that makes the function: words, as they come out of the first one, as a tsvector."""
    return f"""
CREATE OR REPLACE FUNCTION {VECTOR_FUNCTION}(words text) RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $vector$
  SELECT coalesce(string_agg('''' || word || ''':' || least(place, 16383), ' '), '')::tsvector
  FROM unnest(string_to_array(btrim(words), ' ')) WITH ORDINALITY AS found(word, place)
  WHERE word NOT IN ('', '{BORDER}')
$vector$"""


def _beyond_ascii() -> str:
    """Statements that fold what is not ASCII; each looks first whether there is something to do."""
    counts_as = {
        code: folded(chr(code))
        for code in range(_FIRST_BEYOND_ASCII, _BEYOND_UNICODE)
        if code not in _SURROGATES and _is_whole(chr(code))
    }
    same = {code for code, to in counts_as.items() if to == chr(code)}
    one = {code: to for code, to in counts_as.items() if len(to) == 1 and to != " "}
    lines = [f"x := replace(x, '{mark}', '{DISTINCT[-1]}');" for mark in DISTINCT[:-1]]
    lines.append(_replace(_having(counts_as, " "), " "))
    lines.append(_replace(_having(counts_as, ""), ""))
    for _, page in groupby(sorted(set(one) - same), lambda code: code >> 8):
        codes = list(page)
        before, after = "".join(map(chr, codes)), "".join(one[code] for code in codes)
        lines.append(
            f"IF x ~ '[{_ranges(codes)}]' THEN x := translate(x, '{before}', '{after}'); END IF;"
        )
    longer = {code: to for code, to in counts_as.items() if len(to) > 1}
    alone = {code for code, to in longer.items() if to == f" {chr(code)} "}
    lines.append(_replace(sorted(alone), " \\1 "))
    several = {code: to for code, to in longer.items() if code not in alone}
    lines += [f"x := replace(x, '{chr(code)}', '{to}');" for code, to in several.items()]
    return "\n    ".join(lines)


def _is_whole(letter: str) -> bool:
    return unicodedata.normalize("NFKD", letter) == letter


def _having(counts_as: dict[int, str], to: str) -> list[int]:
    return [code for code, found in counts_as.items() if found == to]


def _replace(codes: Iterable[int], to: str) -> str:
    return f"x := regexp_replace(x, '([{_ranges(codes)}])', '{to}', 'g');"


def _ranges(codes: Iterable[int]) -> str:
    """Code points as the inside of a bracket expression."""
    runs: list[list[int]] = []
    for code in codes:
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return "".join(_range(first, last) for first, last in runs)


def _range(first: int, last: int) -> str:
    return _escape(first) if first == last else f"{_escape(first)}-{_escape(last)}"


def _escape(code: int) -> str:
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"
