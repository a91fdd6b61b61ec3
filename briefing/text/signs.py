"""Signs that have words: what is said for a sign that stands in a line, and which only part two words."""

from __future__ import annotations

import re

from briefing.text import dates
from briefing.text.agreement import last_word
from briefing.text.changes import Draft
from briefing.text.expressions import expression
from briefing.text.latin import LETTERS as LATIN
from briefing.text.lexicon import LETTERS

SIGN_WORDS = {
    "%": " في المئة ",
    "‰": " في الألف ",
    "&": " و",
    "=": " يساوي ",
    "÷": " على ",
    "±": " زائد أو ناقص ",
    "≈": " نحو ",
    "≤": " أقل من أو يساوي ",
    "≥": " أكثر من أو يساوي ",
    "≠": " لا يساوي ",
    "√": " جذر ",
    "∞": " ما لا نهاية ",
    "$": " دولار ",
    "€": " يورو ",
    "£": " جنيه ",
    "¥": " ين ",
    "¢": " سنت ",
    "₺": " ليرة ",
    "₽": " روبل ",
    "₹": " روبية ",
    "₪": " شيكل ",
    "₩": " وون ",
    "₿": " بتكوين ",
    "₴": " هريفنيا ",
    "°": " درجة ",
}
"""Signs that stand alone."""

BEFORE_NUMBERS = {"+": "زائد ", "<": "أقل من ", ">": "أكثر من ", "~": "نحو ", "#": "رقم ", "×": " في "}
"""Signs that have a word only where a number follows."""

_CLITIC = expression(rf"(?<![{LETTERS}])[وفبلك]\Z")
_NUMBER_NEXT = expression(r"\s?\d")
_ANGLES = expression(r"<<\s?([^<>\n]{1,400}?)\s?>>|>>\s?([^<>\n]{1,400}?)\s?<<")
_FIRST_PERCENT = expression(r"(?<!\d)%[ \u00a0]?(\d{1,9}(?:[.,٫]\d{1,6})?)(?![\d%])")
_SHARED_PERCENT = expression(r"(?<=\d)[ ]?%(?=\s?[-–—]\s?\d[\d.,٫]{0,8}[ ]?%)")
_DEGREE_FIRST = expression(r"(?<![\d°])°[ \u00a0]?(\d{1,3}(?:[.,٫]\d{1,2})?)(?![\d°])")
_AND_MORE = expression(r"(?<![\w+.,])(\d{1,9})\+(?=[ \u00a0]?(?:[^\W\d_A-Za-z]|\Z|[.،؛]))")
_POINT_FIRST = expression(r"(?<![\w.])\.(?=\d)")
_PLUS_NAME = expression(rf"(?<=[{LETTERS}{LATIN}])(?:\+{{1,2}}(?![{LATIN}\d+])| \+(?=[\"»”’')\]،؛.:]|\Z))")
_SHARP = expression(r"(?<![A-Za-z])([A-G])#(?![\w#])")
_RATING = expression(r"(?<![A-Za-z\-])(A{1,3}|B{1,3}|C{1,3}|D)-(?![\w\-])")
_OPPONENTS = expression(rf"(?<=[{LETTERS}\")»]) [×✕] (?=[«\"(]?[{LETTERS}])")
_BOTH_GENDERS = expression(rf"([{LETTERS}]{{3,}})/(ة|ات|ين|ون|ن)(?![{LETTERS}])")
_WORD = expression(rf"[{LETTERS}]+")
_AND_OR = expression(rf"(?<![{LETTERS}])و ?/ ?أو(?![{LETTERS}])")


def arrange(draft: Draft) -> None:
    """Put signs where they are said: «%50» as «50%», «أوبك+» as a name; the line is folded by now."""
    text = draft.text
    if "<<" in text or ">>" in text:
        draft.replace(_ANGLES, lambda found: f"«{found[1] or found[2]}»", rule="sign")
    if "°" in text:
        draft.replace(_DEGREE_FIRST, r"\1°", rule="arrangement")
    if "+" in text:
        draft.replace(_AND_MORE, r"أكثر من \1", rule="sign")
        draft.replace(_PLUS_NAME, lambda found: " بلس" * len(found[0].strip()), rule="sign")
    draft.replace(_RATING, r"\1 ناقص", rule="sign", where="-")
    draft.replace(_SHARP, r"\1 شارب", rule="sign", where="#")
    if "%" in text:
        draft.replace(_SHARED_PERCENT, "", rule="arrangement")
        draft.replace(_FIRST_PERCENT, r"\1%", rule="arrangement")
    if "." in text:
        draft.replace(_POINT_FIRST, "0.", rule="arrangement")
    if "×" in text:
        draft.replace(_OPPONENTS, " ضد ", rule="sign")
    if "/" in text:
        draft.replace(_AND_OR, "أو", rule="sign")
        draft.replace(_BOTH_GENDERS, _both, rule="sign")


def _both(found: re.Match[str]) -> str:
    """«الطالب/ة»: both are addressed, both are said."""
    word, ending = found[1], found[2]
    stem = word[:-1] if ending == "ن" and word.endswith("م") else word
    if ending == "ات" and word.endswith(("ون", "ين", "ة")):
        stem = word[:-1] if word.endswith("ة") else word[:-2]
    return f"{word} أو {stem.removeprefix('و') if stem.startswith('وال') else stem}{ending}"


def read(text: str, start: int) -> tuple[int, int, str]:
    """What is said for the sign at ``start``: where its stretch begins and ends, and the words."""
    char = text[start]
    before, after = text[start - 1 : start] if start else "", text[start + 1 : start + 2]
    if char == "/" or char == "\\":
        return _slash(text, start, before, after)
    if char in "²³":
        powers = ("تربيع", "تكعيب") if before.isascii() else ("مربع", "مكعب")
        return start, start + 1, f" {powers[char == '³']} "
    if char in "[]{}":
        joined = before.isalnum() and after.isalnum() and not _CLITIC.search(text, max(0, start - 2), start)
        return start, start + 1, " " if joined else ""
    if char == "*" and before.isdigit() and after.isdigit():
        return start, start + 1, " في "
    if char == "&" and after == " ":
        return start - (before == " "), start + 2, " و"
    if char in BEFORE_NUMBERS and _NUMBER_NEXT.match(text, start + 1):
        return start, start + 1, BEFORE_NUMBERS[char]
    if char == "+" and before == " " and after == " " and last_word(text[max(0, start - 30) : start]):
        return start, start + 1, "زائد"
    if char == "=" and (before == "=" or after == "="):
        return start, start + 1, " "
    return start, start + 1, SIGN_WORDS.get(char, " ")


def _slash(text: str, start: int, before: str, after: str) -> tuple[int, int, str]:
    """A slash between words: a pair of month names is said as it stands, others are set apart."""
    begin, end = start, start + 1
    if before == " " and after == " ":
        begin, end = start - 1, start + 2
        before, after = text[max(0, begin - 1) : begin], text[end : end + 1]
    if not (before.strip() and after.strip()) or before in "/\\" or after in "/\\":
        return start, start + 1, " "
    if before.isdigit() and after.isdigit():
        return begin, end, " على "
    word = last_word(text[max(0, begin - 20) : begin])
    follows = _WORD.match(text, end)
    months = dates.month_names()
    if word in months or (follows and follows[0] in months):
        return begin, end, " "
    return begin, end, "، "
