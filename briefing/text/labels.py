"""Numbers that name rather than count: المادة 5، القرن الـ21، عام 2016."""

from __future__ import annotations

from typing import Final

from briefing.text import roles, stems
from briefing.text.agreement import FEMININE_YEAR_WORDS, YEAR_WORDS, Counted, words_of
from briefing.text.cardinals import cardinal, definite
from briefing.text.expressions import expression
from briefing.text.heads import case_of_label, definite_form, head_before, possessed
from briefing.text.lexicon import LETTERS
from briefing.text.nouns import Case, Gender, gender_of, plurals, singulars
from briefing.text.nouns import stems as forms
from briefing.text.ordinals import ordinal
from briefing.text.places import Place

ORDINAL_LABELS: Final = """
المادة البند الفقرة الفصل القرن الدورة الطابق الدور الجزء الباب المرحلة الجولة الحلقة المجموعة الفوج اللواء
الفرقة الدرجة المركز الصف اليوم المرتبة الأسبوع القناة الصفحة الملحق الدائرة الغرفة النسخة الشارع الموسم
المستوى الدقيقة الساعة الذكرى القمة الجلسة المرة الجيل الشوط الملف الكتيبة السورة الآية العدد اللجنة المحور
المنطقة الشهر الربع الطبعة الدفعة الحزمة الولاية الرتبة الخانة المحطة الوحدة السرية الفيلق الجيش الأسطول
الحكم الهدف الفوز اللقب الخسارة التعادل الميدالية الكأس الانتفاضة الموجة الجرعة العقد المؤتمر المهرجان المعرض
الملتقى المنتدى الاجتماع البطولة النشرة المقطع السطر العمود الخطوة السؤال المشهد اللوحة القصة الرواية العملية
البعثة الليلة الجمعة السبت الأحد الضربة الركلة اللفة المحاولة المباراة المقعد الطريقة المجلد السهم الشرط
المبدأ التمديد الهدنة الصفقة السنة النصف الفصيل الكوكب
"""
"""Nouns in the singular whose bare number is their place in a row: «المادة 5», «الجولة 3»."""

PAIRED_NOUNS: Final = "مجموعة سن عمر دول قادة زعماء"
"""Before «الـ20» these take a cardinal: مجموعة العشرين."""

WORLD_WARS: Final = frozenset(("العالمية",))

_ON_A_DAY: Final = expression(rf"\d+ (?:من|لشهر|ل)(?:ه| |\b)[{LETTERS} ]*")
_OF_LIFE: Final = expression(r"\d+(?: و(?:الـ? ?)?\d+)? من (?:ال)?عمر")
SHARE: Final = expression(r"\d[\d.,٫]{0,24}[ \u00a0](?:في الم[ئا]|بالم[ئا])")
DAY_LABELS: Final = frozenset(("في", "حتى", "منذ", "من", "قبل", "بعد", "يوم"))
MONTH_HEADS: Final = frozenset(("كانون", "تشرين", "ربيع", "جمادى"))
PRONOUNS: Final = "هو وهو فهو هي وهي فهي"
_OF_ITS_KIND: Final = expression(r"\d+ من نوع(ها|ه)(?!\w)")
_HOUR_AFTER: Final = expression(
    r"\d+ (?:إلا (?:ربع|ثلث)|والنصف|والربع|والثلث|صباح|مساء|فجر|ظهر|عصر|ليل|بعد (?:ال)?ظهر|بتوقيت"
    r"|من (?:مساء|صباح|فجر))"
)
_DUAL: Final = expression(r"(ال\w{2,}?)(ت?)(?:ين|ان)")
_FIRST_OF_TWO: Final = expression(rf"(?<![{LETTERS}])([{LETTERS}]+) (?:الـ? ?)?\d{{1,2}} \Z")
_TWO_BEFORE: Final = expression(rf"([{LETTERS}]+)[ \u00a0]+([{LETTERS}]+)[ \u00a0]+\Z")


def labelled(place: Place, number: int, noun: Counted | None) -> tuple[str, str] | None:
    """A number that names rather than counts (المادة 5، القرن الـ21، عام 2016): its words and the rule."""
    label, vowels = place.label, place.vowels
    if number < 1:
        return None
    if not label and place.opening.conjunction and number < 100 and (pair := _of_two(place)) is not None:
        return ordinal(number, gender=pair, case=place.case, vowels=vowels), "ordinal"
    if not label and place.article and number < 100 and _OF_LIFE.match(place.text, place.start):
        return ordinal(number, gender=Gender.FEMININE, case=Case.GENITIVE, vowels=vowels), "ordinal"
    if not label:
        alone = _alone(place, number) if place.article and (noun is None or not noun.end) else None
        return (
            None
            if alone is None
            else (ordinal(number, gender=alone, case=place.case, vowels=vowels), "ordinal")
        )
    if label in ("رقم", "الرقم", "برقم", "ورقم"):
        return cardinal(number, case=place.case, vowels=vowels), "page-or-label"
    known = noun is not None and noun.end > 0 and _fits(noun.word, number, definite=place.article)
    if known and number < 1000 and not place.article:
        return None
    if not place.article:
        return _bare_label(place, number, noun, known=known)
    return None if known else _with_article(place, number)


def _with_article(place: Place, number: int) -> tuple[str, str] | None:
    """After «الـ»: a place in a row, unless a plural before it is counted."""
    label, vowels = place.label, place.vowels
    plain = definite_form(label)
    if label in ("سن", "عمر", "السن", "العمر"):
        return ordinal(number, gender=Gender.FEMININE, case=Case.GENITIVE, vowels=vowels), "ordinal"
    if label.removeprefix("و").removeprefix("ل").removeprefix("ب") == "مجموعة":
        feminine = Gender.FEMININE if number < 11 else Gender.MASCULINE
        return definite(number, gender=feminine, case=Case.GENITIVE, vowels=vowels), "cardinal"
    if (pair := _of_two(place)) is not None:
        return ordinal(number, gender=pair, case=case_of_label(place), vowels=vowels), "ordinal"
    if label.removeprefix("و") in MONTH_HEADS and number <= 2:
        feminine = Gender.FEMININE if label.endswith("جمادى") else Gender.MASCULINE
        return ordinal(number, gender=feminine, case=Case.GENITIVE, vowels=vowels), "date"
    head = head_before(place)
    if (head is not None and head.counted) or label in words_of(PAIRED_NOUNS):
        return None
    owned = possessed(label)
    if plain.startswith("ال") or owned is not None:
        gender = owned or gender_of(head.word if head else plain)
        return ordinal(number, gender=gender, case=case_of_label(place), vowels=vowels), "ordinal"
    alone = _alone(place, number)
    if alone is not None:
        case = Case.NOMINATIVE if label in words_of(PRONOUNS) else place.case
        return ordinal(number, gender=alone, case=case, vowels=vowels), "ordinal"
    if head is not None:
        gender = gender_of(head.word)
        return ordinal(number, gender=gender, case=case_of_label(place), vowels=vowels), "ordinal"
    if number < 100 and _OF_LIFE.match(place.text, place.start):
        return ordinal(number, gender=Gender.FEMININE, case=Case.GENITIVE, vowels=vowels), "ordinal"
    if number <= 31 and label in DAY_LABELS and _ON_A_DAY.match(place.text, place.start):
        return ordinal(number, case=Case.GENITIVE, vowels=vowels), "ordinal"
    return None


def _of_two(place: Place) -> Gender | None:
    """The gender of what is numbered by two figures: «القرنين الـ19 والـ20», «المادتان 5 و6»."""
    label = place.label
    if not label and place.opening.conjunction:
        found = _FIRST_OF_TWO.search(place.before)
        label = found[1] if found else ""
    if label != place.label and label in ("سن", "عمر", "سني", "عمري"):
        return Gender.FEMININE
    if label != place.label and place.article and definite_form(label) in words_of(ORDINAL_LABELS):
        return gender_of(definite_form(label))
    found = _DUAL.fullmatch(definite_form(label))
    if found is None:
        return None
    singular = f"{found[1]}ة" if found[2] else found[1]
    return gender_of(singular) if singular in words_of(ORDINAL_LABELS) else None


def _amounts(place: Place) -> bool:
    """Whether the number is what a verb says the noun amounts to: «بلغ العدد 25» names nothing."""
    found = _TWO_BEFORE.search(place.before)
    return found is not None and roles.verb_of(stems.fold(found[1])) in (roles.Verb.AMOUNTS, roles.Verb.IS)


def _bare_label(place: Place, number: int, noun: Counted | None, *, known: bool) -> tuple[str, str] | None:
    """Without ال before the figure: a year, or a place in a row."""
    label, vowels = place.label, place.vowels
    plain = definite_form(label)
    if SHARE.match(place.text, place.start):
        return None
    if label in words_of(YEAR_WORDS):
        return cardinal(number, case=Case.GENITIVE, vowels=vowels), "year"
    if plain == "السنة" and number < 20:
        return ordinal(number, gender=Gender.FEMININE, case=case_of_label(place), vowels=vowels), "ordinal"
    if label in words_of(FEMININE_YEAR_WORDS):
        return cardinal(number, gender=Gender.FEMININE, case=Case.GENITIVE, vowels=vowels), "year"
    if known or number >= 100:
        return None
    if label in ("سن", "السن") and number > 2 and noun is None:
        return ordinal(number, gender=Gender.FEMININE, case=Case.GENITIVE, vowels=vowels), "ordinal"
    if (pair := _of_two(place)) is not None:
        return ordinal(number, gender=pair, case=case_of_label(place), vowels=vowels), "ordinal"
    if plain in words_of(ORDINAL_LABELS) and not _amounts(place):
        return ordinal(number, gender=gender_of(plain), case=case_of_label(place), vowels=vowels), "ordinal"
    if plain in WORLD_WARS and "الحرب" in place.before[-20:]:
        return ordinal(number, gender=Gender.FEMININE, case=case_of_label(place), vowels=vowels), "ordinal"
    return None


def _alone(place: Place, number: int) -> Gender | None:
    """The gender of an ordinal without a noun: «وهو الـ12 من نوعه», «عند الـ7 مساء»; None: a cardinal."""
    if place.label in words_of(PRONOUNS) or (kind := _OF_ITS_KIND.match(place.text, place.start)):
        if place.label in words_of(PRONOUNS):
            return Gender.FEMININE if place.label.endswith("ي") else Gender.MASCULINE
        return Gender.FEMININE if kind is not None and kind[1] == "ها" else Gender.MASCULINE
    if number <= 12 and (_HOUR_AFTER.match(place.text, place.start) or place.label in ("عند", "الساعة")):
        return Gender.FEMININE
    return Gender.MASCULINE if number == 1 and not place.opening.clitic else None


def _fits(word: str, number: int, *, definite: bool) -> bool:
    """Whether a word has the form of what is counted by a number: after 11 to 99 the accusative singular."""
    rest = number % 100
    if definite and number <= 10:
        return number > 2 and (word in plurals() or word.endswith("ات"))
    if any(form in plurals() or form in singulars() for form in forms(word)):
        return True
    if 3 <= rest <= 10:
        return word.endswith(("ات", "ين", "اء"))
    return rest > 10 and word.endswith(("ا", "ة", "ى", "ء", "ً"))
