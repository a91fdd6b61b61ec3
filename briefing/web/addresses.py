"""Which addresses may be asked: http and https, no passwords, usual ports, and a public end."""

from __future__ import annotations

import ipaddress
import re
import socket
from typing import Final
from urllib.parse import urljoin

from briefing.errors import ArticleError
from briefing.records import dataclass

PORTS: Final = frozenset({80, 443, 8080, 8443})
"""Where web servers listen. Others (mail, databases) are no place to look for an article."""
STANDARD: Final = {"http": 80, "https": 443}
LONGEST: Final = 4_000
"""Characters of an address; longer ones are an attack or a mistake."""
HINT: Final = "give the address of a page, as https://…"

OWN_NETWORKS: Final = tuple(
    ipaddress.ip_network(network)
    for network in (
        *("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"),
        *("::1/128", "fc00::/7"),
    )
)
"""Where a newsroom's own servers are: this machine, private networks (RFC 1918, 4193) and those of carriers
and tunnels (RFC 6598). Not among them: link-local addresses, where clouds keep passwords."""

NAT64: Final = ipaddress.ip_network("64:ff9b::/96")
"""IPv4 written as IPv6 (RFC 6052)."""

_UNSAFE = re.compile(r"[\x00-\x20\x7f\\]")
_NUMBER = re.compile(r"(0x[0-9a-f]*|[0-9]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An http or https address, taken apart."""

    scheme: str
    host: str
    """In ASCII; an IPv6 address without its brackets."""
    port: int
    target: str
    """Path and query, percent-encoded."""

    @property
    def origin(self) -> str:
        """Scheme, host, and port where it is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == STANDARD[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}"

    @property
    def url(self) -> str:
        """The whole, without a fragment."""
        return self.origin + self.target

    def joined(self, reference: str) -> str:
        """The address a reference on this page leads to."""
        return urljoin(self.url, reference)


def parse(url: str, *, ports: frozenset[int] = PORTS) -> Address:
    """Take an address apart.

    Args:
        url: what was typed, or where a redirect leads.
        ports: which may be asked.

    Raises:
        ArticleError: it is none, or one that is not asked.
    """
    from urllib3.exceptions import LocationParseError
    from urllib3.util import parse_url

    text = url.strip()
    if len(text) > LONGEST or _UNSAFE.search(text):
        reason = "it has blanks or signs that no address has, or is too long"
        raise _refused(text, reason)
    try:
        parts = parse_url(text)
    except (LocationParseError, UnicodeError, ValueError) as error:
        reason = "it cannot be read"
        raise _refused(text, reason) from error
    scheme = (parts.scheme or "").lower()
    if scheme not in STANDARD:
        reason = "only http and https are fetched"
        raise _refused(text, reason)
    if parts.auth is not None or "@" in re.split("[/?#]", text.partition("//")[2], maxsplit=1)[0]:
        message = "an address with a name or password in it is not fetched"
        raise ArticleError(message, hint="leave out what stands before the @")
    host = (parts.host or "").strip("[]").rstrip(".").lower()
    if not host or "%" in host:
        reason = "it names no host"
        raise _refused(text, reason)
    if _is_odd_number(host):
        reason = "its host is a number in a form that hides where it leads"
        raise _refused(text, reason)
    port = parts.port or STANDARD[scheme]
    if port not in ports:
        reason = f"port {port} is not one where pages are"
        raise _refused(text, reason)
    return Address(scheme=scheme, host=host, port=port, target=parts.request_uri or "/")


def resolve(host: str, port: int) -> tuple[str, ...]:
    """The IP addresses of a host, the system's best first.

    Raises:
        OSError: it has none.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:  # a label longer than 63 letters
        raise OSError(str(error)) from error
    return tuple(dict.fromkeys(str(end[0]) for *_, end in found))


def is_public(ip: str) -> bool:
    """Whether an IP address belongs to the public internet, also if it is an IPv4 one in IPv6 clothes."""
    try:
        address = ipaddress.ip_address(ip.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
        if inner is not None:
            return is_public(str(inner))
        if address.teredo is not None or address.is_site_local:
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def is_own(ip: str) -> bool:
    """Whether an IP address belongs to this machine or a private network around it."""
    try:
        address = ipaddress.ip_address(ip)
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    return any(address in network for network in OWN_NETWORKS)


def _is_odd_number(host: str) -> bool:
    # 2130706433, 0x7f.1, 0177.0.0.1: what C's inet_aton reads as IPv4 and nobody types with good intent.
    if ":" in host or not _NUMBER.fullmatch(host.rpartition(".")[2]):
        return False
    try:
        ipaddress.IPv4Address(host)
    except ValueError:
        return True
    return False


def _refused(url: str, reason: str) -> ArticleError:
    shown = url if len(url) <= 200 else url[:200] + "…"
    message = f"{shown!r} is not fetched: {reason}"
    return ArticleError(message, hint=HINT)
