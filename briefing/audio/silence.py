"""The silence in a voice's sound: found, measured, taken out.

Silence is what stays under a level that follows the sound: 54 dB under its peak, and on average not much
above the noise of its stillest moment. So the weakest /f/ and /h/ of a clean voice are speech, and the hiss
of a noisy one is not.

A few milliseconds of room are left on both sides of a silence, faded, so that no onset is cut and nothing
clicks when digital silence of any length is put in its place. Where a voice tells when it says its words, a
pause is looked for between those around a mark. Of other voices the longest silences are taken for the
pauses, if there is no doubt: as many as there are marks, clearly longer than all others, each near the place
where its mark is expected. What is not found stays as the voice made it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from briefing.model import Breath, WordTime
from briefing.records import dataclass
from briefing.text.durations import spread
from briefing.text.rests import rests

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.int16]

ROOM_MS: Final = 5
"""What is left of a silence on each side."""
LEAST_PEAK: Final = 80
"""A sound that is nowhere louder (-52 dBFS) is silence."""
_LEVEL: Final = 10 ** (-54 / 20)
"""Of the sound's peak: no sample under this is speech,"""
_AROUND_MS: Final = 2
_MOMENT_MS: Final = 20
_OVER_NOISE: Final = 2
"""nor where the mean height around it is under this, to that of the stillest moment,"""
_MOST_NOISE: Final = 10 ** (-42 / 20)
"""unless that is above this, of the sound's peak: then there is no silent moment at all."""
_CLICK_MS: Final = 60
_FAR_MS: Final = 120
_CLICK: Final = 10 ** (-30 / 20)
"""A burst at an edge no longer than this, so far from the rest, softer than this to the peak is no speech."""
_STILL_MS: Final = 2
"""A run of zeros this long is digital silence, whatever the sound's mean is."""
_LEAST_RUN_MS: Final = 12
"""Shorter silences are part of a word."""
_NEAR_MS: Final = 40
"""So far the silence of a pause may reach into the words around it: a closed consonant is silent too."""
_LEAST_PAUSE_MS: Final = 70
_CLEARLY: Final = 1.3
"""How much longer a pause is than the longest silence that is none."""
_ASTRAY: Final = 0.12
"""How far, of the length of the sound, a pause may be from the place where it is expected, and"""
_ASTRAY_MS: Final = 200
"""besides."""

Run = tuple[int, int]
"""A silence: its first frame, and the first one behind it."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is left of a sound."""

    samples: Samples
    words: tuple[WordTime, ...]
    breaths: tuple[Breath, ...]


@dataclass(frozen=True, slots=True)
class _Speech:
    """Where there is speech in a sound."""

    begin: int
    end: int
    """The first frame behind it."""
    pauses: Sequence[Run]
    """The silences inside."""


def centred(samples: Samples, *, rate: int) -> Samples:
    """The sound without direct current: its mean is nil. Digital silence stays what it is."""
    import numpy as np

    total = int(samples.sum(dtype=np.int64))
    if 2 * abs(total) <= np.count_nonzero(samples):  # what moves is no less than that: the offset is nil
        return samples
    still = runs(samples == 0, least=round(_STILL_MS * rate / 1000))
    moving = len(samples) - sum(last - first for first, last in still)
    offset = round(total / moving)
    if not offset:
        return samples
    if int(samples.max()) - offset > 32_767 or int(samples.min()) - offset < -32_768:
        samples = np.clip(samples, -32_768 + max(offset, 0), 32_767 + min(offset, 0))
    shifted: Samples = samples - np.int16(offset)
    for first, last in still:
        shifted[first:last] = 0
    return shifted


def edges(samples: Samples, *, rate: int) -> Run:
    """Where speech begins and ends, with its room; all of it where there is none."""
    speech = _speech(samples, rate=rate)
    return (0, len(samples)) if speech is None else _edges(speech, len(samples), rate=rate)


def pauses(samples: Samples, *, rate: int, text: str, words: Sequence[WordTime] = ()) -> tuple[WordTime, ...]:
    """The silences at marks, each by the word before it, less their room; see :func:`without`."""
    speech = _speech(samples, rate=rate)
    return () if speech is None else tuple(_pauses(speech, rate=rate, text=text, words=words))


def without(
    samples: Samples,
    *,
    rate: int,
    text: str,
    words: Sequence[WordTime] = (),
    pauses: Sequence[WordTime] = (),
) -> Kept | None:
    """The sound without the silence around it and at the marks inside; None where there is no sound.

    Args:
        samples: the sound.
        rate: frames per second.
        text: what is said in it.
        words: when its words are said, where that is known.
        pauses: the silences at marks less their room, where they are known.
    """
    import numpy as np

    speech = _speech(samples, rate=rate)
    if speech is None:
        return None
    begin, end = _edges(speech, len(samples), rate=rate)
    room = round(ROOM_MS * rate / 1000)
    found = [pause for pause in pauses if begin < pause.start <= pause.end < end]
    found = found or _pauses(speech, rate=rate, text=text, words=words)
    inside = samples[begin:end]
    if abs(int(inside.sum(dtype=np.int64))) > end - begin:  # what was beside it had a part in the mean
        inside = centred(inside, rate=rate)
    pieces: list[Samples] = []
    breaths: list[Breath] = []
    at, length = begin, 0
    for pause in found:
        pieces.append(inside[at - begin : pause.start - begin])
        length += pause.start - at
        breaths.append(Breath(pause.index, length))
        at = pause.end
    pieces.append(inside[at - begin :])
    length += end - at

    def moved(frame: int) -> int:
        gone = sum(min(frame, pause.end) - pause.start for pause in found if frame > pause.start)
        return min(max(frame - begin - gone, 0), length)

    joined = np.concatenate(pieces)
    at = 0
    for piece in pieces:
        _fade(joined[at : at + len(piece)], room)
        at += len(piece)
    return Kept(
        joined,
        tuple(WordTime(word.index, moved(word.start), moved(word.end)) for word in words),
        tuple(breaths),
    )


def runs(silent: NDArray[np.bool_], *, least: int) -> list[Run]:
    """The runs of silent frames that are at least so long, those at the edges too.

    A run that long covers a whole row of half its length, so rows are looked at first, and frames only
    beside rows that are silent.
    """
    import numpy as np

    row = max(1, least // 2)
    count = len(silent) // row
    rows = silent[: count * row].reshape(count, row).all(axis=1)
    changes = np.flatnonzero(np.diff(rows, prepend=False, append=False)).tolist()
    found: list[Run] = []
    for first, last in zip(changes[::2], changes[1::2], strict=True):
        before = silent[max(0, first - 1) * row : first * row]
        behind = silent[last * row : (last + 1) * row]
        begin = first * row - (len(before) if before.all() else int(before[::-1].argmin()))
        end = last * row + (len(behind) if behind.all() else int(behind.argmin()))
        if end - begin >= least:
            found.append((begin, end))
    return found


def _edges(speech: _Speech, length: int, *, rate: int) -> Run:
    room = round(ROOM_MS * rate / 1000)
    return max(0, speech.begin - room), min(length, speech.end + room)


def _speech(samples: Samples, *, rate: int) -> _Speech | None:
    """Where there is speech; None where there is none."""
    import numpy as np

    highest, lowest = int(samples.max(initial=0)), int(samples.min(initial=0))
    peak = min(max(highest, -lowest), 32_767)
    if peak <= LEAST_PEAK:
        return None
    level = round(_LEVEL * peak)
    # From -level to level, in one comparison: what is lower is a large number without its sign.
    silent = (samples + np.int16(level)).view(np.uint16) <= 2 * level
    noise = _noise(samples, rate=rate)
    if noise:  # else the stillest moment is silent, and a sample that is loud is so by itself
        least = min(_OVER_NOISE * noise, _MOST_NOISE * peak)
        around = round(_AROUND_MS * rate / 1000) | 1
        high = np.abs(np.maximum(samples, -32_767))
        sums = np.cumsum(np.pad(high, (around // 2 + 1, around // 2)), dtype=np.int64)
        silent |= sums[around:] - sums[:-around] <= least * around
    found = runs(silent, least=round(_LEAST_RUN_MS * rate / 1000))
    begin, end = int(silent.argmin()), len(silent) - int(silent[::-1].argmin())
    inside = [run for run in found if begin <= run[0] and run[1] <= end]
    return _without_clicks(_Speech(begin, end, inside), samples, peak=peak, rate=rate)


def _noise(samples: Samples, *, rate: int) -> float:
    """The mean height of the stillest moment."""
    import numpy as np

    moment = round(_MOMENT_MS * rate / 1000)
    rows = samples[: len(samples) // moment * moment].reshape(-1, moment)
    if not len(rows) or not rows.any(axis=1).all():
        return 0.0
    return float(np.abs(np.maximum(rows, -32_767)).sum(axis=1, dtype=np.int64).min()) / moment


def _without_clicks(speech: _Speech, samples: Samples, *, peak: int, rate: int) -> _Speech:
    """Speech, less a short soft burst at an edge, far from all others: a switch, not speech."""
    longest, softest = round(_CLICK_MS * rate / 1000), _CLICK * peak
    far = [run for run in speech.pauses if run[1] - run[0] >= round(_FAR_MS * rate / 1000)]

    def is_click(first: int, last: int) -> bool:
        burst = samples[first:last]
        return last - first <= longest and max(int(burst.max()), -int(burst.min())) < softest

    if not far:
        return speech
    begin = far[0][1] if is_click(speech.begin, far[0][0]) else speech.begin
    end = far[-1][0] if is_click(far[-1][1], speech.end) else speech.end
    return _Speech(begin, end, [run for run in speech.pauses if begin <= run[0] and run[1] <= end])


def _pauses(speech: _Speech, *, rate: int, text: str, words: Sequence[WordTime]) -> list[WordTime]:
    """The silence at each mark where the voice paused, less its room."""
    if words:
        found = _between_words(speech.pauses, text, words, rate=rate)
    else:
        found = _longest(speech.pauses, text, speech.begin, speech.end, rate=rate)
    room = round(ROOM_MS * rate / 1000)
    return [WordTime(word, first + room, last - room) for word, (first, last) in found]


def _between_words(
    silent: Sequence[Run], text: str, words: Sequence[WordTime], *, rate: int
) -> list[tuple[int, Run]]:
    """For each mark the longest silence between the words around it."""
    near = round(_NEAR_MS * rate / 1000)
    found: list[tuple[int, Run]] = []
    for mark in rests(text):
        before = max((word.end for word in words if word.index <= mark), default=None)
        after = min((word.start for word in words if word.index > mark), default=None)
        if before is None or after is None:
            continue
        at_hand = [
            run
            for run in silent
            if run[0] < after + near and run[1] > before - near and (not found or run[0] >= found[-1][1][1])
        ]
        if at_hand:
            found.append((mark, max(at_hand, key=lambda run: run[1] - run[0])))
    return found


def _longest(silent: Sequence[Run], text: str, begin: int, end: int, *, rate: int) -> list[tuple[int, Run]]:
    """For each mark one of the longest silences, in order; none at all where there is a doubt."""
    marks = list(rests(text))
    by_length = sorted(silent, key=lambda run: run[0] - run[1])
    pauses, others = sorted(by_length[: len(marks)]), by_length[len(marks) :]
    if not marks or len(pauses) < len(marks):
        return []
    shortest = min(last - first for first, last in pauses)
    longest_other = max((last - first for first, last in others), default=0)
    if shortest < max(_LEAST_PAUSE_MS * rate / 1000, _CLEARLY * longest_other):
        return []
    expected = {word.index: word.end for word in spread(text, begin, end)}
    astray = _ASTRAY * (end - begin) + _ASTRAY_MS * rate / 1000
    for mark, (first, last) in zip(marks, pauses, strict=True):
        if abs((first + last) / 2 - expected[mark]) > astray:
            return []
    return list(zip(marks, pauses, strict=True))


def _fade(samples: Samples, frames: int) -> None:
    """Fade in from nothing and out to nothing, in place."""
    import numpy as np

    frames = min(frames, len(samples) // 2)
    ramp = np.arange(frames, dtype=np.float32) / max(frames, 1)
    samples[:frames] = np.round(samples[:frames] * ramp)
    samples[len(samples) - frames :] = np.round(samples[len(samples) - frames :] * ramp[::-1])
