"""Figures that tell when and how long: dates, days of a month, hours, lengths of time.

Each reader looks at the figure of a place and answers where it ends and what is said, or None.
"""

from __future__ import annotations

import re

from briefing.text import dates
from briefing.text.expressions import expression
from briefing.text.lexicon import LETTERS
from briefing.text.nouns import HOUR, MINUTE, SECOND, Case, Gender
from briefing.text.numbers import cardinal, counted, joint, ordinal
from briefing.text.places import Place, Read, Reading
from briefing.text.tails import ERA

DATE = expression(
    r"(\d{1,4})(\s?[/.\-]\s?)(\d{1,2})\2(\d{1,4})(?![\d/]|[.\-]\d)"
    r"(?:[T ](?=\d\d:))?(?:\s?(هـ|ه|م)(?![\w\u0640]))?"
)
_TIME = expression(
    r"(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d{1,6})?)?(?![\d:])(Z\b)?"
    r"(?:\s?([صم]|[ap]\.m\.|[apAP][mM])(?![\w\u0640]))?(\s?\.(?=\s[صم]))?"
)
_HALF_DAY = (
    r"(?=[ ](?:(?:صباح|ظهر|عصر|ليل|فجر)(?:ا|ًا|اً)(?!\w)|مساءً"
    r"|مساء(?=\s*[.،؛)]|\s*\Z| بتوقيت| حتى| إلى)|بعد الظهر|بتوقيت))"
)
_HOUR_OF_DAY = expression(rf"(\d{{1,2}}){_HALF_DAY}")
_HOUR = expression(
    r"(\d{1,2})(?![\d.,:/٫\-])(?! ?(?:دقيق|دقائق|ثاني|ثوان|ساع))"
    r"(?:\s?([صم]|[ap]\.m\.|[apAP][mM])(?![\w\u0640]))?"
)
_HOUR_NEAR = expression(r"الساعة \d{1,2}(?::\d\d)? ?(?:إلى |حتى |- ?)?\Z")
_LASTING = expression(
    r"(\d{1,3}):([0-5]\d)(?::([0-5]\d)(?:[.,]\d{1,3})?)?(?![\d:])(?: (?:ساعة|ساعات|دقيقة|دقائق)(?![\w]))?"
)
_LASTING_NEAR = expression(
    r"(?:زمن|بزمن|قدره|قدرها|مدة|مدته|مدتها|استغرق|استغرقت|خلال|غضون)\b[^.؟!،:\n]{0,15}\Z"
)
_RATIO_NEAR = expression(r"(?:نسبة|بنسبة|مقياس|بمقياس|تناسب)\s?\Z")
_MONTHS = sorted(dates.month_names() - {"صفر", "ذي", "ذو"})
_MONTH = "|".join(sorted(map(re.escape, _MONTHS), key=len, reverse=True))
_MONTH_TAIL = (
    rf"(?:(?:كانون|تشرين) ال[{LETTERS}]+|(?:ربيع|جمادى) ال[{LETTERS}]+|ذ[يو] ال[{LETTERS}]+|صفر|{_MONTH})"
)
_DAY_MONTH = expression(
    rf"(\d{{1,2}})(?:(\s?[-–]\s?|\s?و\s?| إلى | حتى )(\d{{1,2}}))?\s?(?:من )?({_MONTH_TAIL})(?![{LETTERS}])"
    rf"(?:\s?/\s?({_MONTH_TAIL})(?![{LETTERS}]))?"
    r"(?:،? ?(?:من )?(عام |العام |سنة )?(\d{3,4})(?![\d%/:]|[.]\d))?"
)


def numeric_date(place: Place) -> Read:
    """«15/8/2021», «2023-10-07», «12.05.2024»."""
    found = DATE.match(place.text, place.start)
    if found is None:
        return None
    first, second, third = int(found[1]), int(found[3]), int(found[4])
    if len(found[1]) == 4 or first > 31:
        year, month, day = first, second, third
    elif len(found[4]) < 2:
        return None
    else:
        day, month, year = first, second, third
        if len(found[4]) == 2:
            year += 2000 if year < 50 else 1900
    if month > 12 >= day:
        day, month = month, day
    if not (1 <= month <= 12 and 1 <= day <= 31 and 1 <= year <= 9999):
        return None
    era = found[5] or ""
    hijri = era.startswith("ه") or (not era and 1300 <= year <= 1500)
    words = dates.date(
        day, month, year_number=year, case=place.case, names=place.months, hijri=hijri, vowels=place.vowels
    )
    words += {"ه": " للهجرة", "هـ": " للهجرة", "م": " للميلاد"}.get(era, "")
    return Reading(found.end(), words, "date")


def day_of_month(place: Place) -> Read:
    """«3 مارس 2024», «1-5 مايو», «12 ربيع الأول 1445هـ»."""
    found = _DAY_MONTH.match(place.text, place.start)
    if found is None or not 1 <= int(found[1]) <= 31:
        return None
    words = ordinal(int(found[1]), case=place.case, vowels=place.vowels)
    if found[3]:
        if not 1 <= int(found[3]) <= 31:
            return None
        second = ordinal(
            int(found[3]), case=place.case if "و" in found[2] else Case.GENITIVE, vowels=place.vowels
        )
        link = found[2].strip()
        words += (
            f" {joint(place.vowels)}{second}"
            if link == "و"
            else f" {link if link[0] > '~' and link[0] != '–' else 'إلى'} {second}"
        )
    words += f" من {found[4]}"
    if found[5]:
        words += f" {found[5]}"
    if found[7]:
        noun = (found[6] or (dates.DURING if place.vowels else "عام")).strip()
        gender = Gender.FEMININE if noun == "سنة" else Gender.MASCULINE
        year = cardinal(int(found[7]), gender=gender, case=Case.GENITIVE, vowels=place.vowels)
        words += f" {noun} {year}"
    era = ERA.match(place.text, found.end()) if found[7] else None
    if era is not None:
        return Reading(era.end(), f"{words} {'للميلاد' if era[1] == 'م' else 'للهجرة'}", "date")
    return Reading(found.end(), words, "date")


_OF_MONTH = expression(
    r"(\d{1,2})[ \u00a0](?:من (?:ال)?شهر(?![\u0621-\u064a]{3})|من هذا الشهر|من الجاري"
    r"|(?:الجاري|الحالي)(?!\w))"
)
_DAY_NEAR = expression(r"(?:\A|[^\w])(?:في|يوم|منذ|حتى|إلى|من|قبل|بعد|ليوم|فجر|مساء|صباح|بتاريخ|ليلة)\s\Z")


def day_of_this_month(place: Place) -> Read:
    """«25 من الشهر الجاري», «5 الجاري»."""
    found = _OF_MONTH.match(place.text, place.start)
    if (
        found is None
        or not 1 <= int(found[1]) <= 31
        or not ((place.article and not place.label.startswith("ال")) or _DAY_NEAR.search(place.before))
    ):
        return None
    return Reading(found.end(1), ordinal(int(found[1]), case=place.case, vowels=place.vowels), "date")


def length_of_time(place: Place) -> Read:
    """A length of time: «2:15 ساعة», «في زمن قدره 1:02:35»; never a time of day."""
    found = _LASTING.match(place.text, place.start)
    if found is None or place.label in ("الساعة", "ساعة"):
        return None
    minutes_first = found[0].endswith(("دقيقة", "دقائق"))
    named = found[0].endswith(("ساعة", "ساعات")) or minutes_first
    if not named and not (found[3] and _LASTING_NEAR.search(place.before)):
        return None
    counts = [int(count) for count in found.groups() if count is not None]
    units = (MINUTE, SECOND) if minutes_first else (HOUR, MINUTE, SECOND)
    said = [
        counted(count, unit, case=place.case, vowels=place.vowels)
        for count, unit in zip(counts, units, strict=False)
        if count
    ]
    return Reading(found.end(), f" {joint(place.vowels)}".join(said), "duration") if said else None


def time_of_day(place: Place) -> Read:
    """«14:30», «الساعة 8», «8 صباحا»."""
    found = _TIME.match(place.text, place.start)
    if found is not None and (int(found[1]) > 24 or int(found[2]) > 59 or _RATIO_NEAR.search(place.before)):
        found = None
    if found is None:
        found = _HOUR.match(place.text, place.start)
        if found is None or int(found[1]) > 24 or not _names_an_hour(place, found[2]):
            return None
        hour, minute, half, universal = int(found[1]), 0, found[2], False
    else:
        hour, minute, half, universal = int(found[1]), int(found[2]), found[4], bool(found[3])
    words = dates.clock(hour, minute, case=place.case, vowels=place.vowels)
    if place.label not in _HOURS and not place.article and not _follows_an_hour(place):
        words = f"الساعة {words}"
    if half:
        words += f" {dates.HALF_DAYS.get(half) or dates.HALF_DAYS[half.lower()]}"
    return Reading(found.end(), f"{words} بالتوقيت العالمي" if universal else words, "time")


_HOURS = frozenset(("الساعة", "ساعة", "والساعة", "للساعة", "بالساعة"))


def _names_an_hour(place: Place, half: str | None) -> bool:
    """Whether a number up to 24 is an hour: after the word, before a part of the day, or with AM and PM."""
    return (
        place.label in ("الساعة", "والساعة")
        or (half is not None and half[0] not in "صم")
        or _HOUR_OF_DAY.match(place.text, place.start) is not None
        or _follows_an_hour(place)
    )


def _follows_an_hour(place: Place) -> bool:
    """Whether it is the second of two hours: «الساعة 8 إلى 10»."""
    before = place.before
    return "الساعة" in before and _HOUR_NEAR.search(before) is not None
