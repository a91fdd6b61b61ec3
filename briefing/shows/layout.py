"""How the database of a show is laid out, version after version."""

from __future__ import annotations

from typing import Final

MIGRATIONS: Final = (
    """
    CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE items (
        identity TEXT PRIMARY KEY, source TEXT NOT NULL, reference TEXT NOT NULL, title TEXT NOT NULL,
        published TEXT NOT NULL, stamp TEXT NOT NULL, rank INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('seen', 'waiting', 'building', 'done', 'failed')),
        digest TEXT NOT NULL, first_seen TEXT NOT NULL, tries INTEGER NOT NULL, next_try TEXT NOT NULL,
        problem TEXT NOT NULL, edition TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX items_by_state ON items (state);
    CREATE INDEX items_by_reference ON items (reference);
    CREATE INDEX items_by_edition ON items (edition);
    CREATE TABLE editions (
        guid TEXT PRIMARY KEY, kind TEXT NOT NULL, day TEXT NOT NULL, slot TEXT NOT NULL,
        published TEXT NOT NULL, revision INTEGER NOT NULL, revised TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('building', 'ready', 'done', 'failed')),
        tries INTEGER NOT NULL, next_try TEXT NOT NULL, problem TEXT NOT NULL,
        contents BLOB, ready BLOB, record BLOB
    ) WITHOUT ROWID;
    CREATE INDEX editions_by_state ON editions (state);
    CREATE INDEX editions_out ON editions (published) WHERE ready IS NOT NULL OR record IS NOT NULL;
    CREATE INDEX editions_in_hand ON editions (published) WHERE contents IS NOT NULL;
    CREATE UNIQUE INDEX editions_by_slot ON editions (day, slot) WHERE slot <> '';
    CREATE TABLE pages (url TEXT PRIMARY KEY, etag TEXT NOT NULL, last_modified TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE named (path TEXT PRIMARY KEY, last TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE troubles (
        subject TEXT PRIMARY KEY, runs INTEGER NOT NULL, since TEXT NOT NULL, problem TEXT NOT NULL,
        is_told INTEGER NOT NULL
    ) WITHOUT ROWID;
    """,
)
"""Each makes the layout of one version out of the one before; only ever added to."""
