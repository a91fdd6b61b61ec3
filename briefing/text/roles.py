"""What part a word may play in its clause, from the word alone: verb, phrase, measure, noun with its case.

Words are folded (:func:`briefing.text.stems.fold`). Without diacritics a word is often several things; what
is answered is the likeliest in the news.
"""

from __future__ import annotations

from enum import Enum, auto
from functools import cache, lru_cache
from typing import Final

from briefing.text import governors, stems, valency
from briefing.text.expressions import expression
from briefing.text.nouns import Case, plurals, singulars
from briefing.text.nouns import stems as forms

_BY_ITSELF: Final = expression(r"[وف]?(?:ان(?!ت)\w{3}|ت\w{2,4})ت|[وف]?ان(?!ت)\w{3}|[يت]ن(?!ت)\w{3}(?<![اةى])")
"""Verbs of the forms انفعل and تفعلت, nearly all without an object."""
MASDAR: Final = expression(r"ت\w{1,2}ي(?![اىة])\w|[اإ]\w{1,4}ا[\wء]|م\w{2,3}ة|ت\w{3}ة")
"""Shapes of verbal nouns: تنظيم، إنتاج، اختيار، مشاركة."""
_DUAL: Final = expression(r"(\w{2,}?)(ت?)(ان|ين)")


class Verb(Enum):
    """What a verb takes."""

    HAPPENS = auto()
    """A subject only, or it is mostly passive: قتل، وصل."""
    DOES = auto()
    """An object: ضم، أعلن."""
    AMOUNTS = auto()
    """A measure: بلغ، تجاوز."""
    IS = auto()
    """A noun and a predicate: كان، أصبح."""


@cache
def table_of(table: str) -> frozenset[str]:
    """A table of words in ordinary spelling as a set of folded words."""
    return frozenset(word.replace("_", " ") for word in stems.folded(table))


@cache
def _forms(table: str) -> frozenset[str]:
    """Past and present of the third person, masculine and feminine, with and without س."""
    known: set[str] = set()
    for pair in table.split():
        past, _, present = (stems.fold(part) for part in pair.partition("/"))
        known |= {past, present}
        if not past.endswith("ت"):
            known.add((past[:-1] if past[-1] in "اى" else past) + "ت")
        if present and present[0] == "ي":
            known |= {f"ت{present[1:]}", f"س{present}", f"ست{present[1:]}"}
        elif present:
            known.add(f"س{present}")
    return frozenset(known)


@lru_cache(maxsize=16_384)
def without_and(word: str) -> str:
    """The word without a leading «و» or «ف» that is no letter of its own."""
    if len(word) > 2 and word[0] in "وف" and (word[0] == "ف" or valency.OWN_WAW.match(word) is None):
        return word[1:]
    return word


@lru_cache(maxsize=16_384)
def listed(word: str, table: str) -> bool:
    """Whether a folded word, with or without «و» and «ف», is in a table of words."""
    known = table_of(table)
    return word in known or (word[:1] in ("و", "ف") and word[1:] in known)


@lru_cache(maxsize=16_384)
def takes(word: str, table: str) -> bool:
    """Whether a folded word is a form of a table of verbs; «و», «ف» and «ل» before it do not count."""
    known = _forms(table)
    return word in known or (word[:1] in ("و", "ف", "ل") and word[1:] in known)


@lru_cache(maxsize=16_384)
def verb_of(word: str) -> Verb | None:
    """What a folded word takes if it is a verb; None where it does not look like one."""
    if listed(word, governors.PREPOSITIONS) or (
        listed(word, governors.CONSTRUCTS + governors.MEASURES) and not takes(word, governors.HAPPENING)
    ):
        return None
    if takes(word, governors.BEING):
        return Verb.IS
    if takes(word, governors.AMOUNTING) or listed(word, governors.AMOUNTS):
        return Verb.AMOUNTS
    if takes(word, governors.HAPPENING):
        return Verb.HAPPENS
    if takes(word, governors.DOING) or takes(word, governors.APPROVING) or takes(word, governors.CONTAINING):
        return Verb.DOES
    if _BY_ITSELF.fullmatch(word) and without_and(word).removesuffix("ت") not in table_of(governors.ACTIVE):
        return Verb.HAPPENS
    noun = any(form in known_nouns() for form in forms(word)) or listed(word, governors.TIMES)
    return Verb.DOES if not noun and (stems.is_verb(word) or stems.is_verb(without_and(word))) else None


_PRONOUN: Final = "(?:ه|ها|هم|هما|هن|نا|ي|ك|كم)"
PRONOUN_PHRASE: Final = expression(
    "[وف]?(?:ب|ل|من|عن|في|علي|الي|لدي|عند|بين|مع|امام|وراء|خلف|تحت|فوق|ضمن|داخل|بداخل|خارج|حول|ضد|قبل|بعد|معظم"
    f"|اغلب|غالبيت|بحوزت|بصحبت|برفقت|متن|حوزت|صفوف|اصل|جملت|ضمن|مقابل|خلال|منذ){_PRONOUN}"
)
AMONG: Final = expression(r"(?:بين|متن|ضمن|صفوف|اغلب|معظم)(?:ه|ها|هم|هن|هما)")
OWNED: Final = expression(r"\w{3,}(?:ه|ها|هم|هن)")
MEASURED: Final = expression(rf"[وف]?(\w{{2,}}?)(ت?){_PRONOUN}")


def is_phrase(word: str) -> bool:
    """Whether a folded word opens a phrase: a preposition alone, joined, or with its pronoun."""
    return (
        listed(word, governors.PREPOSITIONS)
        or PRONOUN_PHRASE.fullmatch(word) is not None
        or (word[0] in "بلك" and len(word) > 3 and is_joined(word))
        or (word[:1] in ("و", "ف") and word[1:2] in ("ب", "ل") and len(word) > 4 and is_joined(word[1:]))
    )


@lru_cache(maxsize=16_384)
def is_joined(word: str) -> bool:
    """Whether ب, ل or ك at the head of a folded word is a preposition."""
    if word.startswith(("بال", "لل", "كال")):
        return True
    return word[0] in "بل" and valency.is_phrase(word, fewest=4) and word not in known_nouns()


@cache
def known_nouns() -> frozenset[str]:
    return frozenset(map(stems.fold, singulars())) | frozenset(map(stems.fold, plurals()))


@lru_cache(maxsize=16_384)
def is_definite(word: str) -> bool:
    return word == "الله" or (stems.is_definite(word) and without_and(word) not in table_of(governors.OWN_AL))


_OBJECT: Final = expression(r"(\w{3,}?)(?:ني|نا|هما|هم|ها|هن|ه)")


FEMININE_OWNED: Final = expression(r"\w{2,}ت(?:ه|ها|هم|هما|نا)")


@lru_cache(maxsize=16_384)
def has_object(word: str) -> bool:
    """Whether a folded word is a verb with a pronoun for its object: عارضه، تدعمها، رفضتني."""
    found = _OBJECT.fullmatch(word)
    if found is None or PRONOUN_PHRASE.fullmatch(word) or is_measured(word):
        return False
    stem = found[1]
    known = (governors.HAPPENING, governors.DOING, governors.AMOUNTING)
    return (
        any(takes(stem, table) for table in known)
        or (stems.is_verb(stem) and stem[0] not in "وف" and len(stem) > 3)
        or (stem[0] in "وف" and len(stem) > 4 and stems.is_verb(stem[1:]))
    )


@cache
def _masculine_pasts() -> frozenset[str]:
    tables = (governors.AMOUNTING, governors.HAPPENING, governors.DOING, governors.BEING)
    pairs = (pair.partition("/") for table in tables for pair in table.split())
    return frozenset(stems.fold(past) for past, _, present in pairs if not present.startswith("ت"))


@lru_cache(maxsize=16_384)
def is_feminine_form(word: str) -> bool:
    """Whether a folded verb has the form of the feminine: the subject after it is one."""
    stem = word if word in _masculine_pasts() else without_and(word)
    if stem in _masculine_pasts():
        return False
    return (stem.endswith("ت") and len(stem) > 2) or stem.startswith(("ت", "ست"))


def is_measured(word: str) -> bool:
    found = MEASURED.fullmatch(word)
    if found is None:
        return False
    stem = found[1]
    known = table_of(governors.MEASURES)
    return stem in known or (bool(found[2]) and stem + "ة" in known) or stem + found[2] in known


@lru_cache(maxsize=16_384)
def visible_case(word: str) -> Case | None:
    """The case a folded noun shows in its letters: شخصان، مسلحون, مليونا; شخصين is read as genitive."""
    if word in ("مليونا", "الفا", "مليارا"):
        return Case.ACCUSATIVE
    plain = without_and(word).removeprefix("ال")
    found = _DUAL.fullmatch(plain)
    if found is not None:
        stem, known = found[1], known_nouns()
        if plain not in known and ({stem, f"{stem}ين"} & known if not found[2] else f"{stem}ة" in known):
            return Case.NOMINATIVE if found[3] == "ان" else Case.GENITIVE
    if word.endswith("ون") and len(without_and(word)) > 4 and not _is_own_noon(without_and(word)):
        return Case.NOMINATIVE
    return None


def _is_own_noon(word: str) -> bool:
    """Whether ون at the end belongs to the word, or to a verb: قانون، بنتاغون، يقولون."""
    plain = word.removeprefix("ال")
    return plain in known_nouns() or plain[:1] in ("ي", "ت") or plain in table_of(governors.OWN_NOON)


@lru_cache(maxsize=16_384)
def may_be_past(word: str) -> bool:
    """Whether a folded word that no table knows has the shape of a past of the third person masculine."""
    plain = without_and(word)
    return (
        3 <= len(plain) <= 6
        and not plain.startswith("ال")
        and not plain.endswith(("ة", "ات", "ين", "ون", "ان", "ا"))
        and not (plain.endswith("ي") and len(plain) > 4)
        and not MASDAR.fullmatch(plain)
        and not any(form in known_nouns() for form in forms(plain))
        and not any(listed(plain, table) for table in _KNOWN)
        and plain not in stems.STOP_WORDS
        and not is_phrase(word)
    )


_KNOWN: Final = (
    governors.CONSTRUCTS,
    governors.MEASURES,
    governors.INCIDENTS,
    governors.TIMES,
    governors.SETTING,
    governors.PARTICLES,
    governors.DESCRIBING,
)


def is_particle(word: str) -> bool:
    """Whether a folded word is إنّ or a sister of it."""
    return listed(word, governors.PARTICLES)


@lru_cache(maxsize=16_384)
def awaits(word: str) -> bool:
    """Whether a folded noun without ال waits for what it governs: «وفاة …», «بتنظيم …», «بمشاركة …»."""
    if is_definite(word) or listed(word, governors.DESCRIBING) or listed(word, governors.INCIDENTS):
        return False
    if listed(word, governors.CONSTRUCTS):
        return True
    plain = word[1:] if word[0] == "و" and word[1:2] in ("ب", "ل") else word
    stem = plain[1:]
    return bool(
        plain[0] in "بل"
        and len(stem) > 2
        and not listed(stem, governors.INCIDENTS)
        and (
            stem in table_of(governors.CONSTRUCTS)
            or stem in table_of(governors.MEASURES)
            or ((stem.endswith("ة") or MASDAR.fullmatch(stem)) and is_joined(plain))
        )
    )
