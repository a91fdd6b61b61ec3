"""Characters of every script that say what an ASCII digit, letter or sign says, folded into it.

Digits of any script become 0 to 9, Latin letters of any alphabet or fancy style a to z, ½ becomes 1⁄2 with
the fraction slash; emoji, private characters and lone surrogates go. Arabic letters are never touched.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from briefing.text.latin import plain
from briefing.text.symbols import HONORIFICS

SIGNS = {
    "٪": "%",
    "﹪": "%",
    "％": "%",
    "؉": "‰",
    "−": "-",
    "‐": "-",
    "\u2011": "-",
    "‒": "–",
    "―": "–",
    "✕": "×",
    "✖": "×",
    "⨯": "×",
    "∗": "*",
    "∼": "~",
    "≅": "≈",
    "≃": "≈",
    "℃": "°C",
    "℉": "°F",
    "º": "°",
    "˚": "°",
    "№": "رقم ",
    "＄": "$",
    "￥": "¥",
    "￡": "£",
    "µ": "μ",
}
"""Signs with one meaning and many code points; those that stand for themselves are used further on."""

KEPT = "²³⁄₺₽₹₪₩₿₴€£¥¢$°×÷±≈≤≥≠√∞%‰+=<>|~^`"
"""Symbols that have words (or are dropped) later."""

ODD = re.compile(
    "[^\\s!-~\u0600-\u0603\u0606-\u0608\u060c-\u065f\u066e-\u06ef\u06fa-\u06ff\u200c-\u200f\u202a-\u202e"
    "\u2010-\u2027\u2030\u2066-\u2069«»°×÷\u2039\u203a\u00b7\u00a1\u00bf]|[\u06dd\u06de\u06e9\u06f0-\u06f9\u2022-\u2024\u2010-\u2012\u2015]"
)
EMOJI_TAIL = re.compile("(?<=[\u2190-\u2bff\U0001f000-\U0001faff])[\ufe0e\ufe0f\u200d]+")


def folded(text: str) -> str:
    """The text with every such character folded."""
    return ODD.sub(_folded, EMOJI_TAIL.sub("", text))


def _folded(found: re.Match[str]) -> str:
    char = found[0]
    start = found.start()
    behind = found.string[start - 1] if start else ""
    said = _meaning(char)
    if not said or said == char:
        return said
    if "⁄" in said and behind.isdigit():
        return f" {said}"
    if unicodedata.category(char) == "No" and said.isdigit() and char in SUPERSCRIPTS:
        return f"^{said}" if behind.isdigit() or behind in SUPERSCRIPTS else ""
    return said


SUPERSCRIPTS = frozenset("⁰¹⁴⁵⁶⁷⁸⁹")


@lru_cache(maxsize=4096)
def _meaning(char: str) -> str:
    sign = SIGNS.get(char)
    if sign is not None:
        return sign
    if char in HONORIFICS:
        return f" {HONORIFICS[char]}"
    if char in KEPT:
        return char
    category = unicodedata.category(char)
    if category[0] == "N":
        return _number(char)
    if category in ("So", "Sk", "Co", "Cn", "Cs", "Sm", "Cc"):
        plainer = unicodedata.normalize("NFKC", char)
        return plainer if plainer != char and plainer.isascii() else ""
    if category == "Me" or "\ufe00" <= char <= "\ufe0f":
        return ""
    if category == "Cf" and unicodedata.name(char, "").startswith("TAG "):
        return ""
    if category[0] in "LM" and is_latin(char):
        return plain(char)
    plainer = unicodedata.normalize("NFKC", char)
    if "\ufb50" <= char <= "\ufefc":
        return plainer.strip(" \u0640")  # letters drawn joined, phrases in one sign, marks on a blank
    return plainer if plainer.isascii() else char


def _number(char: str) -> str:
    digit = unicodedata.decimal(char, None)
    if digit is not None:
        return str(digit)
    normal = unicodedata.normalize("NFKC", char)
    if normal != char and (normal.isascii() or "⁄" in normal):
        return normal
    value = unicodedata.numeric(char, None)
    return f" {int(value)} " if value is not None and value == int(value) and 0 <= value < 10**15 else ""


def is_latin(char: str) -> bool:
    """Whether a letter belongs to a Latin alphabet, in whatever style."""
    if "LATIN" in unicodedata.name(char, ""):
        return True
    base = unicodedata.normalize("NFKD", char)[0]
    return base.isascii() and base.isalpha()
