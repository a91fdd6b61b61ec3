"""``python -m tests.benchmarks.throughput``: how fast each stage of reading is, beside a yardstick.

Every stage reads the same text, built of the seed articles, in a process of its own: characters a second (the
median of the runs), the peak memory of that process, and what loading it took before the first character.
Its neighbour is the plainest tool one might reach for instead; it does less, and is there as a yardstick.
Tools that are not installed are left out.
"""

from __future__ import annotations

import json
import re
import resource
import statistics
import subprocess
import sys
import textwrap
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

SEEDS: Final = Path(__file__).parent.parent.parent / "seeds"
RUNS: Final = 5
CHARS: Final = 200_000
"""Of the text each stage reads."""
SLOW_CHARS: Final = 20_000
"""For stages that diacritize."""
CLAUSE_LIMIT: Final = 100


@dataclass(frozen=True, slots=True)
class Row:
    """What a stage took."""

    name: str
    beside: str
    """The stage it is a yardstick for; empty for a stage of ours."""
    chars_per_s: float
    """Median."""
    peak_mb: float
    """Of the whole process."""
    load_s: float
    """Importing, and the first call on a single word: models, tables."""


Work = Callable[[str], object]


def _clean() -> Work:
    from briefing.text.clean import clean

    return clean


def _nfc() -> Work:
    return lambda text: unicodedata.normalize("NFC", text)


def _sentences() -> Work:
    from briefing.text.splitting import sentences

    return sentences


def _one_regex() -> Work:
    pattern = re.compile(r"(?<=[.؟!…])\s+")
    return pattern.split


def _spoken() -> Work:
    from briefing.text.speaking import spoken

    return spoken


def _explained() -> Work:
    from briefing.text.speaking import explained

    return explained


def _num2words() -> Work:
    from num2words import num2words  # type: ignore[import-not-found,unused-ignore]

    pattern = re.compile(r"\d{1,15}")
    return lambda text: pattern.sub(lambda found: str(num2words(int(found[0]), lang="ar")), text)


def _vowelize() -> Work:
    from briefing.text.vowels import vowelize

    return vowelize


def _text2tashkeel() -> Work:
    from text2tashkeel import Diacritizer

    diacritizer = Diacritizer()
    return lambda text: [diacritizer.diacritize(line) for line in text.splitlines() if line]


def _respell() -> Work:
    from briefing.voices._espeak_spelling import respell

    return respell


def _clauses() -> Work:
    from briefing.text.clauses import clauses

    return lambda text: [clauses(line, CLAUSE_LIMIT) for line in text.splitlines() if line]


def _wrap() -> Work:
    return lambda text: [textwrap.wrap(line, CLAUSE_LIMIT) for line in text.splitlines() if line]


def _divide() -> Work:
    from briefing.model import Article, Block, BlockKind, Masthead
    from briefing.text.sections import divide

    def work(text: str) -> object:
        blocks = tuple(Block(BlockKind.PARAGRAPH, line) for line in text.splitlines() if line)
        return divide(Article(masthead=Masthead(), blocks=blocks))

    return work


STAGES: Final[dict[str, tuple[str, Callable[[], Work], int]]] = {
    "clean": ("", _clean, CHARS),
    "unicodedata NFC": ("clean", _nfc, CHARS),
    "sentences": ("", _sentences, CHARS),
    "one regex": ("sentences", _one_regex, CHARS),
    "spoken": ("", _spoken, CHARS),
    "explained": ("", _explained, CHARS),
    "num2words": ("spoken", _num2words, CHARS),
    "vowelize": ("", _vowelize, SLOW_CHARS),
    "text2tashkeel": ("vowelize", _text2tashkeel, SLOW_CHARS),
    "respell": ("", _respell, CHARS),
    "clauses": ("", _clauses, CHARS),
    "textwrap": ("clauses", _wrap, CHARS),
    "divide": ("", _divide, CHARS),
}
"""A stage, what it is a yardstick for, how it is loaded, and how much it reads."""


def text_of_seeds(chars: int) -> str:
    """The seed articles, plain ones first, again and again until there are so many characters."""
    articles = "\n".join(path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt")))
    copies = chars // len(articles) + 1
    return "\n".join([articles] * copies)[:chars]


def measure(name: str, *, runs: int = RUNS) -> Row:
    """One stage in this process.

    Raises:
        ImportError: what it measures is not installed.
    """
    beside, load, chars = STAGES[name]
    text = text_of_seeds(chars)
    began = time.perf_counter()
    work = load()
    work("كلمة")
    loaded = time.perf_counter() - began
    took: list[float] = []
    for _ in range(runs):
        began = time.perf_counter()
        work(text)
        took.append(time.perf_counter() - began)
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Row(name, beside, len(text) / statistics.median(took), peak_mb, loaded)


def rows(*, runs: int = RUNS) -> list[Row]:
    """Every stage that is installed, each in a process of its own."""
    found: list[Row] = []
    for name in STAGES:
        command = [sys.executable, "-m", "tests.benchmarks.throughput", name, str(runs)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        if done.stdout.strip():
            found.append(Row(**json.loads(done.stdout)))
    return found


def table(measured: list[Row]) -> str:
    """The rows as Markdown, a yardstick under its stage."""
    lines = ["| | characters a second | ratio | peak MB | loading s |", "|---|---|---|---|---|"]
    speeds = {row.name: row.chars_per_s for row in measured}
    for row in measured:
        name = f"· {row.name}" if row.beside else row.name
        ratio = f"{row.chars_per_s / speeds[row.beside]:.2f}" if row.beside in speeds else "1.00"
        lines.append(f"| {name} | {row.chars_per_s:,.0f} | {ratio} | {row.peak_mb:.0f} | {row.load_s:.2f} |")
    return "\n".join(lines)


def main() -> None:
    """Print the table, or with a stage's name its row as JSON; nothing for what is not installed."""
    if len(sys.argv) < 2:
        print(table(rows()))
        return
    try:
        row = measure(sys.argv[1], runs=int(sys.argv[2]) if len(sys.argv) > 2 else RUNS)
    except ImportError:
        return
    print(json.dumps({field: getattr(row, field) for field in Row.__slots__}))


if __name__ == "__main__":
    main()
