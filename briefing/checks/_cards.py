"""Caption files taken apart: WebVTT (W3C), SubRip, LRC, and Podcasting 2.0's transcript JSON.

Own code although libraries read these: they forgive what players do not, and each reads some of the forms.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from math import isfinite
from typing import Final

from briefing.checks._reading import Unreadable, plain
from briefing.records import dataclass
from briefing.text.expressions import expression

VTT_TIME: Final = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
VTT_TIMING: Final = expression(rf"{VTT_TIME} --> {VTT_TIME}(?: \S.*)?")
VTT_TAG: Final = expression(r"<[^<>]*>")
VTT_WORD_TIME: Final = expression(rf"<{VTT_TIME}>")
VTT_BARE: Final = expression(r"[<>]|&(?!(?:amp|lt|gt|lrm|rlm|nbsp|#\d+);)|-->")
SRT_TIME: Final = r"(\d{2,}):([0-5]\d):([0-5]\d),(\d{3})"
SRT_TIMING: Final = expression(rf"{SRT_TIME} --> {SRT_TIME}")
LRC_LINE: Final = expression(r"\[(\d{2,}):([0-5]\d)\.(\d{2,3})\](.*)")
LRC_TAG: Final = expression(r"\[[a-z#]+:.*\]")
NOTES: Final = ("NOTE", "STYLE", "REGION")


@dataclass(frozen=True, slots=True)
class Card:
    """A piece of text that is shown from ``start_ms`` to ``end_ms``."""

    where: str
    start_ms: float
    end_ms: float | None
    """None where the next card ends it."""
    text: str
    """Plain; see :func:`briefing.checks._reading.plain`."""
    lines: int = 1
    words_ms: tuple[float, ...] = ()
    """The times of words inside it."""


def vtt(text: str) -> Iterator[Card]:
    """The cues of a WebVTT file.

    Raises:
        Unreadable: it is none, or not in the strict form that every reader takes.
    """
    head, *blocks = re.split(r"\n\n+", text.rstrip("\n"))
    if head != "WEBVTT":
        raise Unreadable(where="start", message="it does not begin with WEBVTT alone and a blank line")
    number = 0
    for block in blocks:
        lines = block.split("\n")
        if lines[0].startswith(NOTES):
            continue
        number += 1
        name = "" if "-->" in lines[0] else lines.pop(0)
        where = name or f"cue {number}"
        timing = VTT_TIMING.fullmatch(lines[0]) if lines else None
        if timing is None:
            raise Unreadable(where=where, message="its times cannot be read")
        body = "\n".join(lines[1:])
        without = VTT_TAG.sub("", body) if "<" in body else body
        if VTT_BARE.search(without):
            raise Unreadable(
                where=where, message="a sign that has a meaning in WebVTT stands in its text as it is"
            )
        start, end = _ms(*timing.group(1, 2, 3, 4)), _ms(*timing.group(5, 6, 7, 8))
        words = tuple(_ms(*found) for found in VTT_WORD_TIME.findall(body)) if "<" in body else ()
        yield Card(where, start, end, plain(html.unescape(without)), len(lines) - 1, words)


def srt(text: str) -> Iterator[Card]:
    """The cards of a SubRip file.

    Raises:
        Unreadable: it is none, or its cards are not numbered one after the other.
    """
    for number, block in enumerate(re.split(r"\n\n+", text.strip("\n")), 1):
        counted, _, rest = block.partition("\n")
        times, _, body = rest.partition("\n")
        if counted != str(number):
            raise Unreadable(where=f"card {number}", message="it does not have its number")
        timing = SRT_TIMING.fullmatch(times)
        if timing is None:
            raise Unreadable(where=f"card {number}", message="its times cannot be read")
        start, end = _ms(*timing.group(1, 2, 3, 4)), _ms(*timing.group(5, 6, 7, 8))
        yield Card(f"card {number}", start, end, plain(body), body.count("\n") + 1)


def lrc(text: str) -> Iterator[Card]:
    """The lines of an LRC file; one without words ends the one before it, and is no card.

    Raises:
        Unreadable: a line is neither a tag nor has a time.
    """
    for number, line in enumerate(text.split("\n"), 1):
        timed = LRC_LINE.fullmatch(line)
        if timed is None:
            if line and not LRC_TAG.fullmatch(line):
                raise Unreadable(where=f"line {number}", message="it has no time")
            continue
        minutes, seconds, fraction, words = timed.groups()
        ms = (int(minutes) * 60 + int(seconds)) * 1000 + int(fraction.ljust(3, "0"))
        if plain(words):
            yield Card(f"line {number}", ms, None, plain(words))


def segments(text: str) -> Iterator[Card]:
    """The segments of a transcript JSON.

    Raises:
        Unreadable: it is none.
    """
    try:
        document = json.loads(text)
        for number, item in enumerate(document["segments"], 1):
            start, end = seconds_in_ms(item["startTime"]), seconds_in_ms(item["endTime"])
            yield Card(f"segment {number}", start, end, plain(str(item["body"])))
    except (ValueError, TypeError, KeyError, OverflowError) as error:
        raise Unreadable(where="segments", message=f"it is no transcript in JSON: {error!r}") from error


def seconds_in_ms(value: float) -> float:
    """Seconds of a JSON document as milliseconds.

    Raises:
        ValueError: JSON can write numbers that are too large to be a time.
    """
    ms = float(value) * 1000
    if not isfinite(ms):
        raise ValueError(value)
    return ms


def _ms(hours: str | None, minutes: str, seconds: str, thousandths: str) -> float:
    return ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(thousandths)
