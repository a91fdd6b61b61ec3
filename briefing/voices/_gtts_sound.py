"""Is this the sound of that text? What an endpoint sends is not believed before it is decoded."""

from __future__ import annotations

import re
from typing import Final

from briefing.errors import VoiceOffline

SYNC: Final = re.compile(rb"ID3|\xff[\xe2-\xe3\xf2-\xf3\xfa-\xfb]", re.DOTALL)
"""The first bytes of MP3: an ID3v2 tag, or eleven set bits, any version, layer III."""
SHORTEST_S: Final = 0.025
LONGEST_S: Final = 1.0
"""Seconds a letter or digit: no voice is faster, and even digits said as words stay below."""
SLACK_S: Final = 2.0
"""Seconds of silence and hesitation a short text may have besides."""
SILENCE_LEVEL: Final = 80
"""Samples up to this (-52 dBFS) are silence."""


def rate_of(mp3: bytes, text: str, *, host: str) -> int:
    """Decode a voice's MP3, hold it against its text, and return its frames per second.

    Raises:
        VoiceOffline: it is not MP3, too short or too long for the text, or silent.
    """
    import miniaudio
    import numpy as np

    if not SYNC.match(mp3):
        message = f"what {host} sent is not MP3"
        raise VoiceOffline(message)
    try:
        decoded = miniaudio.mp3_read_s16(mp3)
    except miniaudio.MiniaudioError as error:
        message = f"the MP3 from {host} cannot be decoded"
        raise VoiceOffline(message) from error
    seconds = decoded.num_frames / decoded.sample_rate
    letters = sum(sign.isalnum() for sign in text)
    if not max(letters, 1) * SHORTEST_S <= seconds <= SLACK_S + letters * LONGEST_S:
        message = f"{host} sent {seconds:.1f} seconds of sound for {letters} letters"
        raise VoiceOffline(message)
    samples = np.frombuffer(decoded.samples, dtype=np.int16)
    if max(int(samples.max()), -int(samples.min())) <= SILENCE_LEVEL:
        message = f"{host} sent {seconds:.1f} seconds of silence"
        raise VoiceOffline(message)
    return int(decoded.sample_rate)
