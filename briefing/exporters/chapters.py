"""``chapters.json`` and ``chapters.vtt``: chapters for podcast players and for browsers.

Layout: "JSON Chapters Format", version 1.2.0, of the Podcasting 2.0 namespace (podcastindex.org), to be
served as ``application/json+chapters``; and WebVTT (W3C) for ``<track kind="chapters">``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from briefing.audio.id3 import one_line
from briefing.exporters import _webvtt, _words
from briefing.exporters._cards import marked
from briefing.exporters._writing import write_text
from briefing.model import Briefing
from briefing.records import dataclass
from briefing.timeline import milliseconds

SILENT: Final = True
FILES: Final = ("chapters.json", "chapters.vtt")
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


def render_vtt(briefing: Briefing) -> str:
    """The chapters as WebVTT, each under its id; their titles are of one line, without times."""
    title = _words.headline(briefing)
    return _webvtt.document(
        _webvtt.cue(
            chapter.id,
            milliseconds(chapter.start, briefing.rate),
            milliseconds(chapter.end, briefing.rate),
            [_webvtt.escaped(marked(one_line(chapter.title) or title))],
        )
        for chapter in briefing.chapters
    )


def export(briefing: Briefing, folder: Path, options: Options) -> list[Path]:  # noqa: ARG001
    """Write the chapters in both forms."""
    return [
        write_text(folder / name, text)
        for name, text in zip(FILES, (render(briefing), render_vtt(briefing)), strict=True)
    ]
