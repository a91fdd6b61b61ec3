"""``script.json`` against ``briefing.json``: all that is written is said, once, in order, word for word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from briefing import model
from briefing.checks._reading import Unreadable, bytes_of, quoted
from briefing.checks.faults import Fault
from briefing.errors import ArticleError
from briefing.model import Briefing, Script

FILE: Final = "script.json"


def check(folder: Path, briefing: Briefing) -> Iterator[Fault]:
    """What the script has and the briefing has not, or otherwise, or the other way round."""
    path = folder / FILE
    if not path.is_file():
        return
    try:
        script = model.from_json(bytes_of(path), Script)
    except Unreadable as error:
        yield error.fault(FILE)
        return
    except ArticleError as error:
        yield Fault(FILE, "file", error.message)
        return
    yield from _said(script, briefing)
    yield from _chapters(script, briefing)


def _said(script: Script, briefing: Briefing) -> Iterator[Fault]:
    written = list(script.utterances())
    said = {cue.id: cue for cue in briefing.utterances}
    known = {item.id for item in written}
    for name, count in Counter(cue.id for cue in briefing.utterances).items():
        if name not in known:
            yield Fault("briefing.json", name, "it is said, and the script does not have it")
        elif count > 1:
            yield Fault("briefing.json", name, f"it is said {count} times")
    for name, count in Counter(item.id for item in written).items():
        if count > 1:
            yield Fault(FILE, name, f"it is written {count} times")
    for item in written:
        cue = said.get(item.id)
        if cue is None:
            yield Fault("briefing.json", item.id, f"it is never said: {quoted(item.shown)}")
        elif cue.shown != item.shown:
            yield Fault("briefing.json", item.id, f"another text is shown: {quoted(cue.shown)}")
        elif cue.spoken != item.spoken:
            yield Fault("briefing.json", item.id, f"another text is spoken: {quoted(cue.spoken)}")
        elif (cue.role, cue.sentence, cue.section) != (item.role, item.sentence, item.section):
            yield Fault("briefing.json", item.id, "its role, its sentence or its section is another one")
    places = {item.id: place for place, item in enumerate(written)}
    last = -1
    for cue in briefing.utterances:
        place = places.get(cue.id, last + 1)
        if place < last:
            yield Fault("briefing.json", cue.id, "it is said after what should follow it")
        last = max(last, place)


def _chapters(script: Script, briefing: Briefing) -> Iterator[Fault]:
    wanted = [(segment.id, segment.kind, segment.title) for segment in script.segments]
    found = [(chapter.id, chapter.kind, chapter.title) for chapter in briefing.chapters]
    if [name for name, _, _ in wanted] != [name for name, _, _ in found]:
        yield Fault("briefing.json", "chapters", "they are not the script's segments in their order")
        return
    for segment, chapter in zip(wanted, found, strict=True):
        if segment != chapter:
            yield Fault("briefing.json", segment[0], f"the chapter has another title: {quoted(chapter[2])}")
    home = {item.id: segment.id for segment in script.segments for item in segment.utterances}
    for cue in briefing.utterances:
        if home.get(cue.id, cue.chapter) != cue.chapter:
            yield Fault("briefing.json", cue.id, f"it is in chapter {cue.chapter}, not in {home[cue.id]}")
