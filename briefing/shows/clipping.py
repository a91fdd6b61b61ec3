"""Text and notes cut to what a feed may carry: characters or bytes, never in the middle of a letter or tag.

The notes go through the standard library's own HTML reader and come out with few, closed tags: lxml would
do it too, but its fragments rewrite what they do not understand, and the cut would still be ours.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from html import escape
from html.parser import HTMLParser
from typing import Final

from briefing.errors import ConfigError
from briefing.shows.addresses import absolute

ELLIPSIS: Final = "…"
JOINER: Final = "\u200d"
WORD_LETTERS: Final = 40
"""How far back to look for a blank to cut at."""
KEPT_TAGS: Final = frozenset({"p", "br", "a", "ul", "ol", "li", "strong", "em"})
SILENT_TAGS: Final = frozenset({"script", "style", "head", "title", "template"})
"""Tags whose text is not to be read either."""
BLANKS: Final = re.compile(r"[\v\f\x1c-\x1f\x85]")
"""Control characters that part words."""
PLANES: Final = "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
"""The last two of each plane are no characters."""
DROPPED: Final = re.compile(
    # Controls, halves of surrogate pairs, no characters; and marks that turn the direction of all that
    # follows, since they would turn what a player shows behind our text.
    f"[\0-\x08\x0e-\x1b\x7f-\x9f\ud800-\udfff{PLANES}\u202a-\u202e\u2066-\u2069]"
)

COMMENT: Final = re.compile("<!--.*?-->", re.DOTALL)
DECLARATION: Final = re.compile("<(?=[!?])")
"""Comments, document types and what a word processor leaves: the reader stumbles over bad ones."""

Measure = Callable[[str], int]


def legal(text: str) -> str:
    """Without the characters that XML 1.0 cannot carry and the marks that turn the direction of text."""
    return DROPPED.sub("", BLANKS.sub(" ", text))


def byte_length(text: str) -> int:
    """Bytes in UTF-8."""
    return len(text.encode("utf-8", errors="replace"))


def clip(text: str, limit: int, *, measure: Measure = len) -> str:
    """The text, or as much of it as fits with an ellipsis behind it.

    Args:
        text: any text.
        limit: the most the result may measure.
        measure: what is counted: characters (``len``) or bytes (:func:`byte_length`).
    """
    if measure(text) <= limit:
        return text
    end = _fitting(text, limit - measure(ELLIPSIS), measure)
    if end <= 0:
        return ""
    blank = text.rfind(" ", max(1, end - WORD_LETTERS), end + 1)
    return text[: blank if blank > 0 else end].rstrip() + ELLIPSIS


def clip_notes(notes: str, limit_bytes: int) -> str:
    """The notes as HTML of few tags, all of them closed, in at most so many bytes."""
    reader = _Reader(limit_bytes)
    reader.feed(DECLARATION.sub("&lt;", COMMENT.sub("", legal(notes))))
    reader.close()
    return reader.result()


def _fitting(text: str, limit: int, measure: Measure) -> int:
    """How many characters fit, the last one with all the marks that belong to it."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if measure(text[:middle]) <= limit else (low, middle - 1)
    while 0 < low < len(text) and (_leans(text[low]) or text[low - 1] == JOINER):
        low -= 1
    return low


def _leans(character: str) -> bool:
    """Whether it is part of the character before it."""
    return character == JOINER or unicodedata.category(character).startswith("M")


class _Reader(HTMLParser):
    """Copies what it reads until it is full."""

    def __init__(self, limit_bytes: int) -> None:
        super().__init__(convert_charrefs=True)
        self._limit = limit_bytes
        self._used = 0
        self._pieces: list[str] = []
        self._open: list[str] = []
        self._silent = 0
        self._full = False

    def result(self) -> str:
        """What was copied, every tag closed."""
        return "".join(self._pieces).strip() + "".join(f"</{tag}>" for tag in reversed(self._open))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT_TAGS:
            self._silent += 1
        if tag not in KEPT_TAGS or self._silent:
            return
        if tag == "p" and "p" in self._open:
            self.handle_endtag("p")
        if tag == "br":
            self._add("<br/>")
        elif self._add(_opened(tag, dict(attrs)), closing=f"</{tag}>"):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT_TAGS:
            self._silent = max(0, self._silent - 1)
        if tag not in self._open:
            return
        while (inner := self._open.pop()) != tag:  # what it holds ends with it
            self._pieces.append(f"</{inner}>")
        self._pieces.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if self._silent or self._full:
            return
        room = self._limit - self._used
        shown = clip(data, room, measure=lambda text: byte_length(escape(text)))
        self._full = shown != data
        self._pieces.append(escape(shown))
        self._used += byte_length(escape(shown))

    def _add(self, piece: str, *, closing: str = "") -> bool:
        """Whether there was room for it and what will close it."""
        if self._full or self._used + byte_length(piece + closing) > self._limit:
            self._full = True
            return False
        self._pieces.append(piece)
        self._used += byte_length(piece + closing)
        return True


def _opened(tag: str, attributes: dict[str, str | None]) -> str:
    if tag != "a":
        return f"<{tag}>"
    try:
        return f'<a href="{escape(absolute(attributes.get("href") or ""))}">'
    except ConfigError:  # javascript:, mailto:, relative
        return "<a>"
