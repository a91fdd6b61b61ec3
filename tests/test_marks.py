"""Marks for editors: the files as approved, what others read in them, and what the check finds."""

from __future__ import annotations

import csv
import importlib
import json
import random
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.checks import marks as check
from briefing.errors import ConfigError, RequestError
from briefing.exporters import _marks_cue, _marks_otio, marks
from briefing.exporters._marks_list import Span, listed
from briefing.model import Briefing
from tests.approved import check_golden
from tests.briefings import HEADLINE, make_briefing, with_sections
from tests.test_checks import spoiled
from tests.validators import program

TITLES = ("التقديم", "الملخص", 'خطة "السواحل" الجديدة', 'قول" واحد', "الختام، وبعده\tشيء")


@pytest.fixture(scope="module")
def briefing() -> Briefing:
    """One with quotes, tabs and commas in its titles."""
    plain = make_briefing()
    chapters = tuple(
        replace(chapter, title=title) for chapter, title in zip(plain.chapters, TITLES, strict=True)
    )
    return replace(plain, chapters=chapters)


@pytest.fixture
def folder(briefing: Briefing, tmp_path: Path) -> Path:
    """Its marks, written."""
    marks.export(briefing, tmp_path, marks.Options())
    return tmp_path


@pytest.mark.parametrize("form", marks.NAMES)
def test_every_form_was_approved(briefing: Briefing, form: marks.Form) -> None:
    text = marks.render(briefing, form)
    check_golden(marks.NAMES[form], text.replace("\r\n", "\n"))
    assert not text.startswith("\ufeff")
    assert ("\r\n" in text) == (form == "cue")


def test_what_is_written_has_no_fault_and_is_for_one_file(briefing: Briefing, folder: Path) -> None:
    assert sorted(path.name for path in folder.iterdir()) == sorted(marks.FILES)
    assert list(check.check(folder, briefing)) == []
    marks.export(briefing, folder, marks.Options(sound="briefing.mp3"))
    assert list(check.check(folder, briefing)) == []
    assert 'FILE "briefing.mp3" MP3' in (folder / "marks.cue").read_text(encoding="utf-8")
    for name in ("marks.m3u8", "marks.otio"):
        text = (folder / name).read_text(encoding="utf-8")
        assert "briefing.mp3" in text
        assert "master.wav" not in text


@pytest.mark.parametrize("sound", ["", "../master.wav", 'a".wav', "a\nb.wav", "/tmp/a.wav"])
def test_the_sound_is_a_file_beside_the_marks(sound: str) -> None:
    with pytest.raises(RequestError, match=r"marks\.sound"):
        marks.Options(sound=sound)


# --- CUE -------------------------------------------------------------------------------------------


@given(rate=st.sampled_from((8_000, 22_050, 24_000, 44_100, 48_000)), frames=st.integers(0, 2**40))
def test_a_cue_time_is_rounded_down_and_never_reaches_frame_75(rate: int, frames: int) -> None:
    minutes, seconds, rest = map(int, _marks_cue.clock(frames, rate).split(":"))
    assert seconds < 60
    assert rest < 75
    at = Fraction((minutes * 60 + seconds) * 75 + rest, 75)
    assert 0 <= Fraction(frames, rate) - at < Fraction(1, 75)


@pytest.mark.parametrize(("count", "tracks"), [(1, 1), (98, 98), (99, 99), (100, 99), (300, 99)])
def test_more_chapters_than_tracks_are_joined_to_neighbours(count: int, tracks: int, tmp_path: Path) -> None:
    many = with_sections(count)
    found = _marks_cue.tracks(listed(many))
    assert len(found) == tracks
    assert found[0].start == 0
    gaps = {two.start - one.start for one, two in pairwise(found)}
    assert len(gaps) <= 2
    marks.export(many, tmp_path, marks.Options())
    assert list(check.check(tmp_path, many)) == []


def test_chapters_in_the_same_cd_frame_are_one_track(briefing: Briefing) -> None:
    chapters = tuple(Span(f"s{at}", f"{at}", at * 100, at * 100 + 100) for at in range(8))
    timing = replace(listed(briefing), rate=24_000, chapters=chapters)
    assert [item.id for item in _marks_cue.tracks(timing)] == ["s0", "s4", "s7"]


def test_a_long_briefing_has_minutes_of_three_digits() -> None:
    assert _marks_cue.clock(24_000 * 60 * 101, 24_000) == "101:00:00"


def test_cueprint_reads_the_titles_and_cuebreakpoints_the_times(briefing: Briefing, folder: Path) -> None:
    sheet = str(folder / "marks.cue")
    command = [program("cueprint"), "-d", "%N|%T|%P\n", "-t", "%n|%t\n", sheet]
    shown = subprocess.run(command, capture_output=True, check=True).stdout.decode().splitlines()
    assert [part.strip() for part in shown[0].split("|")] == ["5", HEADLINE, "صحيفة الساحل"]
    assert shown[1:] == [
        f"{number}|{title}"
        for number, title in enumerate(
            ("التقديم", "الملخص", "خطة «السواحل» الجديدة", "قول واحد", "الختام، وبعده شيء"), 1
        )
    ]
    breaks = subprocess.run([program("cuebreakpoints"), sheet], capture_output=True, check=True).stdout
    expected = []
    for chapter in briefing.chapters[1:]:
        seconds, rest = divmod(chapter.start * 75 // briefing.rate, 75)
        expected.append(f"{seconds // 60}:{seconds % 60:02d}.{rest:02d}")
    assert breaks.decode().split() == expected


# --- the others ------------------------------------------------------------------------------------


def test_audacity_s_times_are_exact_to_a_millionth(briefing: Briefing, folder: Path) -> None:
    spans: dict[str, list[tuple[int, int]]] = {
        "marks.chapters.txt": [(item.start, item.end) for item in briefing.chapters],
        "marks.sentences.txt": [(item.start, item.end) for item in briefing.utterances],
    }
    for name, items in spans.items():
        lines = (folder / name).read_text(encoding="utf-8").splitlines()
        assert len(lines) == len(items)
        for line, (begin, finish) in zip(lines, items, strict=True):
            start, end, _text = line.split("\t")
            assert re.fullmatch(r"\d+\.\d{6}", start)
            assert abs(Fraction(start) * briefing.rate - begin) < Fraction(briefing.rate, 10**6)
            assert round(Fraction(end) * briefing.rate) == finish


def test_reaper_s_regions_are_chapters_and_its_markers_sentences(briefing: Briefing, folder: Path) -> None:
    with (folder / "marks.reaper.csv").open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    assert head == ["#", "Name", "Start", "End", "Length"]
    regions = [row for row in rows if row[0].startswith("R")]
    assert [row[1] for row in regions] == [" ".join(title.split()) for title in TITLES]
    assert regions[1][2:] == ["0:01.980", "0:03.960", "0:01.980"]
    assert len(rows) - len(regions) == len(briefing.utterances)


def test_the_playlist_s_lengths_add_up(briefing: Briefing) -> None:
    text = marks.render(briefing, "m3u8")
    lengths = [int(length) for length in re.findall(r"#EXTINF:(\d+),", text)]
    assert sum(lengths) == round(briefing.frames / briefing.rate)


def test_opentimelineio_reads_every_frame_back(briefing: Briefing, folder: Path) -> None:
    import opentimelineio as otio

    timeline: Any = otio.adapters.read_from_file(str(folder / "marks.otio"))
    assert timeline.name == HEADLINE
    assert timeline.duration() == otio.opentime.RationalTime(briefing.frames, briefing.rate)
    clips = list(timeline.find_clips())
    assert len(timeline.audio_tracks()) == 1
    assert not timeline.video_tracks()
    for clip, chapter in zip(clips, briefing.chapters, strict=True):
        assert clip.name == " ".join(chapter.title.split())
        assert clip.range_in_parent().start_time.value == chapter.start
        assert clip.source_range.duration.value == chapter.end - chapter.start
        assert clip.media_reference.target_url == "master.wav"
    found = [marker for clip in clips for marker in clip.markers]
    for marker, cue in zip(found, briefing.utterances, strict=True):
        assert (marker.name, marker.metadata["briefing"]["id"]) == (cue.shown, cue.id)
        assert (marker.marked_range.start_time.value, marker.marked_range.duration.value) == (
            *(cue.start, cue.end - cue.start),
        )


def test_without_its_package_opentimelineio_is_left_out_or_asked_for(
    briefing: Briefing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "opentimelineio", None)
    monkeypatch.setattr(_marks_otio, "PACKAGE", "opentimelineio_that_is_not_here")
    choices: tuple[Literal["auto", "no"], ...] = ("auto", "no")
    for choice in choices:
        written = marks.export(briefing, tmp_path, marks.Options(otio=choice))
        assert "marks.otio" not in {path.name for path in written}
    with pytest.raises(ConfigError) as raised:
        marks.export(briefing, tmp_path, marks.Options(otio="yes"))
    assert raised.value.hint == "pip install 'briefing[otio]'"


# --- the check -------------------------------------------------------------------------------------


def swap(name: str, old: str, new: str) -> Callable[[Path], None]:
    def plant(folder: Path) -> None:
        text = (folder / name).read_bytes().decode()
        assert old in text
        (folder / name).write_bytes(text.replace(old, new, 1).encode())

    return plant


def later_in_json(folder: Path) -> None:
    path = folder / "marks.otio"
    timeline = json.loads(path.read_text(encoding="utf-8"))
    marker = timeline["tracks"]["children"][0]["children"][2]["markers"][1]
    marker["marked_range"]["start_time"]["value"] += 1
    path.write_text(json.dumps(timeline), encoding="utf-8")


DEFECTS = {
    "a title in the CUE sheet": ("s03", swap("marks.cue", "قول", "فعل")),
    "a track late by a CD frame": ("track 2", swap("marks.cue", "00:01:73", "00:01:74")),
    "frame 75": ("track 2", swap("marks.cue", "00:01:73", "00:01:75")),
    "a track that is missing": ("track 2", swap("marks.cue", "TRACK 02 AUDIO", "TRACK 03 AUDIO")),
    "a byte order mark": ("start", swap("marks.cue", "REM", "\ufeffREM")),
    "no file": ("start", swap("marks.cue", "FILE", "REM")),
    "a comma for a dot": ("line 2", swap("marks.chapters.txt", "\n1.980000", "\n1,980000")),
    "a label late by a millisecond": ("s01", swap("marks.chapters.txt", "\n1.980000", "\n1.981000")),
    "a sentence with another word": ("s01u02", swap("marks.sentences.txt", "خطة تمتد", "خططا تمتد")),
    "a region that ends early": ("line 3", swap("marks.reaper.csv", "0:03.960", "0:03.900")),
    "a marker at another time": ("s00u02", swap("marks.reaper.csv", "0:00.830", "0:00.832")),
    "a marker without a number": ("line 7", swap("marks.reaper.csv", "M1,", "M2,")),
    "a playlist entry late": ("s01", swap("marks.m3u8", "start-time=1.980", "start-time=2.480")),
    "a playlist entry of another length": (
        "entry 2",
        swap("marks.m3u8", "#EXTINF:2,الملخص", "#EXTINF:5,الملخص"),
    ),
    "a marker late by a frame": ("s02u02", later_in_json),
    "a timeline that is none": ("timeline", swap("marks.otio", "{", "[")),
}


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_planted_defect_is_found_where_it_is(briefing: Briefing, folder: Path, defect: str) -> None:
    where, plant = DEFECTS[defect]
    plant(folder)
    faults = list(check.check(folder, briefing))
    assert where in {fault.where for fault in faults}, faults
    assert not any(fault.message.endswith(".") for fault in faults)


@pytest.mark.parametrize("name", marks.FILES)
def test_a_spoiled_file_is_a_fault_and_never_an_error(briefing: Briefing, folder: Path, name: str) -> None:
    whole = (folder / name).read_bytes()
    chance = random.Random(name)
    noticed = 0
    for _ in range(60):
        (folder / name).write_bytes(spoiled(whole, chance))
        noticed += bool(list(check.check(folder, briefing)))
    assert noticed > 0


def test_a_check_takes_nothing_from_the_exporter() -> None:
    module = importlib.import_module("briefing.checks.marks")
    assert not [name for name in vars(module) if "export" in name]
