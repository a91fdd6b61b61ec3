"""``captions.vtt``, ``captions.srt`` and ``captions.lrc``: everything said, in time.

WebVTT (W3C) and SubRip show cards of at most two short lines; a long sentence is shared among cards at its
words. WebVTT's first card of an utterance has its id, and says when each word begins where the voice told it;
on request there is one cue for the whole utterance. LRC, for music players, has a line for each card.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, Literal

from briefing.audio.id3 import one_line
from briefing.errors import RequestError
from briefing.exporters import _lyrics, _webvtt
from briefing.exporters._cards import Card, Shots, lines_of, shots
from briefing.exporters._writing import write_text
from briefing.model import Briefing, Cue
from briefing.records import dataclass
from briefing.timeline import milliseconds, srt_clock

SILENT: Final = True
FILES: Final = ("captions.vtt", "captions.srt", "captions.lrc")
LINE_LETTERS: Final = 42
Form = Literal["vtt", "srt", "lrc"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What may be set."""

    line_letters: int = LINE_LETTERS
    """The longest a line may be, in letters; podcast players ask for 32, television for 42."""
    whole: bool = False
    """Whether WebVTT has one cue for each utterance; else cards of two lines, to be laid over a picture."""
    word_times: bool = True
    """Whether WebVTT says when each word begins, where the voice told it."""

    def __post_init__(self) -> None:
        if not 12 <= self.line_letters <= 200:
            message = f"captions.line_letters is {self.line_letters}; it must be between 12 and 200"
            raise RequestError(message, hint=f"-O captions.line_letters={LINE_LETTERS}")


def render(
    briefing: Briefing,
    form: Form = "vtt",
    *,
    line_letters: int = LINE_LETTERS,
    whole: bool = False,
    word_times: bool = True,
) -> str:
    """The captions as WebVTT, SubRip or LRC; see :class:`Options`."""
    options = Options(line_letters=line_letters, whole=whole, word_times=word_times)
    return _rendered(briefing, form, options, _every(briefing, options))


def _every(briefing: Briefing, options: Options) -> dict[str, Shots]:
    """How each utterance is shown, by its id."""
    return {cue.id: shots(cue, options.line_letters) for cue in briefing.utterances}


def _rendered(briefing: Briefing, form: Form, options: Options, every: Mapping[str, Shots]) -> str:
    match form:
        case "vtt":
            return _webvtt.document(
                block for cue in briefing.utterances for block in _vtt(cue, every[cue.id], briefing, options)
            )
        case "srt":
            return "\n\n".join(_srt(briefing, _cards_of(every.values()))) + "\n"
        case "lrc":
            return _lyrics.render(briefing, _cards_of(every.values()))


def export(briefing: Briefing, folder: Path, options: Options) -> list[Path]:
    """Write the captions in every form."""
    forms: tuple[Form, ...] = ("vtt", "srt", "lrc")
    every = _every(briefing, options)  # all forms show the same
    return [
        write_text(folder / name, _rendered(briefing, form, options, every))
        for name, form in zip(FILES, forms, strict=True)
    ]


def _cards_of(every: Iterable[Shots]) -> Iterator[Card]:
    return (card for own in every for card in own.cards)


def _vtt(cue: Cue, own: Shots, briefing: Briefing, options: Options) -> Iterator[str]:
    """The cues of an utterance: one under its id, or one for each card, those behind the first numbered."""
    cards = own.cards
    if options.whole:
        cards = (Card(cue.start, cue.end, tuple(lines_of(one_line(cue.shown), options.line_letters))),)
    told = {} if cue.words_estimated or not options.word_times else own.told
    at = 0
    for number, shot in enumerate(cards, 1):
        count = sum(len(line.split(" ")) for line in shot.lines)
        times = [
            milliseconds(told[place], briefing.rate) if place in told else None
            for place in range(at, at + count)
        ]
        at += count
        start, end = (milliseconds(frames, briefing.rate) for frames in (shot.start, shot.end))
        yield _webvtt.cue(
            cue.id if number == 1 else f"{cue.id}-{number}",
            start,
            end,
            _webvtt.stamped(shot.lines, times, start_ms=start, end_ms=end),
        )


def _srt(briefing: Briefing, every: Iterable[Card]) -> Iterator[str]:
    for number, card in enumerate(every, 1):
        start, end = (srt_clock(milliseconds(frames, briefing.rate)) for frames in (card.start, card.end))
        yield "\n".join((str(number), f"{start} --> {end}", *card.lines))
