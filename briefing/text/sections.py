"""Sections: where an article turns to another matter.

The author's headings win. Flat text is parted by the cheapest division of all, in the manner of Utiyama and
Isahara ("A Statistical Model for Domain-Independent Text Segmentation", ACL 2001): a section is cheap to
describe with the words it repeats. Length, discourse markers and the speaker are further evidence.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from briefing.model import Article, Block, BlockKind, Section, Sentence
from briefing.text import stems, symbols
from briefing.text.clean import clean
from briefing.text.evidence import Opening, opening
from briefing.text.headings import heading_title, plain_headings
from briefing.text.splitting import sentences
from briefing.text.titles import neat, title, titles

MOST_SECTIONS: Final = 9
"""Of an article of up to :data:`USUAL_WORDS`; a longer one may have more, in proportion."""
USUAL_WORDS: Final = 3_000
LEAST_SENTENCES: Final = 2
"""Of a section, unless it is the conclusion."""
LEAST_WORDS: Final = 120
"""A shorter text stays whole."""

_CUT: Final = 1.75
"""What a cut costs, in units of the logarithm of the text's length."""
_UNEVEN: Final = 3.0
"""What a section of e times (or a part in e of) the usual length costs more."""
_USUAL_UNITS: Final = 8
_FEWEST_WORDS, _MOST_WORDS = 110, 220
"""Between these lies the usual length of a section."""
_PARAGRAPH_WORDS: Final = 40
"""From this mean length on units are paragraphs, whose openings are the writer's deliberate choice."""
_DEAREST: Final = 8.0
"""How much dearer cuts may get to keep them few."""
_FORCED: Final = 30.0
"""How much a lone heading speaks for a cut, in nats."""
_WIDEST: Final = 48
"""The longest section looked at, in units; more where the units are very many."""
_NEVER: Final = math.inf

_ITEM: Final = re.compile(
    rf"\s*(?:[{re.escape(symbols.BULLETS)}]\s|\(?[{symbols.DIGITS}]{{1,2}}\s*[.)\-–]\s*\D)"
)
_QUESTION_WORDS: Final = 60


@dataclass(frozen=True, slots=True)
class _Unit:
    words: int
    sentences: int
    terms: tuple[str, ...]
    opening: Opening
    closed: bool
    """It may not open a section: a list item, an answer, what a colon announces."""


def boundaries(units: Sequence[str]) -> list[int]:
    """Numbers of the units (sentences or paragraphs) that open a section; 0 is left out."""
    heads = plain_headings(units)
    if heads:
        return [at for at in heads if at]
    return _divisions(units)


def _divisions(units: Sequence[str], *, forced: frozenset[int] = frozenset()) -> list[int]:
    """Boundaries of text without headings; ``forced`` numbers are favoured strongly."""
    read = _read(units)
    total = sum(unit.words for unit in read)
    if (total < LEAST_WORDS and not forced) or sum(unit.sentences for unit in read) < 2 * LEAST_SENTENCES:
        return []
    if _is_verse(units):
        return []
    most = max(MOST_SECTIONS, round(MOST_SECTIONS * total / USUAL_WORDS))
    dearer = 1.0
    costs = _descriptions(read, max(_WIDEST, len(read) // 30))
    while len(cuts := _cheapest(read, costs, _CUT * dearer, forced)) >= most and dearer < _DEAREST:
        dearer *= 1.3
    return cuts


def _read(units: Sequence[str]) -> list[_Unit]:
    asks = _questions(units)
    found = []
    for at, text in enumerate(units):
        words = stems.words(text)
        before = units[at - 1].rstrip() if at else ""
        closed = (
            not words
            or before.endswith(":")
            or bool(_ITEM.match(text))
            or (bool(asks) and at not in asks and bool(before))
        )
        terms = tuple(stems.stem(word) for word in words if not stems.is_stop(word))
        count = max(len(sentences(text)), 1) if words else 0
        found.append(_Unit(len(words), count, terms, opening(text), closed))
    return found


def _questions(units: Sequence[str]) -> frozenset[int]:
    """The units that ask, where the text is an interview: at least three, each with an answer after it."""
    asks = [
        at
        for at, text in enumerate(units)
        if text.rstrip("\"'»” ").endswith(("؟", "?")) and len(text.split()) <= _QUESTION_WORDS
    ]
    answered = [at for at in asks if at + 1 < len(units) and at + 1 not in asks]
    return frozenset(answered) if len(answered) >= 3 and len(answered) * 5 >= len(units) else frozenset()


def _is_verse(units: Sequence[str]) -> bool:
    """Whether most units are short lines without a stop."""
    short = sum(len(text.split()) <= 10 and text.rstrip()[-1:] not in symbols.STOPS for text in units)
    return len(units) >= 4 and short > 0.6 * len(units)


def _descriptions(units: list[_Unit], widest: int) -> list[list[float]]:
    """What describing the terms of units ``i`` to ``i + k`` costs, in nats, at ``[i][k]``.

    A term that was used before in the section is cheaper the more often it was (Utiyama and Isahara, with
    Laplace's rule over the vocabulary of the text).
    """
    numbers: dict[str, int] = {}
    terms = [[numbers.setdefault(term, len(numbers)) for term in unit.terms] for unit in units]
    total = sum(map(len, terms))
    logs = [0.0, *map(math.log, range(1, total + len(numbers) + 2))]
    gains = [(count + 1) * logs[count + 2] - count * logs[count + 1] for count in range(total)]
    found = []
    for start in range(len(units)):
        seen = [0] * len(numbers)
        said = 0
        repeated = 0.0
        costs = []
        for unit in terms[start : start + widest]:
            for term in unit:
                repeated += gains[seen[term]]
                seen[term] += 1
            said += len(unit)
            costs.append(said * logs[said + len(numbers)] - repeated)
        found.append(costs)
    return found


def _cheapest(units: list[_Unit], costs: list[list[float]], cut: float, forced: frozenset[int]) -> list[int]:
    """The division that costs least: dynamic programming over the units.

    Args:
        units: the text.
        costs: of describing every section, from :func:`_descriptions`.
        cut: what a cut costs, in units of the logarithm of the text's length.
        forced: units that should open a section.
    """
    total = sum(len(unit.terms) for unit in units) or 1
    mean = sum(unit.words for unit in units) / len(units)
    usual = min(max(_USUAL_UNITS * mean, _FEWEST_WORDS), _MOST_WORDS)
    scale = min(mean / _PARAGRAPH_WORDS, 1.0)
    best = [0.0] + [_NEVER] * len(units)
    came = [0] * (len(units) + 1)
    for start, first in enumerate(units):
        if best[start] == _NEVER or (start and first.closed and start not in forced):
            continue
        base = best[start]
        if start:
            base += cut * math.log(total) - scale * first.opening.strength - _FORCED * (start in forced)
        words = told = 0
        for stop, description in enumerate(costs[start], start + 1):
            words, told = words + units[stop - 1].words, told + units[stop - 1].sentences
            last = stop == len(units)
            concluding = last and first.opening.concludes
            if told < LEAST_SENTENCES and not concluding and not (start == 0 and last):
                continue
            length = 0.0 if concluding else _UNEVEN * math.log(max(words, 1) / usual) ** 2
            cost = base + description + length
            if cost < best[stop]:
                best[stop], came[stop] = cost, start
    cuts = []
    at = len(units) if best[-1] < _NEVER else 0
    while at := came[at]:
        cuts.append(at)
    return cuts[::-1]


# --- a whole article -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Part:
    title: str
    blocks: tuple[Block, ...]


def divide(article: Article) -> tuple[Section, ...]:
    """The sections of an article, in order, with titles and numbered sentences.

    Sections are ``s01``, ``s02`` …, their sentences ``s01u02``, ``s01u03`` … (``u01`` is kept for the
    section's announcement). No word of the article is lost except the headline's.
    """
    blocks = _tidy(article)
    parts = _by_headings(blocks) or _by_cohesion(blocks)
    texts = [[text for block in part.blocks for text in sentences(block.text)] for part in parts]
    parts = [part for part, said in zip(parts, texts, strict=True) if said]
    texts = [said for said in texts if said]
    proposed = titles(texts) if len(parts) > 1 else [_only_title(article, said) for said in texts]
    return tuple(
        _section(number, part, part.title or proposal, own=bool(part.title))
        for number, (part, proposal) in enumerate(zip(parts, proposed, strict=True), 1)
    )


def _only_title(article: Article, said: list[str]) -> str:
    """A title for an article of one section: not the headline again."""
    proposed = title(said)
    return "" if neat(proposed) == neat(article.masthead.headline) else proposed


def _section(number: int, part: _Part, name: str, *, own: bool) -> Section:
    identity = f"s{number:02d}"
    said = [(text, first == 0) for block in part.blocks for first, text in enumerate(sentences(block.text))]
    return Section(
        identity,
        name,
        tuple(Sentence(f"{identity}u{at:02d}", text, opens) for at, (text, opens) in enumerate(said, 2)),
        titled_by_author=own,
    )


def _tidy(article: Article) -> list[Block]:
    """The blocks, cleaned, without empty ones and without the headline."""
    blocks = [replace(block, text=clean(block.text)) for block in article.blocks]
    blocks = [block for block in blocks if stems.words(block.text)]
    tops = [at for at, block in enumerate(blocks) if block.kind is BlockKind.HEADING and block.level == 1]
    headline = neat(clean(article.masthead.headline))
    dropped = {at for at in tops if headline and neat(blocks[at].text) == headline}
    if len(tops) == 1:
        dropped = {*tops}
    elif tops and not dropped and tops[0] == 0:
        dropped = {0}
    blocks = [block for at, block in enumerate(blocks) if at not in dropped]
    if any(block.kind is BlockKind.HEADING for block in blocks):
        return blocks
    plain = [at for at, block in enumerate(blocks) if block.kind is BlockKind.PARAGRAPH]
    heads = {plain[at] for at in plain_headings([blocks[at].text for at in plain])}
    return [
        Block(BlockKind.HEADING, block.text, 2) if at in heads else block for at, block in enumerate(blocks)
    ]


def _by_headings(blocks: list[Block]) -> list[_Part]:
    """The parts under the author's headings; none where fewer than two headings have text below them."""
    level = _level(blocks)
    if not level:
        return []
    parts: list[_Part] = []
    waiting: list[str] = []
    for block in blocks:
        if block.kind is BlockKind.HEADING and block.level <= level:
            waiting.append(heading_title(block.text))
        elif waiting:
            # A heading over a heading, with nothing between, is announced with it.
            parts.append(_Part(": ".join(waiting), (block,)))
            waiting = []
        elif parts:
            parts[-1] = replace(parts[-1], blocks=(*parts[-1].blocks, block))
        else:
            parts.append(_Part("", (block,)))
    if waiting and parts:  # nothing follows: said with the part before
        tail = tuple(Block(BlockKind.PARAGRAPH, text) for text in waiting)
        parts[-1] = replace(parts[-1], blocks=(*parts[-1].blocks, *tail))
    return parts


def _level(blocks: list[Block]) -> int:
    """The deepest level of headings that opens sections, so that they stay few; 0 where none is trusted."""
    words = sum(len(block.text.split()) for block in blocks)
    most = max(MOST_SECTIONS, round(MOST_SECTIONS * words / USUAL_WORDS))
    chosen = 0
    for level in sorted({block.level for block in blocks if block.kind is BlockKind.HEADING}):
        heads = [block.kind is BlockKind.HEADING and block.level <= level for block in blocks]
        told = sum(head and not after for head, after in pairwise(heads))
        if told >= 2 and (not chosen or told <= most):
            chosen = level
    return chosen


def _by_cohesion(blocks: list[Block]) -> list[_Part]:
    """The parts of flat text; a lone heading is strong evidence, and said as a sentence where it loses."""
    if not blocks:
        return []
    lone = frozenset(at for at, block in enumerate(blocks) if block.kind is BlockKind.HEADING)
    if len(blocks) == 1:
        blocks = [replace(blocks[0], text=text) for text in sentences(blocks[0].text)]
        opens = [0, *_divisions([block.text for block in blocks])]
        joined = [
            Block(blocks[0].kind, "\n\n".join(block.text for block in blocks[start:stop]))
            for start, stop in zip(opens, [*opens[1:], len(blocks)], strict=True)
        ]
        return [_Part("", (block,)) for block in joined]
    units = [f"- {block.text}" if block.kind is BlockKind.ITEM else block.text for block in blocks]
    opens = [0, *_divisions(units, forced=lone)]
    parts = []
    for start, stop in zip(opens, [*opens[1:], len(blocks)], strict=True):
        headed = start in lone and stop > start + 1
        name = heading_title(blocks[start].text) if headed else ""
        parts.append(_Part(name, tuple(blocks[start + headed : stop])))
    return parts
