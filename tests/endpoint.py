"""A fake of Google Translate's speech endpoint, named as one: a real HTTPS server on 127.0.0.1.

It reads the request as strictly as its original, answers in the original's form around real MP3 (a hum whose
length follows the text), and has a schedule of answers that go wrong. It trusts nobody and is trusted by
nobody: its certificate comes from an authority of its own, whose certificate is in ``ca_file``.

    with Endpoint(folder, answers=(TOO_MANY, PLAIN)) as endpoint:
        voice = Voice(Options(endpoint=endpoint.url, ca_file=str(endpoint.ca_file)))

The form of the answers: see :mod:`briefing.voices._gtts_wire`; lengths of pieces count their two line ends,
and the last piece names the length of everything.
"""

from __future__ import annotations

import base64
import contextlib
import datetime
import functools
import ipaddress
import json
import socket
import ssl
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Lock, Thread
from types import TracebackType
from typing import Any, Final, Literal
from urllib.parse import parse_qsl

PATH: Final = "/_/TranslateWebserverUi/data/batchexecute"
RATE: Final = 24_000
"""Frames per second of Google's MP3."""
BIT_RATE: Final = 32
"""Kilobits per second of Google's MP3."""
LONGEST_TEXT: Final = 100
LONGEST_BODY: Final = 20_000
JSON_TYPE: Final = "application/json; charset=utf-8"
HTML_TYPE: Final = "text/html; charset=utf-8"
INVALID_ARGUMENT: Final = 3
"""``google.rpc.Code``."""

Framing = Literal["pieces", "array", "lines"]
"""How the answer is laid out: pieces with lengths, one array on a line, one array an entry a line. Google has
used all three."""


def hum(text: str, slow: bool = False) -> bytes:
    """MP3 for a text: a modulated hum of 75 ms a letter (slow: 115), the same bytes every time."""
    return mp3_of(0.25 + sum(sign.isalnum() for sign in text) * (0.115 if slow else 0.075), seed=text)


@functools.lru_cache(maxsize=256)
def mp3_of(seconds: float, *, seed: str = "", level: float = 6000.0) -> bytes:
    """MP3 in Google's format; ``level`` is its loudest sample, 0 for silence."""
    import lameenc
    import numpy as np

    time = np.arange(round(seconds * RATE)) / RATE
    pitch = 110 + zlib.crc32(seed.encode()) % 80
    voiced = sum(np.sin(2 * np.pi * pitch * part * time) / part for part in range(1, 8))
    samples = level * voiced / 2.5 * (0.6 + 0.4 * np.sin(2 * np.pi * 4 * time))
    encoder = lameenc.Encoder()
    encoder.set_bit_rate(BIT_RATE)
    encoder.set_in_sample_rate(RATE)
    encoder.set_out_sample_rate(RATE)  # else LAME takes 22,050 at so low a bit rate
    encoder.set_channels(1)
    encoder.set_quality(7)
    encoder.silence()
    pcm = np.clip(samples, -32_768, 32_767).astype("<i2").tobytes()
    return bytes(encoder.encode(pcm)) + bytes(encoder.flush())


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer of the schedule. As it stands: the right one, at once."""

    status: int = 200
    fields: tuple[tuple[str, str], ...] = ()
    """Header fields besides the usual ones; a ``Date`` here replaces the true one."""
    content_type: str = JSON_TYPE
    wait_s: float = 0.0
    """Seconds before the first byte of the header."""
    sound: Callable[[str, bool], bytes] = hum
    """The MP3 for a text and its speed."""
    call_status: tuple[int, ...] | None = None
    """A failed call inside a right answer: ``google.rpc.Code``, or empty for none named."""
    body: Callable[[bytes], bytes] | None = None
    """Changes the right body, or replaces it."""
    stop_at: float = 1.0
    """The share of the body after which the connection is reset; the header announces all of it."""
    drip_s: float = 0.0
    """Seconds between single bytes of the body."""
    drip_header_s: float = 0.0
    """Seconds between lines of a header that has no end."""
    chunked: bool = False
    """Send the body in HTTP chunks, with no length announced."""
    close: bool = False
    """Close the connection after it, as a server does with one it has kept long enough."""


PLAIN: Final = Answer()
PAGE: Final = b"<!doctype html><html><title>Before you continue</title><form action=/save></form></html>"


def _page(_body: bytes) -> bytes:
    return PAGE


TOO_MANY: Final = Answer(status=429, content_type=HTML_TYPE, body=_page)
CONSENT_PAGE: Final = Answer(content_type=HTML_TYPE, body=_page)
CUT_OFF: Final = Answer(stop_at=0.5)
CUT_OFF_CHUNKS: Final = Answer(stop_at=0.5, chunked=True)
HALF_JSON: Final = Answer(body=lambda body: body[: len(body) // 2])
EMPTY_BODY: Final = Answer(body=lambda _: b"")
OVERSIZE: Final = Answer(body=lambda body: body + b" " * 3_000_000)
NO_SOUND: Final = Answer(sound=lambda _text, _slow: b"")
SILENCE: Final = Answer(sound=lambda _text, _slow: mp3_of(2.0, level=0.0))
TOO_SHORT: Final = Answer(sound=lambda _text, _slow: mp3_of(0.1))
TOO_LONG: Final = Answer(sound=lambda _text, _slow: mp3_of(60.0))
NOT_MP3: Final = Answer(sound=lambda _text, _slow: b"RIFF" + bytes(4_000))


def failed(status: int, **fields: str) -> Answer:
    """An HTTP error; underscores in the names of fields stand for hyphens."""
    named = tuple((name.replace("_", "-"), value) for name, value in fields.items())
    return Answer(status=status, content_type=HTML_TYPE, body=_page, fields=named)


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """Whom the server claims to be, and since when."""

    name: str = "127.0.0.1"
    """An address or a host name."""
    expired: bool = False


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


@dataclass(frozen=True, slots=True)
class Call:
    """What a request asks for."""

    text: str
    language: str
    slow: bool


class Endpoint:
    """See the module. A context manager: it listens inside ``with`` and leaves nothing behind."""

    def __init__(
        self,
        folder: Path,
        *,
        answers: tuple[Answer, ...] = (),
        front: Answer = PLAIN,
        framing: Framing = "pieces",
        certificate: Certificate | None = None,
    ) -> None:
        """Make the certificates.

        Args:
            folder: where they are written.
            answers: for the first calls, in their order; later calls get the right answer.
            front: how requests for the front page are answered.
            framing: how right answers are laid out.
            certificate: a wrong one, where that is what is tested.
        """
        self.ca_file, self._chain_file = _certificates(folder, certificate or Certificate())
        self.heard: list[Heard] = []
        """Every request, in the order of arrival."""
        self.connections = 0
        """How many were opened and passed the TLS handshake."""
        self.surprises: list[BaseException] = []
        """What went wrong inside the server itself."""
        self.framing: Framing = framing
        self.front = front
        self._answers = list(answers)
        self._turn = Lock()
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

    def note(self, heard: Heard) -> Answer:
        """Keep a request; how to answer it."""
        with self._turn:
            self.heard.append(heard)
            if heard.method != "POST":
                return self.front
            return self._answers.pop(0) if self._answers else PLAIN

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
        elif call is None:
            entries: list[Any] = [["er", None, None, None, None, 400, None, None, None, INVALID_ARGUMENT]]
            self._send(answer, 400, JSON_TYPE, laid_out(entries, self.endpoint.framing))
        else:
            right = laid_out([self._result(answer, call)], self.endpoint.framing)
            wrong = answer.body(right) if answer.body else right
            self._send(answer, answer.status, answer.content_type, wrong)

    def _heard(self, body: str, call: Call | None) -> Heard:
        return Heard(
            method=self.command,
            path=self.path,
            fields=tuple(self.headers.items()),
            body=body,
            call=call,
            connection=self.number,
        )

    def _result(self, answer: Answer, call: Call) -> list[Any]:
        """The entry with the sound, or with the status of a call that failed."""
        sayable = call.language == "ar" and any(sign.isalnum() for sign in call.text)
        if answer.call_status is not None or not sayable or len(call.text) > LONGEST_TEXT:
            status = [INVALID_ARGUMENT] if answer.call_status is None else list(answer.call_status)
            return ["wrb.fr", "jQ1olc", None, None, None, status or None, "generic"]
        encoded = base64.b64encode(answer.sound(call.text, call.slow)).decode()
        return ["wrb.fr", "jQ1olc", compact([encoded]), None, None, None, "generic"]

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


FORM_TYPE: Final = "application/x-www-form-urlencoded"


def call_of(body: str) -> Call | None:
    """What a request body asks for, or None where it is not exactly what gTTS's web client sends."""
    try:
        ((name, request),) = parse_qsl(body.removesuffix("&"), strict_parsing=True)
        (((rpc, inner, nothing, kind),),) = json.loads(request)
        text, language, speed, last = json.loads(inner)
    except (ValueError, TypeError):
        return None
    if (name, rpc, nothing, kind, last) != ("f.req", "jQ1olc", None, "generic", "null"):
        return None
    if not isinstance(text, str) or not isinstance(language, str) or speed not in (True, None):
        return None
    return Call(text, language, speed is True)


def compact(value: object) -> str:
    """JSON as Google writes it: without blanks, ``=`` and the like escaped in the original are not here."""
    return json.dumps(value, separators=(",", ":"))


def laid_out(entries: list[Any], framing: Framing) -> bytes:
    """The body around some entries."""
    closing = [["di", 52], ["af.httprm", 51, "-8692744518077823928", 2]]
    guard = ")]}'\n\n"
    if framing == "array":
        return (guard + compact([*entries, *closing])).encode()
    if framing == "lines":
        return (guard + "[" + "\n,".join(map(compact, [*entries, *closing])) + "\n]").encode()
    first = compact([*entries, *closing])
    start = f"{guard}{len(first) + 2}\n{first}\n"
    total = len(start)
    for _ in range(3):  # the last piece holds the length of everything, itself included
        last = compact([["e", 4, None, None, total]])
        total = len(start) + len(str(len(last) + 2)) + len(last) + 2
    return f"{start}{len(last) + 2}\n{last}\n".encode()


def _certificates(folder: Path, certificate: Certificate) -> tuple[Path, Path]:
    """An authority's certificate, and a server's certificate with its key, as PEM files."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

    now = datetime.datetime.now(datetime.UTC)
    day = datetime.timedelta(days=1)
    ca_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    ca_name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Fake authority for tests")])
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Fake speech endpoint")])
    ca_id = x509.SubjectKeyIdentifier.from_public_key(ca_key.public_key())
    may_sign = dict.fromkeys(
        (
            "content_commitment",
            "key_encipherment",
            "data_encipherment",
            "key_agreement",
            "encipher_only",
            "decipher_only",
        ),
        False,
    )
    ca = (
        x509.CertificateBuilder(ca_name, ca_name, ca_key.public_key(), x509.random_serial_number())
        .not_valid_before(now - 3 * day)
        .not_valid_after(now + day)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(
            x509.KeyUsage(digital_signature=True, key_cert_sign=True, crl_sign=True, **may_sign),
            critical=True,
        )
        .add_extension(ca_id, critical=False)
        .sign(ca_key, hashes.SHA256())
    )
    leaf = (
        x509.CertificateBuilder(ca_name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - 2 * day)
        .not_valid_after(now - day if certificate.expired else now + day)
        .add_extension(x509.SubjectAlternativeName([_subject(certificate.name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(ca_id), critical=False)
        .sign(ca_key, hashes.SHA256())
    )
    ca_file, chain_file = folder / "endpoint-ca.pem", folder / "endpoint-key-and-chain.pem"
    ca_file.write_bytes(ca.public_bytes(serialization.Encoding.PEM))
    chain_file.touch(mode=0o600)
    chain_file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + leaf.public_bytes(serialization.Encoding.PEM)
    )
    return ca_file, chain_file


def _subject(name: str) -> Any:
    from cryptography import x509

    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)
