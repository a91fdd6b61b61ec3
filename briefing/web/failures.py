"""What goes wrong on the way, in one plain sentence each."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException, IncompleteRead
from typing import Final

import urllib3

from briefing.errors import FetchError
from briefing.web.addresses import Address
from briefing.web.causes import causes_of
from briefing.web.connections import OFFLINE_HINT, Lifeline

LATER_HINT: Final = "the same again later"
CUT_OFF: Final = (urllib3.exceptions.IncompleteRead, urllib3.exceptions.InvalidChunkLength, IncompleteRead)


@contextmanager
def translating(address: Address, lifeline: Lifeline, *, read_s: float, total_s: float) -> Iterator[None]:
    """Turn what sockets, http.client and urllib3 raise into our errors.

    Args:
        address: what is being fetched.
        lifeline: whether the time was up.
        read_s: seconds a piece of an answer may take, for messages.
        total_s: seconds for the whole, for messages.

    Raises:
        FetchError: something of that kind was raised, or the time was up.
    """
    try:
        yield
    except (urllib3.exceptions.HTTPError, HTTPException, OSError, FetchError) as error:
        if lifeline.is_cut:
            raise _late(address.host, total_s) from error
        if isinstance(error, FetchError):
            raise
        raise _translation(error, address.host, read_s) from error
    if lifeline.is_cut:  # a body that ends where the connection does looks whole when it is cut
        raise _late(address.host, total_s)


def _translation(error: Exception, host: str, read_s: float) -> FetchError:
    causes = causes_of(error)
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            message = f"the certificate of {host} is not trusted ({cause.verify_message})"
            return FetchError(message, hint="SSL_CERT_FILE=FILE names certificates to trust besides")
    if any(isinstance(cause, (ssl.SSLError, urllib3.exceptions.SSLError)) for cause in causes):
        message = f"{host} speaks no TLS that is safe"
        return FetchError(message, hint="open the address in a browser")
    if any(isinstance(cause, (TimeoutError, urllib3.exceptions.TimeoutError)) for cause in causes):
        message = f"{host} did not go on within {read_s:g} seconds"
        return FetchError(message, hint=LATER_HINT)
    if any(isinstance(cause, CUT_OFF) for cause in causes):
        message = f"{host} sent a page that breaks off"
        return FetchError(message, hint=LATER_HINT)
    if any(isinstance(cause, ConnectionError) for cause in causes):
        message = f"{host} broke the connection off"
        return FetchError(message, hint=LATER_HINT)
    if any(isinstance(cause, (HTTPException, urllib3.exceptions.InvalidHeader)) for cause in causes):
        message = f"{host} does not answer as a web server does"
        return FetchError(message, hint="check the address")
    message = f"the connection to {host} did not work"
    return FetchError(message, hint=OFFLINE_HINT)


def _late(host: str, total_s: float) -> FetchError:
    message = f"{host} was not done within {total_s:g} seconds"
    return FetchError(message, hint=LATER_HINT)
