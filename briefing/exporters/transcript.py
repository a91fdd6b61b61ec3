"""``transcript.txt``, ``transcript.json`` and ``transcript.html``: the words to read.

The text file is the narration by sections, with the time each starts at: plain UTF-8 in logical order
without direction marks or ornament, so that a screen reader says nothing but the words. Each paragraph is
one line. The other two are everything said, as podcast players read it (:mod:`._podcast`).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from briefing.audio.id3 import one_line
from briefing.exporters import _podcast, _words
from briefing.exporters._writing import write_text
from briefing.model import Briefing, Chapter, Role
from briefing.records import dataclass
from briefing.text.datelines import dateline
from briefing.timeline import milliseconds, vtt_clock

SILENT: Final = True
FILES: Final = ("transcript.txt", "transcript.json", "transcript.html")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What may be set."""

    times: bool = True
    """Whether the text file has the time each section starts at."""


def render(briefing: Briefing, *, times: bool = True) -> str:
    """The transcript: headline, source and date, then each section's title, time and paragraphs."""
    masthead = briefing.masthead
    about = (
        ("المصدر", masthead.source_name),
        ("بقلم", masthead.byline),
        ("المكان", masthead.dateline),
        ("التاريخ", dateline(masthead.published) if masthead.published else ""),
        ("الرابط", masthead.url),
    )
    head = [_words.headline(briefing)]
    head += [f"{label}: {one_line(value)}" for label, value in about if value]
    blocks = ["\n".join(head)]
    for chapter in briefing.chapters:
        paragraphs = list(_paragraphs(briefing, chapter))
        if paragraphs:
            title = [one_line(chapter.title)]
            if times:
                clock = vtt_clock(milliseconds(chapter.start, briefing.rate)).partition(".")[0]
                title.append(f"التوقيت: {clock}")
            blocks += ["\n".join(title), *paragraphs]
    return "\n\n".join(blocks) + "\n"


def export(briefing: Briefing, folder: Path, options: Options) -> list[Path]:
    """Write the transcript in every form."""
    texts = (render(briefing, times=options.times), _podcast.as_json(briefing), _podcast.as_page(briefing))
    return [write_text(folder / name, text) for name, text in zip(FILES, texts, strict=True)]


def _paragraphs(briefing: Briefing, chapter: Chapter) -> Iterator[str]:
    """The narration of a chapter, a line for each paragraph of the article."""
    said: list[str] = []
    for cue in briefing.cues_of(chapter):
        if cue.role is not Role.NARRATION:
            continue
        if said and cue.opens_paragraph:
            yield " ".join(said)
            said = []
        said.append(one_line(cue.shown))
    if said:
        yield " ".join(said)
