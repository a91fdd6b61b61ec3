"""What kind of file it is, by the end of its name: said alike by the feed, the server and the uploads."""

from __future__ import annotations

import re
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
        ".lrc": "text/plain",
        ".css": "text/css",
        ".m3u8": "application/vnd.apple.mpegurl",
        ".m4a": "audio/mp4",
        ".wav": "audio/wav",
        ".epub": "application/epub+zip",
        ".woff2": "font/woff2",
    }
)
"""The longest end that fits counts, so the longer ones come first."""
TEXTS: Final = frozenset({FEED, CHAPTERS, VTT, SRT, JSON, HTML, "text/plain", "text/css"})
"""Kinds that are letters, in UTF-8."""
READ_BY_PAGES: Final = frozenset({CHAPTERS, VTT, SRT, JSON, HTML, FEED})
"""Kinds that players in a browser fetch from other sites (CORS)."""
PERMANENT: Final = re.compile(r"(?:\d{4}-\d\d-\d\d|artwork)-[0-9a-f]{10}(?:-r\d+)?\.[a-z0-9.]+")
"""Names of ours that change when what they hold does (:mod:`.episodes`, :mod:`.artwork`)."""
SHORT_CACHE: Final = "no-cache"
"""A copy may be kept, but is asked for every time; with an ETag that costs a line."""
LONG_CACHE: Final = "public, max-age=31536000, immutable"


def media_type(name: str) -> str:
    """The bare type of a file, for the feed."""
    lower = name.lower()
    return next((kind for end, kind in ENDS.items() if lower.endswith(end)), UNKNOWN)


def content_type(name: str) -> str:
    """The type with its character set, for the header."""
    kind = media_type(name)
    return kind + UTF_8 if kind in TEXTS else kind


def cache_control(name: str) -> str:
    """How long a copy may be kept without asking: for ever, or not at all."""
    return LONG_CACHE if PERMANENT.fullmatch(name.rpartition("/")[2]) else SHORT_CACHE


def is_public(name: str) -> bool:
    """Whether it is a kind of file that is meant for listeners: no settings, no state, no programs."""
    return media_type(name) != UNKNOWN
