"""What a number agrees with: the case its place asks for, the noun it counts, the word it labels."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from briefing.text.lexicon import LETTERS
from briefing.text.nouns import Case, Gender, gender_of, plurals, singulars, stems
from briefing.text.numbers import bare
from briefing.text.stems import is_verb
from briefing.text.symbols import VERBS

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
يحتاج تحتاج كان كانت أن إن بأن نقل نقلت ينقل تنقل
"""

NOT_COUNTED = """
في من إلى الى على عن مع بعد قبل منذ خلال حتى عند لدى ضد بين نحو عبر دون حول فوق تحت أو أم ثم بل لكن ولكن و ف
هو هي هم كان كانت قد لن لم لا ما إن أن إذا حيث كما فيما بينما عندما حين الذي التي الذين هذا هذه ذلك تلك
أولا أولًا ثانيا ثانيًا ثالثا ثالثًا رابعا خامسا أخيرا أخيرًا حاليا حاليًا تحديدا معظمهم أغلبهم
فقط تقريبا تقريبًا فأكثر أيضا أيضًا كل كلها جميعا جميعًا معا معًا منهم منها منه بينهم بينها فيها فيه عليها
عليه له لها لهم
آخرين آخرون آخر أخرى أخريات غيرهم ضمن وفق بسبب مقابل قتل قال قالت أكد
سنويا شهريا يوميا يومياً إضافيين صباحا صباحًا صباحاً مساء مساءً ظهرا ظهرًا ليلا ليلًا بتوقيت هجرية
هجري ميلادية ميلادي للميلاد للهجرة بالمئة بالمائة مرفوعة زائد ناقص يساوي فاصلة شمالا جنوبا شرقا غربا
"""

TAKING_NUMBERS = "سن عمر عام سنة شهر يوم سعر حدود فترة مدة غضون رقم صفحة عدد قدره"
"""Nouns whose number belongs to them: «توفي في سن 80»."""

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


AMOUNTING = "بلغ بلغت يبلغ تبلغ ليبلغ لتبلغ سيبلغ ستبلغ البالغ البالغة بالغا بالغة"
"""Verbs and participles whose object is the number, whatever names their subject in between."""

ARRIVING = """
انضم انضمت ينضم تنضم سينضم ستنضم وصل وصلت يصل تصل سيصل ستصل شارك شاركت يشارك تشارك سيشارك ستشارك حضر حضرت
يحضر تحضر عاد عادت يعود تعود سيعود ستعود دخل دخلت يدخل تدخل خرج خرجت يخرج تخرج سقط سقطت يسقط تسقط قتل قتلت
أصيب أصيبت جرح جرحت استشهد استشهدت مات توفي توفيت لقي تقدم تقدمت يتقدم تتقدم تجمع تجمعت يتجمع تظاهر نزح نزحت
يعيش تعيش يعمل تعمل يوجد توجد يقيم تقيم يسكن تسكن ولد ولدت تأهل تأهلت يتنافس تتنافس
"""
"""Verbs without an object: a number after them and a preposition's phrase is who does it."""


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
_LAST_WORDS = re.compile(rf"(?:[{LETTERS}]+[ \u00a0]){{1,6}}\Z")
_WITH_PRONOUN = re.compile(
    "(?:ضد|عن|مع|لدي|علي|إلي|في|ل|ب|من|بين|حول|دون|خلف|أمام|تحت|فوق|قبل|بعد|عند)(?:ه|ها|هم|هما|هن|نا|كم)"
)
_OWN_WAW = re.compile("وزير|ولاي|وحد|وكال|وثيق|ورق|ورش|وظيف|وفاة|وفيات|وجب|وسيل|ورد|ولاد|ولد|وسام|وفد|وصي")
"""Nouns whose own first letter is و."""
_AMONG_WOMEN = re.compile(r"[ \u00a0](?:منهن|بينهن)\b")
_BETWEEN = re.compile(r"[ \u00a0](?:الآن|حاليا|حاليًا|اليوم|أيضا|أيضًا)[ \u00a0]\Z")
_EACH = re.compile(rf"[ \u00a0]من (?:(?:كل|أصل|بين) )?\d{{1,9}} ([{LETTERS}]{{3,40}})")
_SUBJECT = re.compile(rf"(?:\A|[.!؟?؛،:\n])\s*[{LETTERS}]{{2,}}(?:ه|ها|هم|هما)\s*\Z")
LINKED = re.compile(r"[ \u00a0](?:إلى|أو|حتى) \d[\d.,]{0,12}(?=[ \u00a0])")
_PAIRED = re.compile(r"[ \u00a0](?:(?:إلى|أو|حتى) |و ?)\d[\d.,]{0,12}(?=[ \u00a0])")


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
    if (adverb := _BETWEEN.search(before)) and case_after(before[: adverb.start()]) is Case.NOMINATIVE:
        return Case.NOMINATIVE
    word = last_word(before)
    told = _after_a_verb(before)
    if told is not None:
        return told
    for form in (word, word[1:] if word[:1] in "وف" else word):
        if form in words_of(PREPOSITIONS):
            return Case.GENITIVE
        if form in words_of(NOMINATIVE_AFTER):
            return Case.NOMINATIVE
        if form in words_of(ACCUSATIVE_AFTER) or form in words_of(VERBS):
            return Case.ACCUSATIVE
    return Case.NOMINATIVE if _SUBJECT.search(before) else None


def _after_a_verb(before: str) -> Case | None:
    """The case a verb some words back asks for: «بلغ عدد السكان …», «شارك في المؤتمر …»."""
    found = _LAST_WORDS.search(before)
    if found is None:
        return None
    said = bare(found[0]).split()
    if said[-1] in words_of(PREPOSITIONS):
        return None
    for at, word in enumerate(said):
        rest = said[at + 1 :]
        verb = word[1:] if word[:1] in ("و", "ف") else word
        if verb in words_of(AMOUNTING):
            return Case.ACCUSATIVE if not words_of(PREPOSITIONS) & set(rest) else None
        if verb in words_of(ARRIVING) and 2 <= len(rest) <= 3 and rest[0] in words_of(PREPOSITIONS):
            return None if said[-1] in words_of(TAKING_NUMBERS) else Case.NOMINATIVE
    return None


def counted_after(after: str, *, paired: bool = False) -> Counted | None:
    """The noun a number counts, if the next word is one: «من» and a plural, or a link to a second number.

    ``paired`` takes «و» for such a link too: in «5 و8 سنوات» both count years.
    """
    linked = (_PAIRED if paired else LINKED).match(after)
    offset = linked.end() if linked else 0
    each = _EACH.match(after)
    if each is not None and (word := bare(each[1])) in plurals():
        return Counted(word, 0, gender_of(word))
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
    if _WITH_PRONOUN.fullmatch(word) or (word[0] in "لب" and word[1:] in singulars()):
        return False
    if word in words_of(NOT_COUNTED) or len(word) < 3:
        return word in ("يوم", "عام", "طن", "ين")
    if word[0] == "ي" and word[-1] != "ا" and is_verb(word):
        return False
    if word.startswith(("ال", "لل", "بال", "وال", "فال", "كال")) or word.endswith(("وا", "هم", "ون")):
        return False
    return word[0] != "و" or _OWN_WAW.match(word) is not None
