"""MP3 as Google's speech endpoint sends it: a quick hum, or real speech of the embedded voice."""

from __future__ import annotations

import functools
import zlib
from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from briefing.voices.espeak import Voice

RATE: Final = 24_000
"""Frames per second of Google's MP3."""
BIT_RATE: Final = 32
"""Kilobits per second of Google's MP3."""
SILENCE_S: Final = (0.2, 0.3)
"""Seconds of silence around each piece of speech: the least and the most."""
SLOWER: Final = 0.65
"""How fast slow reading is, to the usual."""

Sounding = Callable[[str, bool], bytes]
"""The MP3 for a text, and whether it is read slowly."""


class Sounds(Protocol):
    """Something that makes the sound of right answers."""

    def __call__(self, text: str, slow: bool = False) -> bytes:
        """MP3 for a text; the same bytes every time."""

    def close(self) -> None:
        """Release what it holds."""


def hum(text: str, slow: bool = False) -> bytes:
    """MP3 for a text: a modulated hum of 75 ms a letter (slow: 115), the same bytes every time."""
    return mp3_of(0.25 + sum(sign.isalnum() for sign in text) * (0.115 if slow else 0.075), seed=text)


@functools.lru_cache(maxsize=256)
def mp3_of(seconds: float, *, seed: str = "", level: float = 6000.0) -> bytes:
    """MP3 in Google's format; ``level`` is its loudest sample, 0 for silence."""
    import numpy as np

    time = np.arange(round(seconds * RATE)) / RATE
    pitch = 110 + zlib.crc32(seed.encode()) % 80
    voiced = sum(np.sin(2 * np.pi * pitch * part * time) / part for part in range(1, 8))
    samples = level * voiced / 2.5 * (0.6 + 0.4 * np.sin(2 * np.pi * 4 * time))
    return encoded(np.clip(samples, -32_768, 32_767).astype("<i2").tobytes())


def encoded(pcm: bytes) -> bytes:
    """16-bit little-endian mono PCM in ``RATE`` as MP3 in Google's format."""
    import lameenc

    encoder = lameenc.Encoder()
    encoder.set_bit_rate(BIT_RATE)
    encoder.set_in_sample_rate(RATE)
    encoder.set_out_sample_rate(RATE)  # else LAME takes 22,050 at so low a bit rate
    encoder.set_channels(1)
    encoder.set_quality(7)
    encoder.silence()
    return bytes(encoder.encode(pcm)) + bytes(encoder.flush())


class Hum:
    """The hum, as an endpoint's sound: nothing to start, nothing to release."""

    def __call__(self, text: str, slow: bool = False) -> bytes:
        """See :func:`hum`."""
        return hum(text, slow)

    def close(self) -> None:
        """Nothing to release."""


class Speech:
    """espeak's reading, with silence around it as Google sends it. Each text is spoken once and kept.

    What is asked for has no diacritics, and this voice would want them: the words are wrong in their vowels
    but it is speech, of about the right length, with pauses at its marks.
    """

    def __init__(self) -> None:
        self._voices: dict[bool, Voice] = {}
        self._known: dict[tuple[str, bool], bytes] = {}
        self._turn = Lock()

    def __call__(self, text: str, slow: bool = False) -> bytes:
        """MP3 for a text.

        Raises:
            VoiceRefused: there is nothing in it that espeak can say.
        """
        known = self._known.get((text, slow))
        if known is None:
            known = self._spoken(text, slow)
            with self._turn:
                known = self._known.setdefault((text, slow), known)
        return known

    def close(self) -> None:
        """End espeak's processes."""
        with self._turn:
            voices, self._voices = list(self._voices.values()), {}
        for voice in voices:
            voice.close()

    def _spoken(self, text: str, slow: bool) -> bytes:
        import numpy as np
        import soxr

        sound = self._voice(slow).speak(text)
        samples = soxr.resample(np.frombuffer(sound.data, "<i2"), sound.rate, RATE)
        least, most = SILENCE_S
        share = zlib.crc32(text.encode()) / 2**32
        before, after = (
            np.zeros(round((least + (most - least) * part) * RATE), np.int16) for part in (share, 1 - share)
        )
        return encoded(np.concatenate((before, samples.astype(np.int16), after)).astype("<i2").tobytes())

    def _voice(self, slow: bool) -> Voice:
        from briefing.voices.espeak import Options, Voice

        with self._turn:
            if slow not in self._voices:
                usual = Options()
                rate = round(usual.rate * SLOWER) if slow else usual.rate
                self._voices[slow] = Voice(Options(rate=rate))
            return self._voices[slow]
