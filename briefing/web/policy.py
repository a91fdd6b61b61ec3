"""What a fetcher may do, and the world around it."""

from __future__ import annotations

import time
from collections.abc import Callable

from briefing.records import dataclass
from briefing.web import addresses


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What a fetcher may do."""

    allow_private: bool = False
    """Ask hosts inside private networks, and on any port. Only a show file may say so."""
    robots: bool = False
    """Heed robots.txt; for runs that nobody watches."""
    connect_s: float = 10.0
    """Seconds to resolve a name, and to connect."""
    read_s: float = 20.0
    """Seconds between two pieces of an answer."""
    total_s: float = 60.0
    """Seconds for everything together, redirects included, polite pauses not."""
    max_bytes: int = 10_000_000
    """The longest page or feed, unpacked."""
    max_redirects: int = 5
    pause_s: float = 1.0
    """Seconds between two requests to one host, if it does not want more."""
    longest_rest_s: float = 86_400.0
    """The longest a host's wish to be left alone is heeded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """The world around a fetcher: names, addresses, time. Tests make another one."""

    resolve: Callable[[str, int], tuple[str, ...]] = addresses.resolve
    is_public: Callable[[str], bool] = addresses.is_public
    ports: frozenset[int] = addresses.PORTS
    """Which are asked, where private hosts are not."""
    ca_file: str = ""
    """PEM file of trusted certificates; empty for the environment's or certifi's."""
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], float] = time.time
