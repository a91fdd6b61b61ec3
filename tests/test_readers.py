"""A real briefing, read back by programs that are not ours: what they hear is what we meant."""

from __future__ import annotations

import json
import shutil
import subprocess
import wave
from pathlib import Path
from typing import Any

import eyed3
import miniaudio
import numpy as np
import pytest
from mutagen.id3 import ID3
from mutagen.mp3 import MP3
from numpy.typing import NDArray

from briefing.model import Briefing
from briefing.pipeline import make
from briefing.settings import Settings
from briefing.store import Store
from briefing.timeline import milliseconds
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A briefing voiced by espeak."""
    place = tmp_path_factory.mktemp("readers")
    make(
        str(ROOT / "seeds" / "headings.md"),
        place / "out",
        store=Store(place / "cache"),
        created="2026-02-27",
        settings=Settings(voice="espeak"),
    )
    return place / "out"


@pytest.fixture(scope="module")
def briefing(folder: Path) -> Briefing:
    from briefing.shelf import load

    return load(folder)


def expected(briefing: Briefing) -> list[tuple[str, int, int]]:
    return [
        (chapter.title, milliseconds(chapter.start, briefing.rate), milliseconds(chapter.end, briefing.rate))
        for chapter in briefing.chapters
    ]


def master_of(folder: Path) -> NDArray[np.int16]:
    with wave.open(str(folder / "master.wav")) as file:
        return np.frombuffer(file.readframes(file.getnframes()), "<i2")


def test_mutagen_reads_the_chapters_their_order_and_their_titles(folder: Path, briefing: Briefing) -> None:
    tag: Any = ID3(folder / "briefing.mp3")  # type: ignore[no-untyped-call]
    assert tag.version == (2, 3, 0)
    [contents] = tag.getall("CTOC")
    found = []
    for name in contents.child_element_ids:
        chapter = tag[f"CHAP:{name}"]
        [title] = chapter.sub_frames.getall("TIT2")
        found.append((str(title.text[0]), int(chapter.start_time), int(chapter.end_time)))
    assert found == expected(briefing)
    assert str(tag["TCON"].text[0]) == "Speech"
    assert str(tag["TLAN"].text[0]) == "ara"


def test_eyed3_reads_the_chapters(folder: Path, briefing: Briefing) -> None:
    tag = eyed3.load(folder / "briefing.mp3").tag
    assert [(item.title, *item.times) for item in tag.chapters] == expected(briefing)


def test_the_decoded_mp3_is_the_master_frame_by_frame(folder: Path, briefing: Briefing) -> None:
    decoded = np.asarray(miniaudio.mp3_read_file_s16(str(folder / "briefing.mp3")).samples, np.float64)
    master = master_of(folder).astype(np.float64)
    assert len(master) == briefing.frames == briefing.chapters[-1].end
    assert abs(len(decoded) - len(master)) <= briefing.rate * 0.002
    cue = briefing.utterances[len(briefing.utterances) // 2]
    piece = master[cue.start : cue.end]
    likeness = {lag: float(np.dot(piece, decoded[cue.start + lag : cue.end + lag])) for lag in range(-60, 61)}
    assert max(likeness, key=lambda lag: likeness[lag]) == 0
    info: Any = MP3(folder / "briefing.mp3").info  # type: ignore[no-untyped-call]
    assert info.length == pytest.approx(len(master) / briefing.rate, abs=0.06)


def test_every_utterance_is_heard_in_its_cue_and_silence_before_it(folder: Path, briefing: Briefing) -> None:
    master = np.abs(master_of(folder).astype(np.int32))
    last = 0
    for cue in briefing.utterances:
        assert master[cue.start : cue.end].max() > 2_000, cue.id
        before = master[max(last, cue.start - int(0.15 * briefing.rate)) : cue.start]
        assert not before.any(), cue.id
        last = cue.end
    for chapter in briefing.chapters[1:]:
        first = briefing.cues_of(chapter)[0]
        assert not master[first.start - int(0.3 * briefing.rate) : first.start].any()
        assert 50 <= milliseconds(first.start - chapter.start, briefing.rate) <= 100


def test_nothing_clicks_where_sounds_begin_and_end(folder: Path, briefing: Briefing) -> None:
    master = master_of(folder).astype(np.int32)
    steps = np.abs(np.diff(master))
    inside = max(int(steps[cue.start + 500 : cue.end - 500].max()) for cue in briefing.utterances)
    for cue in briefing.utterances:
        for edge in (cue.start, cue.end):
            assert steps[max(0, edge - 60) : edge + 60].max() < inside / 4


def test_ffprobe_reads_the_chapters_where_it_is_installed(folder: Path, briefing: Briefing) -> None:
    ffprobe = shutil.which("ffprobe")
    if ffprobe is None:  # a bare machine; CI has it
        return
    done = subprocess.run(
        [ffprobe, "-v", "error", "-show_chapters", "-of", "json", str(folder / "briefing.mp3")],
        capture_output=True,
        check=True,
    )
    found = [
        (item["tags"]["title"], item["start"], item["end"]) for item in json.loads(done.stdout)["chapters"]
    ]
    assert found == expected(briefing)


def test_mp3val_finds_nothing_wrong_where_it_is_installed(folder: Path) -> None:
    mp3val = shutil.which("mp3val")
    if mp3val is None:  # a bare machine; CI has it
        return
    done = subprocess.run([mp3val, str(folder / "briefing.mp3")], capture_output=True, text=True, check=True)
    assert "WARNING" not in done.stdout
    assert "ERROR" not in done.stdout
