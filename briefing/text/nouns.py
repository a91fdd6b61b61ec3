"""What is counted: the forms of a noun, its gender, and how to tell both from a written word.

After a number an Arabic noun has one of four forms: singular (1, 100, 1000), dual (2), plural (3 to 10)
and accusative singular (11 to 99). A number from 3 to 10 takes the gender its noun has not. The rules are
those of any grammar of Modern Standard Arabic, for example Karin C. Ryding, A Reference Grammar of Modern
Standard Arabic (2005), chapter 15.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache, lru_cache
from typing import Final

from briefing.records import dataclass
from briefing.text.expressions import expression
from briefing.text.plurals import FEMININE, MASCULINE


class Gender(StrEnum):
    """The grammatical gender of what is counted."""

    MASCULINE = "masculine"
    FEMININE = "feminine"


class Case(StrEnum):
    """The case a number stands in; bare letters rarely tell accusative from genitive."""

    NOMINATIVE = "nominative"
    ACCUSATIVE = "accusative"
    GENITIVE = "genitive"
    OBLIQUE = "genitive"


@dataclass(frozen=True, slots=True)
class Noun:
    """The four forms of a counted noun; they may be of several words (كيلومتر مربع)."""

    singular: str
    dual: str
    """Nominative, in ان."""
    plural: str
    accusative: str
    """Singular, as after 11 to 99."""
    gender: Gender

    def pair(self, case: Case, *, construct: bool = False) -> str:
        """The dual: قسمان or قسمين; with ``construct`` without its nun (ألفا كتاب)."""
        word = self.dual
        if case is not Case.NOMINATIVE:
            word = DUAL_ENDING.sub("ين", word)
        return word[:-1] if construct else word


DUAL_ENDING = expression(r"ان\b")


def noun(forms: str) -> Noun:
    """A noun from ``singular, dual, plural, accusative`` parted by ``|``; feminine if the first ends in ة.

    A leading ``f `` or ``m `` overrides the gender.
    """
    gender = None
    if forms[:2] in ("f ", "m "):
        gender = Gender.FEMININE if forms[0] == "f" else Gender.MASCULINE
        forms = forms[2:]
    singular, dual, plural, accusative = forms.split("|")
    if gender is None:
        gender = Gender.FEMININE if singular.split()[0].endswith("ة") else Gender.MASCULINE
    return Noun(singular, dual, plural, accusative, gender)


SECTION = noun("قسم|قسمان|أقسام|قسمًا")
PARAGRAPH = noun("فقرة|فقرتان|فقرات|فقرة")
NEWS_ITEM = noun("خبر|خبران|أخبار|خبرًا")
ARTICLE = noun("مقال|مقالان|مقالات|مقالًا")
SECOND = noun("ثانية|ثانيتان|ثوانٍ|ثانية")
MINUTE = noun("دقيقة|دقيقتان|دقائق|دقيقة")
HOUR = noun("ساعة|ساعتان|ساعات|ساعة")
DAY = noun("يوم|يومان|أيام|يومًا")

# --- gender from a written word --------------------------------------------------------------------

FEMININE_WORDS: Final = """
حرب نفس عين يد أرض شمس سوق دار نار بئر كأس أم أخت بنت قدم ساق أذن ريح عصا أفعى ذكرى أنثى سن كف إصبع روح
قوى فتوى شكوى دعوى حمى دنيا صحراء سماء رؤيا بلوى عدوى كبد كتف فخذ ذراع أرنب عقرب سكين ميليشيا
مليشيا كاميرا فيلا دراما سينما أوبرا موسيقى كافيتيريا بكالوريا مافيا امرأة حسناء عذراء
"""
"""Feminine without ة: parts of the body that come in pairs, names of elements, loans in ا."""

NOT_FEMININE: Final = "خليفة علامة أسامة معاوية حمزة طلحة عكرمة قتيبة داعية نابغة"

MASCULINE_SOUND: Final = expression(
    r"(?:[اإ](?!ست\wا)\w{2,4}ا\wات|ت\w{2}ي\wات|ت(?!\w\wي)\w{3}ات|ت\wا\w{2}ات|\w+اءات|\w+[وي]هات|\w{2,}ونات)"
)
"""Plurals in ات of a masculine singular: verbal nouns (انفجارات، تدريبات، تحالفات), loans (فيديوهات).

Not the ones from hollow and weak roots, whose singular ends in ة: استقالات، إصابات، توصيات.
"""

FEMININE_BROKEN: Final = expression(r"\w{2}ائ\w|\w{2}ايا")
"""Broken plurals like رسائل، وثائق، هدايا, nearly all of a feminine singular."""


@cache
def _words(table: str) -> frozenset[str]:
    return frozenset(table.split())


@cache
def plurals() -> dict[str, tuple[str, Gender]]:
    """Plural to its singular and the singular's gender; treat as read-only."""
    return {
        plural: (singular, gender)
        for table, gender in ((FEMININE, Gender.FEMININE), (MASCULINE, Gender.MASCULINE))
        for plural, _, singular in (pair.partition(":") for pair in table.split())
    }


@cache
def singulars() -> frozenset[str]:
    """Every singular of the tables."""
    return frozenset(singular for singular, _ in plurals().values())


@lru_cache(maxsize=16_384)
def gender_of(word: str) -> Gender:
    """The gender of the singular of a written, undiacritized noun, singular or plural, with or without ال.

    From a table of plurals, then from endings; masculine where nothing tells.
    """
    for stem in stems(word):
        known = plurals().get(stem)
        if known is not None:
            return known[1]
        if stem in _words(FEMININE_WORDS):
            return Gender.FEMININE
    stem = stems(word)[-1]
    if stem in _words(NOT_FEMININE):
        return Gender.MASCULINE
    if stem.endswith(("ة", "ى", "تان", "تين", "اء")) and len(stem) > 2:
        feminine = stem.endswith(("ة", "تان", "تين")) or stem in _words(FEMININE_WORDS)
    elif stem.endswith("ات"):
        feminine = MASCULINE_SOUND.fullmatch(stem) is None
    else:
        feminine = FEMININE_BROKEN.fullmatch(stem) is not None
    return Gender.FEMININE if feminine else Gender.MASCULINE


def stems(word: str) -> list[str]:
    """The word itself and, where it has one, without ال and without the alef of tanween, longest first."""
    found = [word]
    if word.startswith("ال") and len(word) > 4:
        found.append(word[2:])
    if found[-1].endswith("ا") and len(found[-1]) > 3:
        found.append(found[-1][:-1])
    return found


def singular_of(word: str) -> str:
    """The singular of a written noun, or the word itself where it is unknown (then it may be a singular)."""
    for stem in stems(word):
        known = plurals().get(stem)
        if known is not None:
            return known[0]
    if word.endswith("ًا"):
        return word[:-2]
    return word


def paired(singular: str, case: Case) -> str:
    """The dual of a singular noun by rule: دولة → دولتين, مستشفى → مستشفيين."""
    ending = "ان" if case is Case.NOMINATIVE else "ين"
    if singular.endswith("ة"):
        return singular[:-1] + "ت" + ending
    if singular.endswith("ى"):
        return singular[:-1] + "ي" + ending
    return singular + ending
