"""How Arabic has to be spelled for espeak-ng to say it right: the last step before the engine.

espeak-ng turns letters into phonemes by rules that know one of several legal ways of writing, and reads a
word letter by letter, without regard to its neighbours. Each row below rewrites what is usual in print
into what the engine says as a reader would; the tests hold its phonemes before and after. The number of
blank-separated words never changes, and words without any diacritics stay as they are: the engine's
dictionary knows many of them.

In the patterns the marks are written with Buckwalter's letters, since combining marks are hard to read and
editors reorder them: ``a u i`` the vowels, ``F N K`` their tanween, ``o`` sukun, ``~`` shadda, and a
backtick the dagger alef. Words in capitals stand for the classes of ``_PARTS``.

Two devices recur. A tatweel (ـ) is silent but parts two letters that the engine would read as one sound:
``هُوَ`` is said *huːa*, ``هُـوَ`` is said *huwa*. And an alef that is not said is left out: that of «ال» and
«استقبال» is silent after a vowel, and a long vowel before it is said short.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

VERSION: Final = 1
"""To be raised with every change here: recorded sound is kept under it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rewriting of the whole text."""

    reason: str
    pattern: re.Pattern[str]
    replacement: str


_MARKS: Final = str.maketrans("auioFNK~`", "\u064e\u064f\u0650\u0652\u064b\u064c\u064d\u0651\u0670")
_PARTS: Final = {
    "START": "(?<![ء-ـف-يauioFNK~`])",
    "END": "(?![ء-ـف-يauioFNK~`])",
    "CLITIC": "(?:[وفأ]a)?(?:[وفكتأ]a|[بل]i)",
    "LETTER": "[ء-غف-ي]",
    "FIRM": "[بتثجحخدذرزسشصضطظعغفقكلمنه]",
    "SUN": "[تثدذرزسشصضطظلن]",
    "STEM": "(?:سoت|نoLETTER[ai]|LETTERo[تطد]|بoن|سoم|مoر|ثoن)",  # what follows a silent alef other than «ال»
    "SILENT": "(?:ل|STEM|[تطد]~)",
    "SAID": "[auiFNK]",
}


def _rule(reason: str, pattern: str, replacement: str) -> Rule:
    while any(name in pattern for name in _PARTS):  # parts are made of parts
        for name, part in _PARTS.items():
            pattern = pattern.replace(name, part)
    return Rule(reason, re.compile(pattern.translate(_MARKS)), replacement.translate(_MARKS))


RULES: Final = (
    # Marks in one order and spelling: all other rules rely on it.
    _rule("before its shadda a vowel is not said", "([auioFNK`]+)~", r"~\1"),
    _rule("a fatha beside a dagger alef is part of it", "a`|`a", "`"),
    _rule("tanween on the alef is not said", "a?اF", "Fا"),
    _rule("tanween on a final hamza is not said", "أFEND", "أaنo"),
    _rule("tanween on a final ى is said as a bare vowel", "(?:Fى|a?ىF)END", "aنo"),
    _rule("the article with a fatha is said as a long vowel", "STARTاa(?=ل)", "ا"),
    _rule("an إ without its kasra is said without a vowel", "(?<=إ)(?=LETTER[auio~])", "i"),
    # Words whose spelling does not show what is said.
    _rule("the name of God", "START((?:[وفبت][ai])*)الل~[a`]?ه(?=[aui]?END|uم~)", r"\1الoلaاه"),
    _rule("the name of God after «لِ»", "START((?:[وف]a)?لi)ل~[a`]?ه(?=[aui]?END)", r"\1لoلaاه"),
    _rule("«أولئك»: short u, long a", "أuوo?ل[a`]?ا?ئi", "أuل`ئi"),
    _rule("«أولو» and «أولي» begin short", "STARTأuوo?(?=ل(?:uو|iي)اo?END|ل(?:uو|iي)END)", "أu"),
    _rule("«هذا», «هؤلاء», «هكذا»: long a", "(?<=ه)a(?=ذ(?:aا|iه|iي|aي)|ؤuل|كaذ)", "`"),
    _rule("«ذلك»: long a", "(?<=ذ)a(?=لi?كuم|لiك)", "`"),
    _rule("«لكن»: long a", "(?:(?<=STARTل)|(?<=وaل)|(?<=فaل))a(?=كiن)", "`"),
    _rule("«إله»: long a", "(?<=إiل)a(?=ه[auiFNK]?END|iي)", "`"),
    _rule("«الرحمن»: long a", "(?<=رa~حoم)a(?=ن[aui]?END)|(?<=ر~aحoم)a(?=ن[aui]?END)", "`"),
    _rule("the waw of «عمرو» is silent", "START((?:[وف]a|[بل]i)?عaمoر[auiNK]?)وo?[auiNK]?END", r"\1"),
    _rule("the alef after the waw of a plural is silent", "(?<=[ua]و)([ou]?)اEND", r"\1"),
    _rule("the alef of «مائة» is silent", "(?<=مi)ا(?=ئa)", ""),
    # Ends of words.
    _rule("ة without a vowel is not said", "(?<=a)ةo?END", ""),
    _rule("a bare final ك is said as a suffix, «ka»", "(?<=[auioFNK~`اوي])كEND", "كo"),
    # The article: doubled by espeak itself but for ط; silent letters after a clitic.
    _rule("«لِلنَّاس» after a clitic", "START((?:[وف]a)لi)ل(?=SUN~)", r"\1"),
    _rule("«وَالَّذِي»: one lam is written for two", "START(CLITIC)ا(?=ل~)", r"\1"),
    _rule("the article before a sun letter, after a clitic", "START(CLITIC)ال(?=SUN~)", r"\1"),
    _rule("the article after a clitic", "START(CLITIC)ا(?=لo|لiاFIRM)", r"\1"),
    _rule("«بِاسْتِقْبَال», «لِاجْتِمَاع»", "START((?:[وف]a)?[بل]i)ا(?!ل)", r"\1"),
    _rule("«فَاسْتَقْبَلَ», «وَاتَّفَقَ»", "START([وف]a)ا(?=STEM|[تطد]~a)", r"\1"),
    _rule("«الِانْتِخَاب»: the second alef is silent", "(?<=لi)ا(?=FIRM[o~])", ""),
    # Between words: after a vowel the first alef is silent, and a long vowel is short.
    _rule("a long vowel is short before a silent alef", "(?:(?<=a)[اى]|(?<=u)و|(?<=i)ي)(?= اSILENT)", ""),
    _rule("the article before a sun letter, after a vowel", "(?<=[aui]) ال(?=SUN~)", " "),
    _rule("a silent alef after a vowel", "(?<=[aui]) ا(?=SILENT)", " "),
    # Where it is not silent it has a vowel.
    _rule(
        "«اُعْتُقِلَ» begins with u", "STARTا(?!بoن|سoمu|مoر|ثoن|ل(?!oت))(?=FIRMoLETTER~?uLETTER|ت~uLETTER)", "اu"
    ),
    _rule("«اِسْتِقْبَال» begins with i", "STARTا(?=FIRMo|[تطد]~)(?!ل(?!oت))", "اi"),
    _rule("the article is followed by one sun letter", "(?<=STARTال)([تثدذرزسشصضظن])~", r"\1"),
    _rule("«اللُّغَة»: espeak says three lams", "(?<=STARTالل)~", ""),
    # Semivowels: a tatweel keeps them apart from the vowel before, a sukun from the kasra behind.
    _rule("ii followed by a vowel is iyy", "(?<=[aui])ي~(?=SAID)", "ـيoي"),
    _rule("«أَيّ» is ayy", "(?<=a)ي~", "ـيoيo"),
    _rule("«بَيِّن», «مُيِل»: y, then i", "(?<=[aui])(?=ي[iK])", "ـo"),
    _rule("yi is not long", "(?<=ي)(?=[iK])", "ـ"),
    _rule("«هِيَ», «سِيَاسَة», «هُوَ», «دُوَل»: y and w", "(?<=[ui])(?=ي[auFN]|و~?SAID)", "ـ"),
    _rule("«بَيْت», «مَوَاقِف»: one syllable's ay and aw", "(?<=a)(?=[وي])", "ـ"),
)

_LETTER_NAMES: Final[Mapping[str, str]] = {
    "a": "إِيه", "b": "بِي", "c": "سِي", "d": "دِي", "e": "إِي", "f": "إِفْ", "g": "جِي", "h": "إِتْشْ", "i": "آيْ",
    "j": "جِيهْ", "k": "كِيهْ", "l": "إِلْ", "m": "إِمْ", "n": "إِنْ", "o": "أُو", "p": "بِي", "q": "كْيُو", "r": "آرْ",
    "s": "إِسْ", "t": "تِي", "u": "يُو", "v": "فِي", "w": "دَبِلْيُو", "x": "إِكْسْ", "y": "وَايْ", "z": "زِدْ",
}  # fmt: skip
"""Only so that a Latin letter that slipped through is not said by an English voice."""

_OTHER_LETTERS: Final[Mapping[str, str]] = {
    "ٱ": "ا", "ی": "ي", "ې": "ي", "ک": "ك", "ڪ": "ك", "ہ": "ه", "ە": "ه", "ۀ": "ه", "ۃ": "ة",
    "چ": "تْش", "ژ": "ج", "ڤ": "ف", "ڥ": "ف", "ڭ": "ك", "ڨ": "ق", "ٹ": "ت", "ڈ": "د", "ڑ": "ر", "ں": "ن",
}  # fmt: skip
"""Letters of other languages in Arabic script that espeak's Arabic does not know."""

_KNOWN: Final = re.compile(
    "[\u0621-\u063a\u0641-\u0652\u0670پگ0-9٠-٩.,:;!?\"'()\\[\\]«»“”‘’…\\-–—،؛؟%٪$€£٫٬ ]"
)


def respell(text: str) -> str:
    """The text as espeak-ng has to be given it: as many blank-separated words, in the same order."""
    plain = " ".join(_in_known_letters(word) for word in text.split())
    for rule in RULES:
        plain = rule.pattern.sub(rule.replacement, plain)
    return plain


def _in_known_letters(word: str) -> str:
    """The word without a character that would make espeak change to the voice of another language."""
    parts: list[str] = []
    for char in unicodedata.normalize("NFC", word):
        lower = _LETTER_NAMES.get(unicodedata.normalize("NFKD", char)[0].lower())
        if _KNOWN.match(char):
            parts.append(char)
        elif char in _OTHER_LETTERS:
            parts.append(_OTHER_LETTERS[char])
        elif lower:
            parts.append(f"-{lower}-")
        elif unicodedata.category(char)[0] not in "MC" and char != "ـ":
            parts.append("-")
    return "".join(parts).strip("-").replace("--", "-") or "-"
