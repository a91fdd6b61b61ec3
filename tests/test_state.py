"""What is remembered between runs stays whole, whatever happens to the run."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing.errors import OutputError
from briefing.shows import copies
from briefing.shows import state as states
from briefing.shows.locks import Lock
from briefing.shows.records import (
    Edition,
    EditionKind,
    EditionState,
    Item,
    ItemState,
    Page,
    Trouble,
    moment_of,
    written,
)
from briefing.shows.state import State

ITEM = Item(identity="urn:1", source="feed", reference="https://a.example/1", title="خبر", rank=2)
EDITION = Edition(
    guid="briefing:1",
    kind=EditionKind.BULLETIN,
    day="2026-03-29",
    slot="06:00",
    published="2026-03-29T03:00:00+00:00",
    contents=b"{}",
)


def test_what_is_kept_is_there_in_the_next_run(tmp_path: Path) -> None:
    trouble = Trouble(subject="feed", runs=2, since="2026-03-29T03:00:00+00:00", problem="503", is_told=True)
    with State(tmp_path) as state:
        state.keep_items([ITEM, replace(ITEM, identity="urn:0", rank=1, state=ItemState.SEEN)])
        state.keep_edition(EDITION)
        state.keep_page("https://a.example/", Page('"e"', "Sun"))
        state.keep_named(["a.mp3"], "2026-03-29T03:00:00+00:00")
        state.keep_fact("guid", "x")
        state.keep_trouble(trouble)
    with State(tmp_path) as state:
        assert [item.identity for item in state.items()] == ["urn:0", "urn:1"]
        assert state.items(ItemState.WAITING) == (ITEM,)
        assert state.item("urn:1") == ITEM
        assert state.item("urn:2") is None
        assert state.edition("briefing:1") == EDITION == state.edition_at("2026-03-29", "06:00")
        assert state.editions(EditionState.DONE) == ()
        assert state.page("https://a.example/") == Page('"e"', "Sun")
        assert state.page("https://b.example/") == Page()
        assert state.named() == {"a.mp3": "2026-03-29T03:00:00+00:00"}
        assert (state.fact("guid"), state.fact("other")) == ("x", "")
        assert state.troubles() == {"feed": trouble}
        state.forget_trouble("feed")
        state.forget_named(["a.mp3"])
        assert (state.troubles(), state.named()) == ({}, {})
    assert [path.name for path in tmp_path.iterdir()] == [states.FILE]


def test_what_is_kept_together_is_kept_whole_or_not_at_all(tmp_path: Path) -> None:
    with State(tmp_path) as state:
        with pytest.raises(KeyboardInterrupt):
            _stopped_halfway(state)
        assert state.items() == ()
        with state.together():
            state.keep_items([ITEM])
            state.keep_edition(EDITION)
        assert state.items() == (ITEM,)


def test_two_editions_of_one_slot_cannot_be(tmp_path: Path) -> None:
    with State(tmp_path) as state:
        state.keep_edition(EDITION)
        state.keep_edition(replace(EDITION, revision=2))
        state.keep_edition(replace(EDITION, guid="briefing:other"))
        assert len(state.editions()) == 1


def test_a_killed_run_loses_what_it_had_not_committed_and_nothing_else(tmp_path: Path) -> None:
    program = """
import os, sys
from pathlib import Path
from dataclasses import replace
from tests.test_state import ITEM
from briefing.shows.state import State
state = State(Path(sys.argv[1])).__enter__()
state.keep_items([ITEM])
state._sql("BEGIN IMMEDIATE")
state.keep_items([replace(ITEM, identity="urn:lost")])
os.kill(os.getpid(), 9)
"""
    root = Path(__file__).resolve().parent.parent
    env = dict(os.environ) | {"PYTHONPATH": str(root)}
    done = subprocess.run([sys.executable, "-c", program, str(tmp_path)], env=env, check=False)
    assert done.returncode == -9
    with copies.copied(tmp_path) as state:
        assert state.items() == (ITEM,)
    with State(tmp_path) as state:
        assert state.items() == (ITEM,)
    assert copies.faults(tmp_path) == ()


def test_looking_does_not_touch_the_folder(tmp_path: Path) -> None:
    with State(tmp_path) as state:
        state.keep_items([ITEM])
    os.utime(tmp_path / states.FILE, (1, 1))
    os.utime(tmp_path, (1, 1))
    with copies.copied(tmp_path) as state:
        state.keep_items([replace(ITEM, identity="urn:other")])
    assert copies.faults(tmp_path) == ()
    assert [path.name for path in tmp_path.iterdir()] == [states.FILE]
    assert tmp_path.stat().st_mtime == (tmp_path / states.FILE).stat().st_mtime == 1
    with State(tmp_path) as state:
        assert state.items() == (ITEM,)


def test_looking_works_while_a_run_is_at_it(tmp_path: Path) -> None:
    with Lock(tmp_path), State(tmp_path) as running:
        running.keep_items([ITEM])
        with running.together():
            running.keep_items([replace(ITEM, identity="urn:later")])
            with copies.copied(tmp_path) as state:
                assert state.items() == (ITEM,)
        with copies.copied(tmp_path) as state:
            assert len(state.items()) == 2


def test_nothing_new_writes_nothing(tmp_path: Path) -> None:
    with State(tmp_path) as state:
        state.keep_page("u", Page("e"))
        state.keep_fact("guid", "x")
    before = (tmp_path / states.FILE).read_bytes()
    with State(tmp_path) as state:
        state.keep_page("u", Page("e"))
        state.keep_fact("guid", "x")
    assert (tmp_path / states.FILE).read_bytes() == before


@pytest.mark.parametrize("spoil", ["other", "cut", "later"])
def test_a_damaged_database_is_said_with_its_cure(tmp_path: Path, spoil: str) -> None:
    with State(tmp_path) as state:
        state.keep_items(replace(ITEM, identity=f"urn:{number}") for number in range(500))
    path = tmp_path / states.FILE
    if spoil == "other":
        path.write_bytes(b"not a database at all" * 100)
    elif spoil == "cut":
        data = path.read_bytes()
        path.write_bytes(data[:4096] + bytes(len(data) - 4096))
    else:
        with sqlite3.connect(path) as database:
            database.execute("PRAGMA user_version = 99")
        database.close()
    with pytest.raises(OutputError, match="state") as told:
        _read_all(tmp_path)
    assert told.value.exit_code == 74
    assert told.value.hint


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="unable to open"), State(tmp_path / "missing"):
        pass


def test_moments_sort_as_they_follow_each_other() -> None:
    early = datetime.fromisoformat("2026-03-29T05:59:59.9+03:00")
    assert written(early) == "2026-03-29T02:59:59+00:00"
    assert moment_of(written(early)).tzinfo == UTC
    assert written(early) < written(datetime(2026, 3, 29, 3, tzinfo=UTC))


def _stopped_halfway(state: State) -> None:
    with state.together():
        state.keep_items([ITEM])
        raise KeyboardInterrupt


def _read_all(folder: Path) -> None:
    with State(folder) as state:
        state.items()
    assert copies.faults(folder) == ()
