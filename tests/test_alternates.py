"""The same briefing in several lengths, and what ``briefing make`` says of a length."""

from __future__ import annotations

import json
import re
import wave
from pathlib import Path

import pytest

from briefing import alternates, inspection
from briefing.errors import RequestError
from briefing.events import Event, LengthBegun
from briefing.settings import Settings
from briefing.shelf import MASTER_FILE
from briefing.store import Store
from tests.commands import briefing as command
from tests.scripts import article_file
from tests.test_refit import TEXT

TONE = Settings(voice="tone", editions=())


def frames_of(folder: Path) -> int:
    with wave.open(str(folder / MASTER_FILE), "rb") as master:
        return master.getnframes()


def test_the_whole_and_each_length_are_complete_briefings(tmp_path: Path) -> None:
    events: list[Event] = []
    made = alternates.make(
        str(article_file(tmp_path, TEXT)),
        tmp_path / "out",
        (20_000, 40_000, 30_500),
        store=Store(tmp_path / "cache"),
        created="2026-02-27",
        settings=TONE,
        on_event=events.append,
    )
    folders = ["out", "out/fit-20s", "out/fit-40s", "out/fit-30.5s"]
    assert [item.folder for item in made] == [tmp_path / name for name in folders]
    assert [frames_of(item.folder) for item in made[1:]] == [320_000, 640_000, 488_000]
    assert all(inspection.inspect(item.folder).faults == () for item in made)
    assert inspection.inspect(made[0].folder).left_out == 0
    assert inspection.inspect(made[1].folder).left_out > 0
    assert len({item.briefing.id for item in made}) == 1
    assert [event.ms for event in events if isinstance(event, LengthBegun)] == [20_000, 40_000, 30_500]


def test_a_length_that_cannot_be_is_named_and_those_before_it_stay(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match=r"the briefing of 2 was not made .*: the whole, 20\)") as refused:
        alternates.make(
            str(article_file(tmp_path, TEXT)),
            tmp_path / "out",
            (20_000, 2_000, 40_000),
            store=Store(tmp_path / "cache"),
            created="2026-02-27",
            settings=TONE,
        )
    assert re.fullmatch(r"--alternates 20,\d+(\.\d+)?,40", refused.value.hint)
    assert (tmp_path / "out" / "fit-20s" / MASTER_FILE).is_file()
    assert not (tmp_path / "out" / "fit-2s").exists()
    assert not (tmp_path / "out" / "fit-40s").exists()


def test_the_command_tells_each_means_on_a_line_of_its_own(tmp_path: Path) -> None:
    article = article_file(tmp_path, TEXT)
    ended = command("make", article, "--voice", "tone", "--fit", "20", "--to", "mp3", "-o", tmp_path / "a")
    assert ended.code == 0, ended.err
    labels = [line.partition(":")[0] for line in ended.out.splitlines()]
    told = ["Samples", "Sentences of the article", "Pauses", "Speech", "Silence at the end"]
    assert [label for label in labels if label in told] == told
    assert "Samples: 320000" in ended.out
    assert ended.out.splitlines()[-1] == str(tmp_path / "a" / "briefing.mp3")
    checked = command("check", tmp_path / "a")
    assert checked.code == 0
    assert checked.out.splitlines()[-1].startswith("A cut-down: ")


def test_the_command_names_what_a_longest_length_leaves_out(tmp_path: Path) -> None:
    article = article_file(tmp_path, TEXT)
    asked = ("make", article, "--voice", "tone", "--max", "25", "--to", "mp3", "-o", tmp_path / "a")
    ended = command(*asked)
    assert ended.code == 0, ended.err
    assert "Left out: " in ended.out
    as_json = json.loads(command(*asked, "--json").out)
    assert [item["id"] for item in as_json["left_out"]] == [
        line.partition(":")[0] for line in ended.out.splitlines() if line.startswith("s0")
    ]
    assert as_json["seconds"] <= 25
    assert as_json["fit"]["sentences"] == as_json["fit"]["of"] - len(as_json["left_out"])


def test_the_command_writes_several_lengths_and_their_paths(tmp_path: Path) -> None:
    article = article_file(tmp_path, TEXT)
    asked = ("make", article, "--voice", "tone", "--alternates", "20,40", "--to", "mp3")
    ended = command(*asked, "-o", tmp_path / "a")
    assert ended.code == 0, ended.err
    assert [line for line in ended.out.splitlines() if line.endswith(".mp3") and line.startswith("/")] == [
        str(tmp_path / "a" / name)
        for name in ("briefing.mp3", "fit-20s/briefing.mp3", "fit-40s/briefing.mp3")
    ]
    dry = command(*asked, "--dry-run")
    assert dry.code == 0
    assert "Briefing of exactly 20: " in dry.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--fit", "2"), "no briefing of this article lasts 2"),
        (("--max", "2"), "the shortest is"),
        (("--fit", "1:75"), "behind a colon"),
        (("--fit", "30", "--alternates", "40"), "do not go together"),
        (("--fit", "30", "--editions", "1,2"), "do not go together"),
        (("--max", "30", "--force-fit"), "--force-fit goes with"),
    ],
)
def test_what_cannot_be_is_one_line_and_writes_nothing(
    tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    article = article_file(tmp_path, TEXT)
    ended = command("make", article, "--voice", "tone", *words, "-o", tmp_path / "a", "-q")
    assert ended.code == 2
    assert len(ended.err.splitlines()) == 1
    assert said in ended.last_error
    assert " Try: " in ended.last_error
    assert not (tmp_path / "a").exists()
