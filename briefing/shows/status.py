"""How a show stands: what is out, what waits, what fails, when the next edition is due."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from briefing.records import dataclass
from briefing.shows import entries
from briefing.shows.records import EditionState, ItemState, Trouble, moment_of
from briefing.shows.show import Placed
from briefing.shows.slots import due, zone_of
from briefing.shows.state import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Out:
    """An episode that the feed names."""

    guid: str
    title: str
    published: str
    """ISO 8601, in the show's zone."""
    revision: int
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Failing:
    """An article or an edition that could not be made."""

    what: str
    problem: str
    tries: int
    next_try: str
    """ISO 8601, UTC; empty where it is given up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """A show, between two runs."""

    show: str
    next_slot: str
    """ISO 8601, in the show's zone; empty where there is none."""
    episodes: int
    newest: tuple[Out, ...]
    """The newest first, five at most."""
    waiting: int
    """Articles and editions that the next run will make."""
    seen: int
    """Articles that are known and not wanted."""
    failing: tuple[Failing, ...]
    troubles: tuple[Trouble, ...]
    gone: tuple[str, ...]
    """Sources that were taken away for good."""


def status(placed: Placed, state: State, *, now: datetime) -> Status:
    """How the show stands.

    Args:
        placed: the show.
        state: what its runs left.
        now: the moment of asking.
    """
    out = state.editions_out()
    counts = Counter(item.state for item in state.items())
    unfinished = len(state.editions(EditionState.BUILDING, EditionState.READY))
    zone = zone_of(placed.show.edition.time_zone)
    newest = []
    for edition in sorted(out, key=lambda item: (item.published, item.guid), reverse=True)[:5]:
        episode = entries.unpacked(edition.ready or edition.record or b"").episode
        newest.append(
            Out(
                guid=edition.guid,
                title=episode.title,
                published=moment_of(edition.published).astimezone(zone).isoformat(),
                revision=edition.revision,
                seconds=episode.duration_ms / 1000,
            )
        )
    failing = [
        Failing(
            what=item.title or item.reference, problem=item.problem, tries=item.tries, next_try=item.next_try
        )
        for item in state.items(ItemState.FAILED)
    ]
    failing += [
        Failing(what=item.guid, problem=item.problem, tries=item.tries, next_try=item.next_try)
        for item in state.editions(EditionState.FAILED)
    ]
    return Status(
        show=placed.name,
        next_slot=_next_slot(placed, now),
        episodes=len(out),
        newest=tuple(newest),
        waiting=counts[ItemState.WAITING] + unfinished,
        seen=counts[ItemState.SEEN],
        failing=tuple(failing),
        troubles=tuple(state.troubles().values()),
        gone=tuple(name.removeprefix("gone ") for name in state.facts() if name.startswith("gone ")),
    )


def _next_slot(placed: Placed, now: datetime) -> str:
    """The first slot after now, found by looking a fortnight ahead and back."""
    edition = placed.show.edition
    zone = zone_of(edition.time_zone)
    ahead = due(
        edition.slots,
        zone,
        now + timedelta(days=14),
        catch_up=14 * max(1, len(edition.slots)),
        weekdays=edition.weekdays,
    )
    coming = [slot for slot in ahead if slot.moment > now]
    return coming[0].moment.astimezone(zone).isoformat() if coming else ""
