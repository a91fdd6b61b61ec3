"""Marks in a WAV file: the chunk ``cue `` and the labels and regions in ``LIST adtl``.

RIFF names no encoding for labels; UTF-8 is what editors and ffmpeg read, and a region says so by its code
page.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import Final

from briefing.audio import riff
from briefing.records import dataclass

LIST_TYPE: Final = b"adtl"
UTF_8_PAGE: Final = 65_001
"""Windows' number of UTF-8."""
_POINT: Final = struct.Struct("<II4sIII")
_REGION: Final = struct.Struct("<II4sHHHH")


@dataclass(frozen=True, slots=True)
class Mark:
    """A point in the sound, or a region of it."""

    frame: int
    """From the beginning of the file."""
    length: int
    """Frames; 0 is a point."""
    label: str
    """Arabic as well."""


def pack_cue(marks: Sequence[Mark]) -> bytes:
    """The body of ``cue ``: points numbered from 1, in the order of time."""
    points = (
        _POINT.pack(number, mark.frame, b"data", 0, 0, mark.frame)
        for number, mark in enumerate(_in_time(marks), start=1)
    )
    return struct.pack("<I", len(marks)) + b"".join(points)


def pack_adtl(marks: Sequence[Mark]) -> bytes:
    """The body of ``LIST adtl``: a label for each point, and how long it lasts if it does.

    All labels stand before all regions: ffmpeg and libsndfile read no further than the first region.
    """
    labels: list[bytes] = []
    regions: list[bytes] = []
    for number, mark in enumerate(_in_time(marks), start=1):
        label = " ".join(mark.label.replace("\0", " ").split())
        labels.append(riff.subchunk("labl", struct.pack("<I", number) + label.encode("utf-8") + b"\0"))
        if mark.length:
            region = _REGION.pack(number, mark.length, b"rgn ", 0, 0, 0, UTF_8_PAGE)
            regions.append(riff.subchunk("ltxt", region))
    return b"".join((LIST_TYPE, *labels, *regions))


def unpack(cue: bytes, adtl: bytes = b"") -> tuple[Mark, ...]:
    """The marks, in the order of the chunk. Labels that are not UTF-8 are read as Latin-1."""
    labels: dict[int, str] = {}
    lengths: dict[int, int] = {}
    for name, body in riff.subchunks(adtl[len(LIST_TYPE) :]):
        if name == "labl" and len(body) >= 4:
            labels[struct.unpack_from("<I", body)[0]] = text_of(body[4:])
        elif name == "ltxt" and len(body) >= _REGION.size:
            number, length, purpose, *_ = _REGION.unpack_from(body)
            if purpose == b"rgn ":
                lengths[number] = length
    count = min(struct.unpack_from("<I", cue)[0], (len(cue) - 4) // _POINT.size) if len(cue) >= 4 else 0
    points = (_POINT.unpack_from(cue, 4 + index * _POINT.size) for index in range(count))
    return tuple(
        Mark(frame, lengths.get(number, 0), labels.get(number, "")) for number, _, _, _, _, frame in points
    )


def text_of(body: bytes) -> str:
    """A text that ends with a zero, of an encoding nobody names."""
    text = body.split(b"\0", 1)[0]
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError:
        return text.decode("latin-1")


def _in_time(marks: Sequence[Mark]) -> list[Mark]:
    return sorted(marks, key=lambda mark: (mark.frame, -mark.length))
