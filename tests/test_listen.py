"""``briefing listen``: the right file, the right moment, and a player that is a small program of our own."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from briefing import listening
from briefing.cli.listen import Moment
from briefing.errors import RequestError
from briefing.model import Briefing, from_json
from tests.commands import Ended, briefing
from tests.scripts import made_with_tone

STAND_IN = """#!{python}
import json, pathlib, sys
pathlib.Path({record!r}).write_text(json.dumps([sys.argv, sys.stdin.read()]), encoding="utf-8")
sys.exit({code})
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_with_tone(tmp_path_factory.mktemp("listen")).folder


@pytest.fixture(scope="module")
def document(folder: Path) -> Briefing:
    return from_json((folder / "briefing.json").read_bytes(), Briefing)


def stand_in(place: Path, name: str, *, code: int = 0) -> Path:
    """A player that plays nothing and writes down what it was told; the folder it is in."""
    place.mkdir(exist_ok=True)
    program = place / name
    record = str(place / f"{name}.json")
    program.write_text(STAND_IN.format(python=sys.executable, record=record, code=code), encoding="utf-8")
    program.chmod(0o755)
    return place


def listen(*words: str | Path, path: Path) -> Ended:
    return briefing("listen", *words, env=dict(os.environ) | {"PATH": str(path)}, stdin=b"keys that wait")


def told(place: Path, name: str) -> tuple[list[str], str]:
    words, stdin = json.loads((place / f"{name}.json").read_text(encoding="utf-8"))
    return words[1:], stdin


@pytest.mark.parametrize("name", ["mpv", "ffplay"])
def test_the_mp3_is_played_from_the_beginning(tmp_path: Path, folder: Path, name: str) -> None:
    ended = listen(folder, path=stand_in(tmp_path / "bin", name))
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == f"Playing: {folder / 'briefing.mp3'}\nEnded.\n"
    words, stdin = told(tmp_path / "bin", name)
    assert (
        words
        == {
            "mpv": ["--no-video", "--no-terminal", "--start=0.000", "--", str(folder / "briefing.mp3")],
            "ffplay": [
                *("-hide_banner", "-loglevel", "error", "-nostats", "-nodisp", "-autoexit"),
                *("-ss", "0.000", "-i", f"file:{folder / 'briefing.mp3'}"),
            ],
        }[name]
    )
    assert stdin == ""  # nobody is at the keyboard, and the player must not wait for one


def test_mpv_comes_before_ffplay(tmp_path: Path, folder: Path) -> None:
    place = stand_in(tmp_path / "bin", "ffplay")
    stand_in(place, "mpv")
    assert listen(folder, path=place).code == 0
    assert [item.name for item in place.glob("*.json")] == ["mpv.json"]


def test_a_chapter_is_found_by_number_and_by_any_part_of_its_name(document: Briefing) -> None:
    starts = [chapter.start / document.rate for chapter in document.chapters]
    for at, chapter in enumerate(document.chapters):
        assert listening.find(document, str(at + 1))[0] == starts[at]
        assert listening.find(document, chapter.title)[0] == starts[at]
    assert listening.find(document, "٢")[0] == starts[1]
    assert listening.find(document, "المُلَخَّص")[0] == listening.find(document, "الملخص")[0]
    assert listening.find(document, "ملخص")[0] == listening.find(document, "الملخص")[0]


@pytest.mark.parametrize(
    ("wanted", "complaint", "hint"),
    [
        ("0", "there is no chapter 0", "a number from 1 to"),
        ("99", "there is no chapter 99", "a number from 1 to"),
        ("لا شيء", "no chapter named", "الملخص"),
        ("ال", "chapters fit", "1, "),
        ("  ", "no chapter named", "الملخص"),
    ],
)
def test_a_chapter_that_is_not_there_is_said(
    document: Briefing, wanted: str, complaint: str, hint: str
) -> None:
    with pytest.raises(RequestError) as caught:
        listening.find(document, wanted)
    assert complaint in caught.value.message
    assert hint in caught.value.hint


def test_a_time_counts_from_the_chapter(tmp_path: Path, folder: Path, document: Briefing) -> None:
    place = stand_in(tmp_path / "bin", "mpv")
    assert listen(folder, "الملخص", "--from", "0:02", path=place).code == 0
    start = listening.find(document, "الملخص")[0] + 2
    assert f"--start={start:.3f}" in told(place, "mpv")[0]


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("90", 90.0), ("1:30", 90.0), ("1:02:30", 3750.0), ("0:02.5", 2.5), ("١:٣٠", 90.0), ("0", 0.0)],
)
def test_times_are_read(text: str, seconds: float) -> None:
    assert Moment().convert(text, None, None) == seconds


@pytest.mark.parametrize("text", ["", "1:60", "soon", "-3", "1:2:3:4", "nan", "inf", "1:-2"])
def test_what_is_no_time_is_refused(folder: Path, tmp_path: Path, text: str) -> None:
    ended = listen(folder, f"--from={text}", path=tmp_path)
    assert ended.code == 2
    assert "--from" in ended.last_error
    assert "Traceback" not in ended.err


def test_a_time_past_the_end_is_refused(folder: Path, tmp_path: Path) -> None:
    ended = listen(folder, "--from", "9:00:00", path=stand_in(tmp_path / "bin", "mpv"))
    assert (ended.code, "past the end" in ended.last_error) == (2, True)


def test_without_a_player_it_says_where_the_file_is(folder: Path, tmp_path: Path, document: Briefing) -> None:
    ended = listen(folder, path=tmp_path)
    assert (ended.code, ended.err) == (0, "")
    lines = ended.out.splitlines()
    assert lines[0].startswith("There is no player here")
    assert lines[-1] == str(folder / "briefing.mp3")
    for number, chapter in enumerate(document.chapters, 1):
        assert lines[lines.index(f"chapter: {number}") + 1] == f"title: {chapter.title}"


def test_tables_list_and_do_not_play(folder: Path, tmp_path: Path, document: Briefing) -> None:
    place = stand_in(tmp_path / "bin", "mpv")
    listed = json.loads(listen(folder, "--json", path=place).out)
    assert listed["path"] == str(folder / "briefing.mp3")
    assert [item["title"] for item in listed["chapters"]] == [item.title for item in document.chapters]
    table = listen(folder, "--csv", path=place).out.splitlines()
    assert table[0] == "number,title,start_seconds,seconds"
    assert len(table) == len(document.chapters) + 1
    assert not [*place.glob("*.json")]


def test_a_player_that_fails_is_an_error_with_a_cure(folder: Path, tmp_path: Path) -> None:
    ended = listen(folder, path=stand_in(tmp_path / "bin", "mpv", code=2))
    assert ended.code == 74
    assert ended.last_error.startswith("error: mpv ended with status 2. Try: open ")


def test_the_master_is_played_where_there_is_no_mp3(tmp_path: Path) -> None:
    made = made_with_tone(tmp_path)
    (made.folder / "briefing.mp3").unlink()
    place = stand_in(tmp_path / "bin", "mpv")
    assert listen(made.folder, path=place).code == 0
    assert told(place, "mpv")[0][-1] == str(made.folder / "master.wav")


def test_a_folder_without_a_briefing_is_refused(tmp_path: Path) -> None:
    assert listen(tmp_path, path=tmp_path).code == 65
