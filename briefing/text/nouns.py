"""What is counted: the forms of a noun, its gender, and how to tell both from a written word.

After a number an Arabic noun has one of four forms: singular (1, 100, 1000), dual (2), plural (3 to 10)
and accusative singular (11 to 99). A number from 3 to 10 takes the gender its noun has not. The rules are
those of any grammar of Modern Standard Arabic, for example Karin C. Ryding, A Reference Grammar of Modern
Standard Arabic (2005), chapter 15.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache


class Gender(StrEnum):
    """The grammatical gender of what is counted."""

    MASCULINE = "masculine"
    FEMININE = "feminine"


class Case(StrEnum):
    """The case a number stands in; bare letters rarely tell accusative from genitive."""

    NOMINATIVE = "nominative"
    ACCUSATIVE = "accusative"
    GENITIVE = "genitive"
    OBLIQUE = "genitive"


@dataclass(frozen=True, slots=True)
class Noun:
    """The four forms of a counted noun; they may be of several words (كيلومتر مربع)."""

    singular: str
    dual: str
    """Nominative, in ان."""
    plural: str
    accusative: str
    """Singular, as after 11 to 99."""
    gender: Gender

    def pair(self, case: Case, *, construct: bool = False) -> str:
        """The dual: قسمان or قسمين; with ``construct`` without its nun (ألفا كتاب)."""
        word = self.dual
        if case is not Case.NOMINATIVE:
            word = DUAL_ENDING.sub("ين", word)
        return word[:-1] if construct else word


DUAL_ENDING = re.compile(r"ان\b")


def noun(forms: str) -> Noun:
    """A noun from ``singular, dual, plural, accusative`` parted by ``|``; feminine if the first ends in ة.

    A leading ``f `` or ``m `` overrides the gender.
    """
    gender = None
    if forms[:2] in ("f ", "m "):
        gender = Gender.FEMININE if forms[0] == "f" else Gender.MASCULINE
        forms = forms[2:]
    singular, dual, plural, accusative = forms.split("|")
    if gender is None:
        gender = Gender.FEMININE if singular.split()[0].endswith("ة") else Gender.MASCULINE
    return Noun(singular, dual, plural, accusative, gender)


SECTION = noun("قسم|قسمان|أقسام|قسمًا")
PARAGRAPH = noun("فقرة|فقرتان|فقرات|فقرة")
NEWS_ITEM = noun("خبر|خبران|أخبار|خبرًا")
ARTICLE = noun("مقال|مقالان|مقالات|مقالًا")
SECOND = noun("ثانية|ثانيتان|ثوانٍ|ثانية")
MINUTE = noun("دقيقة|دقيقتان|دقائق|دقيقة")
HOUR = noun("ساعة|ساعتان|ساعات|ساعة")
DAY = noun("يوم|يومان|أيام|يومًا")

# --- gender from a written word --------------------------------------------------------------------

MASCULINE_PLURALS = """
رجال:رجل أسهم:سهم أجنحة:جناح أشخاص:شخص جنود:جندي أطفال:طفل أولاد:ولد أبناء:ابن أيام:يوم أشهر:شهر شهور:شهر
أعوام:عام أسابيع:أسبوع قرون:قرن عقود:عقد كتب:كتاب أقسام:قسم أخبار:خبر آلاف:ألف ألوف:ألف ملايين:مليون
قتلى:قتيل جرحى:جريح أسرى:أسير مرضى:مريض شهداء:شهيد وزراء:وزير رؤساء:رئيس أمراء:أمير زعماء:زعيم قادة:قائد
سادة:سيد نواب:نائب خبراء:خبير علماء:عالم أعضاء:عضو أطباء:طبيب ضباط:ضابط عناصر:عنصر أفراد:فرد مواطنين:مواطن
مدنيين:مدني صحفيين:صحفي صحافيين:صحافي مسلحين:مسلح لاجئين:لاجئ نازحين:نازح مهاجرين:مهاجر عسكريين:عسكري
مصابين:مصاب متظاهرين:متظاهر معتقلين:معتقل موظفين:موظف لاعبين:لاعب مرشحين:مرشح مشاركين:مشارك مسؤولين:مسؤول
مقاتلين:مقاتل إرهابيين:إرهابي سوريين:سوري فلسطينيين:فلسطيني لبنانيين:لبناني عراقيين:عراقي مصريين:مصري
إسرائيليين:إسرائيلي أمريكيين:أمريكي أميركيين:أميركي عمال:عامل طلاب:طالب تلاميذ:تلميذ ركاب:راكب سكان:ساكن
أساتذة:أستاذ معلمين:معلم إخوة:أخ أشقاء:شقيق أقارب:قريب أصدقاء:صديق أعداء:عدو لصوص:لص سجناء:سجين زوار:زائر
سياح:سائح حجاج:حاج شبان:شاب شباب:شاب فتيان:فتى رواد:رائد بحارة:بحار طيارين:طيار سائقين:سائق أحزاب:حزب
فصائل:فصيل جيوش:جيش ألوية:لواء أفواج:فوج فيالق:فيلق صواريخ:صاروخ ألغام:لغم مدافع:مدفع أسلحة:سلاح هجوم:هجوم
حرائق:حريق حوادث:حادث أحداث:حدث زلازل:زلزال أعاصير:إعصار أنفاق:نفق جسور:جسر طوابق:طابق أدوار:دور أبواب:باب
فصول:فصل أجزاء:جزء بنود:بند أسطر:سطر سطور:سطر أحرف:حرف حروف:حرف أرقام:رقم أسئلة:سؤال أجوبة:جواب شوارع:شارع
أحياء:حي أقاليم:إقليم بلدان:بلد مراكز:مركز مواقع:موقع مصانع:مصنع معامل:معمل منازل:منزل بيوت:بيت مبان:مبنى
مباني:مبنى أبراج:برج فنادق:فندق مساجد:مسجد معابر:معبر موانئ:ميناء مطاعم:مطعم متاجر:متجر محال:محل
مصارف:مصرف بنوك:بنك أهداف:هدف ملاعب:ملعب فرق:فريق أندية:ناد أفلام:فيلم مشاهد:مشهد أشواط:شوط أمتار:متر
أميال:ميل كيلومترات:كيلومتر أطنان:طن دنانير:دينار دراهم:درهم جنيهات:جنيه قروش:قرش أصوات:صوت مقاعد:مقعد
قوانين:قانون بيانات:بيان مراسيم:مرسوم أحكام:حكم قضاة:قاض محامين:محام شهود:شاهد أسباب:سبب عوامل:عامل
أنواع:نوع أشكال:شكل أضعاف:ضعف أطراف:طرف جوانب:جانب محاور:محور مبادئ:مبدأ شروط:شرط مشاريع:مشروع
برامج:برنامج تقارير:تقرير ملفات:ملف عروض:عرض وفود:وفد سفراء:سفير ملوك:ملك أساطيل:أسطول أجهزة:جهاز
هواتف:هاتف حواسيب:حاسوب أقمار:قمر كواكب:كوكب نجوم:نجم أنظمة:نظام خطوط:خط أنابيب:أنبوب براميل:برميل
حقول:حقل مناجم:منجم قطارات:قطار قوارب:قارب زوارق:زورق مراكب:مركب أرباع:ربع أثلاث:ثلث أخماس:خمس كلاب:كلب
خيول:حصان جمال:جمل أغنام:غنم طيور:طائر أسود:أسد فيلة:فيل أرغفة:رغيف أطباق:طبق أكواب:كوب مسارات:مسار
مطارات:مطار مؤتمرات:مؤتمر معسكرات:معسكر مخيمات:مخيم منتجات:منتج منتخبات:منتخب مشروعات:مشروع مخططات:مخطط
مؤشرات:مؤشر مستشفيات:مستشفى مصطلحات:مصطلح مجلدات:مجلد مقترحات:مقترح قرارات:قرار قطاعات:قطاع خطابات:خطاب
صراعات:صراع نزاعات:نزاع خلافات:خلاف لقاءات:لقاء جوازات:جواز بلاغات:بلاغ حسابات:حساب تيارات:تيار
سباقات:سباق شعارات:شعار عقارات:عقار حيوانات:حيوان نباتات:نبات طلبات:طلب باصات:باص مهرجانات:مهرجان
برلمانات:برلمان فيروسات:فيروس فيديوهات:فيديو سيناريوهات:سيناريو مليارات:مليار تريليونات:تريليون
دولارات:دولار ريالات:ريال مقالات:مقال خيارات:خيار نداءات:نداء عطاءات:عطاء حوارات:حوار إطارات:إطار
كيلوغرامات:كيلوغرام سنتيمترات:سنتيمتر غرامات:غرام لترات:لتر باحثين:باحث مراقبين:مراقب
"""

FEMININE_PLURALS = """
ضحايا:ضحية رهائن:رهينة آبار:بئر أفكار:فكرة أسواق:سوق دول:دولة مدن:مدينة قرى:قرية سنوات:سنة سنين:سنة
دقائق:دقيقة ثوان:ثانية ثواني:ثانية ليال:ليلة ليالي:ليلة نساء:امرأة نسوة:امرأة فتيات:فتاة بنات:بنت أمهات:أم
أخوات:أخت مرات:مرة نقاط:نقطة فرص:فرصة صور:صورة غرف:غرفة شقق:شقة نسخ:نسخة كلمات:كلمة جمل:جملة لغات:لغة
قطع:قطعة جثث:جثة أسر:أسرة عائلات:عائلة عوائل:عائلة قوى:قوة قوات:قوة فرق:فرقة كتائب:كتيبة سرايا:سرية
قنابل:قنبلة قذائف:قذيفة دبابات:دبابة طائرات:طائرة مروحيات:مروحية سفن:سفينة بواخر:باخرة عبوات:عبوة
غارات:غارة ضربات:ضربة حروب:حرب معارك:معركة جبهات:جبهة هجمات:هجمة عمليات:عملية جرائم:جريمة قضايا:قضية
محاكم:محكمة جلسات:جلسة جولات:جولة مراحل:مرحلة خطط:خطة خطوات:خطوة لجان:لجنة منظمات:منظمة مؤسسات:مؤسسة
شركات:شركة جامعات:جامعة مدارس:مدرسة كليات:كلية مناطق:منطقة محافظات:محافظة ولايات:ولاية إمارات:إمارة
جزر:جزيرة قارات:قارة عواصم:عاصمة بلدات:بلدة قواعد:قاعدة مزارع:مزرعة شجرات:شجرة صحف:صحيفة مجلات:مجلة
قنوات:قناة محطات:محطة إذاعات:إذاعة رسائل:رسالة وثائق:وثيقة صفحات:صفحة مواد:مادة فقرات:فقرة نقط:نقطة
حصص:حصة نسب:نسبة درجات:درجة ساعات:ساعة ليرات:ليرة روبيات:روبية كرونات:كرونة مباريات:مباراة بطولات:بطولة
كؤوس:كأس ميداليات:ميدالية جوائز:جائزة أغان:أغنية أغاني:أغنية حلقات:حلقة عيون:عين أعين:عين أيد:يد أياد:يد
أرجل:رجل آذان:أذن أراض:أرض أراضي:أرض نيران:نار دور:دار أنفس:نفس نفوس:نفس ضرائب:ضريبة قبائل:قبيلة
عشائر:عشيرة طوائف:طائفة حقائب:حقيبة شرائح:شريحة سيارات:سيارة حافلات:حافلة شاحنات:شاحنة عربات:عربة
رحلات:رحلة غواصات:غواصة فئات:فئة مجموعات:مجموعة خلايا:خلية شبكات:شبكة استشارات:استشارة استقالات:استقالة
استراحات:استراحة مظاهرات:مظاهرة تظاهرات:تظاهرة محادثات:محادثة مفاوضات:مفاوضة مبادرات:مبادرة محاولات:محاولة
وفيات:وفاة إصابات:إصابة حالات:حالة لوحات:لوحة روايات:رواية قصص:قصة قصائد:قصيدة مسرحيات:مسرحية طعنات:طعنة
رصاصات:رصاصة وجبات:وجبة جرعات:جرعة سلع:سلعة بضائع:بضاعة أوراق:ورقة أشجار:شجرة بقرات:بقرة تفاحات:تفاحة
موظفات:موظفة طالبات:طالبة عاملات:عاملة معلمات:معلمة
"""

FEMININE_WORDS = """
حرب نفس عين يد أرض شمس سوق دار نار بئر كأس أم أخت بنت قدم ساق أذن ريح عصا أفعى ذكرى أنثى سن كف إصبع
قوى فتوى شكوى دعوى حمى دنيا صحراء سماء حامل
"""


NOT_FEMININE = "خليفة علامة أسامة معاوية حمزة طلحة عكرمة قتيبة"

MASCULINE_SOUND = re.compile(
    r"(?:[اإ]\w{2,3}ا\wات|[اإ]\w{2}اءات|ت\w{2}ي\wات|ت\w{1,2}ا\w{2}ات|ت\w{3}ات|ا\w{3,4}اءات)\Z"
)
"""Verbal nouns whose plural ends in ات although the singular is masculine: انفجارات، تدريبات، تحالفات."""

FEMININE_BROKEN = re.compile(r"\w{2}ائ\w\Z")
"""Broken plurals like رسائل، وثائق, nearly all of a feminine singular."""


@cache
def _words(table: str) -> frozenset[str]:
    return frozenset(table.split())


@cache
def plurals() -> dict[str, tuple[str, Gender]]:
    """Plural to its singular and the singular's gender; treat as read-only."""
    known: dict[str, tuple[str, Gender]] = {}
    for table, gender in ((FEMININE_PLURALS, Gender.FEMININE), (MASCULINE_PLURALS, Gender.MASCULINE)):
        for pair in table.split():
            plural, singular = pair.split(":")
            known[plural] = (singular, gender)
    return known


@cache
def singulars() -> frozenset[str]:
    """Every singular of the tables."""
    return frozenset(singular for singular, _ in plurals().values())


def gender_of(word: str) -> Gender:
    """The gender of the singular of a written, undiacritized noun, singular or plural, with or without ال.

    From a table of plurals, then from endings; masculine where nothing tells.
    """
    for stem in stems(word):
        known = plurals().get(stem)
        if known is not None:
            return known[1]
        if stem in _words(FEMININE_WORDS):
            return Gender.FEMININE
    stem = stems(word)[-1]
    if stem in _words(NOT_FEMININE):
        return Gender.MASCULINE
    if stem.endswith(("ة", "ى", "تان", "تين", "اء")) and len(stem) > 2:
        feminine = stem.endswith(("ة", "تان", "تين")) or stem in _words(FEMININE_WORDS)
    elif stem.endswith("ات"):
        feminine = MASCULINE_SOUND.fullmatch(stem) is None
    else:
        feminine = FEMININE_BROKEN.fullmatch(stem) is not None
    return Gender.FEMININE if feminine else Gender.MASCULINE


def stems(word: str) -> list[str]:
    """The word itself and, where it has one, without ال and without the alef of tanween, longest first."""
    found = [word]
    if word.startswith("ال") and len(word) > 4:
        found.append(word[2:])
    if found[-1].endswith("ا") and len(found[-1]) > 3:
        found.append(found[-1][:-1])
    return found


def singular_of(word: str) -> str:
    """The singular of a written noun, or the word itself where it is unknown (then it may be a singular)."""
    for stem in stems(word):
        known = plurals().get(stem)
        if known is not None:
            return known[0]
    if word.endswith("ًا"):
        return word[:-2]
    return word


def paired(singular: str, case: Case) -> str:
    """The dual of a singular noun by rule: دولة → دولتين, مستشفى → مستشفيين."""
    ending = "ان" if case is Case.NOMINATIVE else "ين"
    if singular.endswith("ة"):
        return singular[:-1] + "ت" + ending
    if singular.endswith("ى"):
        return singular[:-1] + "ي" + ending
    return singular + ending
