"""The soft tone that opens a section: made here, so that it is ours, small and the same everywhere."""

from __future__ import annotations

from typing import Final

from briefing.settings import TONE_MS

PARTIALS: Final = ((523.25, 1.0), (784.0, 0.5), (1046.5, 0.2))
"""Frequency in Hz (C5, G5, C6) and relative level: a fifth, heard by ears that have lost the highs."""
LEVEL_DBFS: Final = -26.0
"""Peak level: clearly under speech."""


def section_tone(rate: int) -> bytes:
    """The tone as 16-bit little-endian mono PCM at ``rate`` frames per second."""
    import numpy as np

    frames = round(TONE_MS * rate / 1000)
    time = np.arange(frames) / rate
    wave = sum(level * np.sin(2 * np.pi * hertz * time) for hertz, level in PARTIALS)
    attack = np.minimum(1.0, time / 0.015)
    release = np.minimum(1.0, (frames / rate - time) / 0.15)
    envelope = np.sin(attack * np.pi / 2) ** 2 * np.sin(release * np.pi / 2) ** 2
    shaped = wave * envelope * np.exp(-3.0 * time)
    return bytes(
        (shaped / np.abs(shaped).max() * 32767 * 10 ** (LEVEL_DBFS / 20)).round().astype("<i2").tobytes()
    )
