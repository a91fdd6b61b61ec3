"""What news agencies put around a report: the place and their name before it, their signature after it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from briefing.model import Block, BlockKind, Masthead

LAST_BLOCKS: Final = 4
"""A signature stands among the last blocks."""

_OPENING = re.compile(
    r"""(?x) ^ (?P<place>[^\W\d_]{2,}(?:\s[^\W\d_]{2,}){0,2}) \s*
        (?: [-–—/،,]\s* \d{1,2}\s*[-–—/]\s*\d{1,2}\s* | [-–—/،,]\s* )?  # a day and a month
        \( (?P<agency>[^()\d]{2,30}) \) \s* (?:[-–—]{1,2}|:) \s* (?=\S)"""
)
_INITIALS = r"[ء-ي]{1,2}\s?\.\s?[ء-ي]{1,2}(?:\s?\.\s?[ء-ي]{1,2})?\.?"
_SIGNATURE = re.compile(
    rf"""(?x) ^ (?:
        [-–—/(\s]* (?:انتهى|انتهي) [-–—/)\s.]* (?:{_INITIALS})?
      | {_INITIALS} (?: \s*[/،,–—-]\s* {_INITIALS} )*
      | \( (?:[^\W\d_]{{1,12}}\s?){{1,3}} \)
      | \( (?:إعداد|اعداد|تغطية|تحرير|كتابة) \s [^()]{{3,120}} \) \.?
    ) $"""
)
_CLOSING = re.compile(rf"(?<=[.؟!»])\s+(?:[-–—/]*\s?انتهى\s?[-–—/]*|{_INITIALS})\s*$")


def trimmed(masthead: Masthead, blocks: Sequence[Block]) -> tuple[Masthead, list[Block]]:
    """The article without an agency's opening and signature; the place of the opening is its dateline.

    Args:
        masthead: what is known; a dateline it has stays.
        blocks: in reading order.
    """
    left = list(blocks)
    first = next((index for index, block in enumerate(left) if block.kind is BlockKind.PARAGRAPH), None)
    if first is not None and (found := _OPENING.match(left[first].text)):
        left[first] = replace(left[first], text=left[first].text[found.end() :])
        masthead = replace(masthead, dateline=masthead.dateline or found["place"])
    for _ in range(LAST_BLOCKS):
        if len(left) > 1 and left[-1].kind is BlockKind.PARAGRAPH and _SIGNATURE.match(left[-1].text):
            left.pop()
    if left and left[-1].kind is BlockKind.PARAGRAPH:
        left[-1] = replace(left[-1], text=_CLOSING.sub("", left[-1].text))
    return masthead, left
