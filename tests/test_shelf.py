"""What stands in an output folder is checked when it is read back: people edit these files."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from briefing.errors import ArticleError
from briefing.model import to_json
from briefing.shelf import describe, load, read_script, remove_stale, replace_text
from tests.scripts import made_with_tone, script_of

Document = dict[str, Any]


def edited(folder: Path, change: Callable[[Document], object]) -> Path:
    document = json.loads(to_json(script_of(("جملة أولى", "جملة ثانية"))))
    change(document)
    path = folder / "script.json"
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return path


def first(document: Document) -> Document:
    utterance: Document = document["segments"][1]["utterances"][0]
    return utterance


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda d: d.update(segments=[]), "no segments"),
        (lambda d: d["segments"][1].update(utterances=[]), "no utterances"),
        (lambda d: first(d).update(id="identu01"), "there twice"),
        (lambda d: first(d).update(id="../../etc"), "letters from a to z"),
        (lambda d: first(d).update(id="a --> b"), "letters from a to z"),
        (lambda d: first(d).update(spoken=" …! "), "nothing in"),
        (lambda d: first(d).update(pause_ms=-1), "pause_ms of -1"),
        (lambda d: first(d).update(pause_ms=10**9), "pause_ms of 1000000000"),
    ],
)
def test_a_script_that_an_editor_s_hand_broke_is_refused_by_name(
    tmp_path: Path, change: Callable[[Document], object], complaint: str
) -> None:
    with pytest.raises(ArticleError, match=complaint):
        read_script(edited(tmp_path, change))


def test_a_script_saved_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = edited(tmp_path, lambda d: first(d).update(spoken="كلام آخر"))
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert next(iter(read_script(path).segments[1].utterances)).spoken == "كلام آخر"


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda d: d.update(rate=0), "no rate"),
        (lambda d: d["chapters"][1].update(start=5), "does not begin where"),
        (lambda d: d.update(frames=d["frames"] + 1), "do not end with the master"),
        (lambda d: d["utterances"].reverse(), "out of order"),
        (lambda d: d["utterances"][-1].update(end=10**9), "outside the master"),
    ],
)
def test_a_briefing_whose_times_do_not_fit_is_refused(
    tmp_path: Path, change: Callable[[Document], object], complaint: str
) -> None:
    folder = made_with_tone(tmp_path).folder
    document = json.loads((folder / "briefing.json").read_text(encoding="utf-8"))
    change(document)
    (folder / "briefing.json").write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(ArticleError, match=complaint):
        load(folder)


def test_another_master_of_the_same_size_is_not_taken_for_the_one_described(tmp_path: Path) -> None:
    master = made_with_tone(tmp_path).folder / "master.wav"
    data = bytearray(master.read_bytes())
    data[-1000] ^= 0xFF
    master.write_bytes(data)
    with pytest.raises(ArticleError, match="is not the master"):
        load(master.parent)
    load(master.parent, sound=False)  # for who needs no sound it is enough that it is as long
    master.write_bytes(data[:-2])
    with pytest.raises(ArticleError, match="is not the master"):
        load(master.parent, sound=False)


def test_a_text_file_is_replaced_whole_and_a_pipe_is_written_into(tmp_path: Path) -> None:
    replace_text(tmp_path / "new" / "a.json", "1")
    replace_text(tmp_path / "new" / "a.json", "2")
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["a.json"]
    assert (tmp_path / "new" / "a.json").read_text() == "2"
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        replace_text(pipe, "text")
        assert os.read(reader, 10) == b"text"
        assert pipe.is_fifo()
    finally:
        os.close(reader)


def test_what_an_edition_made_anew_no_longer_consists_of_is_removed_with_its_folder(tmp_path: Path) -> None:
    made = made_with_tone(tmp_path)
    for name in ("book/s1.mp3", "book/s2.mp3", "old/s1.mp3", "book/notes.txt"):
        (made.folder / name).parent.mkdir(exist_ok=True)
        (made.folder / name).write_text(name)
    (made.folder / "old" / "s2.mp3").write_text("changed by hand")
    listed = [describe(made.folder / name, name) for name in ("book/s1.mp3", "book/s2.mp3", "old/s1.mp3")]
    before = replace(made.briefing, files=(*made.briefing.files, *listed))
    now = replace(made.briefing, files=(*made.briefing.files, listed[0]))
    remove_stale(made.folder, before, now, remade=("book/s*.mp3",))
    assert sorted(path.name for path in (made.folder / "book").iterdir()) == ["notes.txt", "s1.mp3"]
    assert (made.folder / "old" / "s1.mp3").is_file()
    remove_stale(made.folder, before, replace(now, frames=now.frames + 1, files=()))
    assert [path.name for path in (made.folder / "old").iterdir()] == ["s2.mp3"]
    assert [path.name for path in (made.folder / "book").iterdir()] == ["notes.txt"]


def test_a_folder_that_lost_its_last_file_is_removed_and_the_briefing_s_own_is_not(tmp_path: Path) -> None:
    made = made_with_tone(tmp_path)
    (made.folder / "book").mkdir()
    (made.folder / "book" / "s1.mp3").write_text("sound")
    listed = describe(made.folder / "book" / "s1.mp3", "book/s1.mp3")
    before = replace(made.briefing, files=(*made.briefing.files, listed))
    remove_stale(made.folder, before, made.briefing, remade=("book/*",))
    assert not (made.folder / "book").exists()
    assert made.folder.is_dir()
