"""The whole process beside the bare pipe espeak-ng to LAME, on the same diacritized text, and beside peers.

The reference is Debian's ``espeak-ng`` piped to ``lame`` with their defaults, fed with the text a naive
user would pipe: everything the briefing says, already diacritized. The briefing starts from the raw
article with an empty cache and reads, cuts, diacritizes, voices, measures, assembles, encodes, tags, draws
and writes its files.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.benchmarks import articles, audiobookify, transport
from tests.benchmarks.measure import Contender, Row, compare, once, put_aside, related
from tests.benchmarks.outcomes import COLD, Section, Target

BRIEFING: Final = (sys.executable, "-m", "briefing")
CACHED: Final = "briefing make, everything cached"
CHANGED: Final = "briefing make, one sentence changed"
CAPTIONS: Final = "briefing export --to captions"
HELP: Final = "briefing --help"
JOBS: Final = (1, 2, 4)


@dataclass(slots=True)
class Bench:
    """An article, what is made of it, and where."""

    folder: Path
    article: Path
    changes: int = 0
    minutes: float = field(default=0.0, init=False)

    @property
    def output(self) -> Path:
        """The folder of the briefing."""
        return self.folder / "out"

    @property
    def spoken(self) -> Path:
        """All that is said, diacritized, a sentence a line."""
        return self.folder / "spoken.txt"

    @property
    def env(self) -> dict[str, str]:
        """A cache of its own."""
        return {"BRIEFING_CACHE": str(self.folder / "cache")}

    def make(self, *words: str, article: Path | None = None, output: Path | None = None) -> list[str]:
        """The command."""
        return [
            *(*BRIEFING, "make", str(article or self.article), "-o", str(output or self.output)),
            *("--voice", "espeak", "-q", *words),
        ]

    def empty(self) -> None:
        """Nothing cached, nothing made."""
        put_aside(self.folder, self.folder / "cache", self.output)

    def prepare(self) -> None:
        """Make the briefing once, to know what it says and how long it is."""
        self.folder.mkdir(parents=True)
        once(self.make(), self.env)
        self.learn()

    def learn(self) -> None:
        """Read in what was made what it says and how long it is."""
        document = json.loads((self.output / "briefing.json").read_text(encoding="utf-8"))
        said = "\n".join(item["spoken"] for item in document["utterances"])
        self.spoken.write_text(said, encoding="utf-8")
        self.minutes = document["frames"] / document["rate"] / 60

    def reference(self) -> Contender:
        """The bare pipe."""
        return self._pipe("espeak-ng piped to lame")

    def bare_reference(self) -> Contender:
        """The pipe without LAME's analysis for ReplayGain.

        By default it makes one, with a recursive filter that digital silence fills with numbers so small that
        some processors take many times as long for them: then it is a third of the pipe's time.
        """
        return self._pipe("the same, lame --noreplaygain", "--noreplaygain")

    def _pipe(self, name: str, *options: str) -> Contender:
        mp3 = self.folder / "pipe.mp3"
        lame = " ".join(("lame", *options, "--quiet -b 64 -m m"))
        pipe = f"espeak-ng -v ar -f '{self.spoken}' --stdout | {lame} - '{mp3}'"
        return Contender(name, ["/bin/sh", "-c", pipe])

    def cold(self) -> Contender:
        """From nothing."""
        return Contender(COLD, self.make(), self.empty, self.env)

    def cached(self) -> Contender:
        """The same command again."""
        return Contender(CACHED, self.make(), env=self.env)

    def changed(self, copies: int) -> Contender:
        """A sentence that was never heard before, in the middle of a long article that was just made."""
        path = self.folder / "changed.txt"

        def change() -> None:
            self.changes += 1
            articles.write(path, articles.copies(articles.GIVEN, copies, changed=self.changes))

        return Contender(CHANGED, self.make(article=path), change, self.env)

    def script(self, text: Path, name: str, *, runs: int = 0) -> Contender:
        """The script everybody writes."""
        command = [sys.executable, "-m", "tests.benchmarks.everybody", str(text), f"{self.folder}/script.mp3"]
        return Contender(name, command, runs=runs)


def given(folder: Path, *, runs: int) -> Section:
    """The given article, with the peers."""
    bench = Bench(folder, articles.GIVEN)
    bench.prepare()
    with transport.served() as served:
        contenders = [
            bench.reference(),
            bench.bare_reference(),
            bench.cold(),
            bench.cached(),
            bench.script(bench.article, "the usual script: a file a paragraph, pydub +=, ffmpeg"),
            bench.script(bench.spoken, "the same script, the text diacritized, a file a sentence"),
            Contender(
                f"gtts-cli, answers after {transport.ANSWER_S * 1000:.0f} ms",
                transport.gtts_cli(served, bench.article, folder / "gtts.mp3"),
                runs=1,
            ),
            *(
                [tool]
                if (tool := audiobookify.contender(folder, bench.output / "briefing.json", runs=1))
                else []
            ),
        ]
        rows = compare(contenders, runs=runs)
    cold, cached = _row(rows, COLD), _row(rows, CACHED)
    return Section(
        title="The given article",
        note=f"{bench.minutes:.1f} minutes of sound.",
        rows=tuple(rows),
        targets=(
            Target("given article, cold, to the pipe", 0.9, cold.ratio),
            Target("given article, peak memory", 250, cold.peak_mb, " MB", 0),
            Target("given article, everything cached", 0.3, cached.seconds, " s"),
        ),
        minutes=bench.minutes,
    )


def hour(folder: Path, *, runs: int, copies: int = articles.HOUR_COPIES) -> Section:
    """An hour, and one sentence of it changed."""
    bench = _long(folder, copies)
    bench.prepare()
    rows = compare(
        [
            bench.reference(),
            bench.bare_reference(),
            bench.cold(),
            bench.cached(),
            bench.changed(copies),
            bench.script(bench.spoken, "the usual script, diacritized, a file a sentence", runs=1),
        ],
        runs=runs,
    )
    cold, changed = _row(rows, COLD), _row(rows, CHANGED)
    return Section(
        title="One hour",
        note=f"{bench.minutes:.0f} minutes of sound: the given article {copies} times, no sentence twice.",
        rows=tuple(rows),
        targets=(
            Target("one hour, cold, to the pipe", 0.5, cold.ratio),
            Target("one hour, a sentence changed, to cold", 0.15, changed.seconds / cold.seconds),
        ),
        minutes=bench.minutes,
    )


def ten_hours(folder: Path, *, copies: int = 10 * articles.HOUR_COPIES) -> Section:
    """Ten hours, once, and captions made of them again."""
    bench = _long(folder, copies)
    cold = compare([bench.cold()], runs=1)
    bench.learn()
    pipe, *others = compare([bench.reference(), bench.cached()], runs=1)
    rows = related([pipe, *cold, *others])
    export = [*BRIEFING, "export", str(bench.output), "--to", "captions", "-q"]
    captions = compare([Contender(CAPTIONS, export, env=bench.env)], runs=5)
    made = _row(rows, COLD)
    return Section(
        title="Ten hours",
        note=f"{bench.minutes / 60:.1f} hours of sound: the given article {copies} times, no sentence twice. "
        f"The export is of the folder that was just made; its ratio is to itself.",
        rows=(*rows, *captions),
        targets=(
            Target("ten hours, cold, to the pipe", 0.5, made.ratio),
            Target("ten hours, peak memory", 300, made.peak_mb, " MB", 0),
            Target("captions of ten hours, exported", 1.0, captions[0].seconds, " s"),
        ),
        minutes=bench.minutes,
    )


def jobs(folder: Path, *, runs: int, copies: int = 1) -> Section:
    """How much more workers help, and whether they change a byte."""
    benches = {count: Bench(folder / str(count), articles.GIVEN) for count in JOBS}
    if copies > 1:
        text = articles.write(folder / "article.txt", articles.copies(articles.GIVEN, copies))
        benches = {count: Bench(folder / str(count), text) for count in JOBS}
    contenders = [
        Contender(f"--jobs {count}", bench.make("--jobs", str(count)), bench.empty, bench.env)
        for count, bench in benches.items()
    ]
    rows = compare(contenders, runs=runs)
    first, *others = (_bytes(bench.output) for bench in benches.values())
    return Section(
        title="Workers",
        note="The given article, cold, each with a cache of its own.",
        rows=tuple(rows),
        targets=(Target("files that differ between --jobs 1, 2 and 4", 0, _unlike(first, others), "", 0),),
    )


def help_page(folder: Path, *, runs: int) -> Section:  # noqa: ARG001
    """How soon ``--help`` is there."""
    rows = compare(
        [Contender("python -c pass", [sys.executable, "-c", "pass"]), Contender(HELP, [*BRIEFING, "--help"])],
        runs=max(runs, 5),
    )
    return Section(
        title="Start",
        note="Bytecode is there, as it is for whoever installed it.",
        rows=tuple(rows),
        targets=(Target("--help", 150, 1000 * _row(rows, HELP).seconds, " ms", 0),),
    )


def _long(folder: Path, copies: int) -> Bench:
    text = articles.copies(articles.GIVEN, copies)
    return Bench(folder, articles.write(folder.with_suffix(".txt"), text))


def _row(rows: Sequence[Row], name: str) -> Row:
    return next(row for row in rows if row.name == name)


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def _unlike(first: dict[str, bytes], others: Sequence[dict[str, bytes]]) -> int:
    """How many names have other bytes, or are missing, in any of the others."""
    names = set(first).union(*others)
    return sum(any(each.get(name) != first.get(name) for each in others) for name in names)
