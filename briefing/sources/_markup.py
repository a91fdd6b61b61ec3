"""Markdown to blocks, by way of markdown-it's flat list of tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import unescape
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from briefing.errors import ArticleError
from briefing.model import Block, BlockKind, Masthead
from briefing.sources import _frontmatter
from briefing.sources._lines import is_title

if TYPE_CHECKING:
    from markdown_it.token import Token

MOST_MARKS: Final = 50_000
MOST_LINES: Final = 100_000
"""Parsing takes seconds beyond these, and no article has a tenth of them."""

BOLD_HEADING_WORDS: Final = 12

_MARK = re.compile(r"[\[\]*_`<>|&\\]")
_FOOTNOTE = re.compile(r"^ {0,3}\[\^[^\]\s]{1,40}\]:.*(?:\n {4}.*)*|\[\^[^\]\s]{1,40}\]", re.MULTILINE)
"""A note and its mark; CommonMark has none, and would show the mark and hide the note."""
_DROPPED_HTML = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|template)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE
)
_TAG = re.compile(r"<[^<>]*>")


def article(text: str, *, name: str) -> tuple[Masthead, list[Block]]:
    """The masthead and blocks of a Markdown text.

    The headline is the first heading of level 1, else the ``title`` of the front matter. Links become their
    text; pictures, blocks of code, footnote marks and HTML tags are left out; a row of a table becomes a
    list item, ``head: value`` after ``head: value``.

    Raises:
        ArticleError: it has more marks than an article would.
    """
    from markdown_it import MarkdownIt

    masthead, body = _frontmatter.split(text) or (Masthead(), text)
    marks = sum(1 for _ in _MARK.finditer(body))
    if marks > MOST_MARKS or body.count("\n") > MOST_LINES:
        message = f"{name} has {marks:,} Markdown marks and {body.count(chr(10)):,} lines: that is no article"
        raise ArticleError(message, hint="give an article in Markdown, or a plain text ending in .txt")
    tokens = MarkdownIt("commonmark").enable("table").parse(_FOOTNOTE.sub("", body))
    return _headed(masthead, list(_blocks(tokens)))


def _headed(masthead: Masthead, blocks: list[Block]) -> tuple[Masthead, list[Block]]:
    tops = [index for index, block in enumerate(blocks) if block.level == 1]
    # Several headings of level 1 under a titled front matter are the sections, not one headline and more.
    if tops and (len(tops) == 1 or not masthead.headline or blocks[tops[0]].text == masthead.headline):
        masthead = replace(masthead, headline=blocks.pop(tops[0]).text)
    return masthead, [replace(block, level=2) if block.level == 1 else block for block in blocks]


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    items = quotes = level = 0
    table: list[Token] | None = None
    for token in tokens:
        items += token.nesting if token.type.startswith("list_item_") else 0
        quotes += token.nesting if token.type.startswith("blockquote_") else 0
        if token.type == "table_open":
            table = []
        elif token.type == "table_close" and table is not None:
            yield from (Block(BlockKind.ITEM, row) for row in _rows(table) if row)
            table = None
        elif table is not None:
            table.append(token)
        elif token.type == "heading_open":
            level = int(token.tag[1])
        elif token.type == "inline":
            text = _inline(token)
            if text and level:
                yield Block(BlockKind.HEADING, text, level)
            elif text:
                yield _paragraph(text, token, in_item=items > 0, in_quote=quotes > 0)
            level = 0
        elif token.type == "html_block" and (text := _without_tags(token.content)):
            yield Block(BlockKind.PARAGRAPH, text)


def _rows(table: Sequence[Token]) -> Iterator[str]:
    heads: list[str] = []
    cells: list[str] = []
    for token in table:
        if token.type == "tr_open":
            cells = []
        elif token.type == "inline":
            cells.append(_inline(token))
        elif token.type == "thead_close":
            heads = cells
        elif token.type == "tr_close" and token.level > 1 and heads:
            pairs = zip_longest(heads, cells, fillvalue="")
            yield "، ".join(f"{head}: {cell}" if head else cell for head, cell in pairs if cell)


def _paragraph(text: str, token: Token, *, in_item: bool, in_quote: bool) -> Block:
    if in_item:
        return Block(BlockKind.ITEM, text)
    if in_quote:
        return Block(BlockKind.QUOTE, text)
    if _all_strong(token) and is_title(text, words=BOLD_HEADING_WORDS):
        return Block(BlockKind.HEADING, text.rstrip(":"), 3)
    return Block(BlockKind.PARAGRAPH, text)


def _all_strong(token: Token) -> bool:
    depth, strong, plain = 0, False, False
    for child in token.children or ():
        depth += child.nesting if child.type.startswith("strong_") else 0
        if child.type == "text" and child.content.strip(" :"):
            strong, plain = strong or depth > 0, plain or depth == 0
    return strong and not plain


def _inline(token: Token) -> str:
    parts: list[str] = []
    for child in token.children or ():
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak") or child.content[:3].lower() == "<br":
            parts.append(" ")
    return " ".join("".join(parts).split())


def _without_tags(markup: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", _DROPPED_HTML.sub(" ", markup))).split())
