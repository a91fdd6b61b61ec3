"""Addresses as a feed must write them: absolute, in ASCII, percent-encoded once."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, urlsplit, urlunsplit

from briefing.errors import ConfigError

UNRESERVED: Final = "-._~"
PATH_MARKS: Final = UNRESERVED + "/%:@!$&'()*+,;="
QUERY_MARKS: Final = PATH_MARKS + "?"
HOST: Final = re.compile(r"[A-Za-z0-9._-]+")
STRAY_PERCENT: Final = re.compile("%(?![0-9A-Fa-f]{2})")


def absolute(url: str) -> str:
    """The address with everything outside ASCII encoded; what is encoded already stays as it is.

    Raises:
        ConfigError: not an http or https address with a host, or one with a password in it.
    """
    hint = "write it like https://example.org/feed.xml"
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        message = f"{url!r} is not an address: {error}"
        raise ConfigError(message, hint=hint) from error
    if parts.scheme not in {"http", "https"} or not host:
        message = f"{url!r} is not an http or https address"
        raise ConfigError(message, hint=hint)
    if parts.username is not None or parts.password is not None:
        message = f"the address of {host} has a name or password in it, which everyone could read"
        raise ConfigError(message, hint=hint)
    try:
        name = f"[{host}]" if ":" in host else host.encode("idna").decode()
    except UnicodeError:
        name = ""
    if ":" not in host and not HOST.fullmatch(name):
        message = f"{host!r} is not the name of a host"
        raise ConfigError(message, hint=hint)
    return urlunsplit(
        (
            parts.scheme,
            name if port is None else f"{name}:{port}",
            _quoted(parts.path, PATH_MARKS) or "/",
            _quoted(parts.query, QUERY_MARKS),
            _quoted(parts.fragment, QUERY_MARKS),
        )
    )


def beside(base: str, name: str) -> str:
    """The address of a file under ``base``; slashes in ``name`` part folders, all else is encoded.

    Raises:
        ConfigError: ``base`` is not an address.
    """
    return absolute(base).rstrip("/") + "/" + quote(name, safe=UNRESERVED + "/")


def _quoted(text: str, marks: str) -> str:
    return quote(STRAY_PERCENT.sub("%25", text), safe=marks)
