"""Quality control of files of every kind, of two sides, and against what their maker knows."""

from __future__ import annotations

import struct
import subprocess
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from briefing.audio import broadcastwave
from briefing.audio.broadcastwave import Format
from briefing.errors import ArticleError, OutputError
from briefing.radio import profiles, qc
from briefing.radio.profiles import Profile
from tests.aired import RATE, SECONDS, Aired, chunk, patched, speech
from tests.validators import program

EBU = profiles.load("ebu")
FRAMES = RATE * SECONDS
Sound = NDArray[np.float64]


def found(path: Path, profile: Profile = EBU, **more: Any) -> list[tuple[str, str]]:
    return [(fault.where, fault.message) for fault in qc.inspect(path, profile, **more).faults]


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


def test_a_file_that_may_not_be_read_is_one_clear_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Aired().write(tmp_path / "a.wav")

    def refused(*_: Any) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refused)
    with pytest.raises(OutputError, match=r"cannot read a\.wav: Permission denied"):
        qc.inspect(path, EBU)


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
