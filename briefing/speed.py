"""Any voice, faster or slower at the same pitch, behind the same contract.

A voice that has a rate of its own (an option marked ``SPEED``) is simply told another one. Of the others
the sound is stretched by Signalsmith Stretch (``python-stretch``): exact length, the same bytes each time,
0.4 s for a minute of speech, under 1 MB installed.
"""

from __future__ import annotations

import dataclasses
from typing import Final

from briefing.contracts import SPEED, Pace, Polyglot, Sound, Voice
from briefing.errors import RequestError
from briefing.model import WordTime
from briefing.settings import Options

SLOWEST: Final = 0.5
FASTEST: Final = 3.0


def check_speed(speed: float) -> None:
    """Refuse a speed at which nothing can be understood.

    Raises:
        RequestError: it is out of bounds.
    """
    if not SLOWEST <= speed <= FASTEST:
        message = f"the speed must be between {SLOWEST} and {FASTEST}, not {speed:g}"
        raise RequestError(message, hint="--speed 1.25")


def told(options: Options, speed: float) -> Options | None:
    """The options at another speed; None where the voice has no rate of its own, or not so high."""
    field = next((item for item in dataclasses.fields(options) if item.metadata.get(SPEED)), None)  # type: ignore[arg-type]
    if field is None:
        return None
    try:
        return dataclasses.replace(options, **{field.name: round(getattr(options, field.name) * speed)})  # type: ignore[type-var]
    except RequestError:
        return None


class Stretched:
    """A voice whose sound is stretched."""

    def __init__(self, voice: Voice, speed: float) -> None:
        self._voice = voice
        self._speed = speed
        self.language = voice.language
        self.online = voice.online
        self.rate = voice.rate
        self.max_chars = voice.max_chars
        self.needs_vowels = voice.needs_vowels
        self.parallel = voice.parallel
        latin_s = voice.pace.latin_s
        self.pace = Pace(
            letter_s=voice.pace.letter_s / speed,
            latin_s=None if latin_s is None else latin_s / speed,
            vowel_s=voice.pace.vowel_s / speed,
            pause_s=voice.pace.pause_s / speed,
        )

    def check(self) -> None:
        """As the voice's own."""
        self._voice.check()

    def fingerprint(self) -> str:
        """The voice's own, and the speed."""
        return f"{self._voice.fingerprint()} stretched-2={self._speed:g}"

    def speak(self, text: str) -> Sound:
        """What the voice says, stretched; its word times too.

        What is between two silences is stretched by itself: the stretcher smears a sound over some 30 ms
        around it, and at a high speed would fill them.
        """
        import numpy as np

        from briefing.audio import elastic, silence
        from briefing.audio.decode import decode

        sound = self._voice.speak(text)
        pcm, rate = decode(sound)
        samples = silence.centred(np.frombuffer(pcm, "<i2"), rate=rate)
        words = _moved(sound.words, rate / sound.rate)
        pauses = _moved(sound.pauses, rate / sound.rate) or silence.pauses(
            samples, rate=rate, text=text, words=words
        )
        stretched = np.zeros(round(len(samples) / self._speed), dtype="<i2")
        at, end = silence.edges(samples, rate=rate)
        for stop, again in (*((pause.start, pause.end) for pause in pauses), (end, end)):
            first, last = round(at / self._speed), round(stop / self._speed)
            stretched[first:last] = elastic.stretched(
                samples[at:stop], last - first, rate=rate, speed=self._speed
            )
            at = again
        return Sound(
            data=stretched.tobytes(),
            encoding="pcm",
            rate=rate,
            words=_moved(words, 1 / self._speed),
            pauses=_moved(pauses, 1 / self._speed),
        )

    def abroad(self, language: str) -> Voice | None:
        """The voice's own in another language, stretched too."""
        other = self._voice.abroad(language) if isinstance(self._voice, Polyglot) else None
        return None if other is None else Stretched(other, self._speed)

    def foretell(self, texts: int) -> float:
        """As the voice's own."""
        return self._voice.foretell(texts)

    def close(self) -> None:
        """As the voice's own."""
        self._voice.close()


def _moved(times: tuple[WordTime, ...], scale: float) -> tuple[WordTime, ...]:
    return tuple(WordTime(time.index, round(time.start * scale), round(time.end * scale)) for time in times)
