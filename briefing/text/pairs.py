"""Two figures with a sign between them: scores, ratios, fractions, ranges, seasons."""

from __future__ import annotations

from typing import Final

from briefing.text import dates
from briefing.text.amounts import NUMBER, amount, value_of
from briefing.text.cardinals import cardinal, joint
from briefing.text.counting import counted, decimal, fraction
from briefing.text.expressions import expression
from briefing.text.lexicon import LETTERS
from briefing.text.nouns import Case
from briefing.text.places import Place, Read, Reading, is_year, year_gender
from briefing.text.tails import rule_of, unit_after

_RATIO: Final = expression(r"(\d{1,6}):(\d{1,6})(?![\d:])")
_FRACTION: Final = expression(r"(?:(\d{1,6}) )?(\d{1,5})⁄(\d{1,5})(?!\d)")
_SLASHED: Final = expression(r"(\d{1,7})/(\d{1,7})(?![\d/])")
_MIXED: Final = expression(r"(\d{1,4}) ([1-9])/([2-9]|10)(?![\d/])")
_RANGE_LINK: Final = expression(r"\s?[-–—]\s?(?=\d)")
_GOES_ON: Final = expression(r"\s?[-/–:]\d")
_DEFINITE: Final = expression(rf"[ \u00a0]ال[{LETTERS}]")
_SCORE_NEAR: Final = expression(
    r"(?:نتيجة|النتيجة|بنتيجة|فاز|فازت|فوز|فوزه|بفوز|الفوز|تعادل|تعادلت|تعادلا|التعادل|خسر|خسرت|خسارة|هزيمة|هزم|هزمت|تغلب|تغلبت|ركلات"
    r"|تقدم|تقدمت|مباراة|المباراة|الشوط|اللقاء|انتصر|انتصار|سحق|اكتسح)\b"
)
_DAY_NEAR: Final = expression(
    rf"(?:يوم|اليوم|بتاريخ|تاريخ|[{LETTERS}]*(?:الأحد|الاثنين|الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت))\s?\Z"
)
_LAW_NEAR: Final = expression(
    rf"(?<![{LETTERS}])[وفبلك]?"
    r"(?:رقم|الرقم|(?:ال|لل)?(?:قانون|قرار|مرسوم|قضية|دعوى|تعميم|أمر|لائحة|نظام|ظهير|ملف)) \Z"
)
"""What is numbered anew each year, its year behind a slash: «القانون رقم 12/2020»."""


def ratio(place: Place) -> Read:
    """«5:3»: a score near a word of the game, else a proportion."""
    found = _RATIO.match(place.text, place.start)
    if found is None:
        return None
    scored = _SCORE_NEAR.search(place.before) is not None
    first = cardinal(int(found[1]), case=_of_score(place), vowels=place.vowels)
    second = cardinal(int(found[2]), case=Case.GENITIVE, vowels=place.vowels)
    words = f"{first} {'مقابل' if scored else 'إلى'} {second}"
    return Reading(found.end(), words, "score" if scored else "ratio")


def _of_score(place: Place) -> Case:
    """Goals are said without the alef of the accusative: «خسرت صفر مقابل ستة»."""
    return Case.GENITIVE if place.case is Case.ACCUSATIVE else place.case


def fractional(place: Place) -> Read:
    """«½», «2½», «3 1/2», «3⁄8»."""
    found = _FRACTION.match(place.text, place.start) or _MIXED.match(place.text, place.start)
    if found is None:
        return None
    text, end, vowels = place.text, found.end(), place.vowels
    unit = unit_after(text, end)
    noun = place.counted(end)
    construct = unit is not None or noun is not None or _DEFINITE.match(text, end) is not None
    top, bottom = int(found[2]), int(found[3])
    words = fraction(top, bottom, case=place.case, construct=construct and not found[1], vowels=vowels)
    if not found[1]:
        if unit is not None:
            return Reading(unit[0], f"{words} {unit[1].singular}", rule_of(unit[1]))
        return Reading(end, words, "fraction")
    whole = int(found[1])
    if unit is not None:
        counts = counted(whole, unit[1], case=place.case, vowels=vowels)
        return Reading(unit[0], f"{counts} {joint(vowels)}{words}", rule_of(unit[1]))
    if noun is not None and noun.end and whole > 2:
        counts = cardinal(whole, gender=noun.gender, case=place.case, construct=True, vowels=vowels)
        return Reading(noun.end, f"{counts}{text[end : noun.end]} {joint(vowels)}{words}", "fraction")
    return Reading(
        end, f"{cardinal(whole, case=place.case, vowels=vowels)} {joint(vowels)}{words}", "fraction"
    )


def slashed(place: Place) -> Read:
    """«5/6»: a day after the word for one, a season of two years, a month, a fraction; else «على»."""
    found = _SLASHED.match(place.text, place.start)
    if found is None:
        return None
    first, second = int(found[1]), int(found[2])
    end, vowels = found.end(), place.vowels
    if 1 <= first <= 31 and 1 <= second <= 12 and (_DAY_NEAR.search(place.before)):
        words = dates.date(first, second, case=place.case, names=place.months, vowels=vowels)
        return Reading(end, words, "date")
    if len(found[1]) == 4 and (len(found[2]) == 4 or (len(found[2]) == 2 and second == first % 100 + 1)):
        if second < 100:
            second += first // 100 * 100
        words = f"{dates.year(first, vowels=vowels)} إلى {dates.year(second, vowels=vowels)}"
        return Reading(end, words, "range")
    year, month = (first, second) if len(found[1]) == 4 else (second, first)
    if _LAW_NEAR.search(place.before) and len(found[2]) == 4 and is_year(found[2]):
        number = cardinal(first, case=Case.GENITIVE, vowels=vowels)
        of_year = "لِعَامِ" if vowels else "لعام"
        return Reading(end, f"{number} {of_year} {dates.year(second, vowels=vowels)}", "page-or-label")
    if {len(found[1]), len(found[2])} <= {1, 2, 4} and is_year(str(year)) and 1 <= month <= 12:
        named = dates.month(month, names=place.months)
        return Reading(end, f"{named} {dates.year(year, vowels=vowels)}", "date")
    if 12 < first <= 31 and second <= 12 and len(found[1]) == 2 and (first, second) != (24, 7):
        words = dates.date(first, second, case=place.case, names=place.months, vowels=vowels)
        return Reading(end, words, "date")
    if 1 <= first < second <= 10:
        construct = place.counted(end) is not None or place.text.startswith(" ال", end)
        words = fraction(first, second, case=place.case, construct=construct, vowels=vowels)
        return Reading(end, words, "fraction")
    one = cardinal(first, case=place.case, vowels=vowels)
    return Reading(end, f"{one} على {cardinal(second, case=Case.GENITIVE, vowels=vowels)}", "ratio")


def ranged(place: Place) -> Read:
    """«10-15 سنة», «2016-2017»; near a word of the game a score."""
    text, vowels = place.text, place.vowels
    first = NUMBER.match(text, place.start)
    link = _RANGE_LINK.match(text, first.end()) if first else None
    second = NUMBER.match(text, link.end()) if link else None
    if first is None or link is None or second is None or _GOES_ON.match(text, second.end()):
        return None
    low, high = value_of(first[0]), value_of(second[0])
    if low is None or high is None:
        return None
    if _SCORE_NEAR.search(place.before) and "." not in low + high and int(low) < 100 > int(high):
        one = cardinal(int(low), case=_of_score(place), vowels=vowels)
        words = f"{one} مقابل {cardinal(int(high), case=Case.GENITIVE, vowels=vowels)}"
        return Reading(second.end(), words, "score")
    if len(high) == 2 and len(low) == 4 and int(high) == int(low) % 100 + 1:
        high = low[:2] + high
    unit = unit_after(text, second.end())
    noun = place.upper(link.end()).counted(second.end())
    gender = unit[1].gender if unit else noun.gender if noun else year_gender(place)
    case = Case.GENITIVE if is_year(low) and noun is None and unit is None else place.case
    one = (
        decimal(low, gender=gender, case=case, vowels=vowels)
        if "." in low
        else cardinal(int(low), gender=gender, case=case, vowels=vowels)
    )
    if noun or unit or not is_year(high):
        top = amount(place.upper(link.end()), high, second.end())
    else:
        words = cardinal(int(high), gender=gender, case=Case.GENITIVE, vowels=vowels)
        top = Reading(second.end(), words, "year")
    link_word = f" {joint(vowels)}" if place.label == "بين" else " إلى "
    if float(low) > float(high):
        return Reading(top.end, f"{one} {top.words}", "page-or-label")  # 777-300 is a name, not a range
    return Reading(top.end, f"{one}{link_word}{top.words}", "range")
