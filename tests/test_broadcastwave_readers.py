"""What others read in a Broadcast Wave file of ours is what was meant."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import wavinfo
from numpy.typing import NDArray

from briefing.audio import broadcastwave
from briefing.audio.bext import Bext, coding, reference
from briefing.audio.broadcastwave import Format
from briefing.audio.cart import Cart, Timer
from briefing.audio.marks import Mark
from tests import libsndfile
from tests.validators import program

FRAMES = 96_001
TITLE = "نشرة الصباح: سعر الفائدة"
MARKS = (
    Mark(0, 30_000, "العنوان"),
    Mark(30_000, 40_000, "رَفَعَ البنك المركزي سعر الفائدة، أمس."),
    Mark(70_000, 26_001, "«لا تعليق»"),
)
BEXT = Bext(
    description="al-nashra: rafa'a al-bank al-markazi si'r al-fa'ida",
    originator="Radio One",
    reference=reference(
        country="QA", organisation="BRF", serial="1", time="07:30:00", content_digest="0123456789abcdef"
    ),
    date="2026-03-01",
    time="07:30:00",
    time_reference=144_000,
    lufs=-23.04,
    range_lu=3.6,
    true_peak_dbtp=-1.05,
    momentary_lufs=-17.91,
    short_term_lufs=-20.5,
    coding_history=(coding(rate=48_000, bits=24, mode="dual-mono", text="briefing"),),
)
CART = Cart(
    title="al-nashra",
    artist="Radio One",
    cut_id="123456",
    category="NEWS",
    out_cue="si'r al-fa'ida",
    start_date="2026-03-01",
    start_time="06:00:00",
    end_date="2026-03-02",
    end_time="06:00:01",
    producer_version="1.0",
    timers=(Timer("AUDs", 0), Timer("AUDe", 90_000), Timer("EOD", FRAMES)),
    url="https://example.org/",
    tag_text=("one", "two"),
)
INFO = (("INAM", TITLE), ("IART", "إذاعة الأولى"), ("IPRD", "النشرة"), ("ICMT", "ملخص"))
FORMATS = [Format(bits=24, channels=2), Format(bits=16, channels=1)]


def samples(bits: int) -> NDArray[np.int32]:
    wave: NDArray[np.float64] = np.rint(np.sin(np.arange(FRAMES) / 20) * 2.0 ** (bits - 4))
    return wave.astype(np.int32)


@pytest.fixture(params=FORMATS, ids=str)
def format(request: pytest.FixtureRequest) -> Format:
    assert isinstance(request.param, Format)
    return request.param


@pytest.fixture
def path(format: Format, tmp_path: Path) -> Path:
    written = tmp_path / "a.wav"
    blocks = [samples(format.bits)]
    broadcastwave.write(
        written, blocks, frames=FRAMES, format=format, bext=BEXT, cart=CART, marks=MARKS, info=INFO
    )
    return written


def run(name: str, *options: str | Path) -> str:
    found = subprocess.run([program(name), *options], capture_output=True, text=True, check=True)
    assert not found.stderr
    return found.stdout


def test_ffprobe_shows_the_marks_as_chapters_and_the_tags(path: Path, format: Format) -> None:
    options = ("-v", "warning", "-show_chapters", "-show_format", "-show_streams", "-of", "json")
    probed: dict[str, Any] = json.loads(run("ffprobe", *options, path))
    chapters = [(each["start"], each["tags"]["title"]) for each in probed["chapters"]]
    assert chapters == [(mark.frame, mark.label) for mark in MARKS]
    assert probed["format"]["tags"] == {
        "comment": "ملخص",
        "encoded_by": "Radio One",
        "originator_reference": BEXT.reference,
        "date": "2026-03-01",
        "creation_time": "07:30:00",
        "time_reference": "144000",
        "coding_history": "A=PCM,F=48000,W=24,M=dual-mono,T=briefing\r\n",
        "title": TITLE,
        "artist": "إذاعة الأولى",
        "album": "النشرة",
    }
    (stream,) = probed["streams"]
    assert stream["codec_name"] == f"pcm_s{format.bits}le"
    assert stream["codec_tag"] == "0x0001"
    assert (stream["channels"], stream["duration_ts"]) == (format.channels, FRAMES)


def test_ffmpeg_decodes_every_sample(path: Path, format: Format) -> None:
    decoded = subprocess.run(
        [program("ffmpeg"), "-v", "error", "-i", path, "-f", "s32le", "-"], capture_output=True, check=True
    )
    assert not decoded.stderr
    channels = np.frombuffer(decoded.stdout, "<i4").reshape(-1, format.channels)
    for column in channels.T:
        assert np.array_equal(column >> (32 - format.bits), samples(format.bits))


def test_sndfile_lists_every_chunk_and_the_arabic_labels(path: Path, format: Format) -> None:
    said = run("sndfile-info", path)
    assert not re.search(r"\*\*|[Ee]rror|should be|denied|odd", said)
    assert "Format        : 0x1 => WAVE_FORMAT_PCM" in said
    assert f"RIFF : {path.stat().st_size - 8}" in said
    assert re.findall(r"labl : (\d) : (.*)", said) == [
        (str(number), mark.label) for number, mark in enumerate(MARKS, start=1)
    ]
    assert re.findall(r"Cue ID : +\d +Pos : +(\d+) +Chunk : data .* Offset : +(\d+)", said) == [
        (str(mark.frame), str(mark.frame)) for mark in MARKS
    ]
    assert [f"    {name} : {text}" in said for name, text in INFO] == [True] * len(INFO)
    assert f"Frames      : {FRAMES}" in said
    assert f"Channels    : {format.channels}" in said


def test_sndfile_reads_bext(path: Path) -> None:
    said = run("sndfile-info", "--broadcast", path)
    for line in (
        f"Description      : {BEXT.description}",
        "Originator       : Radio One",
        f"Origination ref  : {BEXT.reference}",
        "Origination date : 2026-03-01",
        "Origination time : 07:30:00",
        "BWF version      : 2",
        "Loudness value   : -23.04",
        "Loudness range   :  3.60",
        "Max. true peak level         : -1.05",
        "Max. momentary loudness  : -17.91",
    ):
        assert re.sub(" +", " ", line) in re.sub(" +", " ", said), line


def test_libsndfile_reads_cart(path: Path) -> None:
    read = libsndfile.cart_of(path)
    fields = ("title", "artist", "cut_id", "category", "out_cue", "start_date", "start_time", "end_date")
    for field in (*fields, "end_time", "producer_app", "producer_version", "url"):
        assert getattr(read, field).decode() == getattr(CART, field), field
    assert read.version == b"0101"
    assert read.level_reference == 32_768
    timers = [(timer.usage.decode().strip(), timer.value) for timer in read.timers if timer.usage]
    assert timers == [(timer.usage, timer.frame) for timer in CART.timers]
    assert read.tag_text == b"one\r\ntwo\r\n"


def test_sox_reads_the_format_and_the_exact_length(path: Path, format: Format) -> None:
    asked = {"-s": FRAMES, "-r": 48_000, "-c": format.channels, "-b": format.bits}
    assert {option: int(run("soxi", option, path)) for option in asked} == asked
    assert run("soxi", "-e", path).strip() == "Signed Integer PCM"


def test_wavinfo_reads_everything(path: Path, format: Format) -> None:
    read = wavinfo.WavInfoReader(str(path), info_encoding="utf-8", bext_encoding="ascii")
    assert (read.fmt.audio_format, read.fmt.bits_per_sample) == (1, format.bits)
    assert read.data.frame_count == FRAMES
    found: dict[tuple[str, str], Any] = {(scope, str(key)): value for scope, key, value in read.walk()}
    wanted = {
        "description": BEXT.description,
        "originator": "Radio One",
        "originator_ref": BEXT.reference,
        "originator_date": "2026-03-01",
        "originator_time": "07:30:00",
        "time_reference": 144_000,
        "version": 2,
        "umid": bytes(64),
        "coding_history": "A=PCM,F=48000,W=24,M=dual-mono,T=briefing\r\n",
        "loudness_value": -23.04,
        "loudness_range": 3.6,
        "max_true_peak": -1.05,
        "max_momentary_loudness": -17.91,
        "max_shortterm_loudness": -20.5,
    }
    assert {key: found["bext", key] for key in wanted} == wanted
    assert found["info", "title"] == TITLE
    assert found["info", "artist"] == "إذاعة الأولى"
    cues = [found["cues", str(number)] for number in (1, 2, 3)]
    assert [(cue["frame"], cue["length"], cue["label"]) for cue in cues] == [
        (mark.frame, mark.length, mark.label) for mark in MARKS
    ]


def test_mediainfo_reads_bext_and_its_loudness(path: Path, format: Format) -> None:
    general, audio = json.loads(run("mediainfo", "--Output=JSON", path))["media"]["track"]
    assert general["Description"] == BEXT.description
    assert general["Producer"] == "Radio One"
    assert general["Encoded_Date"] == "2026-03-01 07:30:00"
    assert general["extra"] == {
        "bext_Present": "Yes",
        "bext_Version": "2",
        "Producer_Reference": BEXT.reference,
    }
    assert audio["extra"] == {
        "LoudnessValue": "-23.04",
        "LoudnessRange": "3.60",
        "MaxTruePeakLevel": "-1.05",
        "MaxMomentaryLoudness": "-17.91",
        "MaxShortTermLoudness": "-20.50",
    }
    assert (audio["SamplingCount"], audio["BitDepth"]) == (str(FRAMES), str(format.bits))
    assert audio["Delay"].startswith("3.000")
    assert audio["CodecID"] == "1"
