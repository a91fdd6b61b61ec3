"""Characters of every script that say what a plain digit, letter or sign says, folded into it.

Digits of any script become 0 to 9, Latin letters of any fancy style plain ones, ½ becomes 1⁄2 with the
fraction slash, letters of Persian, Urdu and Kurdish keyboards the Arabic ones they stand for; emoji, private
characters and lone surrogates go. Letters that Arabic newsrooms use for foreign sounds (پ چ ژ ڤ گ) stay, and
so do Latin letters with marks: they tell how a name sounds.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from briefing.text.changes import Draft
from briefing.text.expressions import expression
from briefing.text.lexicon import LETTERS
from briefing.text.symbols import HONORIFICS
from briefing.text.transliteration import plain_of

SIGNS = {
    "٪": "%",
    "﹪": "%",
    "％": "%",
    "؉": "‰",
    "؊": "‰",
    "−": "-",
    "‐": "-",
    "\u2011": "-",
    "‒": "–",
    "―": "–",
    "✕": "×",
    "✖": "×",
    "⨯": "×",
    "∗": "*",
    "٭": "*",
    "∼": "~",
    "≅": "≈",
    "≃": "≈",
    "℃": "°C",
    "℉": "°F",
    "º": "°",
    "˚": "°",
    "№": "رقم ",
    "§": "الفقرة ",
    **dict.fromkeys("™℠®©", ""),
    "＄": "$",
    "￥": "¥",
    "￡": "£",
    "؋": " أفغاني",
    "₦": " نايرا",
    "₱": " بيزو",
    "₫": " دونغ",
    "฿": " بات",
    "₵": " سيدي",
    "₸": " تينغي",
    "₼": " مانات",
    "₾": " لاري",
    "৳": " تاكا",
    "₮": " توغروغ",
    "µ": "μ",
    "۔": ".",
    "。": ".",
    "、": "،",
    "ª": "a",
}
"""Signs with one meaning and many code points; those that stand for themselves are used further on."""

MARKED_HONORIFICS = {
    "\u0610": "صلى الله عليه وسلم",
    "\u0611": "عليه السلام",
    "\u0612": "رحمة الله عليه",
    "\u0613": "رضي الله عنه",
}
"""Small signs over a name that stand for a phrase (Unicode, block Arabic)."""

KEPT = "²³⁄₺₽₹₪₩₿₴€£¥¢$°×÷±≈≤≥≠√∞%‰+=<>|~^`"
"""Symbols that have words (or are dropped) later."""

FOREIGN_KEYS = {
    **dict.fromkeys("کڪګ", "ك"),
    **dict.fromkeys("ہھەۂ", "ه"),
    "ۃ": "ة",
    "ۀ": "ه",
    **dict.fromkeys("ېێۍے", "ي"),
    "ۓ": "ئ",
    **dict.fromkeys("ٲٵ", "أ"),
    "ٳ": "إ",
    **dict.fromkeys("ۆۇۈۅۉ", "و"),
    "ۋ": "ڤ",
    "ڵ": "ل",
    **dict.fromkeys("ڕڑړ", "ر"),
    **dict.fromkeys("ںڼ", "ن"),
    **dict.fromkeys("ٹټٿ", "ت"),
    **dict.fromkeys("ڈډڊ", "د"),
    "ښ": "ش",
    "ږ": "ژ",
    "څ": "س",
    "ځ": "ز",
}
"""Letters of Persian, Urdu, Kurdish, Pashto and Uighur keyboards, and the Arabic ones they are said as."""

YEH = "\u06cc"
"""The Persian ya: ى or ي by its word."""
_ENDING_IN_ALEF_TABLE = """
علی إلی الی حتی متی لدی مدی سوی أدنی أعلی أقصی أخری الأخری إحدی کبری الکبری قصوی القصوی أولی الأولی مستوی
المستوی مستشفی المستشفی مصطفی موسی عیسی یحیی مرتضی منتهی معنی المعنی مبنی المبنی ذکری الذکری فتوی الفتوی
شوری الشوری قوی القوی أنثی رؤی القری قری جدوی دعوی شکوی عدوی بلوی یرقی یبقی تبقی یسعی تسعی یری تری أری
جری مضی أدی تعالی تلقی ألقی أعطی أجری نفی قضی بنی سعی دعی رأی أبدی أنهی ألغی اکتفی انتهی احتوی التقی
"""
_ENDING_IN_ALEF = frozenset(_ENDING_IN_ALEF_TABLE.split())
"""Words that end in ى, as a Persian keyboard writes them; any other word with its ی at the end has ي."""

ODD = expression(
    "[^\\s!-~\u0600-\u0603\u0606-\u0608\u060c\u060d\u0614-\u065f\u066e-\u06d3\u06d5-\u06ef\u06fa-\u06ff\u200c-\u200f\u202a-\u202e"
    "\u2010-\u2027\u2030\u2066-\u2069«»°×÷\u2039\u203a\u00b7\u00a1\u00bf\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff]"
    "|[\u06dd\u06de\u06e9\u06f0-\u06f9\u2022-\u2024\u2010-\u2012\u2015]"
)
EMOJI_TAIL = expression("(?<=[\u2190-\u2bff\U0001f000-\U0001faff])[\ufe0e\ufe0f\u200d]+")
_LOOSE_LETTERS = expression("[A-Za-z\u00c0-\u024f][\u0300-\u036f]+")
_FOREIGN_KEY = expression(f"[{''.join(FOREIGN_KEYS)}{YEH}]")
_FOREIGN_WORD = expression(f"[{LETTERS}]*[{''.join(FOREIGN_KEYS)}{YEH}][{LETTERS}]*")


SUPERSCRIPTS = frozenset("⁰¹⁴⁵⁶⁷⁸⁹")


def fold(draft: Draft) -> None:
    """Fold every such character of the draft."""
    if draft.text.isascii():
        return
    draft.replace(_LOOSE_LETTERS, _composed, rule="folding")
    draft.replace(EMOJI_TAIL, "", rule="emoji")
    draft.replace(ODD, _folded, rule=_rule)
    if _FOREIGN_KEY.search(draft.text):
        draft.replace(_FOREIGN_WORD, _retyped, rule="folding")


def folded(text: str) -> str:
    """The text with every such character folded."""
    draft = Draft(text)
    fold(draft)
    return draft.text


def _composed(found: re.Match[str]) -> str:
    """A Latin letter and its marks as one character; marks that join with nothing go."""
    composed = unicodedata.normalize("NFC", found[0])
    return "".join(char for char in composed if not unicodedata.combining(char))


def _retyped(found: re.Match[str]) -> str:
    """A word as an Arabic keyboard writes it."""
    word = found[0]
    if word.endswith(YEH) and word.removeprefix("و") in _ENDING_IN_ALEF:
        word = f"{word[:-1]}ى"
    return "".join(FOREIGN_KEYS.get(char, "ي" if char == YEH else char) for char in word)


def _rule(found: re.Match[str]) -> str:
    char = found[0]
    if char in HONORIFICS or char in MARKED_HONORIFICS:
        return "honorific"
    if _meaning(char) == "":
        return "emoji" if unicodedata.category(char) in ("So", "Sk", "Cn") else "folding"
    return "folding"


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


@lru_cache(maxsize=4096)
def _meaning(char: str) -> str:
    sign = SIGNS.get(char)
    if sign is not None:
        return sign
    if char in HONORIFICS:
        return f" {HONORIFICS[char]}"
    if char in MARKED_HONORIFICS:
        return f" {MARKED_HONORIFICS[char]} "
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
    plainer = unicodedata.normalize("NFKC", char)
    if "\ufb50" <= char <= "\ufefc":
        return plainer.strip(" \u0640")  # letters drawn joined, phrases in one sign, marks on a blank
    if category[0] in "LM" and is_latin(char):
        return plainer if plainer.isascii() else plain_of(char)
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


@lru_cache(maxsize=4096)
def is_latin(char: str) -> bool:
    """Whether a letter belongs to a Latin alphabet, in whatever style."""
    if "LATIN" in unicodedata.name(char, ""):
        return True
    base = unicodedata.normalize("NFKD", char)[0]
    return base.isascii() and base.isalpha()
