"""What the server of a public folder answers: files, parts of files, or why not.

Own code, since the handler that comes with the standard library knows no byte ranges, which players need to
jump, and no ETag; it follows links and lists folders. GET and HEAD only; nothing hidden, nothing linked from
outside, and only files of the kinds that are meant for listeners (:mod:`briefing.shows.mediatypes`).
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from io import FileIO
from typing import TYPE_CHECKING, Any, Final

from briefing.errors import ArticleError
from briefing.shows import mediatypes, ranges
from briefing.shows.openings import FEED, INDEX, Malformed, NotPublic, open_below, steps

if TYPE_CHECKING:
    from briefing.shows.serving import Server

IDLE_S: Final = 20
"""Seconds a client may say nothing, or take nothing."""


class Handler(BaseHTTPRequestHandler):
    """Answers the questions of one connection."""

    server: Server
    protocol_version = "HTTP/1.1"
    default_request_version = "HTTP/1.0"  # what says no version is answered with headers too
    timeout = IDLE_S

    def do_GET(self) -> None:
        """Send a file, or a part of it."""
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        """Send what GET would say of the whole file."""
        self._answer(with_body=False)

    def _answer(self, *, with_body: bool) -> None:
        if "Content-Length" in self.headers or "Transfer-Encoding" in self.headers:
            self.close_connection = True  # what follows is a body and no question
        try:
            names = steps(self.path)
            if not names[-1]:
                names = self._of_folder(names)
            file = open_below(self.server.folder, names)
        except Malformed:
            self.send_error(HTTPStatus.BAD_REQUEST)
        except NotPublic:
            self.send_error(HTTPStatus.NOT_FOUND)
        else:
            with open(file, "rb", buffering=0) as opened:  # noqa: PTH123  (a descriptor)
                self._send(opened, names, with_body=with_body)

    def _of_folder(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """What is shown of a folder: its page, else its feed."""
        for name in (INDEX, FEED):
            found = (*names[:-1], name)
            with suppress(NotPublic):
                os.close(open_below(self.server.folder, found))
                return found
        raise NotPublic

    def _send(self, file: FileIO, names: tuple[str, ...], *, with_body: bool) -> None:
        name = names[-1]
        facts = os.fstat(file.fileno())
        size, etag = facts.st_size, f"{facts.st_ino:x}-{facts.st_size:x}-{facts.st_mtime_ns:x}"
        changed: bytes | None = None
        if self.server.local_links and names == (FEED,):
            with suppress(ArticleError):  # what is no feed is sent as it is
                changed = self.server.localized(file.readall())
                size, etag = len(changed), hashlib.sha256(changed).hexdigest()
        version = ranges.Version(etag=f'"{etag}"', modified_s=int(facts.st_mtime))
        if ranges.is_known(
            version,
            if_none_match=self.headers.get("If-None-Match"),
            if_modified_since=self.headers.get("If-Modified-Since"),
        ):
            self._begin(HTTPStatus.NOT_MODIFIED, name, version)
            self.end_headers()
            return
        part = None
        if with_body and ranges.still_holds(version, self.headers.get("If-Range")):
            part = ranges.span(self.headers.get("Range", ""), size)
        if isinstance(part, ranges.Unsatisfiable):
            self._refuse(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, f"bytes */{size}")
            return
        self._begin(HTTPStatus.PARTIAL_CONTENT if part else HTTPStatus.OK, name, version)
        if part:
            self.send_header("Content-Range", f"bytes {part.start}-{part.end - 1}/{size}")
        else:
            part = ranges.Span(0, size)
        self.send_header("Content-Length", str(part.end - part.start))
        self.end_headers()
        if with_body:
            if changed is None:
                self._send_bytes(file, part)
            else:
                self.wfile.write(changed[part.start : part.end])

    def _send_bytes(self, file: FileIO, part: ranges.Span) -> None:
        """Straight from the file to the socket."""
        left = part.end - part.start
        if left and self.connection.sendfile(file, part.start, left) != left:
            self.close_connection = True  # someone made it shorter meanwhile: the length we said is wrong

    def _begin(self, status: HTTPStatus, name: str, version: ranges.Version) -> None:
        self.send_response(status)
        self.send_header("Accept-Ranges", "bytes")
        self.send_header("ETag", version.etag)
        self.send_header("Last-Modified", version.last_modified)
        self.send_header("Cache-Control", mediatypes.cache_control(name))
        if mediatypes.media_type(name) in mediatypes.READ_BY_PAGES:
            self.send_header("Access-Control-Allow-Origin", "*")
        if status is not HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Type", mediatypes.content_type(name))

    def end_headers(self) -> None:
        """Add what every answer says."""
        self.send_header("X-Content-Type-Options", "nosniff")
        if self.server.is_crowded:
            self.close_connection = True
        if self.close_connection:
            self.send_header("Connection", "close")
        super().end_headers()

    def send_error(
        self,
        code: int,
        message: str | None = None,  # noqa: ARG002  (of the base class)
        explain: str | None = None,  # noqa: ARG002
    ) -> None:
        """A line of plain text; the base class would send a page that repeats what it was asked."""
        status = HTTPStatus(code)
        if status is HTTPStatus.NOT_IMPLEMENTED:  # what the base class says of a method without a function
            status = HTTPStatus.METHOD_NOT_ALLOWED
        if status is not HTTPStatus.NOT_FOUND:
            self.close_connection = True
        self._refuse(status)

    def _refuse(self, status: HTTPStatus, content_range: str = "") -> None:
        body = f"{status.value} {status.phrase}\n".encode()
        self.send_response(status)
        if status is HTTPStatus.METHOD_NOT_ALLOWED:
            self.send_header("Allow", "GET, HEAD")
        if content_range:
            self.send_header("Content-Range", content_range)
        self.send_header("Content-Type", f"text/plain{mediatypes.UTF_8}")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", mediatypes.SHORT_CACHE)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def version_string(self) -> str:
        """What it calls itself."""
        return "briefing"

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:  # noqa: ARG002
        """Tell who asked for what."""
        if self.server.on_request is not None:
            shown = code.value if isinstance(code, HTTPStatus) else code
            self.server.on_request(f"{self.client_address[0]} {self.requestline} {shown}")

    def log_message(self, *args: Any) -> None:
        """Nothing: faults of a client are seen in its answers."""
