"""What the words of a clause still wait for: the preposition a verb governs, a predicate, an object.

A title may not stop there: «وافق المجلس» wants «على», «لا تزال الأسعار» what they still are. The tables hold
the frequent verbs and verbal nouns of the news with the preposition each governs, as any dictionary of Modern
Standard Arabic has them (Hans Wehr's, for one); words that are not in them wait for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from briefing.text import stems, symbols
from briefing.text.expressions import expression

GOVERNED: Final = {
    "على": """
        وافق موافقة عثر عثور حصل حصول سيطر سيطرة تغلب اعتمد اعتماد قضى قضي قضاء قدرة قادر قادرة حرص حرصا تعرف
        اطلع شدد حافظ محافظة حفاظ اشرف شرف اشراف اقتصر احتوى نص اجبر ضغط تفوق هيمن هيمنة استولى اقدم اقبل
        اقتصار حث تدريب تردد رد عمل صادق مصادقة اصر اصرار ابقى ابقاء ركز تركيز حكم قبض فاز فوز فرض
        اتفق اتفاق رد خيم طغى انعكس اعتراض اعترض احتج احتجاج وزع اشتمل سلط اقسم تفاوض
    """,
    "إلى": """
        ارتفع ارتفاع انخفض انخفاض تراجع
        سعى وصل وصول توصل لجا لجوء انضم انضمام ادى دعا دعو دعوة اشار شير اشارة تحول تحويل استند انتقل هدف
        دفع تدفع يدفع انقسم احال احالة اوكل بادر مبادرة اشتاق ارشد
        متجه متوجه داع تطلع نسب عاد عود عودة افتقر احتاج حاجة استمع انتمى اضطر استنادا وجه اوصل
    """,
    "عن": """
        عبر عرب اسفر سفر كشف افراج افرج فرج بحث دافع دفاع تخلى عجز اعرب نتج امتنع انباء معلومات
        ناجم معزول معلن بعيد عبارة
        مسؤول مسؤولة تحدث اعلان اعتذر اعتذار غاب غياب فصل عزل ابتعد ناب نيابة كف توقف
    """,
    "من": """
        تمكن حذر تحذير تخوف عانى عاني معاناة تالف مؤلف مؤلفة اقترب استفاد استفيد استفادة خلا خلو تخلو انسحب
        خال قادم مكون مقرب انسحاب تخلص تخليص حد قلل نجا منع استبعد شكا شكو سخر تاكد حرم حرمان استبعاد تفرغ
    """,
    "في": """
          اخفق تحقيق اسهام شرع شروع انخرط تورط تورطا تمثل
        شارك مشاركة ساهم مساهمة اسهم سهم رغب رغبة شكك تسبب نجح فشل تفكير نظر
    """,
    "ب": """
        قام قوم تسبب طالب مطالبة اتهم اتهام اشاد شيد ندد تنديد رحب ترحيب تعهد التزم التزام اهتم تمسك حظي حظى
        شبيه شبيها مزود مجهز محمل مصحوب مدعوم متعلق متهم مسلح محاط مكلف مهتم خاص
        هدد تهديد وعد قضى قضي سمح اعترف اعتراف احتفظ احتفال احتفل اوصى استعان اطاح اضر
        """,
    "مع": "متزامن متعاون متعاطف تعادل تضامن تزامن تعامل اتفق تفاوض تعاون تواصل اجتمع تطابق تناسب انسجم تعارض",
    "ل": "سمح تعرض استعد خضع تابع خاضع موال مخصص مؤيد مناهض تخطيط استعداد",
}
"""Preposition to what governs it, folded: bare stems of verbs (past and present) and their verbal nouns."""

_PREDICATED: Final = stems.folded(
    "تزال يزال زال زالت مازال مازالت كان كانت كانوا كانا يكون تكون أصبح أصبحت يصبح تصبح بات باتت ظل ظلت "
    "صار صارت كاد كادت يكاد تكاد يبدو تبدو بدا بدت يعد تعد يعتبر تعتبر"
)
"""Verbs whose subject needs a predicate."""

_NAMES: Final = stems.folded(
    """
    مصر سوريا لبنان فلسطين تونس ليبيا قطر عمان تركيا إيران إسرائيل روسيا أوكرانيا فرنسا ألمانيا
    بريطانيا إيطاليا إسبانيا بلجيكا هولندا السويد النرويج بولندا اليونان أميركا أمريكا كندا
    الصين الهند باكستان أفغانستان اليابان كوريا تايوان إندونيسيا ماليزيا أستراليا البرازيل
    الأرجنتين المكسيك فنزويلا كوبا نيجيريا إثيوبيا كينيا غانا مالي النيجر تشاد الصومال جيبوتي
    موريتانيا بيروت دمشق حلب حمص إدلب درعا بغداد الموصل أربيل كركوك البصرة طهران أنقرة إسطنبول
    عدن صنعاء الحديدة تعز مأرب دبي أبوظبي الدوحة جدة مكة غزة رفح خان يونس نابلس جنين الخليل رام
    حيفا طرابلس بنغازي سرت وهران مراكش فاس طنجة أسيوط أسوان سيناء دارفور كردفان واشنطن نيويورك
    لندن باريس برلين روما مدريد بروكسل جنيف فيينا موسكو كييف بكين طوكيو نيودلهي سيول أوروبا
    آسيا أفريقيا إفريقيا كشمير ترامب بوتين ماكرون ريال برشلونة ليفربول إشبيلية نوبل غوغل آبل
    مايكروسوفت ميتا حماس داعش
    """
)
"""Frequent names that need no «ال» to be definite."""
_PASTS: Final = stems.folded(
    """
    صادق وافق أقر أدان أطلق أصدر أحبط أحرز أحال أجرى أجل أكمل أنجز أنقذ أنشأ أعاد أعد أعدم أغلق أغار
    أفرج أقدم أقام أقلع ألقى ألغى أمر أمهل أوصى أوصل أوفد أوقع أبرم أبقى أبحر أبدى أبعد أتاح أتم
    أحكم أحيا أخفق أخلى أدخل أدلى أرجأ أرسى أرغم أزال أسس أسقط أشاد أشرف أشعل أصاب أصر أضرب أضر أطاح
    أطال أعفى أفشل أفلت أفضى ألحق ألزم ألم أمضى أمن أنتج أنذر أنفق أهدر أودى أوشك أيد استأنف استبعد
    استثمر استثنى استجاب استحوذ استخدم استدعى استضاف استعاد استعرض استعد استغل استغرق استقر استكمل
    استنكر استولى استشهد استهل استوعب استيقظ اشترى اشترط اشتبك اشتعل اشتكى اصطدم اضطر اطلع اعتدى
    اعترض اعترف اعتذر اعتمد اغتال اغتيل اقتحم اقترب اقترح اقتصر اكتسح التحق التزم التهم امتنع انتخب
    انتزع انتشر انتشل انتقل انتهك انتشى انحرف اندمج انخرط انسحب انضم انفجر انقطع انقلب انكمش انهار
    ابتكر ابتعد اتجه اتخذ اتسع اجتاح اجتاز احتج احتجز احتل احترق احتضن اختبر اختتم اختفى اختطف ارتكب
    ازداد ازدهر تأثر تأجل تأخر تأسس تألق تباطأ تبادل تبنى تجاهل تجاوز تجمع تحدى تحطم تحول تخطى تخلى
    تدفق تدهور ترأس ترشح تزوج تساقط تسلم تسلل تصاعد تصدر تصدى تضاعف تضرر تطلع تظاهر تعافى تعثر تعرف
    تعطل تفاقم تفجر تفشى تفقد تقاسم تقلص تقلد تلقى تمسك تنازل تنافس توج توجه توسط توصل توغل تولى جدد
    جمد حاصر حافظ حاكم حذف حسم حشد حصد حطم حظر حظي حكم حل خاض خرق خسف خصص خفض خيم داهم دافع دان دخلت
    دشن دعم دفع دفن ذهب راجع راهن رحل رد رصد رعى رفع ركز روج زرع سارع ساعد سافر ساند سحب سدد سرق سلط
    شارف شرع شكل شل شيع صدر صد صعد صوت ضاعف ضبط ضخ ضم ضيق طالت طبق طرح طرد طعن طوق عاقب عانى عبر عثر
    عرض عزا عزز عزل عطل علم غرق غرم غطى فاجأ فاق فاقم فتش فجر فرض فر فسخ فصل فضل فقد فك فند قاد قاطع
    قبض قدر قرأ قصف قضى قطع قفز قلب قلص قيد كافأ كبح كثف كرم كسر كسب كلف لقي لجأ لوح ماتت مثل مدد مر
    مزق مكن مني ناشد نال نجا نزح ندد نزل نصب نظم نعى نفد نهب هبط هز هطل هرب واكب وبخ وثق وجه ودع ورد
    وزع وسع وضع وظف وفر ولد أعيد أقيم أجبر أجري أحرق أخلي أدرج أدين أسعف أصدرت ألغي ألقي أودع اعتقل
    استدعي استهدف اتهم اختير منح نقل نفذ دمر سجن قتل عين
    """
)
"""Verbs of the news in the past, third person masculine: nothing in their shape tells them from nouns."""
_LATEST: Final = stems.folded("آخر أبرز أهم أحدث")
REASONS: Final = stems.folded(
    """
    هربا بحثا احتجاجا سعيا ردا تمهيدا تحسبا خوفا وفقا اعتبارا ابتداء استنادا نظرا حفاظا حرصا تضامنا تنفيذا
    تفاديا تجنبا دعما رفضا تزامنا انطلاقا بدءا استعدادا تكريما تقديرا استجابة نتيجة إشارة
    """
)
"""Why, how or from when: no object, and what follows belongs to it."""
_GOVERNING_BACK: Final = 8
_REACH: Final = 16
"""An object so many words after its verb is another's."""

OWN_WAW: Final = expression(
    "و(?:احد|اسع|اضح|اقع|ارد|اجب|اجه|الد|افد|افر|اشنطن|اتساب|زير|زار|لاي|حد|حيد|كال|ثيق|ثائق|رق|رش|ظيف|ظائف|فاة"
    "|في|جب|سيل|سائل|سط|سام|فد|صي|صول|قت|ضع|طن|جود|جوه|جه|زن|قف|قوع|باء|همي|قود|قائع|دائع|عود|عي|لد|راث|يكيبيديا)"
)
"""How nouns begin whose own first letter is و, folded."""
_OWN_PREFIX: Final = expression(
    "(?:برنامج|برامج|برمجي|بطول|بيان|بنك|بنوك|بلد|بلاد|بحث|بحوث|برلمان|بورص|بضائع|بضاع|برميل|براميل|بناء|بناي|بني"
    "|بيئ|بيوت|بواب|بداي|بقايا|بعث|بقي|بديل|بدائل|بشر|بطاق|بطاري|بحير|بحري|بحار|بريد|برقي|بروتوكول|بساتين|بعوض"
    "|بارد|باحث|باخر|بواخر|بنود|بند|بقاء|بروز|بذور|بصم|بخار|بقر|بنات|بساط|بوليس|بطل|بلوغ|بنين"
    "|لجوء|لقب|لون|لصوص|ليست"
    "|بائع|بالغ|بلاغ|بكتيري|بيضاء|بعيد|لجن|لجان|لغ|لقاء|لقاح|لاعب|لاجئ|لوائح|لائح|لوح|ليل"
    "|ليال|لبنان|ليبي|لندن|لحظ|لحوم|لاحق|لدى|بريطاني|برلين|بغداد|بيروت|باريس|بلجيك|بولند|برازيل|باكستان|بكين)"
)
"""How nouns begin whose own first letter is ب or ل, folded."""


def opens(bare: str, after: str) -> bool:
    """Whether a folded word at the head of a clause is its verb, as it is with a subject after it.

    «صادق البرلمان» is one; «رد الحكومة» would be a noun as well, which is read as a verb: a headline is
    the same in both.
    """
    if stems.is_verb(bare):
        return True
    masculine = {bare, bare.removesuffix("ت"), bare.removesuffix("ت") + "ى"} if len(bare) > 2 else {bare}
    return not masculine.isdisjoint(_PASTS) and after not in stems.RELATIVES


def is_joined(bare: str) -> bool:
    """Whether a folded word is «و» and another word rather than a word of its own."""
    return bare[:1] == "و" and len(bare) > 2 and OWN_WAW.match(bare) is None


def is_phrase(bare: str, *, fewest: int = 5) -> bool:
    """Whether a folded word opens a phrase of place, time or manner: a preposition, alone or joined.

    A joined one is only believed in words of ``fewest`` letters and more.
    """
    if bare in stems.PREPOSITIONS:
        return True
    joined = bare.startswith(("بال", "لل")) or (bare[:1] in ("ب", "ل") and len(bare) >= fewest)
    return joined and _OWN_PREFIX.match(bare) is None and not stems.is_verb(bare)


def waits(kept: Sequence[str], after: str) -> bool:
    """Whether folded words that are followed by ``after`` wait for it: a governed phrase or a predicate."""
    return _governs(kept[-_GOVERNING_BACK:], after) or _lacks_predicate(kept, after)


def _governs(kept: Sequence[str], after: str) -> bool:
    for preposition, pattern in _patterns().items():
        if len(preposition) == 1:
            comes = after[:1] == preposition and after not in stems.PREPOSITIONS and is_phrase(after)
        else:
            comes = after == preposition
        if not comes:
            continue
        for word in reversed(kept):
            if word == preposition or (len(preposition) == 1 and word[:1] == preposition and is_phrase(word)):
                break
            if pattern.fullmatch(word):
                return True
    return False


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        stems.fold(preposition): expression(
            rf"(?:[وف])?س?(?:ال|لل|بال|ل|ب)?[يتن]?(?:{'|'.join(sorted(stems.folded(words)))})"
            "(?:ت|ة|وا|ون|ين|ان|ا|تا|ه|ها|هم|هما|ته|تها)?"
        )
        for preposition, words in GOVERNED.items()
    }


def _lacks_predicate(kept: Sequence[str], after: str) -> bool:
    """Whether a verb like «لا تزال» has its subject but not yet what it says of it."""
    opened = [at for at, word in enumerate(kept) if word.removeprefix("و") in _PREDICATED]
    if not opened:
        return False
    told = kept[opened[-1] + 1 :]
    if any(stems.is_verb(word) for word in told):
        return False
    known = [stems.is_definite(word) for word in told]
    described = any(before and not now for before, now in pairwise(known)) and not any(
        word in stems.PREPOSITIONS for word in told
    )
    return not described or not (is_phrase(after) or is_joined(after))


def is_known(bare: str) -> bool:
    """Whether a folded word is definite by itself: with «ال», or a frequent name."""
    return stems.is_definite(bare) or bare in _NAMES or (bare[:1] in "بلو" and bare[1:] in _NAMES)


def object_at(clause: Sequence[str]) -> int:
    """Where a second noun phrase begins in a clause that opens with a verb: what the verb acts on; 0 if none.

    An indefinite noun after a definite one belongs to no one before it, nor does an accusative in «ا» after
    a noun without one: «شهدت دول في الشرق الأوسط | بطئا كبيرا». The words are as they are spelled, without
    marks: a hamza at the end is no accusative.
    """
    bare = [stems.fold(word) for word in clause[:_REACH]]
    if len(bare) < 3 or not opens(bare[0], bare[1]):
        return 0
    for at in range(2, len(bare)):
        now, before = bare[at], bare[at - 1]
        relative = now in stems.RELATIVES and now not in stems.PREPOSITIONS
        if now in stems.CONJUNCTIONS or relative or stems.is_verb(now):
            return 0
        if _governs(bare[:1], now):
            return 0
        if before in stems.PREPOSITIONS or stems.is_number(before) or not _may_be_object(now):
            continue
        accusative = is_accusative(clause[at]) and not is_accusative(clause[at - 1])
        if is_known(before) or (accusative and before.isalpha() and not is_phrase(before, fewest=4)):
            return at
    return 0


def is_accusative(word: str) -> bool:
    """Whether a word ends like an indefinite accusative, as it is spelled."""
    plain = word.translate(_UNMARKED)
    return len(plain) > 3 and plain.endswith("ا") and not plain.endswith(("يا", "ها", "ما", "نا", "وا"))


_UNMARKED: Final = dict.fromkeys(map(ord, symbols.DIACRITICS))


def _may_be_object(bare: str) -> bool:
    return bare in _LATEST or not (
        is_known(bare)
        or is_phrase(bare)
        or is_joined(bare)
        or bare in stems.ADVERBS
        or bare in REASONS
        or bare in stems.TIME_WORDS
        or stems.hangs(bare)
        or stems.is_number(bare)
        or bare.endswith("يا")
        or not bare.isalpha()
    )
