"""What is kept of an episode that is out: its entry in the feed, and its files."""

from __future__ import annotations

from briefing.records import dataclass
from briefing.shows.channel import Episode


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicFile:
    """A file that an episode needs."""

    name: str
    bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An episode as it is out."""

    episode: Episode
    files: tuple[PublicFile, ...]


def packed(entry: Entry) -> bytes:
    """As it is kept: JSON."""
    import msgspec

    return msgspec.json.encode(entry)


def unpacked(data: bytes) -> Entry:
    """As it was kept."""
    import msgspec

    return msgspec.json.decode(data, type=Entry)
