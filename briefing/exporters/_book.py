"""A briefing as a book: a page and a sound file for each chapter, and which stretch of it says which line.

A chapter's stretches lie end to end and cover it whole, so that a player that goes from one to the next plays
every pause. Each begins shortly before its first word: players that jump to a place in an MP3 are off by some
hundredths of a second, and a word must never lose its beginning.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from briefing.audio.id3 import one_line
from briefing.errors import OutputError
from briefing.exporters import _words
from briefing.markup import Line, Page, Span, identifier
from briefing.model import Briefing, Chapter, Cue, SegmentKind
from briefing.records import dataclass
from briefing.timeline import frames_of

LEAD_MS: Final = 50
"""Where the pause allows it, a stretch begins so long before its first word."""


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter that says something."""

    number: int
    """From 1."""
    chapter: Chapter
    page: Page
    edges: tuple[int, ...]
    """Frames from the chapter's beginning: where each line's stretch begins, and where the last one ends."""

    def spans(self, rate: int, *, late: int = 0) -> tuple[Span, ...]:
        """Where each line lies in the chapter's sound file.

        Args:
            rate: frames per second.
            late: milliseconds by which the file's sound is late. The first line takes them in.
        """
        # The last edge is rounded down, or it might lie a fraction of a millisecond after the sound's end.
        edges = [late + round(edge * 1000 / rate) for edge in self.edges[:-1]]
        edges = [0, *edges[1:], late + self.edges[-1] * 1000 // rate]
        return tuple(
            Span(line.id, start, end)
            for line, (start, end) in zip(self.page.lines, pairwise(edges), strict=True)
        )


def parts(briefing: Briefing, address: Callable[[int], str] | None = None) -> tuple[Part, ...]:
    """The book's parts; a chapter in which nothing is said is none.

    Args:
        briefing: what was said.
        address: gives the document of a part by its number, for links from the list of sections to them;
            without it there are no links.

    Raises:
        OutputError: nothing is said in the whole briefing.
    """
    spoken = [
        (chapter, cues) for chapter in briefing.chapters for cues in [briefing.cues_of(chapter)] if cues
    ]
    if not spoken:
        message = "a book needs something to read, and this briefing has no utterances"
        raise OutputError(message, hint="make it again with: briefing make ARTICLE")
    addresses = {
        chapter.id: address(number) if address else "" for number, (chapter, _) in enumerate(spoken, 1)
    }
    return tuple(
        Part(number, chapter, _page(briefing, chapter, cues, addresses), _edges(briefing, chapter, cues))
        for number, (chapter, cues) in enumerate(spoken, 1)
    )


def title_of(part: Part, briefing: Briefing) -> str:
    """The part's name in tables of contents; the first one's is the headline where it says what this is."""
    return _words.headline(briefing) if part.chapter.kind is SegmentKind.IDENT else part.page.title


def _edges(briefing: Briefing, chapter: Chapter, cues: Sequence[Cue]) -> tuple[int, ...]:
    lead = frames_of(LEAD_MS, briefing.rate)
    inner = (max(before.end, cue.start - lead) - chapter.start for before, cue in pairwise(cues))
    return (0, *inner, chapter.end - chapter.start)


def _page(briefing: Briefing, chapter: Chapter, cues: Sequence[Cue], addresses: dict[str, str]) -> Page:
    """What a chapter says first is its heading."""
    listed = chapter.kind is SegmentKind.CONTENTS
    opening = _headline_at(briefing, cues) if chapter.kind is SegmentKind.IDENT else 0
    groups: list[list[Line]] = []
    for cue in cues[opening + 1 :]:
        line = _line(cue)
        if listed and cue.section:
            line = replace(line, link=addresses.get(cue.section, ""))
        if listed or cue.opens_paragraph or not groups:
            groups.append([])
        groups[-1].append(line)
    heading = tuple(map(_line, cues[: opening + 1]))
    return Page(
        title=one_line(chapter.title) or heading[0].text,
        heading=heading,
        paragraphs=tuple(map(tuple, groups)),
        listed=listed,
    )


def _headline_at(briefing: Briefing, cues: Sequence[Cue]) -> int:
    """Which of the first utterances says the headline; the first one where none does."""
    said = one_line(briefing.masthead.headline)
    return next((place for place, cue in enumerate(cues[:3]) if said and said in one_line(cue.shown)), 0)


def _line(cue: Cue) -> Line:
    return Line(identifier(cue.id), one_line(cue.shown) or one_line(cue.spoken))
