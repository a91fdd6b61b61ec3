"""What can go wrong at a speech endpoint, each fault by its name, and weather that is made of them.

``PASSING`` faults are over when the same is asked again; after a ``FINAL`` one asking again is no use, and
a run has to stop with one clear error.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from types import MappingProxyType
from typing import Final

from tests.replies import HTML_TYPE, PAGE, PLAIN, Answer, laid_out
from tests.sounds import mp3_of

SENT: Final = ("Date", "Fri, 27 Feb 2026 06:00:00 GMT")


def _page(_body: bytes) -> bytes:
    return PAGE


def failed(status: int, **fields: str) -> Answer:
    """An HTTP error; underscores in the names of fields stand for hyphens."""
    named = tuple((name.replace("_", "-"), value) for name, value in fields.items())
    return Answer(status=status, content_type=HTML_TYPE, body=_page, fields=named)


TOO_MANY: Final = failed(429)
CONSENT_PAGE: Final = Answer(content_type=HTML_TYPE, body=_page)
CUT_OFF: Final = Answer(stop_at=0.5)
CUT_OFF_CHUNKS: Final = Answer(stop_at=0.5, chunked=True)
CUT_OFF_AT_ONCE: Final = Answer(stop_at=0.0)
HUNG_UP: Final = Answer(hang_up=True)
HALF_JSON: Final = Answer(body=lambda body: body[: len(body) // 2])
EMPTY_BODY: Final = Answer(body=lambda _: b"")
OVERSIZE: Final = Answer(body=lambda body: body + b" " * 3_000_000)
NO_SOUND: Final = Answer(sound=lambda _text, _slow: b"")
SILENCE: Final = Answer(sound=lambda _text, _slow: mp3_of(2.0, level=0.0))
TOO_SHORT: Final = Answer(sound=lambda _text, _slow: mp3_of(0.1))
TOO_LONG: Final = Answer(sound=lambda _text, _slow: mp3_of(60.0))
NOT_MP3: Final = Answer(sound=lambda _text, _slow: b"RIFF" + bytes(4_000))
HEADER_AND_NOISE: Final = Answer(sound=lambda _text, _slow: b"\xff\xf3" + bytes(4_000))
LATE: Final = Answer(wait_s=5.0)
DRIP: Final = Answer(drip_s=0.05)
DRIPPING_HEADER: Final = Answer(drip_header_s=0.05)

PASSING: Final[Mapping[str, Answer]] = MappingProxyType(
    {
        "429": TOO_MANY,
        "429 in seconds": failed(429, Retry_After="7"),
        "429 at a date": Answer(
            status=429, fields=(SENT, ("Retry-After", "Fri, 27 Feb 2026 06:00:09 GMT")), body=_page
        ),
        "429 sometime": failed(429, Retry_After="soon"),
        "500": failed(500),
        "502": failed(502),
        "503 in seconds": failed(503, Retry_After="3"),
        "cut off": CUT_OFF,
        "cut off in chunks": CUT_OFF_CHUNKS,
        "cut off at once": CUT_OFF_AT_ONCE,
        "hung up": HUNG_UP,
        "half JSON": HALF_JSON,
        "empty body": EMPTY_BODY,
        "bad base64": Answer(body=lambda body: body.replace(b"/", b"*")),
        "an error for a 200": Answer(
            body=lambda _: laid_out([["er", None, None, None, None, 503, None, None, None, 14]], "pieces")
        ),
        "no sound": NO_SOUND,
        "silence": SILENCE,
        "too short": TOO_SHORT,
        "too long": Answer(sound=lambda _text, _slow: mp3_of(110.0)),  # for whatever may be asked at once
        "not MP3": NOT_MP3,
        "a header and noise": HEADER_AND_NOISE,
        "quota": Answer(call_status=(8,)),
        "internal": Answer(call_status=(13,)),
    }
)
SLOW: Final[Mapping[str, Answer]] = MappingProxyType(
    {"late": LATE, "a body that drips": DRIP, "a header that drips": DRIPPING_HEADER}
)
"""Passing too, for who gives up waiting; each costs whoever meets it a time-out."""
FINAL: Final[Mapping[str, Answer]] = MappingProxyType(
    {
        "400": failed(400),
        "403": failed(403),
        "404": failed(404),
        "redirect to consent": failed(302, Location="https://consent.google.com/m?continue=x"),
        "redirect for robots": failed(302, Location="https://www.google.com/sorry/index?q=x"),
        "redirect elsewhere": failed(307, Location="https://example.org/x"),
        "consent page": CONSENT_PAGE,
        "oversize": OVERSIZE,
        "another protocol": Answer(body=lambda _: b'{"audio": "x"}'),
        "another call": Answer(body=lambda body: body.replace(b"jQ1olc", b"MkEWBc")),
        "invalid text": Answer(call_status=(3,)),
        "no permission": Answer(call_status=(7,)),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weather:
    """A seeded schedule: which fault, if any, meets each request.

    It goes by the text and by how often that text was asked for, not by the order of arrival, so that it is
    the same however many connections there are.
    """

    seed: int
    chance: float
    """How likely a request meets a fault, 0 to 1."""
    faults: Mapping[str, Answer]

    def answer(self, text: str, nth: int) -> Answer:
        """How the ``nth`` request (from 1) for a text is answered."""
        name = self.fault(text, nth)
        return PLAIN if name is None else self.faults[name]

    def fault(self, text: str, nth: int) -> str | None:
        """The name of the fault that it meets; None for a right answer."""
        dice = random.Random(f"{self.seed} {nth} {text}")
        return dice.choice(sorted(self.faults)) if dice.random() < self.chance else None


FAIR: Final = Weather(seed=0, chance=0.0, faults=PASSING)


class Forecast:
    """Weather, and how often each text was asked for so far; safe to use from several threads."""

    def __init__(self, weather: Weather) -> None:
        self.weather = weather
        self.asked: Counter[str] = Counter()
        """Requests for each text."""
        self._turn = Lock()

    def next(self, text: str) -> Answer:
        """How the next request for a text is answered."""
        with self._turn:
            self.asked[text] += 1
            return self.weather.answer(text, self.asked[text])
