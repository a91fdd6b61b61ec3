"""The way to Google's speech endpoint: pooled connections, certificates always checked, every wait bounded.

gTTS's own ``stream()`` opens a connection a request, checks no certificate and waits for ever; only its
request is used, and sent here.
"""

from __future__ import annotations

import os
import re
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from http.client import HTTPException
from http.cookiejar import DefaultCookiePolicy
from pathlib import Path
from threading import Lock, Thread
from typing import TYPE_CHECKING, Final, TypeVar
from urllib.parse import urlsplit

from briefing.errors import VoiceError, VoiceOffline, VoiceUnavailable
from briefing.records import dataclass
from briefing.voices._gtts_wire import CHANGED_HINT, HINT, PATH, TooSlow, failure, headers
from briefing.web.causes import causes_of

if TYPE_CHECKING:
    import requests

MAX_BYTES: Final = 2_000_000
"""The longest answer that is read. A hundred letters make about 50 kB."""
READ_BYTES: Final = 65_536
PROBE_REFUSALS: Final = frozenset({403, 407, 429})
"""HTTP status of a front page behind which no request for sound will be served."""
CA_VARIABLES: Final = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE")
"""Environment variables that name trusted certificates; the first that is set wins."""
CA_HINT: Final = "-O gtts.ca_file=FILE names certificates to trust; or --voice espeak"

REASONS: Final[tuple[tuple[type[BaseException], str], ...]] = (
    (socket.gaierror, "its name cannot be resolved"),
    (ConnectionRefusedError, "refused"),
    (ConnectionError, "broken off"),
    (HTTPException, "broken off"),
    (ssl.SSLError, "no TLS"),
)
"""What to call the cause of a failed connection; the first that fits."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Where requests go and how long they may take."""

    base: str
    """``https://host`` or ``https://host:port``, perhaps with a path."""
    ca_file: str
    """PEM file of trusted certificates; empty for the environment's or certifi's."""
    connect_s: float
    read_s: float
    total_s: float
    """Seconds: to connect, between two pieces of an answer, and for everything together."""
    connections: int
    """How many are kept open."""

    @property
    def host(self) -> str:
        """Host, and port where one is named; for messages."""
        return urlsplit(self.base).netloc

    @property
    def trusted(self) -> str | bool:
        """The file of trusted certificates, or True for certifi's."""
        named = next((os.environ[name] for name in CA_VARIABLES if os.environ.get(name)), "")
        return self.ca_file or named or True


class Transport:
    """Posts request bodies along a route; safe to use from several threads."""

    def __init__(self, route: Route) -> None:
        self._route = route
        self._session: requests.Session | None = None
        self._turn = Lock()

    def post(self, body: str) -> bytes:
        """The answer to a request body.

        Raises:
            VoiceOffline: no answer, not in time, cut off, or a passing failure.
            VoiceUnavailable: refused, led elsewhere, a certificate that is not trusted, or no voice service.
        """
        route = self._route
        return _within(route.total_s, lambda: self._exchange(body), host=route.host)

    def probe(self) -> str | None:
        """None where the front page of the host answers in time, else why not, in plain English."""
        try:
            return _within(self._route.total_s, self._front, host=self._route.host)
        except VoiceError as error:
            return error.message

    def close(self) -> None:
        """Close the connections; the next post opens new ones."""
        with self._turn:
            session, self._session = self._session, None
        if session is not None:
            session.close()

    def _exchange(self, body: str) -> bytes:
        route = self._route
        until = time.monotonic() + route.total_s
        with _translating(route), self._send("POST", PATH, body) as response:
            if response.status_code != 200:
                raise failure(response.status_code, response.headers, host=route.host)
            answer = bytearray()
            # read1 returns what has come: an answer that drips in is noticed, not waited for
            while piece := response.raw.read1(READ_BYTES, decode_content=True):
                answer += piece
                if len(answer) > MAX_BYTES:
                    message = f"{route.host} sent more than {MAX_BYTES // 1_000_000} MB for one text"
                    raise VoiceUnavailable(message, hint=CHANGED_HINT)
                if time.monotonic() > until:
                    raise _late(route.total_s, route.host)
            return bytes(answer)

    def _front(self) -> str | None:
        route = self._route
        with _translating(route), self._send("HEAD", "/", None) as response:
            status = response.status_code
            return (
                f"{route.host} answers HTTP {status}" if status in PROBE_REFUSALS or status >= 500 else None
            )

    def _send(self, method: str, path: str, body: str | None) -> requests.Response:
        route = self._route
        return self._open().request(
            method,
            route.base.rstrip("/") + path,
            data=body,
            headers=headers() if body is not None else None,
            timeout=(route.connect_s, route.read_s),
            verify=route.trusted,
            allow_redirects=False,
            stream=True,
        )

    def _open(self) -> requests.Session:
        with self._turn:
            if self._session is None:
                check_certificates(self._route.trusted)
                self._session = _session(self._route.connections)
            return self._session


def check_certificates(trusted: str | bool) -> None:
    """Read a file or folder of trusted certificates; ``True`` stands for certifi's own.

    Raises:
        VoiceUnavailable: it is not there or holds no certificates.
    """
    if isinstance(trusted, bool):
        return
    try:
        if not Path(trusted).is_dir():
            ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(cafile=trusted)
    except OSError as error:  # ssl.SSLError is one
        message = f"no certificates can be read from {trusted} ({error.strerror or error})"
        raise VoiceUnavailable(message, hint=CA_HINT) from error


def _session(connections: int) -> requests.Session:
    """A session that sends what gTTS sends and nothing more: no cookie, no password of ``.netrc``."""
    import requests
    from requests.adapters import HTTPAdapter

    class Session(requests.Session):
        def get_redirect_target(self, resp: requests.Response) -> None:
            """None: requests would read a redirect's whole body, however long, only to offer it."""

    session = Session()
    session.headers.clear()
    session.auth = lambda request: request
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=()))
    session.mount("https://", HTTPAdapter(pool_connections=1, pool_maxsize=connections))
    return session


def _within(seconds: float, act: Callable[[], T], *, host: str) -> T:
    """What ``act`` returns, or ``VoiceOffline`` after some seconds, wherever it hangs: resolving a name,
    for one, heeds no timeout. The thread is left to end by itself."""
    outcome: Future[T] = Future()

    def run() -> None:
        try:
            outcome.set_result(act())
        except BaseException as error:
            outcome.set_exception(error)

    Thread(target=run, name="gtts", daemon=True).start()
    try:
        return outcome.result(timeout=seconds)
    except TimeoutError as error:
        raise _late(seconds, host) from error


@contextmanager
def _translating(route: Route) -> Iterator[None]:
    """Turn what requests and urllib3 raise into our errors."""
    import requests
    import urllib3

    try:
        yield
    except (requests.RequestException, urllib3.exceptions.HTTPError) as error:
        raise _translation(error, route) from error


def _translation(error: Exception, route: Route) -> VoiceError:
    import requests
    import urllib3

    host, causes = route.host, causes_of(error)
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            message = f"the certificate of {host} is not trusted ({cause.verify_message})"
            return VoiceUnavailable(message, hint=CA_HINT)
    refusal = re.search(r"Tunnel connection failed: (4\d\d[\w ]*)", str(error))
    if refusal:
        message = f"the proxy does not let us reach {host} ({refusal[1].strip()})"
        return VoiceUnavailable(message, hint=HINT)
    if isinstance(error, requests.ConnectTimeout):
        return _late(route.connect_s, host)
    if isinstance(error, (requests.Timeout, urllib3.exceptions.TimeoutError)):
        return _late(route.read_s, host)
    if isinstance(error, ValueError):  # requests' word for an address or proxy it cannot use
        message = f"{host} cannot be asked: {error}"
        return VoiceUnavailable(message, hint=HINT)
    words = next((words for kind, words in REASONS for cause in causes if isinstance(cause, kind)), "failed")
    message = f"the connection to {host} did not work ({words})"
    return VoiceOffline(message, hint=HINT)


def _late(seconds: float, host: str) -> TooSlow:
    message = f"{host} did not answer within {seconds:g} seconds"
    return TooSlow(message, hint=HINT)
