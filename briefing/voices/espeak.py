"""The voice that works anywhere: espeak-ng from the wheel ``espeakng-loader``, without a network.

A robot, but an intelligible one where the text is diacritized and spelled for it. The same text gives the
same bytes on the same installation, whatever was said before (see ``_espeak_worker``).

Its voices of other languages come with the same wheel, and speak Latin words with the same options in
processes of their own. They are as loud: the level of speech is -20.6 dBFS in Arabic and from -21.8 to -19.6
in the languages of :mod:`briefing.text.tongues`, so that nothing is done about it.
"""

from __future__ import annotations

import os
import re
from bisect import bisect_right
from dataclasses import asdict, field
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final

from briefing.contracts import SPEED, Pace, Sound
from briefing.errors import RequestError, VoiceRefused, VoiceUnavailable
from briefing.model import WordTime
from briefing.records import dataclass
from briefing.settings import suggest
from briefing.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.voices._espeak_pool import Pool, Word

RATE: Final = 22_050
SPELLING_VERSION: Final = 2
"""To be raised with every change of what :mod:`briefing.voices._espeak_spelling` makes it say: recorded sound
is kept under it."""
_LETTER: Final = expression("[ء-غف-ي]")
_SAID: Final = expression("[ء-غف-ي0-9٠-٩]")
_LETTER_ABROAD: Final = expression(r"[^\W\d_]")
_SAID_ABROAD: Final = expression(r"[^\W_]")
_SHORTEST_SECONDS_A_LETTER: Final = 0.012
"""Less sound than this means that the engine left most of the text out."""
_MEASURED_RATE: Final = 200
_LETTER_S: Final = 0.0408
_VOWEL_S: Final = 0.0921
_PAUSE_S: Final = 0.0997
"""Fitted to the 602 utterances of the seed articles' briefings, read at that rate with pausal endings, the
silence of their pauses left out: half are within 3 per cent, 19 of 20 within 11, whole articles within 2."""
_HURRIED: Final = 2 / 3
_RELUCTANCE: Final = 0.65
"""Slower than the rate says, by this times the square of what the slowness is under ``_HURRIED``: 3 per cent
at 400 words a minute. Measured at six rates from 100 to 450."""
_LATIN_S: Final = 0.077
"""Fitted to 24 sentences with 49 runs of Latin words that the lexicon does not know, in six languages: their
sum is right, half of the sentences are within 5 per cent, 19 of 20 within 10."""
_LETTERS_A_WORD: Final = 4.0
_BOUNDS: Final = {
    "rate": (80, 450, "words a minute"),
    "pitch": (0, 99, "on espeak's scale"),
    "range": (0, 99, "on espeak's scale"),
    "word_gap": (0, 100, "units of 10 ms"),
    "volume": (1, 200, "per cent"),
}
_SOUND_DATA: Final = ("phondata", "phonindex", "phontab", "intonations")
_ARABIC: Final = "ar"
_NAMES: Final = {"no": "nb"}
"""What espeak calls a language, where it is not its code: it has Bokmål for Norwegian."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How it speaks."""

    rate: int = field(default=200, metadata={SPEED: True})
    """Words a minute on espeak's scale, 80 to 450: it counts short English words. 200 gives some 107 Arabic
    words a minute, the unhurried end of what news readers do."""
    pitch: int = 45
    """0 to 99; 50 is espeak's own. A little lower is easier to listen to for minutes."""
    range: int = 50
    """How much the pitch moves, 0 (flat) to 99."""
    variant: str = ""
    """A variant of the voice: ``f2``, ``f5`` (women), ``m3`` …; empty is espeak's plain Arabic voice."""
    word_gap: int = 0
    """Silence between words, in units of 10 ms at the normal rate."""
    volume: int = 100
    """Per cent of espeak's own loudness; above 100 it distorts."""

    def __post_init__(self) -> None:
        for name, (least, most, unit) in _BOUNDS.items():
            value = getattr(self, name)
            if not least <= value <= most:
                message = f"espeak.{name} is {value}; it must be between {least} and {most} {unit}"
                raise RequestError(message, hint=f"-O espeak.{name}={min(max(value, least), most)}")


class Voice:
    """espeak-ng's Arabic voice, in processes of its own."""

    online: bool = False
    rate: int = RATE
    max_chars: int = 3000

    def __init__(self, options: Options, *, language: str = _ARABIC) -> None:
        self.language = language
        self.needs_vowels = language == _ARABIC
        self._options = options
        self._said, self._letter = (_SAID, _LETTER) if language == _ARABIC else (_SAID_ABROAD, _LETTER_ABROAD)
        self._siblings: dict[str, Voice] = {}
        self._turn = Lock()
        affinity = getattr(os, "sched_getaffinity", None)
        self.parallel: int = len(affinity(0)) if affinity else os.cpu_count() or 1
        slowness = _MEASURED_RATE / options.rate
        slowness += _RELUCTANCE * max(0.0, _HURRIED - slowness) ** 2
        self.pace = Pace(
            letter_s=_LETTER_S * slowness + options.word_gap * 0.01 / _LETTERS_A_WORD,
            latin_s=_LATIN_S * slowness + options.word_gap * 0.01 / _LETTERS_A_WORD,
            vowel_s=_VOWEL_S * slowness,
            pause_s=_PAUSE_S * slowness,
        )

    def check(self) -> None:
        """Load the engine once.

        Raises:
            VoiceUnavailable: the wheel or its data is missing, or does not work here.
            RequestError: there is no such variant.
        """
        if self._pool.start() != RATE:
            message = f"this espeak-ng does not speak at {RATE} Hz"
            raise VoiceUnavailable(message, hint="pip install --force-reinstall espeakng-loader")

    def fingerprint(self) -> str:
        """The engine and its data by their bytes, the options, and the version of the spelling rules."""
        import hashlib

        library, data = _installed()
        digest = hashlib.sha256()
        voice = _voice_file(data, self.language)
        variant = [data / "voices" / "!v" / self._options.variant] if self._options.variant else []
        named = (data / name for name in (f"{self.language}_dict", *_SOUND_DATA))
        for path in (library, *named, *([voice] if voice else []), *variant):
            digest.update(path.read_bytes() if path.is_file() else b"-")
        options = " ".join(f"{name}={value}" for name, value in sorted(asdict(self._options).items()))
        reading = f"spelling={SPELLING_VERSION}" if self.language == _ARABIC else f"language={self.language}"
        return f"espeak-ng {digest.hexdigest()[:16]} {reading} {options}"

    def speak(self, text: str) -> Sound:
        """Say one text.

        Raises:
            VoiceRefused: nothing in it can be said, it is too long, or the engine fails on it.
            VoiceUnavailable: the engine cannot be started.
        """
        if len(text) > self.max_chars:
            message = f"espeak-ng is given at most {self.max_chars} characters at once, not {len(text)}"
            raise VoiceRefused(message)
        respelled = _respelled(text) if self.language == _ARABIC else text
        if not self._said.search(respelled):
            message = f"there is nothing to say in {text[:60]!r}"
            raise VoiceRefused(message)
        pcm, words = self._pool.speak(respelled, seconds=20 + len(respelled) // 20)
        letters = len(self._letter.findall(respelled))
        if not any(pcm) or len(pcm) < 2 * RATE * letters * _SHORTEST_SECONDS_A_LETTER:
            message = f"espeak-ng says next to nothing for {text[:60]!r}"
            raise VoiceRefused(message)
        return Sound(data=pcm, encoding="pcm", rate=RATE, words=_times(respelled, words, said=self._said))

    def abroad(self, language: str) -> Voice | None:
        """The same voice in another language, where the engine's data has it; its processes start when it
        speaks.

        Raises:
            VoiceUnavailable: the wheel or its data is missing.
        """
        _, data = _installed()
        if _voice_file(data, language) is None or not (data / f"{language}_dict").is_file():
            return None
        with self._turn:
            if language not in self._siblings:
                self._siblings[language] = Voice(self._options, language=language)
            return self._siblings[language]

    def foretell(self, texts: int) -> float:  # noqa: ARG002
        """No time worth telling: some 10 ms a text."""
        return 0.0

    def close(self) -> None:
        """End the processes, those of the other languages too."""
        with self._turn:
            siblings = tuple(self._siblings.values())
        for sibling in siblings:
            sibling.close()
        if "_pool" in self.__dict__:
            self._pool.close()

    @cached_property
    def _pool(self) -> Pool:
        from briefing.voices._espeak_pool import Pool
        from briefing.voices._espeak_worker import PARAMETERS

        library, data = _installed()
        variant = self._options.variant
        folder = data / "voices" / "!v"
        variants = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
        if variant and variant not in variants:
            message = f"espeak-ng has no variant {variant!r}"
            raise RequestError(message, hint=suggest(variant, variants))
        name = _NAMES.get(self.language, self.language)
        setup = {
            "library": str(library),
            "data": str(data),
            "voice": f"{name}+{variant}" if variant else name,
            "parameters": {name: getattr(self._options, name) for name in PARAMETERS},
        }
        return Pool(setup, self.parallel)


def _respelled(text: str) -> str:
    from briefing.voices._espeak_spelling import respell  # its rules take a twentieth of a second to compile

    return respell(text)


def _installed() -> tuple[Path, Path]:
    """The engine's library and the folder of its data."""
    hint = "pip install espeakng-loader"
    try:
        import espeakng_loader

        library, data = Path(espeakng_loader.get_library_path()), Path(espeakng_loader.get_data_path())
    except (ImportError, RuntimeError, OSError) as error:
        message = f"espeak-ng is not installed: {error}"
        raise VoiceUnavailable(message, hint=hint) from error
    for path in (library, data / "ar_dict", data / "phondata"):
        if not path.is_file():
            message = f"espeak-ng is not complete: {path.name} is missing"
            raise VoiceUnavailable(message, hint=f"{hint} --force-reinstall")
    return library, data


def _voice_file(data: Path, language: str) -> Path | None:
    """Where the engine describes its voice of a language; None where it has none."""
    name = _NAMES.get(language, language)
    return next(iter(sorted(data.glob(f"lang/*/{name}"))), None) if name.isalpha() else None


def _times(text: str, words: Iterable[Word], *, said: re.Pattern[str]) -> tuple[WordTime, ...]:
    """The engine's words as blank-separated words of the text, parts of one word joined."""
    tokens = list(re.finditer(r"\S+", text))
    starts = [token.start() for token in tokens]
    times: dict[int, WordTime] = {}
    last = 0
    for position, _, start, end in words:
        index = max(0, bisect_right(starts, position) - 1)
        while index + 1 < len(tokens) and not said.search(tokens[index].group()):
            index += 1  # the engine counts a dash to the word behind it
        index = max(index, last)
        known = times.get(index)
        times[index] = WordTime(index, known.start if known else start, max(end, known.end if known else 0))
        last = index
    return tuple(time for time in times.values() if time.end > time.start)
