"""The numbered folder: what a player without chapters gets, read back with other eyes than ours."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import miniaudio
import numpy as np
import pytest
from mutagen.id3 import ID3
from numpy.typing import NDArray

from briefing.errors import OutputError, RequestError
from briefing.exporters import folder
from briefing.model import Briefing
from briefing.pipeline import export_folder, make
from briefing.settings import Settings
from briefing.store import Store
from briefing.timeline import milliseconds
from tests.approved import check_golden
from tests.briefings import HEADLINE, LONG_TITLE, make_briefing, read_mp3, with_sections, write_master
from tests.scripts import ARTICLE, article_file

SETTINGS = Settings(voice="tone", editions=("folder",))
THREE = "# عنوان\n\n" + "\n\n".join(
    f"## قسم {name}\n\nنص القسم {name} هنا كله." for name in ("أول", "ثان", "ثالث")
)
TWO = THREE.rpartition("\n\n## ")[0]


def exported(place: Path, briefing: Briefing) -> list[Path]:
    return folder.export(briefing, place, folder.Options())


def made(place: Path, text: str, *, name: str = "article.md") -> Path:
    make(
        str(article_file(place, text, name=name)),
        place / "out",
        store=Store(place / "cache"),
        created="2026-02-27",
        settings=SETTINGS,
    )
    return place / "out"


def listed(place: Path) -> list[str]:
    return sorted(path.name for path in (place / "folder").iterdir())


def lag(heard: NDArray[np.int_], meant: NDArray[np.int_]) -> int:
    """How many samples later than meant something is heard: where the two are most alike."""
    size = 2 * len(meant)
    likeness = np.fft.irfft(np.fft.rfft(heard, size) * np.fft.rfft(meant, size).conj(), size)
    place = int(np.argmax(likeness))
    return place if place < len(meant) else place - size


@pytest.mark.parametrize("rate", [16_000, 22_050, 24_000, 44_100])
def test_each_file_decodes_to_exactly_its_chapter_of_the_master(tmp_path: Path, rate: int) -> None:
    briefing = make_briefing(rate=rate)
    master = np.frombuffer(write_master(tmp_path, briefing), "<i2").astype(int)
    *files, _ = exported(tmp_path, briefing)
    for path, chapter in zip(files, briefing.chapters, strict=True):
        heard = miniaudio.mp3_read_file_s16(str(path))
        samples = np.asarray(heard.samples, dtype=int)
        part = master[chapter.start : chapter.end]
        assert (heard.sample_rate, heard.nchannels, len(samples)) == (rate, 1, len(part))
        assert lag(samples, part) == 0


def test_each_file_begins_with_its_announcement(tmp_path: Path) -> None:
    briefing = make_briefing()
    write_master(tmp_path, briefing)
    *files, _ = exported(tmp_path, briefing)
    for path, chapter in zip(files, briefing.chapters, strict=True):
        samples = np.abs(np.asarray(miniaudio.mp3_read_file_s16(str(path)).samples, dtype=int))
        first = int(np.flatnonzero(samples > 1500)[0])
        announced = briefing.cues_of(chapter)[0].start - chapter.start
        assert abs(first - announced) < briefing.rate // 50


def test_the_tag_names_the_chapter_its_number_and_the_briefing(tmp_path: Path) -> None:
    briefing = make_briefing()
    write_master(tmp_path, briefing)
    *files, _ = exported(tmp_path, briefing)
    for number, (path, chapter) in enumerate(zip(files, briefing.chapters, strict=True), 1):
        tag: Any = ID3(path, translate=False)  # type: ignore[no-untyped-call]
        assert tag.version == (2, 3, 0)
        length = milliseconds(chapter.end - chapter.start, briefing.rate)
        found = {name: str(tag[name]) for name in ("TIT2", "TALB", "TRCK", "TLEN")}
        assert found == {
            "TIT2": chapter.title,
            "TALB": HEADLINE,
            "TRCK": f"{number}/{len(briefing.chapters)}",
            "TLEN": str(length),
        }
        assert not tag.getall("APIC")
        assert read_mp3(path).info.length == pytest.approx(length / 1000, abs=0.001)


def test_names_sort_as_they_are_to_be_played_however_many_there_are() -> None:
    assert folder.names(make_briefing()) == [f"00{number}.mp3" for number in range(1, 6)]
    many = folder.names(with_sections(1001))
    assert many == sorted(many)
    assert (many[0], many[-1]) == ("0001.mp3", "1001.mp3")


def test_the_playlist_has_relative_names_titles_and_lengths(tmp_path: Path) -> None:
    briefing = make_briefing()
    write_master(tmp_path, briefing)
    *files, playlist = exported(tmp_path, briefing)
    assert playlist.name == "briefing.m3u8"
    lines = playlist.read_bytes().decode("utf-8").splitlines()
    assert lines[:2] == ["#EXTM3U", f"#PLAYLIST:{HEADLINE}"]
    assert lines[3::2] == [path.name for path in files]
    assert f"#EXTINF:5,{LONG_TITLE}" in lines
    assert all((playlist.parent / name).is_file() for name in lines[3::2])


def test_the_playlist_is_the_one_that_was_read_and_approved() -> None:
    check_golden("folder.m3u8", folder.render(make_briefing()))


def test_a_faster_briefing_says_so_in_the_album(tmp_path: Path) -> None:
    briefing = replace(make_briefing(), settings={"speed": 1.5})
    write_master(tmp_path, briefing)
    tag: Any = ID3(exported(tmp_path, briefing)[0])  # type: ignore[no-untyped-call]
    assert str(tag["TALB"]) == f"{HEADLINE} (بسرعة مرة ونصف)"


def test_mp3val_finds_nothing_to_complain_about(tmp_path: Path) -> None:
    if not shutil.which("mp3val"):  # a bare machine; CI has it
        pytest.skip("mp3val is not installed")
    briefing = make_briefing()
    write_master(tmp_path, briefing)
    *files, _ = exported(tmp_path, briefing)
    said = subprocess.run(["mp3val", *map(str, files)], capture_output=True, text=True, check=True).stdout
    assert "WARNING" not in said
    assert said.count("INFO") == len(files)


def test_files_of_a_longer_briefing_do_not_stay_behind(tmp_path: Path) -> None:
    out = made(tmp_path, THREE)
    longer = listed(out)
    made(tmp_path, TWO)
    shorter = listed(out)
    assert len(shorter) < len(longer)
    assert shorter == [*longer[: len(shorter) - 1], "briefing.m3u8"]
    chapters = json.loads((out / "briefing.json").read_text(encoding="utf-8"))["chapters"]
    assert len(shorter) == len(chapters) + 1


def test_a_folder_that_is_not_wanted_any_more_goes_but_not_with_something_of_someone_else_in_it(
    tmp_path: Path,
) -> None:
    def again(text: str) -> Path:
        make(
            str(article_file(tmp_path, text)),
            tmp_path / "out",
            store=Store(tmp_path / "cache"),
            created="2026-02-27",
            settings=Settings(voice="tone", editions=("mp3",)),
        )
        return tmp_path / "out" / "folder"

    made(tmp_path, ARTICLE)
    assert not again(ARTICLE.replace("أمس", "اليوم")).exists()
    (made(tmp_path, ARTICLE) / "folder" / "notes.txt").write_text("mine")
    assert [path.name for path in again(ARTICLE.replace("أمس", "اليوم")).iterdir()] == ["notes.txt"]


def test_it_can_be_made_later_from_a_finished_briefing(tmp_path: Path) -> None:
    first = made(tmp_path, ARTICLE)
    before = {path.name: path.read_bytes() for path in (first / "folder").iterdir()}
    for path in (first / "folder").iterdir():
        path.unlink()
    result = export_folder(first, settings=SETTINGS)
    assert {path.name: path.read_bytes() for path in (first / "folder").iterdir()} == before
    assert {f"folder/{name}" for name in before} <= {item.name for item in result.briefing.files}


def test_a_file_where_the_folder_would_be_is_left_alone_and_told(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "folder").write_text("mine")
    with pytest.raises(OutputError, match="folder is a file there"):
        made(tmp_path, ARTICLE)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["folder"]


def test_another_master_than_the_briefing_s_is_refused(tmp_path: Path) -> None:
    briefing = make_briefing()
    write_master(tmp_path, replace(briefing, frames=briefing.frames - 100))
    with pytest.raises(OutputError, match="too early"):
        exported(tmp_path, briefing)


@pytest.mark.parametrize("wrong", [{"bitrate_kbps": 63}, {"quality": 10}])
def test_what_lame_does_not_know_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(RequestError, match="folder"):
        folder.Options(**wrong)
