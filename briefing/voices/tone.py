"""A fake voice, named as one: hums a tone for each word, rests at marks. Offline, instant.

For tests and for rehearsing a briefing's structure: lengths follow the text, words have times, nobody
could take it for speech.
"""

from __future__ import annotations

import math
import sys
from array import array
from typing import Final

from briefing.contracts import PAUSE_MARKS, Pace, Sound
from briefing.errors import RequestError, VoiceRefused
from briefing.model import WordTime
from briefing.records import dataclass

PERIODS = (60, 64, 68, 72, 76, 80)
"""Frames in one period of the hum; a word's letters choose."""

RESTS: Final = 6
"""How much longer a gap is behind a mark."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How it hums."""

    rate: int = 16_000
    """Frames per second, 8000 to 48000."""
    letter_ms: int = 60
    """Milliseconds a letter, 5 to 500."""

    def __post_init__(self) -> None:
        if not 8_000 <= self.rate <= 48_000:
            message = f"the tone voice cannot use {self.rate} frames per second"
            raise RequestError(message, hint="-O tone.rate=16000")
        if not 5 <= self.letter_ms <= 500:
            message = f"the tone voice cannot spend {self.letter_ms} ms on a letter"
            raise RequestError(message, hint="-O tone.letter_ms=60")


class Voice:
    """See the module."""

    language = "ar"
    online = False
    max_chars = 5_000
    needs_vowels = False
    parallel = 1

    def __init__(self, options: Options) -> None:
        self.options = options
        self.rate = options.rate
        self.pace = Pace(letter_s=options.letter_ms / 1000 * 1.07)

    def check(self) -> None:
        """Always works."""

    def fingerprint(self) -> str:
        """Name, version and options."""
        return f"tone-2 {self.options.rate} {self.options.letter_ms}"

    def speak(self, text: str) -> Sound:
        """A hum for each word, a gap between words.

        Raises:
            VoiceRefused: the text has no letter or digit.
        """
        gap = self.options.rate * 20 // 1000
        samples = array("h", bytes(2 * gap))
        words: list[WordTime] = []
        for index, word in enumerate(text.split()):
            letters = [letter for letter in word if letter.isalnum()]
            if not letters:
                continue
            period = PERIODS[sum(map(ord, letters)) % len(PERIODS)]
            cycle = [round(6000 * math.sin(2 * math.pi * step / period)) for step in range(period)]
            cycles = max(1, len(letters) * self.options.letter_ms * self.options.rate // (1000 * period))
            start = len(samples)
            samples.extend(array("h", cycle * cycles))
            words.append(WordTime(index, start, len(samples)))
            rests = not PAUSE_MARKS.isdisjoint(word[-2:])
            samples.extend(array("h", bytes(2 * gap * (RESTS if rests else 1))))
        if not words:
            message = f"there is nothing to say in {text!r}"
            raise VoiceRefused(message)
        if sys.byteorder == "big":
            samples.byteswap()
        return Sound(data=samples.tobytes(), encoding="pcm", rate=self.options.rate, words=tuple(words))

    def foretell(self, texts: int) -> float:  # noqa: ARG002
        """No time worth telling."""
        return 0.0

    def close(self) -> None:
        """Nothing to release."""
