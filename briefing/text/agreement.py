"""What a number counts: the noun after it, or the one it stands for, and the gender of that."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

from briefing.records import dataclass
from briefing.text import governors, roles, stems
from briefing.text.cardinals import bare
from briefing.text.demands import Thing
from briefing.text.expressions import expression
from briefing.text.lexicon import LETTERS
from briefing.text.nouns import Gender, gender_of, plurals, singular_of, singulars
from briefing.text.nouns import stems as forms

NOT_COUNTED: Final = """
في من إلى الى على عن مع بعد قبل منذ خلال حتى عند لدى ضد بين نحو عبر دون حول فوق تحت أو أم ثم بل لكن ولكن و ف
هو هي هم كان كانت قد لن لم لا ما إن أن إذا حيث كما فيما بينما عندما حين الذي التي الذين هذا هذه ذلك تلك أولا
أولًا ثانيا ثانيًا ثالثا ثالثًا رابعا خامسا أخيرا أخيرًا حاليا حاليًا تحديدا معظمهم أغلبهم على_الأقل فقط
تقريبا تقريبًا فأكثر أيضا أيضًا كل كلها جميعا جميعًا معا معًا منهم منها منه بينهم بينها فيها فيه عليها عليه
له لها لهم وذلك وهو وهي وهم كذلك أي أمام وراء خلف داخل خارج ضمن أثناء رغم جراء إثر عقب تجاه آخرين آخرون آخر
أخرى أخريات آخران غيرهم وفق بسبب مقابل قتل قال قالت أكد قتلوا أصيبوا جرحوا لقوا سنويا شهريا يوميا يومياً
أسبوعيا إضافيين صباحا صباحًا صباحاً مساء مساءً ظهرا ظهرًا ليلا ليلًا فجرا عصرا بتوقيت هجرية هجري ميلادية
ميلادي للميلاد للهجرة بالمئة بالمائة مرفوعة زائد ناقص يساوي فاصلة شمالا جنوبا شرقا غربا أكبر أعلى أقوى أهم
أفضل أسوأ أطول أقدم أغنى أصغر أسرع أضخم أبرز أدنى أكثر أقل مقارنة إضافة مجتمعين جدد عالميا محليا عربيا دوليا
آسيويا أفريقيا أوروبيا رسميا نسبيا سابقا لاحقا مؤخرا أمس اليوم غدا
"""
"""Words after a number that are not what it counts."""

YEAR_WORDS: Final = """
عام العام لعام للعام بعام وعام والعام عامي أعوام الأعوام موسم الموسم لموسم بموسم دورة نسخة مونديال أولمبياد
انتخابات يورو عاما ديسمبر
"""
FEMININE_YEAR_WORDS: Final = "سنة السنة لسنة بسنة للسنة وسنة سنتي سنوات"

BODIES: Final = "قوات قوى"
"""Plurals that are bodies of men: «5 من قوات الأمن» are five men."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A noun found after a number, or what the number stands for."""

    word: str
    end: int
    """Where the noun ends in the text; 0 where it does not stand right after the number."""
    gender: Gender


@cache
def words_of(table: str) -> frozenset[str]:
    """A table of words as a set."""
    return frozenset(table.split())


_LAST_WORD: Final = expression(rf"([{LETTERS}]+)[\s\u00a0\"«»(“”]*\Z")
_PAUSE: Final = expression(r"(?:\A|[.!؟?:؛،,;(\[«\"“\n…–])\s*\Z")
_NEXT: Final = expression(rf"[ \u00a0]?([{LETTERS}]{{2,40}})")
_AMONG: Final = expression(
    rf"[ \u00a0]من (?:(?:بين|أصل|ضمن|أهم|أبرز|أكبر|أشهر|أفضل|كبار|صغار) )?([{LETTERS}]{{3,40}})"
)
_OUT_OF: Final = expression(rf"([{LETTERS}]+) من(?: كل| أصل| بين)?[ \u00a0]?\Z")
_EACH: Final = expression(rf"[ \u00a0]من (?:(?:كل|أصل|بين) )?\d{{1,9}} ([{LETTERS}]{{3,40}})")
_WITH_PRONOUN: Final = expression(
    "(?:ضد|عن|مع|لدي|علي|إلي|في|ل|ب|من|بين|حول|دون|خلف|أمام|تحت|فوق|قبل|بعد|عند)(?:ه|ها|هم|هما|هن|نا|كم)"
)
_OWN_WAW: Final = expression(
    "وزير|ولاي|وحد|وكال|وثيق|ورق|ورش|وظيف|وفاة|وفيات|وجب|وسيل|ورد|ولاد|ولد|وسام|وفد|وصي|وجه|وقت|وصل"
    "|وسيط|وكيل|وقف"
)
"""Nouns whose own first letter is و."""
_OF_WOMEN: Final = expression(r"[ \u00a0](?:منهن|بينهن|أخريات)\b")
_OF_THINGS: Final = expression(r"[ \u00a0](?:منها|بينها|من بينها|أخرى|غيرها)(?!\w)")
_SMALL: Final = "ثلاثة|ثلاث|أربعة|أربع|خمسة|خمس|ستة|ست|سبعة|سبع|ثمانية|ثماني|تسعة|تسع|عشرة|عشر"
_SECOND: Final = (
    rf"(?:\d[\d.,٫]{{0,12}}(?: (?:ألف|آلاف|مليونا?|ملايين|مليارا?|مليارات))?|{_SMALL})(?=[ \u00a0])"
)
LINKED: Final = expression(rf"[ \u00a0](?:إلى|أو|حتى) {_SECOND}")
_PAIRED: Final = expression(rf"[ \u00a0](?:(?:إلى|أو|حتى) |و ?){_SECOND}")
_ARABIC: Final = expression(rf"[{LETTERS}]+")
_SHARE: Final = expression(r"[ \u00a0]?(?:%|‰|في الم[ئا]|بالم[ئا])")
_OF_ALL: Final = expression(r"\w{0,3}[ \u00a0]من[ \u00a0]?(?:ال|هم)")
_SCALED: Final = expression(
    r"[ \u00a0]?(?:ألف|آلاف|ألفا|مليونا?|ملايين|مليارا?|مليارات|تريليونا?|بليونا?)(?=[ \u00a0])"
)
_KILLER: Final = expression(r"[^.؟!\n]{0,40}[ \u00a0]و(?:أصاب|خطف|فر|أحرق|اعتقل)[ \u00a0]")

_NUMERAL: Final = expression(rf"(?:\d|(?<![{LETTERS}])و?(?:{_SMALL})) ([{LETTERS}]{{3,40}})")

BACK: Final = 140
"""Characters looked back for the noun that a number stands for."""


def last_word(before: str, end: int | None = None) -> str:
    """The word a context ends with, without diacritics; empty where a pause stands between.

    Args:
        before: the context, or a text of which only what stands before ``end`` counts.
        end: where the context ends; at the end of ``before`` where it is not given.
    """
    stop = len(before) if end is None else end
    begin = max(0, stop - 60)
    if stop == 0 or _PAUSE.search(before, max(0, stop - 4), stop):
        return ""
    found = _LAST_WORD.search(before, begin, stop)
    return _unmarked(found[1]) if found else ""


@lru_cache(maxsize=16_384)
def _unmarked(word: str) -> str:
    return bare(word).replace("\u0640", "")


def thing_of(text: str, end: int) -> Thing:
    """What a verb may know of the thing a number counts, from where the number ends."""
    share = _SHARE.match(text, end)
    if share is not None:
        return Thing(share=True, person=_OF_ALL.match(text, share.end()) is not None)
    scale = _SCALED.match(text, end)
    noun = counted_after(text, scale.end() if scale else end, number=end)
    if noun is None:
        return Thing(killer=_KILLER.match(text, end) is not None)
    singular = singular_of(noun.word)
    if singular == noun.word and singular.endswith("ا") and len(singular) > 3:
        singular = singular[:-1]
    return Thing(
        noun.gender,
        singular in words_of(governors.PERSONS) or singular in words_of(governors.BODIES),
        bool({noun.word, singular} & (words_of(governors.LENGTHS) | words_of(governors.DISTANCES))),
        _KILLER.match(text, end) is not None,
    )


def counted_after(text: str, end: int, *, number: int, paired: bool = False) -> Counted | None:
    """The noun a number counts, if the next word is one: «من» and a plural, or a link to a second number.

    Args:
        text: one line.
        end: where the number ends.
        number: where it begins.
        paired: «و» is such a link too: in «5 و8 سنوات» both count years.
    """
    following = text[end : end + 2]
    if not following or not (
        following[0].isalpha() or (following[0] in " \u00a0" and following[-1].isalpha())
    ):
        return None
    linked = (_PAIRED if paired else LINKED).match(text, end)
    offset = linked.end() if linked else end
    each = _EACH.match(text, end)
    if each is not None and (word := _unmarked(each[1])) in plurals():
        return Counted(word, 0, gender_of(word))
    partitive = _AMONG.match(text, offset)
    if partitive is not None:
        return _of_many(_unmarked(partitive[1]))
    if _OF_WOMEN.match(text, offset):
        return Counted("", 0, Gender.FEMININE)
    if _OF_THINGS.match(text, offset):
        gender = _gender_before(text, number)
        return Counted("", 0, gender) if gender else None
    found = _NEXT.match(text, offset)
    if found is None:
        return None
    word = _unmarked(found[1])
    if not is_countable(word):
        return None
    if not _suits(word, text[number:end]):
        return None
    return Counted(word, 0 if linked else found.end(), gender_of(word))


def _of_many(word: str) -> Counted | None:
    """What «من» divides: a plural, with or without ال."""
    plain = word.removeprefix("ال")
    if plain in words_of(BODIES):
        return None
    if plain in plurals() or (plain.endswith("ات") and len(plain) > 4):
        return Counted(plain, 0, gender_of(plain))
    return None


def _gender_before(text: str, number: int) -> Gender | None:
    """The gender of the last plural before a number, or of what another number counted."""
    window = text[max(0, number - BACK) : number]
    seen: Gender | None = None
    for found in _ARABIC.finditer(window):
        word = _unmarked(found[0])
        if (
            (window[: found.start()].rstrip()[-1:].isdigit() and is_countable(word))
            or any(form in plurals() for form in forms(word))
            or (word.endswith("ات") and len(word) > 4)
        ):
            seen = gender_of(word)
    return seen


def elided_gender(text: str, number: int) -> Gender | None:
    """Feminine where a number stands for what another one has counted: «خاض 12 مباراة وخسر 3».

    None where nothing was counted in the sentence, where it was masculine or persons, and after words for
    what happens to persons: «… وأصيب 3».
    """
    begin = max(0, number - BACK)
    window = text[begin:number]
    stop = max(map(window.rfind, ".!؟?؛"))
    window = window[stop + 1 :]
    if not _NUMERAL.search(window):
        return None
    last = last_word(text, number)
    if roles.takes(stems.fold(last), governors.HARMING) or last.removeprefix("و") in words_of(
        governors.HARMS
    ):
        return None
    seen: Gender | None = None
    for found in _NUMERAL.finditer(window):
        word = _unmarked(found[1])
        if not is_countable(word):
            continue
        singular = singular_of(word)
        person = singular in words_of(governors.PERSONS)
        seen = Gender.FEMININE if gender_of(word) is Gender.FEMININE and not person else None
    return seen


def counted_before(text: str, begin: int, end: int) -> Counted | None:
    """What «10» counts in «3 أسر من كل 10»; ``begin`` and ``end`` are those of the 10."""
    found = _OUT_OF.search(text, max(0, begin - BACK), begin)
    if found is None:
        return None
    own = counted_after(text, end, number=begin)
    if own is not None and own.word in plurals():
        return None
    word = _unmarked(found[1])
    return Counted(word, 0, gender_of(word)) if word in plurals() or word.endswith("ات") else None


def _suits(word: str, digits: str) -> bool:
    """Whether a noun has a form it may have after a number: after 11 to 99 a singular in the accusative."""
    if not digits.isdigit():
        return True
    rest = int(digits[-2:])
    if rest < 11:
        return True
    return (
        word.endswith(("ا", "ة", "ى", "ء"))
        or any(form in singulars() or form in plurals() for form in forms(word))
        or word in words_of(_BARE_SINGULARS)
    )


_BARE_SINGULARS: Final = """
دولار ريال جنيه دينار درهم ليرة يورو كيلومتر متر كيلو غرام طن برميل مليون مليار ألف ميل عام يوم شهر دونم
هكتار
"""
"""Units that writers leave without the alef of the accusative."""


_FUNCTION_WORDS: Final = (
    stems.PREPOSITIONS
    | stems.CONJUNCTIONS
    | stems.RELATIVES
    | stems.DEMONSTRATIVES
    | stems.PRONOUNS
    | stems.ADVERBS
)


def is_surely_noun(word: str) -> bool:
    """Whether an undiacritized word is known for a noun, or has an ending that only nouns have."""
    return word.endswith(("ة", "اء", "ان", "ين", "ي")) or any(
        form in singulars() or form in plurals() for form in forms(word)
    )


@lru_cache(maxsize=16_384)
def is_countable(word: str) -> bool:
    """Whether an undiacritized word may be what a number counts: an indefinite noun."""
    if not word:
        return False
    known = any(stem in plurals() or stem in singulars() for stem in forms(word))
    if known and not word.startswith("ال") and word not in words_of(NOT_COUNTED):
        return True
    if _WITH_PRONOUN.fullmatch(word) or (
        word[0] in "لب" and (word[1:] in singulars() or word[1:] in plurals())
    ):
        return False
    if word in words_of(NOT_COUNTED) or len(word) < 3 or stems.fold(word) in _FUNCTION_WORDS:
        return word in ("يوم", "عام", "طن", "ين")
    if word[0] in "يت" and word[-1] not in "اةى" and stems.is_verb(word) and word not in singulars():
        return False
    if word.startswith(("ال", "لل", "بال", "وال", "فال", "كال")) or word.endswith(("وا", "هم", "ون")):
        return False
    if (
        word[0] in "بل"
        and word not in singulars()
        and not word.endswith("ات")
        and roles.is_joined(stems.fold(word))
    ):
        return False
    return word[0] != "و" or _OWN_WAW.match(word) is not None
