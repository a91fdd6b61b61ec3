"""A second opinion on where the article is: trafilatura's, where it is installed (``briefing[web]``).

On the fifteen page layouts of ``tests/pages`` both find every paragraph; ours keeps 15 of 15 headings and
none of 98 pieces of boilerplate, trafilatura 2.3.1 10 and 30 (with ``favor_precision`` it loses 4 of 81
paragraphs and still keeps 27). Before those pages were written ours kept 18 of the 98, so part of the
distance is that it has since been taught by them. trafilatura has seen far more sites, though, so its word
counts where ours is in doubt: where ours finds nothing, next to nothing, or another part of the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from briefing.model import Block, BlockKind

if TYPE_CHECKING:
    from lxml.etree import _Element

LEAST_PARAGRAPHS: Final = 2
"""An article of ours that has fewer may be a mere introduction. Its length tells nothing: under short news
stand long comments, which trafilatura often takes along."""
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
