"""The rundown: every item of a briefing with its length, its times and its first and last words.

All sums are in whole frames of the master. For showing, the *borders* of the items are rounded, each once,
and everything else is taken from the rounded borders: a length is the next border less this one, a clock time
is the given one and a border. So the lengths add up to the total, and each front time to the next, also as
they are shown, in seconds as in milliseconds; a single length may be one unit off its own rounded value.

``front`` is when an item begins counted forward from the beginning, ``back`` when it has to begin for the
whole to end on time. Without a clock they are how far in an item begins, and how much is left from there on.
With one end of the clock given the other follows from the length, and the two agree; with both given they
differ by what is to be filled (or to be cut).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from briefing.audio.id3 import one_line
from briefing.model import Briefing, Chapter, SegmentKind
from briefing.radio import cuts
from briefing.records import dataclass

DAY_S: Final = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day, or a length where there is no day."""

    units: int
    """Since midnight, or since the beginning."""
    per_second: int
    day: int = 0
    """-1 the day before the one the clock was given for, 1 the day after it."""

    def __str__(self) -> str:
        seconds, rest = divmod(self.units, self.per_second)
        minutes, seconds = divmod(seconds, 60)
        hours, minutes = divmod(minutes, 60)
        digits = len(str(self.per_second)) - 1
        return f"{hours:02d}:{minutes:02d}:{seconds:02d}" + (f".{rest:0{digits}d}" if digits else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What is known of an item's sound besides its length."""

    file: str = ""
    """The delivered file, or the master where it was not delivered."""
    lufs: float | None = None
    """Integrated, as dual mono; None where it is too short or silent."""
    true_peak_dbtp: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One line of the rundown."""

    number: int
    """From 1."""
    id: str
    kind: SegmentKind
    title: str
    start: int
    end: int
    """Frames of the master; ``end`` is exclusive."""
    in_words: str
    out_words: str
    sound: Measured = Measured()

    @property
    def frames(self) -> int:
        """How long it is, in frames of the master."""
        return self.end - self.start


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """The times of one item as they are shown."""

    duration: Clock
    cumulative: Clock
    """From the beginning of the briefing to the end of the item."""
    back: Clock
    front: Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Rundown:
    """The items in the order they are heard, each beginning where the one before it ends."""

    briefing: str
    """The briefing's id."""
    title: str
    rate: int
    """Frames per second."""
    frames: int
    items: tuple[Item, ...]
    on_air_ms: int | None = None
    """When it begins, in milliseconds since midnight."""
    end_ms: int | None = None
    """When it is to end."""

    @property
    def has_clock(self) -> bool:
        """Whether front and back are times of day."""
        return self.on_air_ms is not None or self.end_ms is not None

    @property
    def spare_ms(self) -> int | None:
        """What is to be filled between the given times, negative where it runs over; None without both.

        An end before the beginning is one after midnight.
        """
        if self.on_air_ms is None or self.end_ms is None:
            return None
        return (self.end_ms - self.on_air_ms) % (DAY_S * 1000) - self._rounded(self.frames, 1000)

    def times(self, item: Item, *, per_second: int = 1) -> Times:
        """The item's times, in units of which ``per_second`` (1, 10, 100 or 1000) make a second."""
        start, end = self._rounded(item.start, per_second), self._rounded(item.end, per_second)
        return Times(
            duration=Clock(end - start, per_second),
            cumulative=Clock(end, per_second),
            back=self._back(start, per_second),
            front=self._front(start, per_second),
        )

    def begins(self, *, per_second: int = 1) -> Clock:
        """When it begins."""
        return self._front(0, per_second)

    def ends(self, *, per_second: int = 1) -> Clock:
        """When it is over: as it was asked for, else as it follows."""
        total = self._rounded(self.frames, per_second)
        return self._back(total, per_second) if self.has_clock else Clock(total, per_second)

    def total(self, *, per_second: int = 1) -> Clock:
        """How long all of it is."""
        return Clock(self._rounded(self.frames, per_second), per_second)

    def _rounded(self, frames: int, per_second: int) -> int:
        return round(frames * per_second / self.rate)

    def _front(self, at: int, per_second: int) -> Clock:
        if self.on_air_ms is not None:
            return _clock(_in_units(self.on_air_ms, per_second) + at, per_second)
        return self._back(at, per_second) if self.has_clock else Clock(at, per_second)

    def _back(self, at: int, per_second: int) -> Clock:
        left = self._rounded(self.frames, per_second) - at
        if self.end_ms is None:
            return self._front(at, per_second) if self.has_clock else Clock(left, per_second)
        end = _in_units(self.end_ms, per_second)
        if self.on_air_ms is not None and self.end_ms < self.on_air_ms:
            end += DAY_S * per_second  # the day that is meant is the one it begins on
        return _clock(end - left, per_second)


def rundown(
    briefing: Briefing, *, on_air_ms: int | None = None, end_ms: int | None = None, words: int = cuts.WORDS
) -> Rundown:
    """The rundown of a briefing, its sound not measured yet.

    Args:
        briefing: what has chapters; each becomes an item.
        on_air_ms: when it begins, in milliseconds since midnight.
        end_ms: when it is to end.
        words: how many in-words and out-words to give.
    """
    return Rundown(
        briefing=briefing.id,
        title=one_line(briefing.masthead.headline),
        rate=briefing.rate,
        frames=briefing.frames,
        items=tuple(
            _item(briefing, chapter, number, words) for number, chapter in enumerate(briefing.chapters, 1)
        ),
        on_air_ms=on_air_ms,
        end_ms=end_ms,
    )


def with_sound(listed: Rundown, sound: Mapping[str, Measured]) -> Rundown:
    """The rundown with what was measured, by the items' ids; other items stay as they are."""
    return replace(
        listed,
        items=tuple(replace(item, sound=sound.get(item.id, item.sound)) for item in listed.items),
    )


def _item(briefing: Briefing, chapter: Chapter, number: int, words: int) -> Item:
    cues = briefing.cues_of(chapter)
    whole = cuts.Cut(
        number=number, kind="section", title=chapter.title, start=chapter.start, end=chapter.end, cues=cues
    )
    return Item(
        number=number,
        id=chapter.id,
        kind=chapter.kind,
        title=one_line(chapter.title),
        start=chapter.start,
        end=chapter.end,
        in_words=cuts.in_words(whole, words),
        out_words=cuts.out_words(whole, words),
    )


def _in_units(ms: int, per_second: int) -> int:
    return round(ms * per_second / 1000)


def _clock(units: int, per_second: int) -> Clock:
    day, units = divmod(units, DAY_S * per_second)
    return Clock(units, per_second, day)
