"""ID3v2.3 tags read back, frame by frame.

Layout: "ID3 tag version 2.3.0" and "ID3v2 Chapter Frame Addendum, version 1.0" (both id3.org). Own code
although mutagen reads tags: it forgives much that players do not, and sorts frames, whose order is one of the
things to be checked.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from briefing.checks._reading import Unreadable
from briefing.records import dataclass

HEADER: Final = 10
"""Bytes of the header of a tag, and of that of a frame."""
MILLISECONDS: Final = 2


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame of a tag."""

    name: str
    body: bytes


@dataclass(frozen=True, slots=True)
class TagChapter:
    """A ``CHAP`` frame."""

    element: bytes
    start_ms: int
    end_ms: int
    title: str


@dataclass(frozen=True, slots=True)
class Contents:
    """A ``CTOC`` frame."""

    element: bytes
    top: bool
    ordered: bool
    children: tuple[bytes, ...]
    title: str


def frames_of(path: Path) -> tuple[Frame, ...]:
    """The frames of the tag at the beginning of a file, in their order; the sound behind it is not read.

    Raises:
        Unreadable: there is no tag of version 2.3, or it is broken.
    """
    try:
        with path.open("rb") as file:
            head = file.read(HEADER)
            if head[:5] != b"ID3\x03\x00":
                raise Unreadable(where="start", message="it does not begin with an ID3v2.3 tag")
            body = file.read(_synchsafe(head[6:10]))
    except OSError as error:
        raise Unreadable(where="file", message=f"it cannot be read: {error.strerror}") from error
    if head[5]:
        raise Unreadable(where="tag", message="its flags ask for what players are not sure to know")
    if len(body) != _synchsafe(head[6:10]):
        raise Unreadable(where="tag", message="the file ends inside it")
    return tuple(split(body))


def split(data: bytes) -> Iterator[Frame]:
    """The frames in a tag's body, or in a chapter's; padding is left out.

    Raises:
        Unreadable: a frame is longer than what it stands in, or has a name that is none.
    """
    at = 0
    while at < len(data) and data[at]:
        name = data[at : at + 4]
        size = int.from_bytes(data[at + 4 : at + 8])
        end = at + HEADER + size
        if not (name.isalnum() and name.isupper()) or end > len(data):
            raise Unreadable(where="tag", message=f"there is no whole frame at byte {at} of it")
        yield Frame(name.decode("ascii"), data[at + HEADER : end])
        at = end


def text_of(frame: Frame) -> str:
    """The text of a ``T…`` frame."""
    return _decoded(frame.body[1:], frame.body[:1])


def chapter_of(frame: Frame) -> TagChapter:
    """What a ``CHAP`` frame says.

    Raises:
        Unreadable: it is too short.
    """
    element, _, rest = frame.body.partition(b"\0")
    if len(rest) < 16:
        raise Unreadable(where="CHAP", message="a chapter's frame is too short")
    start_ms, end_ms = struct.unpack(">II", rest[:8])
    return TagChapter(element, start_ms, end_ms, _title(rest[16:]))


def contents_of(frame: Frame) -> Contents:
    """What a ``CTOC`` frame says.

    Raises:
        Unreadable: it has fewer children than it says.
    """
    element, _, rest = frame.body.partition(b"\0")
    if len(rest) < 2:
        raise Unreadable(where="CTOC", message="the table of contents is too short")
    parts = rest[2:].split(b"\0", rest[1])
    if len(parts) != rest[1] + 1:
        raise Unreadable(where="CTOC", message="the table of contents has fewer chapters than it says")
    return Contents(element, bool(rest[0] & 2), bool(rest[0] & 1), tuple(parts[:-1]), _title(parts[-1]))


def long_text_of(frame: Frame) -> str:
    """The text of a ``USLT`` or ``COMM`` frame."""
    encoding = frame.body[:1]
    _, at = _until_mark(frame.body, 4, encoding)
    return _decoded(frame.body[at:], encoding)


def lines_of(frame: Frame) -> list[tuple[str, int]]:
    """The lines of a ``SYLT`` frame, and the milliseconds they begin at.

    Raises:
        Unreadable: it counts something else, or ends inside a line.
    """
    encoding = frame.body[:1]
    if frame.body[4:5] != bytes((MILLISECONDS,)):
        raise Unreadable(where="SYLT", message="its times are not milliseconds")
    _, at = _until_mark(frame.body, 6, encoding)
    lines: list[tuple[str, int]] = []
    while at < len(frame.body):
        text, at = _until_mark(frame.body, at, encoding)
        time, at = frame.body[at : at + 4], at + 4
        if len(time) < 4:
            raise Unreadable(where="SYLT", message="it ends inside a line")
        lines.append((_decoded(text, encoding), int.from_bytes(time)))
    return lines


def picture_of(frame: Frame) -> bytes:
    """The picture of an ``APIC`` frame."""
    encoding = frame.body[:1]
    _, _, rest = frame.body[1:].partition(b"\0")
    _, at = _until_mark(rest, 1, encoding)
    return rest[at:]


def _title(data: bytes) -> str:
    return next((text_of(frame) for frame in split(data) if frame.name == "TIT2"), "")


def _synchsafe(data: bytes) -> int:
    number = 0
    for byte in data:
        number = number << 7 | byte & 0x7F
    return number


def _until_mark(data: bytes, start: int, encoding: bytes) -> tuple[bytes, int]:
    """A text from ``start`` up to its end mark, and where what follows begins; all of it without a mark."""
    mark = b"\0" if encoding == b"\0" else b"\0\0"
    at = data.find(mark, start)
    while at >= 0 and (at - start) % len(mark):  # half of one letter and half of the next
        at = data.find(mark, at + 1)
    return (data[start:], len(data)) if at < 0 else (data[start:at], at + len(mark))


def _decoded(data: bytes, encoding: bytes) -> str:
    """The text.

    Raises:
        Unreadable: it is in no encoding of ID3v2.3.
    """
    if encoding not in {b"\0", b"\1"}:
        raise Unreadable(
            where="tag",
            message=f"a text is in encoding {encoding.hex() or 'none'}, which ID3v2.3 does not have",
        )
    try:
        return data.decode("latin-1" if encoding == b"\0" else "utf-16").rstrip("\0")
    except UnicodeDecodeError as error:
        raise Unreadable(where="tag", message="a text is not in the encoding it names") from error
