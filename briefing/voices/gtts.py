"""Google Translate's voice, through gTTS. Online: the text leaves this machine.

gTTS makes the request; it is sent over kept connections with checked certificates and deadlines, and the
sound that comes back is decoded and held against its text before it is believed. An endpoint of one's own
(a proxy, a stand-in for tests) is named with the option ``endpoint``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from briefing.contracts import PRIVATE, Pace, Sound
from briefing.errors import RequestError, VoiceUnavailable
from briefing.voices._gtts_sound import rate_of
from briefing.voices._gtts_wire import LANGUAGE, MAX_CHARS, body_of, mp3_of

if TYPE_CHECKING:
    from briefing.voices._gtts_transport import Route

VERSION: Final = 1
"""Part of the fingerprint: one higher whenever a change in these files changes the sound."""
PARALLEL: Final = 4
"""Texts asked for at once. Against answers of 150 ms four are over four times as fast as gTTS alone; more
would save seconds and look like abuse."""
TLD: Final = re.compile(r"[a-z]{2,6}(\.[a-z]{2})?")


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

    def __post_init__(self) -> None:
        if not TLD.fullmatch(self.tld):
            message = f"{self.tld!r} is no ending of translate.google.…"
            raise RequestError(message, hint="-O gtts.tld=com")
        for name in ("connect_timeout_s", "read_timeout_s", "total_timeout_s"):
            if not 0 < getattr(self, name) <= 600:
                message = f"gtts.{name} is {getattr(self, name)}; it must be above 0 and at most 600 seconds"
                raise RequestError(message, hint=f"-O gtts.{name}=15")
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

    def __init__(self, options: Options) -> None:
        self.options = options
        self.pace = Pace(letter_s=1 / 8.0 if options.slow else 1 / 12.5)
        """An estimate: this voice reads news at 13 to 14 letters a second, short pauses included; a tenth is
        taken off, so that what is promised from it is kept. Slow reading is assumed to take 1.5 times as
        long."""
        from briefing.voices._gtts_transport import Transport  # 35 ms: ssl, http.client

        self._route = _route(options, total_s=options.total_timeout_s)
        self._transport = Transport(self._route)

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
        speed = "slow" if self.options.slow else "normal"
        named = ("gtts", str(VERSION), LANGUAGE, self.options.tld, speed, self.options.endpoint)
        return " ".join(part for part in named if part)

    def speak(self, text: str) -> Sound:
        """The MP3 Google makes for a text of at most ``max_chars`` characters.

        Raises:
            VoiceRefused: nothing to say, too long, or Google will not say it.
            VoiceOffline: no answer, a passing failure, or sound that is not that of the text.
            VoiceUnavailable: Google refuses us, or no longer speaks the protocol gTTS knows.
        """
        host = self._route.host
        mp3 = mp3_of(self._transport.post(body_of(text, slow=self.options.slow)), host=host)
        return Sound(data=mp3, encoding="mp3", rate=rate_of(mp3, text, host=host))

    def close(self) -> None:
        """Close the kept connections."""
        self._transport.close()


def available(options: Options, timeout_s: float = 3.0) -> str | None:
    """Ask the host for the head of its front page; no text is sent.

    Returns:
        None where it answers within ``timeout_s`` seconds, name resolution included; else why it cannot be
        used, in plain English.
    """
    from briefing.voices._gtts_transport import Transport

    try:
        Voice(options).check()
    except VoiceUnavailable as error:
        return error.message
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


def _usable(endpoint: str) -> bool:
    try:
        parts = urlsplit(endpoint)
        named = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False
    return parts.scheme == "https" and named and not ("@" in parts.netloc or parts.query or parts.fragment)
