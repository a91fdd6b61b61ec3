"""The ``bext`` chunk of a Broadcast Wave file, version 2: EBU Tech 3285 with its supplement for loudness.

602 bytes at fixed offsets, then the coding history. Own code: no Python package writes version 2, and ffmpeg
leaves out its loudness.
"""

from __future__ import annotations

import math
import struct
from typing import Final

from briefing.audio import asciitext
from briefing.errors import RequestError
from briefing.records import dataclass

VERSION: Final = 2
FIXED_BYTES: Final = 602
"""All but the coding history."""
UNSET: Final = 0x7FFF
"""A loudness that was not measured."""
UMID_BYTES: Final = 64
TEXTS: Final = (
    ("description", 0, 256),
    ("originator", 256, 32),
    ("reference", 288, 32),
    ("date", 320, 10),
    ("time", 330, 8),
)
"""Field, its offset, its bytes."""
TIME_REFERENCE: Final = 338
VERSION_OFFSET: Final = 346
UMID_OFFSET: Final = 348
LEVELS: Final = (
    ("lufs", 412),
    ("range_lu", 414),
    ("true_peak_dbtp", 416),
    ("momentary_lufs", 418),
    ("short_term_lufs", 420),
)
"""Field, its offset: hundredths, 16 bits with sign."""
HISTORY_OFFSET: Final = FIXED_BYTES

_REFERENCE_DIGITS: Final = 9
_SERIAL: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Bext:
    """What a Broadcast Wave file says of itself. Text is ASCII."""

    description: str = ""
    """256 characters; the first 64 should do alone."""
    originator: str = ""
    """32 characters."""
    reference: str = ""
    """The originator's reference, 32 characters; see :func:`reference`."""
    date: str = ""
    """``YYYY-MM-DD``."""
    time: str = ""
    """``HH:MM:SS``."""
    time_reference: int = 0
    """Samples from midnight, or from the beginning of what it was cut from, to the first sample."""
    version: int = VERSION
    umid: bytes = bytes(UMID_BYTES)
    """SMPTE ST 330; zeros: none."""
    lufs: float | None = None
    """Integrated loudness; None: not measured."""
    range_lu: float | None = None
    """Loudness range."""
    true_peak_dbtp: float | None = None
    momentary_lufs: float | None = None
    """The highest momentary loudness (400 ms)."""
    short_term_lufs: float | None = None
    """The highest short-term loudness (3 s)."""
    coding_history: tuple[str, ...] = ()
    """Lines; see :func:`coding`."""


def pack(bext: Bext) -> bytes:
    """The chunk's bytes.

    Raises:
        RequestError: a text is not ASCII or too long for its field.
    """
    fixed = bytearray(FIXED_BYTES)
    for field, offset, room in TEXTS:
        text: str = getattr(bext, field)
        fixed[offset : offset + room] = asciitext.pack(text, room, name=f"the bext field {field}")
    struct.pack_into("<QH", fixed, TIME_REFERENCE, bext.time_reference, bext.version)
    if len(bext.umid) != UMID_BYTES:
        message = f"a UMID has {UMID_BYTES} bytes, not {len(bext.umid)}"
        raise RequestError(message)
    fixed[UMID_OFFSET : UMID_OFFSET + UMID_BYTES] = bext.umid
    for field, offset in LEVELS:
        struct.pack_into("<h", fixed, offset, _hundredths(getattr(bext, field)))
    lines = (
        asciitext.encoded(line, name="the coding history") + asciitext.LINE_BREAK.encode()
        for line in bext.coding_history
    )
    return bytes(fixed) + b"".join(lines)


def unpack(data: bytes) -> Bext:
    """What a chunk says; loudness is there from version 2 on only.

    Raises:
        RequestError: it is shorter than 602 bytes.
    """
    if len(data) < FIXED_BYTES:
        message = f"the bext chunk has {len(data)} bytes; it needs {FIXED_BYTES}"
        raise RequestError(message)
    texts = {field: asciitext.unpack(data[offset : offset + room]) for field, offset, room in TEXTS}
    time_reference, version = struct.unpack_from("<QH", data, TIME_REFERENCE)
    levels = {field: _level(data, offset) if version >= VERSION else None for field, offset in LEVELS}
    history = data[HISTORY_OFFSET:].rstrip(b"\0").decode("latin-1")
    return Bext(
        description=texts["description"],
        originator=texts["originator"],
        reference=texts["reference"],
        date=texts["date"],
        time=texts["time"],
        time_reference=time_reference,
        version=version,
        umid=data[UMID_OFFSET : UMID_OFFSET + UMID_BYTES] if version else bytes(UMID_BYTES),
        lufs=levels["lufs"],
        range_lu=levels["range_lu"],
        true_peak_dbtp=levels["true_peak_dbtp"],
        momentary_lufs=levels["momentary_lufs"],
        short_term_lufs=levels["short_term_lufs"],
        coding_history=tuple(line for line in history.splitlines() if line),
    )


def reference(*, country: str, organisation: str, serial: str, time: str, content_digest: str) -> str:
    """An originator's reference after EBU R 99, always 32 characters and the same for the same sound.

    R 99 wants nine digits at random, so that no two files share a reference. They are taken from the content
    here: what is made twice is the same file twice.

    Args:
        country: two letters (ISO 3166-1).
        organisation: three letters or digits, from the EBU's list of facilities.
        serial: of the machine or program, at most 12 characters; filled up with zeros in front.
        time: ``HH:MM:SS``.
        content_digest: hexadecimal, of the sound and what it is called.

    Raises:
        RequestError: one of them has not that form.
    """
    wanted = (
        ("country", country, 2, 2, "two Latin letters"),
        ("organisation", organisation, 3, 3, "three Latin letters or digits"),
        ("serial", serial, 1, _SERIAL, "one to twelve Latin letters or digits"),
    )
    for field, given, least, most, form in wanted:
        is_right = least <= len(given) <= most and given.isascii() and given.isalnum()
        if not is_right or (field == "country" and not given.isalpha()):
            message = f"the {field} of a reference must be {form}, not {given!r}"
            raise RequestError(message, hint="set it in the profile")
    digits = "".join(char for char in time if char.isdigit() and char.isascii())
    if len(digits) != 6:
        message = f"the time of a reference must be HH:MM:SS, not {time!r}"
        raise RequestError(message)
    number = int(content_digest, 16) % 10**_REFERENCE_DIGITS
    return f"{country}{organisation}{serial:0>{_SERIAL}}{digits}{number:0{_REFERENCE_DIGITS}}".upper()


def coding(*, rate: int, bits: int, mode: str, text: str = "") -> str:
    """A line of the coding history for linear PCM, after EBU R 98.

    Args:
        rate: samples per second.
        bits: of a sample.
        mode: ``mono``, ``stereo``, ``dual-mono``.
        text: what made it, ASCII without commas (a semicolon parts what it lists).
    """
    line = f"A=PCM,F={rate},W={bits},M={mode}"
    return f"{line},T={text.replace(',', ';')}" if text else line


def _hundredths(level: float | None) -> int:
    """A level as the chunk has it; silence has no number and is unset, what is out of reach is held back."""
    if level is None or not math.isfinite(level):
        return UNSET
    return max(-9_999, min(9_999, math.floor(abs(level) * 100 + 0.5) * (1 if level >= 0 else -1)))


def _level(data: bytes, offset: int) -> float | None:
    (value,) = struct.unpack_from("<h", data, offset)
    return None if value == UNSET else float(value / 100)
