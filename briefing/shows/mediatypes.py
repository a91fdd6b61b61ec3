"""What kind of file it is, by the end of its name: said alike by the feed, the server and the uploads."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

UTF_8: Final = "; charset=utf-8"
FEED: Final = "application/rss+xml"
CHAPTERS: Final = "application/json+chapters"
MP3: Final = "audio/mpeg"
VTT: Final = "text/vtt"
SRT: Final = "application/x-subrip"
JSON: Final = "application/json"
HTML: Final = "text/html"
UNKNOWN: Final = "application/octet-stream"

ENDS: Final = MappingProxyType(
    {
        ".chapters.json": CHAPTERS,
        ".json": JSON,
        ".xml": FEED,
        ".mp3": MP3,
        ".vtt": VTT,
        ".srt": SRT,
        ".jpg": "image/jpeg",
        ".png": "image/png",
        ".html": HTML,
        ".txt": "text/plain",
    }
)
"""The longest end that fits counts, so the longer ones come first."""
TEXTS: Final = frozenset({FEED, CHAPTERS, VTT, SRT, JSON, HTML, "text/plain"})
"""Kinds that are letters, in UTF-8."""
READ_BY_PAGES: Final = frozenset({CHAPTERS, VTT, SRT, JSON, HTML, FEED})
"""Kinds that players in a browser fetch from other sites (CORS)."""
SHORT_CACHE: Final = "no-cache"
LONG_CACHE: Final = "public, max-age=31536000, immutable"
"""A file whose content changes gets another name, so a copy may be kept for ever."""


def media_type(name: str) -> str:
    """The bare type of a file, for the feed."""
    lower = name.lower()
    return next((kind for end, kind in ENDS.items() if lower.endswith(end)), UNKNOWN)


def content_type(name: str) -> str:
    """The type with its character set, for the header."""
    kind = media_type(name)
    return kind + UTF_8 if kind in TEXTS else kind


def cache_control(name: str) -> str:
    """How long a copy may be kept: pages and feeds not at all without asking."""
    return SHORT_CACHE if media_type(name) in {FEED, HTML, UNKNOWN} else LONG_CACHE
