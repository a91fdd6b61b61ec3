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

from briefing.text import stems

GOVERNED: Final = {
    "على": """
        وافق موافقة عثر عثور حصل حصول سيطر سيطرة تغلب اعتمد اعتماد قضى قضي قضاء قدرة قادر قادرة حرص حرصا تعرف
        اطلع شدد حافظ محافظة حفاظ اشرف شرف اشراف اقتصر احتوى نص اجبر ضغط تفوق هيمن هيمنة استولى اقدم اقبل
        اقتصار حث تدريب تردد رد عمل
    """,
    "إلى": """
        سعى وصل وصول توصل لجا لجوء انضم انضمام ادى دعا دعو دعوة اشار شير اشارة تحول تحويل استند انتقل هدف
        تطلع نسب عاد عود عودة افتقر احتاج حاجة استمع انتمى اضطر استنادا وجه اوصل
    """,
    "عن": """
        عبر عرب اسفر سفر كشف افراج افرج فرج بحث دافع دفاع تخلى عجز اعرب نتج امتنع انباء معلومات
        مسؤول مسؤولة تحدث اعلان
    """,
    "من": """
        تمكن حذر تحذير تخوف عانى عاني معاناة تالف مؤلف مؤلفة اقترب استفاد استفيد استفادة خلا خلو تخلو انسحب
        انسحاب تخلص تخليص حد قلل نجا
    """,
    "في": """
        شارك مشاركة ساهم مساهمة اسهم سهم رغب رغبة شكك تسبب نجح فشل تفكير نظر
    """,
    "ب": "قام قوم تسبب طالب اتهم اشاد شيد ندد رحب تعهد التزم اهتم تمسك حظي حظى",
    "ل": "سمح تعرض استعد خضع",
}
"""Preposition to what governs it, folded: bare stems of verbs (past and present) and their verbal nouns."""

_PREDICATED: Final = stems.folded(
    "تزال يزال زال زالت مازال مازالت كان كانت كانوا كانا يكون تكون أصبح أصبحت يصبح تصبح بات باتت ظل ظلت "
    "صار صارت كاد كادت يكاد تكاد يبدو تبدو بدا بدت يعد تعد يعتبر تعتبر"
)
"""Verbs whose subject needs a predicate."""

OWN_WAW: Final = re.compile(
    "و(?:احد|اسع|اضح|اقع|ارد|اجب|اجه|الد|افد|افر|اشنطن|اتساب|زير|زار|لاي|حد|حيد|كال|ثيق|ثائق|رق|رش|ظيف|ظائف|فاة"
    "|في|جب|سيل|سائل|سط|سام|فد|صي|صول|قت|ضع|طن|جود|جوه|جه|زن|قف|قوع|باء|همي|قود|قائع|دائع|عود|عي|لد|راث|يكيبيديا)"
)
"""How nouns begin whose own first letter is و, folded."""
_OWN_PREFIX: Final = re.compile(
    "(?:برنامج|برامج|برمجي|بطول|بيان|بنك|بنوك|بلد|بلاد|بحث|بحوث|برلمان|بورص|بضائع|بضاع|برميل|براميل|بناء|بناي|بني"
    "|بيئ|بيوت|بواب|بداي|بقايا|بعث|بقي|بديل|بدائل|بشر|بطاق|بطاري|بحير|بحري|بحار|بريد|برقي|بروتوكول|بساتين|بعوض"
    "|بارد|باحث|باخر|بواخر|بنود|بند|بقاء|بروز|بذور|بصم|بخار|بقر|بنات|بساط|بوليس|بطل|بلوغ|بنين"
    "|لجوء|لقب|لون|لصوص|ليست"
    "|بائع|بالغ|بلاغ|بكتيري|بيضاء|بعيد|لجن|لجان|لغ|لقاء|لقاح|لاعب|لاجئ|لوائح|لائح|لوح|ليل"
    "|ليال|لبنان|ليبي|لندن|لحظ|لحوم|لاحق|لدى|بريطاني|برلين|بغداد|بيروت|باريس|بلجيك|بولند|برازيل|باكستان|بكين)"
)
"""How nouns begin whose own first letter is ب or ل, folded."""


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
    return _governs(kept[-6:], after) or _lacks_predicate(kept, after)


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
        stems.fold(preposition): re.compile(
            rf"(?:[وف])?س?(?:ال|لل|بال|ل|ب)?[يتن]?(?:{'|'.join(sorted(stems.folded(words)))})"
            "(?:ت|وا|ون|ين|ان|ا|تا|ه|ها|هم|هما|ته|تها)?"
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
