"""What a site lets programs fetch: robots.txt by RFC 9309, read with Protego.

The standard library's parser knows neither wildcards nor "the longest rule wins", so it forbids and allows
the wrong pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.errors import RequestError
from briefing.records import dataclass
from briefing.web.addresses import Address

if TYPE_CHECKING:
    from protego import Protego

PATH: Final = "/robots.txt"
MAX_BYTES: Final = 512_000
"""More of it is not read (RFC 9309, 2.5, wants at least 500 KiB)."""
KEPT_S: Final = 86_400
"""Seconds it is remembered (RFC 9309, 2.4: not longer than a day)."""
LONGEST_DELAY_S: Final = 60.0
"""Some sites write hours; nobody waits that long between two pages, so such a site is asked rarely enough
by a show that runs once a day."""
HINT: Final = "pip install 'briefing[web]'"


@dataclass(frozen=True, slots=True)
class Rules:
    """What one site's file says to one program."""

    agent: str
    parsed: Protego | None
    """None: everything may be fetched."""

    def allow(self, address: Address) -> bool:
        """Whether the page may be fetched; robots.txt itself always may."""
        if self.parsed is None or address.target == PATH:
            return True
        return bool(self.parsed.can_fetch(address.url, self.agent))

    @property
    def delay_s(self) -> float:
        """Seconds the site wants between two requests."""
        wanted = self.parsed.crawl_delay(self.agent) if self.parsed is not None else None
        return min(float(wanted or 0), LONGEST_DELAY_S)


def parse(body: bytes, *, agent: str) -> Rules:
    """Read a robots.txt.

    Args:
        body: the file; it is UTF-8 by the standard, and what is not is passed over.
        agent: the program's name, without its version.

    Raises:
        RequestError: Protego is not installed.
    """
    try:
        from protego import Protego
    except ImportError as error:
        message = "robots.txt cannot be read: the package protego is not installed"
        raise RequestError(message, hint=HINT) from error
    return Rules(agent, Protego.parse(body.decode("utf-8-sig", "ignore")))
