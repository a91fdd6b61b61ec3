"""Quality control: what is right passes, and every fault that is planted is found, and nothing else."""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from briefing.audio.broadcastwave import Format
from briefing.audio.cart import Cart, Timer
from briefing.audio.marks import Mark
from briefing.radio import profiles, qc
from briefing.radio.profiles import Profile
from tests.aired import BEXT, RATE, SECONDS, Aired, chunk, patched, speech

EBU = profiles.load("ebu")
FRAMES = RATE * SECONDS
Sound = NDArray[np.float64]


def found(path: Path, profile: Profile = EBU, **more: Any) -> list[tuple[str, str]]:
    return [(fault.where, fault.message) for fault in qc.inspect(path, profile, **more).faults]


@pytest.mark.parametrize("bits", [16, 24])
@pytest.mark.parametrize("channels", [1, 2])
def test_a_file_that_is_right_has_no_fault(tmp_path: Path, bits: Any, channels: Any) -> None:
    history = (BEXT.coding_history[0].replace("W=24", f"W={bits}"),)
    aired = Aired(format=Format(bits=bits, channels=channels), bext=replace(BEXT, coding_history=history))
    profile = replace(EBU, bits=bits, channels=channels)
    report = qc.inspect(aired.write(tmp_path / "a.wav"), profile, broadcast=True)
    assert report.faults == ()
    assert report.remarks == ()
    assert (report.frames, report.bits, report.channels, report.kind) == (FRAMES, bits, channels, "wav")
    assert report.account.level.lufs == pytest.approx(-23.0, abs=0.02)
    assert report.sides == ("mono" if channels == 1 else "same")


def spoilt_sound(change: Callable[[Sound], Sound]) -> Aired:
    return Aired(sound=change(speech()))


def with_silence(start: float, stop: float) -> Callable[[Sound], Sound]:
    def silenced(sound: Sound) -> Sound:
        sound[round(start * RATE) : round(stop * RATE)] = 0
        return sound

    return silenced


def clipped(sound: Sound) -> Sound:
    sound[100_000:100_003] = 1.0
    return sound


def peaking(sound: Sound) -> Sound:
    sound[100_000:100_002] = 0.95
    return sound


@dataclass(frozen=True)
class Planted:
    """A fault, where it is to be found, and some words of what is said."""

    name: str
    aired: Callable[[], Aired]
    wanted: tuple[tuple[str, str], ...]
    profile: Profile = EBU


PLANTED = (
    Planted(
        "too loud", lambda: Aired(sound=speech(lufs=-22.7)), (("loudness", "-22.7 LUFS, ebu wants -23"),)
    ),
    Planted(
        "too soft", lambda: Aired(sound=speech(lufs=-23.3)), (("loudness", "-23.3 LUFS, ebu wants -23"),)
    ),
    Planted("silent", lambda: spoilt_sound(np.zeros_like), (("silence", "nothing to be heard"),)),
    Planted(
        "clipped",
        lambda: spoilt_sound(clipped),
        (("true peak", "dBTP"), ("clipping", "cut off at full scale from 2.083 s on, places in all: 1")),
    ),
    Planted("peaking", lambda: spoilt_sound(peaking), (("true peak", "ebu allows -1 dBTP"),)),
    Planted(
        "direct current",
        lambda: spoilt_sound(lambda sound: sound + 0.003),
        (("direct current", "+0.30 per cent"),),
    ),
    Planted("long head", lambda: spoilt_sound(with_silence(0, 1.2)), (("head", "ebu allows 1000 ms"),)),
    Planted("long tail", lambda: spoilt_sound(with_silence(4.9, 6)), (("tail", "ebu allows 1000 ms"),)),
    Planted(
        "a hole",
        lambda: Aired(sound=with_silence(1, 4.5)(speech(lufs=-22.6))),
        (("silence", "3500 ms of silence from 1.000 s"),),
    ),
    Planted("no head", Aired, (("head", "ms of silence, ebu wants 500 ms"),), replace(EBU, head_ms=500)),
    Planted("no tail", Aired, (("tail", "ms of silence, ebu wants 500 ms"),), replace(EBU, tail_ms=500)),
    Planted("another rate", Aired, (("rate", "48000 Hz, ebu wants 44100 Hz"),), replace(EBU, rate=44_100)),
    Planted("too few bits", lambda: Aired(format=Format(), bext=None), (("bits", "16 bits, ebu wants 24"),)),
    Planted("mono", Aired, (("channels", "1, ebu wants 2"),), replace(EBU, channels=2)),
    Planted(
        "loud for 3 seconds",
        Aired,
        (("short-term loudness", "ebu allows -25 LUFS"),),
        replace(EBU, max_short_term_lufs=-25.0),
    ),
    Planted("a high sample", Aired, (("sample peak", "ebu allows -30 dBFS"),), replace(EBU, peak_dbfs=-30.0)),
    Planted(
        "a bext of version 1",
        lambda: Aired(bext=replace(BEXT, version=1)),
        (("bext", "version 1"), ("bext", "loudness")),
    ),
    Planted(
        "loudness made up",
        lambda: Aired(bext=replace(BEXT, lufs=-23.5)),
        (("bext", "it tells a loudness of -23.5 LUFS, measured are -23.0"),),
    ),
    Planted(
        "a peak made up",
        lambda: Aired(bext=replace(BEXT, lufs=-23.0, true_peak_dbtp=-1.0)),
        (("bext", "it tells a true peak of -1.0 dBTP"),),
    ),
    Planted(
        "a range made up",
        lambda: Aired(bext=replace(BEXT, lufs=-23.0, range_lu=12.0)),
        (("bext", "it tells a loudness range of 12.0 LU"),),
    ),
    Planted(
        "momentary made up",
        lambda: Aired(bext=replace(BEXT, lufs=-23.0, momentary_lufs=-10.0, short_term_lufs=-11.0)),
        (("bext", "momentary loudness of -10.0"), ("bext", "short-term loudness of -11.0")),
    ),
    Planted("no date", lambda: Aired(bext=replace(BEXT, date="2026-13-01")), (("bext", "is not a date"),)),
    Planted("no time", lambda: Aired(bext=replace(BEXT, time="25:00:00")), (("bext", "is not a date"),)),
    Planted(
        "a reference",
        lambda: Aired(bext=replace(BEXT, reference="1")),
        (("bext", "has 1 characters, not 32"),),
    ),
    Planted(
        "another history",
        lambda: Aired(bext=replace(BEXT, coding_history=("A=PCM,F=44100,W=24,M=mono",))),
        (("bext", "the coding history tells of another rate"),),
    ),
    Planted(
        "a mark behind the end",
        lambda: Aired(marks=(Mark(0, 9, "أ"), Mark(FRAMES, 0, "ب"))),
        (("cue", "mark 2 is behind the end"),),
    ),
    Planted(
        "a region behind the end",
        lambda: Aired(marks=(Mark(9, FRAMES, "أ"),)),
        (("cue", "mark 1 is behind the end"),),
    ),
    Planted("no label", lambda: Aired(marks=(Mark(0, 9, ""),)), (("cue", "mark 1 has no label"),)),
    Planted(
        "a timer behind the end",
        lambda: Aired(cart=Cart(timers=(Timer("EOD", FRAMES + 1),))),
        (("cart", "the timer EOD is behind the end"),),
    ),
    Planted(
        "timers turned round",
        lambda: Aired(cart=Cart(timers=(Timer("AUDs", 9), Timer("AUDe", 8)))),
        (("cart", "the timer AUDe stands before AUDs"),),
    ),
    Planted(
        "dead before it lives",
        lambda: Aired(cart=Cart(start_date="2026-03-02", end_date="2026-03-01")),
        (("cart", "it may be aired until 2026-03-01"),),
    ),
    Planted("no kill date", lambda: Aired(cart=Cart(end_date="soon")), (("cart", "is no date"),)),
    Planted("an old cart", lambda: Aired(cart=Cart(version="0100")), (("cart", "the version is '0100'"),)),
)


@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: planted.name)
def test_a_planted_fault_is_found_and_no_other(tmp_path: Path, planted: Planted) -> None:
    faults = found(planted.aired().write(tmp_path / "a.wav"), planted.profile)
    assert [where for where, _ in faults] == [where for where, _ in planted.wanted], faults
    for (_, message), (_, words) in zip(faults, planted.wanted, strict=True):
        assert words in message


BROKEN: tuple[tuple[str, Callable[[Path], object], tuple[str, str]], ...] = (
    ("trailing bytes", lambda path: path.write_bytes(path.read_bytes() + b"TAG"), ("size", "3 bytes follow")),
    ("a wrong size", lambda path: patched(path, 4, struct.pack("<I", 1000)), ("size", "bytes follow")),
    ("cut off", lambda path: path.write_bytes(path.read_bytes()[:-30]), ("size", "30 bytes are missing")),
    ("extensible", lambda path: patched(path, chunk(path, "fmt "), b"\xfe\xff"), ("format", "0xfffe")),
    ("a wrong frame", lambda path: patched(path, chunk(path, "fmt ") + 8, b"\0"), ("format", "do not fit")),
    (
        "Arabic in bext",
        lambda path: patched(path, chunk(path, "bext"), "خبر".encode()),
        ("bext", "not ASCII"),
    ),
    (
        "Arabic in cart",
        lambda path: patched(path, chunk(path, "cart") + 4, "خبر".encode()),
        ("cart", "not ASCII"),
    ),
    (
        "marks in disorder",
        lambda path: patched(path, chunk(path, "cue ") + 24, b"\xff\xff\x03"),
        ("cue", "order of time"),
    ),
)


@pytest.mark.parametrize(
    ("breaks", "wanted"), [item[1:] for item in BROKEN], ids=[item[0] for item in BROKEN]
)
def test_a_broken_file_is_found(
    tmp_path: Path, breaks: Callable[[Path], object], wanted: tuple[str, str]
) -> None:
    path = Aired().write(tmp_path / "a.wav")
    breaks(path)
    faults = found(path)
    assert any(where == wanted[0] and wanted[1] in message for where, message in faults), faults
