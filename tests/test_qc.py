"""Quality control: what is right passes, and every fault that is planted is found, and nothing else."""

from __future__ import annotations

import struct
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from briefing.audio import broadcastwave, riff
from briefing.audio.broadcastwave import Format
from briefing.audio.cart import Cart, Timer
from briefing.audio.marks import Mark
from briefing.errors import ArticleError
from briefing.radio import profiles, qc
from briefing.radio.profiles import Profile
from tests.aired import BEXT, RATE, SECONDS, Aired, speech
from tests.validators import program

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
        "clipped", lambda: spoilt_sound(clipped), (("true peak", "dBTP"), ("clipping", "1 runs of samples"))
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


def chunk(path: Path, name: str) -> int:
    found = riff.walk(path).find(name)
    assert found is not None
    return found.offset


def patched(path: Path, offset: int, data: bytes) -> None:
    whole = bytearray(path.read_bytes())
    whole[offset : offset + len(data)] = data
    path.write_bytes(whole)


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


@pytest.mark.parametrize("length", [0, 3, 30, 700, 2500])
def test_a_file_that_is_hardly_there_is_refused(tmp_path: Path, length: int) -> None:
    path = Aired().write(tmp_path / "a.wav")
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(ArticleError, match=r"a\.wav"):
        qc.inspect(path, EBU)


@pytest.mark.parametrize("side", [0, 1])
def test_a_silent_side_is_found(tmp_path: Path, side: int) -> None:
    path = Aired(format=Format(bits=24, channels=2)).write(tmp_path / "a.wav")
    offset = chunk(path, "data")
    samples = np.frombuffer(path.read_bytes()[offset:], np.uint8).reshape(-1, 2, 3).copy()
    samples[:, side] = 0
    patched(path, offset, samples.tobytes())
    faults = found(path, replace(EBU, channels=2))
    assert ("sides", f"the {('left', 'right')[side]} side is silent") in faults
    assert any("-26.0 LUFS" in message for _, message in faults)  # one side alone is 3 LU softer


def test_sides_that_cancel_each_other_out_are_found(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    Aired(format=Format(channels=2), bext=None).write(path)
    offset = chunk(path, "data")
    samples = np.frombuffer(path.read_bytes()[offset:], "<i2").reshape(-1, 2).copy()
    samples[:, 1] *= -1
    patched(path, offset, samples.tobytes())
    faults = found(path, replace(EBU, channels=2, bits=16))
    assert [where for where, _ in faults] == ["sides"]


def test_a_file_without_bext_is_no_broadcast_wave_where_one_is_wanted(tmp_path: Path) -> None:
    path = Aired(bext=None).write(tmp_path / "a.wav")
    assert found(path) == []
    assert found(path, broadcast=True) == [("bext", "there is none: this is no Broadcast Wave file")]


def test_what_is_shorter_than_3_seconds_is_too_short_for_loudness(tmp_path: Path) -> None:
    path = Aired(sound=speech(2.9, lufs=-30)).write(tmp_path / "a.wav")
    report = qc.inspect(path, EBU)
    assert report.too_short
    assert report.faults == ()
    assert report.remarks == ("too short for its loudness to be told",)


def test_a_file_as_loud_as_its_loudest_seconds_may_be_is_not_too_soft(tmp_path: Path) -> None:
    path = Aired(sound=speech(lufs=-25)).write(tmp_path / "a.wav")
    loudest = qc.inspect(path, EBU).account.short_term_lufs
    report = qc.inspect(path, replace(EBU, max_short_term_lufs=loudest + 0.1))
    assert report.faults == ()
    assert report.remarks == ("softer than wanted, because its loudest 3 seconds are as loud as they may be",)


def test_the_exact_length_and_digital_silence_are_held_against_what_was_meant(tmp_path: Path) -> None:
    sound = np.concatenate([np.zeros(4800), speech(), np.zeros(2400)])
    path = Aired(sound=sound).write(tmp_path / "a.wav")
    meant = qc.Expected(frames=FRAMES + 7200, head=4800, tail=2400)
    assert found(path, expected=meant) == []
    faults = found(path, expected=qc.Expected(frames=FRAMES + 7201, head=4802, tail=2402))
    assert faults == [
        ("length", f"{FRAMES + 7200} samples, not {FRAMES + 7201}"),
        ("head", "4801 samples of digital silence, not 4802"),
        ("tail", "2401 samples of digital silence, not 2402"),
    ]
    assert found(path, length_s=Fraction("6.15")) == []
    assert [where for where, _ in found(path, length_s=Fraction(6))] == ["length"]


def test_a_sound_that_was_measured_as_it_was_written_is_not_measured_again(tmp_path: Path) -> None:
    path = Aired().write(tmp_path / "a.wav")
    account = qc.inspect(path, EBU).account
    louder = replace(account, level=replace(account.level, lufs=-20.0))
    faults = found(path, expected=qc.Expected(frames=FRAMES, account=louder))
    assert [where for where, _ in faults] == ["loudness", "bext"]


@pytest.mark.parametrize(
    ("name", "options", "near"),
    [
        ("a.flac", ("-sample_fmt", "s32"), 0.01),
        ("a.mp3", ("-b:a", "128k"), 0.5),  # LAME turns down by 0.45 dB
        ("a.ogg", ("-c:a", "libvorbis"), 0.3),
    ],
)
def test_other_kinds_of_files_are_measured_too(
    tmp_path: Path, name: str, options: tuple[str, ...], near: float
) -> None:
    source = Aired().write(tmp_path / "a.wav")
    path = tmp_path / name
    subprocess.run([program("ffmpeg"), "-v", "error", "-i", source, *options, path], check=True)
    report = qc.inspect(path, replace(EBU, tolerance_lu=0.5))
    assert report.faults == ()
    assert report.account.level.lufs == pytest.approx(-23.0, abs=near)
    assert report.frames == FRAMES
    assert report.kind == {"a.flac": "flac", "a.mp3": "mp3", "a.ogg": "vorbis"}[name]


@pytest.mark.parametrize("codec", ["pcm_f32le", "pcm_s32le", "pcm_u8"])
def test_other_samples_in_a_wav_file_are_a_fault_but_are_measured(tmp_path: Path, codec: str) -> None:
    source = Aired().write(tmp_path / "a.wav")
    path = tmp_path / "b.wav"
    subprocess.run([program("ffmpeg"), "-v", "error", "-i", source, "-c:a", codec, path], check=True)
    report = qc.inspect(path, EBU)
    assert report.account.level.lufs == pytest.approx(-23.0, abs=0.2)
    assert report.faults or codec == "pcm_s32le"


def test_64_bit_sizes_are_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    Aired(bext=None).write(path)
    whole = path.read_bytes()
    sizes = struct.pack("<4sIQQQI", b"ds64", 28, len(whole) + 28, FRAMES * 3, FRAMES, 0)
    path.write_bytes(b"RF64\xff\xff\xff\xffWAVE" + sizes + whole[12:])
    assert found(path) == [("size", "this is RF64, which not every importer takes")]


def test_what_is_no_sound_is_refused_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.mp3").write_text("خبر", encoding="utf-8")
    with pytest.raises(ArticleError, match=r"a\.mp3 is no sound file"):
        qc.inspect(tmp_path / "a.mp3", EBU)
    with pytest.raises(ArticleError, match="there is no file"):
        qc.inspect(tmp_path / "b.mp3", EBU)


def test_the_samples_of_a_wave_file_are_given_as_they_are(tmp_path: Path) -> None:
    from briefing.audio.recordings import opened

    path = Aired(format=Format(), bext=None).write(tmp_path / "a.wav")
    wave = broadcastwave.read(path)
    given = np.concatenate(list(opened(path).blocks()))
    assert np.array_equal(given, np.concatenate(list(broadcastwave.samples(path, wave))))


def test_a_codec_smears_the_silence_beside_the_sound(tmp_path: Path) -> None:
    loud = speech()[RATE // 6 : -RATE // 6]  # begins and ends in the middle of a syllable
    sound = np.concatenate([np.zeros(RATE // 2), loud, np.zeros(RATE // 2)])
    source = Aired(sound=sound).write(tmp_path / "a.wav")
    path = tmp_path / "a.mp3"
    subprocess.run([program("ffmpeg"), "-v", "error", "-i", source, "-b:a", "64k", path], check=True)
    meant = qc.Expected(frames=len(sound), head=RATE // 2, tail=RATE // 2)
    profile = replace(EBU, tolerance_lu=1.0)
    assert found(path, profile, expected=replace(meant, is_digital=False)) == []
    assert {where for where, _ in found(path, profile, expected=meant)} <= {"head", "tail"}
    assert found(path, profile, expected=meant)
