"""The sounds of a briefing besides its words: which there are, how long, how loud.

How loud follows from the speech: each sound is, in the loudest 400 ms of it, 12 LU softer than the speech is.
Music under speech is 6 LU softer still while someone speaks. Loudness is that of EBU R 128.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Final

from briefing.audio import jingles
from briefing.audio.loudness import BLOCK_HOPS, HOP_S, Meter, integrated
from briefing.audio.tones import CHIMES, chime
from briefing.model import Clip, Cue, SoundKind
from briefing.records import dataclass
from briefing.settings import Interludes, Jingles

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

UNDER_SPEECH_LU: Final = 12.0
MEASURED_S: Final = 60
"""Seconds of speech from which its loudness is told."""
USUAL_LUFS: Final = -20.0
"""Of speech too short to be measured."""
HIGHEST: Final = 0.5
"""The peak of no sound is above this, of full scale, however soft it is otherwise."""
_CLOSING_ALONE: Final = (SoundKind.OPENING, SoundKind.SECTION, SoundKind.CLOSING)


@dataclass(frozen=True, slots=True)
class Sounds:
    """The sounds of a briefing, in the master's rate."""

    waves: Mapping[SoundKind, NDArray[np.float32]]
    """As loud as one another, at 0 LUFS."""

    def at(self, lufs: float) -> Sounds:
        """The same, that much under full scale, no peak too high."""
        import numpy as np

        gain = 10 ** (lufs / 20)
        return Sounds(
            {
                kind: (wave * min(gain, HIGHEST / float(np.abs(wave).max()))).astype(np.float32)
                for kind, wave in self.waves.items()
            }
        )


def lengths(given: Jingles, *, tone: bool = True) -> Interludes:
    """How long the sounds last.

    Args:
        given: the user's own.
        tone: whether there is a sound before each section.

    Raises:
        ConfigError: a file cannot be used.
    """
    files = _files(given)
    ms = {
        kind: jingles.length_ms(kind, files[kind]) if kind in files else CHIMES[kind].ms
        for kind in _CLOSING_ALONE
    }
    if SoundKind.BED in files:
        jingles.length_ms(SoundKind.BED, files[SoundKind.BED])
    return Interludes(
        opening_ms=ms[SoundKind.OPENING],
        section_ms=ms[SoundKind.SECTION] if tone else 0,
        closing_ms=ms[SoundKind.CLOSING],
        bed=SoundKind.BED in files,
    )


def load(given: Jingles, kinds: Iterable[SoundKind], *, rate: int) -> Sounds:
    """The sounds of these kinds.

    Raises:
        ConfigError: a file cannot be used.
    """
    files = _files(given)
    waves: dict[SoundKind, NDArray[np.float32]] = {}
    for kind in sorted(set(kinds) & {*CHIMES, *files}):
        if kind in files:
            waves[kind] = _levelled(jingles.read(kind, files[kind], rate=rate), rate)
        else:
            waves[kind] = _own(kind, rate)
    return Sounds(waves)


def prepare(kinds: Iterable[SoundKind], *, rate: int) -> None:
    """Make those of these kinds that are the house's own, beside whatever else is done."""
    for kind in kinds:
        if kind in CHIMES:
            _own(kind, rate)


@cache
def _own(kind: SoundKind, rate: int) -> NDArray[np.float32]:
    return _levelled(chime(kind, rate), rate)


def _levelled(wave: NDArray[np.float32], rate: int) -> NDArray[np.float32]:
    """At 0 LUFS."""
    levelled: NDArray[np.float32] = wave * 10 ** (-_loudest(wave, rate) / 20)
    return levelled


def marks(given: Jingles) -> dict[str, str]:
    """What tells the user's files from others, for ``briefing.json``.

    Raises:
        ConfigError: a file cannot be read.
    """
    return {f"sounds.{kind}": jingles.mark(kind, name) for kind, name in _files(given).items()}


def speech_lufs(cues: Iterable[Cue], clip: Callable[[str], Clip], *, rate: int) -> float:
    """How loud the speech is, from its first minute, the pauses left out."""
    import numpy as np

    meter = Meter(rate)
    frames = 0
    for cue in cues:
        samples = np.frombuffer(clip(cue.id).pcm, "<i2")
        meter.add(samples)
        frames += len(samples)
        if frames >= MEASURED_S * rate:
            break
    lufs = meter.level().lufs
    return lufs if math.isfinite(lufs) else USUAL_LUFS


def _loudest(wave: NDArray[np.float32], rate: int) -> float:
    """The loudness in LUFS of the loudest 400 ms."""
    import numpy as np

    scale = 0.5 / float(np.abs(wave).max())
    least = round(rate * HOP_S) * (BLOCK_HOPS + 1)
    meter = Meter(rate)
    meter.add(np.pad(np.round(wave * scale * 32_767), (0, max(0, least - len(wave)))).astype(np.int16))
    meter.level()
    hops = meter.hops()
    loudest = max(integrated(hops[at : at + BLOCK_HOPS]) for at in range(len(hops) - BLOCK_HOPS + 1))
    return loudest - 20 * math.log10(scale)


def _files(given: Jingles) -> dict[SoundKind, str]:
    named = {kind: str(getattr(given, kind)) for kind in SoundKind}
    return {kind: name for kind, name in named.items() if name}
