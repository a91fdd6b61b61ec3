"""Where a show is published, and in which order: what the feed names first, the feed last.

So a reader who comes at any moment finds every file that the feed names, whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final, Protocol

from briefing.records import dataclass
from briefing.shows.episodes import Outgoing
from briefing.shows.folders import LocalFolder, Stored
from briefing.shows.remotes import open_remote

FEED_FILE: Final = "feed.xml"


class Target(Protocol):
    """A public folder, here or elsewhere. Names have slashes and are never hidden."""

    def publish(self, name: str, content: Path | bytes) -> bool:
        """Put a whole file there, unless the same bytes are there; whether anything was written."""

    def read(self, name: str) -> bytes | None:
        """A small file; None where there is none."""

    def stored(self) -> tuple[Stored, ...]:
        """Every file there but hidden ones, by name."""

    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""

    def tidy(self) -> None:
        """Remove what a killed run of ours left half-written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What a publication changed."""

    written: tuple[str, ...] = ()
    """Names, in order; empty where everything was there already."""


def open_target(location: str, *, options: Mapping[str, Any] | None = None) -> Target:
    """The public folder at a path, or at an address that fsspec knows, like ``s3://bucket/show``.

    Raises:
        RequestError: an extra is not installed.
        ConfigError: the address cannot be published to.
    """
    if location.startswith("file://"):
        return LocalFolder(Path(location.removeprefix("file://")))
    if "://" in location:
        return open_remote(location, options=options)
    return LocalFolder(Path(location))


def publish(
    target: Target, files: Iterable[Outgoing], feed: bytes, *, feed_name: str = FEED_FILE
) -> Published:
    """Put the files there in their order, then the feed.

    Raises:
        OutputError: something could not be put there; the feed is then still the old one.
    """
    written = [item.name for item in files if target.publish(item.name, item.path)]
    if target.publish(feed_name, feed):
        written.append(feed_name)
    return Published(written=tuple(written))
