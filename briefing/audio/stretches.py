"""Stretches of sound that can be encoded side by side, and joined as if they had been encoded as one.

An MP3 is cut where nothing is heard. A stretch begins on a frame's border, in the middle of digital silence
longer than what the codec smears over a border (LAME's and the decoder's delay, the overlap of the MDCT,
the look-ahead of the psychoacoustics), and is given to an encoder of its own, which starts with an empty
bit reservoir: so its first frame needs none before it. The frames that an encoder gives beyond its stretch,
its delay, are the silence that the next stretch begins with, and are dropped; frame ``j`` of a stretch then
stands where it would have stood in one stream. Where the cuts are follows from the sound alone, so that
the bytes are the same however many encoders work at once.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Final, TypeVar

from briefing.records import dataclass

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEAST_S: Final = 20
"""Seconds after which a stretch ends at the next silence."""
PARAGRAPH_S: Final = 0.5
"""A silence between two paragraphs lasts at least so long, unless pauses were made shorter."""
GUARD: Final = 2_257
"""Samples of digital silence on either side of a cut: 1,105 of delay, and two granules of 576 for the overlap
and the look-ahead. Rounded up to frames it is 2,304 for every rate: at 16,000 Hz a cut fits between two
sentences, at 8,000 Hz between two paragraphs, so that no more than that is held at once."""

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some of the sound, from a border of frames on."""

    parts: tuple[memoryview, ...]
    """16-bit little-endian mono, in the blocks in which it came."""
    is_last: bool

    @property
    def pcm(self) -> bytes:
        """All of it, joined each time that it is asked for."""
        return b"".join(self.parts)

    @property
    def samples(self) -> int:
        """How many there are."""
        return sum(map(len, self.parts)) // 2


def stretches(
    blocks: Iterable[bytes], *, rate: int, frame: int, paragraphs: bool = False
) -> Iterator[Stretch]:
    """The sound, cut in its silences.

    A cut lies :data:`GUARD` before the sound that follows a silence, so that a stretch begins the same
    whatever was before it.

    Args:
        blocks: the PCM, cut anywhere between two samples.
        rate: samples per second.
        frame: samples of an MP3 frame; every stretch but the last is a multiple of it.
        paragraphs: whether every silence of :data:`PARAGRAPH_S` ends a stretch, however short: then what is
            changed in one paragraph changes no stretch of another, if that begins as many frames behind.
    """
    import numpy as np

    guard = -(-GUARD // frame)
    least = LEAST_S * rate // frame
    long = max(round(PARAGRAPH_S * rate / frame), 2 * guard) if paragraphs else least
    held = _Held(2 * frame)
    silent: NDArray[np.bool_] = np.zeros(0, dtype=bool)
    for block in blocks:
        silent = np.concatenate([silent, held.add(block)])
        while cut := _cut(silent, guard=guard, least=least, long=long):
            silent = silent[cut:]
            yield Stretch(held.take(2 * cut * frame), is_last=False)
    yield Stretch(held.take(), is_last=True)


class _Held:
    """Sound that is not given out yet, in the blocks in which it came."""

    def __init__(self, size: int) -> None:
        """Hold nothing yet.

        Args:
            size: bytes of a frame.
        """
        self._size = size
        self._blocks: deque[memoryview] = deque()
        self._begun = b""
        """Of the frame that is not whole yet."""

    def add(self, block: bytes) -> NDArray[np.bool_]:
        """Hold some more; of each frame that is whole now, whether it is digital silence."""
        import numpy as np

        self._blocks.append(memoryview(block))
        needed = min(-len(self._begun) % self._size, len(block))
        first = self._begun + block[:needed]
        if 0 < len(first) < self._size:
            self._begun = first
            return np.zeros(0, dtype=bool)
        count = (len(block) - needed) // self._size
        samples = np.frombuffer(block, "<i2", count * self._size // 2, needed)
        silent: NDArray[np.bool_] = np.bitwise_or.reduce(samples.reshape(count, self._size // 2), axis=1) == 0
        self._begun = block[needed + count * self._size :]
        return np.concatenate([[not any(first)], silent]) if first else silent

    def take(self, size: int | None = None) -> tuple[memoryview, ...]:
        """Give out the first bytes, or all."""
        taken: list[memoryview] = []
        left = sum(map(len, self._blocks)) if size is None else size
        while left:
            block = self._blocks.popleft()
            taken.append(block[:left])
            if len(block) > left:
                self._blocks.appendleft(block[left:])
            left -= len(taken[-1])
        return tuple(taken)


def _cut(silent: NDArray[np.bool_], *, guard: int, least: int, long: int) -> int:
    """After how many frames to cut; 0 where that is not known yet."""
    import numpy as np

    changes = np.flatnonzero(np.diff(silent, prepend=False, append=False)).tolist()
    for first, last in zip(changes[::2], changes[1::2], strict=True):
        if last - first >= least:  # nobody may be there who ends it
            return int(first) + least - guard
        if not first or last == len(silent) or last - first < 2 * guard:
            continue
        if last - first >= long or last - guard >= least:
            return int(last) - guard
    return 0


def in_order(
    work: Callable[[Item], Result], items: Iterable[Item], *, workers: int = 0, done: int = 0
) -> Iterator[Result]:
    """What ``work`` makes of each item, in order; few items are held at once.

    Args:
        work: called from several threads.
        items: taken as they are needed.
        workers: threads; 0 for one a core.
        done: how many results for each may wait for one before them that takes long.
    """
    affinity = getattr(os, "sched_getaffinity", None)
    count = workers or (len(affinity(0)) if affinity else os.cpu_count() or 1)
    waiting: deque[Future[Result]] = deque()
    with ThreadPoolExecutor(max_workers=count) as pool:
        try:
            for item in items:
                waiting.append(pool.submit(work, item))
                # More than one for each worker: one that is long must not keep the others waiting.
                while (
                    len(waiting) > (2 + done) * count
                    or sum(not future.done() for future in waiting) > 2 * count
                ):
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()
