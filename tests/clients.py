"""Clients for the tests of the server: a polite one, and one that says what it likes."""

from __future__ import annotations

import http.client
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from briefing.shows.serving import Server


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back; names of headers in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@contextmanager
def serving(folder: Path, *, most_clients: int = 32, local_links: bool = False) -> Iterator[Server]:
    """A server on a free port of loopback."""
    server = Server(folder, port=0, most_clients=most_clients, local_links=local_links)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def ask(server: Server, path: str, *, method: str = "GET", **headers: str) -> Answer:
    """One question on a connection of its own; ``if_range`` in Python is ``If-Range`` in HTTP."""
    connection = http.client.HTTPConnection(*server.endpoint, timeout=10)
    try:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, headers=named)
        found = connection.getresponse()
        return Answer(
            status=found.status,
            headers={name.lower(): value for name, value in found.getheaders()},
            body=found.read(),
        )
    finally:
        connection.close()


def say(server: Server, data: bytes) -> bytes:
    """Everything that comes back until the server hangs up."""
    with socket.create_connection(server.endpoint, timeout=10) as connection:
        connection.sendall(data)
        connection.shutdown(socket.SHUT_WR)
        answer = b""
        while piece := connection.recv(65_536):
            answer += piece
    return answer
