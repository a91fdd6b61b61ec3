"""The ``cart`` chunk that radio automation reads: AES46, version 1.01.

2,048 bytes at fixed offsets, then the tag text. Own code: no Python package writes it.
"""

from __future__ import annotations

import struct
from typing import Final

from briefing.audio import asciitext
from briefing.errors import RequestError
from briefing.records import dataclass

VERSION: Final = "0101"
FIXED_BYTES: Final = 2048
"""All but the tag text."""
MOST_TIMERS: Final = 8
LEVEL_REFERENCE: Final = 680
TIMERS: Final = 684
TEXTS: Final = (
    ("version", 0, 4),
    ("title", 4, 64),
    ("artist", 68, 64),
    ("cut_id", 132, 64),
    ("client_id", 196, 64),
    ("category", 260, 64),
    ("classification", 324, 64),
    ("out_cue", 388, 64),
    ("start_date", 452, 10),
    ("start_time", 462, 8),
    ("end_date", 470, 10),
    ("end_time", 480, 8),
    ("producer_app", 488, 64),
    ("producer_version", 552, 64),
    ("user_defined", 616, 64),
    ("url", 1024, 1024),
)
"""Field, its offset, its bytes."""
EVER: Final = ("1900-01-01", "00:00:00")
"""The start of what may always be aired, as Rivendell writes it."""
FOR_EVER: Final = ("9999-12-31", "23:59:59")
"""The end of what may always be aired."""


@dataclass(frozen=True, slots=True)
class Timer:
    """A point the automation acts on."""

    usage: str
    """At most four letters: ``AUDs`` and ``AUDe`` (the sound without head and tail), ``INTs``, ``INTe``
    (the introduction), ``SEGs``, ``SEGe`` (where the next may start), ``EOD``, ``MRK``."""
    frame: int
    """From the beginning of the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cart:
    """What the automation is told. Text is ASCII."""

    version: str = VERSION
    title: str = ""
    artist: str = ""
    cut_id: str = ""
    client_id: str = ""
    category: str = ""
    classification: str = ""
    out_cue: str = ""
    """The last words heard."""
    start_date: str = EVER[0]
    """``YYYY-MM-DD``: not to be aired before (embargo)."""
    start_time: str = EVER[1]
    """``HH:MM:SS``."""
    end_date: str = FOR_EVER[0]
    """``YYYY-MM-DD``: not to be aired after (kill date)."""
    end_time: str = FOR_EVER[1]
    producer_app: str = "briefing"
    producer_version: str = ""
    user_defined: str = ""
    level_reference: int = 32_768
    """The sample that is 0 dBFS in 16 bits."""
    timers: tuple[Timer, ...] = ()
    """Eight at most."""
    url: str = ""
    """1,024 characters."""
    tag_text: tuple[str, ...] = ()
    """Lines, of any length."""


def pack(cart: Cart) -> bytes:
    """The chunk's bytes.

    Raises:
        RequestError: a text is not ASCII or too long for its field, or there are too many timers.
    """
    fixed = bytearray(FIXED_BYTES)
    for field, offset, room in TEXTS:
        text: str = getattr(cart, field)
        fixed[offset : offset + room] = asciitext.pack(text, room, name=f"the cart field {field}")
    if len(cart.timers) > MOST_TIMERS:
        message = f"a cart chunk has room for {MOST_TIMERS} timers, not {len(cart.timers)}"
        raise RequestError(message)
    struct.pack_into("<I", fixed, LEVEL_REFERENCE, cart.level_reference)
    for number, timer in enumerate(cart.timers):
        usage = asciitext.pack(timer.usage.ljust(4), 4, name="a timer of the cart chunk")
        struct.pack_into("<4sI", fixed, TIMERS + 8 * number, usage, timer.frame)
    lines = [asciitext.encoded(line, name="the tag text of the cart chunk") for line in cart.tag_text]
    text_bytes = b"".join(line + asciitext.LINE_BREAK.encode() for line in lines)
    return bytes(fixed) + text_bytes + (b"\0" if text_bytes else b"")


def unpack(data: bytes) -> Cart:
    """What a chunk says.

    Raises:
        RequestError: it is shorter than 2,048 bytes.
    """
    if len(data) < FIXED_BYTES:
        message = f"the cart chunk has {len(data)} bytes; it needs {FIXED_BYTES}"
        raise RequestError(message)
    texts = {field: asciitext.unpack(data[offset : offset + room]) for field, offset, room in TEXTS}
    timers = (struct.unpack_from("<4sI", data, TIMERS + 8 * number) for number in range(MOST_TIMERS))
    tag_text = asciitext.unpack(data[FIXED_BYTES:])
    return Cart(
        **texts,
        level_reference=struct.unpack_from("<I", data, LEVEL_REFERENCE)[0],
        timers=tuple(Timer(asciitext.unpack(usage), frame) for usage, frame in timers if usage.strip(b"\0")),
        tag_text=tuple(line for line in tag_text.splitlines() if line),
    )
