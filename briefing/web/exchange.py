"""One request and its answer. The connection is opened for it and closed after it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from email.message import Message
from typing import TYPE_CHECKING, Final

from briefing import __version__
from briefing.errors import ArticleError
from briefing.records import dataclass
from briefing.web import robots
from briefing.web.addresses import Address, is_own
from briefing.web.policy import Policy, Surroundings

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse

NAME: Final = "briefing"
"""What robots.txt may call us."""
FIELDS: Final = {
    "User-Agent": f"{NAME}/{__version__}",
    "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, */*;q=0.5",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
    """Empty unless the status is 200."""


def ask(
    address: Address,
    *,
    policy: Policy,
    around: Surroundings,
    left_s: float,
    fields: Mapping[str, str],
    rules: bool = False,
) -> Answer:
    """Send one request and take its answer; redirects are not followed.

    Args:
        address: what is asked for.
        policy: limits.
        around: names, addresses, certificates.
        left_s: seconds this may last.
        fields: more header fields; empty ones are left out.
        rules: it is a robots.txt: of any type, and cut where it is too long.

    Raises:
        ArticleError: a private network, no text, or too long.
        FetchError: offline, broken off, too slow.
    """
    from urllib3 import Timeout

    from briefing.web import connections, failures

    with (
        connections.Lifeline(left_s) as lifeline,
        failures.translating(address, lifeline, read_s=policy.read_s, total_s=policy.total_s),
        connections.pool(
            address,
            lambda: connections.dial(
                *(address, lifeline),
                resolve=around.resolve,
                allowed=lambda ip: around.is_public(ip) or (policy.allow_private and is_own(ip)),
                seconds=policy.connect_s,
            ),
            ca_file=around.ca_file,
        ) as pool,
    ):
        response = pool.urlopen(
            *("GET", address.target),
            headers=FIELDS | {name: value for name, value in fields.items() if value},
            retries=False,
            redirect=False,
            assert_same_host=False,
            timeout=Timeout(connect=policy.connect_s, read=policy.read_s),
            preload_content=False,
            decode_content=False,
        )
        try:
            return _taken(response, address, max_bytes=policy.max_bytes, rules=rules)
        finally:
            response.close()


def content_type(headers: Mapping[str, str]) -> tuple[str, str]:
    """Media type and charset of an answer, lower case; empty where it does not say."""
    stated = headers.get("Content-Type", "")
    if not stated.strip():
        return "", ""
    field = Message()
    field["Content-Type"] = " ".join(stated.split())
    charset = field.get_param("charset", "")
    return field.get_content_type(), (charset if isinstance(charset, str) else "").strip().lower()[:40]


def _taken(response: BaseHTTPResponse, address: Address, *, max_bytes: int, rules: bool) -> Answer:
    from briefing.web import bodies

    bodies.check_headers(response.headers, host=address.host)
    if response.status != 200:
        return Answer(response.status, response.headers, b"")
    media_type, _ = content_type(response.headers)
    if not rules and not bodies.is_text(media_type):
        message = f"{address.url} is no page but {media_type}"
        raise ArticleError(message, hint=bodies.PAGE_HINT)
    most = robots.MAX_BYTES if rules else max_bytes
    return Answer(
        200, response.headers, bodies.read(response, host=address.host, max_bytes=most, may_cut=rules)
    )
