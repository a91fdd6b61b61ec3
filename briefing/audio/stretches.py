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
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEAST_S: Final = 20
"""Seconds a stretch lasts at least."""
GUARD: Final = 2_257
"""Samples of digital silence on either side of a cut: 1,105 of delay, and two granules of 576 for the overlap
and the look-ahead. Rounded up to frames it is 2,304 for every rate: at 16,000 Hz a cut fits between two
sentences, at 8,000 Hz between two paragraphs, so that no more than that is held at once."""

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some of the sound, from a border of frames on."""

    pcm: bytes
    """16-bit little-endian mono."""
    is_last: bool


def stretches(blocks: Iterable[bytes], *, rate: int, frame: int) -> Iterator[Stretch]:
    """The sound, cut in its silences.

    Args:
        blocks: the PCM, cut anywhere between two samples.
        rate: samples per second.
        frame: samples of an MP3 frame; every stretch but the last is a multiple of it.
    """
    least = LEAST_S * rate // frame
    held = bytearray()
    searched = least

    def cut_off() -> Iterator[Stretch]:
        nonlocal searched
        while (cut := _cut(held, searched, frame=frame)) is not None:
            yield Stretch(bytes(held[: 2 * cut * frame]), is_last=False)
            del held[: 2 * cut * frame]
            searched = least
        searched = max(least, len(held) // 2 // frame - GUARD // frame - 1)

    for block in blocks:
        held += block
        if len(held) // 2 > (searched + least // 4) * frame:  # not for every block anew
            yield from cut_off()
    yield from cut_off()
    yield Stretch(bytes(held), is_last=True)


def _cut(held: bytearray, least: int, *, frame: int) -> int | None:
    """After how many frames of ``held``, at least so many, to cut; None where no silence is long enough."""
    import numpy as np

    guard = -(-GUARD // frame)
    count = len(held) // 2 // frame
    first = max(least - guard, 0)
    if count - first < 2 * guard:
        return None
    samples: NDArray[np.int16] = np.frombuffer(bytes(held[2 * first * frame : 2 * count * frame]), "<i2")
    silent = ~samples.reshape(-1, frame).any(axis=1)
    run = np.convolve(silent, np.ones(2 * guard, dtype=np.int64), "valid")
    found = np.flatnonzero(run == 2 * guard)
    return int(found[0]) + first + guard if len(found) else None


def in_order(work: Callable[[Item], Result], items: Iterable[Item], *, workers: int = 0) -> Iterator[Result]:
    """What ``work`` makes of each item, in order; few items are held at once.

    Args:
        work: called from several threads.
        items: taken as they are needed.
        workers: threads; 0 for one a core.
    """
    affinity = getattr(os, "sched_getaffinity", None)
    count = workers or (len(affinity(0)) if affinity else os.cpu_count() or 1)
    waiting: deque[Future[Result]] = deque()
    with ThreadPoolExecutor(max_workers=count) as pool:
        try:
            for item in items:
                waiting.append(pool.submit(work, item))
                if len(waiting) > count:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()
