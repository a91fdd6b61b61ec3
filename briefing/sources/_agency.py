"""What news agencies put around a report: the place and their name before it, their signature after it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from briefing.model import Block, BlockKind, Masthead
from briefing.text.abbreviations import AGENCIES

LAST_BLOCKS: Final = 4
"""A signature stands among the last blocks."""

_OPENING = re.compile(
    r"""(?x) ^ (?P<place>[^\W\d_]{2,}(?:\s[^\W\d_]{2,}){0,2}) \s*
        (?: [-–—/،,]\s* (?P<day>\d{1,2}\s*[-–—/]\s*\d{1,2})\s* | [-–—/،,]\s* )?
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
    if first is not None and (found := _opening(left[first].text, masthead.source_name)):
        left[first] = replace(left[first], text=left[first].text[found.end() :])
        masthead = replace(masthead, dateline=masthead.dateline or found["place"])
    for _ in range(LAST_BLOCKS):
        if len(left) > 1 and left[-1].kind is BlockKind.PARAGRAPH and _SIGNATURE.match(left[-1].text):
            left.pop()
    if left and left[-1].kind is BlockKind.PARAGRAPH:
        left[-1] = replace(left[-1], text=_CLOSING.sub("", left[-1].text))
    return masthead, left


def _opening(text: str, source_name: str) -> re.Match[str] | None:
    """The place and agency a text begins with; a person and a remark in brackets look much the same."""
    found = _OPENING.match(text)
    if found is None:
        return None
    agency = " ".join(found["agency"].replace(".", " ").split())
    sure = (
        found["day"] is not None
        or agency in AGENCIES
        or agency in source_name
        or "وكال" in agency
        or all(len(word) == 1 for word in agency.split())
        or len(found["place"].split()) == len(agency.split()) == 1
    )
    return found if sure else None
