"""A voice as online ones are: its sound is real speech, but dirty."""

from __future__ import annotations

import numpy as np

from briefing.contracts import Sound
from briefing.voices import espeak
from tests.sounds import encoded


class Dirty:
    """Speech as an online voice sends it: MP3 with hiss, direct current that clicks on and off, no times."""

    language, online, rate, max_chars, needs_vowels, parallel = "ar", False, 24_000, 3_000, True, 1

    def __init__(self, voice: espeak.Voice) -> None:
        self.voice = voice
        self.pace = voice.pace

    def check(self) -> None:
        self.voice.check()

    def fingerprint(self) -> str:
        return "dirty-1"

    def speak(self, text: str) -> Sound:
        import soxr

        sound = self.voice.speak(text)
        speech = soxr.resample(np.frombuffer(sound.data, "<i2").astype(np.float32), sound.rate, self.rate)
        speech = np.pad(speech, (self.rate // 4, self.rate // 5))
        noise = np.random.default_rng(len(text)).normal(0, 6, len(speech))
        dirty = np.clip(np.round(speech * 0.7 + noise + 150), -32_768, 32_767)
        return Sound(data=encoded(dirty.astype("<i2").tobytes()), encoding="mp3", rate=self.rate)

    def foretell(self, texts: int) -> float:
        return 0.0 * texts

    def close(self) -> None:
        self.voice.close()
