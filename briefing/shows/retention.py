"""How long episodes stay in the feed, and when their files may go: decisions only, nothing is removed here.

Apps and caches keep a feed for a while, so a file outlives the last feed that named it by two days. What no
feed ever named is not ours and stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from datetime import UTC, datetime, timedelta
from typing import Final

from briefing.errors import ConfigError
from briefing.records import dataclass
from briefing.shows.folders import Stored

GRACE: Final = timedelta(days=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much is kept; None where there is no limit. The newest episode is always kept."""

    keep_episodes: int | None = None
    keep_days: int | None = None
    max_bytes: int | None = None
    """Of all files of the episodes in the feed together."""

    def __post_init__(self) -> None:
        for name in ("keep_episodes", "keep_days", "max_bytes"):
            value = getattr(self, name)
            if value is not None and value < 1:
                message = f"{name} is {value}; it must be 1 or more, or left out"
                raise ConfigError(message, hint=f"{name} = 30")


@dataclass(frozen=True, slots=True, kw_only=True)
class Aired:
    """An episode that could be in the feed."""

    guid: str
    published: datetime
    bytes: int
    """Of all its files."""


def kept(episodes: Iterable[Aired], limits: Limits, *, now: datetime) -> tuple[str, ...]:
    """The GUIDs of the episodes that stay in the feed, newest first: never one older than one that goes."""
    newest_first = sorted(
        episodes, key=lambda item: (item.published.astimezone(UTC), item.guid), reverse=True
    )
    stay: list[str] = []
    total = 0
    for item in newest_first:
        total += item.bytes
        if stay and (
            (limits.keep_episodes is not None and len(stay) >= limits.keep_episodes)
            or (limits.keep_days is not None and item.published < now - timedelta(days=limits.keep_days))
            or (limits.max_bytes is not None and total > limits.max_bytes)
        ):
            break
        stay.append(item.guid)
    return tuple(stay)


def expired(
    files: Iterable[Stored],
    *,
    feed_now: Set[str],
    feed_before: Mapping[str, datetime],
    now: datetime,
    grace: timedelta = GRACE,
) -> tuple[str, ...]:
    """The names of the files to be removed, in order.

    Args:
        files: what is published.
        feed_now: the names in the feed that is published.
        feed_before: until when each name stood in a published feed; for those in the feed that was replaced
            just now, that is now.
        now: with its offset.
        grace: how long a file outlives the last feed that named it.
    """
    return tuple(
        sorted(
            item.name
            for item in files
            if item.name not in feed_now
            and item.name in feed_before
            and max(feed_before[item.name], item.modified) <= now - grace
        )
    )
