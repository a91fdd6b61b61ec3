"""Letters that stand for words: an Arab suspect's «ع.م», a foreign author's «ج. ك.».

Arabic letters parted by stops that no table knows are called by their Arabic names. The initials of
foreigners stand for Latin letters and are called by theirs, as newsreaders do.
"""

from __future__ import annotations

import re

from briefing.text.changes import Draft
from briefing.text.courtesies import NO_LETTER
from briefing.text.expressions import expression

LETTER_NAMES = dict(
    zip(
        "ءآأاإبتثجحخدذرزسشصضطظعغفقكلمنهويى",
        (
            *(
                "همزة",
                "ألف",
                "ألف",
                "ألف",
                "ألف",
                "باء",
                "تاء",
                "ثاء",
                "جيم",
                "حاء",
                "خاء",
                "دال",
                "ذال",
                "راء",
            ),
            *(
                "زاي",
                "سين",
                "شين",
                "صاد",
                "ضاد",
                "طاء",
                "ظاء",
                "عين",
                "غين",
                "فاء",
                "قاف",
                "كاف",
                "لام",
                "ميم",
            ),
            *("نون", "هاء", "واو", "ياء", "ألف"),
        ),
        strict=True,
    )
)
FOREIGN_LETTER_NAMES = dict(
    zip(
        "أاإآبتثجدرزسغفقكلمنهوي",
        (
            *(
                "إيه",
                "إيه",
                "إي",
                "إيه",
                "بي",
                "تي",
                "تي",
                "جيه",
                "دي",
                "آر",
                "زد",
                "إس",
                "جي",
                "إف",
                "كيو",
                "كيه",
            ),
            *("إل", "إم", "إن", "إتش", "دبليو", "واي"),
        ),
        strict=True,
    )
)
"""The Latin letter an Arabic initial stands for, by its name: «ج. ك. رولينغ» is J. K."""

_GIVEN_NAMES_TABLE = """
جورج جون روبرت جيمس وليام ويليام توماس هنري فرانكلين دوايت هاري ريتشارد ليندون جوزيف مايكل صمويل صامويل
صموئيل تشارلز ديفيد دونالد إدوارد فرانك ألبرت آرثر والتر بول بيتر دانيال جاك لويس مارتن فيليب ستيفن
ستيفان جيرالد رونالد جيمي بيل باراك هيلاري كمالا جانيت روبرتو كارل فريدريك إدغار ماري آن سوزان إليزابيث
كريستوفر أندرو مارك لورانس ليونارد هارولد راسل أنتوني تشاك كينيث ماثيو ألفريد وينستون هربرت يوليسيس وودرو
هوارد
"""
GIVEN_NAMES = frozenset(_GIVEN_NAMES_TABLE.split())
"""After these a letter with a stop is a middle initial: «جورج و. بوش»."""

_NAMES_TABLE = """
إيه ايه بي سي دي إي اي إف اف جي إتش اتش آي جيه جاي كيه كي إل ال إم ام إن ان أو او كيو آر ار إس اس تي يو في
دبليو إكس اكس واي زد
"""
"""The names of Latin letters as newspapers write them."""

_L = "\u0621-\u064a\u064b-\u0652\u0671-\u06d3"
_INITIAL = "(?:هـ|[أاإآبتثجدرزسغفقكلمنهوي])"
_ONE_NAME = "|".join(sorted(_NAMES_TABLE.split(), key=len, reverse=True))
_ANY = "(?:هـ|[\u0621-\u063a\u0641-\u064a])"
_INITIALS = expression(
    rf"{NO_LETTER}(و?)((?:{_INITIAL}\. ?){{2,4}})(?=(?!ال|و[{_L}]{{3}})[{_L}](?!ـ)[{_L}]{{2}})"
)
_MIDDLE = expression(rf"(?<=[{_L}]) ({_INITIAL})\. ?(?=[{_L}]{{3}})")
_LETTERS = expression(
    rf"{NO_LETTER}(و?)({_ANY}(?:\.{_ANY}){{1,4}})(?![{_L}\w])\.?(?=[\s،؛)»\"]|\Z)"
    rf"|(?<=\()({_ANY}(?:\. ?{_ANY}){{1,4}})\.?(?=\))"
)
_SPELLED = expression(
    rf"(?<![{_L}\w.])((?:وال|بال|[وبلكف]?)(?:ال)?)((?:{_ONE_NAME})(?:\.(?:{_ONE_NAME})){{1,5}})"
    rf"(?![{_L}\w])(?:\.(?=[ ]?[{_L}،؛)]))?"
)
_WORD = expression(rf"[{_L}]+")
_ONE = expression(_ANY)


def name_letters(draft: Draft) -> None:
    """Call initials and lettered names by the names of their letters."""
    draft.replace(_INITIALS, _initials, rule="initials", where=".")
    draft.replace(_SPELLED, lambda found: found[1] + found[2].replace(".", " "), rule="initials", where=".")
    draft.replace(_MIDDLE, _middle, rule="initials", where=".")
    draft.replace(_LETTERS, _named, rule="initials", where=".")


def _initials(found: re.Match[str]) -> str:
    letters = found[2].replace("ـ", "").replace(".", " ").split()
    return found[1] + "".join(f"{FOREIGN_LETTER_NAMES[letter]} " for letter in letters)


def _middle(found: re.Match[str]) -> str:
    before = _WORD.findall(found.string, max(0, found.start() - 20), found.start())
    if before and (before[-1] in GIVEN_NAMES or before[-1].removeprefix("و") in GIVEN_NAMES):
        return f" {FOREIGN_LETTER_NAMES[found[1].replace('ـ', '')]} "
    return found[0]


def _named(found: re.Match[str]) -> str:
    letters = _ONE.findall(found[2] or found[3])
    return (found[1] or "") + " ".join(LETTER_NAMES[letter.replace("ـ", "")] for letter in letters)
