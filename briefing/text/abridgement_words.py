"""Words that tell what may be left out of a sentence, and what must stay. Data, no judgement.

Phrases stand one a line, words apart by blanks, both in ordinary spelling; they are kept folded, so that
«إذا» and «اذا» are one entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from briefing.text import stems


def _by_first(phrases: Iterable[tuple[str, ...]]) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The phrases by their first word, so that few are compared with what stands in a sentence."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in phrases:
        found[phrase[0]] = (*found.get(phrase[0], ()), phrase)
    return found


ADDING: Final = _by_first(
    stems.folded_phrases(
        """
        حيث
        في حين
        في وقت
        في الوقت الذي
        بينما
        فيما
        وذلك
        وهو
        وهي
        وهم
        وهما
        مما
        ما أدى
        ما أدت
        ما يعني
        ما دفع
        ما جعل
        ما أسفر
        ما تسبب
        ما يرفع
        ما رفع
        ما أثار
        الأمر الذي
        بعد أن
        بعدما
        بعد
        عقب
        إثر
        وسط
        على خلفية
        علما أن
        علما بأن
        خصوصا
        خاصة
        لا سيما
        ولا سيما
        ولاسيما
        لاسيما
        بالتزامن مع
        تزامنا مع
        في إشارة إلى
        في خطوة
        في محاولة
        في إطار
        على غرار
        كما
        إضافة إلى
        بالإضافة إلى
        فضلا عن
        علاوة على
        إلى جانب
        من أجل
        بهدف
        بغية
        نتيجة
        بسبب
        جراء
        بفضل
        مشيرا
        مشيرة
        مشيرين
        لافتا
        لافتة
        موضحا
        موضحة
        مؤكدا
        مؤكدة
        مؤكدين
        مضيفا
        مضيفة
        معتبرا
        معتبرة
        معربا
        معربة
        مبينا
        مبينة
        منوها
        منوهة
        مشددا
        مشددة
        داعيا
        داعية
        مطالبا
        مطالبة
        متهما
        متهمة
        مذكرا
        مذكرة
        كاشفا
        كاشفة
        مرجحا
        مرجحة
        متوقعا
        متوقعة
        واصفا
        واصفة
        مستشهدا
        """
    )
)
"""A last clause that opens so adds to a sentence that was complete before it."""
SOURCES: Final = _by_first(
    stems.folded_phrases(
        """
        بحسب
        حسب
        حسبما
        بحسبما
        وفق
        وفقا
        وفقما
        طبقا
        نقلا عن
        على حد
        على ما
        على لسان
        كما قال
        كما قالت
        كما ذكر
        كما ذكرت
        كما أفاد
        كما أفادت
        كما أعلن
        كما أعلنت
        كما نقلت
        كما ورد
        كما جاء
        في رأي
        برأي
        """
    )
)
"""They say whose claim it is: dropped only where the rest still says so."""
TURNING: Final = stems.folded(
    """
    لكن ولكن لكنه لكنها لكنهم ولكنه ولكنها إلا وإلا بل إنما وإنما بيد سوى عدا باستثناء ماعدا خلا
    إذا وإذا فإذا لو ولو لولا شرط بشرط شريطة طالما مادام ريثما وإن رغم ورغم برغم بالرغم
    لا ولا فلا لم ولم فلم لن ولن فلن ليس وليس ليست وليست ليسوا عدم وعدم بعدم غير وغير دون بدون ودون وبدون
    نفى نفت ينفي تنفي ونفى ونفت نافيا نافية رفض رفضت ورفض ورفضت يرفض ترفض رافضا رافضة مستثنيا مستثنية
    مشترطا مشترطة اشترط اشترطت واشترط واشترطت ألغى ألغت ألغي ألغيت يلغى كذب كذبت مكذبا شكك شككت مشككا مشككة
    تراجع تراجعت وتراجع وتراجعت انهار انهارت فشل فشلت استبعد استبعدت مستبعدا مستبعدة زعم زعمت يزعم تزعم
    زاعما زاعمة مزعوم مزعومة المزعوم المزعومة قبل
    حذر حذرت يحذر تحذر محذرا محذرة اعترض اعترضت يعترض تعترض معترضا معترضة عارض عارضت يعارض تعارض معارضا
    انتقد انتقدت ينتقد تنتقد منتقدا منتقدة أنكر أنكرت ينكر تنكر منكرا منكرة طعن طعنت احتج احتجت
    فقط حصرا حصريا وحده وحدها وحدهم حال بحال
    """
)
"""Exceptions, limits, contrasts, conditions, negations, denials and objections: whatever has one may turn
the meaning."""
HARMLESS: Final = stems.folded_phrases("لا سيما\nولا سيما\nلا يزال\nلا تزال\nليس فقط\nقبل الميلاد")
"""They have such a word and turn nothing."""
PRONOUNS_OF: Final = stems.folded("الذي التي الذين اللذان اللذين اللتان اللتين اللواتي اللاتي")
"""Relative pronouns that follow a definite noun."""
DEFINING: Final = stems.folded("تلك ذلك هذا هذه أولئك هؤلاء كل جميع الوحيد الوحيدة أول أولى آخر ذاك نفس")
"""A noun with one of these waits for its relative clause even behind a comma."""
NAMES: Final = stems.folded("ليبيا ليبي ليبية ليتوانيا لتركيا لتونس ليوم")
"""They only look like «ل» and a verb."""
COMPLEMENTS: Final = stems.folded(
    "أن إن بأن أنه أنها أنهم إنه إنها إنهم إنهما أنهما بأنه بأنها أنني إنني إننا أننا"
)
"""They open what someone said or thinks."""
CONTENT_THAT: Final = COMPLEMENTS | stems.folded("عن على إلى")
"""What may follow a verb of saying."""
DEPENDING: Final = stems.PREPOSITIONS | stems.folded(
    "إذا لو عندما حين حينما بينما فيما بعدما كلما لما أما مع رغم منذ حيث بما سواء لولا إن كي لكي مهما لئن"
)
"""A sentence that begins so tells its main point only behind the next border."""
