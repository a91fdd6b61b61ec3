"""Headings that are not marked as such: bold or numbered lines standing alone among paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from briefing.text import stems, symbols
from briefing.text.expressions import expression

_DECORATION: Final = expression(r"^(?:#{1,6}\s+|\*\*|__)|(?:\*\*|__|\s#+)$")
_ORDINAL: Final = expression(
    rf"^(?:\(?[{symbols.DIGITS}]{{1,2}}\s*[.)\-–:]"
    r"|(?:أولا|ثانيا|ثالثا|رابعا|خامسا|سادسا|سابعا|ثامنا)ً?\s*[:\-–،])\s*"
)
_TIME: Final = expression(
    rf"\s*(?:\*\*|الساعة\s+)?\(?[{symbols.DIGITS}]{{1,2}}[:٫][{symbols.DIGITS}]{{2}}(?![{symbols.DIGITS}])"
)
_HEAD_WORDS: Final = 12


def plain_headings(units: Sequence[str]) -> list[int]:
    """The units that are headings without being marked as such; none if fewer than two look like it."""
    heads = [
        at
        for at, text in enumerate(units[:-1])
        if is_heading(text)
        and not is_heading(units[at + 1])
        and len(units[at + 1].split()) > len(text.split())
    ]
    bodies = [stop - start - 1 for start, stop in pairwise([*heads, len(units)])]
    trusted = len(heads) >= 2 and len(heads) <= 0.5 * len(units) and all(bodies)
    return heads if trusted else []


def opens_with_time(text: str) -> bool:
    """Whether a line begins with a time of day, as the entries of a running report do: «10:45»."""
    return bool(_TIME.match(text))


def is_heading(text: str) -> bool:
    """Whether a paragraph looks like a heading: one short line, nothing said about it, no stop."""
    line = text.strip()
    bare = _DECORATION.sub("", line)
    if not bare or opens_with_time(line) or "|" in line or "\t" in line:
        return False
    if "\n" in line or len(bare.split()) > _HEAD_WORDS or not stems.words(bare):
        return False
    if bare[-1] in symbols.STOPS.replace("؟", "").replace("?", "") + symbols.COMMAS + symbols.SEMICOLONS:
        return False
    if _ORDINAL.match(bare) or bare != line:
        return len(bare.split()) <= _HEAD_WORDS
    return not (
        bare[-1] in '؟?:»"' or bare[0] in symbols.BULLETS + symbols.OPENERS or stems.hangs(bare.split()[-1])
    )


def heading_title(text: str) -> str:
    """A heading as a title: decoration, numbering and a final colon off."""
    bare = _DECORATION.sub("", _DECORATION.sub("", text.strip()))
    return " ".join(_ORDINAL.sub("", bare).rstrip(":.،؛ ").split()) or " ".join(bare.split())
