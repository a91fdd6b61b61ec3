"""Figures in running text: what a number with everything around it says.

:func:`figure` is called where a digit stands. It tries the ways a digit may begin something (date, time,
telephone number, range, amount …) in the order of :data:`READERS`; the first that fits wins. All patterns
are bounded, so that a text of nothing but digits takes linear time.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from briefing.text import dates
from briefing.text.agreement import case_after, counted_after, last_word
from briefing.text.amounts import (
    NUMBER,
    SCALE,
    SCALE_LETTER,
    amount,
    quantity,
    scaled,
    scaled_after,
    unit_after,
    value_of,
)
from briefing.text.lexicon import CLITICS, LETTERS
from briefing.text.moments import DATE, day_of_month, length_of_time, numeric_date, time_of_day
from briefing.text.nouns import Case
from briefing.text.numbers import DIGITS, LARGEST, cardinal, counted, decimal, fraction, joint
from briefing.text.places import CONTEXT, Place, Read, Said, is_year, year_gender
from briefing.text.quantities import POWER_NOUNS, SCALE_LETTERS, SCALE_NOUNS, currencies

_PREFIX = re.compile(rf"(?<![{LETTERS}])(?:([وف]?)([بلك]?)((?:ال)?|(?<=ل)ل)(\u0640*))([ ]?)\Z")
_DASHED = re.compile(rf"(?<=[{LETTERS}])-\Z")
_PAGE = re.compile(rf"(?<![{LETTERS}])([وف]?)ص\.?\s?\Z")
_MINUS = re.compile(r"(?:\A|(?<=[\s(]))-\Z")
_RATIO = re.compile(r"(\d{1,6}):(\d{1,6})(?![\d:])")
_PHONE = re.compile(
    r"(?:00|0)\d[\d\-]{5,16}\d(?![\d])|0\d{1,3}[ /]\d{3}[ \-]?\d{3,4}(?!\d)|\d{3}-\d{3}-\d{4}(?!\d)"
)
_LONG_PHONE = re.compile(r"\d[\d ()\-]{4,20}\d(?!\d)")
_DOTTED = re.compile(r"\d{1,5}(?:\.\d{1,5}){2,6}(?![\d])")
_FRACTION = re.compile(r"(?:(\d{1,6}) )?(\d{1,5})⁄(\d{1,5})(?!\d)")
_SLASHED = re.compile(r"(\d{1,7})/(\d{1,7})(?![\d/])")
_RANGE_LINK = re.compile(r"\s?[-–—]\s?(?=\d)")
_SCORE_NEAR = re.compile(
    r"(?:نتيجة|النتيجة|بنتيجة|فاز|فازت|فوز|تعادل|تعادلت|تعادلا|خسر|خسرت|خسارة|هزيمة|هزم|هزمت|تغلب|تغلبت|ركلات"
    r"|تقدم|تقدمت|مباراة|المباراة|الشوط|اللقاء)\b"
)
_PHONE_NEAR = re.compile(
    r"(?:هاتف|الهاتف|تلفون|جوال|الجوال|فاكس|واتساب|الاتصال|اتصل|الرقم|رقم)\b[^.؟!\n]{0,25}\Z"
)
_DAY_NEAR = re.compile(
    r"(?:يوم|اليوم|بتاريخ|تاريخ|[{L}]*(?:الأحد|الاثنين|الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت))\s?\Z".replace(
        "{L}", LETTERS
    )
)

_CHAIN = re.compile(r"\d{1,4}([/.:\-])\d{1,4}(?:\1\d{1,4}){5,2000}(?!\d)")


@dataclass(frozen=True, slots=True)
class _Opening:
    """What is joined to the front of a figure."""

    begin: int
    before: str
    conjunction: str = ""
    clitic: str = ""
    article: bool = False
    lead: str = ""
    """Said before the figure: «ناقص»، «صفحة», or a blank for a hyphen."""

    def case(self, inherited: Case | None) -> Case | None:
        """The case the words before ask for; after «و» that of the number before."""
        known = Case.GENITIVE if self.clitic or "صفحة" in self.lead else case_after(self.before)
        if self.conjunction and known in (None, Case.NOMINATIVE) and inherited is not None:
            return inherited
        return known

    def said(self, words: str, *, vowels: bool) -> str:
        """The words with the prefix in front."""
        return _prefixed(self.conjunction, self.clitic, f"{self.lead}{words}", vowels=vowels)


def _opening(text: str, start: int, floor: int) -> _Opening:
    """Look back from a figure for a prefix (ب5، الـ5، و 5), a minus, a hyphen or a page sign."""
    window = text[max(0, start - CONTEXT) : start]
    own = max(0, floor - max(0, start - CONTEXT))
    if (dashed := _DASHED.search(window, own)) is not None and window[-2] != "\u0640":
        return _Opening(start - 1, window[: dashed.start()], lead=" ")
    if _MINUS.search(window, own) is not None:
        return _Opening(start - 1, window[:-1], lead="ناقص ")
    if (page := _PAGE.search(window, own)) is not None:
        return _Opening(start - len(page[0]), window[: page.start()], page[1], lead="صفحة ")
    prefix = _PREFIX.search(window, own)
    if prefix is None or not _attached(prefix):
        return _Opening(start, window)
    return _Opening(start - len(prefix[0]), window[: prefix.start()], prefix[1], prefix[2], bool(prefix[3]))


def figure(text: str, start: int, *, floor: int, months: int, vowels: bool, inherited: Case | None) -> Said:
    """Read the figure whose first digit is at ``start``.

    Args:
        text: one line, folded.
        start: where a digit stands.
        floor: nothing before this may be taken.
        months: the family of month names, as :func:`briefing.text.dates.family` gives it.
        vowels: diacritics on the number words.
        inherited: the case of the number before in the same sentence, taken over after «و».
    """
    opening = _opening(text, start, floor)
    known = opening.case(inherited)
    place = Place(
        text,
        start,
        opening.before,
        known or Case.GENITIVE,
        known is not None,
        opening.article,
        last_word(opening.before),
        months,
        vowels,
    )
    end, words = next(filter(None, (reader(place) for reader in READERS)))
    return Said(opening.begin, end, opening.said(words, vowels=vowels), place.case)


def _attached(prefix: re.Match[str]) -> bool:
    """Whether letters before a figure are a prefix of it: ب5, بـ5, الـ 5, و 5."""
    letters = prefix[1] + prefix[2] + prefix[3]
    if not letters:
        return False
    return not prefix[5] or bool(prefix[4]) or prefix[3] == "ال" or letters == "و"


def _prefixed(conjunction: str, clitic: str, words: str, *, vowels: bool) -> str:
    if clitic == "ل" and words.startswith("ال"):
        words = words[1:]
    marks = CLITICS if vowels else {}
    return marks.get(conjunction, conjunction) + marks.get(clitic, clitic) + words


def _digits(run: str) -> str:
    return " ".join(DIGITS[int(char)] for char in run)


def _telephone(place: Place) -> Read:
    found = _PHONE.match(place.text, place.start)
    if found is None or sum(char.isdigit() for char in found[0]) < 7:
        if place.before.endswith("+"):
            found = _LONG_PHONE.match(place.text, place.start)
        elif _PHONE_NEAR.search(place.before):
            found = _LONG_PHONE.match(place.text, place.start)
            if found is not None and "," in found[0]:
                return None
        else:
            return None
    if found is None or not 7 <= sum(char.isdigit() for char in found[0]) <= 18:
        return None
    if DATE.match(place.text, place.start):
        return None
    groups = re.split(r"[ ()/\-]+", found[0])
    if len(groups) == 1:
        run = groups[0]
        groups = [run[at : at + 3] for at in range(0, len(run), 3)]
        if len(groups) > 1 and len(groups[-1]) == 1:
            groups[-2:] = [groups[-2] + groups[-1]]
    return found.end(), "، ".join(_digits(group) for group in groups if group)


def _chain(place: Place) -> Read:
    """Seven figures and more with one sign between them are no date and no address: said one by one."""
    found = _CHAIN.match(place.text, place.start)
    if found is None:
        return None
    known: dict[str, str] = {}
    for group in found[0].split(found[1]):
        if group not in known:
            known[group] = _digits(group) if group[0] == "0" else cardinal(int(group), vowels=place.vowels)
    return found.end(), "، ".join(known[group] for group in found[0].split(found[1]))


def _leading_zeros(place: Place) -> Read:
    found = re.compile(r"0\d{1,18}(?![\d.,:/٫\-])|\d{20,}").match(place.text, place.start)
    return None if found is None else (found.end(), _digits(found[0]))


def _ratio(place: Place) -> Read:
    found = _RATIO.match(place.text, place.start)
    if found is None:
        return None
    link = "مقابل" if _SCORE_NEAR.search(place.before) else "إلى"
    first = cardinal(int(found[1]), case=_of_score(place), vowels=place.vowels)
    second = cardinal(int(found[2]), case=Case.GENITIVE, vowels=place.vowels)
    return found.end(), f"{first} {link} {second}"


def _of_score(place: Place) -> Case:
    """Goals are said without the alef of the accusative: «خسرت صفر مقابل ستة»."""
    return Case.GENITIVE if place.case is Case.ACCUSATIVE else place.case


def _dotted(place: Place) -> Read:
    found = _DOTTED.match(place.text, place.start)
    if found is None:
        return None
    groups = found[0].split(".")
    if all(len(group) == 3 for group in groups[1:]) and len(groups[0]) <= 3 and groups[0][0] != "0":
        whole = int("".join(groups))
        return (
            amount(place, str(whole), found.end()) if whole <= LARGEST else (found.end(), _digits(str(whole)))
        )
    return found.end(), " نقطة ".join(
        cardinal(int(group), vowels=place.vowels) if group[0] != "0" else _digits(group) for group in groups
    )


def _fraction(place: Place) -> Read:
    found = _FRACTION.match(place.text, place.start)
    if found is None:
        return None
    after = place.text[found.end() : found.end() + CONTEXT]
    unit = unit_after(after)
    noun = counted_after(after)
    construct = (
        unit is not None or noun is not None or re.match(rf"[ \u00a0]ال[{LETTERS}]", after) is not None
    )
    top, bottom = int(found[2]), int(found[3])
    words = fraction(top, bottom, case=place.case, construct=construct and not found[1], vowels=place.vowels)
    if found[1]:
        if unit is not None:
            return (
                found.end() + unit[0],
                f"{counted(int(found[1]), unit[1], case=place.case, vowels=place.vowels)}"
                f" {joint(place.vowels)}{words}",
            )
        whole = int(found[1])
        if noun is not None and noun.end and whole > 2:
            counts = cardinal(whole, gender=noun.gender, case=place.case, construct=True, vowels=place.vowels)
            return found.end() + noun.end, f"{counts}{after[: noun.end]} {joint(place.vowels)}{words}"
        return (
            found.end(),
            f"{cardinal(whole, case=place.case, vowels=place.vowels)} {joint(place.vowels)}{words}",
        )
    if unit is not None:
        return found.end() + unit[0], f"{words} {unit[1].singular}"
    return found.end(), words


def _slashed(place: Place) -> Read:
    found = _SLASHED.match(place.text, place.start)
    if found is None:
        return None
    first, second = int(found[1]), int(found[2])
    vowels = place.vowels
    if 1 <= first <= 31 and 1 <= second <= 12 and (_DAY_NEAR.search(place.before)):
        return found.end(), dates.date(first, second, case=place.case, names=place.months, vowels=vowels)
    if len(found[1]) == 4 and (len(found[2]) == 4 or (len(found[2]) == 2 and second == first % 100 + 1)):
        if second < 100:
            second += first // 100 * 100
        return found.end(), f"{dates.year(first, vowels=vowels)} إلى {dates.year(second, vowels=vowels)}"
    year_and_month = (first, second) if len(found[1]) == 4 else (second, first)
    if (
        {len(found[1]), len(found[2])} == {2, 4}
        and is_year(str(year_and_month[0]))
        and 1 <= year_and_month[1] <= 12
    ):
        named = dates.month(year_and_month[1], names=place.months)
        return found.end(), f"{named} {dates.year(year_and_month[0], vowels=vowels)}"
    if 12 < first <= 31 and second <= 12 and len(found[1]) == 2 and (first, second) != (24, 7):
        return found.end(), dates.date(first, second, case=place.case, names=place.months, vowels=vowels)
    if 1 <= first < second <= 10:
        after = place.text[found.end() : found.end() + CONTEXT]
        construct = counted_after(after) is not None or after[:3] == " ال"
        return found.end(), fraction(first, second, case=place.case, construct=construct, vowels=vowels)
    one = cardinal(first, case=place.case, vowels=vowels)
    return found.end(), f"{one} على {cardinal(second, case=Case.GENITIVE, vowels=vowels)}"


def _range(place: Place) -> Read:
    first = NUMBER.match(place.text, place.start)
    link = _RANGE_LINK.match(place.text, first.end()) if first else None
    second = NUMBER.match(place.text, link.end()) if link else None
    if first is None or link is None or second is None:
        return None
    if re.compile(r"\s?[-/–:]\d").match(place.text, second.end()):
        return None
    low, high = value_of(first[0]), value_of(second[0])
    if low is None or high is None:
        return None
    after = place.text[second.end() : second.end() + CONTEXT]
    if _SCORE_NEAR.search(place.before) and "." not in low + high and int(low) < 100 > int(high):
        one = cardinal(int(low), case=_of_score(place), vowels=place.vowels)
        return second.end(), f"{one} مقابل {cardinal(int(high), case=Case.GENITIVE, vowels=place.vowels)}"
    if len(high) == 2 and len(low) == 4 and int(high) == int(low) % 100 + 1:
        high = low[:2] + high
    unit = unit_after(after)
    noun = counted_after(after)
    gender = unit[1].gender if unit else noun.gender if noun else year_gender(place)
    case = Case.GENITIVE if is_year(low) and noun is None and unit is None else place.case
    one = (
        decimal(low, gender=gender, case=case, vowels=place.vowels)
        if "." in low
        else cardinal(int(low), gender=gender, case=case, vowels=place.vowels)
    )
    there = Place(place.text, link.end(), "إلى ", Case.GENITIVE, True, False, "", place.months, place.vowels)
    end, words = (
        amount(there, high, second.end())
        if noun or unit or not is_year(high)
        else (
            second.end(),
            cardinal(int(high), gender=gender, case=Case.GENITIVE, vowels=place.vowels),
        )
    )
    link_word = f" {joint(place.vowels)}" if place.label == "بين" else " إلى "
    if float(low) > float(high):
        link_word = " "  # 777-300 is a name, not a range
    return end, f"{one}{link_word}{words}"


def _number(place: Place) -> Read:
    found = NUMBER.match(place.text, place.start)
    if found is None:
        run = re.compile(r"\d+").match(place.text, place.start)
        return (run.end(), _digits(run[0])) if run else None
    value = value_of(found[0])
    if value is None:
        return found.end(), _digits(re.sub(r"\D", "", found[0]))
    after = place.text[found.end() : found.end() + CONTEXT]
    whole, dot, part = value.partition(".")
    if (
        dot
        and len(part) == 3
        and "." in found[0]
        and "," not in found[0]
        and 0 < len(whole) < 4
        and whole != "0"
    ):
        grouped = part == "000" or (
            counted_after(after) is not None and not SCALE.match(after) and unit_after(after) is None
        )
        value = whole + part if grouped else value
    return amount(place, value, found.end())


READERS: tuple[Callable[[Place], Read], ...] = (
    _chain,
    _telephone,
    numeric_date,
    length_of_time,
    time_of_day,
    _ratio,
    _dotted,
    day_of_month,
    _fraction,
    _slashed,
    _leading_zeros,
    _range,
    _number,
)

_MONEY_SIGN = "|".join(
    re.escape(sign)
    for sign in sorted(currencies(), key=len, reverse=True)
    if re.search(r"[A-Z$€£¥₺₽₹₪₩₿₴﷼]", sign)
)
MONEY_BEFORE = re.compile(rf"(?<![A-Za-z])({_MONEY_SIGN})[ \u00a0]?(?=\d)")


def money(
    text: str, start: int, *, floor: int, months: int, vowels: bool, inherited: Case | None
) -> Said | None:
    """Read an amount whose currency stands before it ($5 مليون); arguments as for :func:`figure`.

    None where no amount with words follows the sign.
    """
    sign = MONEY_BEFORE.match(text, start)
    found = NUMBER.match(text, sign.end()) if sign else None
    value = value_of(found[0]) if found else None
    if sign is None or found is None or value is None:
        return None
    noun, end = currencies()[sign[1]], found.end()
    opening = _opening(text, start, floor)
    case = opening.case(inherited) or Case.GENITIVE
    place = Place(text, start, opening.before, case, True, False, "", months, vowels)
    after = text[end : end + CONTEXT]
    letter = SCALE_LETTER.match(after)
    scale = scaled_after(place, value, after)
    higher = re.compile(rf"\s?[-–—]\s?(?:{_MONEY_SIGN})?[ \u00a0]?(?=\d)").match(text, end)
    if higher is not None and letter is None:
        upper = NUMBER.match(text, higher.end())
        top = value_of(upper[0]) if upper else None
        if upper is not None and top is not None and float(top) > float(value):
            there = Place(text, higher.end(), "إلى ", Case.GENITIVE, True, False, "", months, vowels)
            tail = scaled_after(there, top, text[upper.end() : upper.end() + CONTEXT])
            said = f"{tail[1]} {noun.singular}" if tail else quantity(top, noun, place=there)
            low = decimal(value, gender=noun.gender, case=case, vowels=vowels)
            end = upper.end() + (tail[0] if tail else 0)
            return Said(opening.begin, end, opening.said(f"{low} إلى {said}", vowels=vowels), case)
    if scale is not None:
        words, end = f"{scale[1]} {noun.singular}", end + scale[0]
    elif letter is not None:
        power = SCALE_NOUNS[POWER_NOUNS[SCALE_LETTERS[letter[1]]]]
        words = scaled(value, power, written=power.singular, follows=True, place=place)
        words, end = f"{words} {noun.singular}", end + letter.end()
    else:
        words = quantity(value, noun, place=place)
    return Said(opening.begin, end, opening.said(words, vowels=vowels), case)
