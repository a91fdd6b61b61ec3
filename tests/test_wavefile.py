"""WAV files of any length: what is written is read back, also by others."""

from __future__ import annotations

import hashlib
import struct
from pathlib import Path

import miniaudio
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.audio import wavefile
from briefing.errors import OutputError

RATE = 8_000


def noise(frames: int) -> bytes:
    return np.random.default_rng(1).integers(-9_000, 9_000, frames).astype("<i2").tobytes()


@pytest.fixture(params=[False, True], ids=["RIFF", "RF64"])
def is_long(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    if request.param:
        monkeypatch.setattr(wavefile, "RIFF_LIMIT", 0)
    return bool(request.param)


def test_another_reader_finds_every_sample(is_long: bool, tmp_path: Path) -> None:
    pcm = noise(20_000)
    path = tmp_path / "master.wav"
    wavefile.write(path, [pcm[:3_000], pcm[3_000:]], rate=RATE, frames=20_000)
    assert path.read_bytes()[:4] == (b"RF64" if is_long else b"RIFF")
    decoded = miniaudio.wav_read_file_s16(str(path))
    assert (decoded.sample_rate, decoded.nchannels) == (RATE, 1)
    assert bytes(decoded.samples) == pcm


@pytest.mark.usefixtures("is_long")
def test_the_digest_is_that_of_the_file(tmp_path: Path) -> None:
    path, digest, pcm = tmp_path / "master.wav", hashlib.sha256(), noise(20_000)
    wavefile.write(path, [pcm[:3_000], pcm[3_000:]], rate=RATE, frames=20_000, digest=digest)
    assert digest.digest() == hashlib.sha256(path.read_bytes()).digest()


def test_a_digest_of_a_file_that_became_another_is_given_to_nobody(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="not so long"):
        wavefile.write(
            tmp_path / "master.wav", [noise(1_000)], rate=RATE, frames=2_000, digest=hashlib.sha256()
        )


@pytest.mark.usefixtures("is_long")
@pytest.mark.parametrize(("start", "end"), [(0, None), (0, 1), (7, 19_999), (150_000, 150_000), (1, None)])
def test_any_part_is_read_back(start: int, end: int | None, tmp_path: Path) -> None:
    pcm = noise(150_000)
    path = tmp_path / "master.wav"
    wavefile.write(path, [pcm], rate=RATE, frames=150_000)
    assert b"".join(wavefile.read(path, start, end)) == pcm[2 * start : None if end is None else 2 * end]


@settings(max_examples=10, deadline=None)
@given(st.integers(2**31, 2**40))
def test_the_sizes_of_a_long_file_do_not_wrap(tmp_path_factory: pytest.TempPathFactory, frames: int) -> None:
    path = tmp_path_factory.mktemp("long") / "master.wav"
    wavefile.write(path, [b"\1\0"], rate=48_000, frames=frames)
    head = path.read_bytes()[:80]
    riff, data, samples = struct.unpack_from("<QQQ", head, 20)
    assert (riff, data, samples) == (72 + 2 * frames, 2 * frames, frames)
    assert next(wavefile.read(path, 0, 1)) == b"\1\0"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"RF64",
        b"RIFF" + bytes(40),
        b"RF64" + bytes(100),
        b"ID3" + bytes(100),
    ],
)
def test_what_is_no_such_file_is_said_in_one_sentence(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "master.wav"
    path.write_bytes(data)
    with pytest.raises(OutputError, match=r"master\.wav"):
        list(wavefile.read(path))


@pytest.mark.usefixtures("is_long")
def test_a_file_that_ends_too_early_is_said(tmp_path: Path) -> None:
    path = tmp_path / "master.wav"
    wavefile.write(path, [noise(1_000)], rate=RATE, frames=1_000)
    path.write_bytes(path.read_bytes()[:-10])
    with pytest.raises(OutputError, match="5 frames too early"):
        list(wavefile.read(path))
