"""A fake of a language model's server, named as one: OpenAI's chat completions on 127.0.0.1.

It answers by a schedule, and keeps what it was asked. It knows nothing and obeys whatever it is told to:
what protects the listener has to be on our side.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from types import TracebackType
from typing import Any, Final

JSON_TYPE: Final = "application/json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One answer of the server."""

    text: str | None = None
    """The model's words; None leaves the message out."""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None
    """Instead of a completion."""
    content_type: str = JSON_TYPE
    hangs: bool = False
    """Never answers, until the server is closed."""

    def bytes(self) -> bytes:
        """What goes over the wire."""
        if self.body is not None:
            return self.body
        choices = (
            []
            if self.text is None
            else [
                {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": self.text}}
            ]
        )
        return json.dumps(
            {"id": "x", "object": "chat.completion", "created": 0, "model": "fake", "choices": choices},
            ensure_ascii=False,
        ).encode()


class FakeLanguageModel:
    """The server; use as a context. The last reply is given again when the schedule is over."""

    def __init__(self, *replies: Reply) -> None:
        self._replies = replies
        self._open = Event()
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str] = []

    @property
    def url(self) -> str:
        """The base address."""
        host, port = self._server.server_address[:2]
        return f"http://{host!s}:{port}/v1"

    @property
    def prompts(self) -> Sequence[str]:
        """All that was said to the model in each request, as one text."""
        return ["\n".join(turn["content"] for turn in body["messages"]) for body in self.asked]

    def __enter__(self) -> FakeLanguageModel:
        fake = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers.get("Content-Length", "0"))
                fake.asked.append(json.loads(self.rfile.read(length)))
                fake.keys.append(self.headers.get("Authorization", ""))
                reply = fake._replies[min(len(fake.asked), len(fake._replies)) - 1]
                if reply.hangs:
                    fake._open.wait(30)
                    return
                body = reply.bytes()
                self.send_response(reply.status)
                self.send_header("Content-Type", reply.content_type)
                self.send_header("Content-Length", str(len(body)))
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                try:
                    self.wfile.write(body)
                except OSError:  # the client has had enough
                    self.close_connection = True

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
