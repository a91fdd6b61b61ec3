"""The model itself: any server that speaks OpenAI's chat completions, asked through their client.

The client keeps connections, checks certificates and retries 429 and 5xx as told by Retry-After; what it
does not do is bound an answer's size, stay off redirects, and speak our errors: that is here.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from briefing.abstracts.prompt import Message
from briefing.errors import ConfigError, RequestError, VoiceOffline, VoiceUnavailable
from briefing.records import dataclass

if TYPE_CHECKING:
    import httpx2

CONNECT_S: Final = 10.0
TOTAL_S: Final = 60.0
RETRIES: Final = 1
MOST_BYTES: Final = 1_000_000
SEED: Final = 7
"""With temperature 0: the same article gets the same answer where the server can do that."""
URL, MODEL, KEY, KEY_FILE = (f"BRIEFING_LLM_{name}" for name in ("URL", "MODEL", "KEY", "KEY_FILE"))
INSTALL: Final = "pip install 'briefing[llm]'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Whom to ask."""

    url: str
    """The base address, as ``https://host/v1``."""
    model: str
    key: str = field(default="", repr=False)
    """The secret; never shown, never written."""
    total_s: float = TOTAL_S
    """Seconds an answer may take."""

    @property
    def host(self) -> str:
        """Where the text goes."""
        return urlsplit(self.url).hostname or self.url


def endpoint_of(environ: Mapping[str, str]) -> Endpoint:
    """The endpoint that the environment names.

    ``BRIEFING_LLM_URL``, ``BRIEFING_LLM_MODEL``, and ``BRIEFING_LLM_KEY`` or ``BRIEFING_LLM_KEY_FILE``.

    Raises:
        ConfigError: no address or model, an address that is none, a key file that cannot be read.
    """
    url, model = environ.get(URL, "").strip(), environ.get(MODEL, "").strip()
    if not url or not model:
        message = f"a summary by a language model needs {URL if not url else MODEL}"
        raise ConfigError(message, hint=f"export {URL}=https://host/v1 {MODEL}=name")
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.password:
        message = f"{URL} is not an address that can be used: http or https, a host, no user name"
        raise ConfigError(message, hint=f"export {URL}=https://host/v1")
    key = environ.get(KEY, "").strip()
    if not key and environ.get(KEY_FILE, ""):
        try:
            key = Path(environ[KEY_FILE]).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            message = f"the file that {KEY_FILE} names cannot be read"
            raise ConfigError(message, hint=f"export {KEY_FILE}=key.txt") from error
    return Endpoint(url=url, model=model, key=key)


class Model:
    """Asks an endpoint. Use as a context; nothing is imported or opened before the first question."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint

    def ask(self, conversation: Sequence[Message]) -> str:
        """The model's answer to a conversation.

        Raises:
            RequestError: the ``openai`` package is not installed.
            VoiceUnavailable: the endpoint refuses: a wrong key, model or address.
            VoiceOffline: it does not answer, or with something that is no answer.
        """
        try:
            import httpx2
            import openai
        except ImportError as error:
            message = "a summary by a language model needs the package openai"
            raise RequestError(message, hint=INSTALL) from error
        endpoint = self._endpoint
        timeout = httpx2.Timeout(endpoint.total_s, connect=min(CONNECT_S, endpoint.total_s))
        host = endpoint.host
        try:
            with (
                httpx2.Client(
                    transport=_bounded(), timeout=timeout, follow_redirects=False, trust_env=True
                ) as http,
                openai.OpenAI(
                    base_url=endpoint.url,
                    api_key=endpoint.key or "none",
                    max_retries=RETRIES,
                    timeout=timeout,
                    http_client=http,
                ) as client,
            ):
                completion = client.chat.completions.create(
                    model=endpoint.model,
                    messages=[{"role": turn.role, "content": turn.content} for turn in conversation],  # type: ignore[misc]
                    temperature=0,
                    seed=SEED,
                )
                text = completion.choices[0].message.content
        except (openai.AuthenticationError, openai.PermissionDeniedError, openai.NotFoundError) as error:
            message = f"the language model at {host} refuses: status {error.status_code}"
            raise VoiceUnavailable(message, hint=f"check {URL}, {MODEL} and {KEY}") from None
        except openai.APIStatusError as error:
            message = f"the language model at {host} answers with status {error.status_code}"
            raise VoiceOffline(message, hint="leave out: --summary llm") from None
        except (openai.OpenAIError, httpx2.HTTPError, _TooLarge) as error:
            message = f"the language model at {host} does not answer: {type(error).__name__}"
            raise VoiceOffline(message, hint="leave out: --summary llm") from None
        except (AttributeError, IndexError, TypeError, ValueError) as error:
            message = f"what {host} answers is not what a language model answers"
            raise VoiceOffline(message, hint=f"check {URL}") from error
        if not isinstance(text, str):
            message = f"the language model at {host} answers without a text"
            raise VoiceOffline(message, hint=f"check {MODEL}")
        return text


class _TooLarge(Exception):
    """More bytes than an answer has."""


def _bounded() -> httpx2.BaseTransport:
    """A transport that stops reading an answer after :data:`MOST_BYTES`."""
    import httpx2

    class Counted(httpx2.SyncByteStream):
        def __init__(self, stream: httpx2.SyncByteStream) -> None:
            self._stream = stream

        def __iter__(self) -> Iterator[bytes]:
            seen = 0
            for chunk in self._stream:
                seen += len(chunk)
                if seen > MOST_BYTES:
                    raise _TooLarge
                yield chunk

        def close(self) -> None:
            self._stream.close()

    class Bounded(httpx2.HTTPTransport):
        def handle_request(self, request: httpx2.Request) -> httpx2.Response:
            response = super().handle_request(request)
            stream = response.stream
            assert isinstance(stream, httpx2.SyncByteStream)
            response.stream = Counted(stream)
            return response

    return Bounded()


def environment() -> Mapping[str, str]:
    """The environment of this process."""
    return os.environ
