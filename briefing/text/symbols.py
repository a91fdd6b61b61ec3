"""The characters of Arabic print: marks, signs, digits. Data, no judgement.

The tables of words stand in modules of their own, by what they are for, and can be read from here, too:
:mod:`briefing.text.particles` (function words), :mod:`briefing.text.newsverbs`,
:mod:`briefing.text.openings` (phrases at the head of a sentence) and :mod:`briefing.text.shortenings`
(abbreviations with a full stop).
"""

from __future__ import annotations

from typing import Final

from briefing.text.newsverbs import (
    CONTINUING,
    NOT_FEMININE_PAST,
    NOT_VERBS,
    SAYING,
    SOURCE_NOUNS,
    VERBS,
)
from briefing.text.openings import (
    BONDS,
    CONCLUSIONS,
    FRAMES,
    PREAMBLES,
    TURNS,
)
from briefing.text.particles import (
    ADVERBS,
    AUXILIARIES,
    BINDERS,
    CONJUNCTIONS,
    COUNTED_BEFORE,
    DEMONSTRATIVES,
    ENGLISH_FUNCTION_WORDS,
    FIRST_PERSON,
    NUMBER_WORDS,
    OWN_WAW,
    PREPOSITIONS,
    PRONOUNS,
    RANKS,
    RELATIVES,
    TIME_WORDS,
)
from briefing.text.shortenings import (
    SITE_ENDINGS,
    TITLES_WITH_A_STOP,
    UNITS_WITH_A_STOP,
)

__all__ = [
    "ADVERBS",
    "AUXILIARIES",
    "BINDERS",
    "BONDS",
    "CONCLUSIONS",
    "CONJUNCTIONS",
    "CONTINUING",
    "COUNTED_BEFORE",
    "DEMONSTRATIVES",
    "ENGLISH_FUNCTION_WORDS",
    "FIRST_PERSON",
    "FRAMES",
    "NOT_FEMININE_PAST",
    "NOT_VERBS",
    "NUMBER_WORDS",
    "OWN_WAW",
    "PREAMBLES",
    "PREPOSITIONS",
    "PRONOUNS",
    "RANKS",
    "RELATIVES",
    "SAYING",
    "SITE_ENDINGS",
    "SOURCE_NOUNS",
    "TIME_WORDS",
    "TITLES_WITH_A_STOP",
    "TURNS",
    "UNITS_WITH_A_STOP",
    "VERBS",
]
"""The tables of words; what stands below needs no list."""

DIACRITICS: Final = frozenset(
    chr(code)
    for first, last in (
        (0x0610, 0x061A),
        (0x064B, 0x065F),
        (0x0670, 0x0670),
        (0x06D6, 0x06DC),
        (0x06DF, 0x06ED),
    )
    for code in range(first, last + 1)
    if code not in (0x06E5, 0x06E6, 0x06E9)
)
"""Vowel signs, shadda, sukun, dagger alef and the reading signs of the Quran (Unicode, block Arabic)."""

TATWEEL: Final = "\u0640"

INVISIBLE: Final = frozenset(
    chr(code)
    for first, last in (
        (0x00AD, 0x00AD),
        (0x034F, 0x034F),
        (0x061C, 0x061C),
        (0x180E, 0x180E),
        (0x200B, 0x200F),
        (0x202A, 0x202E),
        (0x2060, 0x2064),
        (0x2066, 0x206F),
        (0xFE00, 0xFE0F),
        (0xFEFF, 0xFEFF),
        (0xFFF9, 0xFFFB),
    )
    for code in range(first, last + 1)
)
"""Soft hyphen, joiners, bidi controls, variation selectors, byte order mark: shapes and order, no letters."""

STRAIGHT_QUOTE: Final = '"'
EXOTIC_QUOTES: Final = "“”„‟″〝〞＂"
"""Written ``"`` once cleaned; « » stay."""

BREAKS: Final = "\r\x0b\x0c\x85\u2028\u2029"
"""Characters that end a line besides the line feed."""

HONORIFICS: Final = {
    "\ufd40": "رحمه الله",
    "\ufd41": "رضي الله عنه",
    "\ufd42": "رضي الله عنها",
    "\ufd43": "رضي الله عنهم",
    "\ufd44": "رضي الله عنهما",
    "\ufd45": "رضي الله عنهن",
    "\ufd46": "صلى الله عليه وآله",
    "\ufd47": "عليه السلام",
    "\ufd48": "عليهم السلام",
    "\ufd49": "عليهما السلام",
    "\ufd4a": "عليه الصلاة والسلام",
    "\ufd4b": "قدس سره",
    "\ufd4c": "صلى الله عليه وآله وسلم",
    "\ufd4d": "عليها السلام",
    "\ufd4e": "تبارك وتعالى",
    "\ufd4f": "رحمهم الله",
    "\ufdcf": "سلامه علينا",
    "\ufdfa": "صلى الله عليه وسلم",
    "\ufdfb": "جل جلاله",
    "\ufdfc": "ريال",
    "\ufdfd": "بسم الله الرحمن الرحيم",
    "\ufdfe": "سبحانه وتعالى",
    "\ufdff": "عز وجل",
}
"""Ligatures that are whole phrases (Unicode, Arabic Presentation Forms-A), and the rial sign."""

STOPS: Final = ".؟?!…۔"
"""Marks that may end a sentence; ``؛`` may too, between two long halves."""
SEMICOLONS: Final = "؛;"
COMMAS: Final = "،,"
CLOSERS: Final = "\"'»”’›)]}﴾"
OPENERS: Final = "\"'«“‘‹([{﴿"
PAIRS: Final = {"«": "»", "(": ")", "[": "]", "{": "}", "“": "”", "‹": "›", "﴿": "﴾"}
DASHES: Final = "–—-"
BULLETS: Final = "•●▪◦‣*-–—"

DIGITS: Final = "0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹"
