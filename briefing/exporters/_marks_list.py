"""The timing list that every editor's file of marks is written from: where what is heard, in whole frames."""

from __future__ import annotations

from briefing.audio.id3 import one_line
from briefing.exporters import _words
from briefing.model import Briefing
from briefing.records import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the master with a name."""

    id: str
    """Of the chapter or utterance."""
    name: str
    """On one line, without direction marks."""
    start: int
    end: int
    """Frames of the master; ``end`` is exclusive."""

    @property
    def frames(self) -> int:
        """How long it is."""
        return self.end - self.start


@dataclass(frozen=True, slots=True, kw_only=True)
class TimingList:
    """What is marked: chapters one after the other, and every utterance inside them."""

    id: str
    """The briefing's."""
    title: str
    artist: str
    date: str
    """ISO 8601; empty where not known."""
    rate: int
    """Frames per second."""
    frames: int
    chapters: tuple[Span, ...]
    sentences: tuple[Span, ...]

    def inside(self, chapter: Span) -> tuple[Span, ...]:
        """The utterances of a chapter."""
        return tuple(item for item in self.sentences if chapter.start <= item.start < chapter.end)

    def units(self, frames: int, per_second: int) -> int:
        """A time in parts of a second, to the nearest."""
        return round(frames * per_second / self.rate)

    def seconds(self, frames: int, *, digits: int) -> str:
        """A time in seconds with that many decimals, whatever the locale."""
        whole, rest = divmod(self.units(frames, 10**digits), 10**digits)
        return f"{whole}.{rest:0{digits}d}"


def listed(briefing: Briefing) -> TimingList:
    """The list of a briefing."""
    title = _words.headline(briefing)
    return TimingList(
        id=briefing.id,
        title=title,
        artist=one_line(briefing.masthead.byline) or _words.publisher(briefing),
        date=briefing.masthead.published,
        rate=briefing.rate,
        frames=briefing.frames,
        chapters=tuple(
            Span(chapter.id, one_line(chapter.title) or title, chapter.start, chapter.end)
            for chapter in briefing.chapters
        ),
        sentences=tuple(
            Span(cue.id, one_line(cue.shown) or cue.id, cue.start, cue.end) for cue in briefing.utterances
        ),
    )
