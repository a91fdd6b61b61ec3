"""MP3 frame by frame, as the simplest hardware player walks through it.

Own code, because the libraries that read headers skip what simple players stumble over. Header: ISO/IEC
11172-3, 2.4.1.3 (MPEG-1) and 13818-3 (MPEG-2), layer III only.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from briefing.records import dataclass

RATES: Final = {0b11: (44_100, 48_000, 32_000), 0b10: (22_050, 24_000, 16_000), 0b00: (11_025, 12_000, 8_000)}
HIGH: Final = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
LOW: Final = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
MONO: Final = 0b11
HEADERS: Final = (b"Xing", b"Info", b"VBRI")
"""What frames that hold no sound are known by."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame."""

    rate: int
    kbps: int
    mono: bool
    tells_length: bool
    """Whether it is a header in a frame's clothes, not sound."""


def frames(data: bytes) -> Iterator[Frame | None]:
    """Every frame; None, and no more after it, where something else begins."""
    at = 0
    while at < len(data):
        head = data[at : at + 4]
        if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
            yield None
            return
        version, kbps_index, rate_index = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3
        if version not in RATES or rate_index == 3 or not 0 < kbps_index < 15:
            yield None
            return
        rate = RATES[version][rate_index]
        kbps = (HIGH if version == 0b11 else LOW)[kbps_index]
        size = (144 if version == 0b11 else 72) * kbps * 1000 // rate + (head[2] >> 1 & 1)
        body = data[at : at + size]
        if len(body) < size:
            yield None
            return
        yield Frame(rate, kbps, head[3] >> 6 == MONO, any(name in body[4:44] for name in HEADERS))
        at += size
