"""What an editor leaves out of a clause to make a headline of it, so that the rest is still grammatical.

Only what nothing else leans on: when it happened, in what manner, how many more were hurt, what a relative
clause tells of a noun. Words are never moved or changed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import Final

from briefing.text import stems, symbols
from briefing.text.expressions import expression
from briefing.text.valency import is_phrase, object_at, opens, waits
from briefing.text.wording import ENDS, Word

_HOURS: Final = stems.folded("صباح مساء ظهر فجر عصر ليل يوم")
_DAYS: Final = _HOURS | stems.folded("اليوم أمس غدا غداً الليلة الآن حاليا حالياً مؤخرا مؤخراً")
_WEEKDAYS: Final = stems.folded("الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت")
_PLACING: Final = stems.folded("في خلال عبر قرب داخل خارج وسط عند دون منذ مع")
_RELATIVE_WORDS: Final = 12
"""A longer relative clause may have a clause of its own within."""

_PERIOD: Final = "الاسبوع|الشهر|العام|اليومين|الساعات|الايام|الاسابيع|الاشهر|الشهور|السنوات|العامين|الفترة"
_OVER: Final = "الماضي|الماضية|الماضيين|الاخيرة|الاخيرين|الجاري|الجارية|الحالي|الحالية|المنصرم|المنصرمة"
_NUMBER: Final = "|".join(sorted(stems.NUMBER_WORDS)) + r"|\d+"
_LOOSE: Final = expression(
    r"(?<= )(?:"
    r"في وقت (?:سابق|متاخر|مبكر|لاحق)(?: من)?(?: (?:صباح|مساء|ليل|فجر|يوم))?(?: (?:اليوم|امس|ال\w+اء))?"
    rf"|(?:خلال|في) (?:{_PERIOD})(?: (?:ال\w+ة|القليلة|ال\w{{3,4}}))?? (?:{_OVER})"
    r"|(?:بشكل|بصورة|بطريقة|على نحو) \w+(?! من\b)"
    r"|بنجاح|بالكامل|على الاقل|بدور(?:ه|ها|هم)|من جانب(?:ه|ها|هم)|على التوالي|بالفعل"
    r"|(?<=مستوي )لها|(?<=مستوى )(?:لها|له)|(?<=مستوي )له"
    r"|على مقياس ريختر"
    r")(?= |$)"
)
"""Time gone by, manner, and other words that nothing leans on, in folded words."""
_MORE_HURT: Final = expression(
    rf"(?<= )(?:واصيب|واصابة|واصيبت|وجرح|واصابت|وجرحت|وفقد)(?: (?:{_NUMBER}|نحو|حوالي|اكثر|من|ال\w+|عدد))*"
    r"(?: (?:اخرون|اخرين|اخر|اخري|شخصا|اشخاص|غيرهم|الاقل|علي|بينهم))*"
    r"(?: بجروح(?: \w+ة)?)?(?= (?:في|جراء|اثر|بعد|خلال) )"
)
"""«وأصيب عشرون آخرون بجروح» between those killed and where."""


def variants(clause: list[Word]) -> Iterator[list[Word]]:
    """The clause without what it can do without, the fullest first; the first drops no more than times."""
    lean = without_times(clause)
    yield lean
    seen = len(lean)
    drops: tuple[Callable[[list[Word]], list[Word]], ...] = (
        lambda words: _without(words, _LOOSE),
        lambda words: _without(words, _MORE_HURT),
        _without_relative,
        _without_place,
        _without_second_adjective,
    )
    shortest = lean
    for drop in drops:
        shorter = drop(lean)
        shortest = drop(shortest)
        if len(shorter) < seen:
            yield shorter
            if len(shortest) < len(shorter):
                yield shortest


def without_times(clause: list[Word]) -> list[Word]:
    """The clause without «اليوم الثلاثاء», «مساء أمس» and the like, unless a preposition holds them."""
    kept: list[Word] = []
    at = 0
    while at < len(clause):
        stop = at
        free = at > 0 and not stems.hangs(clause[at - 1].bare)
        loose = free and (stems.is_definite(clause[at - 1].bare) or clause[at - 1].ends in symbols.COMMAS)
        if (free and clause[at].bare in _DAYS) or (loose and clause[at].bare in _WEEKDAYS):
            while stop < len(clause) and clause[stop].bare in stems.TIME_WORDS:
                stop += 1
            lone = stop == at + 1 and clause[at].bare in _HOURS
            stop = at if lone else stop
        if stop > at:
            _hand_on_mark(kept, clause[stop - 1])
            at = stop
        else:
            kept.append(clause[at])
            at += 1
    return kept


def _hand_on_mark(kept: list[Word], dropped: Word) -> None:
    """The mark after what is left out goes to the word before it."""
    if dropped.ends in ENDS and kept and kept[-1].ends not in ENDS:
        kept[-1] = Word(kept[-1].text + dropped.ends, kept[-1].bare)


def _without(clause: list[Word], pattern: re.Pattern[str]) -> list[Word]:
    """The clause without what the pattern finds in its folded words."""
    bare = [word.bare for word in clause]
    ends = list(accumulate(len(word) + 1 for word in bare))
    dropped: set[int] = set()
    for found in pattern.finditer(" ".join(bare)):
        first, last = bisect_left(ends, found.start() + 1), bisect_left(ends, found.end() + 1)
        dropped.update(range(first, last + 1))
    kept: list[Word] = []
    for at, word in enumerate(clause):
        if at in dropped:
            _hand_on_mark(kept, word)
        else:
            kept.append(word)
    return kept


def _without_relative(clause: list[Word]) -> list[Word]:
    """The clause without «الذي …», where the main verb's own preposition shows that it goes on after it."""
    opened = next((at for at, word in enumerate(clause) if _is_relative(word.bare)), 0)
    if opened < 2 or not opens(clause[0].bare, clause[1].bare):
        return clause
    before = [word.bare for word in clause[:opened]]
    for at in range(opened + 3, min(len(clause), opened + _RELATIVE_WORDS)):
        inside = [word.bare for word in clause[opened + 1 : at]]
        acted_on = any(stems.is_number(bare) for bare in inside)  # may be the main verb's
        if not acted_on and waits(before, clause[at].bare) and not waits(inside, clause[at].bare):
            return [*clause[:opened], *clause[at:]]
    return clause


def _without_place(clause: list[Word]) -> list[Word]:
    """The clause without the phrases between its subject and what the verb acts on."""
    if len(clause) < 3:
        return clause
    marked = next((at for at, word in enumerate(clause) if word.ends in ENDS), len(clause))
    object_ = object_at([word.plain for word in clause[: marked + 1]])
    resumed = object_ or _predicate_at(clause)
    for at in range(2, resumed):
        if clause[at].bare in _PLACING or (object_ and clause[at].bare == "من"):
            return [*clause[:at], *clause[resumed:]]
    return clause


def _predicate_at(clause: Sequence[Word]) -> int:
    """Where the verb of a clause that opens with its subject stands; 0 if not in its first words."""
    if opens(clause[0].bare, clause[1].bare):
        return 0
    for at, word in enumerate(clause[:_RELATIVE_WORDS]):
        if stems.is_verb(word.bare):
            return at
        if word.ends in ENDS or word.bare in stems.CONJUNCTIONS or _is_relative(word.bare):
            return 0
    return 0


def _without_second_adjective(clause: list[Word]) -> list[Word]:
    """The clause with one adjective of two: «كارثة إنسانية وشيكة» makes «كارثة إنسانية»."""
    return [
        word
        for at, word in enumerate(clause)
        if at < 2 or word.ends in ENDS or not _is_second_adjective(clause[at - 2 : at + 1])
    ]


def _is_second_adjective(three: Sequence[Word]) -> bool:
    noun, first, second = (word.bare for word in three)
    if any(stems.is_definite(word) or stems.hangs(word) or is_phrase(word) for word in (noun, first, second)):
        return False
    relational = len(first) > 4 and first.endswith("ية") and noun.endswith(("ة", "ات"))
    return relational and len(second) > 3 and second.endswith("ة") and not stems.has_and(second)


def _is_relative(bare: str) -> bool:
    return bare in stems.RELATIVES and bare.startswith(("ال", "الل"))


def more(clause: Sequence[Word], count: int) -> bool:
    """Whether a finite verb comes after the first ``count`` words, before another clause opens."""
    for word in clause[count:]:
        if _is_relative(word.bare) or word.ends in symbols.COMMAS or word.bare in stems.CONJUNCTIONS:
            return stems.is_verb(word.bare)
        if stems.is_verb(word.bare):
            return True
    return False
