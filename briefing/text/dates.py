"""Dates and clock times in words.

Month names come in four families: Syriac (Levant, Iraq), Gregorian (Egypt, the Gulf), Tunisian and Algerian,
Moroccan (CLDR has the same for ar_SY, ar, ar_DZ and ar_MA). A numeric date is named in the family the text
itself uses. Clock times never gain «صباحًا» or «مساءً» that the writer did not give.
"""

from __future__ import annotations

from briefing.text.expressions import expression
from briefing.text.nouns import MINUTE, Case, Gender
from briefing.text.numbers import cardinal, counted, joint, ordinal

MONTHS = (
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول",
    "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر",
    "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر",
)
HIJRI_MONTHS = (
    "محرم صفر ربيع_الأول ربيع_الآخر جمادى_الأولى جمادى_الآخرة رجب شعبان رمضان شوال ذي_القعدة ذي_الحجة"
)
OTHER_SPELLINGS = "ابريل إبريل نيسان اغسطس اكتوبر ايلول اذار ايار ايلول كانون تشرين ربيع جمادى ذو ذي المحرم"

FAMILY_MARKS = (
    (1, expression(r"\b(?:كانون ال|شباط|[آا]ذار|نيسان|[أا]يار|حزيران|تموز|[أا]يلول|تشرين ال)")),
    (2, expression(r"\b(?:جانفي|فيفري|أفريل|جوان|جويلية)\b")),
    (3, expression(r"\b(?:يوليوز|غشت|شتنبر|نونبر|دجنبر)\b")),
)

DURING = "عَامَ"
"""«In the year» after a day and month, in the accusative of time."""

HALF_DAYS = {
    "ص": "صباحًا",
    "م": "مساءً",
    "am": "صباحًا",
    "AM": "صباحًا",
    "a.m.": "صباحًا",
    "pm": "مساءً",
    "PM": "مساءً",
    "p.m.": "مساءً",
}


def month_names() -> frozenset[str]:
    """The first word of every month name, in the usual spellings."""
    names = " ".join((*MONTHS, HIJRI_MONTHS, OTHER_SPELLINGS))
    return frozenset(name.split("_")[0] for name in names.split())


def family(text: str) -> int:
    """The index in :data:`MONTHS` of the month names a text uses; 0 where it uses none of its own."""
    for index, mark in FAMILY_MARKS:
        if mark.search(text):
            return index
    return 0


def month(number: int, *, names: int = 0, hijri: bool = False) -> str:
    """The name of month 1 to 12."""
    table = HIJRI_MONTHS if hijri else MONTHS[names]
    return table.split()[number - 1].replace("_", " ")


def year(number: int, *, vowels: bool = False) -> str:
    """A year after «عام»: ألفين وستة عشر."""
    return cardinal(number, case=Case.GENITIVE, vowels=vowels)


def date(
    day: int,
    month_number: int,
    *,
    year_number: int | None = None,
    case: Case = Case.GENITIVE,
    names: int = 0,
    hijri: bool = False,
    vowels: bool = False,
) -> str:
    """A date: «السابع والعشرين من شباط عام ألفين وستة عشر».

    Args:
        day: 1 to 31.
        month_number: 1 to 12.
        year_number: left out where None.
        case: of the day.
        names: the family of month names, as :func:`family` gives it.
        hijri: the months of the Islamic calendar.
        vowels: diacritics on the number words.
    """
    words = f"{ordinal(day, case=case, vowels=vowels)} من {month(month_number, names=names, hijri=hijri)}"
    return (
        words
        if year_number is None
        else f"{words} {DURING if vowels else 'عام'} {year(year_number, vowels=vowels)}"
    )


def clock(hour: int, minute: int, *, case: Case = Case.GENITIVE, vowels: bool = False) -> str:
    """A time of day after «الساعة»: «العاشرة والنصف»، «الحادية عشرة إلا ربعًا».

    Args:
        hour: 0 to 24; 0 and 24 are midnight, hours after 12 stay as they are.
        minute: 0 to 59.
        case: of the hour.
        vowels: diacritics on the number words.
    """
    named = hour + 1 if minute == 45 else hour
    if minute == 45 and named == 13:
        named = 1
    if named == 24 and minute == 45:
        words = ordinal(12, gender=Gender.FEMININE, case=case, vowels=vowels)
    elif named % 24 == 0:
        words = "الصفر"
    elif named == 1:
        words = "الواحدة"
    else:
        words = ordinal(named, gender=Gender.FEMININE, case=case, vowels=vowels)
    if minute == 45:
        return f"{words} إلا ربعًا"
    if minute == 0:
        return words
    exact = {15: "والربع", 20: "والثلث", 30: "والنصف"}.get(minute)
    if exact is None:
        exact = (
            "ودقيقة" if minute == 1 else f"{joint(vowels)}{counted(minute, MINUTE, case=case, vowels=vowels)}"
        )
    return f"{words} {exact}"
