"""A month of daily runs against a news site that behaves as such sites do: a program, so that it may fork.

``python -m tests.month FOLDER`` lives the month twice, each time from nothing and at the same address: once
with a run that is killed somewhere on every third day, once undisturbed. Printed is a JSON object: what was
not as it must be, day by day, and whether both months ended in the same files.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Final

from briefing.shows import showfile
from briefing.shows.show import Placed
from tests import psp1
from tests.killing import REAPER, in_child
from tests.newssite import Mood, Site, hurried, news_site
from tests.shows import at, entries, public, run_at, show_at, times, whole

DAYS: Final = 30
FIRST: Final = datetime(2026, 3, 15)
"""The clocks of Beirut jump on the 29th, from 00:00 to 01:00."""
MOODS: Final[dict[int, Mood]] = {4: "resting", 9: "down", 10: "down", 11: "down", 15: "lying", 20: "cut"}
QUIET: Final = frozenset({6, 7, 25})
"""Days without news."""
OFF: Final = frozenset({17, 18})
"""Days on which the machine is off."""
KEPT: Final = 12


@dataclass(slots=True)
class Month:
    """What came of it."""

    faults: list[str] = field(default_factory=list)
    codes: dict[int, int] = field(default_factory=dict)
    told: dict[int, int] = field(default_factory=dict)
    killed: int = 0
    files: dict[str, bytes] = field(default_factory=dict)
    guids: list[str] = field(default_factory=list)
    """Of the feed in the end."""
    published: list[str] = field(default_factory=list)
    """Of all days."""
    corrected: int = 0


def show_of(folder: Path, site: Site) -> Placed:
    """A bulletin every day, half an hour after midnight in Beirut."""
    placed = show_at(
        folder,
        sources=f'[[sources]]\nkind = "feed"\nat = "{site.url}/rss.xml"\n',
        form="together",
        edition="catch_up = 2\nparts = 3",
        unattended='on_failure = "announce"',
        retention="",
    )
    text = placed.path.read_text(encoding="utf-8")
    text = text.replace('"Asia/Riyadh"', '"Asia/Beirut"').replace('["06:00"]', '["00:30"]')
    placed.path.write_text(text.replace("keep_episodes = 500", f"keep_episodes = {KEPT}"), encoding="utf-8")
    return showfile.load(placed.path)


def live(folder: Path, site: Site, *, kills: bool) -> Month:
    """The whole month."""
    shutil.rmtree(folder, ignore_errors=True)
    site.stories.clear()
    placed, month = show_of(folder, site), Month()
    for day in range(DAYS):
        today = FIRST + timedelta(days=day)
        happen(site, day, today)
        if day in OFF:
            continue
        moment = f"{today:%Y-%m-%d} 02:05"
        before = stamped(placed)
        if kills and day % 3 == 1:
            REAPER.count, REAPER.at = 0, 5 + (day * 13) % 90
            month.killed += in_child(partial(armed, placed, moment)) != 0
            check(month, placed, day, "after the kill")
        outcome = run_at(placed, moment, fetch=hurried())
        month.published += outcome.published
        month.codes[day], month.told[day] = outcome.exit_code, len(outcome.told)
        if day in QUIET and not outcome.published and not stamped(placed).items() <= before.items():
            month.faults.append(f"day {day}: without news something was written")
        check(month, placed, day, "after the run")
        age(placed, today)
    month.files = public(placed)
    month.guids = [entry.guid for entry in entries(placed)]
    month.corrected = sum("-r" in entry.enclosures[0].href for entry in entries(placed))
    month.faults += psp1.faults(month.files["feed.xml"])
    return month


def armed(placed: Placed, moment: str) -> None:
    """A run that the reaper waits for."""
    REAPER.is_armed = True
    run_at(placed, moment, fetch=hurried())


def happen(site: Site, day: int, today: datetime) -> None:
    """What the newsroom does in the evening before."""
    site.mood = MOODS.get(day, "well")
    evening = at(f"{today - timedelta(days=1):%Y-%m-%d} 21:00")
    if day not in QUIET:
        for number in (2 * day + 1, 2 * day + 2):
            site.write(number, evening + timedelta(minutes=number % 2))
    if day % 8 == 5:  # yesterday's first story was wrong
        site.stories[2 * day - 1].version += 1
    if day % 8 == 3:  # yesterday's second one is taken back
        site.stories[2 * day].is_there = False


def stamped(placed: Placed) -> dict[str, int]:
    """When each published file was written."""
    return times(placed) if Path(placed.public).is_dir() else {}


def age(placed: Placed, today: datetime) -> None:
    """The disk's clock is the real one; give what was written today the date of that day."""
    for path in Path(placed.public).iterdir():
        if path.stat().st_mtime > datetime(2026, 10, 1).timestamp():
            os.utime(path, (today.timestamp(), today.timestamp()))


def check(month: Month, placed: Placed, day: int, when: str) -> None:
    """The feed can be read, and every file that it names is whole."""
    if not (Path(placed.public) / "feed.xml").is_file():
        return
    try:
        whole(placed)
    except AssertionError as error:
        month.faults.append(f"day {day}, {when}: {error}")
    found = [entry.published_parsed for entry in entries(placed)]
    if found != sorted(found, reverse=True):
        month.faults.append(f"day {day}, {when}: not the newest first")


def main(folder: Path) -> dict[str, object]:
    """See the module."""
    sys.addaudithook(REAPER.hear)
    with news_site() as site:
        calm = live(folder / "show", site, kills=False)
        wild = live(folder / "show", site, kills=True)
    return {
        "faults": calm.faults + wild.faults,
        "same": calm.files == wild.files,
        "different": sorted(
            name
            for name in calm.files.keys() | wild.files.keys()
            if calm.files.get(name) != wild.files.get(name)
        ),
        "killed": wild.killed,
        "codes": calm.codes,
        "codes_of_killed": wild.codes,
        "told": calm.told,
        "corrected": calm.corrected,
        "files": len(calm.files),
        "guids": calm.guids,
        "published": calm.published,
    }


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))  # noqa: T201
