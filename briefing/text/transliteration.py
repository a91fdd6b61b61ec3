"""Latin names in Arabic letters by rule, as Arabic newsrooms write them.

The rules are tables: :mod:`briefing.text.sounds` for English and what all names share,
:mod:`briefing.text.accents` for other languages.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Final

from briefing.text import accents, sounds
from briefing.text.expressions import expression

PLAIN: Final = {
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ı": "i",
    "ŋ": "ng",
    "ə": "a",
    "ɛ": "e",
    "ɔ": "o",
}
"""Letters Unicode does not decompose."""

_LANGUAGES: Final = {
    "chinese": accents.CHINESE,
    "romanian": accents.ROMANIAN,
    "turkish": accents.TURKISH,
    "polish": accents.POLISH,
    "balkan": accents.BALKAN,
    "german": accents.GERMAN,
    "french": accents.FRENCH,
    "spanish": accents.SPANISH,
    "italian": accents.ITALIAN,
    "russian": accents.RUSSIAN,
    "english": sounds.ENGLISH,
}
_EVIDENCE: Final = tuple((language, expression(pattern)) for language, pattern in accents.EVIDENCE)
_LEFT: Final = expression(r"([a-z])\1*")
_TIDY: Final = (
    (expression("و{3,}"), "وو"),
    (expression("ي{3,}"), "يي"),
    (expression("ا{2,}"), "ا"),
    (expression("[أإ]ا"), "آ"),
)


class _Table:
    """The rules of one language and the common ones, as one pattern."""

    def __init__(self, rules: sounds.Rules, known: str) -> None:
        self._said = [said for _, said in rules]
        parts = (
            pattern.replace("^", "\\A").replace("$", "\\Z").replace("[\\A", "[^") for pattern, _ in rules
        )
        self._pattern = expression("|".join(f"({part})" for part in parts))
        self._known = known
        """Letters with marks that a rule reads; others lose their marks first."""

    def read(self, word: str) -> str:
        plain = "".join(char if char.isascii() or char in self._known else plain_of(char) for char in word)
        said = self._pattern.sub(lambda found: self._said[(found.lastindex or 1) - 1], plain)
        said = _LEFT.sub(lambda found: sounds.LETTERS[found[1]], said)
        return "".join(char for char in said if char > "\u05ff" or char == " ")


@cache
def _table(language: str) -> _Table:
    """The table of one language, made when a name first needs it."""
    rules = _LANGUAGES[language]
    return _Table((*rules, *sounds.COMMON), "".join(pattern for pattern, _ in rules))


_SUFFIXES: Final = {
    language: expression(rf"(?<=[^\W\d_]{{3}})({'|'.join(sorted(endings, key=len, reverse=True))})(s?)\Z")
    for language, endings in sounds.ENDINGS.items()
}

_WHOLE: Final = {
    latin: arabic.replace("_", " ")
    for latin, arabic in (pair.split(":") for pair in f"{sounds.SMALL_WORDS} {sounds.HOME_NAMES}".split())
}

LONGEST: Final = 40
"""Letters; longer words are not names, and not worth remembering."""


def transliterated(word: str) -> str:
    """One word of Latin letters as Arabic newsrooms write it: Peter → بيتر."""
    lower = unicodedata.normalize("NFC", word.lower())
    return _remembered(lower) if len(lower) <= LONGEST else _read(lower)


@lru_cache(maxsize=4096)
def _remembered(word: str) -> str:
    return _read(word)


def language_of(word: str) -> str:
    """The language a name in lower case looks like; English where nothing speaks for another."""
    return next((language for language, sign in _EVIDENCE if sign.search(word)), "english")


def _read(word: str) -> str:
    known = _WHOLE.get(word)
    if known is not None:
        return known
    language = language_of(word[:LONGEST])
    suffixes = _SUFFIXES.get(language)
    suffix = suffixes.search(word) if suffixes is not None else None
    table = _table(language)
    if suffix is not None:
        plural = "ز" if suffix[2] else ""
        stem = word[: suffix.start()]
        if stem[-1] == suffix[1][0] not in "aeiouy":
            stem = stem[:-1]
        said = (
            table.read(stem.removesuffix("e") if language == "german" else stem)
            + sounds.ENDINGS[language][suffix[1]]
            + plural
        )
    else:
        said = table.read(word)
    for untidy, tidy in _TIDY:
        said = untidy.sub(tidy, said)
    return said


@lru_cache(maxsize=2048)
def plain_of(char: str) -> str:
    """A letter of any Latin alphabet as ASCII letters, by its decomposition or its name in Unicode.

    Empty where it has no ASCII base.
    """
    base = "".join(part for part in unicodedata.normalize("NFKD", char) if part.isascii() and part.isalpha())
    if base:
        return base
    lower = char.lower()
    if lower in PLAIN:
        return PLAIN[lower].upper() if lower != char else PLAIN[lower]
    name = unicodedata.name(char, "")
    letter = re.match(
        r"LATIN (SMALL|CAPITAL|LETTER SMALL CAPITAL)(?: LIGATURE| LETTER)* ([A-Z]{1,2})\b", name
    )
    if letter is None:
        return ""
    return letter[2] if letter[1] == "CAPITAL" else letter[2].lower()


def plainly(word: str) -> str:
    """A Latin word in ASCII letters; other characters stay."""
    return word if word.isascii() else "".join(c if c.isascii() else plain_of(c) for c in word)
