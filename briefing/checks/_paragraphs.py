"""A page's paragraphs, and the time that each is said to begin at.

Read with Python's own parser: lxml, which other parts use, takes longer to load than all cheap checks take.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

from briefing.checks._reading import Unreadable, plain, quoted
from briefing.records import dataclass

DURATION: Final = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(\d+(\.\d+)?)S")
"""ISO 8601, as HTML's ``time`` takes it."""
DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Moment:
    """A time that a page tells."""

    ms: float
    within_ms: float
    """What its form rounds away: it has whole seconds or thousandths."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph that is not empty."""

    text: str
    begins: Moment | None
    """From the ``time`` before it."""


class Page(HTMLParser):
    """Reads a whole page.

    Raises:
        Unreadable: a time in it is none.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.language = self.direction = ""
        """Of the whole page."""
        self.paragraphs: list[Paragraph] = []
        self._inside = False
        self._words: list[str] = []
        self._moment: Moment | None = None
        self.feed(text)
        self.close()
        self._end()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember what the page, a time and a paragraph say of themselves."""
        told = dict(attrs)
        if tag == "html":
            self.language, self.direction = told.get("lang") or "", told.get("dir") or ""
        elif tag == "time":
            self._moment = _moment(told.get("datetime") or "") or self._moment
        elif tag == "p":
            self._end()
            self._inside = True

    def handle_endtag(self, tag: str) -> None:
        """A paragraph is whole."""
        if tag == "p":
            self._end()

    def handle_data(self, data: str) -> None:
        """Words of a paragraph."""
        if self._inside:
            self._words.append(data)

    def _end(self) -> None:
        text = plain("".join(self._words))
        if self._inside and text:
            self.paragraphs.append(Paragraph(text, self._moment))
            self._moment = None
        self._inside = False
        self._words = []


def _moment(told: str) -> Moment | None:
    """What a ``time`` names, None where it is a date."""
    found = DURATION.fullmatch(told)
    if found is not None:
        hours, minutes, seconds, fraction = found.groups()
        ms = ((int(hours or 0) * 60 + int(minutes or 0)) * 60 + float(seconds)) * 1000
        return Moment(ms, 0.51 if fraction else 1000.0)
    if DATE.fullmatch(told):
        return None
    raise Unreadable(where="time", message=f"a time cannot be read: {quoted(told)}")
