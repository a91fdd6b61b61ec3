"""The noun before a number with ال: counted (الدول العربية الـ22) or with a place in a row (القرن الـ21).

The words before the number are read backwards: definite nouns and adjectives up to the head of the phrase.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from briefing.records import dataclass
from briefing.text import roles, stems, surroundings, syntax
from briefing.text.agreement import words_of
from briefing.text.cardinals import bare
from briefing.text.expressions import expression
from briefing.text.governors import OWN_NOON
from briefing.text.lexicon import LETTERS
from briefing.text.nouns import Case, Gender, gender_of, plurals, singulars
from briefing.text.places import Place

HEADS: Final = """
عيد ذكرى دورة نسخة قمة مؤتمر يوم اجتماع مهرجان جولة جلسة بطولة موسم معرض منتدى ملتقى حفل سباق رالي كأس
أولمبياد مونديال عام سنة شهر أسبوع رئيس رئيسة أمين مدير قائد بابا ملك حاكم وزير سفير
"""
"""First nouns of a construct that are counted themselves: «عيد الثورة الـ12» is the twelfth feast."""

MEMBERS: Final = "أعضاء دول قادة زعماء ركاب أفراد محافظات ولايات رؤساء وزراء مدن مقاعد نواب أحياء قرى أيام"
"""Before a definite noun and a number these are counted: «أعضاء المجلس الـ15»."""

EVENTS: Final = "انتخابات محادثات مفاوضات مباحثات مشاورات تصفيات منافسات فعاليات ألعاب أمم"
"""Plurals of one event or body: what follows with ال is its place in a row, «الانتخابات الرئاسية الـ3»."""

ROWS: Final = "مؤتمر مهرجان معرض دورة جولة قمة جلسة منتدى ملتقى حلقة بطولة موسم"
"""Of these only the days are counted: «أيام المؤتمر الـ4», but «أعمال الدورة الـ75»."""

TIMES: Final = "الدقيقة الثانية الساعة اليوم الأسبوع الشهر المرة"
"""At a beginning these say when, and stand in the accusative."""

HELD: Final = """
احتل/يحتل شغل/يشغل تبوأ/يتبوأ سجل/يسجل خسر/يخسر أحرز/يحرز حقق/يحقق بلغ/يبلغ خرق/يخرق دخل/يدخل عبر/يعبر
أنهى/ينهي
"""
"""Verbs whose object a definite noun is, without a subject in between: «احتل المركز 25»."""

SINGULARS: Final = """
اثنين اثنان فلسطين صين يمين بحرين برلين بكين حنين طين دين حين عين أمين سجين قرين تعاون تهاون معاون فرات ذات
ثبات سبات نبات شتات رفات ممات فتات
"""
"""Singulars that end like a plural."""

_VERBAL: Final = expression(r"ت\w{1,2}ين")
_JOINED: Final = expression(r"[وف]?(?:[بك]?ال|لل)(\w{2,})")
_POSSESSED: Final = expression(r"(\w{2,}?)(ت?)(?:ها|هم|هما|ه|نا)")
_WORDS_BEFORE: Final = expression(rf"(?:(?<![{LETTERS}])[{LETTERS}]+[ \u00a0]){{1,5}}\Z")
_WORD: Final = expression(rf"[{LETTERS}]+")
_REACH: Final = 70


@dataclass(frozen=True, slots=True)
class Head:
    """The noun a number with ال belongs to."""

    word: str
    """Without ال."""
    start: int
    """Where its word begins in the text."""
    counted: bool
    """Whether it is a plural that is counted; else its place in a row is given."""


@lru_cache(maxsize=16_384)
def definite_form(label: str) -> str:
    """A word without what is joined to its article: والمادة، للمادة، بالمادة → المادة."""
    found = _JOINED.fullmatch(label)
    return f"ال{found[1]}" if found else label


def is_plural(word: str) -> bool:
    """Whether a word without ال is a plural, by the table or by its ending."""
    if word in plurals():
        return True
    return (
        word.endswith(("ات", "ين", "ون"))
        and word not in singulars()
        and word not in words_of(SINGULARS)
        and word not in words_of(OWN_NOON)
        and _VERBAL.fullmatch(word) is None
    )


def head_before(place: Place) -> Head | None:
    """The head of the noun phrase that ends before the figure; None where nothing is counted or ranked."""
    start = place.opening.begin
    found = _WORDS_BEFORE.search(place.text, max(0, start - _REACH), start)
    if found is None:
        return None
    words = [(bare(word[0]), word.start()) for word in _WORD.finditer(place.text, found.start(), start)]
    label, at = words[-1]
    owned = _owned_plural(label)
    if owned is not None:
        return Head(owned, at, counted=True)
    plural: Head | None = None
    for index in range(len(words) - 1, -1, -1):
        word, at = words[index]
        plain = definite_form(word).removeprefix("ال") if definite_form(word).startswith("ال") else None
        if plain is None:
            last = len(words) - 1
            near = words[max(0, index - 1) : index + (index < last)]
            found_heads = (_construct_head(*one, label) for one in reversed(near))
            return plural or next(filter(None, found_heads), None)
        if is_plural(plain):
            if plain in words_of(EVENTS) or label.endswith("المتحدة"):
                return _office(words[:index])
            plural = Head(plain, at, counted=True)
        elif plural is not None:
            return plural
    return plural


def _office(words: list[tuple[str, int]]) -> Head | None:
    """The holder of an office before «الولايات المتحدة» and the like: «رئيس الولايات المتحدة الـ47»."""
    return _construct_head(*words[-1], "") if words else None


def _construct_head(word: str, at: int, label: str) -> Head | None:
    """The indefinite noun before definite ones: «أعضاء المجلس», «عيد الثورة»."""
    for form in (word, word[1:]):
        if form in words_of(MEMBERS):
            row = definite_form(label).removeprefix("ال") in words_of(ROWS)
            return Head(form, at, counted=True) if form == "أيام" or not row else None
        if form in words_of(HEADS):
            return Head(form, at, counted=False)
    return None


def _owned_plural(label: str) -> str | None:
    """The plural in a word like شروطه، بناتها."""
    found = None if label.startswith("ال") else _POSSESSED.fullmatch(label)
    if found is None:
        return None
    stem = found[1] + found[2]
    return next((form for form in (stem, stem[1:] if stem[0] in "وفبل" else stem) if form in plurals()), None)


def possessed(label: str) -> Gender | None:
    """The gender of a noun with a pronoun (عامها، ذكراه، نسختها); None where it has none."""
    found = _POSSESSED.fullmatch(label)
    if found is None or label.startswith("ال"):
        return None
    stem = found[1].removeprefix("و").removeprefix("ب").removeprefix("ل") if len(found[1]) > 4 else found[1]
    if found[2] or stem in ("ذكرا", "دعوا"):
        return Gender.FEMININE
    return gender_of(stem)


def case_of_head(place: Place, head: Head) -> Case:
    """The case of a counted plural, which its number shares: by its ending, or by its place."""
    word = place.text[head.start :].split(" ", 1)[0]
    if head.word.endswith("ون"):
        return Case.NOMINATIVE
    if head.word.endswith("ين") or (definite_form(word) != word and word[:1] not in "وف"):
        return Case.GENITIVE
    return case_of_definite(place.text, head.start, gender_of(head.word), owned=False)


def case_of_label(place: Place) -> Case:
    """The case of the word before, which its number shares: at a beginning «القرن الحادي والعشرون»."""
    label = place.label
    if definite_form(label) != label and label[:1] not in "وف":
        return Case.GENITIVE
    start = place.text.rfind(" ", 0, place.opening.begin - 1) + 1
    owned = possessed(label)
    gender = owned or gender_of(definite_form(label))
    case = case_of_definite(place.text, start, gender, owned=owned is not None)
    if case is Case.NOMINATIVE and label in words_of(TIMES):
        return Case.GENITIVE
    return case


def case_of_definite(text: str, start: int, gender: Gender, *, owned: bool) -> Case:
    """The case of a definite noun of a gender that begins at a place; ``owned`` by its pronoun, not by ال."""
    words, whole = surroundings.clause(text, start)
    if not words:
        return Case.NOMINATIVE if whole else Case.GENITIVE
    last = words[-1]
    verb = roles.verb_of(last)
    if verb is not None and verb is not roles.Verb.IS:
        if verb is roles.Verb.HAPPENS and not roles.takes(last, HELD):
            return Case.NOMINATIVE
        agrees = roles.is_feminine_form(last) is (gender is Gender.FEMININE)
        return Case.NOMINATIVE if agrees and not owned and not roles.takes(last, HELD) else Case.ACCUSATIVE
    if stems.is_definite(last) or roles.is_particle(last):
        asked = syntax.case_in(words, whole=whole)
        return asked if asked is Case.ACCUSATIVE else Case.GENITIVE
    return Case.NOMINATIVE if verb is roles.Verb.IS else Case.GENITIVE
