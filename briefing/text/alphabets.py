"""Words in other alphabets than Arabic and Latin: said by their sounds where a table knows them.

Cyrillic, Greek, Hebrew, Korean and Japanese syllables are transliterated letter by letter into what Arabic
readers would write; a lone Greek letter is called by its name. What no table knows (Chinese characters,
Thai, Devanagari …) and whatever is longer than a few words is announced by its language, not dropped.
"""

from __future__ import annotations

import re
import unicodedata

from briefing.text.changes import Draft
from briefing.text.expressions import expression
from briefing.text.transliteration import transliterated

OTHER = (
    "\u0370-\u03ff\u1f00-\u1fff"  # Greek
    "\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff"  # Cyrillic
    "\u0530-\u05ff"  # Armenian, Hebrew
    "\u0700-\u074f\u0780-\u07ff\u0800-\u086f\u0900-\u109f"  # Syriac to Burmese
    "\u10a0-\u11ff\u1200-\u1cff\u2c00-\u2c5f\u2c80-\u2ddf"  # Georgian, Hangul, Ethiopic, Khmer, Tifinagh …
    "\u3005-\u3007\u3031-\u4dbf\u4e00-\u9fff\ua000-\ua63f\ua640-\ua69f\ua6a0-\ua6ff\ua800-\uabff"
    "\uac00-\ud7ff\uf900-\ufaff\ufb13-\ufb4f"
    "\U00010000-\U0001bfff\U0001e000-\U0001eeff\U00020000-\U0003ffff"
)
"""Blocks of letters of other alphabets, as the inside of a character class (Unicode, Blocks)."""

RUN = expression(f"[{OTHER}]+(?:[ \u00a0'’\\-]{{1,2}}[{OTHER}]+)*")

LONGEST = 3
"""Words of one run that are said; a longer quotation is only announced."""

CYRILLIC = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґјљњћђџўѓќѕқғңөүұһәѳѣ",
        (
            *("ا", "ب", "ف", "غ", "د", "ي", "ج", "ز", "ي", "ي", "ك", "ل", "م", "ن", "و", "ب", "ر", "س", "ت"),
            *("و", "ف", "خ", "تس", "تش", "ش", "ش", "", "ي", "", "ي", "يو", "يا", "يو", "ي", "ي", "ي", "غ"),
            *("ي", "ل", "ن", "تش", "ج", "ج", "و", "ج", "ك", "دز", "ق", "غ", "نغ", "و", "و", "و", "ه", "ا"),
            *("ف", "ي"),
        ),
        strict=True,
    )
)
CYRILLIC_FIRST = {"а": "أ", "о": "أو", "у": "أو", "ы": "إ", "и": "إ", "э": "إ", "і": "إ", "ә": "أ", "ө": "أو"}
GREEK = dict(
    zip(
        "αβγδεζηθικλμνξοπρσςτυφχψω",
        (
            *("ا", "ف", "غ", "ذ", "ي", "ز", "ي", "ث", "ي", "ك", "ل", "م", "ن", "كس", "و", "ب", "ر", "س", "س"),
            *("ت", "ي", "ف", "خ", "بس", "و"),
        ),
        strict=True,
    )
)
GREEK_FIRST = {"α": "أ", "ε": "إ", "η": "إ", "ι": "إ", "ο": "أو", "ω": "أو", "υ": "إ"}
GREEK_PAIRS = {"ου": "و", "αι": "ي", "ει": "ي", "οι": "ي", "μπ": "ب", "ντ": "د", "γκ": "غ", "γγ": "نغ"}
GREEK_NAMES = dict(
    zip(
        "αβγδεζηθικλμνξοπρστυφχψω",
        (
            *("ألفا", "بيتا", "غاما", "دلتا", "إبسلون", "زيتا", "إيتا", "ثيتا", "أيوتا", "كابا", "لامدا"),
            *("ميو", "نيو", "كساي", "أوميكرون", "باي", "رو", "سيغما", "تاو", "أبسلون", "فاي", "كاي", "بساي"),
            "أوميغا",
        ),
        strict=True,
    )
)
HEBREW = dict(
    zip(
        "אבגדהוזחטיךכלםמןנסעףפץצקרשת",
        (
            *("ا", "ب", "غ", "د", "ه", "و", "ز", "ح", "ط", "ي", "خ", "ك", "ل", "م", "م", "ن", "ن", "س"),
            *("ع", "ف", "ف", "تس", "تس", "ك", "ر", "ش", "ت"),
        ),
        strict=True,
    )
)
HEBREW_FIRST = {"א": "أ", "פ": "ب"}
_HANGUL_FIRST_TABLE = """
غ ك ن د ت ر م ب ب س س - ج تش تش ك ت ب ه
"""
HANGUL_FIRST = ["" if said == "-" else said for said in _HANGUL_FIRST_TABLE.split()]
_HANGUL_VOWELS_TABLE = """
ا اي يا ياي و ي يو يي و وا واي وي يو و و وي وي يو و وي ي
"""
HANGUL_VOWELS = _HANGUL_VOWELS_TABLE.split()
_HANGUL_LAST_TABLE = """
- ك ك ك ن ن ن ت ل ك م ل ل ل ب ل م ب ب ت ت نغ ت ت ك ت ب ت
"""
HANGUL_LAST = ["" if said == "-" else said for said in _HANGUL_LAST_TABLE.split()]
"""Initial consonants, vowels and final consonants in the order of Unicode's composed syllables (3.12)."""

LANGUAGES = (
    # (letters that tell it, how it is named); the first that is found wins
    ("\u3041-\u30ff", "باليابانية"),
    ("\u1100-\u11ff\u3131-\u318f\uac00-\ud7ff", "بالكورية"),
    ("\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff", "بالصينية"),
    ("іїєґІЇЄҐ", "بالأوكرانية"),
    ("јљњћђЈЉЊЋЂ", "بالصربية"),
    ("\u0400-\u052f", "بالروسية"),
    ("\u0370-\u03ff\u1f00-\u1fff", "باليونانية"),
    ("\u0530-\u058f\ufb13-\ufb17", "بالأرمنية"),
    ("\u0590-\u05ff\ufb1d-\ufb4f", "بالعبرية"),
    ("\u0700-\u074f", "بالسريانية"),
    ("\u0900-\u097f", "بالهندية"),
    ("\u0980-\u09ff", "بالبنغالية"),
    ("\u0b80-\u0bff", "بالتاميلية"),
    ("\u0e00-\u0e7f", "بالتايلاندية"),
    ("\u0f00-\u0fff", "بالتبتية"),
    ("\u1000-\u109f", "بالبورمية"),
    ("\u10a0-\u10ff\u1c90-\u1cbf\u2d00-\u2d2f", "بالجورجية"),
    ("\u1200-\u139f\u2d80-\u2ddf", "بالأمهرية"),
    ("\u1780-\u17ff", "بالخميرية"),
    ("\u1800-\u18af", "بالمنغولية"),
    ("\u2d30-\u2d7f", "بالأمازيغية"),
)
_LANGUAGES = tuple((expression(f"[{letters}]"), name) for letters, name in LANGUAGES)
_GREEK = expression("[\u0370-\u03ff\u1f00-\u1fff]")
_DOUBLED = expression(r"(.)\1+")


def voice_others(draft: Draft) -> None:
    """Say every word in another alphabet; the draft is folded by now."""
    if draft.text.isascii():
        return
    draft.replace(RUN, lambda found: _set_apart(found, said(found[0])), rule="other-alphabet")


def said(run: str) -> str:
    """A few words of one other alphabet, or what they are."""
    lower = run.lower()
    # Only in Greek is no letter told apart from another by its mark.
    loose = unicodedata.normalize("NFD", lower) if _GREEK.match(run) else unicodedata.normalize("NFC", lower)
    plain = "".join(char for char in loose if not unicodedata.combining(char))
    words = re.split("[ \u00a0'’\\-]+", plain)
    if len(words) <= LONGEST and len(run) <= 60:
        spoken = [_word(word) for word in words]
        if all(spoken):
            return " ".join(spoken)
    what = "كلمة" if len(words) == 1 and len(run) <= 12 else "عبارة"
    named = next((name for letters, name in _LANGUAGES if letters.search(run)), "بلغة أخرى")
    return f"{what} {named}"


def _set_apart(found: re.Match[str], words: str) -> str:
    before = found.string[found.start() - 1 : found.start()] if found.start() else ""
    after = found.string[found.end() : found.end() + 1]
    return f"{' ' * before.isalnum()}{words}{' ' * after.isalnum()}"


def _word(word: str) -> str:
    """One word in lower case without marks; empty where no table knows it."""
    if len(word) == 1 and word in GREEK_NAMES:
        return GREEK_NAMES[word]
    first = word[:1]
    if first in CYRILLIC:
        return _letters(word, CYRILLIC, first=CYRILLIC_FIRST, pairs={"ия": "يا", "кс": "كس"})
    if first in GREEK:
        return _letters(word, GREEK, first=GREEK_FIRST, pairs=GREEK_PAIRS)
    if first in HEBREW:
        return _letters(word, HEBREW, first=HEBREW_FIRST, pairs={})
    if "가" <= first <= "힣":
        return _DOUBLED.sub(r"\1", _koreans(word)) if all("가" <= char <= "힣" for char in word) else ""
    if "ぁ" <= first <= "ヿ":
        return _kana(word)
    return ""


def _letters(word: str, table: dict[str, str], *, first: dict[str, str], pairs: dict[str, str]) -> str:
    said: list[str] = []
    at = 0
    while at < len(word):
        pair = pairs.get(word[at : at + 2])
        if pair is not None:
            said.append(f"أ{pair}" if at == 0 and pair == "و" else pair)
            at += 2
            continue
        one = (first.get(word[at]) if at == 0 else None) or table.get(word[at])
        if one is None:
            return ""
        said.append(one)
        at += 1
    return _DOUBLED.sub(r"\1", "".join(said))


def _koreans(word: str) -> str:
    """Korean syllables from their places among the composed ones."""
    said = ""
    for char in word:
        index = ord(char) - 0xAC00
        first = HANGUL_FIRST[index // 588] or ("" if said else "أ")
        said += first + HANGUL_VOWELS[index // 28 % 21] + HANGUL_LAST[index % 28]
    return said.replace("أا", "أ")


def _kana(word: str) -> str:
    """Japanese syllables by the Latin names Unicode gives them."""
    latin: list[str] = []
    for char in word:
        name = unicodedata.name(char, "")
        if char in "ーっッ・":
            continue
        if "LETTER" not in name:
            return ""
        syllable = name.split()[-1].lower()
        if "SMALL" in name and latin and syllable[0] == "y":
            latin[-1] = latin[-1][:-1]
        latin.append(syllable)
    return transliterated("".join(latin))
