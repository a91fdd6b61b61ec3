"""Editions: what the exporters make of a finished briefing, in the order in which they were asked for.

Those that need no sound are made in a thread of their own while the master is being written.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Any, Self, cast

from briefing import plugins, shelf
from briefing.events import EditionWritten, OnEvent, StageBegun, ignore
from briefing.exporters._writing import unwritable
from briefing.model import Briefing, MadeFile
from briefing.publication import flush
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
        self._begun: dict[str, Future[_Edition]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(cancel_futures=True)

    def begin(self, briefing: Briefing) -> None:
        """Begin those that need no sound; the master need not be there yet."""
        for name in self._settings.editions:
            if plugins.is_silent(name):
                self._begun[name] = self._pool.submit(self._made, name, briefing)

    def settle(self, names: Iterable[str]) -> Future[list[MadeFile]]:
        """Measure files in the folder and have them on the disk, beside the making of editions."""
        return self._pool.submit(lambda: [self._settled(name) for name in names])

    def export(self, briefing: Briefing) -> list[MadeFile]:
        """Make them, or wait for those that were begun; the files made.

        Raises:
            RequestError: an unknown format or option.
            OutputError: the disk or an encoder failed.
        """
        made: list[MadeFile] = []
        for name in self._settings.editions:
            self._on_event(StageBegun("edition", name))
            begun = self._begun.get(name)
            edition = self._made(name, briefing) if begun is None else begun.result()
            made += edition.files
            names = tuple(item.name for item in edition.files)
            self._on_event(EditionWritten(name, names, None if begun is None else edition.seconds))
        return made

    def _settled(self, name: str) -> MadeFile:
        path = self._folder / name
        try:
            described = shelf.describe(path, name)
            flush(path)  # an hour's master takes a while, for which its publication would wait
        except OSError as error:
            raise unwritable(path, error) from error
        return described

    def _made(self, name: str, briefing: Briefing) -> _Edition:
        began = time.monotonic()
        module = plugins.exporter(name)
        options = plugins.plugin_options(module.Options, name, self._settings.options)
        if plugins.keeps(name):
            items = cast("Any", module).export(briefing, self._folder, options, kept=self._store)
        else:
            items = module.export(briefing, self._folder, options)
        files = tuple(shelf.described(item, self._folder) for item in items)
        return _Edition(files, time.monotonic() - began)
