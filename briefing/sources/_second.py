"""A second opinion on where the article is: trafilatura's, where it is installed (``briefing[web]``).

Measured on the twenty pages of ``tests/pages`` (invented articles in layouts that Arabic sites have), each
paragraph, item and quote and each piece of boilerplate counted:

=============================================  ===========  =========  ===========
what                                            paragraphs   headings   boilerplate
=============================================  ===========  =========  ===========
first fifteen pages: ours as it was then        81 of 81     15 of 15   18 of 98
first fifteen pages: trafilatura 2.3.1          81 of 81     10 of 15   30 of 98
five later ones, ours taught by the fifteen     20 of 20     2 of 2     6 of 30
five later ones: trafilatura                    15 of 20     2 of 2     3 of 30
five later ones: both, as here                  20 of 20     2 of 2     2 of 30
=============================================  ===========  =========  ===========

So ours leads, and trafilatura, which has seen far more sites, is heard: its article is taken where ours is
none, next to none, or another part of the page; where they agree, short lines that it does not have are left
out. (Both are held to the twenty pages by tests, so ours leaves nothing to be desired on them now.) Without
trafilatura pages are read as saved pages are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from briefing.model import Block, BlockKind
from briefing.sources import _lines

if TYPE_CHECKING:
    from lxml.etree import _Element

LEAST_PARAGRAPHS: Final = 2
"""An article of ours that has fewer may be a mere introduction. Its length tells nothing: under short news
stand long comments, which trafilatura often takes along."""
AGREEMENT: Final = 0.6
"""Share of our article that the second opinion must have to be asked about the rest."""
ASIDE_WORDS: Final = 12
"""A longer paragraph is kept whoever found it."""
LONGEST_CHARS: Final = 3_000_000
"""A longer page is not given to it."""


def opinion(text: str) -> list[Block]:
    """What trafilatura takes for the article; nothing where it finds none or is not installed.

    Args:
        text: the page.
    """
    try:
        import trafilatura
    except ImportError:
        return []
    if len(text) > LONGEST_CHARS:
        return []
    from lxml import etree

    found = trafilatura.extract(
        text,
        output_format="xml",
        include_comments=False,
        date_extraction_params={"extensive_search": False},
    )
    main = etree.fromstring(found.encode()).find("main") if found else None
    return [] if main is None else [block for element in main.iter(*_KINDS) for block in _blocks(element)]


def voted(ours: Sequence[Block], theirs: Sequence[Block]) -> list[Block]:
    """Our article without the short lines that the second opinion does not have: counters, sources, credits.

    Where the two do not agree on what the article is, nothing is taken away. Whole sentences, headings and
    items never are.
    """
    said = " ".join(" ".join(block.text.split()) for block in theirs)
    shared = sum(len(block.text) for block in ours if block.text in said)
    if shared < AGREEMENT * _letters(ours):
        return list(ours)
    return [block for block in ours if block.text in said or not _is_aside(block)]


def better(ours: Sequence[Block], theirs: Sequence[Block]) -> bool:
    """Whether the second opinion is to be taken instead of the first."""
    mine, other = _letters(ours), _letters(theirs)
    if not other:
        return False
    paragraphs = sum(block.kind is not BlockKind.HEADING for block in ours)
    if paragraphs < LEAST_PARAGRAPHS and other >= 2 * mine:
        return True
    said = " ".join(" ".join(block.text.split()) for block in theirs)
    shared = sum(len(block.text) for block in ours if " ".join(block.text.split()) in said)
    return other > mine and shared < 0.5 * sum(len(block.text) for block in ours)


def _is_aside(block: Block) -> bool:
    short = len(block.text.split()) <= ASIDE_WORDS
    closes = _lines.ends_sentence(block.text) or block.text.endswith((":", "،", "؛"))
    return block.kind is BlockKind.PARAGRAPH and short and not closes


_KINDS: Final = {
    "p": BlockKind.PARAGRAPH,
    "head": BlockKind.HEADING,
    "item": BlockKind.ITEM,
    "quote": BlockKind.QUOTE,
    "row": BlockKind.ITEM,
}
"""Elements of trafilatura's XML."""


def _blocks(element: _Element) -> list[Block]:
    if any(parent.tag in _KINDS for parent in element.iterancestors()):
        return []  # said with what it is in
    parts = [" ".join(str(part).split()) for part in element.itertext()]
    text = ("، " if element.tag == "row" else " ").join(filter(None, parts))
    kind = _KINDS[str(element.tag)]
    if not text:
        return []
    level = int(str(element.get("rend") or "h2")[1:2] or 2) if kind is BlockKind.HEADING else 0
    return [Block(kind, text, max(2, level) if kind is BlockKind.HEADING else 0)]


def _letters(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks if block.kind is not BlockKind.HEADING)
