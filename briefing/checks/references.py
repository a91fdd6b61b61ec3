"""``script.json`` by itself: what tells a sentence of the article again tells one that is there.

Not among the cheap checks: an editor may take a sentence out of a script and leave its summary in.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from briefing import model
from briefing.checks._reading import Unreadable, bytes_of
from briefing.checks.faults import Fault
from briefing.errors import ArticleError
from briefing.model import Briefing, Role, Script, SegmentKind

FILE: Final = "script.json"


def check(folder: Path, briefing: Briefing) -> Iterator[Fault]:
    """References to what is not there."""
    try:
        script = model.from_json(bytes_of(folder / FILE), Script)
    except (Unreadable, ArticleError):  # the script's own check tells
        return
    is_cut_down = "fit.of" in briefing.settings  # the whole sentence may not be in it
    narrated = {item.id for item in script.utterances() if item.role is Role.NARRATION}
    sections = {segment.id for segment in script.segments if segment.kind is SegmentKind.SECTION}
    for item in script.utterances():
        if item.role is Role.NARRATION and item.sentence not in {None, item.id}:
            yield Fault(FILE, item.id, f"narration is its own sentence, and this says {item.sentence}")
        elif item.sentence is not None and item.sentence not in narrated:
            yield Fault(FILE, item.id, f"it tells sentence {item.sentence}, which is not in the article")
        elif item.abridged and item.sentence is None and not is_cut_down:
            yield Fault(FILE, item.id, "it is called abridged, and the sentence it shortens is not named")
        if item.section is not None and item.section not in sections:
            yield Fault(FILE, item.id, f"it belongs to section {item.section}, which is not there")
