"""Publishing: in one step, by one run at a time."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from briefing.errors import Busy, OutputError
from briefing.publication import READY, STAGING, Publication


def put(publication: Publication, **files: str) -> None:
    for name, text in files.items():
        (publication.staging / name).write_text(text)


def visible(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in folder.iterdir() if path.is_file()}


def test_what_is_published_is_there_and_staging_is_gone(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"
    with Publication(folder) as publication:
        put(publication, a="1", b="2")
        assert [path.name for path in publication.publish(["a", "b"])] == ["a", "b"]
    assert visible(folder) == {"a": "1", "b": "2"}
    assert list(folder.iterdir())
    assert not (folder / STAGING).exists()


def test_a_file_whose_bytes_are_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1")
    os.utime(tmp_path / "a", (1000, 1000))
    with Publication(tmp_path) as publication:
        put(publication, a="1", b="2")
        assert [path.name for path in publication.publish(["a", "b"])] == ["b"]
    assert (tmp_path / "a").stat().st_mtime == 1000


def test_a_failed_run_leaves_the_former_output_and_no_trace(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old")
    with pytest.raises(RuntimeError), Publication(tmp_path) as publication:  # noqa: PT012
        put(publication, a="new")
        raise RuntimeError
    assert visible(tmp_path) == {"a": "old"}
    assert not (tmp_path / STAGING).exists()


def test_a_failed_first_run_leaves_no_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), Publication(tmp_path / "out"):
        raise RuntimeError
    assert not (tmp_path / "out").exists()


def test_a_run_killed_before_publishing_is_forgotten(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old")
    (tmp_path / STAGING).mkdir()
    (tmp_path / STAGING / "a").write_text("half")
    with Publication(tmp_path) as publication:
        assert list(publication.staging.iterdir()) == []
    assert visible(tmp_path) == {"a": "old"}


def test_a_run_killed_among_the_renames_is_completed_by_the_next(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("new")
    (tmp_path / "b").write_text("old")
    (tmp_path / STAGING).mkdir()
    (tmp_path / STAGING / "b").write_text("new")
    (tmp_path / STAGING / READY).write_text("a\nb")
    with Publication(tmp_path):
        pass
    assert visible(tmp_path) == {"a": "new", "b": "new"}


def test_a_run_stopped_among_its_renames_still_leaves_one_whole_briefing(tmp_path: Path) -> None:
    """A signal turns into an exception between two renames: half old and half new must not be seen."""
    put_there = {"a": "old", "b": "old", "c": "old"}
    for name, text in put_there.items():
        (tmp_path / name).write_text(text)

    class Stopped(Publication):
        def _move(self, names: Iterable[str]) -> None:
            names = list(names)
            if not (self.folder / "stopped").exists():
                (self.folder / "stopped").touch()
                (self.staging / names[0]).replace(self.folder / names[0])
                raise KeyboardInterrupt
            super()._move(names)

    with pytest.raises(KeyboardInterrupt), Stopped(tmp_path) as publication:  # noqa: PT012
        put(publication, a="new", b="new", c="new")
        publication.publish(["a", "b", "c"])
    (tmp_path / "stopped").unlink()
    assert visible(tmp_path) == {"a": "new", "b": "new", "c": "new"}
    assert not (tmp_path / STAGING).exists()


def test_a_list_of_renames_that_is_not_whole_is_not_believed(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old")
    (tmp_path / STAGING).mkdir()
    (tmp_path / STAGING / "a").write_text("new")
    (tmp_path / STAGING / f"{READY}.part").write_text("a")
    with Publication(tmp_path):
        pass
    assert visible(tmp_path) == {"a": "old"}


def test_a_folder_where_a_file_must_go_is_said_before_anything_moves(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old")
    (tmp_path / "b").mkdir()
    with pytest.raises(OutputError, match="b is a folder"), Publication(tmp_path) as publication:  # noqa: PT012
        put(publication, a="new", b="new")
        publication.publish(["a", "b"])
    assert visible(tmp_path) == {"a": "old"}


def _hold(
    folder: str, ready: multiprocessing.synchronize.Event, leave: multiprocessing.synchronize.Event
) -> None:
    with Publication(Path(folder)):
        ready.set()
        leave.wait(20)


def test_two_runs_into_one_folder_do_not_meet(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    ready, leave = context.Event(), context.Event()
    other = context.Process(target=_hold, args=(str(tmp_path), ready, leave))
    other.start()
    try:
        assert ready.wait(20)
        with pytest.raises(Busy, match="another run"), Publication(tmp_path):
            pass
        assert (tmp_path / STAGING).is_dir(), "the other run's staging folder is still there"
    finally:
        leave.set()
        other.join(20)
    with Publication(tmp_path):
        pass


def test_a_file_in_the_way_is_an_output_error(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(OutputError, match="cannot write into") as caught, Publication(tmp_path / "out"):
        pass
    assert "--output" in caught.value.hint
    assert (tmp_path / "out").read_text() == "a file"
