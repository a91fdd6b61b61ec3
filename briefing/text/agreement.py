"""What a number agrees with: the case its place asks for, the noun it counts, the word it labels."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from briefing.text.lexicon import LETTERS
from briefing.text.nouns import Case, Gender, gender_of, plurals, stems
from briefing.text.numbers import bare

PREPOSITIONS = """
في من إلى الى على عن حتى منذ خلال بعد قبل بين نحو حوالي حوالى قرابة زهاء قراب عند لدى ضد مع عبر دون حول
بنسبة بقيمة بمبلغ بواقع بنحو بحوالي لنحو لحوالي بمعدل لمدة بعمر بسعر بفارق بارتفاع بطول بعرض بعد سوى
"""

NOMINATIVE_AFTER = """
هناك هنالك ثمة له لها لهم لديه لديها لديهم لدينا عليه عليها فيه فيها منهم منها بينهم بينها
قتل يقتل أصيب يصاب جرح يجرح استشهد يستشهد سقط يسقط مات يموت توفي يتوفى لقي يلقى شارك يشارك حضر يحضر
وصل يصل غادر يغادر نزح ينزح فر يفر تضرر غرق يغرق نجا ينجو تجمع تظاهر يتظاهر يعيش اعتقل أوقف احتجز
خطف اختطف أعدم هاجر عاد يعود دخل يدخل خرج يخرج ولد يولد فقد يعمل عمل وجد يوجد توجد كفى انضم تقدم ترشح
صوت يصوت امتنع أجلي أنقذ أطلق أفرج ينتشر انتشر تسلل هرب يهرب مضى مر يمر مرت مضت بقي يبقى بقيت تبقى
عددهم عددها عدده عددهن عمره عمرها سعره سعرها طوله طولها ارتفاعه قيمته قيمتها نسبته نسبتها مساحتها مساحته
سنه النتيجة يساوي
"""

ACCUSATIVE_AFTER = """
بلغ بلغت يبلغ تبلغ ضم ضمت يضم تضم شمل شملت يشمل تشمل قتلت دمر دمرت يدمر تدمر استهدف استهدفت اعتقلت أوقفت
أطلقت نشرت أرسل أرسلت خسر خسرت فاز كسب تجاوز تجاوزت يتجاوز تتجاوز كلف كلفت سجل سجلت يسجل تسجل زار زارت
أنفق أنفقت استغرق استغرقت يستغرق تستغرق استمر استمرت يملك تملك امتلك حصد حصدت أحصى أحصت رصد رصدت
يحتاج تحتاج كان كانت أن إن بأن
"""

NOT_COUNTED = """
في من إلى الى على عن مع بعد قبل منذ خلال حتى عند لدى ضد بين نحو عبر دون حول فوق تحت أو أم ثم بل لكن ولكن و ف
هو هي هم كان كانت قد لن لم لا ما إن أن إذا حيث كما فيما بينما عندما حين الذي التي الذين هذا هذه ذلك تلك
فقط تقريبا تقريبًا فأكثر أيضا أيضًا كل كلها جميعا جميعًا معا معًا منهم منها منه بينهم بينها فيها فيه عليها
عليه له لها لهم
آخرين آخرون آخر أخرى أخريات غيرهم ضمن وفق بسبب مقابل قتل قال قالت أكد
سنويا شهريا يوميا يومياً إضافيين صباحا صباحًا صباحاً مساء مساءً ظهرا ظهرًا ليلا ليلًا بتوقيت هجرية
هجري ميلادية ميلادي للميلاد للهجرة بالمئة بالمائة مرفوعة زائد ناقص يساوي فاصلة شمالا جنوبا شرقا غربا
"""

YEAR_WORDS = """
عام العام لعام للعام بعام وعام والعام عامي أعوام الأعوام موسم الموسم لموسم بموسم دورة نسخة مونديال أولمبياد
انتخابات يورو عاما ديسمبر
"""
FEMININE_YEAR_WORDS = "سنة السنة لسنة بسنة للسنة وسنة سنتي سنوات"

ORDINAL_LABELS = """
المادة البند الفقرة الفصل القرن الدورة الطابق الدور الجزء الباب المرحلة الجولة الحلقة المجموعة الفوج اللواء
الفرقة الدرجة المركز الصف اليوم المرتبة الأسبوع القناة الصفحة الملحق الدائرة الغرفة النسخة الشارع الموسم
المستوى الدقيقة الساعة الذكرى القمة الجلسة المرة الجيل الشوط الملف الكتيبة السورة الآية العدد اللجنة المحور
المنطقة الشهر الربع
"""

PAIRED_NOUNS = "مجموعة سن عمر"


@dataclass(frozen=True, slots=True)
class Counted:
    """A noun found after a number."""

    word: str
    end: int
    """Characters from the end of the number to the end of the word."""
    gender: Gender


@cache
def words_of(table: str) -> frozenset[str]:
    """A table of words as a set."""
    return frozenset(table.split())


_LAST_WORD = re.compile(rf"([{LETTERS}]+)[\s\u00a0\"«»(“”]*\Z")
_PAUSE = re.compile(r"(?:\A|[.!؟?:؛،,;(\[«\"“\n…–])\s*\Z")
_NEXT = re.compile(rf"[ \u00a0]?([{LETTERS}]{{2,40}})")
_OF = re.compile(rf"[ \u00a0]من ([{LETTERS}]{{3,40}})")
_OWN_WAW = re.compile("وزير|ولاي|وحد|وكال|وثيق|ورق|ورش|وظيف|وفاة|وفيات|وجب|وسيل|ورد|ولاد|ولد|وسام|وفد|وصي")
"""Nouns whose own first letter is و."""
_AMONG_WOMEN = re.compile(r"[ \u00a0](?:منهن|بينهن)\b")
_LINKED = re.compile(r"[ \u00a0](?:إلى|أو|حتى) \d[\d.,]{0,12}(?=[ \u00a0])")


def last_word(before: str) -> str:
    """The word a context ends with, without diacritics; empty where a pause stands between."""
    if _PAUSE.search(before):
        return ""
    found = _LAST_WORD.search(before)
    return bare(found[1]).replace("\u0640", "") if found else ""


def case_after(before: str) -> Case | None:
    """The case the words before a number ask for, or None where they do not tell."""
    if _PAUSE.search(before):
        return Case.NOMINATIVE
    word = last_word(before)
    for form in (word, word[1:] if word[:1] in "وف" else word):
        if form in words_of(PREPOSITIONS):
            return Case.GENITIVE
        if form in words_of(NOMINATIVE_AFTER):
            return Case.NOMINATIVE
        if form in words_of(ACCUSATIVE_AFTER):
            return Case.ACCUSATIVE
    return None


def counted_after(after: str) -> Counted | None:
    """The noun a number counts, if the next word is one: «من» and a plural, or a link to a second number."""
    linked = _LINKED.match(after)
    offset = linked.end() if linked else 0
    partitive = _OF.match(after, offset)
    if partitive is not None:
        word = bare(partitive[1])
        if word.startswith("ال") and word[2:] in plurals():
            return Counted(word, 0, gender_of(word))
        return None
    if _AMONG_WOMEN.match(after, offset):
        return Counted("", 0, Gender.FEMININE)
    found = _NEXT.match(after, offset)
    if found is None:
        return None
    word = bare(found[1])
    if not _countable(word):
        return None
    return Counted(word, 0 if linked else found.end(), gender_of(word))


def _countable(word: str) -> bool:
    if any(stem in plurals() for stem in stems(word)) and not word.startswith("ال"):
        return True
    if word in words_of(NOT_COUNTED) or len(word) < 3:
        return word in ("يوم", "عام", "طن", "ين")
    if word.startswith(("ال", "لل", "بال", "وال", "فال", "كال")) or word.endswith(("وا", "هم", "ون")):
        return False
    return word[0] != "و" or _OWN_WAW.match(word) is not None
