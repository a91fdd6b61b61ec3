"""What is remembered between runs: an item of a source, an edition of the show, a trouble that lasts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final


class ItemState(StrEnum):
    """What has become of an item."""

    SEEN = "seen"
    """It was there at the first run, or is not wanted: never made."""
    WAITING = "waiting"
    """It will be made."""
    BUILDING = "building"
    """Its text is kept in an edition that is being made."""
    DONE = "done"
    FAILED = "failed"
    """It could not be fetched or made; tried again at ``next_try``, or never if that is empty."""


class EditionState(StrEnum):
    """What has become of an edition."""

    BUILDING = "building"
    READY = "ready"
    """Every file of it is published, and the feed may name it or not yet."""
    DONE = "done"
    FAILED = "failed"
    """It could not be made; tried again at ``next_try``, or never if that is empty."""


class EditionKind(StrEnum):
    """What an edition is."""

    ARTICLE = "article"
    BULLETIN = "bulletin"
    """Several articles."""
    NOTICE = "notice"
    """The spoken word that there is no edition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An article that a source named."""

    identity: str
    """The same for as long as it is the same article: its GUID, its address, or what stands for them."""
    source: str
    """Which source named it: its address or path."""
    reference: str
    """Where the article itself is."""
    title: str = ""
    published: str = ""
    """What the source says: ISO 8601, a moment with its offset or a day; empty where it says nothing."""
    stamp: str = ""
    """Changes when the source says that the item changed; empty where it never says."""
    rank: int = 0
    """Its place: the first of the first source is 0."""
    state: ItemState = ItemState.WAITING
    digest: str = ""
    """Of the text that was made."""
    first_seen: str = ""
    tries: int = 0
    next_try: str = ""
    problem: str = ""
    edition: str = ""
    """The GUID of the edition it is in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """An episode, from when it is planned."""

    guid: str
    kind: EditionKind
    day: str
    """Local date of the show."""
    slot: str = ""
    """``HH:MM``; empty for an article that is an episode of its own."""
    published: str
    """When it is dated: UTC."""
    revision: int = 1
    """Counts the corrections: 2 is the first one."""
    revised: str = ""
    """When it was last corrected: UTC."""
    state: EditionState = EditionState.BUILDING
    tries: int = 0
    next_try: str = ""
    problem: str = ""
    contents: bytes | None = None
    """What it is made of, as JSON, while it is being made."""
    ready: bytes | None = None
    """Its entry in the feed, as JSON, from when its files are published until the feed names them."""
    record: bytes | None = None
    """Its entry in the feed, as JSON: what the feed names now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Something that goes wrong, run after run."""

    subject: str
    """What with: a source's address, an edition."""
    runs: int
    """In how many in a row."""
    since: str
    problem: str
    is_told: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """What an address was answered with last: sent back, so that an unchanged page costs nothing."""

    etag: str = ""
    last_modified: str = ""


UNASKED: Final = Page()
"""Of an address that was never asked."""


def written(moment: datetime) -> str:
    """A moment as it is kept: UTC, whole seconds, so that text sorts as time does."""
    return moment.astimezone(UTC).replace(microsecond=0).isoformat()


def moment_of(text: str) -> datetime:
    """A moment that was kept."""
    return datetime.fromisoformat(text)
