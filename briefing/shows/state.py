"""What a show knows of its earlier runs: a SQLite database in its state folder.

It is written by the one run that holds the lock, and committed after what it speaks of is published. A
write-ahead log keeps it whole when a run is killed; it needs a local disk.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import astuple, fields
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self, TypeVar

from briefing.errors import OutputError
from briefing.shows.layout import MIGRATIONS
from briefing.shows.records import (
    Edition,
    EditionKind,
    EditionState,
    Item,
    ItemState,
    Page,
    Trouble,
)

FILE: Final = "state.sqlite"
BUSY_MS: Final = 5_000
ITEM: Final = ", ".join(item.name for item in fields(Item))
EDITION: Final = ", ".join(item.name for item in fields(Edition))
TROUBLE: Final = ", ".join(item.name for item in fields(Trouble))

Record = TypeVar("Record", Item, Edition, Trouble)


class State:
    """Use as a context. Each method is a transaction of its own, unless inside :meth:`together`."""

    def __init__(self, folder: Path) -> None:
        """Open nothing yet.

        Args:
            folder: the state folder; it exists.
        """
        self.path = folder / FILE
        self._database: sqlite3.Connection | None = None

    def __enter__(self) -> Self:
        """Open the database, made where it is missing, in this version's layout.

        Raises:
            OutputError: it cannot be read or written, is damaged, or is of a later version.
        """
        try:
            with explained(self.path):
                self._database = sqlite3.connect(self.path, isolation_level=None, timeout=BUSY_MS / 1000)
                self._database.execute("PRAGMA journal_mode = WAL")
                self._database.execute("PRAGMA synchronous = FULL")
                self._migrate()
        except BaseException:
            self._close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()

    @contextmanager
    def together(self) -> Iterator[None]:
        """All that is kept inside is kept together, or, after an error, not at all."""
        with explained(self.path):
            self._sql("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            with explained(self.path):
                self._sql("ROLLBACK")
            raise
        with explained(self.path):
            self._sql("COMMIT")

    # --- items ---

    def item(self, identity: str) -> Item | None:
        """One item."""
        return next(iter(self._items("WHERE identity = ?", identity)), None)

    def item_at(self, reference: str) -> Item | None:
        """The item that is at an address."""
        return next(iter(self._items("WHERE reference = ? ORDER BY identity", reference)), None)

    def items(self, *states: ItemState) -> tuple[Item, ...]:
        """All items in one of these states, or all; by their place, then their identity."""
        if not states:
            return self._items("ORDER BY rank, identity")
        marks = ", ".join("?" * len(states))
        return self._items(f"WHERE state IN ({marks}) ORDER BY rank, identity", *states)

    def items_since(self, moment: str, state: ItemState) -> tuple[Item, ...]:
        """The items in a state that were first seen then or later."""
        return self._items("WHERE state = ? AND first_seen >= ? ORDER BY rank, identity", state, moment)

    def items_of(self, edition: str) -> tuple[Item, ...]:
        """The items an edition is made of."""
        return self._items("WHERE edition = ? ORDER BY rank, identity", edition)

    def keep_items(self, items: Iterable[Item]) -> None:
        """Remember these as they are now."""
        self._keep("items", ITEM, items)

    def _items(self, rest: str, *values: str) -> tuple[Item, ...]:
        rows = self._rows(f"SELECT {ITEM} FROM items {rest}", *values)
        states = [item.name for item in fields(Item)].index("state")
        return tuple(
            Item(
                **dict(
                    zip(
                        _names(Item), (*row[:states], ItemState(row[states]), *row[states + 1 :]), strict=True
                    )
                )
            )
            for row in rows
        )

    # --- editions ---

    def edition(self, guid: str) -> Edition | None:
        """One edition."""
        return next(iter(self._editions("WHERE guid = ?", guid)), None)

    def edition_at(self, day: str, slot: str) -> Edition | None:
        """The edition of a slot."""
        return next(iter(self._editions("WHERE day = ? AND slot = ?", day, slot)), None)

    def editions(self, *states: EditionState) -> tuple[Edition, ...]:
        """All editions in one of these states, or all, the oldest first."""
        order = "ORDER BY published, guid"
        if not states:
            return self._editions(order)
        marks = ", ".join("?" * len(states))
        return self._editions(f"WHERE state IN ({marks}) {order}", *states)

    def editions_out(self) -> tuple[Edition, ...]:
        """The editions that have an entry for the feed, the oldest first."""
        return self._editions("WHERE ready IS NOT NULL OR record IS NOT NULL ORDER BY published, guid")

    def editions_in_hand(self, before: str) -> tuple[Edition, ...]:
        """The editions dated before a moment whose texts are still kept."""
        return self._editions("WHERE contents IS NOT NULL AND published < ? ORDER BY published, guid", before)

    def keep_edition(self, edition: Edition) -> None:
        """Remember it as it is now."""
        self._keep("editions", EDITION, [edition])

    def _editions(self, rest: str, *values: str) -> tuple[Edition, ...]:
        found = []
        for row in self._rows(f"SELECT {EDITION} FROM editions {rest}", *values):
            told = dict(zip(_names(Edition), row, strict=True))
            told |= {"kind": EditionKind(told["kind"]), "state": EditionState(told["state"])}
            found.append(Edition(**told))
        return tuple(found)

    # --- what else is known ---

    def page(self, url: str) -> Page:
        """What an address was answered with last; empty where it never was."""
        rows = self._rows("SELECT etag, last_modified FROM pages WHERE url = ?", url)
        return Page(*rows[0]) if rows else Page()

    def keep_page(self, url: str, page: Page) -> None:
        """Remember what it was answered with."""
        if page != self.page(url):
            self._change("REPLACE INTO pages VALUES (?, ?, ?)", url, page.etag, page.last_modified)

    def forget_page(self, url: str) -> None:
        """It is not asked again."""
        self._change("DELETE FROM pages WHERE url = ?", url)

    def named(self) -> dict[str, str]:
        """Files that the feed named, each with the moment it was last known to."""
        return dict(self._rows("SELECT path, last FROM named ORDER BY path"))

    def keep_named(self, paths: Iterable[str], moment: str) -> None:
        """The feed names these now."""
        for path in paths:
            self._change("REPLACE INTO named VALUES (?, ?)", path, moment)

    def forget_named(self, paths: Iterable[str]) -> None:
        """These are gone."""
        for path in paths:
            self._change("DELETE FROM named WHERE path = ?", path)

    def fact(self, name: str) -> str:
        """A fact of the show; empty where it is not known."""
        rows = self._rows("SELECT value FROM facts WHERE name = ?", name)
        return str(rows[0][0]) if rows else ""

    def facts(self) -> dict[str, str]:
        """All facts of the show."""
        return dict(self._rows("SELECT name, value FROM facts ORDER BY name"))

    def keep_fact(self, name: str, value: str) -> None:
        """Remember a fact of the show."""
        if value != self.fact(name):
            self._change("REPLACE INTO facts VALUES (?, ?)", name, value)

    def troubles(self) -> dict[str, Trouble]:
        """What has gone wrong lately, by subject."""
        rows = self._rows(f"SELECT {TROUBLE} FROM troubles ORDER BY subject")
        found = (
            Trouble(**dict(zip(_names(Trouble), (*row[:-1], bool(row[-1])), strict=True))) for row in rows
        )
        return {item.subject: item for item in found}

    def keep_trouble(self, trouble: Trouble) -> None:
        """It goes on."""
        self._keep("troubles", TROUBLE, [trouble])

    def forget_trouble(self, subject: str) -> None:
        """It is over."""
        self._change("DELETE FROM troubles WHERE subject = ?", subject)

    # --- the database ---

    def faults(self) -> tuple[str, ...]:
        """What SQLite finds damaged."""
        found = [str(row[0]) for row in self._rows("PRAGMA integrity_check")]
        return () if found == ["ok"] else tuple(found)

    def _keep(self, table: str, columns: str, records: Iterable[Record]) -> None:
        marks = ", ".join("?" * len(columns.split(",")))
        for record in records:
            self._change(f"REPLACE INTO {table} ({columns}) VALUES ({marks})", *astuple(record))

    def _rows(self, text: str, *values: object) -> list[tuple[Any, ...]]:
        with explained(self.path):
            return self._sql(text, *values).fetchall()

    def _change(self, text: str, *values: object) -> None:
        with explained(self.path):
            self._sql(text, *values)

    def _sql(self, text: str, *values: object) -> sqlite3.Cursor:
        assert self._database is not None, "the state is used as a context"
        return self._database.execute(text, values)

    def _migrate(self) -> None:
        assert self._database is not None
        (version,) = self._sql("PRAGMA user_version").fetchone()
        if version > len(MIGRATIONS):
            message = f"{self.path} is of a later version of briefing"
            raise OutputError(message, hint="pip install --upgrade briefing")
        for number, text in enumerate(MIGRATIONS[version:], version + 1):
            self._database.executescript(f"BEGIN IMMEDIATE; {text} PRAGMA user_version = {number}; COMMIT;")

    def _close(self) -> None:
        if self._database is not None:
            self._database.close()
            self._database = None


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """SQLite's errors as ours, with what to do.

    Raises:
        OutputError: the database cannot be used.
    """
    try:
        yield
    except sqlite3.DatabaseError as error:
        message = f"cannot use the state in {path}: {error}"
        if "not a database" in str(error) or "malformed" in str(error):
            hint = f"put a copy you saved in its place, or begin anew: mv {path} {path}.damaged"
        elif "locked" in str(error):
            hint = "another program has it open; end it"
        else:
            hint = f"df -h {path.parent} shows how much room is left; the folder must be on a local disk"
        raise OutputError(message, hint=hint) from error


def _names(kind: type[Record]) -> list[str]:
    return [item.name for item in fields(kind)]
