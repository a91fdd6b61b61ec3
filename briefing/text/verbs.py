"""The passive of a verb, where it has the same letters as the active: «نَقَلَ» and «نُقِلَ».

A model that answers letter by letter is too careful about the passive, which differs in two vowels at
once: each alone may be likely and the pair not chosen, or one of them is chosen without the other. The
passive is therefore formed here as one reading, by the rules of the grammars: the first vowel of a past
becomes damma and the last one before its final radical kasra; a present gets damma on its prefix and
fatha before its final radical.
"""

from __future__ import annotations

from typing import Final

from briefing.text.expressions import expression
from briefing.text.marks import DAMMA, FATHA, KASRA, SHADDA, SHORT, SUKUN, listed

TRANSITIVE: Final = listed("""
    نقل وصف نسب وضع نشر نسج فتح عقد منح قتل جرح دفن خطف سرق نهب حذف رفع خفض فرض منع حظر طرح شرح رسم نحت
    نقش سجن طرد عزل غرس زرع قطع قطف سحب حجز حبس ضبط كسر هدم حرق قصف هجر سلب غرم بذل بث ضخ شن سن مد شق سد
    هز فصل ذبح شحن نقع جلد حسم حصر صنع ضم عصر غسل فحص كبح نثر نزع نصب هزم فجر سرب عين حدد جمد سجل مدد
    شكل كلف كرم توج وزع نظم طور صنف سلم نفذ دمر خرب قدم قدر شيد شيع دون مول أجل خصص هرب رحل جند سرح درب
    زود عدل غير فعل قلص وسع ثبت عزز برأ شرد رشح صور صدر ورد خزن ركب جهز شخص لقح عقم ترجم بعثر أدرج أقر
    أطلق أعدم أوقف أغلق أصدر أعد أنشأ أنجز أتلف أخلى أحرق أجبر ألزم أرغم أنقذ أسقط أدخل أرسل أغرق أنتج
    أبرم أحبط أخمد أرجأ أضرم أخطر أهمل احتجز اعتقل افتتح انتخب اختطف انتزع اكتشف اتهم اقتطع انتشل التقط
    احتل اغتصب اختصر استخدم استهدف استبدل استدعى استقبل استورد استخرج استجوب استغل استأنف استعمل استقدم
    استبعد استحدث استرد
""")
"""Verbs of the news that never do without an object, as the past of «he»: with none after them, passive."""
IMPERSONAL: Final = listed("عثر قبض حكم")
"""Verbs with a preposition: «عُثِرَ عَلَى» where no subject stands before it."""

_CLITICS: Final = ("", "و", "ف", "س", "ل", "وس", "فس", "ول", "فل")
_SUFFIXES: Final = ("", "ت", "تا", "ا", "وا", "ن", "ون", "ان")
_PAST_ENDS: Final = expression("(?:وا|تا|ت|ا|ن)?$")
_PRESENT_ENDS: Final = expression("(?:ون|وا|ان|ا|ن)?$")
_PREFIXES: Final = "يتنأ"
_LONG: Final = "اوي"


def is_one_of(verbs: frozenset[str], letters: str) -> bool:
    """Whether a form without pronouns could belong to one of the verbs."""
    for clitic in _CLITICS:
        if not letters.startswith(clitic):
            continue
        for suffix in _SUFFIXES:
            stem = letters[len(clitic) :]
            if suffix and not stem.endswith(suffix):
                continue
            stem = stem[: len(stem) - len(suffix)]
            if len(stem) < 2:
                continue
            if stem in verbs:
                return True
            if stem[0] in _PREFIXES and any(opening + stem[1:] in verbs for opening in ("", "أ", "ا")):
                return True
    return False


def passive(letters: str, marks: tuple[str, ...]) -> tuple[str, ...] | None:
    """The marks of the passive of a verb in the active; None where it is none, or would change a letter.

    Args:
        letters: the word.
        marks: the marks of each letter, a vowel before its shadda.
    """
    if len(letters) < 3:
        return None
    if len(letters) > 3 and letters[0] in "وف" and marks[0] == FATHA:
        found = _passive(letters, marks, 1)
        if found:
            return found
    return _passive(letters, marks, 0)


def _passive(letters: str, marks: tuple[str, ...], start: int) -> tuple[str, ...] | None:
    """The passive of a verb that begins there, behind a conjunction or not."""
    rest = len(letters) - start
    opening = letters[start]
    if rest > 3 and opening == "س" and letters[start + 1] in _PREFIXES and marks[start] == FATHA:
        return _present(letters, marks, start + 1)
    if rest > 3 and opening == "ل" and letters[start + 1] in "يتن" and marks[start] == KASRA:
        return _present(letters, marks, start + 1)
    if opening == "أ" or (opening == "ت" and letters[-1] == "ت" and rest > 3):
        return _past(letters, marks, start)
    return _present(letters, marks, start) or _past(letters, marks, start)


def _vowel(marks: str) -> str:
    return marks.replace(SHADDA, "")


def _with(marks: str, vowel: str) -> str:
    return vowel + SHADDA if SHADDA in marks else vowel


def _past(letters: str, marks: tuple[str, ...], start: int) -> tuple[str, ...] | None:
    """The passive of a past."""
    ending = _PAST_ENDS.search(letters, start + 2)
    if ending is None:
        return None
    for end in (ending.start(), len(letters)):  # «ثَبَتَ» ends in a radical that could be a suffix
        last = end - 1
        if last - start < 1 or not _is_past_ending(letters[end:], marks, last):
            continue
        inner = range(start, last)
        if any(letters[place] in "اى" and place > start for place in inner):
            continue
        if any(letters[place] in "وي" and not marks[place] for place in inner):
            continue
        vowels = [place for place in inner if _vowel(marks[place]) in SHORT]
        if letters[start] == "ا":
            vowels = [place for place in vowels if place > start]
        if not vowels or _vowel(marks[vowels[0]]) != FATHA or len(vowels) > 2:
            continue
        new = list(marks)
        if len(vowels) == 1:
            if SHADDA not in marks[last]:
                continue  # not a verb, or one without its middle vowel
            new[vowels[0]] = _with(marks[vowels[0]], DAMMA)
            return tuple(new)
        first, second = vowels
        if second != last - 1:
            continue
        new[first] = _with(marks[first], DAMMA)
        new[second] = _with(marks[second], KASRA)
        return tuple(new)
    return None


def _is_past_ending(ending: str, marks: tuple[str, ...], last: int) -> bool:
    """Whether the marks of the final radical and of what follows are those of a past."""
    vowel = _vowel(marks[last])
    if not ending or ending == "ا":
        return vowel == FATHA
    if ending == "ت":
        return vowel == FATHA and marks[-1] in (SUKUN, KASRA)
    if ending == "تا":
        return vowel == FATHA
    if ending == "وا":
        return vowel == DAMMA
    return ending == "ن" and vowel == SUKUN and marks[-1] == FATHA


def _present(letters: str, marks: tuple[str, ...], start: int) -> tuple[str, ...] | None:
    """The passive of a present."""
    if letters[start] not in _PREFIXES or marks[start] not in (FATHA, DAMMA):
        return None
    if letters[start] == "ت" and marks[start] == FATHA and FATHA in marks[start + 1]:
        return None  # «تَسَلَّمَ» is a past
    ending = _PRESENT_ENDS.search(letters, start + 3)
    if ending is None:
        return None
    for end in (ending.start(), len(letters)):
        last = end - 1
        stem = range(start + 1, last)
        if len(stem) < 1 or not _is_present_ending(letters[end:], marks, last, letters[last]):
            continue
        if any(letters[place] in _LONG and not marks[place] for place in stem) or letters[last] in "اي":
            continue
        middle = last - 1
        if _vowel(marks[middle]) not in SHORT:
            continue
        if len(stem) == 1 and SHADDA not in marks[last]:
            continue  # «يَعُدْ», «تَصِلُ»: their passive has other letters
        new = list(marks)
        new[start] = DAMMA
        new[middle] = _with(marks[middle], FATHA)
        return tuple(new) if tuple(new) != marks else None
    return None


def _is_present_ending(ending: str, marks: tuple[str, ...], last: int, radical: str) -> bool:
    """Whether the marks of the final radical and of what follows are those of a present."""
    vowel = _vowel(marks[last])
    if not ending:
        return vowel in (DAMMA, FATHA, SUKUN, KASRA) or radical == "ى"
    if ending in ("ون", "وا"):
        return vowel == DAMMA
    if ending in ("ان", "ا"):
        return vowel == FATHA
    return vowel == SUKUN
