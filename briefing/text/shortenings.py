"""Shortened words that end in a full stop, and what tells them from a sentence's end. Data, no judgement.

Word lists are in ordinary spelling, separated by blanks; who uses them folds them with
:func:`briefing.text.stems.folded`, so that «إذا» and «اذا», «أنّ» and «أن» are one entry.
"""

from __future__ import annotations

from typing import Final

TITLES_WITH_A_STOP: Final = """
أ.د أ.م.د أ.م أ.ب د م أ ص ت ف ج ط ع س ك ب ر ح هـ ه Mr Mrs Ms Dr Prof St vs Gen Sen Rev Fig pp Vol e.g
i.e cf
"""
"""What stands before a name or a number: the stop after it never ends a sentence."""

UNITS_WITH_A_STOP: Final = """
ق.م ب.م ص.ب ق.هـ ق.ه ت.ب ت.غ ل.ل ل.س ج.م ج.م.ع د.ك د.ع ر.س د.إ د.أ ر.ق ر.ع أ.ش.أ و.م.أ أ.ف.ب د.ب.أ ش.م.ل
ش.م.م ذ.م.م كم كلم سم مم كغ كغم كجم مل مج U.S U.K U.N E.U U.A.E a.m p.m B.C A.D Inc Ltd Co Corp Jr Sr
"""
"""What may also stand last: the stop after it ends a sentence only when a new one clearly follows."""

LETTER_NAMES: Final = (
    "إيه بي سي دي إي إف جي إتش آي جيه كي كيه إل إم إن أو بيه كيو آر إس تي يو في دبليو إكس واي زد زي"
)
"""The English letters as Arabic writes their names: initials of foreign names («جي. كي. رولينغ»)."""

LETTERED: Final = """
فيتامين فيتامينات حرف الحرف فئة الفئة مجموعة المجموعة خطة الخطة نوع النوع قسم القسم نقطة النقطة ملحق الملحق
بند البند فقرة الفقرة فصيلة درجة الدرجة صف الصف قاعة القاعة مبنى المبنى جدول الجدول كتلة الكتلة منطقة
المنطقة التهاب هيبوتيتيس فيروس شعبة الشعبة مستوى المستوى السيناريو سيناريو
"""
"""Nouns with a letter for a name: «فيتامين د.», «المجموعة ب.» may end a sentence."""

NUMBERED: Final = """
رقم المركز المرتبة المرحلة الدورة القناة المادة الصفحة صفحة الفقرة العدد الغرفة المجموعة الفئة الدقيقة
الساعة الجزء الفصل الطابق نوع النوع درجة الدرجة المستوى البند يوم عام سنة شهر القرن الجولة الخط الخطة
"""
"""Nouns with a number for a name: «المرتبة 2.» counts no items of a list."""

SITE_ENDINGS: Final = "نت كوم أورغ نيوز تيوب بلس أونلاين تي"
"""After a stop without a blank these belong to a name: «العربية.نت»."""

ATTRIBUTIONS: Final = "بحسب حسب حسبما وفق وفقا وفقما نقلا"
"""After a quotation they name its source: the sentence goes on."""

TURNING: Final = """
نعم لا حسنا حسن طيب أجل بلى كلا إذن إذا صحيح أعرف بالطبع طبعا أكيد بالتأكيد تماما فعلا بالضبط الآن آه أوه
أوكي واو جيد رائع ممتاز عظيم للأسف أولا ثانيا ثالثا رابعا خامسا أخيرا ختاما تحديث عاجل هيا
"""
"""Single words that answer, turn or number: with their stop they are said with what follows."""

CALLING: Final = """
صرخ صرخت يصرخ تصرخ صاح صاحت يصيح تصيح هتف هتفت هتفوا يهتف تهتف همس همست يهمس تهمس تسأل تجيب يجيب أجاب قلت
قلنا سألنا أجبت أجبنا صرخنا رددت ردد رددوا قاطع قاطعت مازح مازحت علق غرد غردت نادى نادت ينادي تنادي تمتم
تمتمت تعجب تعجبت
"""
"""Verbs beside those of saying that name the speaker after a quotation."""
