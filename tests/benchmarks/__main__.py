"""``make bench``: the whole process beside the bare pipe espeak-ng to LAME, on the same diacritized text.

The reference is Debian's ``espeak-ng`` piped to ``lame`` with their defaults, fed with the text a naive
user would pipe: everything the briefing says, already diacritized. The briefing starts from the raw
article with an empty cache and reads, cuts, diacritizes, voices, assembles, encodes, tags, draws and
writes ten files.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from tests.benchmarks import transport
from tests.benchmarks.measure import Contender, Row, compare

HERE = Path(__file__).parent
SEED = HERE.parent.parent / "seeds" / "hmeimim.txt"
RUNS = 5
HOUR_COPIES = 11


def main() -> None:
    """Measure, print, and keep as JSON and Markdown."""
    if not (shutil.which("espeak-ng") and shutil.which("lame")):
        print("The reference needs: apt-get install espeak-ng lame")
        sys.exit(69)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paragraphs = SEED.read_text(encoding="utf-8").strip().split("\n\n")
        hour = folder / "hour.txt"
        copies = [
            "\n\n".join(f"{paragraph[:-1]}، في النسخة {number}." for paragraph in paragraphs)
            for number in range(1, HOUR_COPIES + 1)
        ]
        hour.write_text("\n\n".join(copies), encoding="utf-8")
        tables = {
            "the given article": _table(SEED, folder / "short"),
            "one hour": _table(hour, folder / "long"),
        }
    lines = ["# Measured by `make bench`", "", f"Medians of {RUNS} runs taking turns.", ""]
    for title, rows in tables.items():
        lines += [f"## {title}", "", "| | seconds | ratio | peak MB |", "|---|---|---|---|"]
        lines += [f"| {row.name} | {row.seconds:.2f} | {row.ratio:.2f} | {row.peak_mb:.0f} |" for row in rows]
        lines.append("")
    lines += [
        "## gtts, the given article, against a local stand-in for its endpoint",
        "",
        transport.table(),
        "",
    ]
    text = "\n".join(lines)
    print(text)
    (HERE / "RESULTS.md").write_text(text, encoding="utf-8")
    listed = {title: [asdict(row) for row in rows] for title, rows in tables.items()}
    (HERE / "results.json").write_text(
        json.dumps(listed, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )


def _table(article: Path, folder: Path) -> list[Row]:
    cache, output, spoken = folder / "cache", folder / "out", folder / "spoken.txt"
    folder.mkdir()
    env = {"BRIEFING_CACHE": str(cache)}
    make = [
        *(sys.executable, "-m", "briefing", "make", str(article)),
        *("-o", str(output), "--voice", "espeak", "-q"),
    ]

    def empty() -> None:
        shutil.rmtree(cache, ignore_errors=True)
        shutil.rmtree(output, ignore_errors=True)

    def leave() -> None:
        """Start from where the last run ended."""

    empty()
    first = Contender("briefing make, nothing cached", make, empty, env)
    compare([first], runs=1)
    document = json.loads((output / "briefing.json").read_text(encoding="utf-8"))
    spoken.write_text("\n".join(item["spoken"] for item in document["utterances"]), encoding="utf-8")
    print(f"{article.name}: {document['frames'] / document['rate'] / 60:.1f} minutes of audio", flush=True)
    mp3 = folder / "pipe.mp3"
    pipe = f"espeak-ng -v ar -f '{spoken}' --stdout | lame --quiet -b 64 -m m - '{mp3}'"
    reference = Contender("espeak-ng piped to lame", ["/bin/sh", "-c", pipe], leave, {})
    again = Contender("briefing make, everything cached", make, leave, env)
    return compare([reference, first, again], runs=RUNS)


if __name__ == "__main__":
    main()
