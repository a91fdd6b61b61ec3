"""Publishing: whole files, in order, the feed last, and nothing written twice."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest

from briefing.errors import ConfigError, OutputError, RequestError
from briefing.shows.episodes import Outgoing
from briefing.shows.folders import LocalFolder
from briefing.shows.publishing import Target, open_target, publish
from briefing.shows.remotes import RemoteFolder


@pytest.fixture
def local(tmp_path: Path) -> LocalFolder:
    return LocalFolder(tmp_path / "public" / "show")


@pytest.fixture
def memory() -> Iterator[Target]:
    """A store of objects in memory."""
    from fsspec.implementations.memory import MemoryFileSystem

    MemoryFileSystem.store.clear()
    yield open_target("memory://bucket/show")
    MemoryFileSystem.store.clear()


@pytest.fixture
def renaming(tmp_path: Path) -> RemoteFolder:
    """A remote that is no store of objects: files go up under another name, as over SFTP."""
    from fsspec.implementations.local import LocalFileSystem

    return RemoteFolder(LocalFileSystem(), str(tmp_path / "remote" / "show"), shown="sftp://host/show")


@pytest.fixture(params=["local", "memory", "renaming"])
def target(request: pytest.FixtureRequest) -> Target:
    found: Target = request.getfixturevalue(request.param)
    return found


def files(folder: Path) -> tuple[Outgoing, ...]:
    folder.mkdir(exist_ok=True)
    made = []
    for name in ("a.mp3", "a.vtt", "a.chapters.json"):
        (folder / name).write_bytes(name.encode() * 1000)
        made.append(Outgoing(name=name, path=folder / name))
    return tuple(made)


def names(target: Target) -> list[str]:
    return [item.name for item in target.stored()]


def test_the_feed_is_published_last(target: Target, tmp_path: Path) -> None:
    done = publish(target, files(tmp_path / "made"), b"<rss/>")
    assert done.written == ("a.mp3", "a.vtt", "a.chapters.json", "feed.xml")
    assert names(target) == ["a.chapters.json", "a.mp3", "a.vtt", "feed.xml"]
    assert target.read("feed.xml") == b"<rss/>"


def test_what_is_there_is_not_written_again(target: Target, tmp_path: Path) -> None:
    publish(target, files(tmp_path / "made"), b"<rss/>")
    before = target.stored()
    assert publish(target, files(tmp_path / "made"), b"<rss/>").written == ()
    assert target.stored() == before


def test_other_bytes_of_the_same_length_are_written(target: Target) -> None:
    assert target.publish("a.mp3", b"one")
    assert target.publish("a.mp3", b"two")
    assert target.read("a.mp3") == b"two"
    assert [item.bytes for item in target.stored()] == [3]


def test_a_file_that_is_not_there_reads_as_none(target: Target) -> None:
    assert target.read("feed.xml") is None
    assert target.stored() == ()
    target.remove("feed.xml")


def test_a_removed_file_is_gone(target: Target) -> None:
    target.publish("b/a.mp3", b"one")
    target.publish("c.mp3", b"two")
    target.remove("b/a.mp3")
    assert names(target) == ["c.mp3"]


@pytest.mark.parametrize("name", ["", "/etc/passwd", "../a", "a/../b", ".a", "a/.b", "a//b", "a\0", "a\\b"])
def test_a_name_that_leaves_the_folder_or_hides_is_refused(target: Target, name: str) -> None:
    with pytest.raises(ValueError, match="no name"):
        target.publish(name, b"")


def test_a_missing_file_stops_before_the_feed(target: Target, tmp_path: Path) -> None:
    publish(target, files(tmp_path / "made"), b"<rss/>")
    lost = Outgoing(name="b.mp3", path=tmp_path / "lost.mp3")
    with pytest.raises(OutputError, match="cannot publish"):
        publish(target, [lost], b"<rss>new</rss>")
    assert target.read("feed.xml") == b"<rss/>"
    assert "b.mp3" not in names(target)


def test_time_stamps_stay_where_nothing_changes(local: LocalFolder, tmp_path: Path) -> None:
    publish(local, files(tmp_path / "made"), b"<rss/>")
    for path in local.folder.iterdir():
        os.utime(path, (1_000_000_000, 1_000_000_000))
    publish(local, files(tmp_path / "made"), b"<rss/>")
    assert {path.stat().st_mtime for path in local.folder.iterdir()} == {1_000_000_000}


def test_the_web_server_may_read_it_whatever_the_umask(local: LocalFolder) -> None:
    before = os.umask(0o077)
    try:
        local.publish("day/a.mp3", b"sound")
    finally:
        os.umask(before)
    assert (local.folder / "day/a.mp3").stat().st_mode & 0o777 == 0o644
    for folder in (local.folder.parent, local.folder, local.folder / "day"):
        assert folder.stat().st_mode & 0o777 == 0o755


def test_a_full_disk_leaves_the_old_file_and_nothing_else(
    local: LocalFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    local.publish("a.mp3", b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="No space left") as caught:
        local.publish("a.mp3", b"new sound")
    assert caught.value.hint.startswith("df -h")
    assert [(path.name, path.read_bytes()) for path in local.folder.iterdir()] == [("a.mp3", b"old")]


def test_a_signal_leaves_the_old_file_and_nothing_else(
    local: LocalFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    local.publish("a.mp3", b"old")

    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        local.publish("a.mp3", b"new sound")
    assert [(path.name, path.read_bytes()) for path in local.folder.iterdir()] == [("a.mp3", b"old")]


def test_only_our_own_leftovers_are_tidied_away(local: LocalFolder) -> None:
    local.publish("a.mp3", b"sound")
    for name in (".a.mp3.part", ".htaccess", "b.part"):
        (local.folder / name).write_bytes(b"x")
    local.tidy()
    assert sorted(path.name for path in local.folder.iterdir()) == [".htaccess", "a.mp3", "b.part"]
    assert names(local) == ["a.mp3", "b.part"]


def test_links_out_of_the_folder_are_not_followed(local: LocalFolder, tmp_path: Path) -> None:
    local.publish("a.mp3", b"sound")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / ".x.part").write_bytes(b"theirs")
    (local.folder / "link").symlink_to(tmp_path / "elsewhere")
    (local.folder / "b.mp3").symlink_to(tmp_path / "elsewhere" / ".x.part")
    local.tidy()
    assert names(local) == ["a.mp3"]
    local.publish("b.mp3", b"sound")
    assert (tmp_path / "elsewhere" / ".x.part").read_bytes() == b"theirs"


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError, match="is a file"):
        LocalFolder(tmp_path / "file" / "show").publish("a.mp3", b"")


def test_half_a_file_is_never_visible_where_files_are_renamed(renaming: RemoteFolder, tmp_path: Path) -> None:
    renaming.publish("a.mp3", b"sound")
    assert [path.name for path in (tmp_path / "remote" / "show").iterdir()] == ["a.mp3"]


class Failing:
    """A file system that fails with an error of its own kind, and tells the password with it."""

    protocol: ClassVar = ("memory",)

    def invalidate_cache(self) -> None:
        """Nothing is kept."""

    def info(self, path: str) -> dict[str, int]:
        message = f"no route to sftp://user:secret@host{path}"
        raise RuntimeError(message)


def test_a_foreign_error_is_translated_and_its_secrets_are_left_out() -> None:
    folder = RemoteFolder(Failing(), "/show", shown="sftp://host/show")
    with pytest.raises(OutputError, match="cannot publish to sftp://host/show: no route") as caught:
        folder.publish("a.mp3", b"")
    assert "secret" not in caught.value.message


@pytest.mark.parametrize(
    ("address", "error", "told"),
    [
        ("https://example.org/show", ConfigError, "read but not written"),
        ("nowhere://user:secret@bucket/show", ConfigError, "nowhere://bucket/show is not an address"),
        ("adl://bucket/show", RequestError, "needs a package"),
    ],
)
def test_an_address_that_cannot_be_published_to_is_refused(
    address: str, error: type[Exception], told: str
) -> None:
    with pytest.raises(error, match=told):
        open_target(address)


def test_a_path_and_a_file_address_are_the_same_folder(tmp_path: Path) -> None:
    open_target(str(tmp_path)).publish("a.mp3", b"sound")
    assert open_target(f"file://{tmp_path}").read("a.mp3") == b"sound"
