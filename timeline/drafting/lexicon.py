"""The words that drafting goes by: `words/en.toml`, with the forms of verbs made from their bases."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final

# What a word can be. A word may be several of them; they are bits of one integer, for speed.
MODAL: Final = 1
BE: Final = 1 << 1
HAVE: Final = 1 << 2
DO: Final = 1 << 3
ADVERB: Final = 1 << 5
DETERMINER: Final = 1 << 6
PRONOUN: Final = 1 << 7
PREPOSITION: Final = 1 << 8
COORDINATOR: Final = 1 << 9
SUBORDINATOR: Final = 1 << 10
RELATIVE: Final = 1 << 11
PAST: Final = 1 << 12
"""A past tense, which most verbs share with the participle."""
PARTICIPLE: Final = 1 << 13
PRESENT: Final = 1 << 14
"""A verb in the present tense: its base, or with -s."""
GERUND: Final = 1 << 15
NOUN_TOO: Final = 1 << 16
"""A verb's form that is as often a noun: "plans", "talks"."""
CAPITAL: Final = 1 << 17
NUMBER: Final = 1 << 18
COMMA: Final = 1 << 19
STOP: Final = 1 << 20
"""A semicolon, a colon or a dash."""
OPEN: Final = 1 << 21
CLOSE: Final = 1 << 22
QUOTE: Final = 1 << 23
POSSESSIVE: Final = 1 << 24
WORD: Final = 1 << 25
GUESSED: Final = 1 << 26
"""A verb only by its ending -ed."""

_LISTS: Final = {
    "modals": MODAL, "be": BE, "have": HAVE, "do": DO, "determiners": DETERMINER, "pronouns": PRONOUN,
    "possessives": POSSESSIVE, "prepositions": PREPOSITION, "coordinators": COORDINATOR,
    "subordinators": SUBORDINATOR, "relatives": RELATIVE, "adverbs": ADVERB,
}  # fmt: skip
_VOWELS: Final = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class SpeechNoun:
    """Verbs that say something together with a noun, and what is said then: "voiced hope"."""

    verbs: frozenset[str]
    nouns: frozenset[str]
    modality: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The lists of a language, and what each form of a verb comes from.

    sets: a list by its name, "speech.say" for one of a section. forms: a form and its bases.
    """

    sets: Mapping[str, frozenset[str]]
    forms: Mapping[str, tuple[str, ...]]
    bits: Mapping[str, int]
    speech_nouns: tuple[SpeechNoun, ...]

    def has(self, name: str, word: str) -> bool:
        """Whether a word, in lower case, stands in a list."""
        return word in self.sets[name]

    def is_form(self, name: str, word: str) -> bool:
        """Whether a word is a form of one of the verbs in a list."""
        listed = self.sets[name]
        return any(base in listed for base in self.bases(word))

    def bases(self, word: str) -> tuple[str, ...]:
        """The verbs that a word can be a form of; the word itself where none is known."""
        return self.forms.get(word, (word,))


@cache
def lexicon(language: str = "en") -> Lexicon:
    """The words of a language. Raises ValueError where there are none."""
    file = files(__package__).joinpath(f"words/{language}.toml")
    if not file.is_file():
        raise ValueError(f"there are no drafting words for the language {language!r}")
    table = tomllib.loads(file.read_text("utf-8"))
    sets = dict(_sets(table))
    forms, bits = _verbs(table)
    for name, bit in _LISTS.items():
        for word in sets[name]:
            bits[word] = bits.get(word, 0) | bit
    for word in sets["no_verbs"] | sets["nouns.hearers"]:
        bits.setdefault(word, 0)
    nouns = tuple(
        SpeechNoun(frozenset(entry["verbs"]), frozenset(entry["nouns"]), entry["modality"])
        for entry in table["speech_noun"]
    )
    return Lexicon(sets, {word: tuple(bases) for word, bases in forms.items()}, bits, nouns)


def _sets(table: Mapping[str, Any]) -> Iterable[tuple[str, frozenset[str]]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from ((f"{name}.{key}", frozenset(words)) for key, words in value.items())
        elif name != "speech_noun":
            yield name, frozenset(value)


def _verbs(table: Mapping[str, Any]) -> tuple[dict[str, list[str]], dict[str, int]]:
    """Every form of every verb: what it comes from, and what it can be."""
    forms: dict[str, list[str]] = {}
    bits: dict[str, int] = {}
    nouns, doubled = frozenset(table["also_nouns"]), frozenset(table["doubled"])

    def add(form: str, base: str, bit: int) -> None:
        known = forms.setdefault(form, [])
        if base not in known:
            known.append(base)
        noun = NOUN_TOO if base in nouns and bit == PRESENT else 0
        bits[form] = bits.get(form, 0) | bit | noun

    listed = [base for words in table["speech"].values() for base in words]
    listed += [*table["regular"], *table["refusing"]["verbs"], *table["cancelled"]["verbs"]]
    listed += [*table["ahead"]["verbs"], *table["background"]["states"]]
    listed += [base for entry in table["speech_noun"] for base in entry["verbs"]]
    irregular = {line.split()[0]: line.split() for line in table["irregular"]}
    for base in dict.fromkeys([*listed, *irregular]):
        if " " in base or base == "be":
            continue
        add(base, base, PRESENT)
        add(third_person(base), base, PRESENT)
        add(_with_ending(base, "ing", doubled), base, GERUND)
        past = irregular.get(base, [base, _with_ending(base, "ed", doubled)])
        add(past[1], base, PAST)
        add(past[-1], base, PARTICIPLE)
        if (
            base.endswith("l") and base[-2] in _VOWELS and base not in irregular
        ):  # British, American
            add(f"{base}led", base, PAST | PARTICIPLE)
            add(f"{base}ling", base, GERUND)
    for form in ("been", "being"):
        bits[form] = PARTICIPLE if form == "been" else GERUND
    return forms, bits


def third_person(base: str) -> str:
    """A verb as it stands beside "he": "goes", "carries", "signs"."""
    if base.endswith("y") and base[-2] not in _VOWELS:
        return f"{base[:-1]}ies"
    return f"{base}es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else f"{base}s"


def _with_ending(base: str, ending: str, doubled: frozenset[str]) -> str:
    if base.endswith("y") and ending == "ed" and base[-2] not in _VOWELS:
        return f"{base[:-1]}ied"
    if base.endswith("ie") and ending == "ing":
        return f"{base[:-2]}ying"
    if base.endswith("e") and (ending == "ed" or not base.endswith(("ee", "oe"))):
        return f"{base[:-1]}{ending}"
    return f"{base}{base[-1]}{ending}" if base in doubled else f"{base}{ending}"


@lru_cache(maxsize=65_536)
def word_bits(word: str, language: str = "en") -> int:
    """What a word of a text can be, by the lists and by its shape; capitals count.

    A word in capitals within a sentence is taken for a name, not for a verb.
    """
    lists = lexicon(language)
    low = word.lower().replace("’", "'")
    bits = lists.bits.get(low, 0)
    if word[0].isdigit():
        return bits | NUMBER | WORD
    if low.endswith(("'s", "s'")):
        bits |= POSSESSIVE
    if low not in lists.bits and "-" not in low:
        guessed = low.endswith("ed") and len(low) > 4 and not low.startswith("un")
        if guessed and low not in lists.sets["no_verbs"]:
            bits |= PAST | PARTICIPLE | GUESSED
        elif low.endswith("ly") and low not in lists.sets["no_adverbs"]:
            bits |= ADVERB
        elif low.endswith("ing") and len(low) > 5:
            bits |= GERUND
    if word[0].isupper():
        bits |= CAPITAL
    return bits | WORD
