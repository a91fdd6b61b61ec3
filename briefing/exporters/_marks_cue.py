"""CUE sheets: a track for each chapter, for players and burners.

Times are in CD frames, 75 a second, rounded down, so that a track never begins after its sound. The format
has no way to write a double quote, holds 99 tracks and begins with the first at 00:00:00. (CDRWIN User's
Guide, appendix A; cuetools ``docs/formats``.)
"""

from __future__ import annotations

from typing import Final

from briefing.exporters._marks_list import Span, TimingList

PER_SECOND: Final = 75
MOST_TRACKS: Final = 99
SECONDS_A_MINUTE: Final = 60
TYPES: Final = {".mp3": "MP3", ".aiff": "AIFF"}
"""The kinds of files the format knows; everything else that has frames is ``WAVE``."""


def render(marks: TimingList, sound: str) -> str:
    """The sheet, in UTF-8 without a byte order mark, lines ended with CR LF as its readers expect.

    More than 99 chapters are joined to 99 tracks of neighbours, as alike in number as can be: a track is
    named after its first chapter, and every track begins where a chapter does. Minutes have more than two
    digits where they must.

    Args:
        marks: what is marked.
        sound: the name of the file beside it.
    """
    kind = TYPES.get(sound[sound.rfind(".") :].lower(), "WAVE")
    lines = [
        f"REM COMMENT {_quoted(marks.id)}",
        *([f"REM DATE {marks.date}"] if marks.date else []),
        f"PERFORMER {_quoted(marks.artist)}",
        f"TITLE {_quoted(marks.title)}",
        f"FILE {_quoted(sound)} {kind}",
    ]
    for number, chapter in enumerate(tracks(marks), 1):
        lines += [
            f"  TRACK {number:02d} AUDIO",
            f"    TITLE {_quoted(chapter.name)}",
            f"    INDEX 01 {clock(chapter.start, marks.rate)}",
        ]
    return "".join(f"{line}\r\n" for line in lines)


def tracks(marks: TimingList) -> tuple[Span, ...]:
    """The chapters that begin a track: no two in the same CD frame, at most 99."""
    begun: dict[int, Span] = {}
    for chapter in marks.chapters:
        begun.setdefault(_cd_frames(chapter.start, marks.rate), chapter)
    kept = [*begun.values()]
    count = min(len(kept), MOST_TRACKS)
    return tuple(kept[place * len(kept) // count] for place in range(count))


def clock(frames: int, rate: int) -> str:
    """``MM:SS:FF``."""
    seconds, rest = divmod(_cd_frames(frames, rate), PER_SECOND)
    minutes, seconds = divmod(seconds, SECONDS_A_MINUTE)
    return f"{minutes:02d}:{seconds:02d}:{rest:02d}"


def _cd_frames(frames: int, rate: int) -> int:
    return frames * PER_SECOND // rate


def _quoted(text: str) -> str:
    """In double quotes; those inside become « and » by turns."""
    parts = text.split('"')
    signs = ["«" if place % 2 == 0 else "»" for place in range(len(parts) - 1)]
    if len(signs) % 2:  # the last one closes nothing
        signs[-1] = ""
    return '"' + "".join(part + sign for part, sign in zip(parts, [*signs, ""], strict=True)) + '"'
