"""``make bench``: the whole process beside the bare pipe espeak-ng to LAME, and what else was aimed at.

``python -m tests.benchmarks`` runs every section and writes ``results.json`` and ``RESULTS.md``. ``--only``
runs some, and leaves what was written of the others. ``--smoke`` runs everything on tiny articles, once, to
see that it works, and writes nothing. What is made, some 10 GB, is removed at the end (see
:func:`tests.benchmarks.measure.put_aside`).
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Collection
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from tests.benchmarks import outcomes, transport
from tests.benchmarks.many import many
from tests.benchmarks.outcomes import Section
from tests.benchmarks.radio import radio
from tests.benchmarks.shows import shows
from tests.benchmarks.size import size
from tests.benchmarks.whole import given, help_page, hour, jobs, ten_hours

RUNS: Final = 5
Measuring = Callable[..., Section]


def online(folder: Path, *, runs: int) -> Section:  # noqa: ARG001
    """gTTS's own way to Google beside ours."""
    return Section(
        title="gtts, the given article, against a local stand-in for its endpoint",
        note="Nothing but waiting is the ideal.",
        text=transport.table(),
    )


SECTIONS: Final[dict[str, Measuring]] = {
    "help": help_page,
    "article": given,
    "jobs": jobs,
    "hour": hour,
    "tenhours": ten_hours,
    "many": many,
    "radio": radio,
    "shows": shows,
    "size": size,
    "transport": online,
}
"""In the order in which they run."""
ONCE: Final = frozenset({"tenhours", "many"})
"""What takes minutes, and is measured once."""

SMOKE: Final[dict[str, Measuring]] = SECTIONS | {
    "hour": partial(hour, copies=2),
    "tenhours": partial(ten_hours, copies=3),
    "many": partial(many, count=3),
    "radio": partial(radio, copies=1),
    "shows": partial(shows, count=2),
}


def main() -> int:
    """Measure, print, and keep as JSON and Markdown; 1 where a section could not be measured."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--only", default="", help=f"some of {','.join(SECTIONS)}")
    parser.add_argument("--smoke", action="store_true", help="tiny, once, nothing written")
    parser.add_argument("--runs", type=int, default=RUNS, help="how often each command runs")
    wanted = parser.parse_args()
    names = wanted.only.split(",") if wanted.only else list(SECTIONS)
    if unknown := set(names) - set(SECTIONS):
        parser.error(f"no section {', '.join(sorted(unknown))}; there are {', '.join(SECTIONS)}")
    missing = [name for name in ("espeak-ng", "lame", "ffmpeg") if not shutil.which(name)]
    if missing:
        print("The reference and the peers need: apt-get install espeak-ng lame ffmpeg")
        return 69
    with tempfile.TemporaryDirectory() as folder:
        return _measured(names, Path(folder), runs=wanted.runs, smoke=wanted.smoke)


def _measured(names: Collection[str], folder: Path, *, runs: int, smoke: bool) -> int:
    sections = {} if smoke else outcomes.kept()
    failed = False
    for name in SECTIONS:
        if name not in names:
            continue
        measuring = (SMOKE if smoke else SECTIONS)[name]
        how_often = {} if name in ONCE else {"runs": 1 if smoke else runs}
        try:
            measured = measuring(folder / name, **how_often)
            sections[name] = replace(measured, machine=outcomes.machine())
        except RuntimeError as error:
            failed = True
            sections.pop(name, None)
            print(f"{name} could not be measured: {error}", file=sys.stderr)
            continue
        print("\n## " + outcomes.rendered({name: sections[name]}).partition("\n## ")[2], flush=True)
    ordered = {name: sections[name] for name in SECTIONS if name in sections}
    print("\n## " + outcomes.rendered(ordered).partition("\n## ")[2].partition("\n## ")[0])
    if not smoke:
        outcomes.write(ordered)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
