"""What Google's speech endpoint reads and writes, byte for byte; no socket is touched here.

The form of the answers: see :mod:`briefing.voices._gtts_wire`; lengths of pieces count their two line ends,
and the last piece names the length of everything.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Literal
from urllib.parse import parse_qsl

from gtts.lang import tts_langs

from briefing.errors import VoiceRefused
from tests.sounds import Sounding

PATH: Final = "/_/TranslateWebserverUi/data/batchexecute"
LONGEST_TEXT: Final = 100
FORM_TYPE: Final = "application/x-www-form-urlencoded"
JSON_TYPE: Final = "application/json; charset=utf-8"
HTML_TYPE: Final = "text/html; charset=utf-8"
INVALID_ARGUMENT: Final = 3
"""``google.rpc.Code``."""
PAGE: Final = b"<!doctype html><html><title>Before you continue</title><form action=/save></form></html>"

Framing = Literal["pieces", "array", "lines"]
"""How the answer is laid out: pieces with lengths, one array on a line, one array an entry a line. Google has
used all three."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer of the schedule. As it stands: the right one, at once."""

    status: int = 200
    fields: tuple[tuple[str, str], ...] = ()
    """Header fields besides the usual ones; a ``Date`` here replaces the true one."""
    content_type: str = JSON_TYPE
    wait_s: float = 0.0
    """Seconds before the first byte of the header."""
    sound: Sounding | None = None
    """The MP3 for a text and its speed; None for the endpoint's own."""
    call_status: tuple[int, ...] | None = None
    """A failed call inside a right answer: ``google.rpc.Code``, or empty for none named."""
    body: Callable[[bytes], bytes] | None = None
    """Changes the right body, or replaces it."""
    stop_at: float = 1.0
    """The share of the body after which the connection is reset; the header announces all of it."""
    hang_up: bool = False
    """Close the connection without a word."""
    drip_s: float = 0.0
    """Seconds between single bytes of the body."""
    drip_header_s: float = 0.0
    """Seconds between lines of a header that has no end."""
    chunked: bool = False
    """Send the body in HTTP chunks, with no length announced."""
    close: bool = False
    """Close the connection after it, as a server does with one it has kept long enough."""


PLAIN: Final = Answer()


@dataclass(frozen=True, slots=True)
class Call:
    """What a request asks for."""

    text: str
    language: str
    slow: bool


@dataclass(frozen=True, slots=True)
class Reply:
    """What is sent back."""

    status: int
    content_type: str
    body: bytes


def call_of(body: str) -> Call | None:
    """What a request body asks for, or None where it is not exactly what gTTS's web client sends."""
    try:
        ((name, request),) = parse_qsl(body.removesuffix("&"), strict_parsing=True)
        (((rpc, inner, nothing, kind),),) = json.loads(request)
        text, language, speed, last = json.loads(inner)
    except (ValueError, TypeError):
        return None
    if (name, rpc, nothing, kind, last) != ("f.req", "jQ1olc", None, "generic", "null"):
        return None
    if not isinstance(text, str) or not isinstance(language, str) or speed not in (True, None):
        return None
    return Call(text, language, speed is True)


def reply(answer: Answer, call: Call | None, *, sound: Sounding, framing: Framing = "pieces") -> Reply:
    """What is sent back for a call.

    Args:
        answer: how to answer, well or badly.
        call: what was asked for; None where it could not be read.
        sound: makes the sound of right answers.
        framing: how right answers are laid out.
    """
    if call is None:
        entries: list[Any] = [["er", None, None, None, None, 400, None, None, None, INVALID_ARGUMENT]]
        return Reply(400, JSON_TYPE, laid_out(entries, framing))
    right = laid_out([_result(answer, call, sound)], framing)
    return Reply(answer.status, answer.content_type, answer.body(right) if answer.body else right)


def _result(answer: Answer, call: Call, sound: Sounding) -> list[Any]:
    """The entry with the sound, or with the status of a call that failed."""
    sayable = call.language in tts_langs() and any(sign.isalnum() for sign in call.text)
    failed = answer.call_status
    if failed is None and sayable and len(call.text) <= LONGEST_TEXT:
        try:
            mp3 = (answer.sound or sound)(call.text, call.slow)
        except VoiceRefused:
            failed = (INVALID_ARGUMENT,)
        else:
            encoded = base64.b64encode(mp3).decode()
            return ["wrb.fr", "jQ1olc", compact([encoded]), None, None, None, "generic"]
    status = [INVALID_ARGUMENT] if failed is None else list(failed)
    return ["wrb.fr", "jQ1olc", None, None, None, status or None, "generic"]


def compact(value: object) -> str:
    """JSON as Google writes it: without blanks, ``=`` and the like escaped in the original are not here."""
    return json.dumps(value, separators=(",", ":"))


def laid_out(entries: list[Any], framing: Framing) -> bytes:
    """The body around some entries."""
    closing = [["di", 52], ["af.httprm", 51, "-8692744518077823928", 2]]
    guard = ")]}'\n\n"
    if framing == "array":
        return (guard + compact([*entries, *closing])).encode()
    if framing == "lines":
        return (guard + "[" + "\n,".join(map(compact, [*entries, *closing])) + "\n]").encode()
    first = compact([*entries, *closing])
    start = f"{guard}{len(first) + 2}\n{first}\n"
    total = len(start)
    for _ in range(3):  # the last piece holds the length of everything, itself included
        last = compact([["e", 4, None, None, total]])
        total = len(start) + len(str(len(last) + 2)) + len(last) + 2
    return f"{start}{len(last) + 2}\n{last}\n".encode()
