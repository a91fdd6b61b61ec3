"""Fetch one address: every hop checked, every wait bounded, nothing half taken."""

from __future__ import annotations

from types import TracebackType
from typing import Final

from briefing.errors import ArticleError, FetchError
from briefing.records import dataclass
from briefing.web import addresses, robots
from briefing.web.addresses import Address
from briefing.web.exchange import NAME, Answer, ask, content_type
from briefing.web.manners import Manners, retry_after
from briefing.web.policy import Policy, Surroundings

__all__ = ["Fetched", "Fetcher", "Known", "Policy", "Surroundings"]

REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
RESTING: Final = frozenset({429, 503})
"""HTTP status of a server that wants to be left alone for a while."""
LATER_HINT: Final = "the same again later"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What an earlier answer said of itself; given back, so that an unchanged page costs nothing."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """One page or feed."""

    url: str
    """Where it came from in the end."""
    status: int
    body: bytes
    """Unpacked; empty where nothing changed."""
    media_type: str
    """Lower case, without parameters; empty where the server does not say."""
    charset: str
    """As the HTTP header says; may be empty, and may be wrong."""
    etag: str
    last_modified: str
    not_modified: bool
    """It is as it was when ``Known`` was kept."""


@dataclass(slots=True)
class _Site:
    rules: robots.Rules
    until: float
    """When its robots.txt is read again."""


@dataclass(slots=True)
class _Budget:
    """Seconds that are left for one fetch."""

    left_s: float


class Fetcher:
    """Fetches pages and feeds; may be used from several threads, and is a context manager."""

    def __init__(self, policy: Policy | None = None, *, surroundings: Surroundings | None = None) -> None:
        self.policy: Final = policy or Policy()
        self._around = surroundings or Surroundings()
        self._manners = Manners(clock=self._around.monotonic, sleep=self._around.sleep)
        self._sites: dict[str, _Site] = {}

    def fetch(self, url: str, known: Known | None = None) -> Fetched:
        """Fetch one address, following redirects.

        Args:
            url: an http or https address.
            known: what is kept of the last answer.

        Raises:
            ArticleError: it is refused: no such address, a private network, no text, too long, or the site's
                robots.txt forbids it.
            FetchError: it did not come: offline, broken off, too slow, or the server said no.
            RequestError: robots.txt is to be heeded and cannot be read here.
        """
        known, budget = known or Known(), _Budget(self.policy.total_s)
        address = self._parsed(url)
        for _ in range(self.policy.max_redirects + 1):
            pause_s = self.policy.pause_s
            if self.policy.robots:
                rules = self._rules(address)
                if not rules.allow(address):
                    message = f"{address.url} is not fetched: the robots.txt of the site forbids it"
                    raise ArticleError(message, hint="ask the site, or leave this page out")
                pause_s = max(pause_s, rules.delay_s)
            answer = self._ask(address, known, budget, pause_s=pause_s)
            location = _location(answer)
            if location is None:
                return self._fetched(address, answer, known)
            address = self._parsed(address.joined(location))
        message = f"{url} leads through more than {self.policy.max_redirects} redirects"
        raise FetchError(message, hint="give the address that the browser shows in the end")

    def close(self) -> None:
        """Forget what is remembered of sites. No connection outlives its request."""
        self._sites.clear()

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _parsed(self, url: str) -> Address:
        ports = frozenset(range(1, 65_536)) if self.policy.allow_private else self._around.ports
        return addresses.parse(url, ports=ports)

    def _rules(self, address: Address) -> robots.Rules:
        """What the site's robots.txt says.

        Raises:
            FetchError: it cannot be read just now, so nothing is fetched (RFC 9309, 2.3.1.4).
        """
        site = self._sites.get(address.origin)
        if site is not None and site.until > self._around.monotonic():
            return site.rules
        rules = self._fresh_rules(address)
        self._sites[address.origin] = _Site(rules, self._around.monotonic() + robots.KEPT_S)
        return rules

    def _fresh_rules(self, address: Address) -> robots.Rules:
        hop, budget = self._parsed(address.joined(robots.PATH)), _Budget(self.policy.total_s)
        for _ in range(self.policy.max_redirects + 1):
            answer = self._ask(hop, Known(), budget, pause_s=self.policy.pause_s, rules=True)
            location = _location(answer)
            if location is None:
                break
            hop = self._parsed(hop.joined(location))
        else:
            return robots.Rules(NAME, None)
        if answer.status >= 500 or answer.status == 429:
            message = f"{address.host} is not asked: its robots.txt cannot be read (HTTP {answer.status})"
            wait = self._rest(address, answer)
            raise FetchError(message, hint=LATER_HINT, status=answer.status, retry_after=wait)
        if answer.status != 200:
            return robots.Rules(NAME, None)
        return robots.parse(answer.body, agent=NAME)

    def _ask(
        self, address: Address, known: Known, budget: _Budget, *, pause_s: float, rules: bool = False
    ) -> Answer:
        """Send one request when its turn has come."""
        with self._manners.turn(address.host, pause_s=pause_s):
            began = self._around.monotonic()
            try:
                return ask(
                    address,
                    policy=self.policy,
                    around=self._around,
                    left_s=budget.left_s,
                    fields={"If-None-Match": known.etag, "If-Modified-Since": known.last_modified},
                    rules=rules,
                )
            finally:
                budget.left_s -= self._around.monotonic() - began

    def _fetched(self, address: Address, answer: Answer, known: Known) -> Fetched:
        unchanged = answer.status == 304 and bool(known.etag or known.last_modified)
        if answer.status != 200 and not unchanged:
            raise self._failure(address, answer)
        media_type, charset = content_type(answer.headers)
        return Fetched(
            url=address.url,
            status=answer.status,
            body=answer.body,
            media_type=media_type,
            charset=charset,
            etag=_kept(answer.headers.get("ETag", "")) or (known.etag if unchanged else ""),
            last_modified=_kept(answer.headers.get("Last-Modified", ""))
            or (known.last_modified if unchanged else ""),
            not_modified=unchanged,
        )

    def _failure(self, address: Address, answer: Answer) -> FetchError:
        status, hint = answer.status, "check the address in a browser"
        wait = self._rest(address, answer)
        if status == 410:
            message = f"{address.url} was taken away for good (HTTP 410)"
            return FetchError(message, hint="take it out of the list", status=status, gone=True)
        if status == 404:
            message = f"there is no page at {address.url} (HTTP 404)"
        elif wait is not None:
            message = f"{address.host} asks to be left alone for {wait:g} seconds (HTTP {status})"
            hint = LATER_HINT
        elif status in RESTING or status >= 500:
            message = f"{address.host} cannot serve the page now (HTTP {status})"
            hint = LATER_HINT
        elif status in {401, 402, 403, 407, 451}:
            message = f"{address.host} does not give the page to everybody (HTTP {status})"
            hint = "save the page from your browser and give that file"
        else:
            message = f"{address.host} answers HTTP {status}, not with a page"
        return FetchError(message, hint=hint, status=status, retry_after=wait)

    def _rest(self, address: Address, answer: Answer) -> float | None:
        """Leave a host alone as long as it asks for; how long that is."""
        if answer.status not in RESTING:
            return None
        wait = retry_after(
            answer.headers.get("Retry-After", ""),
            now=answer.headers.get("Date", ""),
            clock=self._around.now,
            most_s=self.policy.longest_rest_s,
        )
        if wait is not None:
            self._manners.rest(address.host, wait)
        return wait


def _location(answer: Answer) -> str | None:
    """Where a redirect leads; servers send other letters than ASCII raw, as UTF-8."""
    stated = answer.headers.get("Location", "").strip()
    if answer.status not in REDIRECTS or not stated:
        return None
    try:
        return stated.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return stated


def _kept(value: str) -> str:
    """A validator as it may be sent back: one line, of a sane length."""
    text = " ".join(value.split())
    return text if len(text) <= 1_000 else ""
