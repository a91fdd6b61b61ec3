"""Google Translate's voice, through gTTS. Online: the text leaves this machine.

gTTS makes the request; it is sent over kept connections with checked certificates and deadlines, and the
sound that comes back is decoded and held against its text before it is believed. All runs of a user together
keep a pace and ceilings, and leave Google alone when it asks for that. An endpoint of one's own (a proxy, a
stand-in for tests) is named with the option ``endpoint``.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import field
from pathlib import Path
from threading import Event, Lock
from types import MappingProxyType
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from briefing.contracts import PRIVATE, Pace, Sound
from briefing.errors import OutputError, RequestError, VoiceOffline, VoiceUnavailable
from briefing.records import dataclass
from briefing.voices._gtts_abroad import Abroad, code_of
from briefing.voices._gtts_gate import Gate, stopped
from briefing.voices._gtts_sound import rate_of
from briefing.voices._gtts_wire import LANGUAGE, MAX_CHARS, TooOften, TooSlow, body_of, mp3_of

if TYPE_CHECKING:
    from briefing.voices._gtts_ledger import Ledger
    from briefing.voices._gtts_transport import Route

VERSION: Final = 1
"""Part of the fingerprint: one higher whenever a change in these files changes the sound."""
PARALLEL: Final = 4
"""Texts asked for at once. Against answers of 150 ms four are over four times as fast as gTTS alone; more
would save seconds and look like abuse."""
ANSWER_S: Final = 0.5
"""Seconds an answer is taken to need, where none has been timed."""
GOOGLE: Final = "translate.google"
"""What all its endings are called together: they count their visitors together."""
TLD: Final = re.compile(r"[a-z]{2,6}(\.[a-z]{2})?")

LEAST: Final = MappingProxyType(
    {"burst": 1, "requests_per_minute": 0, "requests_per_hour": 0, "requests_per_day": 0}
)
"""The least these options may be."""
MOST_REQUESTS: Final = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Which Google, how fast, how long to wait."""

    tld: str = "com"
    """Ending of translate.google.…, such as com or com.sa, where another one is blocked."""
    slow: bool = False
    """Google's slow reading."""
    connect_timeout_s: float = field(default=5.0, metadata=PRIVATE)
    """Seconds to connect."""
    read_timeout_s: float = field(default=15.0, metadata=PRIVATE)
    """Seconds without a byte of the answer."""
    total_timeout_s: float = field(default=30.0, metadata=PRIVATE)
    """Seconds for one text, everything included."""
    ca_file: str = field(default="", metadata=PRIVATE)
    """PEM file of certificates to trust; empty takes REQUESTS_CA_BUNDLE, CURL_CA_BUNDLE, SSL_CERT_FILE or
    certifi's, in this order."""
    endpoint: str = field(default="", metadata=PRIVATE)
    """https address asked instead of translate.google.…, such as https://host:8443."""
    burst: int = field(default=100, metadata=PRIVATE)
    """Requests that may go at once after a rest: enough for an article of a thousand words."""
    requests_per_minute: int = field(default=30, metadata=PRIVATE)
    """The pace when the burst is used up, and that at which it comes back; 0 is no limit."""
    requests_per_hour: int = field(default=600, metadata=PRIVATE)
    """Ceiling for any hour, over all runs of this user; 0 is none."""
    requests_per_day: int = field(default=2000, metadata=PRIVATE)
    """Ceiling for any 24 hours, over all runs of this user; 0 is none."""
    ledger: str = field(default="", metadata=PRIVATE)
    """Folder in which requests are counted; empty takes BRIEFING_STATE, or ``briefing`` in XDG_STATE_HOME or
    in ~/.local/state."""

    def __post_init__(self) -> None:
        if not TLD.fullmatch(self.tld):
            message = f"{self.tld!r} is no ending of translate.google.…"
            raise RequestError(message, hint="-O gtts.tld=com")
        for name in ("connect_timeout_s", "read_timeout_s", "total_timeout_s"):
            if not 0 < getattr(self, name) <= 600:
                message = f"gtts.{name} is {getattr(self, name)}; it must be above 0 and at most 600 seconds"
                raise RequestError(message, hint=f"-O gtts.{name}=15")
        for name, least in LEAST.items():
            if not least <= getattr(self, name) <= MOST_REQUESTS:
                message = f"gtts.{name} is {getattr(self, name)}; it must be from {least} to {MOST_REQUESTS}"
                raise RequestError(message, hint=f"-O gtts.{name}={getattr(Options(), name)}")
        if self.endpoint and not _usable(self.endpoint):
            message = f"gtts.endpoint is {self.endpoint!r}; it must be an https address without a password"
            raise RequestError(message, hint="-O gtts.endpoint=https://host:port")


class Voice:
    """See the module."""

    language = LANGUAGE
    online = True
    rate = 24_000
    max_chars = MAX_CHARS
    needs_vowels = False
    parallel = PARALLEL

    def __init__(
        self,
        options: Options,
        *,
        clock: Callable[[], float] = time.time,
        pause: Callable[[float], object] | None = None,
    ) -> None:
        """Neither the network nor the disk is touched yet.

        Args:
            options: see there.
            clock: seconds of the epoch.
            pause: waits some seconds for a moment to send; ends early at :meth:`close`, if not given.
        """
        self.options = options
        self.pace = Pace(letter_s=1 / 8.5 if options.slow else 1 / 13.2)
        """An estimate: this voice reads news at 13 to 14 letters a second, short pauses included, some 14.5
        without; a tenth is taken off, so that what is promised from it is kept. Slow reading is assumed to
        take 1.5 times as long."""
        from briefing.voices._gtts_transport import Transport  # 35 ms: ssl, http.client

        self._route = _route(options, total_s=options.total_timeout_s)
        self._transport = Transport(self._route)
        self._ledger = _ledger(options, clock)
        self._gate = Gate(PARALLEL)
        self._clock = clock
        self._pause = pause
        self._closing = Event()
        self._answer_s = ANSWER_S
        self._timed = Lock()

    def check(self) -> None:
        """Raise ``VoiceUnavailable`` where a package or the certificates are missing; the network is not
        asked."""
        from briefing.voices._gtts_transport import check_certificates

        try:
            import gtts  # noqa: F401
            import miniaudio  # noqa: F401
            import requests  # noqa: F401
        except ImportError as error:
            message = f"the voice gtts needs a package that cannot be imported: {error}"
            hint = "python -m pip install gTTS requests miniaudio, or --voice espeak"
            raise VoiceUnavailable(message, hint=hint) from error
        check_certificates(self._route.trusted)

    def fingerprint(self) -> str:
        """Name, version, language, tld, speed, and the endpoint where it is not Google's."""
        return self.fingerprint_in(LANGUAGE)

    def fingerprint_in(self, code: str) -> str:
        """The same of the voice of another language, by gTTS's code."""
        speed = "slow" if self.options.slow else "normal"
        named = ("gtts", str(VERSION), code, self.options.tld, speed, self.options.endpoint)
        return " ".join(part for part in named if part)

    def speak(self, text: str) -> Sound:
        """The MP3 Google makes for a text of at most ``max_chars`` characters.

        Waits up to some seconds for its turn; where that is further away, ``VoiceOffline`` says how far.

        Raises:
            VoiceRefused: nothing to say, too long, or Google will not say it.
            VoiceOffline: no answer, a passing failure, sound that is not that of the text, or no request may
                be sent yet.
            VoiceUnavailable: Google refuses us, or no longer speaks the protocol gTTS knows.
            OutputError: requests cannot be counted.
        """
        return self.speak_in(LANGUAGE, text)

    def speak_in(self, code: str, text: str) -> Sound:
        """The same in another language, by gTTS's code."""
        body = body_of(text, slow=self.options.slow, language=code)
        mp3 = self._answer(text if code == LANGUAGE else f"{code} {text}", body)
        return Sound(data=mp3, encoding="mp3", rate=rate_of(mp3, text, host=self._route.host))

    def abroad(self, language: str) -> Abroad | None:
        """The same voice in another language, where Google speaks it; both wait in one line."""
        code = code_of(language)
        return None if code is None else Abroad(self, language, code=code)

    def foretell(self, texts: int) -> float:
        """Seconds so many texts would take now, at our pace and after what was sent before."""
        if texts < 1:
            return 0.0
        return max(self._ledger.foretell(texts), self._answer_s * (texts / PARALLEL - 1)) + self._answer_s

    def close(self) -> None:
        """Send away who waits for a turn, and close the kept connections; speaking opens them again."""
        asked, self._closing = self._closing, Event()
        asked.set()
        self._gate.close()
        self._transport.close()
        self._ledger.close()

    def _answer(self, holder: str, body: str) -> bytes:
        """Send a request in its turn, kept for its holder; the MP3 in the answer."""
        with self._gate.passage():
            self._await_turn(holder)
            wave, sent_at, start = self._gate.wave, self._clock(), time.monotonic()
            try:
                mp3 = mp3_of(self._transport.post(body), host=self._route.host)
            except TooOften as error:
                self._gate.narrow(wave)
                pause_s = self._ledger.refused(error.retry_after, sent_at=sent_at)
                raise VoiceOffline(error.message, hint=error.hint, retry_after=pause_s) from error
            except TooSlow:
                self._gate.narrow(wave)
                raise
            with self._timed:
                self._answer_s += (time.monotonic() - start - self._answer_s) / 8
        self._gate.widen()
        self._ledger.served(sent_at=sent_at)
        return mp3

    def _await_turn(self, holder: str) -> None:
        stop = self._closing
        pause = self._pause or stop.wait
        while wait_s := self._ledger.take(holder):
            pause(wait_s)
            if stop.is_set():
                raise stopped()


def available(options: Options, timeout_s: float = 3.0) -> str | None:
    """Ask the host for the head of its front page; no text is sent.

    Returns:
        None where it answers within ``timeout_s`` seconds, name resolution included; else why it cannot be
        used, in plain English. It is not asked while it is left alone after a refusal.
    """
    from briefing.voices._gtts_transport import Transport

    try:
        Voice(options).check()
        with closing(_ledger(options)) as ledger:
            held = ledger.held()
    except (VoiceUnavailable, OutputError) as error:
        return error.message
    if held is not None:
        return held.message
    transport = Transport(_route(options, total_s=timeout_s))
    try:
        return transport.probe()
    finally:
        transport.close()


def _route(options: Options, *, total_s: float) -> Route:
    from briefing.voices._gtts_transport import Route

    return Route(
        base=options.endpoint or f"https://translate.google.{options.tld}",
        ca_file=options.ca_file,
        connect_s=min(options.connect_timeout_s, total_s),
        read_s=min(options.read_timeout_s, total_s),
        total_s=total_s,
        connections=PARALLEL,
    )


def _ledger(options: Options, clock: Callable[[], float] = time.time) -> Ledger:
    from briefing.voices._gtts_ledger import Ledger, default_folder
    from briefing.voices._gtts_pace import Limits

    return Ledger(
        Path(options.ledger) if options.ledger else default_folder(),
        urlsplit(options.endpoint).netloc or GOOGLE,
        limits=Limits(
            burst=options.burst,
            per_minute=options.requests_per_minute,
            per_hour=options.requests_per_hour,
            per_day=options.requests_per_day,
        ),
        clock=clock,
    )


def _usable(endpoint: str) -> bool:
    try:
        parts = urlsplit(endpoint)
        named = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False
    return parts.scheme == "https" and named and not ("@" in parts.netloc or parts.query or parts.fragment)
