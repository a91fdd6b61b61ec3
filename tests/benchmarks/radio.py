"""``briefing segments`` of an hour beside ffmpeg, which only measures and resamples the same stretches.

ffmpeg is run as a producer's script would: for each stretch once to measure it (``ebur128`` with the true
peak, as dual mono) and once to write it at 48 kHz in 24 bits with a gain. It writes no ``bext``
with levels, no ``cart``, no marks, no sidecar and no manifest, and does not look again at what it wrote.
"""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Final

from briefing import shelf
from briefing.radio import cuts
from tests.benchmarks import articles
from tests.benchmarks.measure import Contender, compare, put_aside
from tests.benchmarks.outcomes import Section, Target
from tests.benchmarks.whole import BRIEFING, Bench

FFMPEG: Final = "ffmpeg, each stretch measured and resampled"
SEGMENTS: Final = "briefing segments"
MOST: Final = 1.5
"""Times the cost of ffmpeg."""


def radio(folder: Path, *, runs: int, copies: int = articles.HOUR_COPIES) -> Section:
    """Segments of an hour."""
    folder.mkdir(parents=True)
    article = folder / "article.txt"
    articles.write(article, articles.copies(articles.GIVEN, copies))
    bench = Bench(folder / "bench", article)
    bench.prepare()
    into, other = folder / "air", folder / "ffmpeg"
    other.mkdir()

    def afresh() -> None:
        put_aside(folder, into)

    rows = compare(
        [
            Contender(FFMPEG, ["/bin/sh", "-ec", script(bench.output, other)]),
            Contender(SEGMENTS, [*BRIEFING, "segments", str(bench.output), "-o", str(into), "--csv"], afresh),
        ],
        runs=runs,
    )
    count = len(list(into.glob("*.wav")))
    return Section(
        title="Segments of an hour for radio",
        note=f"{bench.minutes:.0f} minutes of sound in {count} Broadcast Wave files. ffmpeg measures each "
        f"stretch and writes it at 48 kHz, no more; ours are measured again and have all their chunks.",
        rows=tuple(rows),
        targets=(Target("segments of an hour, to ffmpeg", MOST, rows[1].ratio),),
    )


def script(made: Path, into: Path) -> str:
    """Measure and resample each stretch that is a segment."""
    briefing = shelf.load(made)
    lines: list[str] = []
    for cut in cuts.sections(briefing):
        start, long = cut.start / briefing.rate, (cut.end - cut.start) / briefing.rate
        source = ["-ss", f"{start:.6f}", "-t", f"{long:.6f}", "-i", str(made / shelf.MASTER_FILE)]
        target = str(into / f"{cut.number}.wav")
        lines += [
            _ffmpeg(*source, "-filter_complex", "ebur128=peak=true:dualmono=true", "-f", "null", "-"),
            _ffmpeg(*source, "-af", "volume=-7dB", "-ar", "48000", "-c:a", "pcm_s24le", "-y", target),
        ]
    return "\n".join(lines)


def _ffmpeg(*words: str) -> str:
    return shlex.join(["ffmpeg", "-nostdin", "-v", "error", *words])
