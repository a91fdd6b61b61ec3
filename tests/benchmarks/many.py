"""``python -m tests.benchmarks.many [COUNT]``: short articles on one command line against single runs.

Both begin with an empty cache and read the same articles, no two of which share a sentence; what every
briefing says of itself is voiced once in either. The single runs are one after the other, as a loop in a
shell would have them.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Final

from tests.benchmarks import articles
from tests.benchmarks.measure import Contender, Row, compare, put_aside
from tests.benchmarks.outcomes import Section, Target, table

COUNT: Final = 100
TOGETHER: Final = "briefing make A B C ..."


def many(folder: Path, *, runs: int = 1, count: int = COUNT) -> Section:
    """Measure both ways.

    Raises:
        RuntimeError: a run failed, or the two ways did not make the same briefings.
    """
    texts = [
        articles.write(folder / "articles" / f"{number:03d}.txt", articles.short(number))
        for number in range(1, count + 1)
    ]
    cache, single, together = folder / "cache", folder / "single", folder / "together"

    def empty() -> None:
        put_aside(folder, cache, single, together)
        single.mkdir()

    make = f"'{sys.executable}' -m briefing make"
    loop = " && ".join(f"{make} '{text}' -o '{single / text.stem}' --voice espeak -q" for text in texts)
    names = " ".join(f"'{text}'" for text in texts)
    env = {"BRIEFING_CACHE": str(cache)}
    rows = compare(
        [
            Contender(f"{count} single runs", ["/bin/bash", "-c", loop], empty, env),
            Contender(
                TOGETHER,
                ["/bin/bash", "-c", f"{make} {names} -o '{together}' --voice espeak -q"],
                lambda: put_aside(folder, cache),
                env,
            ),
        ],
        runs=runs,
    )
    _check(single, together, texts)
    return Section(
        title=f"{count} short articles",
        note="Three sentences each, none shared, from an empty cache.",
        rows=tuple(rows),
        targets=(Target(f"{count} short articles together, to single runs", 0.7, _ratio(rows)),),
    )


def _ratio(rows: list[Row]) -> float:
    return next(row.ratio for row in rows if row.name == TOGETHER)


def _check(single: Path, together: Path, texts: list[Path]) -> None:
    for text in texts:
        ones, others = (
            json.loads((folder / text.stem / "briefing.json").read_text(encoding="utf-8"))["utterances"]
            for folder in (single, together)
        )
        if ones != others:
            message = f"{text.stem} is another briefing when it is made with the others"
            raise RuntimeError(message)


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        section = many(Path(folder), count=int(sys.argv[1]) if len(sys.argv) > 1 else COUNT)
    print(f"{section.note}\n\n{table(section.rows)}")


if __name__ == "__main__":
    main()
