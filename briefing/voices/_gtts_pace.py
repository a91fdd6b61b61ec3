"""How often a service may be asked: a bucket, ceilings, and a pause after refusals; pure arithmetic.

All times are seconds of one clock. A clock that is set back may make a pause begin again, never end
sooner.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from briefing.errors import VoiceOffline
from briefing.records import dataclass

HOUR_S: Final = 3_600.0
DAY_S: Final = 86_400.0
GRACE_S: Final = 5.0
"""A reserved moment is lost to who comes later than this."""
LEAST_PAUSE_S: Final = 1.0
"""After a refusal, even where the service would have us back at once."""
FIRST_PAUSE_S: Final = 2.0
"""After a first refusal that names no time; doubled with each that follows."""
LONGEST_PAUSE_S: Final = 300.0
"""Where the doubling ends."""
LONGEST_HOLD_S: Final = DAY_S
"""A service that wants us away for longer may say so again then."""
JITTER: Final = 0.2
"""Pauses of our own are up to this much longer, so that machines refused together do not come back so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How many requests may be sent; 0 is no limit, but for ``burst``.

    In any time of ``t`` seconds at most ``burst + per_minute * (t + GRACE_S) / 60``.
    """

    burst: int
    """At once, after a rest."""
    per_minute: int
    per_hour: int
    per_day: int

    @property
    def ceilings(self) -> tuple[Ceiling, ...]:
        """Those that are set."""
        both = Ceiling(self.per_hour, HOUR_S, "hour"), Ceiling(self.per_day, DAY_S, "day")
        return tuple(ceiling for ceiling in both if ceiling.requests)


@dataclass(frozen=True, slots=True)
class Ceiling:
    """At most so many requests in any such time."""

    requests: int
    seconds: float
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """Where one service stands."""

    spent: float = 0.0
    """Requests in the bucket, those to come included; it leaks ``per_minute``."""
    spent_at: float = 0.0
    """When ``spent`` was so; it does not leak while the service is held."""
    refused_at: float = 0.0
    held_until: float = 0.0
    """Nobody sends before."""
    refusals: int = 0
    """In a row."""

    def at(self, now: float, limits: Limits) -> Pace:
        """The same at a later time, or at an earlier one where the clock was set back."""
        held_until, refused_at = self.held_until, self.refused_at
        if refused_at > now:
            held_until, refused_at = now + held_until - refused_at, now
        spent_at = min(self.spent_at, max(now, held_until))
        gone = max(0.0, now - spent_at)
        spent = max(0.0, self.spent - gone * limits.per_minute / 60) if limits.per_minute else 0.0
        return replace(
            self, spent=spent, spent_at=max(spent_at, now), refused_at=refused_at, held_until=held_until
        )

    def next(self, limits: Limits) -> float:
        """When the hold is over and the bucket has room for one more; call it on :meth:`at`."""
        over = max(0.0, self.spent + 1 - limits.burst)
        return max(self.spent_at, self.held_until) + (
            over * 60 / limits.per_minute if limits.per_minute else 0
        )

    def refused(
        self, now: float, retry_after: float | None, limits: Limits, *, sent_at: float, chance: float
    ) -> Pace:
        """After a refusal: held for a while, the rest of the bucket halved; call it on :meth:`at`.

        Args:
            now: when the refusal came.
            retry_after: seconds the service named, if it did.
            limits: those of the bucket.
            sent_at: when the request was sent; such as were under way together count once.
            chance: a number from 0 up to 1, for jitter.
        """
        again = sent_at > self.refused_at or not self.refusals
        refusals = self.refusals + again
        if retry_after is None:
            pause_s = min(FIRST_PAUSE_S * 2.0 ** min(refusals - 1, 30), LONGEST_PAUSE_S) * (
                1 + JITTER * chance
            )
        else:
            pause_s = min(max(retry_after, LEAST_PAUSE_S), LONGEST_HOLD_S)
        held_until = max(self.held_until, now + pause_s)
        room = max(0.0, limits.burst - self.spent)
        return Pace(
            spent=self.spent + (room / 2 if again else 0.0),
            spent_at=held_until,
            refused_at=now if again else self.refused_at,
            held_until=held_until,
            refusals=refusals,
        )


def too_early(service: str, wait_s: float, limits: Limits, *, why: str) -> VoiceOffline:
    """That a request may not be sent for some seconds, in words.

    Args:
        service: to whom.
        wait_s: how long.
        limits: those that hold.
        why: ``hold``, ``pace``, or a ceiling's name.
    """
    time = _spoken(wait_s)
    reasons = {
        "hold": f"{service} refused lately and is left alone for another {time}",
        "pace": f"at {limits.per_minute} requests a minute the next one to {service} is due in {time}",
        "hour": f"{service} was asked {limits.per_hour} times within an hour, the ceiling of "
        f"gtts.requests_per_hour; the next request may go in {time}",
        "day": f"{service} was asked {limits.per_day} times within a day, the ceiling of "
        f"gtts.requests_per_day; the next request may go in {time}",
    }
    hints = {
        "hold": "",
        "pace": f"-O gtts.requests_per_minute={2 * limits.per_minute}, or ",
        "hour": f"-O gtts.requests_per_hour={2 * limits.per_hour}, or ",
        "day": f"-O gtts.requests_per_day={2 * limits.per_day}, or ",
    }
    return VoiceOffline(reasons[why], hint=f"{hints[why]}--voice espeak", retry_after=wait_s)


def _spoken(seconds: float) -> str:
    """For a message: seconds up to two minutes, minutes up to two hours, then hours; rounded up."""
    for unit_s, name, most in ((1, "seconds", 120), (60, "minutes", 7_200)):
        if seconds <= most:
            return f"{max(1, -int(-seconds // unit_s))} {name}"
    return f"{-int(-seconds // 3_600)} hours"
