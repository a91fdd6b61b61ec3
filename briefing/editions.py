"""Editions: what the exporters make of a finished briefing, in the order in which they were asked for.

Those that need no sound are made in a thread of their own while the master is being written, and one that
reads the sound once hears it on its way to the disk.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path
from types import TracebackType
from typing import Any, Self, cast

from briefing import plugins, shelf
from briefing.audio.relay import Relay
from briefing.events import EditionWritten, OnEvent, StageBegun, ignore
from briefing.exporters._writing import unwritable
from briefing.model import Briefing, MadeFile
from briefing.publication import flush_all
from briefing.records import dataclass
from briefing.settings import Settings
from briefing.store import Store


@dataclass(frozen=True, slots=True)
class _Edition:
    files: tuple[MadeFile, ...]
    seconds: float
    """How long it took."""


class Editions:
    """The editions that were asked for. Use as a context: what was begun early has ended when it ends."""

    def __init__(
        self, folder: Path, *, settings: Settings, store: Store | None = None, on_event: OnEvent = ignore
    ) -> None:
        """Begin nothing yet.

        Args:
            folder: where the master is, and the editions will be.
            settings: which editions, and their options.
            store: where exporters keep what is costly to make.
            on_event: told what happens.
        """
        self._folder, self._settings, self._store, self._on_event = folder, settings, store, on_event
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="editions")
        # Each that follows has a thread: one that had to wait for its turn would keep the others waiting.
        most = max(1, len(settings.editions))
        self._followers = ThreadPoolExecutor(max_workers=most, thread_name_prefix="followers")
        self._begun: dict[str, Future[_Edition]] = {}
        self._relays: dict[str, Relay] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.abandon()
        self._followers.shutdown(cancel_futures=True)
        self._pool.shutdown(cancel_futures=True)

    def begin(self, briefing: Briefing) -> None:
        """Begin those that need no sound, and those that can follow the master while it is written."""
        for name in self._settings.editions:
            if plugins.is_silent(name):
                self._begun[name] = self._pool.submit(self._made, name, briefing)
            elif plugins.follows(name):
                self._relays[name] = relay = Relay()
                self._begun[name] = self._followers.submit(self._made, name, briefing, relay)

    @property
    def is_followed(self) -> bool:
        """Whether any follow the master."""
        return bool(self._relays)

    def put(self, block: bytes) -> None:
        """The next of the master: 16-bit little-endian mono."""
        for relay in self._relays.values():
            relay.put(block)

    def abandon(self) -> None:
        """The master will be another: those that follow it are made when it is there."""
        for name, relay in self._relays.items():
            relay.abandon()
            del self._begun[name]
        self._relays.clear()

    def settle(self, names: Iterable[str]) -> Future[None]:
        """Have files in the folder on the disk, beside whatever else is done; else they are waited for."""
        return self._pool.submit(_flush, [self._folder / name for name in names])

    def export(self, briefing: Briefing) -> list[MadeFile]:
        """Make them, or wait for those that were begun; the files made.

        Raises:
            RequestError: an unknown format or option.
            OutputError: the disk or an encoder failed.
        """
        wait(begun for name, begun in self._begun.items() if name not in self._relays)
        for relay in self._relays.values():  # they may look for the cover now
            relay.end()
        made: list[MadeFile] = []
        for name in self._settings.editions:
            self._on_event(StageBegun("edition", name))
            begun = self._begun.get(name)
            edition = self._made(name, briefing) if begun is None else begun.result()
            made += edition.files
            names = tuple(item.name for item in edition.files)
            self._on_event(EditionWritten(name, names, None if begun is None else edition.seconds))
        return made

    def _made(self, name: str, briefing: Briefing, sound: Relay | None = None) -> _Edition:
        began = time.monotonic()
        module = plugins.exporter(name)
        options = plugins.plugin_options(module.Options, name, self._settings.options)
        given: dict[str, Any] = {"kept": self._store} if plugins.keeps(name) else {}
        if sound is not None:
            given["sound"] = sound
        try:
            items = cast("Any", module).export(briefing, self._folder, options, **given)
        finally:
            if sound is not None:
                sound.leave()
        files = tuple(shelf.described(item, self._folder) for item in items)
        return _Edition(files, time.monotonic() - began)


def _flush(paths: Sequence[Path]) -> None:
    try:
        flush_all(paths)
    except OSError as error:
        raise unwritable(paths[0], error) from error
