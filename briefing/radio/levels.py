"""What a profile says of how a file sounds: loudness, peaks, silence, clipping, direct current."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

from briefing.audio.measuring import Measured
from briefing.checks.faults import Fault
from briefing.radio.profiles import Profile
from briefing.timeline import frames_of

SHORTEST_S: Final = 3.0
"""Of less there is no short-term loudness, and the integrated one says little (EBU Tech 3341)."""
ROUNDING: Final = 0.05
"""LU or dB: a figure with one digit after the point may be off by so much."""
NEAR_LU: Final = 0.3
"""So near the limit for 3 seconds, that is why a file is softer than wanted."""
MOST_OFFSET: Final = 0.002
"""Of full scale: -54 dB. More direct current clicks where files are joined, and takes room from the sound."""


def is_too_short(measured: Measured, rate: int) -> bool:
    """Whether its loudness says nothing: what sounds, without head and tail, is too short or too soft."""
    scan = measured.scan
    return scan.frames - scan.head - scan.tail < SHORTEST_S * rate or not math.isfinite(
        measured.account.level.lufs
    )


def faults(
    measured: Measured, profile: Profile, *, file: str, rate: int, head: int, tail: int
) -> Iterator[Fault]:
    """Every figure that misses the profile.

    Args:
        measured: what the file sounds like.
        profile: what is wanted.
        file: what it is called.
        rate: frames per second.
        head: frames of silence that are wanted before the first sound.
        tail: the same after the last one.
    """
    if measured.scan.is_silent:
        yield Fault(file, "silence", "there is nothing to be heard")
        return
    if not is_too_short(measured, rate):
        yield from _loudness(measured, profile, file=file)
    yield from _peaks(measured, profile, file=file)
    yield from _sides(measured, file=file)
    yield from _edges(measured, profile, file=file, rate=rate, wanted=(head, tail))
    yield from _pauses(measured, profile, file=file, rate=rate)
    scan = measured.scan
    if scan.clips:
        at = f"{scan.clip_at / rate:.3f} s"
        yield Fault(
            file, "clipping", f"the wave is cut off at full scale from {at} on, places in all: {scan.clips}"
        )
    if abs(scan.offset) > MOST_OFFSET:
        told = f"{100 * scan.offset:+.2f} per cent of full scale"
        yield Fault(file, "direct current", f"{told}, at most {100 * MOST_OFFSET:g} may be")


def is_held_by_short_term(measured: Measured, profile: Profile) -> bool:
    """Whether it is softer than wanted because its loudest 3 seconds are as loud as they may be."""
    limit = profile.max_short_term_lufs
    return (
        limit is not None
        and measured.account.level.lufs < profile.lufs - profile.tolerance_lu
        and abs(measured.account.short_term_lufs - limit) <= NEAR_LU
    )


def _loudness(measured: Measured, profile: Profile, *, file: str) -> Iterator[Fault]:
    account = measured.account
    off = account.level.lufs - profile.lufs
    if abs(off) > profile.tolerance_lu + ROUNDING and not is_held_by_short_term(measured, profile):
        wanted = f"{profile.lufs:g} LUFS within {profile.tolerance_lu:g} LU"
        yield Fault(file, "loudness", f"{account.level.lufs:.1f} LUFS, {profile.name} wants {wanted}")
    limit = profile.max_short_term_lufs
    if limit is not None and account.short_term_lufs > limit + ROUNDING:
        told = f"its loudest 3 seconds have {account.short_term_lufs:.1f} LUFS"
        yield Fault(file, "short-term loudness", f"{told}, {profile.name} allows {limit:g} LUFS")


def _peaks(measured: Measured, profile: Profile, *, file: str) -> Iterator[Fault]:
    true, sample = measured.account.level.true_peak_dbtp, measured.account.peak_dbfs
    if true > profile.peak_dbtp + ROUNDING:
        yield Fault(file, "true peak", f"{true:.1f} dBTP, {profile.name} allows {profile.peak_dbtp:g} dBTP")
    if profile.peak_dbfs is not None and sample > profile.peak_dbfs + ROUNDING:
        allowed = f"{profile.name} allows {profile.peak_dbfs:g} dBFS"
        yield Fault(file, "sample peak", f"{sample:.1f} dBFS, {allowed}")


def _sides(measured: Measured, *, file: str) -> Iterator[Fault]:
    if measured.sides == "out of phase":
        yield Fault(file, "sides", "left and right are out of phase: in mono they cancel each other out")
    if len(measured.scans) == 2:
        for name, scan in zip(("left", "right"), measured.scans, strict=True):
            if scan.is_silent:
                yield Fault(file, "sides", f"the {name} side is silent")


def _edges(
    measured: Measured, profile: Profile, *, file: str, rate: int, wanted: tuple[int, int]
) -> Iterator[Fault]:
    scan = measured.scan
    for where, there, least in (("head", scan.head, wanted[0]), ("tail", scan.tail, wanted[1])):
        most = least + frames_of(profile.most_edge_ms, rate)
        if there < least:
            yield Fault(
                file, where, f"{_ms(there, rate)} of silence, {profile.name} wants {_ms(least, rate)}"
            )
        elif there > most:
            yield Fault(
                file, where, f"{_ms(there, rate)} of silence, {profile.name} allows {_ms(most, rate)}"
            )


def _pauses(measured: Measured, profile: Profile, *, file: str, rate: int) -> Iterator[Fault]:
    scan = measured.scan
    if scan.pause > frames_of(profile.most_pause_ms, rate):
        told = f"{_ms(scan.pause, rate)} of silence from {scan.pause_at / rate:.3f} s on"
        yield Fault(file, "silence", f"{told}, {profile.name} allows {profile.most_pause_ms} ms")


def _ms(frames: int, rate: int) -> str:
    return f"{round(1000 * frames / rate)} ms"
