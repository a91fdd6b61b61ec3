"""How Arabic has to be spelled for espeak-ng to say it right: the last step before the engine.

The rules are the rows of ``_espeak_rules``. The number of blank-separated words never changes, and words
without any diacritics stay as they are: the engine's dictionary knows many of them. A character that would
make it change to the voice of another language never reaches it.

A change of what is said raises ``SPELLING_VERSION`` in :mod:`briefing.voices.espeak`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Final

from briefing.text.expressions import expression
from briefing.voices._espeak_rules import BARE, LONG_BARE, NARROW, RULES, WIDE

_LETTER_NAMES: Final[Mapping[str, str]] = {
    "a": "إِيه", "b": "بِي", "c": "سِي", "d": "دِي", "e": "إِي", "f": "إِفْ", "g": "جِي", "h": "إِتْشْ", "i": "آيْ",
    "j": "جِيهْ", "k": "كِيهْ", "l": "إِلْ", "m": "إِمْ", "n": "إِنْ", "o": "أُو", "p": "بِي", "q": "كْيُو", "r": "آرْ",
    "s": "إِسْ", "t": "تِي", "u": "يُو", "v": "فِي", "w": "دَبِلْيُو", "x": "إِكْسْ", "y": "وَايْ", "z": "زِدْ",
}  # fmt: skip
"""Only so that a Latin letter that slipped through is not said by an English voice."""

_OTHER_LETTERS: Final[Mapping[str, str]] = {
    "ٱ": "ا", "ی": "ي", "ې": "ي", "ے": "ي", "ک": "ك", "ڪ": "ك", "ہ": "ه", "ھ": "ه",
    "ە": "ه", "ۀ": "ه", "ۃ": "ة", "چ": "تش", "ژ": "ج", "ڤ": "ف", "ڥ": "ف",
    "ڭ": "ك", "ڨ": "ق", "ٹ": "ت", "ڈ": "د", "ڑ": "ر", "ں": "ن",
}  # fmt: skip
"""Letters of other languages in Arabic script that espeak's Arabic does not know."""

_LETTERS: Final = "ء-غف-يپگ"
_MARKS: Final = "\u064b-\u0652\u0670"
_KNOWN_CHARS: Final = "\u0621-\u063a\u0641-\u0652\u0670پگ0-9٠-٩.,:;!?()\\[\\]…\\-–—،؛؟%٪$€£٫٬"
_KNOWN: Final = expression(f"[{_KNOWN_CHARS}]")
_KNOWN_WORD: Final = expression(f"(?!-)[{_KNOWN_CHARS}]+(?<!-)")
_QUOTES: Final = "\"'«»‹›“”„‟‘’‚‛`´"
"""Quotation marks too: the engine would pause where a reader says «تنظيم «القاعدة» المتطرف» in one breath."""
_QUOTE_BETWEEN: Final = expression(f"(?<=\\w)[{_QUOTES}]+(?=\\w)|(?<=[{_MARKS}])[{_QUOTES}]+(?=\\w)")
_TATWEEL: Final = "ـ"
_LONE_CLITIC: Final = expression("^([وفك])ـ+(?![ء-ي])|^([بل])ـ+(?![ء-ي])")
"""«بـ 50»: alone it would be said by the letter's name."""
_QUOTED: Final = expression(f"^((?:[وف]\u064e?)?[بكلوف][\u064e\u0650]?)ـ*[{_QUOTES}]+(?=[ء-ي])")
"""«لـ«الشرق»»: the quotation mark parts a clitic from its word."""
_SHAPES: Final = expression("[\ufb50-\ufdff\ufe70-\ufeff]")
"""Presentation forms: letters stored in the shape they have when joined."""
_BARE_WORD: Final = expression(f"(?<![{_LETTERS}{_MARKS}])[{_LETTERS}]+(?![{_LETTERS}{_MARKS}])")
_STANDS_FOR_BARE: Final = expression(f"[{BARE}{LONG_BARE}]")


def respell(text: str) -> str:
    """The text as espeak-ng has to be given it: as many blank-separated words, in the same order."""
    words = " ".join(
        word if _KNOWN_WORD.fullmatch(word) else _in_known_letters(word) for word in text.split()
    )
    bare = iter(_BARE_WORD.findall(words))
    marked = _BARE_WORD.sub(lambda word: LONG_BARE if word[0][-1] in "اويى" else BARE, words)
    narrow = marked.translate(NARROW)
    for rule in RULES:
        narrow = rule.pattern.sub(rule.replacement, narrow)
    return _STANDS_FOR_BARE.sub(lambda _: next(bare), narrow.translate(WIDE))


def _in_known_letters(word: str) -> str:
    """The word without a character that would make espeak change to the voice of another language."""
    parts: list[str] = []
    if quoted := _QUOTED.match(word):
        behind = word[quoted.end() :]
        to_the = "ل" in quoted[1] and behind.startswith("ال")  # «للشرق»
        word = quoted[1] + behind[to_the:]
    word = _LONE_CLITIC.sub(lambda clitic: f"{clitic[1]}\u064e" if clitic[1] else f"{clitic[2]}\u0650", word)
    word = _SHAPES.sub(lambda shape: unicodedata.normalize("NFKC", shape[0]), word)
    for char in unicodedata.normalize("NFC", _QUOTE_BETWEEN.sub("-", word)):
        lower = _LETTER_NAMES.get(unicodedata.normalize("NFKD", char)[0].lower())
        if _KNOWN.match(char):
            parts.append(char)
        elif char in _OTHER_LETTERS:
            parts.append(_OTHER_LETTERS[char])
        elif lower:
            parts.append(f"-{lower}-")
        elif unicodedata.category(char)[0] not in "MC" and char not in _QUOTES and char != _TATWEEL:
            parts.append("-")
    return "".join(parts).strip("-").replace("--", "-") or "-"
