"""What is written is hashed whole, asked onto the disk on the way, and a disk that fails is heard of."""

from __future__ import annotations

import errno
import hashlib
import os
from pathlib import Path

import pytest

from briefing.audio import sink, wavefile
from briefing.audio.sink import Sink
from briefing.errors import OutputError
from briefing.publication import flush_all

BLOCKS = [bytes([number % 256]) * (1000 + number) for number in range(300)]


def test_the_digest_is_that_of_the_file(tmp_path: Path) -> None:
    digest = hashlib.sha256()
    with (tmp_path / "file").open("wb") as file, Sink(file, digest) as written:
        assert [written.write(block) for block in BLOCKS] == [len(block) for block in BLOCKS]
        assert written.size == sum(map(len, BLOCKS))
    assert (tmp_path / "file").read_bytes() == b"".join(BLOCKS)
    assert digest.digest() == hashlib.sha256(b"".join(BLOCKS)).digest()


def test_the_disk_is_asked_on_the_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(sink, "AT_ONCE", 50_000)
    monkeypatch.setattr(os, "fdatasync", lambda _: asked.append((tmp_path / "file").stat().st_size))
    with (tmp_path / "file").open("wb") as file, Sink(file, hashlib.sha256()) as written:
        for block in BLOCKS:
            written.write(block)
    assert 2 <= len(asked) <= sum(map(len, BLOCKS)) // 50_000
    assert asked == sorted(asked)


@pytest.mark.parametrize("blocks", [2, 300])
def test_a_disk_that_fails_meanwhile_fails_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, blocks: int
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(sink, "AT_ONCE", 1000)
    monkeypatch.setattr(os, "fdatasync", full)
    sound = [bytes(2 * len(block)) for block in BLOCKS[:blocks]]
    with pytest.raises(OutputError, match=r"cannot write master\.wav: No space left"):
        wavefile.write(
            tmp_path / "master.wav",
            sound,
            rate=8000,
            frames=sum(map(len, sound)) // 2,
            digest=hashlib.sha256(),
        )


def test_whoever_makes_the_sound_may_fail_too(tmp_path: Path) -> None:
    def fail() -> None:
        with (tmp_path / "file").open("wb") as file, Sink(file, hashlib.sha256()) as written:
            written.write(b"some")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()


def test_several_files_are_flushed_and_one_that_is_not_there_is_told(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}" for number in range(20)]
    for path in paths:
        path.write_bytes(b"x")
    flush_all(paths)
    flush_all(paths[:1])
    flush_all([])
    with pytest.raises(FileNotFoundError):
        flush_all([*paths[:5], tmp_path / "none", *paths[5:]])
