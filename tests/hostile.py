"""A web server on 127.0.0.1 that does everything a server should not, one misdeed a path.

    with Hostile({"/": Reply(body=page)}) as server:
        Fetcher(surroundings=around()).fetch(server.url("/"))

It listens inside ``with`` and leaves nothing behind. ``around`` makes the surroundings in which 127.0.0.1
counts as public and every other private address stays what it is, and in which waiting takes no time.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Lock, Thread
from types import TracebackType
from typing import Any, Final

from briefing.web import addresses
from briefing.web.fetching import Surroundings

HTML: Final = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """How one request is answered, and how badly."""

    status: int = 200
    body: bytes = b"<html></html>"
    kind: str | None = HTML
    """Content-Type; None leaves it out."""
    fields: tuple[tuple[str, str], ...] = ()
    length: int | None = None
    """Content-Length, where it is not the true one; negative leaves it out."""
    chunked: bool = False
    stop_at: int | None = None
    """Break off after that many bytes of the body."""
    drip_s: float = 0.0
    """Seconds between two bytes of the body."""
    wait_s: float = 0.0
    """Seconds before the first byte."""
    raw: bytes | None = None
    """Instead of all that: these bytes, then the connection is closed."""
    drip_raw_s: float = 0.0
    """Seconds between two of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One request as it came."""

    path: str
    fields: Mapping[str, str]
    """Names in lower case."""


Answering = Reply | Callable[[Heard], Reply]


class Hostile:
    """See the module."""

    def __init__(
        self,
        answers: Mapping[str, Answering],
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        chain_file: Path | None = None,
    ) -> None:
        self.answers = dict(answers)
        """Path to answer; other paths are 404. May be changed while it runs."""
        self.heard: list[Heard] = []
        """Every request, in the order of arrival."""
        self.most_at_once = 0
        """The largest number of requests that waited for an answer at the same time."""
        self.stopping = Event()
        self._open = 0
        self._turn = Lock()
        self._server = _Server((host, port), self, chain_file)
        self.port = self._server.server_address[1]
        self._scheme = "https" if chain_file else "http"
        self._host = host

    def url(self, path: str = "/", *, host: str | None = None) -> str:
        """The address of a path."""
        return f"{self._scheme}://{host or self._host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """What was asked for."""
        return [heard.path for heard in self.heard]

    def __enter__(self) -> Hostile:
        self._thread = Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stopping.set()
        self._server.shutdown()
        self._server.hang_up()
        self._server.server_close()
        self._thread.join(5)

    def answer(self, heard: Heard) -> Reply:
        """What a request gets."""
        with self._turn:
            self.heard.append(heard)
        found = self.answers.get(heard.path.partition("?")[0], Reply(status=404))
        return found if isinstance(found, Reply) else found(heard)

    def entered(self, change: int) -> None:
        """A request begins (1) or ends (-1)."""
        with self._turn:
            self._open += change
            self.most_at_once = max(self.most_at_once, self._open)


def around(
    names: Mapping[str, tuple[str, ...]] | None = None,
    *,
    ca_file: str = "",
    clock: Clock | None = None,
    resolve: Callable[[str, int], tuple[str, ...]] | None = None,
) -> Surroundings:
    """Surroundings in which 127.0.0.1 is public, some names are known, and pauses take no time."""
    known, time = dict(names or {}), clock or Clock()

    def look_up(host: str, port: int) -> tuple[str, ...]:
        return known[host] if host in known else addresses.resolve(host, port)

    return Surroundings(
        resolve=resolve or look_up,
        is_public=lambda ip: ip == "127.0.0.1" or addresses.is_public(ip),
        ports=frozenset(range(1, 65_536)),
        ca_file=ca_file,
        monotonic=time,
        sleep=time.wait,
        now=lambda: time() + 1_800_000_000,
    )


class Clock:
    """Seconds that pass when someone waits, and at no other time."""

    def __init__(self) -> None:
        self.seconds = 1_000.0
        self.waits: list[float] = []
        self._turn = Lock()

    def __call__(self) -> float:
        return self.seconds

    def wait(self, seconds: float) -> None:
        """Wait no time at all."""
        with self._turn:
            self.seconds += seconds
            self.waits.append(seconds)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 32

    def __init__(self, address: tuple[str, int], hostile: Hostile, chain_file: Path | None) -> None:
        super().__init__(address, _Handler)
        self.hostile = hostile
        self._tls: ssl.SSLContext | None = None
        if chain_file is not None:
            self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._tls.load_cert_chain(chain_file)
        self._connections: set[socket.socket] = set()

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """TLS belongs to the thread of the connection; a client that does not like it goes away."""
        request.settimeout(30)
        if self._tls is not None:
            try:
                request = self._tls.wrap_socket(request, server_side=True)
            except OSError:
                self.shutdown_request(request)
                return
        self._connections.add(request)
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._connections.discard(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients hang up on us, rightly."""

    def hang_up(self) -> None:
        """Break every open connection."""
        for connection in tuple(self._connections):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Misbehave as asked."""
        hostile = self.server.hostile
        hostile.entered(1)
        try:
            fields = {name.casefold(): value for name, value in self.headers.items()}
            reply = hostile.answer(Heard(path=self.path, fields=fields))
            hostile.stopping.wait(reply.wait_s)
        finally:
            hostile.entered(-1)  # before the answer: who has all of it may ask again before we are told
        self._send(reply, hostile.stopping)

    def _send(self, reply: Reply, stopping: Event) -> None:
        self.close_connection = True
        if reply.raw is not None:
            self._drip(reply.raw, reply.drip_raw_s, stopping)
            return
        self.send_response_only(reply.status)
        if reply.kind is not None:
            self.send_header("Content-Type", reply.kind)
        if reply.chunked:
            self.send_header("Transfer-Encoding", "chunked")
        elif reply.length is None or reply.length >= 0:
            self.send_header("Content-Length", str(len(reply.body) if reply.length is None else reply.length))
        for name, value in reply.fields:
            self.send_header(name, value)
        self.end_headers()
        body = reply.body if reply.stop_at is None else reply.body[: reply.stop_at]
        if reply.chunked:
            for start in range(0, len(body), 1000):
                piece = body[start : start + 1000]
                self.wfile.write(b"%x\r\n%b\r\n" % (len(piece), piece))
            if reply.stop_at is None:
                self.wfile.write(b"0\r\n\r\n")
        else:
            self._drip(body, reply.drip_s, stopping)

    def _drip(self, data: bytes, seconds: float, stopping: Event) -> None:
        if not seconds:
            self.wfile.write(data)
            return
        for start in range(len(data)):
            self.wfile.write(data[start : start + 1])
            if stopping.wait(seconds):
                break
