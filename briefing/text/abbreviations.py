"""Arabic abbreviations in running text: د. → الدكتور, ق.م → قبل الميلاد, (ع) → عليه السلام.

A lone letter is touched only where what stands around it tells what it is short for, so that «الفقرة أ.» and
«فيتامين د.» keep their letter. Letters parted by stops that no table knows are called by their names, the
initials of foreigners by the names of the Latin letters they stand for, as newsreaders do.
"""

from __future__ import annotations

import re

from briefing.text import courtesies, letters, repeats, verses
from briefing.text.changes import Draft
from briefing.text.courtesies import HONORIFICS, NO_LETTER, choice
from briefing.text.expressions import expression
from briefing.text.lexicon import LETTERS

WHOLE = {
    "ق.م": "قبل الميلاد",
    "ب.م": "بعد الميلاد",
    "ق.هـ": "قبل الهجرة",
    "هـ.ق": "هجري قمري",
    "هـ.ش": "هجري شمسي",
    "ق.ظ": "قبل الظهر",
    "ب.ظ": "بعد الظهر",
    "ت.غ": "بتوقيت غرينتش",
    "ص.ب": "صندوق بريد",
    "س.ت": "السجل التجاري",
    "أ.ح": "أركان حرب",
    "ا.ح": "أركان حرب",
    "ج.م.ع": "جمهورية مصر العربية",
    "ج.ع.س": "الجمهورية العربية السورية",
    "إ.ع.م": "الإمارات العربية المتحدة",
    "ا.ع.م": "الإمارات العربية المتحدة",
    "م.ع.س": "المملكة العربية السعودية",
    "و.م.أ": "الولايات المتحدة الأمريكية",
    "م.ت.ف": "منظمة التحرير الفلسطينية",
    "ب.ك.ك": "حزب العمال الكردستاني",
    "أ.ف.ب": "وكالة فرانس برس",
    "ا.ف.ب": "وكالة فرانس برس",
    "د.ب.أ": "وكالة الأنباء الألمانية",
    "د.ب.ا": "وكالة الأنباء الألمانية",
    "أ.ش.أ": "وكالة أنباء الشرق الأوسط",
    "ا.ش.ا": "وكالة أنباء الشرق الأوسط",
    "أ.ب": "أسوشيتد برس",
    "ا.ب": "أسوشيتد برس",
    "و.ا.ع": "وكالة الأنباء العراقية",
    "و.ا.س": "وكالة الأنباء السعودية",
    "و.أ.م": "وكالة أنباء الإمارات",
    "ش.م.ل": "شركة مساهمة لبنانية",
    "ش.م.س": "شركة مساهمة سورية",
    "ش.م.م": "شركة مساهمة مصرية",
    "ش.م.ع": "شركة مساهمة عامة",
    "ش.م.ك": "شركة مساهمة كويتية",
    "ش.م.ب": "شركة مساهمة بحرينية",
    "ش.م.ق": "شركة مساهمة قطرية",
    "ش.م.ع.ع": "شركة مساهمة عمانية عامة",
    "ش.ذ.م.م": "شركة ذات مسؤولية محدودة",
    "ذ.م.م": "ذات مسؤولية محدودة",
    "ج.م": "جنيه مصري",
    "ج.س": "جنيه سوداني",
    "ل.ل": "ليرة لبنانية",
    "ل.س": "ليرة سورية",
    "ر.س": "ريال سعودي",
    "ر.ق": "ريال قطري",
    "ر.ع": "ريال عماني",
    "ر.ي": "ريال يمني",
    "د.إ": "درهم إماراتي",
    "د.م": "درهم مغربي",
    "د.ك": "دينار كويتي",
    "د.ب": "دينار بحريني",
    "د.أ": "دينار أردني",
    "د.ع": "دينار عراقي",
    "د.ل": "دينار ليبي",
    "د.ت": "دينار تونسي",
    "د.ج": "دينار جزائري",
    "أ.هـ": "انتهى",
    "ا.هـ": "انتهى",
    "إلخ": "إلى آخره",
    "الخ": "إلى آخره",
}
"""With or without a last stop; those of three letters and more also with blanks after their stops."""

AGENCIES = {
    "أ ف ب": "وكالة فرانس برس",
    "ا ف ب": "وكالة فرانس برس",
    "أف ب": "وكالة فرانس برس",
    "د ب أ": "وكالة الأنباء الألمانية",
    "د ب ا": "وكالة الأنباء الألمانية",
    "أ ش أ": "وكالة أنباء الشرق الأوسط",
    "أ ب": "أسوشيتد برس",
    "ا ب": "أسوشيتد برس",
    "أب": "أسوشيتد برس",
}
"""Agencies in the brackets of a dateline or credit, written without stops."""

UNITS = {"ك.م": "كم", "م.م": "مم", "س.م": "سم", "ك.غ": "كغ", "ك.ج": "كجم", "م.ط": "مليون طن"}
"""Units with stops, only right after a figure, as the tables of units have them."""

BEFORE_FIGURES = {
    "ط": "الطبعة",
    "ج": "الجزء",
    "مج": "المجلد",
    "ع": "العدد",
    "صص": "الصفحات",
    "ص.ص": "الصفحات",
    "ص ص": "الصفحات",
}
"""What books and journals are quoted by."""

PHONES = {"ت": "هاتف", "هـ": "هاتف", "ف": "فاكس", "ج": "جوال", "م": "موبايل"}
"""One letter before a telephone number."""

_L = "\u0621-\u064a\u064b-\u0652\u0671-\u06d3"
_DIGIT = expression("[0-9]")
_LONG = [word for word in WHOLE if word.count(".") > 1]
_SHORT = [word for word in WHOLE if word.count(".") <= 1]
_WHOLE = expression(
    rf"{NO_LETTER}(و?)({choice(_LONG)}|{choice(_SHORT, blanks=False)})(?![{_L}\w])(\.(?=[ ]?[{_L}،؛)]))?"
)
_ARABIC_POINT = expression(r"(?<![\d.,٫])(\d{1,3})ر(\d{1,4})(?![.,٫]\d|\w)")
"""The decimal mark of the Gulf's agencies: «5ر2», read from the right, is 2.5."""
_HALF_DAY = expression(rf"(?<=\d[ \u00a0])([صم])\u0640(?![{_L}])")
_PARTED_CLITIC = expression(rf"(?<![{_L}.])([وف]?[بلك])[ \u00a0](?=\d)")
_ERA = expression(r"(?<=\d) ?([قب])\. ?م\.?(?![\w.])")
_UNIT = expression(rf"(?<=\d) ?({choice(UNITS)})\b")
_SPACED = [agency for agency in AGENCIES if agency.count(" ") == 2]
_AGENCY = expression(
    rf"(?<=\()(?:{'|'.join(AGENCIES)})(?=\))|{NO_LETTER}(?:{'|'.join(_SPACED)})(?![{_L}\w.])"
)
_SHORT_QUOTED = "ط|ج|مج|صص|ص\\.ص|ص ص"
_QUOTED = expression(
    r"(?:(?<=[(،»\"؛])\s?|"
    rf"{NO_LETTER}(?=(?:{_SHORT_QUOTED})(?:\u0640 ?|[. ])?\d|(?:مج|صص|ص\.ص|ص ص) \d)|\A)"
    rf"({choice(BEFORE_FIGURES, blanks=False)})[.\u0640]? ?(?=\d{{1,4}}(?!\d))"
)
_DIED = expression(r"\(ت\.? ?(?=\d{2,4} ?(?:هـ|ه|م)?[ )/])")
_PHONE = expression(rf"{NO_LETTER}({'|'.join(PHONES)})\s?[.:/]\s?(?=[+(]?\d[\d \-()/]{{5,}}\d)")
_ASKED = expression(rf"\A(\s*)(س|ج)\s?(\d{{0,2}})\s?[:/]\s?(?=[«\"(]?[{_L}])")

TRIGGER = (
    rf"(?<![{LETTERS}])[{LETTERS}]{{1,3}}\.[ ]?[{LETTERS}]|إلخ|الخ|صلعم"
    rf"|\((?:{'|'.join([*AGENCIES, *HONORIFICS])})\)"
    rf"|(?:أ ف|ا ف|د ب|أ ش) [أبا](?![{LETTERS}])|(?m:^\s*[سج]\s?:)"
)
"""What a line must hold to have an abbreviation without any sign or figure: alternatives of a pattern."""


def expand_before_figures(draft: Draft) -> None:
    """Write out what tells a figure, a slash or a bracket its sense, before figures and signs are read."""
    courtesies.expand_slashed(draft)
    verses.name_verses(draft)
    draft.replace(_ASKED, _question, rule="abbreviation")
    if _DIGIT.search(draft.text) is None:
        return
    draft.replace(_ARABIC_POINT, r"\2.\1", rule="arrangement", where="ر")
    draft.replace(_HALF_DAY, r"\1", rule="arrangement", where="\u0640")
    draft.replace(_PARTED_CLITIC, _joined, rule="arrangement")
    draft.replace(_ERA, lambda found: f" {WHOLE[f'{found[1]}.م']}", rule="abbreviation", where="م")
    draft.replace(_UNIT, lambda found: f" {UNITS[found[1].replace(' ', '')]}", rule="abbreviation", where=".")
    draft.replace(_DIED, "(المتوفى سنة ", rule="abbreviation", where="(ت")
    draft.replace(_PHONE, lambda found: f"{PHONES[found[1]]}: ", rule="abbreviation")
    draft.replace(_QUOTED, _in_a_book, rule="abbreviation")


def expand(draft: Draft) -> None:
    """Write out abbreviations, titles, initials and blessings."""
    draft.replace(_AGENCY, _agency, rule="abbreviation")
    courtesies.expand_blessings(draft)
    if "." not in draft.text and "لخ" not in draft.text:
        return
    courtesies.expand_titles(draft)
    draft.replace(_WHOLE, _written_out, rule="abbreviation")
    letters.name_letters(draft)


def _joined(found: re.Match[str]) -> str:
    behind = found.string[max(0, found.start() - 30) : found.start()]
    return found[0] if courtesies.LETTERED.search(behind) else f"{found[1]}\u0640"


def _agency(found: re.Match[str]) -> str:
    return repeats.once(AGENCIES[found[0]], found.string[max(0, found.start() - 20) : found.start()])


def _written_out(found: re.Match[str]) -> str:
    behind = found.string[max(0, found.start() - 40) : found.start()]
    return found[1] + repeats.once(WHOLE[found[2].replace(" ", "")], behind)


def _question(found: re.Match[str]) -> str:
    word = "سؤال" if found[2] == "س" else "جواب"
    return f"{found[1]}{word} {found[3]}: " if found[3] else f"{found[1]}{word}: "


def _in_a_book(found: re.Match[str]) -> str:
    blank = " " if found[0][:1].isspace() else ""
    return f"{blank}{BEFORE_FIGURES[found[1]]} "
