from __future__ import annotations

import io
import shutil
import subprocess
import tracemalloc
import wave
from array import array
from itertools import pairwise
from pathlib import Path

import lameenc
import miniaudio
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mutagen.mp3 import BitrateMode

from briefing.audio.decode import mp3_samples
from briefing.audio.encode import BITRATES, DECODER_DELAY, ENCODER_DELAY, RATES, encode, pcm_blocks
from briefing.audio.heard import Hearing
from briefing.audio.id3 import Tags, tag
from briefing.audio.loudness import Account, Meter
from briefing.audio.stretches import GUARD, stretches
from briefing.errors import OutputError, RequestError
from tests.briefings import click_track, read_mp3

BURST = click_track([0], 240)


def encoded(pcm: bytes, *, rate: int = 24_000, bitrate_kbps: int = 64, info_frame: bool = True) -> bytes:
    target = io.BytesIO()
    encode([pcm], target, rate=rate, bitrate_kbps=bitrate_kbps, info_frame=info_frame)
    return target.getvalue()


def decoded(data: bytes) -> array[int]:
    return array("h", miniaudio.mp3_read_s16(data).samples)


def loudest(samples: array[int], near: int) -> int:
    """Where the burst fits best, within 200 samples of ``near``."""
    heard = np.array(samples, dtype=float)
    pattern = np.frombuffer(BURST, "<i2").astype(float)
    first = max(0, near - 200)
    return first + int(np.argmax(np.correlate(heard[first : near + 200 + len(pattern)], pattern, "valid")))


def crc16_arc(data: bytes) -> int:
    """CRC-16/ARC bit by bit, as its definition says."""
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return crc


@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("rate", [8_000, 22_050, 44_100])
def test_our_decoding_is_what_miniaudio_makes_of_it(rate: int, channels: int) -> None:
    lame = lameenc.Encoder()
    lame.silence()
    lame.set_channels(channels)
    lame.set_in_sample_rate(rate)
    lame.set_out_sample_rate(rate)
    mp3 = bytes(lame.encode(np.random.default_rng(7).normal(0, 4000, 20_000).astype(np.int16).tobytes()))
    mp3 += bytes(lame.flush())
    samples, told = mp3_samples(mp3)
    theirs = miniaudio.mp3_read_s16(mp3)
    mixed = np.array(theirs.samples).reshape(-1, channels).mean(axis=1).round().astype(np.int16)
    assert (told, theirs.nchannels) == (rate, channels)
    assert len(samples) > 9_000
    assert samples.tolist() == mixed.tolist()


@pytest.mark.parametrize("data", [b"", b"not MP3 at all", bytes(5_000)])
def test_what_is_no_mp3_is_not_decoded(data: bytes) -> None:
    with pytest.raises(ValueError, match="not MP3"):
        mp3_samples(data)


@pytest.mark.parametrize("rate", sorted(RATES))
def test_a_decoder_gives_back_exactly_the_samples_that_went_in(rate: int) -> None:
    starts = [rate // 10, rate // 2, rate]
    frames = rate * 3 // 2 + 7
    data = encoded(click_track(starts, frames), rate=rate)
    heard = decoded(data)
    assert len(heard) == frames
    assert [loudest(heard, start) for start in starts] == starts


@pytest.mark.parametrize(
    ("rate", "kbps"), [(rate, kbps) for rate in (8_000, 24_000, 44_100) for kbps in BITRATES[RATES[rate][0]]]
)
def test_every_bit_rate_is_written_as_asked(rate: int, kbps: int) -> None:
    data = encoded(click_track([500], rate // 2), rate=rate, bitrate_kbps=kbps)
    info = read_mp3(data).info
    assert info.sample_rate == rate
    assert info.channels == 1
    assert info.bitrate_mode == BitrateMode.CBR
    assert not info.sketchy
    assert info.length == pytest.approx(0.5, abs=1e-6)
    assert len(decoded(data)) == rate // 2


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 5000))
def test_every_length_is_exact(frames: int) -> None:
    assert len(decoded(encoded(bytes(2 * frames)))) == frames


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(0, 9000), max_size=6))
def test_it_makes_no_difference_where_the_sound_is_cut_into_blocks(cuts: list[int]) -> None:
    pcm = click_track([1000, 5000], 9000)
    edges = [0, *sorted(cuts), 9000]
    target = io.BytesIO()
    encode((pcm[2 * a : 2 * b] for a, b in pairwise(edges)), target, rate=24_000)
    assert target.getvalue() == encoded(pcm)


def test_the_checksums_of_the_info_frame_are_right() -> None:
    data = encoded(click_track([2000, 90_000], 100_001))
    tag = data.index(b"Info") + 120
    music = data[192:]
    assert data[tag : tag + 9] == b"LAME3.100"
    assert int.from_bytes(data[tag + 28 : tag + 32]) == len(data)
    assert int.from_bytes(data[tag + 32 : tag + 34]) == crc16_arc(music)
    assert int.from_bytes(data[tag + 34 : tag + 36]) == crc16_arc(data[: tag + 34])


def test_the_info_frame_counts_frames_and_bytes_and_its_contents_rise() -> None:
    data = encoded(click_track([2000], 240_000), rate=22_050)
    place = data.index(b"Info") + 8
    frames, size = int.from_bytes(data[place : place + 4]), int.from_bytes(data[place + 4 : place + 8])
    assert frames * 576 >= 240_000 + ENCODER_DELAY
    assert size == len(data)
    contents = data[place + 8 : place + 108]
    assert list(contents) == sorted(contents)
    assert contents[50] == pytest.approx(128, abs=2)


def test_without_the_info_frame_the_sound_is_late_by_the_two_delays() -> None:
    pcm = click_track([6000], 24_000)
    data = encoded(pcm, info_frame=False)
    assert b"Info" not in data
    heard = decoded(data)
    assert loudest(heard, 6000 + ENCODER_DELAY + DECODER_DELAY) == 6000 + ENCODER_DELAY + DECODER_DELAY
    assert data == encoded(pcm)[192:]


def test_the_same_sound_gives_the_same_bytes() -> None:
    pcm = click_track([100, 9000], 20_000)
    assert encoded(pcm) == encoded(pcm)


def test_it_writes_from_where_the_file_stands() -> None:
    pcm = click_track([100], 5000)
    target = io.BytesIO()
    target.write(b"before")
    assert encode([pcm], target, rate=24_000) == 5000
    assert target.getvalue() == b"before" + encoded(pcm)
    assert target.tell() == len(target.getvalue())


def test_memory_does_not_grow_with_the_sound(tmp_path: Path) -> None:
    def most_memory(seconds: int) -> int:
        with (tmp_path / "long.mp3").open("wb") as target:
            tracemalloc.start()
            encode((bytes(2 * 8000) for _ in range(seconds)), target, rate=8000, bitrate_kbps=8, quality=9)
            most = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
            return most

    most_memory(1)  # loads LAME and makes the checksum's table
    assert most_memory(960) < 1.5 * most_memory(240)


@pytest.mark.parametrize(
    ("rate", "kbps", "quality", "said"),
    [
        (23_000, 64, 5, "sample rate of 23000"),
        (96_000, 64, 5, "sample rate of 96000"),
        (24_000, 65, 5, "bit rate of 65"),
        (24_000, 320, 5, "bit rate of 320"),
        (44_100, 8, 5, "bit rate of 8"),
        (8_000, 128, 5, "bit rate of 128"),
        (24_000, 64, 10, "quality 10"),
        (24_000, 64, -1, "quality -1"),
    ],
)
def test_what_mp3_does_not_have_is_refused_with_what_it_has(
    rate: int, kbps: int, quality: int, said: str
) -> None:
    target = io.BytesIO()
    with pytest.raises((OutputError, RequestError), match=said) as caught:
        encode([bytes(2000)], target, rate=rate, bitrate_kbps=kbps, quality=quality)
    assert caught.value.hint
    assert target.getvalue() == b""


def test_no_sound_is_an_error() -> None:
    with pytest.raises(OutputError, match="no sound"):
        encode([b"", b""], io.BytesIO(), rate=24_000)


def test_a_disk_that_fails_is_an_output_error() -> None:
    class Full(io.BytesIO):
        def write(self, _data: object) -> int:
            raise OSError(28, "No space left on device")

    with pytest.raises(OutputError, match="No space left"):
        encode([bytes(2000)], Full(), rate=24_000)


def written(path: Path, pcm: bytes, *, channels: int = 1) -> Path:
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(channels)
        sound.setsampwidth(2)
        sound.setframerate(24_000)
        sound.writeframes(pcm)
    return path


@pytest.mark.parametrize(("start", "end"), [(0, None), (0, 150_000), (70_000, 140_001), (5, 5)])
def test_a_stretch_of_a_wav_file_is_read_in_blocks(tmp_path: Path, start: int, end: int | None) -> None:
    pcm = click_track([0, 80_000], 150_000)
    path = written(tmp_path / "master.wav", pcm)
    assert b"".join(pcm_blocks(path, start, end)) == pcm[2 * start : 2 * (150_000 if end is None else end)]


@pytest.mark.parametrize("what", ["missing", "empty", "stereo", "short"])
def test_a_wav_file_that_cannot_be_used_is_an_output_error(tmp_path: Path, what: str) -> None:
    path = tmp_path / "master.wav"
    if what == "empty":
        path.touch()
    elif what == "stereo":
        written(path, bytes(400), channels=2)
    elif what == "short":
        written(path, bytes(400))
    with pytest.raises(OutputError, match=r"master\.wav"):
        list(pcm_blocks(path, 0, 1000))


LONG_RATE = 16_000
LONG = click_track([at * LONG_RATE // 2 + at * 37 for at in range(1, 180)], 95 * LONG_RATE + 123)
"""Bursts twice a second, never twice at the same place in a frame; long enough for five stretches."""


def test_the_bytes_do_not_depend_on_how_many_encode_at_once() -> None:
    made = set()
    for workers in (1, 2, 5):
        target = io.BytesIO()
        encode([LONG], target, rate=LONG_RATE, bitrate_kbps=32, workers=workers)
        made.add(target.getvalue())
    assert len(made) == 1


def test_a_long_sound_is_encoded_in_stretches() -> None:
    cut = list(stretches([LONG], rate=LONG_RATE, frame=576))
    assert len(cut) == 5
    assert [stretch.is_last for stretch in cut] == [False, False, False, False, True]
    assert b"".join(stretch.pcm for stretch in cut) == LONG


def test_stretches_joined_are_decoded_to_exactly_the_samples_of_the_whole() -> None:
    heard = decoded(encoded(LONG, rate=LONG_RATE, bitrate_kbps=64))
    assert len(heard) == len(LONG) // 2
    for at in range(1, 180):
        start = at * LONG_RATE // 2 + at * 37
        assert loudest(heard, start) == start


def test_where_stretches_meet_nothing_is_heard() -> None:
    """One encoder for the whole, and one for each stretch: both silent where one ends and one begins."""
    heard = np.array(decoded(encoded(LONG, rate=LONG_RATE, bitrate_kbps=64)), dtype=float)
    at = 0
    for stretch in list(stretches([LONG], rate=LONG_RATE, frame=576, paragraphs=True))[:-1]:
        at += len(stretch.pcm) // 2
        assert np.abs(heard[at - 1_152 : at + 1_152]).max() <= 2


def test_the_sound_is_as_good_as_that_of_one_encoder() -> None:
    meant = np.frombuffer(LONG, "<i2").astype(float)

    def error(data: bytes) -> float:
        return float(np.sqrt(np.mean((np.array(decoded(data), dtype=float) - meant) ** 2)))

    whole = io.BytesIO()
    one = mp3_of_one_encoder(LONG, rate=LONG_RATE, bitrate_kbps=64)
    encode([LONG], whole, rate=LONG_RATE, bitrate_kbps=64)
    late = ENCODER_DELAY + DECODER_DELAY
    single = np.array(decoded(one), dtype=float)[late : late + len(meant)]
    assert error(whole.getvalue()) < 1.05 * float(np.sqrt(np.mean((single - meant) ** 2)))


def mp3_of_one_encoder(pcm: bytes, *, rate: int, bitrate_kbps: int) -> bytes:
    """What LAME makes of it in one go, without an Info frame."""
    import lameenc

    lame = lameenc.Encoder()
    lame.silence()
    lame.set_channels(1)
    lame.set_in_sample_rate(rate)
    lame.set_out_sample_rate(rate)
    lame.set_bit_rate(bitrate_kbps)
    lame.set_quality(5)
    return bytes(lame.encode(pcm)) + bytes(lame.flush())


@settings(max_examples=40)
@given(
    pieces=st.lists(st.tuples(st.integers(0, 30_000), st.integers(0, 30_000)), max_size=30),
    frame=st.sampled_from([576, 1152]),
    block=st.integers(1, 50_000),
    paragraphs=st.booleans(),
)
def test_a_cut_lies_on_a_border_of_frames_in_the_middle_of_silence(
    pieces: list[tuple[int, int]], frame: int, block: int, paragraphs: bool
) -> None:
    pcm = b"".join(b"\x01\x01" * sound + bytes(2 * silence) for sound, silence in pieces)
    blocks = [pcm[at : at + 2 * block] for at in range(0, len(pcm), 2 * block)]
    cut = list(stretches(blocks, rate=2_000, frame=frame, paragraphs=paragraphs))
    assert b"".join(stretch.pcm for stretch in cut) == pcm
    at = 0
    for stretch in cut[:-1]:
        at += len(stretch.pcm)
        assert at % (2 * frame) == 0
        assert not any(pcm[at - 2 * GUARD : at + 2 * GUARD])
    whole = stretches([pcm], rate=2_000, frame=frame, paragraphs=paragraphs)
    assert [item.pcm for item in cut] == [item.pcm for item in whole]


PAUSE = bytes(1152 * 20)
"""Of half a second, in whole frames."""


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(1, 900), st.integers(1, 255)), min_size=3, max_size=8), st.data())
def test_what_is_changed_in_a_paragraph_changes_no_stretch_of_another(
    texts: list[tuple[int, int]], data: st.DataObject
) -> None:
    """A text is some frames of one value, as long as a short or a long paragraph."""

    def cut(texts: list[tuple[int, int]]) -> list[bytes]:
        sound = b"".join(bytes([value]) * 1152 * frames + PAUSE for frames, value in texts)
        return [item.pcm for item in stretches([sound], rate=22_050, frame=576, paragraphs=True)]

    at = data.draw(st.integers(0, len(texts) - 1))
    other = data.draw(st.tuples(st.integers(1, 900), st.integers(1, 255)))
    before, after = cut(texts), cut([*texts[:at], other, *texts[at + 1 :]])
    assert len(before) == len(after) == len(texts)
    assert sum(one != two for one, two in zip(before, after, strict=True)) <= 1


def test_silence_that_never_ends_is_not_held() -> None:
    cut = list(stretches((bytes(2 * 22_050) for _ in range(100)), rate=22_050, frame=576))
    assert max(len(item.pcm) for item in cut) <= 20 * 2 * 22_050
    assert sum(len(item.pcm) for item in cut) == 100 * 2 * 22_050


class Kept:
    """Keeps in memory, and counts."""

    def __init__(self) -> None:
        self.held: dict[str, bytes] = {}
        self.found = 0

    def find_bytes(self, key: str) -> bytes | None:
        self.found += key in self.held
        return self.held.get(key)

    def keep_bytes(self, key: str, data: bytes) -> None:
        self.held[key] = data


def test_what_was_encoded_before_is_not_again_and_sounds_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Kept()

    def made(pcm: bytes = LONG, *, kept: Kept | None = kept, quality: int = 7) -> tuple[bytes, Account]:
        target, hearing = io.BytesIO(), Hearing(LONG_RATE)
        encode([pcm], target, rate=LONG_RATE, quality=quality, hearing=hearing, kept=kept)
        return target.getvalue(), hearing.account()

    first = made()
    assert kept.found == 0
    assert kept.held
    assert first == made(kept=None), "the same bytes, kept or not"
    held = len(kept.held)
    made(quality=5)
    assert len(kept.held) == 2 * held, "another quality is another sound"
    monkeypatch.setattr("briefing.audio.encoder._lame", None)
    assert made() == first
    assert kept.found == held


def test_what_is_heard_of_stretches_is_what_is_heard_of_the_whole() -> None:
    hearing, meter = Hearing(LONG_RATE), Meter(LONG_RATE)
    data = io.BytesIO()
    encode([LONG], data, rate=LONG_RATE, hearing=hearing)
    meter.add(np.array(decoded(data.getvalue()), dtype=np.int16))
    one, other = hearing.account(), meter.account()
    assert one.level.lufs == pytest.approx(other.level.lufs, abs=0.02)
    assert one.level.range_lu == pytest.approx(other.level.range_lu, abs=0.1)
    assert one.level.true_peak_dbtp == pytest.approx(other.level.true_peak_dbtp, abs=0.001)
    assert one.peak_dbfs == pytest.approx(other.peak_dbfs, abs=0.001)
    assert one.momentary_lufs == pytest.approx(other.momentary_lufs, abs=0.1)


@pytest.mark.parametrize(("pcm", "rate"), [(click_track([3000], 50_001), 24_000), (LONG, LONG_RATE)])
def test_programs_of_others_have_nothing_to_complain_about(tmp_path: Path, pcm: bytes, rate: int) -> None:
    path = tmp_path / "clicks.mp3"
    path.write_bytes(tag(Tags(title="clicks")) + encoded(pcm, rate=rate))
    if mp3val := shutil.which("mp3val"):
        said = subprocess.run([mp3val, path], capture_output=True, check=True).stdout
        assert b"INFO" in said
        assert b"WARNING" not in said
        assert b"ERROR" not in said
    if ffmpeg := shutil.which("ffmpeg"):
        command = [ffmpeg, "-v", "warning", "-i", str(path), "-f", "s16le", "-"]
        ran = subprocess.run(command, capture_output=True, check=True)
        assert ran.stderr == b""
        heard = array("h", ran.stdout)
        assert len(heard) == len(pcm) // 2
