"""How often Google is asked: one account on disk, kept by all runs of a user together.

Three limits hold at once, each over the requests of every process: a bucket (``burst`` requests may go at
once, then ``per_minute``), and ceilings for any hour and any day. Where the service says that it is asked too
often, nobody asks before the time it named; where it names none, the pause doubles with each refusal.

The account is an SQLite file; each request reserves its moment in one short transaction. Times are those of
the wall clock, since they outlive a restart; a clock that is set back may make a wait begin again, never end
sooner.
"""

from __future__ import annotations

import os
import random
import shlex
import sqlite3
import time
import weakref
from bisect import insort
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import Final

from briefing.errors import OutputError, VoiceOffline
from briefing.voices._gtts_pace import DAY_S, GRACE_S, Limits, Pace, too_early

FILE: Final = "gtts.sqlite3"
SCHEMA_VERSION: Final = 1
SCHEMA: Final = (
    "CREATE TABLE IF NOT EXISTS requests (id INTEGER PRIMARY KEY, service TEXT NOT NULL, at REAL NOT NULL)",
    "CREATE INDEX IF NOT EXISTS requests_in_time ON requests (service, at)",
    "CREATE TABLE IF NOT EXISTS paces (service TEXT PRIMARY KEY, spent REAL NOT NULL, spent_at REAL NOT NULL,"
    " refused_at REAL NOT NULL, held_until REAL NOT NULL, refusals INTEGER NOT NULL)",
    f"PRAGMA user_version = {SCHEMA_VERSION}",
)

LONGEST_WAIT_S: Final = 5.0
"""A longer wait is reported, not waited for: who asked may have something better to do."""
LONGEST_PROMISE_S: Final = 60.0
"""A moment further ahead is not reserved: it would be lost where nobody comes back for it."""
NEAR_S: Final = 0.001
"""Shorter waits are none."""
BUSY_S: Final = 10.0
"""Seconds another process may hold the file; it needs less than a thousandth."""
ASIDE_HINT: Final = "-O gtts.ledger=FOLDER"


def default_folder() -> Path:
    """``BRIEFING_STATE``, else ``briefing`` in the user's state folder (XDG Base Directory)."""
    if chosen := os.environ.get("BRIEFING_STATE"):
        return Path(chosen)
    base = os.environ.get("XDG_STATE_HOME")
    return (Path(base) if base else Path("~/.local/state")) / "briefing"


class Ledger:
    """The account of one service, for several threads. Nothing is created before the first request."""

    def __init__(
        self,
        folder: Path,
        service: str,
        *,
        limits: Limits,
        clock: Callable[[], float] = time.time,
        chance: Callable[[], float] = random.random,
    ) -> None:
        """Open nothing yet.

        Args:
            folder: where the file is; ``~`` is the user's home.
            service: whose requests count together.
            limits: what this process keeps to; others may keep to others.
            clock: seconds of the epoch.
            chance: a number from 0 up to 1, for jitter.
        """
        self.folder = folder
        self.service = service
        self.limits = limits
        self._clock = clock
        self._chance = chance
        self._db: sqlite3.Connection | None = None
        self._turn = Lock()
        self._promises: dict[str, tuple[int, float]] = {}
        self._refused = False

    @property
    def path(self) -> Path:
        """The file."""
        try:
            return self.folder.expanduser() / FILE
        except RuntimeError as error:
            message = f"there is no home folder to keep the ledger of requests in ({self.folder})"
            raise OutputError(message, hint=ASIDE_HINT) from error

    def take(self, holder: str) -> float:
        """Reserve the next moment at which a request may be sent.

        Args:
            holder: whom the moment is for; the same holder is given the same moment until it has come.

        Returns:
            0.0: send now; it is counted. Else the seconds to wait, at most ``LONGEST_WAIT_S``, and to take
            again then.

        Raises:
            VoiceOffline: it is further away, in ``retry_after`` seconds. Up to ``LONGEST_PROMISE_S`` it is
                kept for the holder.
            OutputError: the file cannot be read or written.
        """
        with self._transaction() as db:
            now = self._clock()
            pace = self._tidied(db, now)
            self._refused = pace.refusals > 0
            moment, why = self._promised(db, holder, pace, now), "pace"
            if moment is None:
                moment, why = self._next(db, pace)
                if moment - now <= LONGEST_PROMISE_S:
                    self._reserve(db, holder, moment, now)
                    pace = replace(pace, spent=pace.spent + 1)
            self._write(db, pace)
        wait_s = moment - now
        if wait_s <= NEAR_S:
            return 0.0
        if wait_s > LONGEST_WAIT_S:
            why = "hold" if why == "pace" and pace.held_until > now else why
            raise too_early(self.service, wait_s, self.limits, why=why)
        return wait_s

    def refused(self, retry_after: float | None, *, sent_at: float) -> float:
        """The service is asked too often: hold all requests to it, of every process.

        Args:
            retry_after: seconds the service named, if it did.
            sent_at: when the request was sent, by this ledger's clock. Requests that were under way together
                are refused together; that counts once.

        Returns:
            Seconds until the next request may be sent.
        """
        with self._transaction() as db:
            now = self._clock()
            pace = self._tidied(db, now)
            pace = pace.refused(now, retry_after, self.limits, sent_at=sent_at, chance=self._chance())
            self._write(db, pace)
            self._refused = True
        return pace.held_until - now

    def served(self, *, sent_at: float) -> None:
        """The service answered a request that was sent then: refusals are no longer in a row."""
        if not self._refused:
            return
        with self._transaction() as db:
            pace = self._tidied(db, self._clock())
            if sent_at > pace.refused_at:
                self._write(db, replace(pace, refusals=0))
                self._refused = False

    def foretell(self, requests: int) -> float:
        """Seconds until the last of so many requests may be sent, if nobody else asks; nothing is written."""
        now = self._clock()
        pace, history = self._read(now)
        moment = now
        for _ in range(requests):
            moment = pace.next(self.limits)
            for ceiling in self.limits.ceilings:
                if len(history) >= ceiling.requests:
                    moment = max(moment, history[-ceiling.requests] + ceiling.seconds)
            insort(history, moment)
            pace = replace(pace, spent=pace.spent + 1)
        return moment - now

    def held(self) -> VoiceOffline | None:
        """What :meth:`take` would raise for a service that asked to be left alone; nothing is written."""
        now = self._clock()
        pace, _ = self._read(now)
        wait_s = pace.held_until - now
        return too_early(self.service, wait_s, self.limits, why="hold") if wait_s > LONGEST_WAIT_S else None

    def close(self) -> None:
        """Give back the moments nobody came for, and let go of the file; the next call opens it again."""
        if self._promises:
            # A file that broke meanwhile has been told of, or would spoil a run that is done.
            with suppress(OutputError), self._transaction() as db:
                lost = [(number,) for number, _ in self._promises.values()]
                db.executemany("DELETE FROM requests WHERE id = ?", lost)
            self._promises.clear()
        with self._turn:
            if self._db is not None:
                self._db.close()
                self._db = None

    # --- inside a transaction ---------------------------------------------------------------------

    def _tidied(self, db: sqlite3.Connection, now: float) -> Pace:
        """Forget what is too old to count, mend what lies in a future that was never reserved."""
        latest = now + LONGEST_PROMISE_S
        db.execute("DELETE FROM requests WHERE service = ? AND at <= ?", (self.service, now - DAY_S))
        db.execute("UPDATE requests SET at = ? WHERE service = ? AND at > ?", (latest, self.service, latest))
        return self._pace(db).at(now, self.limits)

    def _pace(self, db: sqlite3.Connection) -> Pace:
        row = db.execute(
            "SELECT spent, spent_at, refused_at, held_until, refusals FROM paces WHERE service = ?",
            (self.service,),
        ).fetchone()
        if row is None:
            return Pace()
        spent, spent_at, refused_at, held_until, refusals = row
        return Pace(
            spent=spent, spent_at=spent_at, refused_at=refused_at, held_until=held_until, refusals=refusals
        )

    def _write(self, db: sqlite3.Connection, pace: Pace) -> None:
        db.execute(
            "INSERT OR REPLACE INTO paces VALUES (?, ?, ?, ?, ?, ?)",
            (self.service, pace.spent, pace.spent_at, pace.refused_at, pace.held_until, pace.refusals),
        )

    def _next(self, db: sqlite3.Connection, pace: Pace) -> tuple[float, str]:
        """The first moment every limit allows, and the one that allowed it last."""
        moment, why = pace.next(self.limits), "pace"
        for ceiling in self.limits.ceilings:
            row = db.execute(
                "SELECT at FROM requests WHERE service = ? ORDER BY at DESC LIMIT 1 OFFSET ?",
                (self.service, ceiling.requests - 1),
            ).fetchone()
            if row is not None and row[0] + ceiling.seconds > moment:
                moment, why = row[0] + ceiling.seconds, ceiling.name
        return moment, why

    def _reserve(self, db: sqlite3.Connection, holder: str, moment: float, now: float) -> None:
        number = db.execute(
            "INSERT INTO requests (service, at) VALUES (?, ?)", (self.service, moment)
        ).lastrowid
        if moment - now > NEAR_S and number is not None:
            self._promises[holder] = number, moment

    def _promised(self, db: sqlite3.Connection, holder: str, pace: Pace, now: float) -> float | None:
        """The moment kept for a holder, if it still is good."""
        if holder not in self._promises:
            return None
        number, moment = self._promises[holder]
        if moment < pace.held_until or not now - GRACE_S <= moment <= now + LONGEST_PROMISE_S:
            # Held or late meanwhile, or the clock was set back: it was not used, so it does not count.
            del self._promises[holder]
            db.execute("DELETE FROM requests WHERE id = ?", (number,))
            return None
        if moment - now <= NEAR_S:
            del self._promises[holder]
            db.execute("UPDATE requests SET at = ? WHERE id = ?", (max(now, moment), number))
        return moment

    # --- the file ---------------------------------------------------------------------------------

    def _read(self, now: float) -> tuple[Pace, list[float]]:
        """Where the service stands, and when it was asked during a day; a file is not made for it."""
        if not self.path.exists():
            return Pace().at(now, self.limits), []
        with self._transaction() as db:
            rows = db.execute(
                "SELECT min(at, ?) FROM requests WHERE service = ? AND at > ? ORDER BY at",
                (now + LONGEST_PROMISE_S, self.service, now - DAY_S),
            ).fetchall()
            return self._pace(db).at(now, self.limits), [row[0] for row in rows]

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """One thread of one process at a time."""
        with self._turn:
            try:
                db = self._db or self._open()
                self._db = db
                db.execute("BEGIN IMMEDIATE")
                try:
                    yield db
                except BaseException:
                    db.rollback()
                    raise
                db.commit()
            except sqlite3.Error as error:
                raise self._broken(error) from error

    def _open(self) -> sqlite3.Connection:
        path = self.path
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            message = f"the ledger of requests cannot be kept in {path.parent}: {error.strerror}"
            raise OutputError(message, hint=ASIDE_HINT) from error
        db = sqlite3.connect(path, timeout=BUSY_S, isolation_level=None, check_same_thread=False)
        try:
            self._prepare(db)
        except BaseException:
            db.close()
            raise
        # An answer that comes after close() opens the file again; let go of it with the ledger then.
        weakref.finalize(self, db.close)
        return db

    def _prepare(self, db: sqlite3.Connection) -> None:
        until = time.monotonic() + BUSY_S
        while True:
            try:
                # Without the write-ahead log, as on a network drive, it is slower and as right.
                db.execute("PRAGMA journal_mode = WAL")
                break
            except sqlite3.OperationalError as error:
                # Two that make the file at the same moment: SQLite does not wait here by itself.
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                    raise
                time.sleep(0.01)
        db.execute("PRAGMA synchronous = NORMAL")  # a power cut may cost the last requests, never the file
        db.execute("BEGIN IMMEDIATE")
        (version,) = db.execute("PRAGMA user_version").fetchone()
        if version not in (0, SCHEMA_VERSION):
            message = f"the ledger of requests {self.path} was written by another version of briefing"
            raise OutputError(message, hint=ASIDE_HINT)
        if version == 0:
            for statement in SCHEMA:
                db.execute(statement)
        long_ago = self._clock() - DAY_S
        db.execute("DELETE FROM requests WHERE at <= ?", (long_ago,))
        db.execute("DELETE FROM paces WHERE spent_at <= ? AND held_until <= ?", (long_ago, long_ago))
        db.execute("COMMIT")

    def _broken(self, error: sqlite3.Error) -> OutputError:
        path = self.path
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code == sqlite3.SQLITE_BUSY:
            message = f"another program has held the ledger of requests {path} for {BUSY_S:g} seconds"
            return OutputError(message, hint=ASIDE_HINT)
        if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR):
            message = f"the ledger of requests {path} is damaged ({error})"
            return OutputError(message, hint=f"rm {shlex.quote(str(path))}*")
        message = f"the ledger of requests {path} cannot be written ({error})"
        return OutputError(message, hint=ASIDE_HINT)
