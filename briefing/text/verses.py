"""References to the Quran in brackets: «[البقرة: 153]» names a sura and a verse."""

from __future__ import annotations

import re

from briefing.text.changes import Draft
from briefing.text.expressions import expression

_SURAS_TABLE = """
الفاتحة البقرة آل_عمران النساء المائدة الأنعام الأعراف الأنفال التوبة يونس هود يوسف الرعد إبراهيم الحجر النحل
الإسراء الكهف مريم طه الأنبياء الحج المؤمنون النور الفرقان الشعراء النمل القصص العنكبوت الروم لقمان السجدة
الأحزاب سبأ فاطر يس الصافات ص الزمر غافر فصلت الشورى الزخرف الدخان الجاثية الأحقاف محمد الفتح الحجرات ق
الذاريات الطور النجم القمر الرحمن الواقعة الحديد المجادلة الحشر الممتحنة الصف الجمعة المنافقون التغابن
الطلاق التحريم الملك القلم الحاقة المعارج نوح الجن المزمل المدثر القيامة الإنسان المرسلات النبأ النازعات
عبس التكوير الانفطار المطففين الانشقاق البروج الطارق الأعلى الغاشية الفجر البلد الشمس الليل الضحى الشرح
الانشراح التين العلق القدر البينة الزلزلة العاديات القارعة التكاثر العصر الهمزة الفيل قريش الماعون الكوثر
الكافرون النصر المسد الإخلاص الفلق الناس
"""
SURAS = frozenset(name.replace("_", " ") for name in _SURAS_TABLE.split())
"""The names of the suras."""

_REFERENCE = expression(
    rf"([\[(])(?:سورة )?({'|'.join(sorted(sorted(SURAS), key=len, reverse=True))}) ?[:،/] ?"
    r"(?:الآيات?|آية)? ?(\d{1,3})(?: ?([-–]) ?(\d{1,3}))?[\])]"
)


def name_verses(draft: Draft) -> None:
    """Say what a reference stands for, before its figures are read."""
    draft.replace(_REFERENCE, _named, rule="quran-verse", where=":")


def _named(found: re.Match[str]) -> str:
    verses = f"الآية {found[3]}" if found[5] is None else f"الآيات من {found[3]} إلى {found[5]}"
    return f"(سورة {found[2]}، {verses})"
