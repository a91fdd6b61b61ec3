"""``timeline.svg`` and ``timeline.png``: the whole briefing in one picture.

Above, the sound in bars with a number where each chapter begins; under it the short-term loudness
(EBU R 128, LUFS); below, the chapters' numbers, titles and times. Time runs from left to right, as in every
sound editor and in the media controls of Arabic systems; words run from right to left.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from briefing.audio.id3 import one_line
from briefing.exporters import _words
from briefing.exporters._lettering import Lettering
from briefing.exporters._profile import Profile, profile
from briefing.exporters._shapes import Box, Colour, Letters, Line, Picture, Shape, mixed, png, svg
from briefing.exporters._writing import write_bytes, write_text
from briefing.exporters.cover import Palette, palette_of
from briefing.model import Briefing, SegmentKind
from briefing.records import dataclass

FILES: Final = ("timeline.svg", "timeline.png")
WIDTH: Final = 1600
"""Pixels; also the measure of everything below."""
MARGIN: Final = 64
SCALE: Final = 56
"""Room at the left for the figures of the loudness scale."""
LEFT: Final = MARGIN + SCALE
SPAN: Final = WIDTH - MARGIN - LEFT
HEAD_TOP: Final = 84
BADGE_TOP: Final = 150
WAVE_TOP: Final = 196
WAVE_HEIGHT: Final = 190
CURVE_TOP: Final = 448
CURVE_HEIGHT: Final = 120
LEGEND_TOP: Final = 668
ROW: Final = 48
WHOLE: Final = WIDTH - 2 * MARGIN
LEGEND_INDENT: Final = 132
"""Room for a chapter's number and time."""
LEGEND_GAP: Final = 18
LEGEND_SIZE: Final = 23
BAR: Final = 5
"""From one bar to the next; two of them are the gap."""
POINTS: Final = 360
LOUDEST: Final = -9.0
QUIETEST: Final = -35.0
"""Ends of the loudness scale, LUFS."""
GRID: Final = (-16, -23, -30)
"""The loudness of podcasts, that of radio, and one that is hardly heard; LUFS."""
STEPS_S: Final = (5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200, 18000)
MOST_TICKS: Final = 10
MOST_LISTED: Final = 24
"""Chapters that are listed; of more only the first ones."""
NARROWEST_BADGE: Final = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What may be set: nothing."""


def compose(briefing: Briefing, master: Path) -> Picture:
    """The picture.

    Raises:
        OutputError: the master cannot be read, or is not the briefing's.
    """
    sound = profile(briefing, master, bars=SPAN // BAR, points=POINTS)
    colours = palette_of(briefing)
    shapes: list[Shape] = [
        *_head(briefing, colours),
        *_wave(briefing, sound, colours),
        *_curve(briefing, sound, colours),
        *_legend(briefing, colours),
    ]
    rows = math.ceil(min(len(briefing.chapters), MOST_LISTED) / 2)
    rows += len(briefing.chapters) > MOST_LISTED
    return Picture(
        width=WIDTH,
        height=LEGEND_TOP + rows * ROW + MARGIN // 2,
        field=colours.bottom,
        title=f"{_words.headline(briefing)}: مخطط زمني",
        description=_described(briefing, sound),
        shapes=tuple(shapes),
    )


def export(briefing: Briefing, folder: Path, options: Options) -> list[Path]:  # noqa: ARG001
    """Draw and write the picture in both forms.

    Raises:
        OutputError: the master cannot be read, or the disk failed.
    """
    picture = compose(briefing, folder / "master.wav")
    return [
        write_text(folder / FILES[0], svg(picture)),
        write_bytes(folder / FILES[1], png(picture)),
    ]


def clock(frames: int, rate: int) -> str:
    """``M:SS`` or ``H:MM:SS``, to the nearest second."""
    minutes, seconds = divmod(round(frames / rate), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"


def _described(briefing: Briefing, sound: Profile) -> str:
    """What is seen, for those who do not see it."""
    length = clock(briefing.frames, briefing.rate)
    parts = [f"شكل موجة الصوت ومنحنى الجهارة من البداية إلى النهاية. المدة {length}."]
    if sound.lufs is not None:
        parts.append(f"الجهارة الكلية {sound.lufs:.1f} LUFS.")
    parts += [
        f"{place}. {one_line(chapter.title)} ({clock(chapter.start, briefing.rate)})."
        for place, chapter in enumerate(briefing.chapters[:MOST_LISTED], 1)
    ]
    return " ".join(parts)


def _x(frame: float, briefing: Briefing) -> float:
    return LEFT + SPAN * frame / briefing.frames


def _faint(colours: Palette, share: float = 0.24) -> Colour:
    return mixed(colours.bottom, colours.small, share)


def _head(briefing: Briefing, colours: Palette) -> Iterator[Shape]:
    letters = Lettering()
    length = clock(briefing.frames, briefing.rate)
    yield Letters(MARGIN, HEAD_TOP, length, 34, colours.mark, "left")
    room = WHOLE - round(letters.width(length, 34)) - 60
    title = letters.within(letters.drawable(_words.headline(briefing)), room, 42)
    yield Letters(WIDTH - MARGIN, HEAD_TOP, title, 42, colours.headline)


def _tone_of(kind: SegmentKind, place: int, colours: Palette) -> Colour:
    """Sections stand out, every other one a little less; what surrounds them stays back."""
    if kind is not SegmentKind.SECTION:
        return mixed(colours.bottom, colours.small, 0.62)
    return colours.mark if place % 2 else mixed(colours.mark, colours.headline, 0.55)


def _wave(briefing: Briefing, sound: Profile, colours: Palette) -> Iterator[Shape]:
    """Bars in the colour of their chapter, and each chapter's number where it begins."""
    middle = WAVE_TOP + WAVE_HEIGHT / 2
    starts = [chapter.start for chapter in briefing.chapters]
    step = SPAN / len(sound.bars)
    for place, level in enumerate(sound.bars):
        at = bisect_right(starts, (place + 0.5) * briefing.frames / len(sound.bars)) - 1
        height = max(3.0, WAVE_HEIGHT * level)
        width = min(3.0, step)
        left = LEFT + place * step + (step - width) / 2
        colour = _tone_of(briefing.chapters[at].kind, at, colours)
        yield Box(left, middle - height / 2, width, height, colour, radius=width / 2)
    free = 0.0
    for place, chapter in enumerate(briefing.chapters, 1):
        x = _x(chapter.start, briefing)
        if x < free:
            continue
        free = x + NARROWEST_BADGE
        yield Line(((x, BADGE_TOP + 18), (x, WAVE_TOP + WAVE_HEIGHT + 6)), _faint(colours, 0.34))
        yield Line(((x, CURVE_TOP), (x, CURVE_TOP + CURVE_HEIGHT)), _faint(colours, 0.34))
        yield Letters(x, BADGE_TOP, str(place), 24, colours.headline, "middle")


def _curve(briefing: Briefing, sound: Profile, colours: Palette) -> Iterator[Shape]:
    """The loudness curve on its scale, and the clock under it."""

    def y(lufs: float) -> float:
        share = (LOUDEST - min(max(lufs, QUIETEST), LOUDEST)) / (LOUDEST - QUIETEST)
        return CURVE_TOP + CURVE_HEIGHT * share

    for level in GRID:
        yield Line(((LEFT, y(level)), (LEFT + SPAN, y(level))), _faint(colours))
        yield Letters(LEFT - 14, y(level), str(level), 20, colours.small, latin=True)
    if sound.points:
        points = tuple((_x(point.frame, briefing), y(point.lufs)) for point in sound.points)
        yield Line(points, colours.headline, 2.5)
    above = CURVE_TOP - 18
    yield Letters(WIDTH - MARGIN, above, "الجهارة في كل ثلاث ثوانٍ", 20, colours.small)
    if sound.lufs is not None:
        yield Letters(LEFT, above, f"{sound.lufs:.1f} LUFS", 20, colours.headline, "left", latin=True)
        yield Letters(LEFT + 260, above, "الجهارة الكلية", 20, colours.small)
    seconds = briefing.frames / briefing.rate
    step = next((item for item in STEPS_S if seconds / item <= MOST_TICKS), STEPS_S[-1])
    bottom = CURVE_TOP + CURVE_HEIGHT
    yield Line(((LEFT, bottom), (LEFT + SPAN, bottom)), _faint(colours, 0.5))
    for at in range(0, int(seconds) + 1, step):
        x = _x(at * briefing.rate, briefing)
        yield Line(((x, bottom), (x, bottom + 8)), colours.small)
        yield Letters(x, bottom + 30, clock(at, 1), 20, colours.small, "middle")


def _legend(briefing: Briefing, colours: Palette) -> Iterator[Shape]:
    """Number, time and title of each chapter, down the right column and then down the left one."""
    letters = Lettering()
    listed = briefing.chapters[:MOST_LISTED]
    titles = [letters.drawable(chapter.title) or _words.KIND for chapter in listed]
    rows = math.ceil(len(listed) / 2)
    wide = _right_column(*(_room(letters, part) for part in (titles[:rows], titles[rows:])))
    for place, (chapter, title) in enumerate(zip(listed, titles, strict=True)):
        right, room = (WIDTH - MARGIN, wide) if place < rows else (WIDTH - MARGIN - wide, WHOLE - wide)
        y = LEGEND_TOP + place % rows * ROW
        colour = _tone_of(chapter.kind, place, colours)
        yield Letters(right - 16, y, str(place + 1), 24, colour, "middle")
        yield Letters(right - 116, y, clock(chapter.start, briefing.rate), 22, colours.small, "left")
        fitting = letters.within(title, room - LEGEND_INDENT - LEGEND_GAP, LEGEND_SIZE)
        yield Letters(right - LEGEND_INDENT, y, fitting, LEGEND_SIZE, colours.headline)
    if left_out := len(briefing.chapters) - len(listed):
        y = LEGEND_TOP + rows * ROW
        yield Letters(WIDTH - MARGIN, y, f"أقسام أخرى لا تظهر هنا: {left_out}", 22, colours.small)


def _room(letters: Lettering, titles: list[str]) -> int:
    """How wide a column of the legend has to be for all its titles to be whole."""
    widest = max((letters.width(title, LEGEND_SIZE) for title in titles), default=0)
    return math.ceil(widest) + LEGEND_INDENT + LEGEND_GAP


def _right_column(right: int, left: int) -> int:
    """How wide the right one of two columns is that need so much: half, or what lets both be whole."""
    half = WHOLE // 2
    return min(max(half, right), WHOLE - left) if right + left <= WHOLE else half
