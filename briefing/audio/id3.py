"""ID3v2.3 tags with chapters, written byte by byte.

Layout: "ID3 tag version 2.3.0" and "ID3v2 Chapter Frame Addendum, version 1.0" (both id3.org). Version 2.3
and not 2.4: readers disagree about the size of a 2.4 sub-frame over 127 bytes, and lose every chapter whose
Arabic title is longer than some 60 letters. Own code although mutagen could write the frames: mutagen sorts
frames by size each time it saves, and many players show chapters in the order of the file.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable
from typing import Final
from urllib.parse import quote

from briefing.records import dataclass

MOST_ENTRIES: Final = 255
"""A table of contents counts its entries in one byte."""
REPLAYGAIN_LUFS: Final = -18.0
"""The loudness that ReplayGain 2.0 makes everything have."""
LATEST_MS: Final = 2**32 - 1
"""Times are 32-bit: 49 days."""
NO_OFFSET: Final = 0xFFFFFFFF
"""In place of a byte offset: use the time."""
TOP_LEVEL: Final = 0x02
ORDERED: Final = 0x01
MILLISECONDS: Final = 2
TEXT_TRANSCRIPTION: Final = 1
COVER_FRONT: Final = 3

_DIRECTION_MARKS: Final = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
_BLANKS: Final = frozenset("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85")
"""Control characters that part words."""
_CONTROLS: Final = frozenset(map(chr, (*range(0x20), *range(0x7F, 0xA0)))) - _BLANKS
_UNSEEN: Final = re.compile(f"[{re.escape(''.join(sorted({*_DIRECTION_MARKS, *_CONTROLS})))}]")


@dataclass(frozen=True, slots=True)
class Mark:
    """A chapter, or a line of the synchronised text."""

    title: str
    """A chapter without one is shown by its number; a line without one is left out."""
    start_ms: int
    end_ms: int = 0
    """Exclusive; lines have no end."""


@dataclass(frozen=True, slots=True)
class Gain:
    """How loud the sound is, for players that make all files equally loud (ReplayGain 2.0)."""

    lufs: float
    true_peak_dbtp: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Tags:
    """What a tag says; what is empty is left out."""

    title: str
    artist: str = ""
    album: str = ""
    genre: str = "Speech"
    year: str = ""
    """Four digits."""
    track: str = ""
    """``1`` or ``1/9``."""
    length_ms: int = 0
    language: str = "ara"
    """ISO 639-2, three letters."""
    comment: str = ""
    text: str = ""
    """The whole text, lines separated by line feeds."""
    lines: tuple[Mark, ...] = ()
    """The text again, in time."""
    link: str = ""
    """The address the text comes from."""
    chapters: tuple[Mark, ...] = ()
    contents_title: str = "المحتويات"
    gain: Gain | None = None
    cover: bytes = b""
    """JPEG."""
    cover_title: str = ""


def tag(tags: Tags) -> bytes:
    """The tag as it stands at the beginning of an MP3 file.

    Chapters are in the order of time, in the file and in the table of contents. Where there are more than
    one table can count, its last entry is another table with the rest, as the addendum allows: readers that
    follow it, and those that take the chapters as they stand in the file, find all; those that know no table
    but the first find 254.
    """
    chapters = sorted(tags.chapters, key=lambda mark: mark.start_ms)
    language = tags.language.encode("ascii")
    frames = [
        *(_text(name, value) for name, value in _plain(tags) if value),
        *([_link(tags.link)] if tags.link else []),
        *([_long_text(b"COMM", language, tags.comment)] if tags.comment else []),
        *([_long_text(b"USLT", language, tags.text)] if tags.text else []),
        *([_synchronised(language, tags.lines)] if tags.lines else []),
        *(_gain(tags.gain) if tags.gain else []),
        *_contents(len(chapters), tags.contents_title),
        *(_chapter(number, mark) for number, mark in enumerate(chapters)),
        *([_picture(tags.cover, tags.cover_title)] if tags.cover else []),
    ]
    body = b"".join(frames)
    return b"ID3\x03\x00\x00" + _synchsafe(len(body)) + body


def _plain(tags: Tags) -> tuple[tuple[bytes, str], ...]:
    return (
        (b"TIT2", tags.title),
        (b"TPE1", tags.artist),
        (b"TALB", tags.album),
        (b"TCON", tags.genre),
        (b"TYER", tags.year),
        (b"TRCK", tags.track),
        (b"TLEN", str(tags.length_ms) if tags.length_ms else ""),
        (b"TLAN", tags.language),
    )


def _frame(name: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return name + struct.pack(">IH", len(body), 0) + body


def _synchsafe(number: int) -> bytes:
    return bytes(number >> shift & 0x7F for shift in (21, 14, 7, 0))


def one_line(text: str) -> str:
    """Without line breaks, direction marks, control characters and needless blanks: a title in a tag."""
    return " ".join(_UNSEEN.sub("", text).split())


def _encoding(*texts: str) -> bytes:
    """0 (ISO 8859-1) where ASCII is enough, else 1 (UTF-16 with a byte order mark)."""
    return b"\0" if all(text.isascii() for text in texts) else b"\1"


def _encoded(text: str, encoding: bytes) -> bytes:
    if encoding == b"\0":
        return text.encode("ascii")
    return b"\xff\xfe" + text.encode("utf-16-le", errors="replace")


def _ended(text: str, encoding: bytes) -> bytes:
    return _encoded(text, encoding) + (b"\0" if encoding == b"\0" else b"\0\0")


def _text(name: bytes, value: str) -> bytes:
    line = one_line(value)
    encoding = _encoding(line)
    return _frame(name, encoding, _encoded(line, encoding))


def _link(address: str) -> bytes:
    """A ``WXXX`` frame, in ASCII; a bare ``+`` would be read as a blank by some players."""
    return _frame(b"WXXX", b"\0\0", quote(one_line(address), safe="%/:?#[]@!$&'()*,;=~").encode("ascii"))


def _gain(gain: Gain) -> list[bytes]:
    """``TXXX`` frames with the decibels a player is to add, and the peak as a share of full scale."""
    return [
        _frame(b"TXXX", b"\0", f"REPLAYGAIN_TRACK_{name}\0{value}".encode("ascii"))
        for name, value in (
            ("GAIN", f"{REPLAYGAIN_LUFS - gain.lufs:+.2f} dB"),
            ("PEAK", f"{10 ** (gain.true_peak_dbtp / 20):.6f}"),
        )
    ]


def _long_text(name: bytes, language: bytes, text: str) -> bytes:
    """A ``COMM`` or ``USLT`` frame, without a description."""
    text = _UNSEEN.sub("", text)
    encoding = _encoding(text)
    return _frame(name, encoding, language, _ended("", encoding), _encoded(text, encoding))


def _synchronised(language: bytes, lines: Iterable[Mark]) -> bytes:
    texts = [(text, line.start_ms) for line in lines if (text := one_line(line.title))]
    encoding = _encoding(*(text for text, _ in texts))
    return _frame(
        b"SYLT",
        encoding,
        language,
        bytes((MILLISECONDS, TEXT_TRANSCRIPTION)),
        _ended("", encoding),
        *(_ended(text, encoding) + struct.pack(">I", min(ms, LATEST_MS)) for text, ms in texts),
    )


def _chapter_id(number: int) -> bytes:
    return b"chp%d\0" % number


def _chapter(number: int, mark: Mark) -> bytes:
    times = (min(mark.start_ms, LATEST_MS), min(mark.end_ms, LATEST_MS))
    place = struct.pack(">4I", *times, NO_OFFSET, NO_OFFSET)
    return _frame(
        b"CHAP", _chapter_id(number), place, _text(b"TIT2", one_line(mark.title) or str(number + 1))
    )


def _contents(count: int, title: str) -> list[bytes]:
    """The tables: each as full as it can be, the next one its last entry; none for no chapters."""
    tables: list[bytes] = []
    listed = 0
    while listed < count:
        left = count - listed
        here = left if left <= MOST_ENTRIES else MOST_ENTRIES - 1
        entries = [*map(_chapter_id, range(listed, listed + here))]
        listed += here
        if listed < count:
            entries.append(_table_id(len(tables) + 1))
        tables.append(
            _frame(
                b"CTOC",
                _table_id(len(tables)),
                bytes((ORDERED if tables else ORDERED | TOP_LEVEL, len(entries))),
                *entries,
                _text(b"TIT2", f"{title} ({_CONTINUED})" if tables else title),
            )
        )
    return tables


def _table_id(number: int) -> bytes:
    return b"toc%d\0" % number if number else b"toc\0"


_CONTINUED: Final = "تتمة"


def _picture(jpeg: bytes, title: str) -> bytes:
    title = one_line(title)
    encoding = _encoding(title)
    return _frame(b"APIC", encoding, b"image/jpeg\0", bytes((COVER_FRONT,)), _ended(title, encoding), jpeg)
