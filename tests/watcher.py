"""A stand-in for healthchecks.io on loopback: takes pings, and may refuse the first ones."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(slots=True)
class Watcher:
    """What was told."""

    url: str = ""
    refuse: int = 0
    """So many of the next pings are answered with an error."""
    told: list[tuple[str, bytes]] = field(default_factory=list)
    """Last step of the address, and the body."""
    asked: int = 0


@contextmanager
def watching() -> Iterator[Watcher]:
    """A watcher that listens."""
    watcher = Watcher()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            watcher.asked += 1
            if watcher.refuse:
                watcher.refuse -= 1
                self.send_error(503)
                return
            watcher.told.append((self.path.rpartition("/")[2], body))
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"OK")

        def log_message(self, format: str, *args: object) -> None:
            del format, args

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        watcher.url = f"http://127.0.0.1:{server.server_address[1]}/0a1b-secret"
        try:
            yield watcher
        finally:
            server.shutdown()
            thread.join()
