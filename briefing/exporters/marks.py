"""``marks.cue``, ``marks.otio`` and others: chapters and sentences for every editor of sound.

Audacity imports label tracks, so there are two of them, ``marks.chapters.txt`` and ``marks.sentences.txt``:
times in seconds to a millionth. ``marks.reaper.csv`` is what Reaper's region manager imports while its ruler
shows minutes and seconds: a region for each chapter, a marker for each sentence, to the millisecond.
``marks.m3u8`` is a playlist (extended M3U) of the chapters inside the one file, with VLC's own lines for
where each begins and ends; players without them play the whole file, and are better given the edition
``folder``.
``marks.cue`` and ``marks.otio`` are told of in the modules that make them.

All are written from one list, and name the sound beside them.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path, PurePath
from typing import Final, Literal

from briefing.errors import RequestError
from briefing.exporters import _marks_cue, _marks_otio
from briefing.exporters._marks_list import Span, TimingList, listed
from briefing.exporters._writing import write_text
from briefing.model import Briefing
from briefing.records import dataclass

Form = Literal["cue", "chapters", "sentences", "reaper", "m3u8", "otio"]
NAMES: Final[dict[Form, str]] = {
    "cue": "marks.cue",
    "chapters": "marks.chapters.txt",
    "sentences": "marks.sentences.txt",
    "reaper": "marks.reaper.csv",
    "m3u8": "marks.m3u8",
    "otio": "marks.otio",
}
FILES: Final = tuple(NAMES.values())
MASTER: Final = "master.wav"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What may be set."""

    sound: str = MASTER
    """The file that the marks are for, beside them: ``master.wav`` or ``briefing.mp3``."""
    otio: Literal["auto", "yes", "no"] = "auto"
    """Whether ``marks.otio`` is written: where its package is installed, always, never."""

    def __post_init__(self) -> None:
        named = self.sound and PurePath(self.sound).name == self.sound
        if not named or not self.sound.isprintable() or '"' in self.sound:
            message = f"marks.sound is {self.sound!r}; it must be the name of a file in the folder"
            raise RequestError(message, hint=f"-O marks.sound={MASTER}")


def render(briefing: Briefing, form: Form, *, sound: str = MASTER) -> str:
    """The marks for one kind of reader.

    Raises:
        ConfigError: OpenTimelineIO is asked for and not installed.
    """
    return _rendered(listed(briefing), form, sound)


def export(briefing: Briefing, folder: Path, options: Options) -> list[Path]:
    """Write the marks in every form.

    Raises:
        ConfigError: OpenTimelineIO is asked for and not installed.
    """
    marks = listed(briefing)
    forms = [form for form in NAMES if form != "otio" or _wants_otio(options)]
    texts = {NAMES[form]: _rendered(marks, form, options.sound) for form in forms}
    return [write_text(folder / name, text) for name, text in texts.items()]


def _wants_otio(options: Options) -> bool:
    return options.otio == "yes" or (options.otio == "auto" and _marks_otio.is_installed())


def _rendered(marks: TimingList, form: Form, sound: str) -> str:
    match form:
        case "cue":
            return _marks_cue.render(marks, sound)
        case "chapters":
            return _labels(marks, marks.chapters)
        case "sentences":
            return _labels(marks, marks.sentences)
        case "reaper":
            return _reaper(marks)
        case "m3u8":
            return _playlist(marks, sound)
        case "otio":
            return _marks_otio.render(marks, sound)


def _labels(marks: TimingList, items: tuple[Span, ...]) -> str:
    """Audacity's label tracks: start, end and text between tabs (Audacity manual, "Importing and Exporting
    Labels")."""
    return "".join(
        f"{marks.seconds(item.start, digits=6)}\t{marks.seconds(item.end, digits=6)}\t{item.name}\n"
        for item in items
    )


def _reaper(marks: TimingList) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("#", "Name", "Start", "End", "Length"))
    for number, item in enumerate(marks.chapters, 1):
        start, end = (marks.units(frames, 1000) for frames in (item.start, item.end))
        writer.writerow((f"R{number}", item.name, *map(_reaper_clock, (start, end, end - start))))
    for number, item in enumerate(marks.sentences, 1):
        writer.writerow((f"M{number}", item.name, _reaper_clock(marks.units(item.start, 1000)), "", ""))
    return text.getvalue()


def _reaper_clock(ms: int) -> str:
    """``m:ss.mmm``, or ``h:mm:ss.mmm``."""
    seconds, rest = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    lead = f"{hours}:{minutes:02d}" if hours else str(minutes)
    return f"{lead}:{seconds:02d}.{rest:03d}"


def _playlist(marks: TimingList, sound: str) -> str:
    """Lengths are those between the rounded borders, so that they add up to the whole."""
    lines = ["#EXTM3U", f"#PLAYLIST:{marks.title}"]
    for item in marks.chapters:
        seconds = marks.units(item.end, 1) - marks.units(item.start, 1)
        lines += [
            f"#EXTINF:{seconds},{item.name}",
            f"#EXTVLCOPT:start-time={marks.seconds(item.start, digits=3)}",
            f"#EXTVLCOPT:stop-time={marks.seconds(item.end, digits=3)}",
            sound,
        ]
    return "\n".join(lines) + "\n"
