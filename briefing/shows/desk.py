"""What every step of a run has before it."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from briefing.records import dataclass
from briefing.shows.joblog import JobLog
from briefing.shows.listings import Fetch
from briefing.shows.records import written
from briefing.shows.show import Placed
from briefing.shows.slots import Slot, due, zone_of
from briefing.shows.state import State
from briefing.shows.tally import Tally
from briefing.store import Store

FIRST_DELAY: Final = timedelta(minutes=15)
LONGEST_DELAY: Final = timedelta(days=1)
WORK: Final = "work"


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One run of a show."""

    placed: Placed
    state: State
    store: Store
    fetch: Fetch
    log: JobLog
    now: datetime
    """When the run began; the clock is not asked again."""
    tally: Tally
    first: int
    """Of the articles of a new source so many are made."""

    @property
    def work(self) -> Path:
        """Where episodes are made before they are published."""
        return self.placed.state_folder / WORK

    def slots(self) -> tuple[Slot, ...]:
        """The slots that are due, the oldest first."""
        edition = self.placed.show.edition
        return due(
            edition.slots,
            zone_of(edition.time_zone),
            self.now,
            catch_up=edition.catch_up,
            weekdays=edition.weekdays,
        )

    def local_day(self, moment: datetime) -> str:
        """The date of a moment where the show is."""
        return moment.astimezone(zone_of(self.placed.show.edition.time_zone)).date().isoformat()

    def next_try(self, tries: int) -> str:
        """When something that failed so many times is tried again: later each time."""
        delay = min(FIRST_DELAY * 2 ** min(tries - 1, 16), LONGEST_DELAY)
        return written(self.now + delay)

    def is_due(self, next_try: str) -> bool:
        """Whether it is time to try something again."""
        return bool(next_try) and next_try <= written(self.now)
