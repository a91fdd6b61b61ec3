"""What is sent to Google Translate's speech endpoint, and how its answer is read; nothing is sent here.

The request is gTTS's own. The answer is that of Google's ``batchexecute`` calls: the guard ``)]}'``, then
JSON values, either one array or arrays each after a line with its length. Of interest in them are

    ["wrb.fr", "jQ1olc", "[\\"<MP3 in base64>\\"]", null, null, null, "generic"]
    ["wrb.fr", "jQ1olc", null, null, null, [<google.rpc.Code>], "generic"]      the call failed
    ["er", null, null, null, null, <HTTP status>, …]                            the request was not read

Source: gTTS's ``tts.py``, and B. van Groos, "November 2020 Google Translate API Changes" (gTTS-token).
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from briefing.errors import VoiceError, VoiceOffline, VoiceRefused, VoiceUnavailable

LANGUAGE: Final = "ar"
MAX_CHARS: Final = 100
"""Characters Google takes at a time; gTTS's ``GOOGLE_TTS_MAX_CHARS``."""
PATH: Final = "/_/TranslateWebserverUi/data/batchexecute"
GUARD: Final = ")]}'"
HINT: Final = "--voice espeak"
CHANGED_HINT: Final = "python -m pip install --upgrade gTTS, or --voice espeak"

PASSING_STATUS: Final = frozenset({408, 425, 429})
"""HTTP status below 500 after which the same request may succeed (RFC 9110, RFC 8470, RFC 6585)."""
PASSING_CODES: Final = frozenset({1, 2, 4, 8, 10, 13, 14, 15})
"""``google.rpc.Code``: cancelled, unknown, deadline exceeded, resource exhausted, aborted, internal,
unavailable, data loss."""
BUSY_STATUS: Final = frozenset({429, 503})
BUSY_CODES: Final = frozenset({8, 14})
"""HTTP status and ``google.rpc.Code`` that ask us to come less often."""
CLOSED_CODES: Final = frozenset({7, 12, 16})
"""``google.rpc.Code``: permission denied, unimplemented, unauthenticated."""


class TooOften(VoiceOffline):
    """The service asks us to come less often; ``retry_after`` where it says when."""


class TooSlow(VoiceOffline):
    """The service did not answer in time."""


def body_of(text: str, *, slow: bool, language: str = LANGUAGE) -> str:
    """The one request body for a text of at most ``MAX_CHARS`` characters.

    gTTS's pre-processors are left out: they are made for English, and its way of cutting is never reached.

    Raises:
        VoiceRefused: the text is too long, or has no letter and no digit.
    """
    from gtts import gTTS

    text = text.strip()
    if not any(sign.isalnum() for sign in text):
        message = f"there is nothing to say in {text!r}"
        raise VoiceRefused(message)
    if len(text) > MAX_CHARS:
        message = f"Google reads at most {MAX_CHARS} characters at a time; this text has {len(text)}"
        raise VoiceRefused(message)
    (body,) = gTTS(text, lang=language, slow=slow, lang_check=False, pre_processor_funcs=[]).get_bodies()
    return str(body)


def headers() -> dict[str, str]:
    """The request headers gTTS sends."""
    from gtts import gTTS

    return dict(gTTS.GOOGLE_TTS_HEADERS)


def failure(status: int, fields: Mapping[str, str], *, host: str) -> VoiceError:
    """What an HTTP status other than 200 means for us.

    Args:
        status: the HTTP status.
        fields: the response's header fields, looked up without regard to case.
        host: who answered, for messages.
    """
    if status in PASSING_STATUS or status >= 500:
        why = "is asked too often" if status == 429 else "has a problem of its own"
        message = f"{host} {why} (HTTP {status})"
        kind = TooOften if status in BUSY_STATUS else VoiceOffline
        return kind(message, hint=HINT, retry_after=_seconds(fields))
    if 300 <= status < 400:
        return VoiceUnavailable(_led_away(fields.get("Location", ""), host), hint=HINT)
    if status == 403:
        message = f"{host} refuses to serve this address (HTTP 403)"
        return VoiceUnavailable(message, hint=HINT)
    if status == 404:
        message = f"{host} has no speech endpoint (HTTP 404)"
        return VoiceUnavailable(message, hint="-O gtts.tld=com, or --voice espeak")
    message = f"{host} does not take the request gTTS makes (HTTP {status})"
    return VoiceUnavailable(message, hint=CHANGED_HINT)


def mp3_of(answer: bytes, *, host: str) -> bytes:
    """The MP3 inside an answer.

    Raises:
        VoiceRefused: the endpoint will not say this text.
        VoiceOffline: the answer is cut off or garbled, or reports a passing failure.
        VoiceUnavailable: the answer is of another kind than the one gTTS knows.
    """
    text = answer.decode("utf-8", errors="replace").lstrip("\ufeff \t\r\n")
    if text.startswith("<"):
        message = f"{host} answered with a web page, as for consent or a log-in, instead of sound"
        raise VoiceUnavailable(message, hint=HINT)
    if not text or GUARD.startswith(text):
        message = f"{host} sent an empty answer"
        raise VoiceOffline(message, hint=HINT)
    if not text.startswith(GUARD):
        message = f"{host} answered in a form gTTS does not know"
        raise VoiceUnavailable(message, hint=CHANGED_HINT)
    try:
        found = list(_entries(text.removeprefix(GUARD)))
    except (ValueError, RecursionError) as error:
        message = f"the answer of {host} is cut off or garbled"
        raise VoiceOffline(message, hint=HINT) from error
    if not found:
        message = f"{host} sent an empty answer"
        raise VoiceOffline(message, hint=HINT)
    for entry in found:
        if entry[:2] == ["wrb.fr", "jQ1olc"]:
            return _payload(entry, host)
        if entry[:1] == ["er"]:
            raise failure(next((item for item in entry if type(item) is int), 400), {}, host=host)
    message = f"{host} answered without the sound that was asked for"
    raise VoiceUnavailable(message, hint=CHANGED_HINT)


def _entries(text: str) -> Iterator[list[Any]]:
    """The arrays inside a run of JSON values; bare numbers between them are lengths."""
    decoder = json.JSONDecoder()
    at = 0
    while rest := text[at:].lstrip():
        at = len(text) - len(rest)
        value, at = decoder.raw_decode(text, at)
        if isinstance(value, list):
            yield from (entry for entry in value if isinstance(entry, list))


def _payload(entry: list[Any], host: str) -> bytes:
    inner = entry[2] if len(entry) > 2 else None
    if inner is None:
        raise _call_failure(entry, host)
    try:
        (encoded,) = json.loads(inner)
        mp3 = base64.b64decode(encoded, validate=True)
    except (ValueError, TypeError, RecursionError) as error:
        message = f"the sound from {host} is cut off or garbled"
        raise VoiceOffline(message, hint=HINT) from error
    if not mp3:
        message = f"{host} sent no sound"
        raise VoiceOffline(message, hint=HINT)
    return mp3


def _call_failure(entry: list[Any], host: str) -> VoiceError:
    status = entry[5] if len(entry) > 5 else None
    code = status[0] if isinstance(status, list) and status else None
    if code in PASSING_CODES:
        message = f"{host} could not make the sound this time (code {code})"
        kind = TooOften if code in BUSY_CODES else VoiceOffline
        return kind(message, hint=HINT)
    if code in CLOSED_CODES:
        message = f"{host} no longer makes sound for gTTS (code {code})"
        return VoiceUnavailable(message, hint=CHANGED_HINT)
    message = f"{host} will not say this text" + (f" (code {code})" if code is not None else "")
    return VoiceRefused(message)


def _led_away(location: str, host: str) -> str:
    from urllib.parse import urlsplit

    try:
        target = urlsplit(location)
    except ValueError:
        target = urlsplit("")
    if target.path.startswith("/sorry"):
        return f"{host} takes the requests from this network for automated traffic"
    if (target.hostname or "").startswith("consent."):
        return f"{host} asks for consent in a browser before it answers"
    return f"{host} leads to {target.hostname or 'another page'} instead of answering; that is not followed"


def _seconds(fields: Mapping[str, str]) -> float | None:
    """Seconds of a ``Retry-After`` (RFC 9110, 10.2.3); a date counts from the response's own ``Date``, so
    that no clock is compared with another."""
    from email.utils import parsedate_to_datetime

    value = fields.get("Retry-After", "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        until, sent = parsedate_to_datetime(value), parsedate_to_datetime(fields.get("Date", ""))
        return max(0.0, (until - sent).total_seconds())
    except (ValueError, TypeError):
        return None
