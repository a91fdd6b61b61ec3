"""Courtesies of Arabic prose: the titles before a name («د. سعاد») and the blessings after one («(ع)»).

A title agrees with its bearer: a woman's first name, or a feminine verb of saying before it, makes it
feminine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefing.text.changes import Draft
from briefing.text.expressions import expression
from briefing.text.lexicon import LETTERS

TITLES = {
    "أ.د": ("الأستاذ الدكتور", "الأستاذة الدكتورة"),
    "ا.د": ("الأستاذ الدكتور", "الأستاذة الدكتورة"),
    "أ.م.د": ("الأستاذ المساعد الدكتور", "الأستاذة المساعدة الدكتورة"),
    "أ.م": ("الأستاذ المساعد", "الأستاذة المساعدة"),
    "م.م": ("المدرس المساعد", "المدرسة المساعدة"),
    "م.د": ("المهندس الدكتور", "المهندسة الدكتورة"),
    "د.م": ("الدكتور المهندس", "الدكتورة المهندسة"),
    "د": ("الدكتور", "الدكتورة"),
    "م": ("المهندس", "المهندسة"),
    "أ": ("الأستاذ", "الأستاذة"),
    "ك": ("الكابتن", "الكابتن"),
}
"""For a man and for a woman; a blank may stand between the stop (or the slash) and the name."""

WITH_A_SLASH_ONLY = frozenset("ك")
"""Titles that are no titles with a stop: «ك. » is an initial."""

BEFORE_A_SLASH = """
السيد السيدة السادة الأستاذ الأستاذة الدكتور الدكتورة المهندس المهندسة الشيخ اللواء العميد العقيد المقدم
الرائد النقيب الملازم الفريق القاضي المستشار المحامي الكابتن الحاج الأخ الأخت الآنسة النائب الوزير الشهيد
المرحوم سيادة سعادة معالي فضيلة دكتور مهندس أستاذ لواء عميد شركة مؤسسة مكتب
"""
"""Words that offices part from the name with a slash: «السيد/ أحمد»."""

_WOMEN_TABLE = """
مريم زينب سعاد رانيا هند ليلى سلمى منى هدى نهى ندى رشا مها ريم رنا لينا لينه ديما سمر سحر سهير سهام سوسن
سلوى نجوى فدوى يسرى بشرى ذكرى رؤى ضحى لبنى حنان جيهان نيفين نسرين ياسمين شيرين نرمين إيمان أمل أحلام
إلهام ابتسام إبتسام انتصار اعتدال كوثر عبير غدير تغريد هديل هنادي أماني تهاني منال نوال وصال فاتن
ماجدولين كارمن ماري ماريا كريستين جوليا جوليانا سارا دانا يارا لارا تارا فرح مرح نور جنى حلا لمى سما صبا
رهف شهد وعد ورود زهور نجاح رحاب أريج دلال خلود هاجر بلقيس فيروز روان رندا إنعام انعام عفاف ألطاف أفنان
وجدان نادين كارولين جورجيت أنجيلا أنغيلا هيلاري كمالا ميشيل إليزابيث كاثرين كريستالينا أورسولا كريستينا
ناتالي إيفانكا ميلانيا تيريزا
"""
WOMEN = frozenset(_WOMEN_TABLE.split())
"""Women's first names, besides those in ة and اء."""

_MEN_TABLE = """
حمزة أسامة طلحة معاوية عبيدة عطية خليفة سلامة جمعة عكرمة قتيبة أمية حنفية نعمة رفعة طه عرفة شحاتة شحادة
قدامة عبادة حذيفة جحا عنترة مسلمة حارثة سراقة ميسرة عطا ضياء بهاء علاء رجاء
"""
MEN = frozenset(_MEN_TABLE.split())
"""Men's first names that look like women's."""

HONORIFICS = {
    "ص": ("صلى الله عليه وسلم",) * 3,
    "صلعم": ("صلى الله عليه وسلم",) * 3,
    "ع": ("عليه السلام", "عليها السلام", "عليهم السلام"),
    "س": ("عليه السلام", "عليها السلام", "عليهم السلام"),
    "رض": ("رضي الله عنه", "رضي الله عنها", "رضي الله عنهم"),
    "ر": ("رضي الله عنه", "رضي الله عنها", "رضي الله عنهم"),
    "رح": ("رحمه الله", "رحمها الله", "رحمهم الله"),
    "ره": ("رحمه الله", "رحمها الله", "رحمهم الله"),
    "قده": ("قدس سره",) * 3,
    "قدس": ("قدس سره",) * 3,
    "عج": ("عجل الله فرجه",) * 3,
    "تع": ("تعالى",) * 3,
}
"""In brackets after a name of religious history: for a man, a woman, several."""

CERTAIN_HONORIFICS = frozenset(("رض", "قده", "صلعم", "عج"))
"""Those that stand for nothing else, whatever the name before."""

_REVERED_MEN_TABLE = """
النبي نبي الرسول رسول الله محمد المصطفى أحمد طه الإمام إمام علي الحسن الحسين الحسينين جعفر الصادق الباقر
الكاظم الرضا الجواد الهادي العسكري المهدي السجاد العباس حمزة المسيح عيسى يسوع موسى هارون إبراهيم إسماعيل
إسحاق يعقوب يوسف نوح آدم داود داوود سليمان أيوب يونس زكريا يحيى إدريس هود صالح شعيب لوط الخضر جبريل
جبرائيل ميكائيل المؤمنين الأنبياء طالب الصديق الخطاب عفان عمر عثمان بكر
"""
REVERED_MEN = frozenset(_REVERED_MEN_TABLE.split())
_REVERED_WOMEN_TABLE = """
فاطمة الزهراء زينب مريم خديجة عائشة العذراء سكينة رقية آسية حواء هاجر سارة آمنة
"""
REVERED_WOMEN = frozenset(_REVERED_WOMEN_TABLE.split())
_REVERED_GROUPS_TABLE = """
البيت الأئمة أئمة الأنبياء الرسل الصحابة المعصومين الخلفاء الحسنين السبطين
"""
REVERED_GROUPS = frozenset(_REVERED_GROUPS_TABLE.split())

_L = "\u0621-\u064a\u064b-\u0652\u0671-\u06d3"
NO_LETTER = rf"(?<![{_L}\w.])"
"""What may not stand before an abbreviation: a letter, a digit, a stop."""


def choice(words: Iterable[str], *, blanks: bool = True) -> str:
    """An alternation of abbreviations, longest first, that may allow blanks after their inner stops."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\.", r"\. ?" if blanks else r"\.") for word in ordered)


_STOPPED = [word for word in TITLES if word not in WITH_A_SLASH_ONLY]
_DOCTORS = [word for word in _STOPPED if word.endswith("د")]
_NAME_NEXT = rf"(?=(?:{choice(_STOPPED)})\. ?[{_L}]{{2}}|[{_L}](?!ـ)[{_L}])"
_TITLE = expression(
    rf"{NO_LETTER}(?:([ول]?)({choice(_DOCTORS)})|(و?)({choice(_STOPPED)}))(?:\.[ ]?|(?<=\.د) ){_NAME_NEXT}"
)
_SLASHED_TITLE = expression(rf"{NO_LETTER}([ول]?)({choice(TITLES)})\.?/ ?(?=[{_L}]{{3}})")
_WORD_TITLE = expression(rf"(?<![{_L}])([وبل]?)({'|'.join(BEFORE_A_SLASH.split())}) ?/ ?(?=[{_L}]{{3}})")
_HONORIFIC = expression(rf"\s?\(\s?({'|'.join(HONORIFICS)})\s?\)|{NO_LETTER}صلعم(?![{_L}])")
_LATER_ITEM = expression(rf"(?<![{_L}])ب\. ?[{_L}]{{2}}")
_NAME = expression(rf"(?:(?:{choice(_STOPPED)})\. ?)*([{_L}]+)")
_SHE_SAID = expression(rf"(?<![{_L}])[وف]?[{_L}]{{2,5}}ت (?:ال[{_L}]+ ){{0,2}}\Z")
_LETTERED_TABLE = """
فيتامين فيتامينات المجموعة مجموعة الفئة فئة الملحق القسم الفقرة البند النقطة القائمة الدرجة الخط الكبد الصف
البوابة المبنى الجناح الشعبة المنطقة النموذج الخيار السيناريو الخطة الحرف حرف
"""
"""Nouns whose letter is a name of its own: «فيتامين د.»."""
LETTERED = expression(rf"(?<![{_L}])[وبلف]?(?:{'|'.join(_LETTERED_TABLE.split())}) \Z")
_NAMES = expression(rf"[{LETTERS}]+")


def expand_slashed(draft: Draft) -> None:
    """Write out the titles that a slash parts from their names, before slashes are read."""
    draft.replace(_SLASHED_TITLE, _titled, rule="abbreviation", where="/")
    draft.replace(_WORD_TITLE, r"\1\2 ", rule="sign", where="/")


def expand_titles(draft: Draft) -> None:
    """Write out the titles that end in a stop."""
    draft.replace(_TITLE, _titled, rule="abbreviation", where=".")


def expand_blessings(draft: Draft) -> None:
    """Write out the blessings in brackets."""
    if "(" in draft.text or "صلعم" in draft.text:
        draft.replace(_HONORIFIC, _blessed, rule="honorific")


def _titled(found: re.Match[str]) -> str:
    groups = [group or "" for group in found.groups()]
    prefix, short = groups[:2] if groups[1] else groups[2:]
    behind = found.string[max(0, found.start() - 60) : found.start()]
    if LETTERED.search(behind):
        return found[0]
    if short == "أ" and (not behind or behind[-1] == "\n" or _LATER_ITEM.search(found.string, found.end())):
        return found[0]  # the first item of a lettered list
    word = TITLES[short.replace(" ", "")][_is_woman(found, behind)]
    if behind.endswith(f"{word} "):
        return ""
    return f"لل{word[2:]} " if prefix == "ل" else f"{prefix}{word} "


def _is_woman(found: re.Match[str], behind: str) -> bool:
    """Whether the bearer of a title is a woman, by the first name after it and the verb before it."""
    following = _NAME.match(found.string, found.end())
    name = following[1] if following else ""
    if name in MEN:
        return False
    if name in WOMEN or (name.endswith(("ة", "اء")) and not name.startswith("ال")):
        return True
    return name.startswith("ال") and _SHE_SAID.search(behind) is not None


def _blessed(found: re.Match[str]) -> str:
    short = found[1] or "صلعم"
    words = _NAMES.findall(found.string, max(0, found.start() - 40), found.start())[-3:]
    revered = {word.removeprefix("و").removeprefix("ب").removeprefix("ل") for word in words} | set(words)
    blank = " " if found[1] else ""
    for form, names in ((2, REVERED_GROUPS), (1, REVERED_WOMEN), (0, REVERED_MEN)):
        if revered & names:
            return f"{blank}{HONORIFICS[short][form]}"
    return f"{blank}{HONORIFICS[short][0]}" if short in CERTAIN_HONORIFICS else found[0]
