"""What can be seen in samples without hearing them: silence, clipping, direct current."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.records import dataclass

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.int16] | NDArray[np.float32]

FULL: Final = 32_768
SILENCE: Final = FULL * 10 ** (-60 / 20)
"""60 dB under full scale. What is softer is silence to a listener, and to a station's silence detector."""
CLIPPED_RUN: Final = 3
"""So many samples of full scale in a row, and the wave has been cut off; two may be a peak that just fits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """What was seen. Places are frames from the beginning."""

    frames: int
    head: int
    """Frames of silence before the first sound; all of them if there is none."""
    tail: int
    """The same after the last one."""
    head_zeros: int
    """Of the head, those that are digital silence."""
    tail_zeros: int
    pause: int
    """The longest silence inside, in frames."""
    pause_at: int
    """Where it begins."""
    clips: int
    """Runs of samples of full scale."""
    clip_at: int
    """Where the first one begins."""
    offset: float
    """The mean of all samples, full scale 1: direct current."""

    @property
    def is_silent(self) -> bool:
        """Whether there is nothing to be heard."""
        return self.head == self.frames


class Scanner:
    """Looks at one channel as it streams by."""

    def __init__(self, *, bits: int) -> None:
        """Begin.

        Args:
            bits: of a sample, which tell where full scale is; 0 for a codec that has none.
        """
        self._top = FULL - (FULL / 2 ** (bits - 1) if bits else 0.0)
        self._frames = 0
        self._sum = 0.0
        self._first_loud = self._last_loud = self._first_set = self._last_set = -1
        self._pause = self._pause_at = 0
        self._run = 0
        self._clips, self._clip_at = 0, -1

    def add(self, samples: Samples) -> None:
        """Take in the next samples, full scale 32,768."""
        import numpy as np

        if not len(samples):
            return
        self._sum += float(samples.sum(dtype=np.float64))
        high = np.abs(samples, dtype=np.float32)
        top = float(high.max())
        if top > 0:
            loud = self._look_for_pauses(high > SILENCE) if top > SILENCE else -1
            if self._first_set < 0:
                self._first_set = self._frames + int(np.flatnonzero(high)[0])
            behind = np.flatnonzero(high[max(loud, 0) :])  # what is loud is the last that is set, or near it
            if len(behind):
                self._last_set = self._frames + max(loud, 0) + int(behind[-1])
        if self._run or top >= self._top:
            self._look_for_clips(high >= self._top)
        self._frames += len(samples)

    def scan(self) -> Scan:
        """What was seen."""
        frames = self._frames
        return Scan(
            frames=frames,
            head=self._first_loud if self._first_loud >= 0 else frames,
            tail=frames - 1 - self._last_loud if self._first_loud >= 0 else frames,
            head_zeros=self._first_set if self._first_set >= 0 else frames,
            tail_zeros=frames - 1 - self._last_set if self._first_set >= 0 else frames,
            pause=self._pause,
            pause_at=self._pause_at,
            clips=self._clips,
            clip_at=self._clip_at,
            offset=self._sum / frames / FULL if frames else 0.0,
        )

    def _look_for_pauses(self, loud: NDArray[np.bool_]) -> int:
        """Where the last loud sample of a block is that has one."""
        import numpy as np

        turns = np.flatnonzero(loud[1:] != loud[:-1]) + 1
        begins = turns[loud[turns]]  # a sound after silence
        ends = turns[~loud[turns]]
        if loud[0]:
            begins = np.concatenate(([0], begins))
        if loud[-1]:
            ends = np.concatenate((ends, [len(loud)]))
        begins, ends = begins + self._frames, ends + self._frames
        if self._first_loud < 0:
            self._first_loud, self._last_loud = int(begins[0]), int(begins[0]) - 1
        starts = np.concatenate(([self._last_loud + 1], ends[:-1]))
        gaps = begins - starts
        longest = int(gaps.argmax())
        if int(gaps[longest]) > self._pause:
            self._pause, self._pause_at = int(gaps[longest]), int(starts[longest])
        self._last_loud = int(ends[-1]) - 1
        return self._last_loud - self._frames

    def _look_for_clips(self, full: NDArray[np.bool_]) -> None:
        import numpy as np

        carried = self._run
        edges = np.flatnonzero(np.diff(full, prepend=False, append=False))
        starts, ends = edges[0::2], edges[1::2]
        runs = [(int(start), int(end)) for start, end in zip(starts, ends, strict=True)]
        if carried and (not runs or runs[0][0] > 0):
            carried = 0
        self._run = 0
        for start, end in runs:
            before = carried if start == 0 else 0
            if before < CLIPPED_RUN <= before + end - start:
                self._clips += 1
                if self._clip_at < 0:
                    self._clip_at = self._frames + start - before
            if end == len(full):
                self._run = before + end - start
