"""The sound: the master by itself, and ``briefing.mp3`` decoded and compared with it.

Every sentence is heard, as long as its text is; every pause is silent; every chapter's first word comes when
its silence ends; and the MP3 has the master's samples, no more and no less, as far as MP3 can, and is as loud
as ``briefing.json`` says.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path
from typing import Final

from briefing.audio.loudness import Level, Meter
from briefing.checks._hearing import Mp3Ear, WaveEar, rest_of
from briefing.checks._lengths import Lengths
from briefing.checks._likeness import Likeness
from briefing.checks._listening import Listener
from briefing.checks._placed import placed
from briefing.checks._reading import Unreadable, clock, in_ms
from briefing.checks.faults import Fault
from briefing.model import Briefing, Cue, Loudness
from briefing.records import dataclass

MASTER: Final = "master.wav"
MP3: Final = "briefing.mp3"
PART_S: Final = 20
"""Seconds that are looked at at once."""
LATE_MS: Final = 50
"""A chapter's first word is heard this long after its silence ends, at the latest."""
WITHIN_LU: Final = 0.3
"""So near to what is told must be what is measured, in LU or dB."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What should be heard from ``start`` to before ``end``, in frames."""

    start: int
    end: int
    where: str
    cue: Cue | None = None
    """None for a pause, or a sound that is no word."""
    silent: bool = False
    """Whether nothing at all should be heard."""
    anything: bool = False
    """Whether it is a pause with music under it, which may come and go."""
    opens: bool = False
    """Whether a chapter is opened by it."""


def check(folder: Path, briefing: Briefing) -> Iterator[Fault]:
    """What is heard otherwise than ``briefing.json`` says."""
    if not (folder / MASTER).is_file() or briefing.rate <= 0:
        return
    with ExitStack() as open_files:
        try:
            master = open_files.enter_context(WaveEar(folder / MASTER))
        except Unreadable as error:
            yield error.fault(MASTER)
            return
        mp3: Mp3Ear | None = None
        try:
            if (folder / MP3).is_file():
                mp3 = open_files.enter_context(Mp3Ear(folder / MP3))
        except Unreadable as error:
            yield error.fault(MP3)
        for name, ear in ((MASTER, master), (MP3, mp3)):
            if ear is not None and ear.rate != briefing.rate:
                yield Fault(name, "header", f"it has {ear.rate} frames a second, not {briefing.rate}")
                return
        yield from _heard(master, mp3, briefing)


def _heard(master: WaveEar, mp3: Mp3Ear | None, briefing: Briefing) -> Iterator[Fault]:
    lengths = Lengths(briefing)
    likeness = Likeness(briefing.rate)
    part = PART_S * briefing.rate
    told = next((item.loudness for item in briefing.files if item.name == MP3), None)
    meter = Meter(briefing.rate) if told is not None and mp3 is not None else None
    heard = {MASTER: 0, MP3: 0}
    for piece in _pieces(briefing):
        listener = Listener(briefing.rate)
        same = True
        missing = {MASTER: False, MP3: False}
        for start in range(piece.start, piece.end, part):
            frames = min(part, piece.end - start)
            sound = master.hear(frames)
            heard[MASTER] += len(sound)
            missing[MASTER] |= len(sound) < frames
            listener.listen(sound)
            if mp3 is None:
                continue
            decoded = mp3.hear(frames)
            if meter is not None:
                meter.add(decoded)
            heard[MP3] += len(decoded)
            missing[MP3] |= len(decoded) < frames
            same = same and likeness.same(sound[: len(decoded)], decoded[: len(sound)])
        if piece.cue is not None:
            for name in (MASTER, MP3):
                if missing[name]:
                    yield Fault(name, piece.where, "the sound ends before it is said to its end")
        if not missing[MASTER]:
            yield from _judged(piece, listener, lengths, briefing.rate)
        if not same:
            at = clock(in_ms(piece.start, briefing.rate))
            yield Fault(MP3, piece.where, f"it does not sound like the master from {at} on")
    heard[MASTER] += rest_of(master)
    if mp3 is None:
        heard[MP3] = briefing.frames
    elif meter is None:
        heard[MP3] += rest_of(mp3)
    else:
        heard[MP3] += rest_of(mp3, meter.add)
    for name, count in heard.items():
        if count != briefing.frames:
            yield Fault(name, "end", f"it has {count} frames, not {briefing.frames}")
    if master.frames != briefing.frames:
        yield Fault(MASTER, "header", f"it says that it has {master.frames} frames, not {briefing.frames}")
    if told is not None and meter is not None:
        yield from _measured(meter.level(), told)


def _measured(level: Level, told: Loudness) -> Iterator[Fault]:
    for what, unit, measured, wanted in (
        ("its loudness", "LUFS", level.lufs, told.lufs),
        ("its true peak", "dBTP", level.true_peak_dbtp, told.true_peak_dbtp),
    ):
        if not abs(measured - wanted) <= WITHIN_LU:
            yield Fault(MP3, "loudness", f"{what} is {measured:.2f} {unit}, not {wanted:.2f} as is told")


def _judged(piece: Piece, listener: Listener, lengths: Lengths, rate: int) -> Iterator[Fault]:
    if piece.anything:
        return
    if piece.silent:
        if listener.loudest_at is not None:
            at = clock(in_ms(piece.start + listener.loudest_at, rate))
            yield Fault(MASTER, piece.where, f"its silence is not silent: something is heard at {at}")
        return
    if piece.cue is None:
        if not listener.is_heard:
            yield Fault(MASTER, piece.where, "the sound that should be there is not heard")
        return
    seconds, bounds = (piece.end - piece.start) / rate, lengths.bounds(piece.cue)
    if not bounds.least_s <= seconds <= bounds.most_s:
        plausible = f"{max(bounds.least_s, 0):.1f} to {bounds.most_s:.1f}"
        yield Fault(
            MASTER, piece.where, f"it lasts {seconds:.1f} seconds, and {plausible} are plausible for its text"
        )
    if not listener.is_heard:
        yield Fault(MASTER, piece.where, "it is not heard: there is silence in its place")
    elif listener.longest_silence_s > lengths.longest_silence_s():
        yield Fault(
            MASTER, piece.where, f"there are {listener.longest_silence_s:.1f} seconds of silence in it"
        )
    elif piece.opens and listener.first_at is not None:
        late_ms = in_ms(listener.first_at, rate)
        if late_ms > LATE_MS:
            yield Fault(
                MASTER,
                piece.where,
                f"it opens a chapter, and is heard {late_ms:.0f} ms after its silence ends",
            )


def _pieces(briefing: Briefing) -> list[Piece]:
    """All that is heard, end to end; nothing where the times cannot be, which is another check's to say."""
    first: dict[str, str] = {}
    for cue in briefing.utterances:
        first.setdefault(cue.chapter, cue.id)
    opening = set(first.values())
    music = [item for item in placed(briefing) if item.under_words]
    sounding = [
        Piece(cue.start, cue.end, cue.id, cue, opens=cue.id in opening) for cue in briefing.utterances
    ]
    for item in placed(briefing):
        if not item.under_words:
            where = f"sound at {clock(in_ms(item.start, briefing.rate))}"
            sounding.append(Piece(item.start, item.end, where))
    sounding.sort(key=lambda piece: piece.start)
    ends = [Piece(0, 0, "start"), *sounding, Piece(briefing.frames, briefing.frames, "end")]
    pieces: list[Piece] = []
    for before, after in pairwise(ends):
        if not before.end <= after.start <= after.end:
            return []
        where = f"before {after.where}" if before.where == "start" else f"after {before.where}"
        under = any(item.start < after.start and before.end < item.end for item in music)
        if after.start > before.end:
            pieces.append(Piece(before.end, after.start, where, silent=not under, anything=under))
        if after.end > after.start:
            pieces.append(after)
    return pieces
