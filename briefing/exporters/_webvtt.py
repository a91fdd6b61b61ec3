"""WebVTT (W3C), as its strict readers want it.

Written as plain text: the libraries that write it know neither times inside a cue nor notes. A header of
its own (``Kind:``, ``Language:``) is no part of the standard and is refused by strict readers, so that the
language is said in a note.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from briefing.exporters._cards import RIGHT_TO_LEFT_MARK
from briefing.timeline import vtt_clock

HEAD: Final = ("WEBVTT", "NOTE language: ar")


def document(cues: Iterable[str]) -> str:
    """The whole file."""
    return "\n\n".join((*HEAD, *cues)) + "\n"


def cue(name: str, start_ms: int, end_ms: int, lines: Iterable[str]) -> str:
    """One cue under its id; its lines as :func:`escaped` or :func:`stamped` gives them."""
    return "\n".join((name, f"{vtt_clock(start_ms)} --> {vtt_clock(end_ms)}", *lines))


def escaped(line: str) -> str:
    """The line without what would be read as markup."""
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def stamped(lines: Iterable[str], times_ms: Sequence[int | None], *, start_ms: int, end_ms: int) -> list[str]:
    """The lines, escaped, with the time before each word whose time is known.

    Args:
        lines: of one cue, the words of each parted by single blanks.
        times_ms: of each word of all lines, in their order; None where it is not known.
        start_ms: of the cue.
        end_ms: of the cue. A time that is not between the two, or not later than the one before it, has no
            place in a cue and is left out.
    """
    times = iter(times_ms)
    last = start_ms
    told: list[str] = []
    for line in lines:
        words: list[str] = []
        for word in escaped(line).split(" "):
            time = next(times)
            if time is not None and last < time < end_ms:
                last = time
                mark = RIGHT_TO_LEFT_MARK if word.startswith(RIGHT_TO_LEFT_MARK) else ""
                word = f"{mark}<{vtt_clock(time)}>{word.removeprefix(mark)}"
            words.append(word)
        told.append(" ".join(words))
    return told
