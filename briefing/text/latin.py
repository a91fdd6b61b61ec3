"""Latin words in Arabic letters: spelled as acronyms are, or transliterated by rule as names are.

Well-known names belong in the lexicon, which is asked first (:mod:`briefing.text.runs`).
"""

from __future__ import annotations

from functools import lru_cache

from briefing.text.expressions import expression
from briefing.text.transliteration import plainly, transliterated

LETTERS = "A-Za-zÀ-ÖØ-öø-ʯḀ-ỿ"
"""Letters of the Latin alphabets of this world's newspapers: the inside of a character class."""

LETTER_NAMES = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyz",
        (
            *("إيه", "بي", "سي", "دي", "إي", "إف", "جي", "إتش", "آي", "جيه", "كيه", "إل", "إم"),
            *("إن", "أو", "بي", "كيو", "آر", "إس", "تي", "يو", "في", "دبليو", "إكس", "واي", "زد"),
        ),
        strict=True,
    )
)

_VOWEL = expression("[aeiouy]")
_HARD = expression("[bcdfghjklmnpqrstvwxz]{5}")
_HUMPS = expression("A+(?!a)|A?a+")
"""The parts of a joined word whose capitals are written A here and all other letters a."""
_FIRST_PARTS = expression(r"(?<![^\W_])(M[ac]?c|[ODLdl]['’])([^\W\d_])(?=[^\W\d_])")
_ARTICLED = expression(r"(?:(?i:al|el)|ash?|adh?|an|ar|ath?|az)-(?=[^\W\d_]{3})")
"""The Arabic article as it is written in Latin letters, before a sun letter too: al-Assad, ash-Sharaa."""
_APOSTROPHE = expression(r"(?<=[^\W\d_])['’](?=[^\W\d_])")
_READ_AS_WORD = expression("[BDFGHJKLMNPRSTVWZ][AEIO][BDFGKLMNPRSTVZ][AEIO]")
"""Acronyms of four letters that are said as a word: WADA, FINA."""

LONGEST_REMEMBERED = 40
"""Letters; names come again, noise does not."""
LONGEST_SPELLED = 12
"""Letters; a longer word without vowels is noise, and is not spelled out for minutes."""


def spelled(word: str) -> str:
    """The names of the letters: BBC → بي بي سي. Characters that are no Latin letters are left out."""
    return " ".join(LETTER_NAMES[char] for char in plainly(word).lower() if char in LETTER_NAMES)


def arabic(word: str) -> str:
    """One Latin word as it is said: an acronym or a word without vowels by its letters, a name by rule.

    Joined words (CamelCase) are parted first.
    """
    return _remembered(word) if len(word) <= LONGEST_REMEMBERED else _arabic(word)


@lru_cache(maxsize=4096)
def _remembered(word: str) -> str:
    return _arabic(word)


def _arabic(word: str) -> str:
    articled = _ARTICLED.match(word)
    if articled is not None:
        return f"ال{arabic(word[articled.end() :])}"
    return " ".join(filter(None, (_part(part) for part in parts(whole(word)))))


def is_articled(word: str) -> bool:
    """Whether a Latin word begins with the Arabic article: al-Assad."""
    return _ARTICLED.match(word) is not None


def whole(word: str) -> str:
    """A name whose first part or apostrophe would break it in two: McDonald, O'Neill, Arkhangel'sk."""
    joined = _FIRST_PARTS.sub(lambda found: found[1].rstrip("'’") + found[2].lower(), word)
    return _APOSTROPHE.sub("", joined)


def parts(word: str) -> list[str]:
    """The words in a joined one: OpenSky → Open, Sky."""
    shape = "".join("A" if char.isupper() else "a" if char.isalpha() else " " for char in word)
    return [word[hump.start() : hump.end()] for hump in _HUMPS.finditer(shape)]


def is_spelled(word: str) -> bool:
    """Whether a word is said by its letters: BBC, pdf."""
    plain = plainly(word)
    if len(plain) == 1:
        return True
    if plain.isupper() and len(plain) < 5:
        return _READ_AS_WORD.fullmatch(plain) is None
    lower = plain.lower()
    hard = _VOWEL.search(lower) is None or (plain.isupper() and _HARD.search(lower) is not None)
    return hard and len(plain) <= LONGEST_SPELLED


def _part(word: str) -> str:
    return spelled(word) if is_spelled(word) else transliterated(word) or spelled(word)
