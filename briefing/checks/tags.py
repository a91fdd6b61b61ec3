"""The tag of ``briefing.mp3``: title, chapters in their order, length, the text and its times, the cover."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from briefing.checks import _id3
from briefing.checks._id3 import Contents, Frame, TagChapter
from briefing.checks._reading import Unreadable, clock, in_ms, plain, quoted, shown
from briefing.checks.faults import Fault
from briefing.model import Briefing, Chapter

FILE: Final = "briefing.mp3"
ROUNDING_MS: Final = 0.51
LATEST_MS: Final = 2**32 - 1
TWICE: Final = frozenset({"CHAP", "COMM", "CTOC", "TXXX", "WXXX", "PRIV"})
"""Frames of which there may be more than one."""


def check(folder: Path, briefing: Briefing) -> Iterator[Fault]:
    """What the tag says otherwise than the briefing."""
    path = folder / FILE
    if not path.is_file():
        return
    try:
        frames = _id3.frames_of(path)
        yield from _single(frames, briefing)
        yield from _chapters(frames, briefing)
        yield from _text(frames, briefing)
        yield from _lines(frames, briefing)
    except Unreadable as error:
        yield error.fault(FILE)


def _named(frames: Sequence[Frame], name: str) -> Frame | None:
    return next((frame for frame in frames if frame.name == name), None)


def _single(frames: Sequence[Frame], briefing: Briefing) -> Iterator[Fault]:
    names = [frame.name for frame in frames]
    for name in sorted({name for name in names if names.count(name) > 1} - TWICE):
        yield Fault(FILE, name, "the frame is there twice")
    title = _named(frames, "TIT2")
    headline = plain(briefing.masthead.headline)
    if title is None or not plain(_id3.text_of(title)):
        yield Fault(FILE, "TIT2", "there is no title")
    elif not plain(_id3.text_of(title)).startswith(headline):
        yield Fault(
            FILE, "TIT2", f"the title does not begin with the headline: {quoted(_id3.text_of(title))}"
        )
    length = _named(frames, "TLEN")
    wanted_ms = in_ms(briefing.frames, briefing.rate)
    if length is None:
        yield Fault(FILE, "TLEN", "the length is not told")
    elif not _id3.text_of(length).isdigit() or abs(int(_id3.text_of(length)) - wanted_ms) > ROUNDING_MS:
        yield Fault(FILE, "TLEN", f"the length is {quoted(_id3.text_of(length))}, not {wanted_ms:.0f} ms")
    picture = _named(frames, "APIC")
    if picture is not None:
        data = _id3.picture_of(picture)
        if data[:3] != b"\xff\xd8\xff" or data[-2:] != b"\xff\xd9":
            yield Fault(FILE, "APIC", "the cover is not a whole JPEG")


def _chapters(frames: Sequence[Frame], briefing: Briefing) -> Iterator[Fault]:
    found = [_id3.chapter_of(frame) for frame in frames if frame.name == "CHAP"]
    tables = [_id3.contents_of(frame) for frame in frames if frame.name == "CTOC"]
    if not tables:
        yield Fault(FILE, "CTOC", "there is no table of contents, and some players show no chapters then")
    else:
        yield from _contents(tables, found)
    if len(found) != len(briefing.chapters):
        yield Fault(FILE, "CHAP", f"there are {len(found)} chapters, not {len(briefing.chapters)}")
    for number, (item, chapter) in enumerate(zip(found, briefing.chapters, strict=False), 1):
        yield from _chapter(item, chapter, number, briefing)


def _contents(tables: Sequence[Contents], found: Sequence[TagChapter]) -> Iterator[Fault]:
    """What is wrong with the tables; one counts 255 entries, the last of which may be the next table."""
    if not tables[0].top or any(table.top for table in tables[1:]) or not all(t.ordered for t in tables):
        yield Fault(FILE, "CTOC", "the table of contents is not called the first one, and in order")
    if not all(table.title for table in tables):
        yield Fault(
            FILE, "CTOC", "the table of contents has no title, and some players show no chapters then"
        )
    if _listed(tables) != [item.element for item in found]:
        yield Fault(FILE, "CTOC", "the table of contents does not list the chapters in their order")


def _listed(tables: Sequence[Contents]) -> list[bytes]:
    """The chapters as a reader finds them who opens each table where it is named; none is opened twice."""
    closed = {table.element: table for table in tables[1:]}
    waiting = list(reversed(tables[0].children))
    listed = []
    while waiting:
        element = waiting.pop()
        table = closed.pop(element, None)
        if table is None:
            listed.append(element)
        else:
            waiting += reversed(table.children)
    return listed


def _chapter(item: TagChapter, chapter: Chapter, number: int, briefing: Briefing) -> Iterator[Fault]:
    wanted = shown(chapter.title or briefing.masthead.headline)
    if plain(item.title) != wanted and (wanted or item.title != str(number)):
        yield Fault(FILE, chapter.id, f"the chapter has another title: {quoted(item.title)}")
    for what, ms, frames in (("begins", item.start_ms, chapter.start), ("ends", item.end_ms, chapter.end)):
        if not _is_at(ms, frames, briefing.rate):
            wanted_ms = in_ms(frames, briefing.rate)
            yield Fault(FILE, chapter.id, f"the chapter {what} at {clock(ms)}, not at {clock(wanted_ms)}")


def _text(frames: Sequence[Frame], briefing: Briefing) -> Iterator[Fault]:
    frame = _named(frames, "USLT")
    if frame is None:
        yield Fault(FILE, "USLT", "the text is not there")
        return
    found = [plain(line) for line in _id3.long_text_of(frame).split("\n") if plain(line)]
    wanted = [(cue.id, shown(cue.shown)) for cue in briefing.utterances if shown(cue.shown)]
    yield from _compared("USLT", wanted, found)


def _lines(frames: Sequence[Frame], briefing: Briefing) -> Iterator[Fault]:
    frame = _named(frames, "SYLT")
    if frame is None:
        yield Fault(FILE, "SYLT", "the text is not there with its times")
        return
    found = _id3.lines_of(frame)
    cues = [cue for cue in briefing.utterances if shown(cue.shown)]
    yield from _compared(
        "SYLT", [(cue.id, shown(cue.shown)) for cue in cues], [plain(text) for text, _ in found]
    )
    if len(found) == len(cues):
        for cue, (_, ms) in zip(cues, found, strict=True):
            if not _is_at(ms, cue.start, briefing.rate):
                wanted_ms = in_ms(cue.start, briefing.rate)
                yield Fault(FILE, cue.id, f"SYLT has it at {clock(ms)}, not at {clock(wanted_ms)}")


def _compared(frame: str, wanted: Sequence[tuple[str, str]], found: Sequence[str]) -> Iterator[Fault]:
    """Lines of text, one for each utterance."""
    if [text for _, text in wanted] == list(found):
        return
    if len(found) != len(wanted):
        yield Fault(FILE, frame, f"it has {len(found)} lines, not {len(wanted)}")
    there = set(found)
    missing = [(name, text) for name, text in wanted if text not in there]
    for name, text in missing:
        yield Fault(FILE, name, f"{frame} does not have it: {quoted(text)}")
    if not missing and len(found) == len(wanted):
        for (name, text), said in zip(wanted, found, strict=True):
            if text != said:
                yield Fault(FILE, name, f"{frame} has something else in its place: {quoted(said)}")


def _is_at(ms: int, frames: int, rate: int) -> bool:
    """Whether a time is that of a frame, rounded; one that a tag cannot hold is its latest."""
    return abs(ms - min(in_ms(frames, rate), LATEST_MS)) <= ROUNDING_MS
