"""Chapter files: ``chapters.json`` (Podcasting 2.0, "JSON Chapters Format") and ``chapters.vtt`` (WebVTT)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from briefing.checks import _cards
from briefing.checks._cards import Card, seconds_in_ms
from briefing.checks._reading import Unreadable, clock, in_ms, plain, quoted, shown, text_of
from briefing.checks.faults import Fault
from briefing.model import Briefing

ROUNDING_MS: Final = 0.51
FORMS: Final = ("chapters.json", "chapters.vtt")


def check(folder: Path, briefing: Briefing) -> Iterator[Fault]:
    """Chapters that have another title, time or place than the briefing's."""
    for name in FORMS:
        path = folder / name
        if not path.is_file():
            continue
        try:
            text = text_of(path)
            found = list(_listed(text) if name.endswith(".json") else _cards.vtt(text))
        except Unreadable as error:
            yield error.fault(name)
            continue
        yield from _compared(name, found, briefing)


def _listed(text: str) -> Iterator[Card]:
    """The chapters of the JSON form, those outside the table of contents too.

    Raises:
        Unreadable: it is none.
    """
    try:
        document = json.loads(text)
        if not str(document["version"]).startswith("1."):
            raise Unreadable(where="version", message="it is not of version 1")
        for number, item in enumerate(document["chapters"], 1):
            end = item.get("endTime")
            yield Card(
                f"chapter {number}",
                seconds_in_ms(item["startTime"]),
                None if end is None else seconds_in_ms(end),
                plain(str(item["title"])),
            )
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
        raise Unreadable(where="chapters", message=f"it is no list of chapters in JSON: {error!r}") from error


def _compared(name: str, found: Sequence[Card], briefing: Briefing) -> Iterator[Fault]:
    if len(found) != len(briefing.chapters):
        yield Fault(name, "chapters", f"there are {len(found)}, not {len(briefing.chapters)}")
    for card, chapter in zip(found, briefing.chapters, strict=False):
        if card.text != shown(chapter.title or card.text):
            yield Fault(name, chapter.id, f"the chapter has another title: {quoted(card.text)}")
        for what, ms, frames in (
            ("begins", card.start_ms, chapter.start),
            ("ends", card.end_ms, chapter.end),
        ):
            wanted_ms = in_ms(frames, briefing.rate)
            if ms is not None and abs(ms - wanted_ms) > ROUNDING_MS:
                yield Fault(name, chapter.id, f"the chapter {what} at {clock(ms)}, not at {clock(wanted_ms)}")
