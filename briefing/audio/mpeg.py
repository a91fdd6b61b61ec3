"""MPEG layer III in numbers: its sample rates, its bit rates, its frames and its delays."""

from __future__ import annotations

from typing import Final

ENCODER_DELAY: Final = 576
"""Samples LAME puts before the first one it is given."""
DECODER_DELAY: Final = 529
"""Samples every layer III decoder adds before the first one: the filter bank's 528 and one more."""
DELAY: Final = ENCODER_DELAY + DECODER_DELAY
"""Samples a decoder gives before the first one of the sound."""

RATES: Final = {
    # frames per second: (version bits, rate bits, samples a frame, bytes of mono side information)
    44_100: (0b11, 0b00, 1152, 17),
    48_000: (0b11, 0b01, 1152, 17),
    32_000: (0b11, 0b10, 1152, 17),
    22_050: (0b10, 0b00, 576, 9),
    24_000: (0b10, 0b01, 576, 9),
    16_000: (0b10, 0b10, 576, 9),
    11_025: (0b00, 0b00, 576, 9),
    12_000: (0b00, 0b01, 576, 9),
    8_000: (0b00, 0b10, 576, 9),
}
"""The sample rates of MPEG-1 (ISO/IEC 11172-3), MPEG-2 (ISO/IEC 13818-3) and "MPEG-2.5"."""

_MPEG_1: Final = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_MPEG_2: Final = (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
BITRATES: Final = {0b11: _MPEG_1, 0b10: _MPEG_2, 0b00: _MPEG_2[:8]}
"""Version bits to the bit rates LAME writes, in kbit/s; the index in a frame header counts from 1.

"MPEG-2.5" stops at 64, as LAME does, although its table is MPEG-2's."""


def frame_size(rate: int, bitrate_kbps: int) -> int:
    """Bytes of a frame without a padding byte."""
    return RATES[rate][2] // 8 * bitrate_kbps * 1000 // rate


def frame_samples(rate: int) -> int:
    """Samples of a frame."""
    return RATES[rate][2]


def frames_in(data: bytes, *, rate: int, bitrate_kbps: int, most: int | None = None) -> tuple[int, int]:
    """How many frames a stream of a constant bit rate begins with, and how many bytes they have.

    Args:
        data: frames, nothing before them.
        rate: samples per second.
        bitrate_kbps: of the stream.
        most: so many are enough.

    Raises:
        ValueError: no frame begins where one should.
    """
    size = frame_size(rate, bitrate_kbps)
    at = count = 0
    while at + size <= len(data) and count != most:
        if data[at] != 0xFF or data[at + 1] & 0xE0 != 0xE0:
            message = f"no frame begins at byte {at}"
            raise ValueError(message)
        end = at + size + (data[at + 2] >> 1 & 1)  # some frames have a byte more
        if end > len(data):
            break
        at = end
        count += 1
    return count, at
