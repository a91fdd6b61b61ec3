"""What a sentence is worth in a summary: its place, its words, its shape, and what it needs to be understood.

The figures come from measurements on news with human summaries: where an article has one subject its first
sentences are hard to beat, and a little centrality helps; where it has several, the first sentence of every
part tells most.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from briefing.records import dataclass
from briefing.text import stems, symbols
from briefing.text.evidence import stands_alone
from briefing.text.expressions import expression

LEAD: Final = 1.0
"""Worth of standing first; it halves every :data:`HALVING` sentences."""
HALVING: Final = 3.0
FIRST: Final = 0.3
"""Worth of opening the article, on top."""
CENTRAL: Final = 0.45
"""Worth of having all the words of the article in their proportion."""
COVERING: Final = 0.8
"""Worth of opening a part not heard yet, where the parts are about different things."""
COVERING_ALIKE: Final = 0.1
"""The same where they are about one thing."""
COVERING_ALOUD: Final = 0.5
"""The same where the parts are chapters that a listener can choose from."""
REDUNDANT: Final = 1.2
"""Cost of saying again what was said, by the square of the likeness: news of one subject shares words."""
TITLED: Final = 1.5
"""Cost of having the words of a title that is read aloud just before."""
LEANING: Final = 0.15
"""Cost of needing the sentence before, which is said, too; twice as much where it is not."""
OVERLONG: Final = 0.15
"""Cost of having more than :data:`MOST_WORDS` words."""
UNATTRIBUTED: Final = 0.3
"""Cost of a quotation without a word about who speaks."""

FEWEST_WORDS: Final = 6
MOST_WORDS: Final = 60
MANY_TOPICS: Final = ((400, 0.05), (1000, 0.25))
"""Words of an article, and the likeness of its parts (mean cosine of neighbours) below which it has several
topics; in between it is in between. Short parts of one subject share few words, too."""
LONG_ARTICLE: Final = 800
"""An article of more words, in at least three parts, is told part by part even if they are alike."""

_PAGE_FURNITURE: Final = stems.folded_phrases(
    """
    اقرأ أيضا
    اقرأوا أيضا
    اقرأ المزيد
    اقرأ كذلك
    اقرأ ايضا
    شاهد أيضا
    شاهد الفيديو
    للمزيد
    للمزيد من
    للمزيد عن
    للمزيد حول
    لمزيد من التفاصيل
    لقراءة المزيد
    تابعونا
    تابع آخر الأخبار
    اشترك في
    اشتركوا في
    انضم إلى
    جميع الحقوق محفوظة
    حقوق النشر
    أخبار ذات صلة
    مواضيع ذات صلة
    مقالات ذات صلة
    المصدر
    المصادر
    تحرير
    إعداد
    ترجمة
    كتب
    كتبت
    تصوير
    الصورة
    صورة
    """
)
"""Lines of the page, not of the article; single words of these count only before a colon."""
_FURNITURE_WORDS: Final = 14
_QUOTATION_MARK: Final = expression(f"[«“»”{symbols.STRAIGHT_QUOTE}]")
_CREDIT: Final = expression(
    r"^[\s(«]*(?:رويترز|أ\s?ف\s?ب|د\s?ب\s?أ|أ\s?ب|وكالات|الأناضول|سبوتنيك|واس)[\s)».]*$"
)


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence as it is weighed."""

    number: int
    part: int
    terms: Counter[str]
    position: float
    """Worth of its place in the article or its part."""
    centrality: float
    shape: float
    """Worth of its shape, 0 or below."""
    alone: bool
    torn: bool
    """It is a piece of a quotation of several sentences, or of a list."""
    furniture: bool
    """It belongs to the page, not to the article."""
    words: int


@dataclass(frozen=True, slots=True)
class Weighed:
    """All sentences of an article, weighed before the first is chosen."""

    items: tuple[Item, ...]
    spread: bool
    """Whether the summary is to visit the parts in turn."""


def weigh(
    texts: Sequence[str],
    parts: Sequence[int],
    *,
    items_of_lists: frozenset[int] = frozenset(),
    titles: Sequence[str] = (),
    headed: bool = False,
) -> Weighed:
    """Weigh every sentence.

    Args:
        texts: the sentences of an article.
        parts: the number of the part each belongs to, not falling.
        items_of_lists: sentences that tell nothing without the rest of their list.
        titles: what is read aloud before the summary, and need not be said again.
        headed: whether the parts are the writer's own, with headings.
    """
    counts = [Counter(stems.terms(text)) for text in texts]
    whole: Counter[str] = Counter()
    of_part: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for count, part in zip(counts, parts, strict=True):
        whole.update(count)
        of_part[part].update(count)
    length = sum(len(text.split()) for text in texts)
    spread = _has_several_topics(list(of_part.values()), length, headed=headed)
    norm = _norm(whole)
    torn = _quoted(texts) | items_of_lists
    furniture = [_is_furniture(text) for text in texts]
    begin = next((at for at, of_page in enumerate(furniture) if not of_page), 0)
    named = [frozenset(stems.terms(title)) for title in titles if title]
    items: list[Item] = []
    place = 0
    for number, (text, part, count) in enumerate(zip(texts, parts, counts, strict=True)):
        if not number or parts[number - 1] != part:
            place = 0
        elif not furniture[number - 1]:
            place += 1
        position = LEAD * math.exp2(-(place if spread else max(number - begin, 0)) / HALVING) + FIRST * (
            number == begin
        )
        items.append(
            Item(
                number=number,
                part=part,
                terms=count,
                position=position,
                centrality=CENTRAL * _cosine(count, whole, norm),
                shape=_shape(text) - TITLED * _is_titled(count, named),
                alone=number not in torn and (number == begin or stands_alone(text)),
                torn=number in torn,
                furniture=furniture[number],
                words=len(text.split()),
            )
        )
    return Weighed(tuple(items), spread)


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """The cosine of two counts of terms, 0 to 1."""
    return _cosine(one, other, _norm(other))


def _cosine(one: Counter[str], other: Counter[str], norm: float) -> float:
    dot = sum(times * other[term] for term, times in one.items())
    return dot / (_norm(one) * norm) if dot else 0.0


def _norm(count: Counter[str]) -> float:
    return math.sqrt(sum(times * times for times in count.values()))


def _has_several_topics(parts: Sequence[Counter[str]], words: int, *, headed: bool) -> bool:
    if len(parts) < 2:
        return False
    if len(parts) >= 3 and (headed or words > LONG_ARTICLE):
        return True
    (short, least), (long, most) = MANY_TOPICS
    longer = min(max((words - short) / (long - short), 0.0), 1.0)
    mean = sum(likeness(one, other) for one, other in pairwise(parts)) / (len(parts) - 1)
    return mean < least + longer * (most - least)


def _shape(text: str) -> float:
    worth = -OVERLONG * (len(text.split()) > MOST_WORDS)
    bare = text.strip()
    if bare[:1] in symbols.OPENERS and bare.rstrip(".!؟?")[-1:] in symbols.CLOSERS:
        outside = re.sub(r"«[^»]*»|\"[^\"]*\"|“[^”]*”", " ", bare)
        worth -= UNATTRIBUTED * (not any(stems.is_verb(word) for word in stems.words(outside)))
    return worth


def _is_titled(terms: Counter[str], titles: Sequence[frozenset[str]]) -> bool:
    """Whether a sentence has hardly a word besides those of a title."""
    told = {*terms}
    return bool(told) and any(len(told & title) >= 0.8 * len(told) for title in titles)


def _is_furniture(text: str) -> bool:
    """Whether a line leads to other pages or says who wrote, and tells nothing of the matter."""
    words = stems.words(text)
    if not words or len(words) > _FURNITURE_WORDS:
        return not words
    bare = [stems.fold(word) for word in words]
    length = stems.opens_with(bare, _PAGE_FURNITURE)
    if length == 1:
        return ":" in text[: len(words[0]) + 4]
    return bool(length) or bool(_CREDIT.match(text))


def _quoted(texts: Sequence[str]) -> frozenset[int]:
    """The sentences inside a quotation of several: their speaker is named in another."""
    found = set()
    depth, straight = 0, False
    for at, text in enumerate(texts):
        inside = depth > 0 or straight
        for char in _QUOTATION_MARK.findall(text):
            depth = max(depth + (char in "«“") - (char in "»”"), 0)
            straight ^= char == symbols.STRAIGHT_QUOTE
        if inside or depth or straight:
            found.add(at)
    return frozenset(found) if not depth and not straight else frozenset()
