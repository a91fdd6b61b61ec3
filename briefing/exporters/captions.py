"""``captions.vtt`` and ``captions.srt``: everything said, in time.

WebVTT (W3C) has one cue for each utterance, under its id and at its exact time. SubRip, for simple players,
shows cards of two short lines; a long sentence is shared among cards at its words.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from briefing.audio.id3 import one_line
from briefing.errors import RequestError
from briefing.exporters._cards import Card, cards, lines_of
from briefing.exporters._writing import write_text
from briefing.model import Briefing
from briefing.timeline import milliseconds, srt_clock, vtt_clock

FILES: Final = ("captions.vtt", "captions.srt")
LINE_LETTERS: Final = 42
Form = Literal["vtt", "srt"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What may be set."""

    line_letters: int = LINE_LETTERS
    """The longest a line may be, in letters; podcast players ask for 32, television for 42."""

    def __post_init__(self) -> None:
        if not 12 <= self.line_letters <= 200:
            message = f"captions.line_letters is {self.line_letters}; it must be between 12 and 200"
            raise RequestError(message, hint=f"-O captions.line_letters={LINE_LETTERS}")


def render(briefing: Briefing, form: Form = "vtt", *, line_letters: int = LINE_LETTERS) -> str:
    """The captions as WebVTT or SubRip."""
    blocks = _vtt(briefing, line_letters) if form == "vtt" else _srt(briefing, line_letters)
    return "\n\n".join(blocks) + "\n"


def export(briefing: Briefing, folder: Path, options: Options) -> list[Path]:
    """Write the captions in both forms."""
    forms: tuple[Form, Form] = ("vtt", "srt")
    return [
        write_text(folder / name, render(briefing, form, line_letters=options.line_letters))
        for name, form in zip(FILES, forms, strict=True)
    ]


def _vtt(briefing: Briefing, line_letters: int) -> list[str]:
    blocks = ["WEBVTT", "NOTE language: ar"]
    for cue in briefing.utterances:
        text = "\n".join(map(_escaped, lines_of(one_line(cue.shown), line_letters)))
        start, end = (vtt_clock(milliseconds(frames, briefing.rate)) for frames in (cue.start, cue.end))
        blocks.append(f"{cue.id}\n{start} --> {end}\n{text}")
    return blocks


def _srt(briefing: Briefing, line_letters: int) -> list[str]:
    every: list[Card] = [card for cue in briefing.utterances for card in cards(cue, line_letters)]
    blocks: list[str] = []
    for number, card in enumerate(every, 1):
        start, end = (srt_clock(milliseconds(frames, briefing.rate)) for frames in (card.start, card.end))
        blocks.append("\n".join((str(number), f"{start} --> {end}", *card.lines)))
    return blocks


def _escaped(line: str) -> str:
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
