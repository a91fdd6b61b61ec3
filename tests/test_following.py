"""Editions that follow the master while it is written: as if it had been read, and never left waiting."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefing import mastering, pipeline
from briefing.audio.assemble import write_master
from briefing.audio.relay import Abandoned, Relay
from briefing.errors import OutputError
from briefing.exporters import mp3
from briefing.settings import Settings
from briefing.store import Store
from tests.scripts import article_file


def made(folder: Path, **settings: object) -> dict[str, bytes]:
    """What a run publishes."""
    folder.mkdir(exist_ok=True)
    pipeline.make(
        str(article_file(folder)),
        folder / "out",
        store=Store(folder / "cache"),
        created="2026-02-27",
        settings=Settings(voice="tone", editions=("mp3",), **settings),  # type: ignore[arg-type]
    )
    return {path.name: path.read_bytes() for path in (folder / "out").iterdir()}


def failing(message: str) -> Callable[..., int]:
    """What fails with this message, whatever it is given."""

    def fails(*_: object, **__: object) -> int:
        raise OutputError(message)

    return fails


def in_time(work: Callable[[], object]) -> threading.Thread:
    """Begun in a thread, which must come to an end."""
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread


def test_a_listener_hears_all_blocks_in_their_order() -> None:
    relay = Relay()

    def speak() -> None:
        for number in range(50):
            relay.put(bytes([number]))
        relay.end()

    thread = in_time(speak)
    assert list(relay) == [bytes([number]) for number in range(50)]
    thread.join(5)
    assert not thread.is_alive()


def test_nobody_waits_for_a_listener_who_has_left() -> None:
    relay = Relay()

    def speak() -> None:
        for _ in range(50):
            relay.put(b"block")

    thread = in_time(speak)
    next(iter(relay))
    relay.leave()
    thread.join(5)
    assert not thread.is_alive()


def test_what_was_in_vain_is_told_to_the_listener() -> None:
    relay = Relay()
    relay.put(b"block")
    relay.abandon()
    with pytest.raises(Abandoned):
        list(relay)


def test_what_follows_is_the_same_as_what_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    followed = made(tmp_path / "followed")
    monkeypatch.setattr(mp3, "FOLLOWS", False)
    assert made(tmp_path / "read") == followed


def test_a_master_that_is_written_once_more_is_encoded_as_it_is_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With so low a ceiling peaks are many: the first attempt is given up while it is written."""
    monkeypatch.setattr(mastering, "CODEC_ROOM", 0.3)
    attempts = 0

    def counted(*args: Any, **kwargs: Any) -> int:
        nonlocal attempts
        attempts += 1
        return write_master(*args, **kwargs)

    monkeypatch.setattr(mastering, "write_master", counted)
    followed = made(tmp_path / "followed", loudness="-9")
    assert attempts > 1
    monkeypatch.setattr(mp3, "FOLLOWS", False)
    assert made(tmp_path / "read", loudness="-9") == followed


def test_an_edition_that_fails_while_it_follows_stops_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mp3, "encode", failing("the encoder failed"))
    with pytest.raises(OutputError, match="the encoder failed"):
        made(tmp_path)
    assert not (tmp_path / "out").exists()


def test_a_master_that_cannot_be_written_leaves_nobody_waiting_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mastering, "write_master", failing("no room"))
    before = threading.active_count()
    with pytest.raises(OutputError, match="no room"):
        made(tmp_path)
    assert threading.active_count() <= before + 2  # what is loaded early may still be loading


def test_an_edition_made_again_changes_nothing_and_a_new_one_is_listed(tmp_path: Path) -> None:
    before = made(tmp_path)["briefing.json"]
    captions = Settings(voice="tone", editions=("captions",))
    first = pipeline.export_folder(tmp_path / "out", settings=captions)
    listed = (tmp_path / "out" / "briefing.json").read_bytes()
    assert b"captions.vtt" in listed
    assert b"captions.vtt" not in before
    assert tmp_path / "out" / "briefing.json" in first.changed
    again = pipeline.export_folder(tmp_path / "out", settings=captions)
    assert again.changed == ()
    assert again.briefing == first.briefing
    assert (tmp_path / "out" / "briefing.json").read_bytes() == listed
