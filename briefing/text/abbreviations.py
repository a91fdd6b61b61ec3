"""Arabic abbreviations in running text: د. → الدكتور, ق.م → قبل الميلاد.

Only abbreviations with their stop are touched, and only where a word follows that they may belong to, so
that a lone letter at the end of a sentence stays a letter.
"""

from __future__ import annotations

import re

BEFORE_NAMES = {
    "أ.د": "الأستاذ الدكتور",
    "ا.د": "الأستاذ الدكتور",
    "أ.م.د": "الأستاذ المساعد الدكتور",
    "د": "الدكتور",
    "م": "المهندس",
    "أ": "الأستاذ",
}
"""Titles: a blank may stand between the stop and the name."""

WHOLE = {
    "ق.م": "قبل الميلاد",
    "ب.م": "بعد الميلاد",
    "ق.هـ": "قبل الهجرة",
    "ص.ب": "صندوق بريد",
    "ج.م.ع": "جمهورية مصر العربية",
    "ج.ع.س": "الجمهورية العربية السورية",
    "إ.ع.م": "الإمارات العربية المتحدة",
    "ا.ع.م": "الإمارات العربية المتحدة",
    "م.ع.س": "المملكة العربية السعودية",
    "و.م.أ": "الولايات المتحدة الأمريكية",
    "أ.ف.ب": "وكالة فرانس برس",
    "ا.ف.ب": "وكالة فرانس برس",
    "د.ب.أ": "وكالة الأنباء الألمانية",
    "أ.ش.أ": "وكالة أنباء الشرق الأوسط",
    "أ.ب": "أسوشيتد برس",
    "ت.غ": "بتوقيت غرينتش",
    "ش.م.ل": "شركة مساهمة لبنانية",
    "ش.م.م": "شركة مساهمة مصرية",
    "ذ.م.م": "ذات مسؤولية محدودة",
    "ج.م": "جنيه مصري",
    "ل.ل": "ليرة لبنانية",
    "ل.س": "ليرة سورية",
    "ر.س": "ريال سعودي",
    "ر.ق": "ريال قطري",
    "د.إ": "درهم إماراتي",
    "د.ك": "دينار كويتي",
    "د.أ": "دينار أردني",
    "د.ع": "دينار عراقي",
    "إلخ": "إلى آخره",
    "الخ": "إلى آخره",
    "أ.هـ": "انتهى",
    "و.ا.ع": "وكالة الأنباء العراقية",
}
"""With or without a last stop."""

LETTER = "\u0621-\u064a\u064b-\u0652\u0671-\u06d3"


def _choice(words: dict[str, str]) -> str:
    """An alternation, longest first, that allows blanks after the inner stops."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\.", r"\. ?") for word in ordered)


_DOCTORS = {word: said for word, said in BEFORE_NAMES.items() if word.endswith("د")}
_TITLE = re.compile(
    rf"(?<![{LETTER}\w.])(?:([ول]?)({_choice(_DOCTORS)})|(و?)({_choice(BEFORE_NAMES)}))"
    rf"(?:\.[ ]?|(?<=\.د) )(?=[{LETTER}]{{2}})"
)
_WHOLE = re.compile(
    rf"(?<![{LETTER}\w.])({'|'.join(map(re.escape, sorted(WHOLE, key=len, reverse=True)))})"
    rf"(?![{LETTER}\w])(\.(?=[ ]?[{LETTER}،؛]))?"
)


_AGENCY = re.compile(r"\(([اأ] ?ف ?ب|د ?ب ?أ)\)")


def expanded(text: str) -> str:
    """The text with its abbreviations written out; the same object where it has none."""
    text = _AGENCY.sub(lambda found: f"({WHOLE['د.ب.أ' if found[1][0] == 'د' else 'أ.ف.ب']})", text)
    if "." not in text and "الخ" not in text and "إلخ" not in text:
        return text
    text = _TITLE.sub(_title, text)
    return _WHOLE.sub(lambda found: WHOLE[found[1]], text)


def _title(found: re.Match[str]) -> str:
    prefix, short = (found[1] or "", found[2]) if found[2] else (found[3] or "", found[4])
    if short == "أ" and (found.start() == 0 or found.string[found.start() - 1] == "\n"):
        return found[0]  # the first item of a lettered list
    word = BEFORE_NAMES[short.replace(" ", "")]
    if found.string[: found.start()].endswith(f"{word} "):
        return ""
    return f"لل{word[2:]} " if prefix == "ل" else f"{prefix}{word} "
