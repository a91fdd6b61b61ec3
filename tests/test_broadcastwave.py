"""Broadcast Wave files: written, read back, and of the right size to the byte."""

from __future__ import annotations

import errno
import os
import struct
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from briefing.audio import broadcastwave, infochunk, marks, riff
from briefing.audio.bext import Bext
from briefing.audio.broadcastwave import Format
from briefing.audio.cart import Cart, Timer
from briefing.audio.marks import Mark
from briefing.errors import ArticleError, BriefingError, OutputError, RequestError

FORMATS = [Format(bits=bits, channels=channels) for bits in (16, 24) for channels in (1, 2)]
BEXT = Bext(description="a", date="2026-03-01", coding_history=("A=PCM,F=48000,W=24,M=mono",))
CART = Cart(title="a", timers=(Timer("AUDs", 0), Timer("EOD", 999)))
MARKS = (
    Mark(0, 500, "العنوان"),
    Mark(0, 200, "الجملة الأولى"),
    Mark(200, 300, "الثانية"),
    Mark(700, 0, "نقطة"),
)
PLAIN = Format()
INFO = (("INAM", "النشرة"), ("IART", "إذاعة"))


def sound(frames: int, bits: int) -> NDArray[np.int32]:
    """Noise up to both ends of the scale."""
    full = 2 ** (bits - 1)
    made = np.random.default_rng(frames).integers(-full, full, frames, dtype=np.int32)
    made[:2] = (full - 1, -full)[:frames]
    return made


def write(path: Path, *, format: Format = PLAIN, frames: int = 1001, **more: object) -> NDArray[np.int32]:
    samples = sound(frames, format.bits)
    broadcastwave.write(path, (samples[:400], samples[400:]), frames=frames, format=format, **more)  # type: ignore[arg-type]
    return samples


@pytest.mark.parametrize("format", FORMATS, ids=str)
def test_what_was_written_is_read_back(tmp_path: Path, format: Format) -> None:
    path = tmp_path / "a.wav"
    samples = write(path, format=format, bext=BEXT, cart=CART, marks=MARKS, info=INFO)
    wave = broadcastwave.read(path)
    assert (wave.tag, wave.rate, wave.bits, wave.channels) == (1, 48_000, format.bits, format.channels)
    assert (wave.bext, wave.cart, wave.marks, wave.info, wave.frames) == (BEXT, CART, MARKS, INFO, 1001)
    read = np.concatenate(list(broadcastwave.samples(path, wave)))
    assert all(np.array_equal(column, samples) for column in read.T)
    assert read.shape[1] == format.channels


@pytest.mark.parametrize("format", FORMATS, ids=str)
@pytest.mark.parametrize("frames", [1, 2, 999, 1000])
def test_the_file_is_as_long_as_it_says_and_chunks_are_even(
    tmp_path: Path, format: Format, frames: int
) -> None:
    path = tmp_path / "a.wav"
    write(path, format=format, frames=frames, bext=BEXT, cart=CART, marks=MARKS, info=INFO)
    form = riff.walk(path)
    assert form.size + 8 == form.file_bytes == path.stat().st_size
    assert form.chunks[-1].end == form.file_bytes
    assert [chunk.name for chunk in form.chunks] == ["fmt ", "bext", "cart", "cue ", "LIST", "LIST", "data"]
    assert not any(chunk.offset % 2 for chunk in form.chunks)
    for chunk in form.chunks:
        assert path.read_bytes()[chunk.offset + chunk.size : chunk.end] in (b"", b"\0")


def test_a_plain_file_begins_as_every_reader_expects(tmp_path: Path) -> None:
    write(tmp_path / "a.wav", format=Format(bits=24, channels=2), frames=10)
    head = struct.pack(
        "<4sI8sIHHIIHH4sI", b"RIFF", 96, b"WAVEfmt ", 16, 1, 2, 48_000, 288_000, 6, 24, b"data", 60
    )
    assert (tmp_path / "a.wav").read_bytes()[:44] == head


def test_marks_have_their_bytes_where_the_standard_says() -> None:
    cue = marks.pack_cue((Mark(700, 0, "ن"), Mark(5, 9, "ab")))
    assert cue == struct.pack("<III4sIII", 2, 1, 5, b"data", 0, 0, 5) + struct.pack(
        "<II4sIII", 2, 700, b"data", 0, 0, 700
    )
    adtl = marks.pack_adtl((Mark(700, 0, "ن"), Mark(5, 9, "ab")))
    assert adtl == (
        b"adtl"
        + struct.pack("<4sII", b"labl", 7, 1)
        + b"ab\0\0"
        + struct.pack("<4sII", b"labl", 7, 2)
        + "ن".encode()
        + b"\0\0"
        + struct.pack("<4sIII4sHHHH", b"ltxt", 20, 1, 9, b"rgn ", 0, 0, 0, 65001)
    )


@given(
    st.lists(
        st.builds(
            Mark,
            st.integers(0, 2**32 - 1),
            st.integers(0, 2**32 - 1),
            st.text(st.characters(exclude_categories=("C", "Z"))),
        ),
        max_size=20,
    )
)
def test_any_marks_come_back_in_the_order_of_time(given_marks: list[Mark]) -> None:
    read = marks.unpack(marks.pack_cue(given_marks), marks.pack_adtl(given_marks))
    assert sorted(read, key=repr) == sorted(given_marks, key=repr)
    assert [mark.frame for mark in read] == sorted(mark.frame for mark in given_marks)


@given(st.binary(max_size=200), st.binary(max_size=200))
def test_no_bytes_make_reading_marks_fail(cue: bytes, adtl: bytes) -> None:
    marks.unpack(cue, b"adtl" + adtl)
    infochunk.unpack(b"INFO" + adtl)


def test_labels_of_others_are_read_as_latin_1() -> None:
    adtl = b"adtl" + riff.subchunk("labl", struct.pack("<I", 1) + "café".encode("latin-1") + b"\0")
    assert marks.unpack(marks.pack_cue((Mark(3, 0, ""),)), adtl) == (Mark(3, 0, "café"),)


def test_a_field_of_info_without_text_is_left_out() -> None:
    packed = infochunk.pack((("INAM", " "), ("IART", "أ")))
    assert packed == b"INFO" + riff.subchunk("IART", "أ".encode() + b"\0")


def test_loudness_is_written_into_a_file_that_is_there(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    write(path, bext=BEXT, cart=CART, marks=MARKS)
    before = path.read_bytes()
    measured = Bext(description="b", lufs=-23.01, true_peak_dbtp=-1.5, coding_history=BEXT.coding_history)
    broadcastwave.rewrite_bext(path, measured)
    assert broadcastwave.read(path).bext == measured
    chunk = riff.walk(path).find("bext")
    assert chunk is not None
    after = path.read_bytes()
    assert (after[: chunk.offset], after[chunk.end :]) == (before[: chunk.offset], before[chunk.end :])


@pytest.mark.parametrize("bext", [None, Bext(coding_history=("another",))])
def test_a_bext_of_another_length_is_not_rewritten(tmp_path: Path, bext: Bext | None) -> None:
    write(tmp_path / "a.wav", bext=bext)
    with pytest.raises(OutputError, match="no bext chunk of"):
        broadcastwave.rewrite_bext(tmp_path / "a.wav", BEXT)


@pytest.mark.parametrize("format", FORMATS, ids=str)
def test_more_than_4_gib_is_refused_before_a_byte_is_written(tmp_path: Path, format: Format) -> None:
    def never() -> Iterator[NDArray[np.int32]]:
        pytest.fail("a sample was asked for")
        yield

    frames = 2**32 // format.frame_bytes
    with pytest.raises(OutputError, match="a WAV file ends at 4 GiB"):
        broadcastwave.write(tmp_path / "a.wav", never(), frames=frames, format=format)
    assert not list(tmp_path.iterdir())


def test_a_disk_that_fails_leaves_nothing_behind_and_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_bytes(b"before")

    def failing() -> Iterator[NDArray[np.int32]]:
        yield sound(10, 16)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(OutputError, match=r"cannot write a\.wav: No space left"):
        broadcastwave.write(tmp_path / "a.wav", failing(), frames=1000, format=Format())
    assert [path.name for path in tmp_path.iterdir()] == ["a.wav"]
    assert (tmp_path / "a.wav").read_bytes() == b"before"


@pytest.mark.parametrize(
    ("samples", "frames", "words"),
    [
        (np.array([40_000], np.int32), 1, "more than 16 bits"),
        (np.zeros(3, np.int16), 2, "was to have 4 bytes"),
    ],
)
def test_a_caller_that_miscounts_is_told(
    tmp_path: Path, samples: NDArray[np.int32], frames: int, words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        broadcastwave.write(tmp_path / "a.wav", [samples], frames=frames, format=Format())
    assert not list(tmp_path.iterdir())


def test_arabic_in_bext_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match=r"U\+062E"):
        write(tmp_path / "a.wav", bext=Bext(description="خبر"))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("spoilt", "words"),
    [
        (b"", "is no WAV file"),
        (b"RIFF\4\0\0\0AVI ", "is no WAV file"),
        (b"RIFF\4\0\0\0WAVE", "has no sound in it"),
        (b"RIFF\x0c\0\0\0WAVEdata\0\0\0\0", "has no sound in it"),
    ],
)
def test_what_is_no_wave_file_is_refused(tmp_path: Path, spoilt: bytes, words: str) -> None:
    (tmp_path / "a.wav").write_bytes(spoilt)
    with pytest.raises(ArticleError, match=words):
        broadcastwave.read(tmp_path / "a.wav")


def test_a_file_that_is_not_there_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"cannot read a\.wav: No such file"):
        broadcastwave.read(tmp_path / "a.wav")


def test_a_file_of_64_bit_sizes_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    sizes = struct.pack("<4sIQQQI", b"ds64", 28, 4 + 36 + 24 + 8 + 6, 6, 3, 0)
    fmt = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, 16_000, 32_000, 2, 16)
    path.write_bytes(b"RF64\xff\xff\xff\xffWAVE" + sizes + fmt + b"data\xff\xff\xff\xff\1\0\2\0\3\0")
    wave = broadcastwave.read(path)
    assert (wave.form.kind, wave.form.size, wave.frames) == ("RF64", 78, 3)
    assert np.concatenate(list(broadcastwave.samples(path, wave))).ravel().tolist() == [1, 2, 3]


def test_a_file_cut_anywhere_is_read_as_far_as_it_goes_or_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    write(path, frames=20, bext=BEXT, cart=CART, marks=MARKS, info=INFO)
    whole = path.read_bytes()
    for length in (*range(0, len(whole), 37), len(whole) - 1):
        path.write_bytes(whole[:length])
        try:
            wave = broadcastwave.read(path)
        except BriefingError:
            continue
        assert sum(map(len, broadcastwave.samples(path, wave))) == wave.frames < 20
