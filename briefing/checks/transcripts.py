"""Transcripts to be read: every sentence of the article is there, once, in order, under its title."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from briefing.checks._paragraphs import Moment, Page
from briefing.checks._reading import Unreadable, clock, in_ms, plain, quoted, shown, text_of
from briefing.checks.faults import Fault
from briefing.model import Briefing, Role
from briefing.records import dataclass

TEXT: Final = "transcript.txt"
PAGE: Final = "transcript.html"
CLOCK: Final = re.compile(r"(?:\w+: )?(\d+):([0-5]\d):([0-5]\d)")
ROUNDING_MS: Final = 1000.0
"""A clock shows whole seconds."""


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of text that has to follow the one before it."""

    id: str
    text: str
    must_be: bool = True


def check(folder: Path, briefing: Briefing) -> Iterator[Fault]:
    """What the transcripts say otherwise than the briefing."""
    for name, reader in ((TEXT, _text), (PAGE, _page)):
        path = folder / name
        if path.is_file():
            try:
                yield from reader(path, briefing)
            except Unreadable as error:
                yield error.fault(name)


def _text(path: Path, briefing: Briefing) -> Iterator[Fault]:
    """The plain text: a head, then for each section its title, perhaps its time, and its paragraphs."""
    _, _, body = text_of(path).partition("\n\n")
    narrated: defaultdict[str, list[Item]] = defaultdict(list)
    for cue in briefing.utterances:
        if cue.role is Role.NARRATION:
            narrated[cue.chapter].append(Item(cue.id, shown(cue.shown)))
    items = [
        item
        for chapter in briefing.chapters
        if narrated[chapter.id]
        for item in (Item(chapter.id, shown(chapter.title)), *narrated[chapter.id])
    ]
    starts = {chapter.id: in_ms(chapter.start, briefing.rate) for chapter in briefing.chapters}
    before = ""
    for found in _followed(TEXT, plain(body), items):
        if isinstance(found, Fault):
            yield found
            continue
        told = CLOCK.fullmatch(found.before)
        if found.before and (told is None or before not in starts):
            yield Fault(TEXT, found.id, f"something else stands before it: {quoted(found.before)}")
        elif told is not None:
            hours, minutes, seconds = map(int, told.groups())
            ms = ((hours * 60 + minutes) * 60 + seconds) * 1000
            if abs(ms - starts[before]) > ROUNDING_MS:
                yield Fault(
                    TEXT, before, f"it is said to begin at {clock(ms)}, not at {clock(starts[before])}"
                )
        before = found.id


@dataclass(frozen=True, slots=True)
class Found:
    """An item that is there."""

    id: str
    at: int
    """Its first letter."""
    before: str
    """What stands between it and the item before it."""


def _followed(name: str, text: str, items: list[Item]) -> Iterator[Found | Fault]:
    """Each item after the one before it; a fault for one that is not, and for what follows the last one."""
    at = 0
    for item in items:
        place = text.find(item.text, at)
        if not item.must_be and text[at:place].strip():
            continue
        if place < 0 and item.must_be:
            there = "is not in its order" if item.text in text else "is not there"
            yield Fault(name, item.id, f"it {there}: {quoted(item.text)}")
        elif place >= 0:
            yield Found(item.id, place, text[at:place].strip())
            at = place + len(item.text)
    if text[at:].strip():
        yield Fault(name, "end", f"something follows the last sentence: {quoted(text[at:])}")


def _page(path: Path, briefing: Briefing) -> Iterator[Fault]:
    """The page: paragraphs, each perhaps after a ``time`` that says when it is heard."""
    page = Page(text_of(path))
    if (page.language, page.direction) != ("ar", "rtl"):
        yield Fault(PAGE, "html", "it does not say that it is Arabic, from right to left")
    times: dict[int, Moment] = {}
    at = 0
    for paragraph in page.paragraphs:
        if paragraph.begins is not None:
            times[at] = paragraph.begins
        at += len(paragraph.text) + 1
    items = [
        Item(cue.id, shown(cue.shown), cue.role is Role.NARRATION)
        for cue in briefing.utterances
        if shown(cue.shown)
    ]
    starts = {cue.id: in_ms(cue.start, briefing.rate) for cue in briefing.utterances}
    first = True
    for found in _followed(PAGE, " ".join(paragraph.text for paragraph in page.paragraphs), items):
        if isinstance(found, Fault):
            yield found
            continue
        if found.before and not first:  # what precedes the first one is the page's head
            yield Fault(PAGE, found.id, f"something else stands before it: {quoted(found.before)}")
        first = False
        told, start_ms = times.get(found.at), starts[found.id]
        if told is not None and abs(told.ms - start_ms) > told.within_ms:
            yield Fault(PAGE, found.id, f"it is said to begin at {clock(told.ms)}, not at {clock(start_ms)}")
