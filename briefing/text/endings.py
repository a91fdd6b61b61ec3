"""Endings as they are said: left off before a pause, or left off everywhere.

Before a pause Arabic leaves off the short vowel or the tanween that ends a word; the tanween of fatha
becomes a long a, and «ة» loses its t (al-waqf in the grammars). Readers who leave the endings off
everywhere do the same inside a clause, but keep what is no case ending: the vowels of pronouns and of
words that have only one form, and a vowel without which three consonants would meet.
"""

from __future__ import annotations

import re
from typing import Final, Literal

from briefing.text.expressions import expression
from briefing.text.marks import (
    DAMMA,
    DAMMATAN,
    FATHA,
    FATHATAN,
    KASRA,
    KASRATAN,
    SHADDA,
    SHORT,
    SUKUN,
    TANWEEN,
    Letters,
    listed,
    spelling,
)

Endings = Literal["full", "pausal", "none"]

_ENDING: Final = expression(f"[{FATHA}{DAMMA}{KASRA}{FATHATAN}{DAMMATAN}{KASRATAN}{SUKUN}]")

_KEEP_IN_PAUSE: Final = frozenset(("هو", "هي", "وهو", "وهي", "فهو", "فهي"))
"""A pause would leave a bare semivowel: readers keep the vowel."""

_ONE_FORM: Final = listed("""
    من عن في إلى على حتى منذ مذ مع إن أن كأن لكن لعل ليت لأن بأن ثم أو أم بل قد سوف لم لن لما كي إذ إذا إذن
    هل ما لا لو لولا إلا أما إما أين كيف متى حيث الآن أمس هنا هناك هنالك أنا نحن أنت أنتم أنتن هو هي هم هن هما
    هذا هذه هذان هذين هاتان هاتين هؤلاء ذلك ذاك تلك أولئك الذي التي الذين اللذان اللذين اللتان اللتين اللاتي
    اللواتي رب بين له لها لك به بك منه عنه فيه عليه إليه لديه معه عليك إليك عنك منك معك لديك ليس
""")
"""Words whose last vowel is no case ending: particles, pronouns and the like (المبنيات)."""

_CLITICS: Final = ("", "و", "ف", "ب", "ك", "ل", "وب", "وك", "ول", "فب", "فك", "فل")

_ROOT_IN_HEH: Final = expression(
    "^(?:[وف]?[بكل]?ال)?(?:إله|وجه|وجوه|أوجه|مياه|تجاه|اتجاه|انتباه|اشتباه|اكتناه|شبه|مشابه|متشابه|تشابه|توجيه|تنبيه"
    "|تشبيه|تشويه|ترفيه|تنزيه|تمويه|تتويه|تأليه|فقه|فقيه|نزيه|نبيه|شبيه|سفيه|وجيه|كريه|مكروه|كره|تافه|رفاه|شفاه"
    "|جباه|أفواه|أشباه|منبه|مشبوه|مشوه|معتوه|فاره|نقاه|واجه|يواجه|تواجه|نواجه|وجه|يوجه|توجه|اتجه|يتجه|تتجه|نبه|ينبه|يشبه|تشبه)$"
)
"""Words that end in a heh of their own; in others a last heh is the pronoun."""
_WITH_HEH: Final = expression(f"[{DAMMA}{KASRA}]")

_PLURAL_PRONOUN: Final = expression("[هكت]ن$")
_NAMES_IN_TEH: Final = listed("غزة مكة جدة عائشة فاطمة خديجة حمزة أسامة معاوية طلحة سورية أنقرة حماة")
"""Names without the article: no genitive follows them."""
_GOVERNORS: Final = frozenset(("لم", "ولم", "فلم", "ألم", "أولم", "لما", "ولما"))


def pausal(word: Letters) -> Letters:
    """The word as it is said before a pause."""
    text = spelling(word)
    if len(word) < 2 or text in _KEEP_IN_PAUSE:
        return word
    *front, (letter, marks) = word
    if letter in "اى":  # «كتابًا», «مستشفًى»: the tanween is said as the alef's long vowel
        before, vowels = front[-1]
        return [
            *front[:-1],
            (before, vowels.replace(FATHATAN, FATHA)),
            (letter, marks.replace(FATHATAN, "") if FATHA in vowels else marks),
        ]
    if letter != "ة" and FATHATAN in marks:  # «مَاءً»: a long a that is not written
        return [*front, (letter, marks.replace(FATHATAN, FATHA))]
    return [*front, (letter, _ENDING.sub("", marks))]


def silenced(word: Letters, before: str, after: Letters | None) -> Letters:
    """The word inside a clause as readers say it who leave off every case ending.

    Args:
        word: with its full ending.
        before: the spelling of the word before it; empty where there is none.
        after: the word that follows without any sign between; None where there is none.
    """
    if len(word) < 2 or _has_one_form(word):
        return word
    *front, (letter, marks) = word
    if letter in "اى":
        return pausal(word)
    if letter == "ة":
        return [*front, (letter, SUKUN if _is_construct(word, after) else _ENDING.sub("", marks))]
    if not (SHORT | TANWEEN) & set(marks):
        return word
    if FATHATAN in marks:
        return pausal(word)
    joined = after is not None and after[0][0] in "اٱ"
    if joined and not TANWEEN & set(marks) and _needs_its_vowel(word, before):
        return word
    return [*front, (letter, _ENDING.sub("", marks))]


def _has_one_form(word: Letters) -> bool:
    """Whether its last vowel is no case ending."""
    text = spelling(word)
    if _is_in(_ONE_FORM, text):
        return True
    letter, marks = word[-1]
    if letter == "ه":
        return bool(_WITH_HEH.search(marks)) and not _ROOT_IN_HEH.match(text)
    if letter == "ي" and SHADDA in marks and FATHA in marks and len(word) > 2:
        return word[-2][1] == FATHA  # «عَلَيَّ», «لَدَيَّ»: my
    return SHADDA in marks and len(word) > 2 and bool(_PLURAL_PRONOUN.search(text)) and DAMMA in word[-2][1]


def _is_in(words: frozenset[str], text: str) -> bool:
    """Whether it is one of the words, as it is or behind clitics."""
    return any(text.startswith(clitic) and text[len(clitic) :] in words for clitic in _CLITICS)


def _is_construct(word: Letters, after: Letters | None) -> bool:
    """Whether the word is the first of two nouns that belong together, so that its «ة» is said t."""
    text, (_, ending) = spelling(word), word[-1]
    if after is None or not SHORT & set(ending) or re.match("[وف]?[بك]?ال|[وف]?لل", text):
        return False
    if KASRA in ending:
        return True  # neither definite nor with tanween, and genitive: nothing else is
    following = spelling(after)
    if _is_in(_NAMES_IN_TEH, text) or _is_in(_ONE_FORM, following):
        return False
    last = after[-1][1]
    if after[-1][0] in "اىينه" and len(after) > 2:
        return True
    return bool({KASRA, KASRATAN} & set(last)) or (FATHA in last and not following.startswith("ال"))


def _needs_its_vowel(word: Letters, before: str) -> bool:
    """Before a silent alef: whether its last vowel is there to link, or parts three consonants."""
    text, (letter, marks) = spelling(word), word[-1]
    inner, vowels = word[-2]
    if SHADDA in marks or vowels == SUKUN:
        return True
    if letter == "م" and DAMMA in marks and inner in "هكت":
        return True  # «هُمُ الْ», «عَلَيْكُمُ الْ»
    if KASRA not in marks:
        return False
    if letter == "ت" and FATHA in vowels and len(word) > 3:
        return True  # «قَالَتِ الْ»
    return before in _GOVERNORS and text[0] in "يتنأ"
