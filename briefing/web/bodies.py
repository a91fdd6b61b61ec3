"""What of an answer is taken: whole bodies of text, unpacked under a limit.

urllib3 unpacks as well, but takes a gzip stream that breaks off for a whole one.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from typing import Final

from urllib3 import BaseHTTPResponse

from briefing.errors import ArticleError, FetchError

PIECE_BYTES: Final = 65_536
MAX_HEADER_BYTES: Final = 65_536
PACKED: Final = frozenset({"gzip", "x-gzip"})
GZIP: Final = 31
"""zlib's window bits for a gzip stream and nothing else."""

TEXTS: Final = frozenset(
    {
        "text/html",
        "text/plain",
        "text/xml",
        "text/markdown",
        "text/x-opml",
        "application/xml",
        "application/json",
    }
)
"""Types that are taken, besides all that end in ``+xml`` or ``+json``."""
PAGE_HINT: Final = "give the address of the article's page, or save the file and give its path"


def check_headers(headers: Mapping[str, str], *, host: str) -> None:
    """Refuse an answer whose header is larger than any honest one.

    Raises:
        FetchError: it is.
    """
    size = sum(len(name) + len(value) + 4 for name, value in headers.items())
    if size > MAX_HEADER_BYTES:
        message = f"{host} sent a header of more than {MAX_HEADER_BYTES // 1024} KB"
        raise FetchError(message, hint=PAGE_HINT)


def is_text(media_type: str) -> bool:
    """Whether a media type is one that articles and feeds come in; not saying counts as such."""
    return not media_type or media_type in TEXTS or media_type.endswith(("+xml", "+json"))


def read(response: BaseHTTPResponse, *, host: str, max_bytes: int, may_cut: bool = False) -> bytes:
    """The whole body, unpacked; never more than the limit is held.

    Args:
        response: an answer whose body has not been read, nor unpacked.
        host: who sent it.
        max_bytes: the longest that is taken, unpacked.
        may_cut: cut a longer one there instead of refusing it.

    Raises:
        ArticleError: it is longer.
        FetchError: it is empty, breaks off, or is packed in a way we did not ask for.
        urllib3.exceptions.HTTPError: the connection failed, or the body was shorter than announced.
    """
    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    if encoding not in PACKED | {"", "identity"}:
        message = f"{host} sent the page packed as {encoding!r}, which nobody asked for"
        raise FetchError(message, hint=PAGE_HINT)
    unpacker = _Unpacker(max_bytes) if encoding in PACKED else None
    body = bytearray()
    while piece := response.read(PIECE_BYTES, decode_content=False):
        try:
            body += unpacker.unpack(piece) if unpacker else piece
        except zlib.error as error:
            message = f"{host} sent a page that cannot be unpacked"
            raise FetchError(message, hint="the same again later") from error
        if len(body) > max_bytes:
            if may_cut:
                return bytes(body[:max_bytes])
            message = f"{host} sent more than {max_bytes / 1_000_000:g} MB, which is no article"
            raise ArticleError(message, hint=PAGE_HINT)
    if not body and not may_cut:
        message = f"{host} sent an empty page"
        raise FetchError(message, hint="the same again later")
    if unpacker and body and not unpacker.is_whole:
        message = f"{host} sent a page that breaks off"
        raise FetchError(message, hint="the same again later")
    return bytes(body)


class _Unpacker:
    """Unpacks a gzip stream of one or more members, at most one byte over the limit."""

    def __init__(self, max_bytes: int) -> None:
        self._room = max_bytes + 1
        self._member = zlib.decompressobj(GZIP)

    @property
    def is_whole(self) -> bool:
        """Whether the last member has come to its end."""
        return self._member.eof

    def unpack(self, packed: bytes) -> bytes:
        """What the next bytes hold."""
        found = bytearray()
        while packed and self._room > 0:
            if self._member.eof:
                packed = packed.lstrip(b"\0")  # padding between members
                if not packed:
                    break
                self._member = zlib.decompressobj(GZIP)
            piece = self._member.decompress(packed, self._room)
            self._room -= len(piece)
            found += piece
            packed = self._member.unused_data
        return bytes(found)
