"""Files of marks for editors: every chapter and sentence is marked, in order and at its time, in each."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from briefing.checks._reading import Unreadable, clock, in_ms, quoted, shown, text_of
from briefing.checks.faults import Fault
from briefing.model import Briefing
from briefing.records import dataclass

MOST_TRACKS: Final = 99
CD_FRAMES: Final = 75
"""A second."""
CD_FRAME_MS: Final = 1000 / CD_FRAMES
INDEX: Final = re.compile(r"    INDEX 01 (\d{2,}):([0-5]\d):([0-6]\d|7[0-4])")
TITLE: Final = re.compile(r'    TITLE "([^"]*)"')
TRACK: Final = re.compile(r"  TRACK (\d\d) AUDIO")
QUOTES: Final = str.maketrans("", "", '"«»')
"""A CUE sheet has no double quotes."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is heard, as a file says it or as it should."""

    where: str
    name: str
    start_ms: float
    end_ms: float | None = None
    """None where the file does not say."""


def check(folder: Path, briefing: Briefing) -> Iterator[Fault]:
    """Marks that have another name, time or place than what they mark."""
    rate = briefing.rate
    if rate <= 0:
        return
    headline = shown(briefing.masthead.headline)
    chapters = [
        Place(item.id, shown(item.title) or headline, in_ms(item.start, rate), in_ms(item.end, rate))
        for item in briefing.chapters
    ]
    sentences = [
        Place(item.id, shown(item.shown), in_ms(item.start, rate), in_ms(item.end, rate))
        for item in briefing.utterances
    ]
    for name, form in FORMS.items():
        path = folder / name
        if not path.is_file():
            continue
        wanted = [place for kind in form.kinds for place in (chapters, sentences)[kind]]
        try:
            found = list(form.places(text_of(path)))
        except Unreadable as error:
            yield error.fault(name)
            continue
        if name == "marks.cue":
            begun = {item.start * CD_FRAMES // rate for item in briefing.chapters}
            yield from _tracks(name, found, wanted, count=min(len(begun), MOST_TRACKS))
        elif len(found) != len(wanted):
            yield Fault(name, "marks", f"there are {len(found)}, not {len(wanted)}")
        else:
            for mark, place in zip(found, wanted, strict=True):
                yield from _compared(name, mark, place, form.within_ms)


def _compared(name: str, mark: Place, place: Place, within_ms: float) -> Iterator[Fault]:
    if place.name and shown(mark.name) != place.name:
        yield Fault(name, place.where, f"it is marked as {quoted(mark.name)}")
    for what, ms, wanted_ms in (
        ("begins", mark.start_ms, place.start_ms),
        ("ends", mark.end_ms, place.end_ms),
    ):
        if ms is not None and wanted_ms is not None and abs(ms - wanted_ms) > within_ms:
            yield Fault(name, place.where, f"it {what} at {clock(ms)}, not at {clock(wanted_ms)}")


def _tracks(name: str, found: Sequence[Place], chapters: Sequence[Place], *, count: int) -> Iterator[Fault]:
    """Every track begins where a chapter does or less than a CD frame before it; the first at the start."""
    if len(found) != count:
        yield Fault(name, "tracks", f"there are {len(found)}, not {count}")
    if found and found[0].start_ms:
        yield Fault(name, found[0].where, f"the first track begins at {clock(found[0].start_ms)}, not at 0")
    left = iter(chapters)
    for mark in found:
        place = next((item for item in left if -0.001 <= item.start_ms - mark.start_ms < CD_FRAME_MS), None)
        if place is None:
            yield Fault(name, mark.where, f"no chapter begins at {clock(mark.start_ms)}")
            return
        if place.name and shown(mark.name.translate(QUOTES)) != shown(place.name.translate(QUOTES)):
            yield Fault(name, place.where, f"the track is called {quoted(mark.name)}")


def _cue(text: str) -> Iterator[Place]:
    lines = text.rstrip("\n").split("\n")
    at = next((place for place, line in enumerate(lines) if line.startswith("  TRACK ")), len(lines))
    if not any(line.startswith('FILE "') for line in lines[:at]):
        raise Unreadable(where="start", message="it names no file of sound")
    for number, place in enumerate(range(at, len(lines), 3), 1):
        found = [
            pattern.fullmatch(line)
            for pattern, line in zip((TRACK, TITLE, INDEX), lines[place : place + 3], strict=False)
        ]
        if len(found) != 3 or None in found:
            raise Unreadable(where=f"track {number}", message="it has not a number, a title and an index")
        track, title, index = (item for item in found if item)
        if int(track[1]) != number:
            raise Unreadable(where=f"track {number}", message=f"its number is {track[1]}")
        minutes, seconds, rest = map(int, index.groups())
        yield Place(f"track {number}", title[1], (minutes * 60 + seconds) * 1000 + rest * CD_FRAME_MS)


def _labels(text: str) -> Iterator[Place]:
    for number, line in enumerate(text.splitlines(), 1):
        found = re.fullmatch(r"(\d+\.\d{6})\t(\d+\.\d{6})\t([^\t]+)", line)
        if not found:
            raise Unreadable(where=f"line {number}", message="it is not start, end and text between tabs")
        yield Place(f"line {number}", found[3], float(found[1]) * 1000, float(found[2]) * 1000)


def _reaper(text: str) -> Iterator[Place]:
    try:
        rows = list(csv.reader(io.StringIO(text), strict=True))
    except csv.Error as error:
        raise Unreadable(where="table", message=f"it is no table: {error}") from error
    if not rows or rows[0] != ["#", "Name", "Start", "End", "Length"]:
        raise Unreadable(where="start", message="it has other columns than Reaper's")
    numbers = {"R": 0, "M": 0}
    for line, row in enumerate(rows[1:], 2):
        kind = row[0][:1] if len(row) == 5 else ""
        if kind not in numbers or row[0] != f"{kind}{numbers[kind] + 1}":
            raise Unreadable(where=f"line {line}", message="it is no region or marker in its order")
        numbers[kind] += 1
        start, end, length = (_reaper_ms(cell, line) if cell else None for cell in row[2:])
        if start is None or (kind == "R") != (end is not None):
            raise Unreadable(where=f"line {line}", message="it lacks a time, or has one too many")
        if end is not None and (length is None or abs(start + length - end) > 0.01):
            raise Unreadable(where=f"line {line}", message="its length is not from its start to its end")
        yield Place(row[0], row[1], start, end)


def _reaper_ms(cell: str, line: int) -> float:
    found = re.fullmatch(r"(?:(\d+):)?(\d+):([0-5]\d)\.(\d{3})", cell)
    if not found:
        raise Unreadable(where=f"line {line}", message=f"{cell!r} is no time")
    hours, minutes, seconds, ms = (int(part or 0) for part in found.groups())
    return ((hours * 60 + minutes) * 60 + seconds) * 1000.0 + ms


def _playlist(text: str) -> Iterator[Place]:
    head, *lines = text.rstrip("\n").split("\n")
    if head != "#EXTM3U":
        raise Unreadable(where="start", message="it does not begin with #EXTM3U")
    if lines and lines[0].startswith("#PLAYLIST:"):
        lines = lines[1:]
    pattern = r"#EXTINF:(\d+),(.+)\n#EXTVLCOPT:start-time=([\d.]+)\n#EXTVLCOPT:stop-time=([\d.]+)\n[^#/\\]+"
    for number, place in enumerate(range(0, len(lines), 4), 1):
        found = re.fullmatch(pattern, "\n".join(lines[place : place + 4]))
        if not found:
            raise Unreadable(where=f"entry {number}", message="it is not a length, two times and a file")
        start_ms, end_ms = (float(found[group]) * 1000 for group in (3, 4))
        if abs(int(found[1]) * 1000 - (end_ms - start_ms)) > 1000:
            raise Unreadable(where=f"entry {number}", message=f"it is said to last {found[1]} seconds")
        yield Place(f"entry {number}", found[2], start_ms, end_ms)


def _otio(text: str) -> Iterator[Place]:
    """The clips, then their markers; read as JSON, since the package may not be here."""
    try:
        (track,) = json.loads(text)["tracks"]["children"]
        clips = track["children"]
        kinds = {item["OTIO_SCHEMA"].partition(".")[0] for item in clips} | {track["kind"]}
        if kinds - {"Clip", "Audio"}:
            raise Unreadable(where="tracks", message=f"there are other things than sound: {sorted(kinds)}")
        markers = [item for clip in clips for item in clip["markers"]]
        yield from (_placed(item["name"], item["source_range"]) for item in clips)
        yield from (_placed(item["name"], item["marked_range"]) for item in markers)
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, ZeroDivisionError) as error:
        raise Unreadable(where="timeline", message=f"it is no timeline in JSON: {error!r}") from error


def _placed(name: str, stretch: Any) -> Place:
    start, long = (
        float(stretch[part]["value"]) * 1000 / float(stretch[part]["rate"])
        for part in ("start_time", "duration")
    )
    if not math.isfinite(start + long):
        raise Unreadable(where=quoted(str(name)), message="its times are no numbers")
    return Place(str(name), str(name), start, start + long)


@dataclass(frozen=True, slots=True)
class Form:
    """How a kind of file is read, what it marks, and how exact it is."""

    places: Callable[[str], Iterator[Place]]
    kinds: tuple[int, ...]
    """What it marks, in its order: 0 chapters, 1 sentences."""
    within_ms: float


FORMS: Final = MappingProxyType(
    {
        "marks.cue": Form(_cue, (0,), CD_FRAME_MS),
        "marks.chapters.txt": Form(_labels, (0,), 0.001),
        "marks.sentences.txt": Form(_labels, (1,), 0.001),
        "marks.reaper.csv": Form(_reaper, (0, 1), 0.51),
        "marks.m3u8": Form(_playlist, (0,), 0.51),
        "marks.otio": Form(_otio, (0, 1), 0.001),
    }
)
