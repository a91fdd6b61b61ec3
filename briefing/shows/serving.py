"""A small web server for a folder of podcasts, for a phone on the same network.

On the standard library's server, with answers of our own (:mod:`briefing.shows.answering`). For the world at
large there are nginx and Caddy (:mod:`briefing.shows.hosting`). A limited number of clients at once, each in
a thread; one more waits.
"""

from __future__ import annotations

import socket
import sys
import threading
from collections.abc import Callable
from html import escape
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final

from briefing.errors import OutputError
from briefing.shows.answering import Handler
from briefing.shows.references import home

LOOPBACK: Final = "127.0.0.1"
EVERYWHERE: Final = frozenset({"0.0.0.0", "::"})
PORT: Final = 8000
MOST_CLIENTS: Final = 32
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
        local_links: bool = False,
        on_request: Callable[[str], None] | None = None,
    ) -> None:
        if not folder.is_dir():
            message = f"there is no folder {folder} to serve"
            raise OutputError(message, hint="briefing serve FOLDER")
        self.folder = folder.resolve()
        self.on_request = on_request
        self.local_links = local_links
        """Whether the feed is to name its files here and not where it will be hosted."""
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

    def localized(self, feed: bytes) -> bytes:
        """The feed with the addresses of its own folder changed to this server's.

        Raises:
            ArticleError: this is no XML.
        """
        there = home(feed)
        return feed.replace(escape(there).encode(), self.addresses[-1].encode()) if there else feed

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
