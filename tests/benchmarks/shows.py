"""A show in cron: what a run costs that finds nothing new, and one that finds ten new articles.

Beside the second stands ``briefing make`` of the same ten articles: the difference is what it costs to know
what is new, to publish and to remember.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from tests.benchmarks import articles
from tests.benchmarks.measure import Contender, compare, once, put_aside
from tests.benchmarks.outcomes import Section, Target

COUNT: Final = 10
SHOW: Final = """\
title = "موجز"
[[sources]]
kind = "folder"
at = "articles"
[voice]
name = "espeak"
[edition]
form = "each"
[feed]
url = "https://example.org/feed.xml"
artwork = "artwork.jpg"
[unattended]
first = 1000
"""
MAKE: Final = "briefing make, ten articles"
RUN: Final = "briefing run, ten new articles"
QUIET: Final = "briefing run, nothing new"


def shows(folder: Path, *, runs: int, count: int = COUNT) -> Section:
    """Measure a run with news and one without.

    Raises:
        RuntimeError: a run failed, or did not make what it should.
    """
    show, cache, made = folder / "show", folder / "cache", folder / "made"
    texts = [
        articles.write(show / "articles" / f"{number:03d}.txt", articles.short(number))
        for number in range(1, count + 1)
    ]
    (show / "morning.toml").write_text(SHOW, encoding="utf-8")
    briefing = [sys.executable, "-m", "briefing"]
    run = [*briefing, "run", str(show / "morning.toml")]
    env = {"BRIEFING_CACHE": str(cache)}
    once([*briefing, "show", "artwork", str(show / "morning.toml")])

    def empty() -> None:
        put_aside(folder, cache, made, show / "morning")

    make = [*briefing, "make", *map(str, texts), "-o", str(made), "--voice", "espeak", "-q"]
    rows = compare(
        [
            Contender(MAKE, make, empty, env),
            Contender(RUN, run, empty, env),
            Contender(QUIET, run, env=env),
        ],
        runs=runs,
    )
    public = sorted(path.suffix for path in (show / "morning" / "public").iterdir())
    if public.count(".mp3") != count:
        message = f"the show has {public.count('.mp3')} episodes, not {count}"
        raise RuntimeError(message)
    seconds = {row.name: row.seconds for row in rows}
    return Section(
        title=f"a show of {count} articles",
        note="From an empty cache; the last row is the run after the one before it.",
        rows=tuple(rows),
        targets=(
            Target("ten new articles as a show, to briefing make", 1.25, seconds[RUN] / seconds[MAKE]),
            Target("a run without news, to one with ten articles", 0.15, seconds[QUIET] / seconds[RUN]),
        ),
    )
