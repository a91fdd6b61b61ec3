"""Files are measured as ffmpeg measures them, and their samples are looked at whatever the blocks."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from briefing.audio.broadcastwave import Format
from briefing.audio.measuring import measure
from briefing.audio.recordings import opened
from briefing.audio.scanning import CLIPPED_RUN, Scan, Scanner
from tests.aired import RATE, Aired, speech
from tests.validators import program

FIGURES = (
    ("I", "LUFS", 0.1),
    ("LRA", "LU", 1.0),
    ("Peak", "dBFS", 0.3),
)
"""What ffmpeg calls it, its unit, how near we must be."""


def uneven(seconds: float = 20, *, lufs: float = -23.0) -> NDArray[np.float64]:
    """Speech that becomes softer and louder, with pauses."""
    sound = speech(seconds, lufs=lufs)
    at = np.arange(len(sound)) / RATE
    changed: NDArray[np.float64] = sound * (0.35 + 0.65 * np.sin(np.pi * at / 11) ** 2) * (at % 5 < 4.2)
    return changed


def two_sides(path: Path) -> Path:
    """Another sound on each side."""
    left, right = uneven() * 32_768, uneven(lufs=-30)[::-1] * 32_768
    samples = np.stack([left, right], axis=1).round().astype("<i2")
    command: list[str | Path] = [
        program("ffmpeg"),
        "-v",
        "error",
        "-f",
        "s16le",
        "-ar",
        str(RATE),
        "-ac",
        "2",
        "-i",
        "-",
        path,
    ]
    subprocess.run(command, input=samples.tobytes(), check=True)
    return path


def by_ffmpeg(path: Path) -> dict[str, float]:
    """ffmpeg's summary, and the loudest 400 ms and 3 s it logged."""
    graph = "ebur128=peak=true:dualmono=true:framelog=verbose"
    command: list[str | Path] = [
        program("ffmpeg"),
        "-nostdin",
        "-v",
        "verbose",
        "-i",
        path,
        "-filter_complex",
        graph,
    ]
    said = subprocess.run([*command, "-f", "null", "-"], capture_output=True, text=True, check=True).stderr
    summary = said[said.rindex("Summary:") :]
    figures = {
        name: float(found[1])
        for name, unit, _ in FIGURES
        if (found := re.search(rf"\b{name}: +(-?[\d.]+) {unit}", summary))
    }
    for name in "MS":
        figures[name] = max(float(found) for found in re.findall(rf"\b{name}: *(-?[\d.]+)", said))
    return figures


@pytest.fixture(params=["mono", "16 bits", "same on both sides", "different sides", "flac"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    written = tmp_path / "a.wav"
    if request.param == "different sides":
        return two_sides(written)
    formats = {"same on both sides": Format(bits=24, channels=2), "16 bits": Format()}
    Aired(sound=uneven(), format=formats.get(request.param, Format(bits=24)), bext=None).write(written)
    if request.param == "flac":
        subprocess.run([program("ffmpeg"), "-v", "error", "-i", written, tmp_path / "a.flac"], check=True)
        return tmp_path / "a.flac"
    return written


def test_a_file_is_as_loud_as_ffmpeg_finds_it(path: Path) -> None:
    account = measure(opened(path)).account
    theirs = by_ffmpeg(path)
    ours = {"I": account.level.lufs, "LRA": account.level.range_lu, "Peak": account.level.true_peak_dbtp}
    for name, _, near in FIGURES:
        assert ours[name] == pytest.approx(theirs[name], abs=near), name
    assert account.momentary_lufs == pytest.approx(theirs["M"], abs=0.2)
    assert account.short_term_lufs == pytest.approx(theirs["S"], abs=0.2)


def scanned(sound: NDArray[np.int16], cuts: list[int] | None = None) -> Scan:
    scanner = Scanner(bits=16)
    for block in np.split(sound, sorted(cuts or [])):
        scanner.add(block)
    return scanner.scan()


SAMPLES = st.lists(st.sampled_from([0, 0, 0, 1, -32, 33, -500, 32_767, 32_767, -32_768]), max_size=40)


@given(SAMPLES, st.lists(st.integers(0, 40), max_size=6))
@settings(deadline=None)
def test_what_is_seen_does_not_depend_on_the_blocks(samples: list[int], cuts: list[int]) -> None:
    sound = np.array(samples, np.int16)
    assert scanned(sound, cuts) == scanned(sound)


@given(SAMPLES)
@settings(deadline=None)
def test_what_is_seen_is_what_a_plain_look_finds(samples: list[int]) -> None:
    seen = scanned(np.array(samples, np.int16))
    loud = "".join("x" if abs(sample) >= 33 else "-" for sample in samples)
    assert seen.frames == len(samples)
    assert seen.head == len(loud) - len(loud.lstrip("-"))
    assert seen.tail == len(loud) - len(loud.rstrip("-"))
    assert seen.pause == max(map(len, loud.strip("-").split("x")), default=0)
    full = "".join("x" if sample in (32_767, -32_768) else "-" for sample in samples)
    runs = [run for run in full.split("-") if len(run) >= CLIPPED_RUN]
    assert seen.clips == len(runs)
    assert seen.clip_at == full.find("x" * CLIPPED_RUN)
    zeros = "".join("x" if sample else "-" for sample in samples)
    assert seen.head_zeros == len(zeros) - len(zeros.lstrip("-"))
    assert seen.tail_zeros == len(zeros) - len(zeros.rstrip("-"))
    assert seen.offset == pytest.approx(sum(samples) / 32_768 / max(len(samples), 1))


def test_a_pause_is_found_where_it_begins() -> None:
    sound = np.zeros(100, np.int16)
    sound[[10, 20, 60, 61]] = 5000
    assert (scanned(sound).pause, scanned(sound).pause_at) == (39, 21)
    assert (scanned(sound, [30, 50]).pause, scanned(sound, [30, 50]).pause_at) == (39, 21)


def test_a_codec_clips_where_it_passes_full_scale() -> None:
    scanner = Scanner(bits=0)
    scanner.add(np.array([32_767.9] * 3 + [0] + [32_768.5] * 3, np.float32))
    assert (scanner.scan().clips, scanner.scan().clip_at) == (1, 4)
