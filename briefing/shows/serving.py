"""A small web server for a folder of podcasts, for a phone on the same network.

On the standard library's server, with a handler of our own: the one that comes with it knows no byte ranges,
which players need to jump, and no ETag; it follows links and lists folders. For the world at large there are
nginx and Caddy (:mod:`briefing.shows.hosting`).

GET and HEAD only; nothing hidden, nothing linked from outside, and only files of the kinds that are meant for
listeners (:mod:`briefing.shows.mediatypes`). A limited number of clients at once, each in a thread; one more
waits.
"""

from __future__ import annotations

import os
import socket
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import FileIO
from pathlib import Path
from typing import Any, Final

from briefing.errors import OutputError
from briefing.shows import mediatypes, ranges
from briefing.shows.openings import FEED, INDEX, Malformed, NotPublic, open_below, steps

LOOPBACK: Final = "127.0.0.1"
EVERYWHERE: Final = frozenset({"0.0.0.0", "::"})
PORT: Final = 8000
MOST_CLIENTS: Final = 32
IDLE_S: Final = 20
"""Seconds a client may say nothing, or take nothing."""
TURN_S: Final = 0.2
"""How often one who waits for a client to leave looks whether to end."""
UNUSED_ADDRESS: Final = ("192.0.2.1", 9)
"""Kept for documents (RFC 5737): asking for the way to it sends nothing."""


class Server(ThreadingHTTPServer):
    """Listens as soon as it is made; :meth:`serve_forever` answers until :meth:`shutdown`.

    Raises:
        OutputError: the port is taken or not allowed, or the folder is none.
    """

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(
        self,
        folder: Path,
        *,
        bind: str = LOOPBACK,
        port: int = PORT,
        most_clients: int = MOST_CLIENTS,
        on_request: Callable[[str], None] | None = None,
    ) -> None:
        if not folder.is_dir():
            message = f"there is no folder {folder} to serve"
            raise OutputError(message, hint="briefing serve FOLDER")
        self.folder = folder.resolve()
        self.on_request = on_request
        self._bind = bind
        self._room = threading.BoundedSemaphore(most_clients)
        self._ending = threading.Event()
        self.is_crowded = False
        """Whether someone waits; then connections are not kept open for a next question."""
        self.address_family = socket.AF_INET6 if ":" in bind else socket.AF_INET
        try:
            super().__init__((bind, port), Handler)
        except (OSError, OverflowError) as error:
            reason = (error.strerror if isinstance(error, OSError) else "") or str(error)
            message = f"cannot listen at {bind}, port {port}: {reason}"
            raise OutputError(message, hint="briefing serve FOLDER --port 8001") from error

    @property
    def endpoint(self) -> tuple[str, int]:
        """The address it listens at, and the port."""
        host, port = self.socket.getsockname()[:2]
        return str(host), int(port)

    @property
    def addresses(self) -> tuple[str, ...]:
        """Where it can be reached: on this machine, and from the network if it listens there."""
        _, port = self.endpoint
        if self._bind not in EVERYWHERE:
            return (f"http://{_host(self._bind)}:{port}/",)
        found = [f"http://{LOOPBACK}:{port}/"]
        if outside := _address_outside():
            found.append(f"http://{outside}:{port}/")
        return tuple(found)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Begin to serve a client, once there is room."""
        while not self._room.acquire(timeout=TURN_S):
            self.is_crowded = True
            if self._ending.is_set():
                self.shutdown_request(request)
                return
        self.is_crowded = False
        try:
            super().process_request(request, client_address)
        except BaseException:  # no thread could be begun
            self._room.release()
            raise

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Serve a client, in its thread."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._room.release()

    def shutdown(self) -> None:
        """Answer no one any more; call it from another thread than that of :meth:`serve_forever`."""
        self._ending.set()
        super().shutdown()

    def server_bind(self) -> None:
        """Without looking up a name for the address, which may take seconds and go to the network."""
        if self.allow_reuse_address:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is no error."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


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
                self._send(opened, names[-1], with_body=with_body)

    def _of_folder(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """What is shown of a folder: its page, else its feed."""
        for name in (INDEX, FEED):
            found = (*names[:-1], name)
            with suppress(NotPublic):
                os.close(open_below(self.server.folder, found))
                return found
        raise NotPublic

    def _send(self, file: FileIO, name: str, *, with_body: bool) -> None:
        facts = os.fstat(file.fileno())
        version = ranges.Version(
            etag=f'"{facts.st_ino:x}-{facts.st_size:x}-{facts.st_mtime_ns:x}"',
            modified_s=int(facts.st_mtime),
        )
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
            part = ranges.span(self.headers.get("Range", ""), facts.st_size)
        if isinstance(part, ranges.Unsatisfiable):
            self._refuse(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, f"bytes */{facts.st_size}")
            return
        self._begin(HTTPStatus.PARTIAL_CONTENT if part else HTTPStatus.OK, name, version)
        if part:
            self.send_header("Content-Range", f"bytes {part.start}-{part.end - 1}/{facts.st_size}")
        else:
            part = ranges.Span(0, facts.st_size)
        self.send_header("Content-Length", str(part.end - part.start))
        self.end_headers()
        if with_body:
            self._send_bytes(file, part)

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


def _host(bind: str) -> str:
    return f"[{bind}]" if ":" in bind else bind


def _address_outside() -> str:
    """This machine's address on its network; empty where it has none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(UNUSED_ADDRESS)
        except OSError:
            return ""
        address: str = probe.getsockname()[0]
    return address if not address.startswith("127.") else ""
