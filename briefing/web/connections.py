"""Connections that end where they may, and end when their time is up."""

from __future__ import annotations

import contextlib
import os
import socket
from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock, Thread, Timer
from types import TracebackType
from typing import Any, Final

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection

from briefing.errors import ArticleError, FetchError
from briefing.web.addresses import Address

Resolve = Callable[[str, int], tuple[str, ...]]
Dial = Callable[[], socket.socket]

CA_VARIABLES: Final = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE")
"""Environment variables that name trusted certificates; the first that is set wins."""
OFFLINE_HINT: Final = "see whether this machine is online, and try again later"


class Lifeline:
    """Breaks off whatever an exchange hangs in once its time is up.

    Time limits of sockets begin anew with every byte that comes, so a server that drips would hold us for
    hours. A context manager.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds: Final = seconds
        self._timer = Timer(max(0.0, seconds), self._cut)
        self._timer.daemon = True
        self._held: socket.socket | None = None
        self._cut_off = False
        self._turn = Lock()

    @property
    def is_cut(self) -> bool:
        """Whether the time is up."""
        return self._cut_off

    def hold(self, connection: socket.socket) -> None:
        """Take a connection that is to be broken off in time.

        Raises:
            TimeoutError: the time is up already.
        """
        with self._turn:
            if self._cut_off:
                raise TimeoutError
            self._drop()
            self._held = connection.dup()  # TLS takes the first one over and closes it

    def __enter__(self) -> Lifeline:
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        with self._turn:
            self._drop()

    def _cut(self) -> None:
        with self._turn:
            self._cut_off = True
            if self._held is not None:
                with contextlib.suppress(OSError):
                    self._held.shutdown(socket.SHUT_RDWR)

    def _drop(self) -> None:
        if self._held is not None:
            self._held.close()
            self._held = None


def dial(
    address: Address,
    lifeline: Lifeline,
    *,
    resolve: Resolve,
    allowed: Callable[[str], bool],
    seconds: float,
) -> socket.socket:
    """A connection to a host, at an address that is allowed.

    The name is resolved once and exactly what came out is checked and connected, so that a name which
    points elsewhere a moment later wins nothing; the connected address is looked at once more.

    Args:
        address: whom to connect to.
        lifeline: breaks it off in time.
        resolve: gives the IP addresses of a host.
        allowed: whether an IP address may be connected.
        seconds: for resolving and for each attempt.

    Raises:
        ArticleError: the host is at no address that is allowed.
        FetchError: it has none, or does not answer.
    """
    host = address.host
    found = _resolved(host, address.port, resolve, seconds=min(seconds, lifeline.seconds))
    open_to_us = [ip for ip in found if allowed(ip)]
    if not open_to_us:
        raise _private(host)
    last: OSError = OSError()
    for ip in open_to_us:
        try:
            connection = socket.create_connection((ip, address.port), timeout=seconds)
        except OSError as error:
            last = error
            continue
        try:
            if not allowed(str(connection.getpeername()[0])):
                raise _private(host)
            lifeline.hold(connection)
        except BaseException:
            connection.close()
            raise
        return connection
    if isinstance(last, TimeoutError):
        message = f"{host} did not answer within {seconds:g} seconds"
    else:
        message = f"the connection to {host} did not work ({last.strerror or 'refused'})"
    raise FetchError(message, hint=OFFLINE_HINT) from last


def pool(address: Address, connect: Dial, *, ca_file: str) -> HTTPConnectionPool:
    """A urllib3 pool of one connection that is opened by ``connect``; its certificate is always checked."""
    if address.scheme == "http":
        plain = HTTPConnectionPool(address.host, address.port, maxsize=1, block=True, dial=connect)
        plain.ConnectionCls = _Plain
        return plain
    secured = HTTPSConnectionPool(
        *(address.host, address.port),
        maxsize=1,
        block=True,
        cert_reqs="CERT_REQUIRED",
        ca_certs=ca_file or trusted(),
        dial=connect,
    )
    secured.ConnectionCls = _Secured
    return secured


def trusted() -> str:
    """The file of certificates that are trusted: the environment's, else certifi's."""
    named = next((os.environ[name] for name in CA_VARIABLES if os.environ.get(name)), "")
    if named:
        return named
    import certifi

    return certifi.where()


class _Plain(HTTPConnection):
    def __init__(self, *args: Any, dial: Dial, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._dial = dial

    def _new_conn(self) -> socket.socket:
        return self._dial()


class _Secured(HTTPSConnection):
    def __init__(self, *args: Any, dial: Dial, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._dial = dial

    def _new_conn(self) -> socket.socket:
        return self._dial()


def _resolved(host: str, port: int, resolve: Resolve, *, seconds: float) -> tuple[str, ...]:
    """The addresses of a host. Resolving heeds no time limit, so it has a thread that may be left behind."""
    outcome: Future[tuple[str, ...]] = Future()

    def run() -> None:
        try:
            outcome.set_result(resolve(host, port))
        except BaseException as error:
            outcome.set_exception(error)

    Thread(target=run, name="resolve", daemon=True).start()
    try:
        found = outcome.result(timeout=seconds)
    except OSError as error:  # also the TimeoutError of the future
        message = f"the name {host} cannot be resolved"
        raise FetchError(message, hint="check the address, and that this machine is online") from error
    if not found:
        message = f"the name {host} cannot be resolved"
        raise FetchError(message, hint="check the address, and that this machine is online")
    return found


def _private(host: str) -> ArticleError:
    message = f"{host} is not fetched: it leads into a private network, not to the public internet"
    return ArticleError(message, hint="allow_private = true in a show file, if that is your own server")
