"""A fake network in memory, and a clock to go with it: all of the gTTS voice runs but its sockets."""

from __future__ import annotations

import io
from http.client import RemoteDisconnected
from threading import Lock
from typing import Any

import requests
import urllib3
from requests.adapters import HTTPAdapter

from briefing.voices._gtts_transport import Transport
from briefing.voices.gtts import Voice
from tests.faults import Forecast
from tests.replies import call_of, reply
from tests.sounds import hum


class Clock:
    """A wall clock that moves when someone waits."""

    def __init__(self) -> None:
        self.now = 1_772_172_000.0
        self._turn = Lock()

    def __call__(self) -> float:
        return self.now

    def wait(self, seconds: float) -> None:
        """Wait no time at all."""
        with self._turn:
            self.now += seconds


class _Silent(io.BytesIO):
    """A body that never comes."""

    def read1(self, size: int | None = -1, /) -> bytes:  # noqa: ARG002
        raise TimeoutError

    read = read1


class FakeNetwork(HTTPAdapter):
    """A fake of the way to Google's endpoint and of the endpoint, behind requests' own contract."""

    def __init__(self, forecast: Forecast, clock: Clock) -> None:
        super().__init__()
        self.forecast = forecast
        self.sent_at: list[float] = []
        """When each request was sent."""
        self._clock = clock

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,
        timeout: Any = None,
        verify: bool | str = True,
        cert: Any = None,
        proxies: Any = None,
    ) -> requests.Response:
        """One request and its answer, on the day's terms."""
        assert stream
        assert verify
        assert timeout
        assert not cert
        assert not proxies
        call = call_of(str(request.body))
        assert call is not None
        self.sent_at.append(self._clock())
        answer = self.forecast.next(call.text)
        if answer.hang_up:
            gone = RemoteDisconnected("closed without an answer")
            raise requests.ConnectionError(urllib3.exceptions.ProtocolError("Connection aborted.", gone))
        if answer.wait_s or answer.drip_header_s:
            raise requests.ReadTimeout
        made = reply(answer, call, sound=hum)
        sent = made.body[: int(len(made.body) * answer.stop_at)]
        raw = urllib3.HTTPResponse(
            body=_Silent(sent) if answer.drip_s else io.BytesIO(sent),
            headers=dict(answer.fields) | {"Content-Length": str(len(made.body))},
            status=made.status,
            preload_content=False,
            enforce_content_length=True,
            request_method="POST",
        )
        return self.build_response(request, raw)


class OfflineTransport(Transport):
    """The voice's transport with the fake network under it."""

    def __init__(self, voice: Voice, network: FakeNetwork) -> None:
        super().__init__(voice._route)
        self._network = network
        self._opening = Lock()

    def _open(self) -> requests.Session:
        with self._opening:
            session = super()._open()
            if session.get_adapter("https://") is not self._network:
                session.mount("https://", self._network)
            return session
