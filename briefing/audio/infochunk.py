"""``LIST INFO``: title, artist and the like in a WAV file, in UTF-8, Arabic as well."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from briefing.audio import riff
from briefing.audio.marks import text_of

LIST_TYPE: Final = b"INFO"
TITLE: Final = "INAM"
ARTIST: Final = "IART"
ALBUM: Final = "IPRD"
COMMENT: Final = "ICMT"
CREATED: Final = "ICRD"
GENRE: Final = "IGNR"
LANGUAGE: Final = "ILNG"
SOFTWARE: Final = "ISFT"
COPYRIGHT: Final = "ICOP"
SOURCE: Final = "ISRC"

Info = tuple[tuple[str, str], ...]
"""Pairs of a field's name (four letters) and its text."""


def pack(info: Sequence[tuple[str, str]]) -> bytes:
    """The body of ``LIST INFO``; what has no text is left out."""
    said = ((name, " ".join(text.replace("\0", " ").split())) for name, text in info)
    return LIST_TYPE + b"".join(
        riff.subchunk(name, text.encode("utf-8") + b"\0") for name, text in said if text
    )


def unpack(data: bytes) -> Info:
    """The pairs, in the order of the chunk. Text that is not UTF-8 is read as Latin-1."""
    return tuple((name, text_of(body)) for name, body in riff.subchunks(data[len(LIST_TYPE) :]))
