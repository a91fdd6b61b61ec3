"""Plain numbers: with what belongs to them, with a counted noun, as a name, or alone."""

from __future__ import annotations

from typing import Final

from briefing.text.agreement import LINKED, Counted, counted_before, elided_gender, is_surely_noun
from briefing.text.cardinals import LARGEST, bare, cardinal, definite, joint
from briefing.text.counting import decimal
from briefing.text.expressions import expression
from briefing.text.heads import case_of_head, definite_form, head_before, is_plural
from briefing.text.labels import labelled
from briefing.text.lexicon import LETTERS
from briefing.text.nouns import Case, Gender, Noun, gender_of, paired, plurals, singular_of, singulars, stems
from briefing.text.ordinals import ordinal_of
from briefing.text.places import Place, Reading, is_year, year_gender
from briefing.text.quantities import SUBUNITS
from briefing.text.roles import visible_case
from briefing.text.stems import fold
from briefing.text.tails import quantity, rule_of, tail_of, unit_after

NUMBER: Final = expression(
    r"\d{1,3}(?:[,٬،'\u2019]\d{3}){1,6}(?!\d)(?:[.٫]\d{1,15})?"
    r"|\d{1,3}(?:[\u00a0\u202f\u2009]\d{3}){1,6}(?!\d)(?:[.,٫]\d{1,15})?"
    r"|\d{1,3}(?: \d{3}){0,3} 000(?![\d.,])"
    r"|\d{1,3}(?: \d{3}){2,5}(?![\d.,]| \d)"
    r"|[1-9]\d{0,2} \d{3}(?= (?!(?:في|من|إلى|على|عن|بعد|قبل|مع|ثم|أو) )[\u0621-\u064a]{3})"
    r"|\d{1,19}(?:[.,٫]\d{1,15})?"
)
_GROUPING: Final = expression(r"[ ٬،'\u2019\u00a0\u202f\u2009]")
_COMMAS: Final = expression(r"\d{1,3}(?:,\d{3})+(?:[.٫]\d+)?")
_WORD_BEFORE: Final = expression(rf"(?<![{LETTERS}])([{LETTERS}]{{3,}})[ \u00a0]\Z")
_ELATIVE: Final = expression(
    r"[ \u00a0](?:أكبر|أعلى|أقوى|أهم|أفضل|أسوأ|أطول|أقدم|أغنى|أصغر|أسرع|أضخم|أبرز|أدنى|أكثر(?! من))(?!\w)"
)
"""Elatives, which an ordinal ranks: «3 أكبر اقتصاد» is the third largest."""
_ADJECTIVE: Final = expression(
    r"[ \u00a0](?:الماضي|الأخير|المقبل|القادم|الأول|السابق|التالي|المتبقي|الكبر|الدائم|المذكور)"
)

NAMES: Final = frozenset(
    [
        "رقم",
        "قناة",
        "فئة",
        "صفحة",
        "طريق",
        "شارع",
        "قاعة",
        "غرفة",
        "بوابة",
        "محطة",
        "مجموعة",
        "درجة",
        "فورمولا",
        "سبوتنيك",
        "منطقة",
        "لواء",
        "فرقة",
        "فيلق",
        "سن",
        "عمر",
        "عام",
        "سنة",
        "مادة",
        "فقرة",
        "بند",
    ]
)
"""Before a 1 these are labels: «قناة 1»; after other nouns 1 is their adjective: «دولة واحدة»."""


def value_of(written: str) -> str | None:
    """A written number as ``whole`` or ``whole.part``; None where it is no number or too large for words."""
    plain = _GROUPING.sub("", written)
    if plain.isdigit():
        return plain if int(plain) <= LARGEST else None
    if _COMMAS.fullmatch(plain) and not plain.startswith("0"):
        plain = plain.replace(",", "")
    plain = plain.replace(",", ".").replace("٫", ".")
    return plain if int(plain.split(".")[0]) <= LARGEST else None


def amount(place: Place, value: str, end: int) -> Reading:
    """A plain number with what follows it: scale, unit, percent, counted noun, or nothing."""
    case, vowels = place.case, place.vowels
    tail = tail_of(place, value, end)
    if tail is not None:
        return tail
    noun = counted_before(place.text, place.opening.begin, end) or place.counted(end, paired=True)
    if "." in value:
        shared = _unit_of_both(place.text, end)
        if shared is not None:
            return Reading(end, quantity(value, shared, place=place), rule_of(shared))
        return Reading(end, decimal(value, case=case, vowels=vowels), "decimal")
    if noun is not None and is_year(value) and not _surely_counted(noun.word):
        noun = None
    number = int(value)
    named = labelled(place, number, noun)
    if named is not None:
        return Reading(end, *named)
    if noun is None and 2 <= number <= 10 and not place.article and _ELATIVE.match(place.text, end):
        return Reading(end, ordinal_of(number, case=case, vowels=vowels), "ordinal")
    if place.article or _is_definite_without(place, number, noun, end):
        return _definite(place, number, noun, end)
    if noun is not None and number in (1, 2) and not is_surely_noun(noun.word):
        noun = None
    if noun is not None and noun.end and number in (1, 2):
        return _one_or_two(place, number, noun)
    if noun is None or not (noun.end or noun.word or number < 100):
        return _alone(place, number, value, end)
    construct = noun.end > 0
    if number > 100 and number % 100 in (1, 2) and construct and noun.word in singulars():
        return Reading(noun.end, _hundred_and(place, number, noun), "cardinal")
    words = cardinal(number, gender=noun.gender, case=case, construct=construct, vowels=vowels)
    return Reading(end, words, "cardinal")


def _definite(place: Place, number: int, noun: Counted | None, end: int) -> Reading:
    """A cardinal with ال: it counts the plural before it, or what follows."""
    head = head_before(place)
    if head is not None and head.counted:
        noun = None
        gender, case = gender_of(head.word), case_of_head(place, head)
    else:
        gender, case = noun.gender if noun else Gender.MASCULINE, place.case
    counts = noun is not None and noun.end > 0
    words = definite(number, gender=gender, case=case, construct=counts, vowels=place.vowels)
    return Reading(end, words, "cardinal")


def _is_definite_without(place: Place, number: int, noun: Counted | None, end: int) -> bool:
    """Whether a number between a definite plural and its adjective lacks its ال: «السنوات 3 الماضية»."""
    return (
        noun is None
        and 2 < number < 1000
        and place.label.startswith("ال")
        and is_plural(definite_form(place.label).removeprefix("ال"))
        and _ADJECTIVE.match(place.text, end) is not None
    )


def _alone(place: Place, number: int, value: str, end: int) -> Reading:
    """A number without a noun: a year, or a cardinal."""
    year = is_year(value)
    case = Case.GENITIVE if year and not (place.governed and place.label) else place.case
    gender = year_gender(place)
    if number == 1 and not place.opening.clitic and not place.opening.conjunction:
        found = _WORD_BEFORE.search(place.before)
        word = bare(found[1]) if found else ""
        if word not in NAMES and (word.endswith("ة") or any(form in singulars() for form in stems(word))):
            gender = gender_of(word)
    elif number == 2 and (shown := visible_case(fold(place.label))) is not None:
        gender, case = gender_of(place.label), shown
    elif 2 < number < 100 and not place.label.startswith("ال") and elided_gender(place.text, place.start):
        gender = Gender.FEMININE
    words = cardinal(number, gender=gender, case=case, vowels=place.vowels)
    return Reading(end, words, "year" if year else "cardinal")


def _unit_of_both(text: str, end: int) -> Noun | None:
    """The money of «من 1.40 إلى 1.15 دولار», where the first amount has coins too."""
    link = LINKED.match(text, end)
    unit = unit_after(text, link.end()) if link else None
    return unit[1] if unit is not None and unit[1].singular in SUBUNITS else None


def _surely_counted(word: str) -> bool:
    """After 2016 a noun is counted only if it is a known one or has tanween: «في 2016 مقارنة» is a year."""
    return word.endswith("ا") or any(stem in singulars() or stem in plurals() for stem in stems(word))


def _hundred_and(place: Place, number: int, noun: Counted) -> str:
    """101 and 102 repeat the noun (مئة كتاب وكتاب، مئة كتاب وكتابان) where the writer has not done so."""
    rest = number % 100
    hundreds = cardinal(number - rest, case=place.case, construct=True, vowels=place.vowels)
    if place.text.startswith(f" و{noun.word[:-1]}", noun.end):
        return f"{hundreds} {noun.word}"
    again = noun.word if rest == 1 else paired(noun.word, place.case)
    return f"{hundreds} {noun.word} {joint(place.vowels)}{again}"


def _one_or_two(place: Place, number: int, noun: Counted) -> Reading:
    """«شخص واحد», «شخصان»: the noun says how many, and comes first."""
    word = noun.word
    singular = singular_of(word)
    if number == 1:
        one = cardinal(1, gender=noun.gender, case=place.case, vowels=place.vowels)
        return Reading(noun.end, f"{singular} {one}", "cardinal")
    if word.endswith(("ان", "ين")) and word not in plurals():
        return Reading(noun.end, word, "cardinal")
    if singular.endswith("ا") and len(singular) > 3 and word == singular:
        singular = singular[:-1]
    return Reading(noun.end, paired(singular, place.case), "cardinal")
