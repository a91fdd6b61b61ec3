"""``folder/``: a file for each chapter with its part of the master, named and tagged in order; a playlist.

Each file is decoded and compared with the master sentence by sentence: what sounds otherwise is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path
from typing import Final

from briefing.checks import _id3
from briefing.checks._hearing import Ear, Mp3Ear, WaveEar, rest_of
from briefing.checks._likeness import Likeness
from briefing.checks._reading import Unreadable, plain, quoted, shown, text_of
from briefing.checks.faults import Fault
from briefing.model import Briefing, Chapter
from briefing.records import dataclass

FOLDER: Final = "folder"
PLAYLIST: Final = "briefing.m3u8"
MASTER: Final = "master.wav"
DIGITS: Final = 3
"""Of a number, at least."""
PART_S: Final = 20
"""Seconds that are looked at at once, at most."""
NAMED: Final = frozenset({"TIT2", "TRCK"})
"""Frames that players show of a folder."""
LENGTH: Final = re.compile(r"#EXTINF:(\d+(?:\.\d+)?),(.*)")
WITHIN_S: Final = 1.0
"""A playlist tells whole seconds."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What should be heard from ``start`` to before ``end``, in frames of the master."""

    start: int
    end: int
    where: str


def check(folder: Path, briefing: Briefing) -> Iterator[Fault]:
    """What of the folder is otherwise than the chapters."""
    inside = folder / FOLDER
    if not inside.is_dir() or briefing.rate <= 0:
        return
    digits = max(DIGITS, len(str(len(briefing.chapters))))
    names = [f"{number:0{digits}d}.mp3" for number in range(1, len(briefing.chapters) + 1)]
    listed = {item.name for item in briefing.files}
    there = {path.name for path in inside.iterdir() if path.suffix.lower() == ".mp3"}
    for name in sorted(there - set(names)):
        yield Fault(f"{FOLDER}/{name}", "file", "it is no chapter's, and players would play it")
    for number, (name, chapter) in enumerate(zip(names, briefing.chapters, strict=True), 1):
        file = f"{FOLDER}/{name}"
        if name in there:
            yield from _tagged(inside / name, number, chapter, briefing)
        elif file not in listed:
            yield Fault(file, chapter.id, "the chapter has no file")
    yield from _sounds(folder, [name if name in there else "" for name in names], briefing)
    if (inside / PLAYLIST).is_file():
        yield from _playlist(inside / PLAYLIST, names, briefing)
    elif f"{FOLDER}/{PLAYLIST}" not in listed:
        yield Fault(f"{FOLDER}/{PLAYLIST}", "file", "there is no playlist")


def _title(chapter: Chapter, briefing: Briefing) -> str:
    """What it is called; empty where neither it nor the briefing has a name."""
    return shown(chapter.title) or shown(briefing.masthead.headline)


def _tagged(path: Path, number: int, chapter: Chapter, briefing: Briefing) -> Iterator[Fault]:
    file = f"{FOLDER}/{path.name}"
    try:
        texts = {item.name: _id3.text_of(item) for item in _id3.frames_of(path) if item.name in NAMED}
    except Unreadable as error:
        yield Fault(file, chapter.id, f"{error.where}: {error.message}")
        return
    title, wanted = plain(texts.get("TIT2", "")), _title(chapter, briefing)
    if not title:
        yield Fault(file, chapter.id, "TIT2: there is no title")
    elif wanted and title != wanted:
        yield Fault(file, chapter.id, f"TIT2: the title is another one: {quoted(title)}")
    track = f"{number}/{len(briefing.chapters)}"
    if texts.get("TRCK") != track:
        yield Fault(file, chapter.id, f"TRCK: the number is {quoted(texts.get('TRCK', ''))}, not {track}")


def _sounds(folder: Path, names: list[str], briefing: Briefing) -> Iterator[Fault]:
    """Every chapter's file against the master; where there is none, or another, only the lengths."""
    with ExitStack() as open_files:
        master: WaveEar | None = None
        try:
            master = open_files.enter_context(WaveEar(folder / MASTER))
        except Unreadable:
            master = None  # which the check of the sound says
        if master is not None and master.rate != briefing.rate:
            master = None
        heard = 0
        for name, chapter in zip(names, briefing.chapters, strict=True):
            if not heard <= chapter.start <= chapter.end <= briefing.frames:
                return  # which the check of the times says
            _skip(master, chapter.start - heard, briefing.rate)
            heard = chapter.end
            if not name:
                _skip(master, chapter.end - chapter.start, briefing.rate)
                continue
            try:
                ear = open_files.enter_context(Mp3Ear(folder / FOLDER / name))
            except Unreadable as error:
                _skip(master, chapter.end - chapter.start, briefing.rate)
                yield Fault(f"{FOLDER}/{name}", chapter.id, f"{error.where}: {error.message}")
                continue
            yield from _compared(master, ear, f"{FOLDER}/{name}", chapter, briefing)


def _skip(master: Ear | None, frames: int, rate: int) -> None:
    if master is None:
        return
    for start in range(0, frames, PART_S * rate):
        master.hear(min(PART_S * rate, frames - start))


def _compared(
    master: Ear | None, ear: Ear, file: str, chapter: Chapter, briefing: Briefing
) -> Iterator[Fault]:
    length = chapter.end - chapter.start
    if ear.rate != briefing.rate:
        _skip(master, length, briefing.rate)
        yield Fault(file, chapter.id, f"it has {ear.rate} frames a second, not {briefing.rate}")
        return
    likeness = Likeness(briefing.rate)
    heard = 0
    for piece in _pieces(chapter, briefing):
        count = -(-(piece.end - piece.start) // (PART_S * briefing.rate))
        same, missing = True, False
        for number in range(count):  # as long as each other: of a few frames likeness says nothing
            start, end = ((piece.end - piece.start) * at // count for at in (number, number + 1))
            sound = ear.hear(end - start)
            heard += len(sound)
            missing |= len(sound) < end - start
            if master is not None:
                meant = master.hear(end - start)
                same = same and likeness.same(meant[: len(sound)], sound[: len(meant)])
        if missing and piece.where != chapter.id:
            yield Fault(file, piece.where, "the sound ends before it is over")
        if not same:
            yield Fault(file, piece.where, "it does not sound like the master")
    heard += rest_of(ear)
    if heard != length:
        yield Fault(file, chapter.id, f"it has {heard} frames, not {length}")


def _pieces(chapter: Chapter, briefing: Briefing) -> Iterator[Piece]:
    """The chapter in pieces: what is before the first word, then each utterance and the pause after it."""
    cues = [cue for cue in briefing.utterances if cue.chapter == chapter.id]
    edges = [(chapter.start, chapter.id), *((cue.start, cue.id) for cue in cues), (chapter.end, "")]
    places = [start for start, _ in edges]
    if places != sorted(places):
        yield Piece(chapter.start, chapter.end, chapter.id)
        return
    for (start, where), (end, _) in pairwise(edges):
        yield Piece(start, end, where)


def _playlist(path: Path, names: list[str], briefing: Briefing) -> Iterator[Fault]:
    file = f"{FOLDER}/{PLAYLIST}"
    try:
        lines = [line.strip() for line in text_of(path).split("\n")]
    except Unreadable as error:
        yield error.fault(file)
        return
    if lines[0] != "#EXTM3U":
        yield Fault(file, "start", "it does not begin with #EXTM3U")
    entries: list[tuple[str, str]] = []  # names, and the line about each
    told = ""
    for line in lines:
        if line.startswith("#EXTINF"):
            told = line
        elif line and not line.startswith("#"):
            entries.append((line, told))
            told = ""
    for name, _ in entries:
        if re.search(r"[/\\:]", name):
            yield Fault(file, "names", f"it names a file that is not beside it: {quoted(name)}")
    if [name for name, _ in entries] != names:
        yield Fault(file, "names", f"it does not name each of the {len(names)} files once, in their order")
        return
    for (name, line), chapter in zip(entries, briefing.chapters, strict=True):
        yield from _entry(name, line, chapter, briefing)


def _entry(name: str, line: str, chapter: Chapter, briefing: Briefing) -> Iterator[Fault]:
    file = f"{FOLDER}/{PLAYLIST}"
    found = LENGTH.fullmatch(line)
    if found is None:
        yield Fault(file, chapter.id, f"it does not tell how long {name} lasts")
        return
    wanted_s = (chapter.end - chapter.start) / briefing.rate
    if abs(float(found[1]) - wanted_s) > WITHIN_S:
        yield Fault(file, chapter.id, f"it says that {name} lasts {found[1]} s, not {wanted_s:.1f}")
    wanted = _title(chapter, briefing)
    if wanted and plain(found[2]) != wanted:
        yield Fault(file, chapter.id, f"it has another title for {name}: {quoted(found[2])}")
