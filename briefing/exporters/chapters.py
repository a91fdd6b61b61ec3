"""``chapters.json``: chapters for podcast players.

Layout: "JSON Chapters Format", version 1.2.0, of the Podcasting 2.0 namespace (podcastindex.org). To be
served as ``application/json+chapters``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from briefing.audio.id3 import one_line
from briefing.exporters import _words
from briefing.exporters._writing import write_text
from briefing.model import Briefing
from briefing.timeline import milliseconds

FILES: Final = ("chapters.json",)
VERSION: Final = "1.2.0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What may be set: nothing."""


def render(briefing: Briefing) -> str:
    """The chapters as JSON, times in seconds from the beginning of the sound."""

    def seconds(frames: int) -> float:
        return milliseconds(frames, briefing.rate) / 1000

    document = {
        "version": VERSION,
        "title": _words.headline(briefing),
        "podcastName": _words.publisher(briefing),
        "chapters": [
            {
                "startTime": seconds(chapter.start),
                "endTime": seconds(chapter.end),
                "title": one_line(chapter.title),
            }
            for chapter in briefing.chapters
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def export(briefing: Briefing, folder: Path, options: Options) -> list[Path]:  # noqa: ARG001
    """Write the chapters."""
    return [write_text(folder / FILES[0], render(briefing))]
