"""``python -m tests.benchmarks.transport``: gTTS's own way to Google beside ours, over the loopback stand-in.

The given article in our pieces of at most 100 characters, each asked for once, from a server in a process of
its own that answers after 150 ms with an MP3 hum. gTTS writes each piece to a file through its own transport;
ours decodes, checks, trims and caches each. The ideal is pieces x delay / connections: nothing but waiting.
gTTS is measured with the whole article too, which it cuts itself, into more requests.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from briefing.model import Script
from tests.endpoint import Endpoint
from tests.scripts import script_of
from tests.sounds import hum

SEED: Final = Path(__file__).parent.parent.parent / "seeds" / "hmeimim.txt"
PIECE_CHARS: Final = 100
ANSWER_S: Final = 0.15
CONNECTIONS: Final = (1, 2, 4)
RUNS: Final = 3


@dataclass(frozen=True, slots=True)
class Served:
    """Where the stand-in listens."""

    url: str
    ca_file: str


@dataclass(frozen=True, slots=True)
class Row:
    """What one way took."""

    name: str
    requests: int
    connections: int
    seconds: float
    """Median."""

    @property
    def ideal_s(self) -> float:
        """Nothing but waiting."""
        return self.requests * ANSWER_S / self.connections

    @property
    def overhead(self) -> float:
        """Over the ideal, 0.05 for a twentieth."""
        return self.seconds / self.ideal_s - 1


def pieces() -> tuple[str, ...]:
    """The article as it is asked for, each text once."""
    from briefing.text import sentences, spoken
    from briefing.text.clauses import clauses

    cut = [piece for item in sentences(article()) for piece in clauses(spoken(item), PIECE_CHARS)]
    return tuple(dict.fromkeys(cut))


def article() -> str:
    """The given article."""
    return SEED.read_text(encoding="utf-8")


def by_gtts(texts: tuple[str, ...], served: Served, folder: Path) -> None:
    """gTTS as it comes, but for the address it asks: a connection a piece, certificates unchecked."""
    import gtts.tts

    gtts.tts._translate_url = lambda path, **_: f"{served.url}/{path}"
    for number, text in enumerate(texts):
        gtts.tts.gTTS(text, lang="ar").save(str(folder / f"{number}.mp3"))


def by_ours(texts: tuple[str, ...], served: Served, folder: Path, *, connections: int) -> None:
    """The voice as a briefing uses it, with an empty cache."""
    from briefing.speech import record
    from briefing.store import Store
    from briefing.voices.gtts import Options, Voice

    options = Options(
        endpoint=served.url, ca_file=served.ca_file, ledger=str(folder / "ledger"), burst=len(texts) + 1
    )
    with closing(Voice(options)) as voice:
        recording = record(_script(texts), voice, Store(folder / "cache"), jobs=connections)
    assert recording.fresh == len(texts)


def gtts_cli(stand_in: Served, article: Path, mp3: Path) -> list[str]:
    """The command that has gTTS's own program read an article, but for the address it asks."""
    program = (
        "import sys, gtts.tts\n"
        f"gtts.tts._translate_url = lambda path, **_: {stand_in.url!r} + '/' + path\n"
        "from gtts.cli import tts_cli\n"
        "tts_cli()"
    )
    return [sys.executable, "-c", program, "-l", "ar", "--nocheck", "-f", str(article), "-o", str(mp3)]


def measure(texts: tuple[str, ...], served: Served) -> list[Row]:
    """Every way ``RUNS`` times, taking turns; the first run of all, which loads modules, is not counted."""
    from gtts import gTTS

    whole = article()
    own_cut = len(gTTS(whole, lang="ar").get_bodies())
    ways: list[tuple[str, int, int, Callable[[Path], None]]] = [
        ("gTTS, the article as it cuts it", own_cut, 1, lambda folder: by_gtts((whole,), served, folder)),
        ("gTTS, our pieces", len(texts), 1, lambda folder: by_gtts(texts, served, folder)),
    ]
    for count in CONNECTIONS:

        def ours(folder: Path, count: int = count) -> None:
            by_ours(texts, served, folder, connections=count)

        ways.append(("briefing", len(texts), count, ours))
    with tempfile.TemporaryDirectory() as folder:
        by_gtts(texts[:2], served, Path(folder))
        by_ours(texts[:2], served, Path(folder), connections=2)
    taken: list[list[float]] = [[] for _ in ways]
    for _ in range(RUNS):
        for times, (*_, act) in zip(taken, ways, strict=True):
            with tempfile.TemporaryDirectory() as folder:
                began = time.perf_counter()
                act(Path(folder))
                times.append(time.perf_counter() - began)
    return [
        Row(name, requests, count, statistics.median(times))
        for (name, requests, count, _), times in zip(ways, taken, strict=True)
    ]


def table() -> str:
    """Measure; the result as Markdown."""
    texts = pieces()
    with served() as stand_in:
        whole, same, *_ = rows = measure(texts, stand_in)
    lines = [
        f"Answers after {ANSWER_S * 1000:.0f} ms; medians of {RUNS} runs taking turns.",
        "",
        "| | requests | connections | seconds | ideal | over the ideal | faster | faster, same pieces |",
        "|---|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {row.name} | {row.requests} | {row.connections} | {row.seconds:.2f} | {row.ideal_s:.2f} "
        f"| {row.overhead:.1%} | {whole.seconds / row.seconds:.2f} | {same.seconds / row.seconds:.2f} |"
        for row in rows
    ]
    return "\n".join(lines)


def serve(folder: Path) -> None:
    """Be the stand-in until standard input ends: its address and its authority's file on standard output."""
    for text in pieces():
        hum(text)  # kept: making sound must not count as answering
    with Endpoint(folder, wait_s=ANSWER_S) as endpoint:
        print(endpoint.url, endpoint.ca_file, sep="\t", flush=True)
        sys.stdin.read()


@contextmanager
def served() -> Iterator[Served]:
    """The stand-in in a process of its own, until the block ends."""
    with tempfile.TemporaryDirectory() as folder:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.transport", "serve", folder],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent.parent)},
            text=True,
        )
        assert process.stdin
        assert process.stdout
        try:
            url, ca_file = process.stdout.readline().rstrip("\n").split("\t")
            yield Served(url, ca_file)
        finally:
            process.stdin.close()
            process.wait(30)
            process.stdout.close()


def _script(texts: tuple[str, ...]) -> Script:
    from dataclasses import replace

    whole = script_of(texts)
    return replace(whole, segments=whole.segments[1:])


if __name__ == "__main__":
    if sys.argv[1:2] == ["serve"]:
        serve(Path(sys.argv[2]))
    else:
        print(table())
