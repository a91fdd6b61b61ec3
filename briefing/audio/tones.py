"""The sounds of the house: a soft tone before a section, one that opens and one that closes a briefing.

Made here, so that they are ours, small and the same everywhere: a few sines that fade in and out, on C and G.
The opening rises, the closing falls, so that they are told apart without a word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.model import SoundKind
from briefing.records import dataclass
from briefing.timeline import frames_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PARTIALS: Final = ((1.0, 1.0), (1.5, 0.5), (2.0, 0.2))
"""Of each note, the frequency and the level to its lowest: a fifth and an octave, so that the note is heard
by ears that have lost the highs, and from small loudspeakers."""
ATTACK_S: Final = 0.015
RELEASE_S: Final = 0.15
LOW, HIGH, HIGHEST = 523.25, 784.0, 1046.5
"""C5, G5 and C6, in Hz."""


@dataclass(frozen=True, slots=True)
class Note:
    """One note."""

    begin_s: float
    hertz: float
    decay: float = 3.0
    """How fast it dies away: nepers a second."""


@dataclass(frozen=True, slots=True)
class Chime:
    """Some notes."""

    ms: int
    """How long they last together."""
    notes: tuple[Note, ...]


CHIMES: Final = {
    SoundKind.OPENING: Chime(1_400, (Note(0, LOW, 3.5), Note(0.16, HIGH, 3.0), Note(0.34, HIGHEST, 2.6))),
    SoundKind.SECTION: Chime(420, (Note(0, LOW),)),
    SoundKind.CLOSING: Chime(1_700, (Note(0, HIGHEST, 3.5), Note(0.18, HIGH, 3.0), Note(0.38, LOW, 2.2))),
}


def chime(kind: SoundKind, rate: int) -> NDArray[np.float32]:
    """A sound of the house at ``rate`` frames per second; its peak is 1."""
    import numpy as np

    made = CHIMES[kind]
    frames = frames_of(made.ms, rate)
    wave = np.zeros(frames)
    for note in made.notes:
        first = round(note.begin_s * rate)
        time = np.arange(frames - first) / rate
        rise = np.sin(np.minimum(1.0, time / ATTACK_S) * np.pi / 2) ** 2
        tone = sum(level * np.sin(2 * np.pi * part * note.hertz * time) for part, level in PARTIALS)
        wave[first:] += tone * rise * np.exp(-note.decay * time)
    left = (frames - 1 - np.arange(frames)) / rate
    wave *= np.sin(np.minimum(1.0, left / RELEASE_S) * np.pi / 2) ** 2
    highest: NDArray[np.float32] = (wave / np.abs(wave).max()).astype(np.float32)
    return highest
