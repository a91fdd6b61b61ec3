"""Fully diacritised words as letters and what is said of them: the first half of ``reading``.

The rules: a few words are said otherwise than they are written (``_SAID_LONG``, ``_SILENT``); a vowel may
stand on the alef behind it, and a few vowels that many writers leave out are added.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Final

TATWEEL: Final = "ـ"
SHADDA: Final = "\u0651"
MARK: Final = "\u064b-\u0655\u0670\u06e1"
"""All marks, for a class of a pattern."""
WORD: Final = re.compile(f"[ء-غف-يٱپچڤژگکی{TATWEEL}{MARK}]+")

_VOWELS: Final = {
    "\u064e": "a", "\u064f": "u", "\u0650": "i", "\u064b": "an", "\u064c": "un", "\u064d": "in",
    "\u0670": "aː",
}  # fmt: skip
_SUKUN: Final = frozenset("\u0652\u06e1")
_SAME: Final = str.maketrans({"ی": "ي", "ک": "ك", "ٱ": "ا", TATWEEL: "", "آ": "أ\u0670", "چ": "تْش"})
_BEFORE: Final = "(?:[وفأ]?[بكل]?(?:ال)?|[وف]?لل)"


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter and what its marks say."""

    char: str
    vowel: str = ""
    """A vowel or a tanween (``an``, ``in``, ``un``); empty: none is said."""
    double: bool = False
    bare: bool = True
    """No mark at all."""


Word = tuple[Letter, ...]


def _spelled(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(_BEFORE + pattern) for pattern in patterns)


_SAID_LONG: Final = _spelled(
    "(?P<it>ه)(?:ذ[اهي]|ذان|ذين|كذا|ؤلاء|هنا)",
    "(?P<it>ذ)لك(?:م|ما|ن)?",
    "(?P<it>ل)كن(?:ه|ها|هم|هما|هن|نا|ني|ي|ك|كم|ا|ما)?",
    "إ(?P<it>ل)ه.*",
    "رح(?P<it>م)ن",
    "أو(?P<it>ل)ئكم?",
    "(?P<it>ط)ه",
    "ط(?P<it>ه)",
    "س(?P<it>م)وات",
)
"""Words by their letters: where ``it`` has an a, the a is long."""
_SILENT: Final = tuple(
    zip(
        _spelled(
            "أ(?P<it>و)ل(?:ئكم?|اء|و|وا|ي|ات)",
            "عمر(?P<it>و)",
            "(?:ثلاث|أربع|خمس|ست|سبع|ثماني?|تسع)?م(?P<it>ا)ئ(?:ة|ت[اي]ن?|ات|وي[اةه]?)",
        ),
        (("u",), ("", "un", "in", "an", "u", "i"), ("i",)),
        strict=True,
    )
)
"""Words by their letters: ``it`` is not said behind one of these vowels."""
_GOD: Final = re.compile("(?:[وفأبتك]?ا|[وف]?)للهم?")
_DAVID: Final = re.compile(f"{_BEFORE}[دط]او[دس](?:ي|ية)?")


def parsed(word: str) -> Word:
    """The letters of one word, as they are said; empty: it has none."""
    letters: list[Letter] = []
    for char in word.translate(_SAME):
        if char in _VOWELS or char == SHADDA or char in _SUKUN:
            if letters:
                last = letters[-1]
                vowel = "aː" if last.vowel == "aː" else _VOWELS.get(char, last.vowel)
                letters[-1] = replace(last, vowel=vowel, double=last.double or char == SHADDA, bare=False)
        elif unicodedata.category(char) != "Mn":
            letters.append(Letter(char))
    return _completed(_corrected(tuple(letters)))


def _corrected(word: Word) -> Word:
    """The word with its letters as they are said where spelling goes its own way."""
    letters = list(word)
    for at, letter in enumerate(word):
        if at and letter.char == "ا" and letter.double:  # «إلاَّ»
            letters[at - 1] = replace(letters[at - 1], double=True, bare=False, vowel=letter.vowel or "a")
            letters[at] = Letter("ا")
    skeleton = "".join(letter.char for letter in word)
    for pattern in _SAID_LONG:
        if found := pattern.fullmatch(skeleton):
            at = found.start("it")
            if letters[at].vowel == "a" and not _is_another(word[at:]):
                letters[at] = replace(letters[at], vowel="aː")
    if _GOD.fullmatch(skeleton):
        at = skeleton.rindex("ه") - 1
        letters[at] = replace(letters[at], vowel="aː", double=True)
        if skeleton[at - 1] == "ل" and "ا" not in skeleton and letters[at - 1].bare:
            letters[at - 1] = replace(letters[at - 1], vowel="i", bare=False)
    if _DAVID.fullmatch(skeleton) and letters[at := skeleton.rindex("و")].vowel == "u":
        letters[at] = replace(letters[at], vowel="uː")
    if skeleton.endswith("وا") and len(word) > 2 and letters[-1].bare:
        waw, before = letters[-2], letters[-3]
        if not waw.double and waw.vowel in ("", "u") and (before.bare or before.vowel in ("u", "a")):
            del letters[-1]
    for pattern, vowels in _SILENT:
        found = pattern.fullmatch(skeleton)
        if (
            found
            and letters[at := found.start("it")].vowel in ("", *vowels)
            and letters[at - 1].vowel in vowels
        ):
            if skeleton.endswith("أولي") and word[-1].vowel:
                break  # «أُولِيَ», a verb
            kept = letters[at - 1].vowel or letters[at].vowel  # «عَمْروٌ»: the tanween is the ر's
            letters[at - 1 : at + 1] = [replace(letters[at - 1], vowel=kept)]
            break
    return tuple(letters)


def _completed(word: Word) -> Word:
    """The word with vowels that some leave out: «إن», «أعلن», «سياسيّ», «والْكتاب»."""
    letters = list(word)
    start = re.match("[وفأ]?[بكل]?ا?ل?أ(?=.)", "".join(letter.char for letter in word))
    for at, letter in enumerate(word):
        after = word[at + 1] if at + 1 < len(word) else None
        if not letter.bare or after is None:
            continue
        if (
            at == 0
            and re.match("[وفكبل]ال", "".join(other.char for other in word))
            and _is_marked_article(word)
        ):
            letters[at] = replace(letter, vowel="i" if letter.char in "بل" else "a", bare=False)
        elif letter.char == "إ" or (after.char == "ي" and after.double and letter.char not in "اوى"):
            letters[at] = replace(letter, vowel="i", bare=False)
        elif start and at == start.end() - 1:
            long = after.char == "و" and after.bare and word[at + 2 :] and word[at + 2].char not in "اويى"
            letters[at] = replace(letter, vowel="u" if long else "a", bare=False)
    return tuple(letters)


def _is_marked_article(word: Word) -> bool:
    return len(word) > 3 and (
        (not word[2].bare and not word[2].vowel) or word[3].double or word[3].char in "أإ"
    )


def _is_another(core: Word) -> bool:
    """Whether a word with the letters of «لكن» is «لَكُنَّ» or the like."""
    return "".join(letter.char for letter in core[:3]) == "لكن" and core[1].vowel != "i"
