"""Sections: where an article turns to another matter.

The author's headings win. Flat text is parted by :mod:`briefing.text.division`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from briefing.model import Article, Block, BlockKind, Section, Sentence
from briefing.records import dataclass
from briefing.text import stems
from briefing.text.clean import clean
from briefing.text.division import MOST_SECTIONS, USUAL_WORDS, divisions
from briefing.text.headings import heading_title, plain_headings
from briefing.text.splitting import sentences
from briefing.text.titles import neat, title, titles


def boundaries(units: Sequence[str]) -> list[int]:
    """Numbers of the units (sentences or paragraphs) that open a section; 0 is left out."""
    heads = plain_headings(units)
    return [at for at in heads if at] if heads else divisions(units)


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
        opens = [0, *divisions([block.text for block in blocks])]
        joined = [
            Block(blocks[0].kind, "\n\n".join(block.text for block in blocks[start:stop]))
            for start, stop in zip(opens, [*opens[1:], len(blocks)], strict=True)
        ]
        return [_Part("", (block,)) for block in joined]
    units = [f"- {block.text}" if block.kind is BlockKind.ITEM else block.text for block in blocks]
    opens = [0, *divisions(units, forced=lone)]
    parts = []
    for start, stop in zip(opens, [*opens[1:], len(blocks)], strict=True):
        headed = start in lone and stop > start + 1
        name = heading_title(blocks[start].text) if headed else ""
        parts.append(_Part(name, tuple(blocks[start + headed : stop])))
    return parts
