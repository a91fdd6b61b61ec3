"""The text of a part of a page, cut into passages in one walk: what tells links and headings from text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field
from typing import TYPE_CHECKING, Final

from briefing.model import Block, BlockKind
from briefing.records import dataclass
from briefing.sources import _content, _lines

if TYPE_CHECKING:
    from lxml.etree import _Element

LINKED_LINES: Final = 0.6
"""Share of a text inside links from which on lines that only breaks part are links; a title may be among
them."""

_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of the page, and how much of it is link or bold: what tells links and headings from text."""

    block: Block
    linked: float
    bold: float
    """Shares of its characters, 0 to 1."""
    pictured: bool = False
    """A picture stands in the same block."""


@dataclass(slots=True)
class _Reader:
    """What is known while walking: the text since the last block began, and where we are."""

    parts: list[str] = field(default_factory=list)
    size: int = 0
    linked: int = 0
    bold: int = 0
    links: int = 0
    bolds: int = 0
    items: int = 0
    quotes: int = 0
    level: int = 0
    pictured: bool = False
    in_table: int = 0
    heads: list[str] = field(default_factory=list)
    cells: list[tuple[bool, str]] = field(default_factory=list)

    def add(self, text: str | None) -> None:
        if not text:
            return
        size = sum(map(len, text.split()))
        self.parts.append(_BLANKS.sub(" ", text))
        self.size += size
        self.linked += size if self.links else 0
        self.bold += size if self.bolds else 0

    def flush(self) -> Iterator[Passage]:
        pictured, self.pictured = self.pictured, False
        if not self.parts:
            return
        text = "".join(self.parts)
        linked, bold = (count / self.size if self.size else 0.0 for count in (self.linked, self.bold))
        self.parts, self.size, self.linked, self.bold = [], 0, 0, 0
        if "\n" in text.strip() and linked >= LINKED_LINES:
            linked = 1.0
        if self.level:
            texts = [" ".join(text.split())]
        else:
            texts = _lines.paragraphs(text) if "\n" in text else [text.strip()]
        for one in texts:
            if one:
                yield Passage(Block(self._kind(), one, self.level), linked, bold, pictured)

    def _kind(self) -> BlockKind:
        if self.level:
            return BlockKind.HEADING
        if self.items:
            return BlockKind.ITEM
        return BlockKind.QUOTE if self.quotes else BlockKind.PARAGRAPH

    def row(self) -> Iterator[Passage]:
        cells, self.cells = self.cells, []
        if cells and all(is_head for is_head, _ in cells):
            self.heads = [text for _, text in cells]
            return
        heads = [*self.heads, *[""] * len(cells)]
        pairs = [(head, text) for head, (_, text) in zip(heads, cells, strict=False) if text]
        text = "، ".join(f"{head}: {text}" if head else text for head, text in pairs)
        if text:
            yield Passage(Block(BlockKind.ITEM, text), 0.0, 0.0)


def passages(content: _content.Content) -> Iterator[Passage]:
    """The passages of an article's place on a page, in its order."""
    from lxml import etree

    reader = _Reader()
    walk = etree.iterwalk(content.container, events=("start", "end", "comment"))
    tables = _data_tables(content.container)
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        inside = element is not content.container
        if event == "start":
            if element in content.left_out:
                walk.skip_subtree()
                continue
            yield from _open(reader, element, tag, tables)
            reader.add(element.text)
            continue
        if event == "end" and element not in content.left_out:
            yield from _close(reader, element, tag, tables)
        if inside:
            reader.add(element.tail)
    yield from reader.flush()


def _open(reader: _Reader, element: _Element, tag: str, tables: set[_Element]) -> Iterator[Passage]:
    if tag in _content.BLOCK_TAGS and not reader.in_table:
        yield from reader.flush()
    elif tag in _content.BLOCK_TAGS:
        reader.parts.append(" ")
    if tag == "br":
        if "".join(reader.parts[-2:]).strip(" ").endswith("\n"):
            yield from reader.flush()  # two breaks in a row part paragraphs
        reader.parts.append(" " if reader.in_table else "\n")
    _count(reader, element, tag, 1)
    reader.pictured = reader.pictured or tag in ("img", "amp-img", "picture")
    if element in tables:
        reader.in_table, reader.heads, reader.cells = reader.in_table + 1, [], []
    elif reader.in_table and tag in ("td", "th"):
        reader.parts, reader.size, reader.linked, reader.bold = [], 0, 0, 0


def _close(reader: _Reader, element: _Element, tag: str, tables: set[_Element]) -> Iterator[Passage]:
    if reader.in_table and tag in ("td", "th"):
        reader.cells.append((tag == "th", " ".join("".join(reader.parts).split())))
        reader.parts, reader.size, reader.linked, reader.bold = [], 0, 0, 0
    elif reader.in_table and tag == "tr":
        yield from reader.row()
    elif element in tables:
        reader.in_table -= 1
        reader.parts = []
    elif tag in _content.BLOCK_TAGS and not reader.in_table:
        yield from reader.flush()
    elif tag in _content.BLOCK_TAGS:
        reader.parts.append(" ")
    _count(reader, element, tag, -1)


def _count(reader: _Reader, element: _Element, tag: str, step: int) -> None:
    if tag == "time" or (tag == "a" and not str(element.get("href") or "#").startswith("#")):
        reader.links += step
    elif tag in ("b", "strong"):
        reader.bolds += step
    elif tag in ("li", "dd"):
        reader.items += step
    elif tag == "blockquote":
        reader.quotes += step
    elif tag in _HEADINGS:
        reader.level = _HEADINGS[tag] if step > 0 else 0


def _data_tables(container: _Element) -> set[_Element]:
    """Tables that hold data: with head cells and no table inside; the others only lay out the page."""
    layout = {outer for table in container.iterdescendants("table") for outer in table.iterancestors("table")}
    headed = {next(cell.iterancestors("table"), container) for cell in container.iterdescendants("th")}
    return headed - layout - {container}
