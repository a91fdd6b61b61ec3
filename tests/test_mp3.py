from __future__ import annotations

import json
import shutil
import subprocess
from array import array
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import eyed3
import miniaudio
import numpy as np
import pytest
from PIL import Image

from briefing.errors import OutputError, RequestError
from briefing.exporters import mp3
from briefing.model import Briefing, Masthead
from briefing.timeline import milliseconds
from tests.briefings import (
    HEADLINE,
    click_track,
    make_briefing,
    read_mp3,
    read_tag,
    with_sections,
    write_master,
)

OPTIONS = mp3.Options(cover=False)


@pytest.fixture(scope="module")
def briefing() -> Briefing:
    return make_briefing()


@pytest.fixture(scope="module")
def made(briefing: Briefing, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mp3")
    write_master(folder, briefing)
    (written,) = mp3.export(briefing, folder, mp3.Options())
    return written.path


def in_ms(briefing: Briefing) -> list[tuple[int, int, str]]:
    return [
        (milliseconds(one.start, briefing.rate), milliseconds(one.end, briefing.rate), one.title)
        for one in briefing.chapters
    ]


def test_it_writes_one_file_and_draws_the_missing_cover_into_it(made: Path) -> None:
    assert sorted(path.name for path in made.parent.iterdir()) == ["briefing.mp3", "master.wav"]
    (picture,) = read_mp3(made).tags.getall("APIC")
    assert Image.open(BytesIO(picture.data)).size == (1400, 1400)


def test_decoded_it_is_the_master_and_each_utterance_starts_at_its_frame(
    made: Path, briefing: Briefing
) -> None:
    heard = miniaudio.mp3_read_file_s16(str(made))
    assert heard.sample_rate == briefing.rate
    assert heard.num_frames == briefing.frames
    samples = np.array(heard.samples, dtype=float)
    pattern = np.frombuffer(click_track([0], 240), "<i2").astype(float)
    for cue in briefing.utterances:
        first = cue.start - 200
        fits = np.correlate(samples[first : cue.start + 200 + len(pattern)], pattern, "valid")
        assert first + int(np.argmax(fits)) == cue.start


def test_mutagen_reads_the_exact_length_and_the_chapters(made: Path, briefing: Briefing) -> None:
    sound = read_mp3(made)
    assert sound.info.length == pytest.approx(briefing.frames / briefing.rate, abs=1e-6)
    assert sound.info.bitrate == pytest.approx(64_000, abs=100)
    assert not sound.info.sketchy
    (contents,) = sound.tags.getall("CTOC")
    chapters = [sound.tags[f"CHAP:{name}"] for name in contents.child_element_ids]
    assert [(one.start_time, one.end_time, one.sub_frames["TIT2"].text[0]) for one in chapters] == in_ms(
        briefing
    )


def test_eyed3_reads_the_chapters_in_the_order_of_the_file(made: Path, briefing: Briefing) -> None:
    sound = eyed3.load(made)
    assert [(one.times.start, one.times.end, one.title) for one in sound.tag.chapters] == in_ms(briefing)
    assert sound.tag.title == HEADLINE
    assert sound.info.sample_freq == briefing.rate


def test_chapters_stand_in_the_file_in_the_order_of_time(made: Path, briefing: Briefing) -> None:
    data = made.read_bytes()
    places = [data.index(b"CHAP", data.index(b"chp%d\0" % n, data.index(b"CHAP")) - 10) for n in range(5)]
    assert places == sorted(places)
    assert all(left < right for left, right in pairwise(places))
    assert data.count(b"CTOC") == 1
    assert data.index(b"APIC") > places[-1]
    assert data[:4] == b"ID3\x03"
    assert len(briefing.chapters) == 5


def test_the_tag_says_what_is_known(made: Path, briefing: Briefing) -> None:
    tags = read_mp3(made).tags
    assert str(tags["TIT2"]) == HEADLINE
    assert str(tags["TPE1"]) == "صحيفة الساحل"
    assert str(tags["TALB"]) == "صحيفة الساحل"
    assert str(tags["TCON"]) == "Speech"
    assert int(str(tags["TLEN"])) == milliseconds(briefing.frames, briefing.rate)
    assert str(tags["TLAN"]) == "ara"
    comment = str(tags["COMM::ara"])
    assert "صوت اصطناعي (tone)" in comment
    assert "صحيفة الساحل" in comment
    for cue in briefing.utterances:
        assert cue.shown in tags["USLT::ara"].text
    assert tags["SYLT::ara"].text == [
        (cue.shown, milliseconds(cue.start, briefing.rate)) for cue in briefing.utterances
    ]


@pytest.mark.parametrize(
    ("masthead", "artist", "album"),
    [
        (Masthead(byline="مراسل الصحيفة", source_name="صحيفة الساحل"), "مراسل الصحيفة", "صحيفة الساحل"),
        (Masthead(source_name="صحيفة الساحل"), "صحيفة الساحل", "صحيفة الساحل"),
        (Masthead(), "صوت اصطناعي", "إيجاز صوتي"),
    ],
)
def test_the_artist_is_who_wrote_it_else_the_paper_else_the_voice(
    briefing: Briefing, masthead: Masthead, artist: str, album: str
) -> None:
    tags = read_tag(mp3.tag(replace(briefing, masthead=masthead)))
    assert (str(tags["TPE1"]), str(tags["TALB"])) == (artist, album)
    assert str(tags["TIT2"]) == "إيجاز صوتي"


@pytest.mark.parametrize(("published", "year"), [("2024-12-31", "2024"), ("", "2026")])
def test_the_year_is_that_of_publication_else_of_making(
    briefing: Briefing, published: str, year: str
) -> None:
    dated = replace(briefing, masthead=replace(briefing.masthead, published=published))
    tags = read_tag(mp3.tag(dated))
    assert str(tags["TYER"]) == year


def test_the_cover_of_the_folder_is_used_and_can_be_left_out(tmp_path: Path, briefing: Briefing) -> None:
    write_master(tmp_path, briefing)
    (tmp_path / "cover.jpg").write_bytes(b"\xff\xd8\xff\xe0 a picture of one's own")
    mp3.export(briefing, tmp_path, mp3.Options())
    (picture,) = read_mp3(tmp_path / "briefing.mp3").tags.getall("APIC")
    assert picture.data.endswith(b"one's own")
    mp3.export(briefing, tmp_path, OPTIONS)
    assert not read_mp3(tmp_path / "briefing.mp3").tags.getall("APIC")


def test_the_same_briefing_gives_the_same_bytes(tmp_path: Path, made: Path, briefing: Briefing) -> None:
    write_master(tmp_path, briefing)
    (again,) = mp3.export(briefing, tmp_path, mp3.Options())
    assert again.path.read_bytes() == made.read_bytes()


def test_more_chapters_than_a_table_can_count_are_all_in_the_file(tmp_path: Path) -> None:
    many = with_sections(300)
    write_master(tmp_path, many)
    (written,) = mp3.export(many, tmp_path, OPTIONS)
    sound = read_mp3(written.path)
    assert len(sound.tags.getall("CHAP")) == 300
    assert sound.info.length == pytest.approx(30, abs=1e-6)


@pytest.mark.parametrize(
    ("change", "said"),
    [({"frames": 1000}, "frames"), ({"rate": 23_000}, "sample rate")],
)
def test_a_master_that_is_not_the_briefings_is_refused(
    tmp_path: Path, briefing: Briefing, change: dict[str, int], said: str
) -> None:
    write_master(tmp_path, briefing)
    with pytest.raises(OutputError, match=said):
        mp3.export(replace(briefing, **change), tmp_path, OPTIONS)  # type: ignore[arg-type]


def test_a_folder_without_a_master_or_no_folder_at_all_is_an_output_error(
    tmp_path: Path, briefing: Briefing
) -> None:
    with pytest.raises(OutputError, match=r"master\.wav"):
        mp3.export(briefing, tmp_path, OPTIONS)
    with pytest.raises(OutputError, match=r"briefing\.mp3"):
        mp3.export(briefing, tmp_path / "missing", OPTIONS)


def test_programs_of_others_agree(made: Path, briefing: Briefing) -> None:
    if ffprobe := shutil.which("ffprobe"):
        command = [ffprobe, "-v", "error", "-show_chapters", "-of", "json", str(made)]
        ran = subprocess.run(command, capture_output=True, check=True)
        assert ran.stderr == b""
        assert [
            (one["start"], one["end"], one["tags"]["title"]) for one in json.loads(ran.stdout)["chapters"]
        ] == in_ms(briefing)
    if ffmpeg := shutil.which("ffmpeg"):
        command = [ffmpeg, "-v", "error", "-i", str(made), "-map", "0:a", "-f", "s16le", "-"]
        ran = subprocess.run(command, capture_output=True, check=True)
        assert ran.stderr == b""
        assert len(array("h", ran.stdout)) == briefing.frames
    if mp3val := shutil.which("mp3val"):
        said = subprocess.run([mp3val, made], capture_output=True, check=True).stdout
        assert b"INFO" in said
        assert b"WARNING" not in said
        assert b"ERROR" not in said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"bitrate_kbps": 65}, "one of 8, 16"),
        ({"bitrate_kbps": 0}, "one of"),
        ({"quality": 10}, "between 0 and 9"),
    ],
)
def test_what_no_mp3_has_is_refused_before_anything_is_voiced(given: dict[str, int], said: str) -> None:
    with pytest.raises(RequestError, match=said) as caught:
        mp3.Options(**given)  # type: ignore[arg-type]
    assert caught.value.hint.startswith("-O mp3.")
