"""The inside of a Word document: what its styles, lists and tables mean.

python-docx opens the package and knows the styles; its own ``paragraph.text`` leaves out what was inserted
while changes were tracked and what stands in content controls, so the text is gathered here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from briefing.model import Block, BlockKind, Masthead
from briefing.records import dataclass
from briefing.sources import _lines

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEFT_OUT: Final = frozenset(
    W + tag for tag in ("del", "moveFrom", "txbxContent", "instrText", "footnoteReference", "pPr")
)
"""Elements whose text is not part of the article: deleted, moved away, in boxes, codes of fields."""
SKIPPED_STYLES: Final = ("toc", "caption", "header", "footer", "footnote", "endnote", "table of figures")
LIST_STYLES: Final = ("list bullet", "list number")
"""How the English names of built-in styles begin; files hold those whatever language Word speaks."""
NOBODY: Final = frozenset(
    {"python-docx", "user", "admin", "administrator", "windows user", "microsoft office user", "hp", "dell"}
    | {"lenovo", "asus", "acer", "pc", "unknown", "مستخدم", "المستخدم", "unknown author"}
)
"""What machines write for an author."""
BOLD_HEADING_WORDS: Final = 12


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    """In English, lower case."""
    level: int
    """Of a heading, counted from 1; 0 for text."""


def article(document: Document) -> tuple[Masthead, list[Block]]:
    """The masthead and blocks of a document."""
    styles = _styles(document)
    title = ""
    blocks: list[Block] = []
    for element, inside in _members(document.element.body):
        if element.tag == W + "tbl":
            blocks += _rows(element)
            continue
        text = _text(element)
        style = styles.get(_value(element, "pStyle"), _Style("", 0))
        if not text or style.name.startswith(SKIPPED_STYLES):
            continue
        if style.name == "title" and not title:
            title = text
            continue
        blocks.append(_block(element, text, style, in_list=inside))
    if not title and blocks and _is_headline(blocks):
        title = blocks.pop(0).text
    facts = document.core_properties
    author = " ".join((facts.author or "").split())
    masthead = Masthead(
        headline=title or " ".join((facts.title or "").split()),
        byline="" if author.lower() in NOBODY else author,
    )
    return masthead, [_lines.demote(block) for block in _with_bold_headings(blocks)]


def _members(body: _Element) -> Iterator[tuple[_Element, bool]]:
    """The paragraphs and tables of a body, also those in content controls; whether each is a list's."""
    waiting = list(reversed(body))
    while waiting:
        element = waiting.pop()
        if element.tag == W + "p":
            number = element.find(f"{W}pPr/{W}numPr/{W}numId")
            yield element, number is not None and number.get(W + "val") != "0"
        elif element.tag == W + "tbl":
            yield element, False
        elif element.tag in (W + "sdt", W + "sdtContent", W + "customXml", W + "ins", W + "smartTag"):
            waiting.extend(reversed(element))


def _text(element: _Element) -> str:
    """The text of a paragraph as a reader sees it."""
    parts: list[str] = []
    waiting = list(reversed(element))
    while waiting:
        node = waiting.pop()
        if node.tag in LEFT_OUT or not isinstance(node.tag, str):
            continue
        if node.tag == W + "r" and _is_on(node, "vanish"):
            continue
        if node.tag == W + "t":
            parts.append(node.text or "")
        elif node.tag in (W + "tab", W + "br", W + "cr"):
            parts.append(" ")
        elif node.tag == W + "noBreakHyphen":
            parts.append("-")
        else:
            waiting.extend(reversed(node))
    return " ".join("".join(parts).split())


def _block(element: _Element, text: str, style: _Style, *, in_list: bool) -> Block:
    own = element.find(f"{W}pPr/{W}outlineLvl")
    level = int(own.get(W + "val") or 9) + 1 if own is not None else style.level
    if 1 <= level <= 6:
        return Block(BlockKind.HEADING, text, level)
    if in_list or style.name.startswith(LIST_STYLES):
        return Block(BlockKind.ITEM, text)
    return Block(BlockKind.QUOTE if "quote" in style.name else BlockKind.PARAGRAPH, text, _bold(element))


def _bold(element: _Element) -> int:
    """-1 for a paragraph that is bold throughout, else 0; it stands for a level until it is decided."""
    runs = [run for run in element.iter(W + "r") if any((t.text or "").strip() for t in run.iter(W + "t"))]
    return -1 if runs and all(_is_on(run, "b") or _is_on(run, "bCs") for run in runs) else 0


def _with_bold_headings(blocks: list[Block]) -> Iterator[Block]:
    """Short bold paragraphs over text are headings: many writers know no styles."""
    for index, block in enumerate(blocks):
        if block.level >= 0:
            yield block
            continue
        bare = block.text.rstrip(": ")
        over_text = index + 1 < len(blocks) and blocks[index + 1].kind is not BlockKind.HEADING
        is_heading = block.kind is BlockKind.PARAGRAPH and over_text
        if is_heading and blocks[index + 1].level == 0 and _lines.is_title(bare, words=BOLD_HEADING_WORDS):
            yield Block(BlockKind.HEADING, bare, 2)
        else:
            yield Block(block.kind, block.text)


def _is_headline(blocks: list[Block]) -> bool:
    first = blocks[0]
    if first.kind is BlockKind.HEADING:
        return first.level == 1
    short = _lines.is_title(first.text, words=_lines.HEADLINE_WORDS)
    return first.kind is BlockKind.PARAGRAPH and short and len(blocks) > 1


def _rows(table: _Element) -> Iterator[Block]:
    for row in table.findall(f"{W}tr"):
        cells = [
            " ".join(filter(None, (_text(paragraph) for paragraph in cell.findall(f"{W}p"))))
            for cell in row.findall(f"{W}tc")
        ]
        if text := "، ".join(filter(None, cells)):
            yield Block(BlockKind.ITEM, text)


def _styles(document: Document) -> dict[str, _Style]:
    """Every style by its id, with the heading level it or one it is based on has."""
    found: dict[str, _Style] = {}
    for style in document.styles:
        level, name, parent = 0, "", style
        for _ in range(20):  # styles may be based on each other in a ring
            own = str(parent.name or "").lower()
            name = name or own
            outline = parent.element.find(f"{W}pPr/{W}outlineLvl")
            if own.startswith("heading ") and own[8:].isdigit():
                level = level or int(own[8:])
            elif outline is not None and str(outline.get(W + "val")).isdigit():
                level = level or int(outline.get(W + "val")) + 1
            following = getattr(parent, "base_style", None)
            if following is None or level:
                break
            parent = following
        found[str(style.style_id)] = _Style(name, level)
    return found


def _value(element: _Element, name: str) -> str:
    found = element.find(f"{W}pPr/{W}{name}")
    return "" if found is None else str(found.get(W + "val") or "")


def _is_on(run: _Element, name: str) -> bool:
    found = run.find(f"{W}rPr/{W}{name}")
    return found is not None and str(found.get(W + "val") or "1") not in ("0", "false", "none")
