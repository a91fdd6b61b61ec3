"""A fake of Google Translate's speech endpoint, named as one: a real HTTPS server on 127.0.0.1.

It reads the request as strictly as its original and answers in the original's form around real MP3: a hum
whose length follows the text or, with ``speech=True``, speech of the embedded voice. Answers go wrong by a
fixed schedule, by a seeded random one, or not at all. It trusts nobody and is trusted by nobody: its
certificate comes from an authority of its own, whose certificate is in ``ca_file``.

    with Endpoint(folder, answers=(TOO_MANY, PLAIN)) as endpoint:
        voice = Voice(Options(endpoint=endpoint.url, ca_file=str(endpoint.ca_file)))

Around it: :mod:`tests.replies` knows what is read and written, :mod:`tests.faults` what goes wrong,
:mod:`tests.sounds` what is heard, :mod:`tests.certificates` who it claims to be.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
import struct
from dataclasses import dataclass, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Condition, Event, Lock, Thread
from types import TracebackType
from typing import Any, Final

from tests.certificates import Certificate, write_certificates
from tests.faults import (
    CONSENT_PAGE,
    CUT_OFF,
    CUT_OFF_CHUNKS,
    EMPTY_BODY,
    FAIR,
    HALF_JSON,
    NO_SOUND,
    NOT_MP3,
    OVERSIZE,
    SILENCE,
    TOO_LONG,
    TOO_MANY,
    TOO_SHORT,
    Forecast,
    Weather,
    failed,
)
from tests.replies import (
    FORM_TYPE,
    HTML_TYPE,
    PAGE,
    PATH,
    PLAIN,
    Answer,
    Call,
    Framing,
    call_of,
    laid_out,
    reply,
)
from tests.sounds import Hum, Sounds, Speech, hum, mp3_of

__all__ = [
    "CONSENT_PAGE",
    "CUT_OFF",
    "CUT_OFF_CHUNKS",
    "EMPTY_BODY",
    "HALF_JSON",
    "NOT_MP3",
    "NO_SOUND",
    "OVERSIZE",
    "PATH",
    "PLAIN",
    "SILENCE",
    "TOO_LONG",
    "TOO_MANY",
    "TOO_SHORT",
    "Answer",
    "Call",
    "Certificate",
    "Endpoint",
    "Framing",
    "Heard",
    "call_of",
    "failed",
    "hum",
    "laid_out",
    "mp3_of",
]

LONGEST_BODY: Final = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One request as it came."""

    method: str
    path: str
    fields: tuple[tuple[str, str], ...]
    body: str
    call: Call | None
    """What it asked for; None where the endpoint could not read it."""
    connection: int
    """Which connection it came through, counted from 1."""

    def field(self, name: str) -> str | None:
        """A header field."""
        return next((value for key, value in self.fields if key.casefold() == name.casefold()), None)


class Endpoint:
    """See the module. A context manager: it listens inside ``with`` and leaves nothing behind."""

    def __init__(
        self,
        folder: Path,
        *,
        answers: tuple[Answer, ...] = (),
        weather: Weather = FAIR,
        wait_s: float = 0.0,
        front: Answer = PLAIN,
        framing: Framing = "pieces",
        certificate: Certificate | None = None,
        speech: bool = False,
    ) -> None:
        """Make the certificates.

        Args:
            folder: where they are written.
            answers: for the first calls, in their order.
            weather: for all later calls; without it they get the right answer.
            wait_s: seconds before the first byte of every answer to a call, besides the answer's own.
            front: how requests for the front page are answered.
            framing: how right answers are laid out.
            certificate: a wrong one, where that is what is tested.
            speech: real speech instead of the quick hum.
        """
        self.ca_file, self._chain_file = write_certificates(folder, certificate or Certificate())
        self.heard: list[Heard] = []
        """Every request, in the order of arrival."""
        self.connections = 0
        """How many were opened and passed the TLS handshake."""
        self.surprises: list[BaseException] = []
        """What went wrong inside the server itself."""
        self.framing: Framing = framing
        self.front = front
        self.sound: Sounds = Speech() if speech else Hum()
        self._answers = list(answers)
        self._forecast = Forecast(weather)
        self._wait_s = wait_s
        self._turn = Condition()
        self.stopping = Event()
        self._server = _Server(self, self._chain_file)
        self._thread = Thread(target=self._server.serve_forever, args=(0.02,), name="endpoint", daemon=True)

    @property
    def url(self) -> str:
        """Its address, without a path."""
        return f"https://127.0.0.1:{self._server.server_address[1]}"

    @property
    def calls(self) -> tuple[Call, ...]:
        """What was asked for, in order."""
        return tuple(item.call for item in self.heard if item.call is not None)

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts asked for, in order."""
        return tuple(call.text for call in self.calls)

    def schedule(self, *answers: Answer) -> None:
        """Add answers for the next calls."""
        with self._turn:
            self._answers += answers

    def expect(self, weather: Weather) -> Forecast:
        """From now on calls meet this weather; what it keeps count of."""
        forecast = Forecast(weather)
        with self._turn:
            self._forecast = forecast
        return forecast

    def note(self, heard: Heard) -> Answer:
        """Keep a request; how to answer it."""
        with self._turn:
            self.heard.append(heard)
            self._turn.notify_all()
            if heard.method != "POST":
                return self.front
            if self._answers:
                answer = self._answers.pop(0)
            elif heard.call is not None:
                answer = self._forecast.next(heard.call.text)
            else:
                answer = PLAIN
        return replace(answer, wait_s=answer.wait_s + self._wait_s) if self._wait_s else answer

    def wait_for(self, calls: int, *, timeout_s: float = 60.0) -> bool:
        """Wait until so many calls came in; whether they did."""
        with self._turn:
            return self._turn.wait_for(lambda: len(self.calls) >= calls, timeout_s)

    def connected(self) -> int:
        """Count a connection; its number."""
        with self._turn:
            self.connections += 1
            return self.connections

    def __enter__(self) -> Endpoint:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stopping.set()
        self._server.shutdown()
        self._server.hang_up()
        self._server.server_close()
        self._thread.join(timeout=5)
        self.sound.close()
        if self.surprises and error is None:
            raise self.surprises[0]


class _Server(ThreadingHTTPServer):
    daemon_threads = False  # server_close waits for them, and nothing of a test outlives it
    request_queue_size = 64

    def __init__(self, endpoint: Endpoint, chain_file: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.endpoint = endpoint
        self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.tls.load_cert_chain(chain_file)
        self._open: set[socket.socket] = set()
        self._turn = Lock()

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """The TLS handshake belongs to the thread of the connection: a client that hangs stops no other."""
        request.settimeout(10)
        try:
            secured = self.tls.wrap_socket(request, server_side=True)
        except OSError:  # the client did not like our certificate, which may be what is tested
            self.shutdown_request(request)
            return
        with self._turn:
            self._open.add(secured)
        try:
            super().process_request_thread(secured, client_address)
        finally:
            with self._turn:
                self._open.discard(secured)

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002
        """Clients hang up; anything else is a fault of this file."""
        import sys

        error = sys.exc_info()[1]
        if error is not None and not isinstance(error, OSError):
            self.endpoint.surprises.append(error)

    def hang_up(self) -> None:
        """Break every open connection, so that its thread ends."""
        with self._turn:
            still_open = tuple(self._open)
        for secured in still_open:
            with contextlib.suppress(OSError):
                secured.shutdown(socket.SHUT_RDWR)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server
    connection: ssl.SSLSocket

    def setup(self) -> None:
        super().setup()
        self.endpoint = self.server.endpoint
        self.number = self.endpoint.connected()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def version_string(self) -> str:
        """What Google's says."""
        return "ESF"

    def do_HEAD(self) -> None:
        """The front page."""
        answer = self.endpoint.note(self._heard("", None))
        status = answer.status if self.path == "/" else 404
        self._send(answer, status, HTML_TYPE, PAGE)

    do_GET = do_HEAD

    def do_POST(self) -> None:
        """A call."""
        length = int(self.headers.get("Content-Length") or 0)
        if not 0 < length <= LONGEST_BODY:
            self.close_connection = True
            self._send(PLAIN, 413, HTML_TYPE, PAGE)
            return
        body = self.rfile.read(length).decode("ascii", errors="replace")
        call = call_of(body) if self.headers.get("Content-Type", "").startswith(FORM_TYPE) else None
        answer = self.endpoint.note(self._heard(body, call))
        if self.path != PATH:
            self._send(answer, 404, HTML_TYPE, PAGE)
        elif answer.hang_up:
            self.close_connection = True
        else:
            made = reply(answer, call, sound=self.endpoint.sound, framing=self.endpoint.framing)
            self._send(answer, made.status, made.content_type, made.body)

    def _heard(self, body: str, call: Call | None) -> Heard:
        return Heard(
            method=self.command,
            path=self.path,
            fields=tuple(self.headers.items()),
            body=body,
            call=call,
            connection=self.number,
        )

    def _send(self, answer: Answer, status: int, content_type: str, body: bytes) -> None:
        if self.endpoint.stopping.wait(answer.wait_s):
            self.close_connection = True
            return
        self.send_response_only(status)
        given = {name.casefold() for name, _ in answer.fields}
        usual = [
            ("Content-Type", content_type),
            ("Content-Disposition", 'attachment; filename="response.bin"'),
            ("Set-Cookie", "NID=511=abc; path=/; Secure; HttpOnly; SameSite=none"),
            ("Server", self.version_string()),
            ("Date", self.date_time_string()),
            ("Transfer-Encoding", "chunked") if answer.chunked else ("Content-Length", str(len(body))),
        ]
        for name, value in (*(item for item in usual if item[0].casefold() not in given), *answer.fields):
            self.send_header(name, value)
        if answer.close:
            self.send_header("Connection", "close")  # makes the handler close, too
        if answer.drip_header_s:
            self._drip_header(answer.drip_header_s)
            return
        self.end_headers()
        if self.command == "HEAD":
            return
        sent = body[: int(len(body) * answer.stop_at)]
        if answer.drip_s:
            self._drip(sent, answer.drip_s)
        elif answer.chunked:
            self._send_chunks(sent, whole=answer.stop_at >= 1)
        else:
            self.wfile.write(sent)
        if answer.stop_at < 1:
            self._reset()

    def _send_chunks(self, body: bytes, *, whole: bool) -> None:
        for start in range(0, len(body), 1000):
            piece = body[start : start + 1000]
            self.wfile.write(b"%x\r\n%b\r\n" % (len(piece), piece))
        if whole:
            self.wfile.write(b"0\r\n\r\n")

    def _drip(self, body: bytes, seconds: float) -> None:
        for start in range(len(body)):
            self.wfile.write(body[start : start + 1])
            if self.endpoint.stopping.wait(seconds):
                break

    def _drip_header(self, seconds: float) -> None:
        self.close_connection = True
        self.flush_headers()
        for number in range(90):  # http.client takes at most a hundred fields
            self.wfile.write(b"X-Drop-%d: 1\r\n" % number)
            if self.endpoint.stopping.wait(seconds):
                break

    def _reset(self) -> None:
        """Break the connection with an RST, as a crash or a firewall does."""
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
