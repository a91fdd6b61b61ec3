"""Plain text to blocks: what blank lines, line breaks and a few signs tell about headings and lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Final

from briefing.model import Block, BlockKind
from briefing.records import dataclass
from briefing.text.expressions import expression

HEADLINE_WORDS: Final = 20
HEADING_WORDS: Final = 10
WRAP_WIDTH: Final = 130
"""Characters: no editor wraps wider than that, so longer lines are whole paragraphs."""

_BREAKS = expression(r"\r\n?|[\v\f\x85\u2028\u2029]")
_MARKS_AFTER = "\"'»”’)]*_ \u200e\u200f"
_STOPS = tuple(".!?؟…۔")
_PAUSES = ("،", "؛", ":", ",", ";", "-", "–")
_ITEM = expression(
    r"""^[ \t]*(?: (?P<bullet>[-•▪◦●■*·‣]) | (?P<number>[0-9٠-٩]{1,2})[.)\-] | \((?P<round>[0-9٠-٩]{1,2})\) )
        [ \t]+ (?=\S)""",
    re.VERBOSE,
)
_HASHES = expression(r"^(#{1,6})[ \t]+(\S.{0,300})$")
_BOLD = expression(r"^(\*\*|__)(?=\S)(.{1,300}?)(?<=\S)\1[ \t]*:?$")
_RULE = expression(r"^[ \t]*(?:[-=_~*#•─═—][ \t]*){3,}$")


@dataclass(frozen=True, slots=True)
class Page:
    """A text taken apart: its headline, or ``""``, and the blocks under it."""

    headline: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class _Group:
    """Lines between two blank lines."""

    lines: tuple[str, ...]
    underlined: bool = False
    """A line of dashes or equals signs stands under it."""

    @property
    def line(self) -> str:
        """The only line, or ``""`` where there are several."""
        return self.lines[0] if len(self.lines) == 1 else ""

    @property
    def words(self) -> int:
        return sum(len(line.split()) for line in self.lines)

    def closes(self) -> bool:
        return ends_sentence(self.lines[-1])


def compose(text: str) -> Page:
    """The headline and blocks of a plain text.

    A paragraph ends at a blank line. A single line break joins in text wrapped by hand and separates where
    each line is a paragraph of its own. A short first line without a stop is the headline; short lines
    standing alone between paragraphs, and lines that are bold, numbered or underlined, are headings.
    """
    groups = list(_groups(text))
    if not groups:
        return Page("", ())
    if len(groups) == 1 and len(groups[0].lines) > 1 and not groups[0].underlined:
        groups = _part_headline(groups[0])
    headline = ""
    if _is_headline(groups):
        headline = _bare(groups.pop(0).line)
    blocks: list[Block] = []
    for index, group in enumerate(groups):
        before = groups[index - 1] if index else None
        after = groups[index + 1] if index + 1 < len(groups) else None
        heading = _heading(group, before, after)
        if heading is not None:
            blocks.append(heading)
        else:
            blocks.extend(_body(group.lines))
    return Page(headline, tuple(blocks))


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text that has no headings or lists, such as what ``<br>`` parts."""
    return [block.text for group in _groups(text) for block in _join(group.lines)]


def ends_sentence(line: str) -> bool:
    """Whether a line closes a sentence, closing quotation marks looked through."""
    return line.rstrip(_MARKS_AFTER).endswith(_STOPS)


def is_title(text: str, *, words: int) -> bool:
    """Whether a text that stands alone can be a title: short, and not closed or broken off by a mark."""
    bare = text.rstrip(_MARKS_AFTER)
    return bool(bare) and len(text.split()) <= words and not bare.endswith((*_STOPS, *_PAUSES))


def _groups(text: str) -> Iterator[_Group]:
    lines: list[str] = []
    for raw in [*_BREAKS.sub("\n", text.lstrip("\ufeff")).split("\n"), ""]:
        line = raw.rstrip()
        if line and _RULE.match(line):
            if lines:
                yield _Group(tuple(lines), underlined=len(lines) == 1)
            lines = []
        elif line:
            lines.append(line)
        elif lines:
            yield _Group(tuple(lines))
            lines = []


def _part_headline(group: _Group) -> list[_Group]:
    # No blank line in the whole text, but a short first line over long ones: a headline over paragraphs.
    first, rest = group.lines[0], group.lines[1:]
    over_long_lines = all(len(line) > WRAP_WIDTH for line in rest)
    if over_long_lines and is_title(first, words=HEADLINE_WORDS) and not _ITEM.match(first):
        return [_Group((first,)), _Group(rest)]
    return [group]


def _is_headline(groups: list[_Group]) -> bool:
    first = groups[0]
    if len(groups) < 2 or not first.line or (_ITEM.match(first.line) and not first.underlined):
        return False
    if first.underlined or _HASHES.match(first.line) or is_title(first.line, words=HEADLINE_WORDS):
        return True
    # Headlines may ask, but so may the first speaker of a dialogue: only over a real paragraph.
    asks = first.line.rstrip(_MARKS_AFTER).endswith(("؟", "?"))
    return asks and first.words <= 15 and groups[1].words >= 25


def _heading(group: _Group, before: _Group | None, after: _Group | None) -> Block | None:
    line = group.line.strip()
    if not line or after is None:
        return None
    if group.underlined:
        return Block(BlockKind.HEADING, line, 2)
    if hashes := _HASHES.match(line):
        return Block(BlockKind.HEADING, hashes[2].rstrip(" \t#"), max(2, len(hashes[1])))
    if bold := _BOLD.match(line):
        return Block(BlockKind.HEADING, bold[2].rstrip(":"), 2)
    over_paragraph = not _ITEM.match(after.lines[0]) and after.words > group.words and after.closes()
    item = _ITEM.match(line)
    if item is not None:
        rest = line[item.end() :]
        numbered = item["bullet"] is None
        if numbered and over_paragraph and is_title(rest, words=HEADING_WORDS + 2):
            return Block(BlockKind.HEADING, rest, 2)
        return None
    alone = before is None or before.closes() or _ITEM.match(before.lines[0]) is not None
    if alone and over_paragraph and after.words >= 15 and is_title(line, words=HEADING_WORDS):
        return None if line.startswith(('"', "«", "“", "—", "–")) else Block(BlockKind.HEADING, line, 2)
    return None


def _body(lines: tuple[str, ...]) -> Iterator[Block]:
    prose: list[str] = []
    item: list[str] = []
    for line in lines:
        match = _ITEM.match(line)
        if match is not None:
            if item:
                yield Block(BlockKind.ITEM, " ".join(item))
            yield from _join(tuple(prose))
            prose, item = [], [line[match.end() :].strip()]
        elif item and (line.startswith((" ", "\t")) or not ends_sentence(item[-1])):
            item.append(line.strip())
        else:
            if item:
                yield Block(BlockKind.ITEM, " ".join(item))
            item = []
            prose.append(line)
    if item:
        yield Block(BlockKind.ITEM, " ".join(item))
    yield from _join(tuple(prose))


def _join(lines: tuple[str, ...]) -> list[Block]:
    """Paragraphs of adjoining lines: one a line, or joined where the text was wrapped by hand."""
    stripped = [line.strip() for line in lines]
    width = max((len(line) for line in stripped), default=0)
    closed = sum(ends_sentence(line) for line in stripped[:-1])
    one_a_line = width > WRAP_WIDTH or closed > 0.6 * len(stripped[:-1])
    parts: list[list[str]] = [[stripped[0]]] if stripped else []
    for line, following in pairwise(stripped):
        short = len(line) < 0.6 * width
        if (ends_sentence(line) and (one_a_line or short)) or (one_a_line and width > WRAP_WIDTH):
            parts.append([following])
        else:
            parts[-1].append(following)
    return [_quote_or_paragraph(" ".join(part)) for part in parts]


def _quote_or_paragraph(text: str) -> Block:
    if text.startswith("> "):
        return Block(BlockKind.QUOTE, text[2:].replace(" > ", " "))
    return Block(BlockKind.PARAGRAPH, text)


def _bare(line: str) -> str:
    line = line.strip()
    if hashes := _HASHES.match(line):
        line = hashes[2].rstrip(" \t#")
    if bold := _BOLD.match(line):
        line = bold[2].rstrip(":")
    return line


def demote(block: Block) -> Block:
    """A heading of level 1 below the headline counts as level 2: level 1 is the headline's."""
    return replace(block, level=max(2, block.level)) if block.kind is BlockKind.HEADING else block
