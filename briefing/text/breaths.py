"""Breaths: how badly a reader breathes between two neighbouring words, as a cost.

A mark is the best place, then the head of a clause, of an adverbial, of a coordinated phrase; what the
grammars call one word (a preposition and its noun, an idafa, a number and what it counts, a particle and
its verb) is the worst. Guesses rest on the shape of bare words; where a word is diacritized its tanween
and its last vowel say more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from briefing.records import dataclass
from briefing.text import connectives, stems, symbols
from briefing.text.expressions import expression

_AFTER_MARKS: Final = ((symbols.STOPS, 0.0), (symbols.SEMICOLONS, 0.5), (":", 1.0), (symbols.COMMAS, 1.5))
_DASH: Final = 2.0
_BEFORE_OPENING: Final = 5.0
_CLAUSE: Final = 3.5
_REPORT: Final = 4.0
_CIRCUMSTANCE: Final = 4.0
_JOINED_CLAUSE: Final = 4.0
_ADVERBIAL: Final = 6.0
_COORDINATION: Final = 8.0
_RELATIVE: Final = 9.0
_PREPOSITION: Final = 10.0
_PREDICATE: Final = 11.0
"""Between a subject, or a noun and a clause about it, and the verb."""
_LOOSE: Final = 14.0
_AFTER_VERB: Final = 20.0
_LOOSE_PAIR: Final = 30.0
"""Two nouns that may belong together."""
_PAIR: Final = 38.0
"""A noun and what defines it."""
_LEANING: Final = 44.0
_BOUND: Final = 60.0
_INSIDE: Final = 12.0
"""On top, inside brackets or quotation marks."""

_CONNECTIVES: Final = stems.folded(connectives.CONNECTIVES)
_CIRCUMSTANCES: Final = stems.folded(connectives.CIRCUMSTANCES)
_REPORTING: Final = stems.folded(connectives.REPORTING)
_ADJUNCTS: Final = stems.folded(connectives.ADJUNCTS)
_ADVERBIAL_NOUNS: Final = stems.folded(connectives.ADVERBIAL_NOUNS)
_QUANTITIES: Final = stems.folded(connectives.QUANTITIES)
_LEANERS: Final = stems.folded(connectives.LEANING)
_KIN: Final = stems.folded(connectives.KIN)
_SHARES: Final = stems.folded(connectives.SHARES)
_CLOSING: Final = stems.folded(connectives.CLOSING)
_FIXED_BEFORE_THAT: Final = stems.folded(connectives.FIXED_BEFORE_THAT)
_COUNTED: Final = stems.folded(symbols.COUNTED_BEFORE)
_HUNDREDS: Final = expression("(?:ثلاث|اربع|خمس|ست|سبع|ثمان|ثماني|تسع)(?:مئة|مائة|مئه|مية)")
_TEENS: Final = ("عشر", "عشرة")
_DIRECTIONS: Final = stems.folded("شمال جنوب شرق غرب مقابل")
_PERCENT: Final = stems.folded("المئة المائة المية الألف")
_ERAS: Final = stems.folded("الميلاد الهجرة")
_VERBS_OR_NOUNS: Final = stems.folded(connectives.VERBS_OR_NOUNS)
_CONSEQUENCES: Final = stems.folded(connectives.CONSEQUENCES)
_WHOLE_RELATIVES: Final = stems.folded(
    "الذي التي الذين اللذان اللذين اللتان اللتين اللاتي اللواتي والتي والذي والذين ممن عما"
)
_POINTING_BACK: Final = stems.folded("ذلك تلك هنا هناك كذلك لذلك بذلك وذلك ذاك هكذا")
_SUFFIXED: Final = expression(".{3,}(?:ها|هم|هما|هن|نا|كم|ه)")
_OBJECT: Final = expression("(?:ها|هم|هما|هن|نا|ني|ه)$")
_PURPOSE: Final = expression(
    "(?:ل|لل)(?:م.ا.[^ي]ة|ا.ت.ا.|است..ا.|ان..ا.|ا.[^ل]ا.|ت..ي.|بحث|دراسة|معرفة|مناقشة|منع|دعم)"
)
"""A verbal noun after «ل»: what is done for what."""
_MARKS: Final = symbols.OPENERS + symbols.CLOSERS + symbols.STOPS + symbols.COMMAS + symbols.SEMICOLONS + ":"
_BRACKETS: Final = "".join((*symbols.PAIRS, *symbols.PAIRS.values(), symbols.STRAIGHT_QUOTE))
_NESTING: Final = expression(f"[{re.escape(_BRACKETS)}]")
_TANWEEN: Final = expression("[\u064b-\u064d]")
_GENITIVE: Final = expression("[\u0650\u064d]$")
_SHORT_VOWEL: Final = expression("[\u064e-\u0650]$")
_DEEPEST: Final = 2


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence, as the judgement sees it."""

    text: str
    bare: str
    """Folded, without marks around it."""
    core: str
    """Without «و» or «ف» where they are joined to it."""
    depth: int
    """Brackets and quotations open after it."""

    @property
    def joined(self) -> bool:
        """Whether «و» or «ف» is joined to it."""
        return len(self.core) < len(self.bare)

    @property
    def definite(self) -> bool:
        """Whether it carries the article."""
        return stems.is_definite(self.bare)

    @property
    def number(self) -> bool:
        """Whether it is digits, a number word or one with the article."""
        core = self.core.removeprefix("ال")
        return stems.is_number(core) or _HUNDREDS.fullmatch(core) is not None

    @property
    def verb(self) -> bool:
        """Whether it looks like a verb, with or without its object."""
        if _TANWEEN.search(self.text):
            return False
        return stems.is_verb(self.core) or stems.is_known_verb(_OBJECT.sub("", self.core))


def words(texts: Sequence[str]) -> list[Word]:
    """The words with what is open after each of them."""
    found = []
    shut: list[str] = []
    for text in texts:
        for char in _NESTING.findall(text):
            if shut and char == shut[-1]:
                shut.pop()
            elif char in symbols.PAIRS or char == symbols.STRAIGHT_QUOTE:
                shut.append(symbols.PAIRS.get(char, char))
                del shut[:-_DEEPEST]
        bare = stems.fold(text.strip(_MARKS))
        found.append(Word(text, bare, _core(bare), len(shut)))
    return found


def _core(bare: str) -> str:
    if stems.has_and(bare):
        return bare[1:]
    if len(bare) < 4 or bare[0] != "ف" or stems.is_known_verb(bare):
        return bare
    rest = bare[1:]
    clause = rest in _REPORTING or rest in _CONNECTIVES or stems.is_known_verb(_OBJECT.sub("", rest))
    return rest if clause or (len(rest) > 3 and rest[0] != "ي" and stems.is_verb(rest)) else bare


def cost(said: Sequence[Word], at: int) -> float:
    """What a cut before the word at ``at`` costs; 0 after the end of a sentence."""
    before, after = said[at - 1], said[at]
    last = before.text.rstrip(symbols.CLOSERS)[-1:] or before.text[-1]
    inside = _INSIDE * before.depth
    for marks, price in _AFTER_MARKS:
        if last in marks or before.text[-1] in marks:
            return price + inside / 3
    if after.text in symbols.DASHES or before.text in symbols.DASHES:
        return inside + (_DASH if after.text in symbols.DASHES else _LOOSE)
    earlier = said[at - 2].bare if at > 1 else ""
    then = said[at + 1].bare if at + 1 < len(said) else ""
    return inside + (_bond(earlier, before, after, then) or _breath(before, after, then))


def _bond(earlier: str, before: Word, after: Word, then: str) -> float:
    """What binds two words to one; 0 if nothing does."""
    if before.bare in _POINTING_BACK:
        return _PAIR if after.definite else 0.0
    if before.bare in _COUNTED and after.number:
        return _BOUND
    if before.number and (after.number or earlier not in _COUNTED):
        return _after_number(after, then)
    if stems.hangs(before.bare) or before.core in _CONNECTIVES:
        return _BOUND
    if before.bare in _CIRCUMSTANCES or before.bare == "ايا":
        return _PAIR
    if after.bare in _REPORTING and before.bare in _FIXED_BEFORE_THAT:
        return _BOUND
    if after.bare in _LEANERS or (after.bare == "على" and then in _CLOSING):
        return _LEANING
    if after.bare in _TEENS or (before.definite and after.joined and after.number):  # «الثالث والعشرين»
        return _BOUND
    if after.core in _KIN or (after.bare in ("قبل", "بعد") and then in _ERAS):
        return _BOUND
    if after.bare == "من" and (before.core in _QUANTITIES or before.bare.endswith("رغم")):
        return _BOUND
    return 0.0


def _after_number(after: Word, then: str) -> float:
    if after.number or after.core in _SHARES:
        return _BOUND
    if after.bare == "في":
        return _BOUND if then in _PERCENT else 0.0
    if after.bare == "من":
        return _LEANING
    if after.joined or after.bare in _CONNECTIVES or after.bare in _ADJUNCTS or after.bare in _REPORTING:
        return 0.0
    if after.bare in stems.PREPOSITIONS or after.bare in _WHOLE_RELATIVES or stems.is_known_verb(after.bare):
        return 0.0
    return _BOUND


def _breath(before: Word, after: Word, then: str) -> float:
    """How badly a reader breathes between two words that are not one."""
    bare = after.bare
    if after.text[0] in symbols.OPENERS:
        return _BEFORE_OPENING if not before.definite else _PREPOSITION
    price = _opening(before, after, then)
    if price or not bare:
        return price or _LOOSE
    if after.joined:
        if after.verb or after.core in _WHOLE_RELATIVES:
            return _JOINED_CLAUSE
        if after.core in stems.PREPOSITIONS or (bare[1] in "بل" and len(bare) > 4):
            return _ADVERBIAL
        return _COORDINATION + (0.0 if stems.is_definite(then) else 3.0)
    if _PURPOSE.fullmatch(bare) and not before.verb:
        return _ADVERBIAL
    if bare[0] == "ل" and bare[1:2] in "يتن" and stems.is_verb(bare[1:]):
        return _CLAUSE
    if bare in stems.PREPOSITIONS or bare.startswith(("بال", "لل", "كال")):
        return _preposition(before, after)
    if after.verb and not (after.core in _VERBS_OR_NOUNS and not before.definite):
        return _PREDICATE if not before.verb else _AFTER_VERB
    if before.verb:
        return _AFTER_VERB
    return _nouns(before, after)


def _opening(before: Word, after: Word, then: str) -> float:
    """What it costs to cut before a word that opens a clause or an adverbial; 0 if it does not."""
    bare = after.bare
    if bare in _CONNECTIVES or (after.joined and after.core in _CONNECTIVES):
        return _CLAUSE
    if bare in ("غير", "الا") and then in _REPORTING:
        return _CLAUSE
    if bare == "ما":
        return _CLAUSE if then in _CONSEQUENCES else _LOOSE_PAIR if not before.definite else _PREPOSITION
    if bare in _CIRCUMSTANCES:
        return _CIRCUMSTANCE
    if after.core in _REPORTING:
        return _REPORT if not before.definite or after.joined else _REPORT + 3.0
    if bare in ("في", "من", "الى") and then in _ADVERBIAL_NOUNS:
        return _ADVERBIAL
    if bare in _ADJUNCTS or after.core in _ADJUNCTS:
        return _ADVERBIAL + (8.0 if before.verb else 0.0)
    return _RELATIVE if bare in _WHOLE_RELATIVES else 0.0


def _preposition(before: Word, after: Word) -> float:
    if before.verb:
        return _AFTER_VERB
    if after.bare in _DIRECTIONS and not before.definite:
        return _LOOSE_PAIR if after.bare == "مقابل" else _LOOSE + 4.0
    if after.bare == "من" or after.bare.startswith("لل"):
        return _LOOSE
    if before.definite or _SUFFIXED.fullmatch(before.bare):
        return _PREPOSITION
    return _PREPOSITION + 2.0


def _nouns(before: Word, after: Word) -> float:
    if _annexed(before, after):
        return _PAIR
    if after.definite:
        return _PAIR
    if before.definite or _SUFFIXED.fullmatch(before.bare):
        return _LOOSE
    return _LOOSE_PAIR


def _annexed(before: Word, after: Word) -> bool:
    """Whether diacritics show an idafa: no article, no tanween, and a genitive after it."""
    return (
        not before.definite
        and _SHORT_VOWEL.search(before.text) is not None
        and _GENITIVE.search(after.text.rstrip(_MARKS)) is not None
    )
