"""The cache: whole pieces or none."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import OutputError
from briefing.model import WordTime
from briefing.store import FORMER, SUM_ENDS, Outline, Piece, Store, Usage, default_folder, key_of

PIECE = Piece(b"\x01\x02" * 500, 22_050, (WordTime(0, 1, 200), WordTime(1, 220, 480)))
KEY = key_of("a", "text")


def only_file(store: Store) -> Path:
    [path] = [path for path in store.folder.rglob("*") if path.is_file()]
    return path


def test_a_piece_comes_back_as_it_was(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.keep(KEY, PIECE)
    assert store.find(KEY) == PIECE


def test_a_piece_with_the_checksum_of_earlier_versions_is_still_good(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.keep(KEY, PIECE)
    path = only_file(store)
    whole = path.read_bytes()
    path.write_bytes(FORMER + hashlib.sha256(whole[SUM_ENDS:]).digest() + whole[SUM_ENDS:])
    assert store.find(KEY) == PIECE
    assert store.look(KEY) == Outline.of(PIECE)
    path.write_bytes(FORMER + whole[len(FORMER) :])
    assert store.find(KEY) is None


def test_nothing_is_created_before_something_is_kept(tmp_path: Path) -> None:
    store = Store(tmp_path / "cache")
    assert store.find(KEY) is None
    assert store.usage().pieces == 0
    assert not (tmp_path / "cache").exists()


@given(st.data())
def test_a_damaged_piece_is_a_piece_not_found(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    store = Store(tmp_path_factory.mktemp("store"))
    store.keep(KEY, PIECE)
    path = only_file(store)
    whole = path.read_bytes()
    if data.draw(st.booleans()):
        path.write_bytes(whole[: data.draw(st.integers(0, len(whole) - 1))])
    else:
        at = data.draw(st.integers(0, len(whole) - 1))
        path.write_bytes(whole[:at] + bytes([whole[at] ^ data.draw(st.integers(1, 255))]) + whole[at + 1 :])
    assert store.find(KEY) is None
    assert not path.exists()


@given(st.lists(st.text(), min_size=1), st.lists(st.text(), min_size=1))
def test_different_parts_have_different_keys(one: list[str], other: list[str]) -> None:
    assert (key_of(*one) == key_of(*other)) == (one == other)


def test_pruning_removes_what_was_not_used_lately(tmp_path: Path) -> None:
    import os

    store = Store(tmp_path)
    store.keep(KEY, PIECE)
    other = key_of("another")
    store.keep(other, PIECE)
    for path in tmp_path.rglob("*"):
        if path.is_file():
            os.utime(path, (1000, 1000))
    store.find(other)
    assert store.prune(unused_since=2000).pieces == 1
    assert store.find(KEY) is None
    assert store.find(other) == PIECE


def test_clearing_removes_everything_and_says_how_much(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.keep(KEY, PIECE)
    removed = store.clear()
    assert removed.pieces == 1
    assert removed.bytes > 1000
    assert store.usage().pieces == 0


def test_a_cache_that_cannot_be_written_is_said_with_the_cure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot write the cache") as caught:
        Store(tmp_path / "file" / "cache").keep(KEY, PIECE)
    assert "--cache-dir" in caught.value.hint


def test_the_default_folder_follows_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_CACHE", "/somewhere/else")
    assert default_folder() == Path("/somewhere/else")
    monkeypatch.delenv("BRIEFING_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", "/xdg")
    assert default_folder() == Path("/xdg/briefing")


def test_a_cache_that_cannot_be_listed_is_said_with_the_cure(tmp_path: Path) -> None:
    (tmp_path / "pieces").write_text("a file where a folder should be")
    for act in (Store(tmp_path).usage, Store(tmp_path).clear):
        with pytest.raises(OutputError, match="cannot read the cache") as caught:
            act()
        assert "--cache-dir" in caught.value.hint


def test_a_cache_cleared_while_a_piece_is_written_takes_it_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when ``briefing cache clear`` runs beside: what is to be renamed is gone."""
    store = Store(tmp_path)
    rename = Path.replace
    cleared: list[Usage] = []

    def clear_first(self: Path, target: Path) -> Path:
        if not cleared:
            cleared.append(store.clear())
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", clear_first)
    store.keep(KEY, PIECE)
    assert cleared[0].pieces == 1
    assert store.find(KEY) == PIECE
