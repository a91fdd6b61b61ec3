"""What an adjective has of its noun, where a model read the two apart: case, and the dual.

Whom an adjective describes follows from gender and number: in «وِزَارَةُ الدِّفَاعِ الْعِرَاقِيَّةُ» the feminine
adjective belongs to the ministry and not to the masculine noun beside it; in «مَجْلِسُ النُّوَّابِ الْأُرْدُنِّيُّ» the
singular one belongs to the council and not to the plural.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from briefing.text.expressions import expression
from briefing.text.marks import (
    DAMMA,
    FATHA,
    KASRA,
    KASRATAN,
    SHADDA,
    SUKUN,
    Letters,
    listed,
    written,
)
from briefing.text.words import Word, word_before

_ARTICLE: Final = expression("(?:[وف]?[بك]?ال|[وف]?لل)")
_C: Final = "[\u0621-\u064a]"
_END: Final = f"[{FATHA}{DAMMA}{KASRA}]?$"
_PLURALS: Final = tuple(
    expression(f"^{pattern}{_END}")
    for pattern in (
        f"أ{FATHA}{_C}{SUKUN}{_C}{FATHA}ا{_C}",  # أَحْوَال
        f"{_C}{DAMMA}{_C}{FATHA}{SHADDA}ا{_C}",  # نُوَّاب
        f"{_C}{FATHA}{_C}{FATHA}ا{_C}{KASRA}(?:ي?{_C})?",  # مَصَارِف، صَوَارِيخ
        f"{_C}{DAMMA}{_C}[{DAMMA}{FATHA}]{_C}",  # مُدُن، دُوَل
        f"{_C}{KASRA}{_C}{FATHA}{_C}",  # قِيَم
    )
)
_MASDAR_OR_PLURAL: Final = expression(f"^{_C}{DAMMA}{_C}{DAMMA}و{_C}{_END}")
"""«حُقُوق» is a plural, «دُخُول» is none."""
_FEMININE: Final = listed(
    "الحرب الأرض الشمس النار النفس الدار اليد العين السوق الريح الروح الطريق القدس السماء"
)
"""Feminine nouns without a sign of it."""
_NO_NOUN: Final = listed("""
    في من إلى على عن مع منذ خلال بعد قبل تحت فوق أمام عند لدى حتى عبر دون بين حول ضد إن أن كأن لكن لعل قال
    قالت كان كانت ليس ليست غير كل بعض أي هذا هذه ذلك تلك هو هي ثم أو بل قد لا ما لم لن إذا حيث
""")
_DENYING: Final = listed("لا ولا فلا")
_TENS: Final = listed("عشرين ثلاثين أربعين خمسين ستين سبعين ثمانين تسعين")


def agreeing(words: Sequence[Word], at: int) -> dict[int, Letters]:
    """A definite adjective two words after its noun, which a noun in the genitive parts from it."""
    if at < 2 or not (words[at].follows and words[at - 1].follows):
        return {}
    first, second, word = words[at - 2], words[at - 1], words[at]
    case = first.ending
    if word.ending != KASRA or case not in (FATHA, DAMMA) or not word.text.startswith("ال"):
        return {}
    if not _ARTICLE.match(second.text) or _ARTICLE.match(first.text) or first.text in _NO_NOUN:
        return {}
    if second.ending != KASRA or len(first.text) < 3:
        return {}
    feminine_first = first.text.endswith(("ة", "ات")) or _is_plural(first)
    if word.text.endswith("ة"):
        parted = feminine_first and _is_singular(second)
    elif word.text.endswith(("ات", "ين", "ون", "ان", "ى", "اء")):
        return {}
    else:
        parted = not feminine_first and (second.text.endswith(("ة", "ات")) or _is_plural(second))
    if not parted:
        return {}
    *front, (letter, marks) = word.letters
    return {at: [*front, (letter, case + (SHADDA if SHADDA in marks else ""))]}


def doubled(words: Sequence[Word], at: int) -> dict[int, Letters]:
    """What describes two is dual too: «يَوْمَيْنِ آخَرَيْنِ»."""
    before, word = word_before(words, at), words[at]
    if before is None or not (before.text.endswith("ين") and word.text.endswith("ين")):
        return {}
    if word.text.removeprefix("و") in _TENS or before.text.startswith("ال") != word.text.startswith("ال"):
        return {}
    if before.marks[-2:] != (SUKUN, KASRA) or len(before.marks) < 4 or FATHA not in before.marks[-3]:
        return {}
    if len(word.text) < 5 or KASRA not in word.marks[-3] or word.marks[-2:] != ("", FATHA):
        return {}
    *front, (letter, marks), _, _ = word.letters
    return {at: [*front, (letter, marks.replace(KASRA, FATHA)), ("ي", SUKUN), ("ن", KASRA)]}


def denied(words: Sequence[Word], at: int) -> dict[int, Letters]:
    """«لَا رَابِحَ»: the noun of a kind that is denied has a fatha and no tanween."""
    before, letters = word_before(words, at), words[at].letters
    if before is None or before.text not in _DENYING or letters[-1][1] != KASRATAN:
        return {}
    return {at: [*letters[:-1], (letters[-1][0], FATHA)]}


def _stem(word: Word) -> str:
    """The word without its article, written; a sun letter without the article's shadda."""
    match = _ARTICLE.match(word.text)
    if not match:
        return written(word.letters)
    rest = word.letters[match.end() :]
    return written(
        [(letter, marks.replace(SHADDA, "") if not at else marks) for at, (letter, marks) in enumerate(rest)]
    )


def _is_plural(word: Word) -> bool:
    """Whether it has the shape of a broken plural that is hardly ever anything else."""
    stem = _stem(word)
    return any(pattern.match(stem) for pattern in _PLURALS)


def _is_singular(word: Word) -> bool:
    """Whether it is masculine and no plural, as far as the shape tells."""
    if word.text.endswith(("ة", "ات", "اء", "ى", "ا", "ين")) or word.text.lstrip("وف") in _FEMININE:
        return False
    return not _is_plural(word) and not _MASDAR_OR_PLURAL.match(_stem(word))
