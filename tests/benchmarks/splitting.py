"""``python -m tests.benchmarks.splitting``: sentences beside a one-line regex, and where long ones are cut.

Each gold paragraph is joined with blanks and split again; a boundary counts by the letters before it.
pysbd is measured, too, where it is installed (``pip install pysbd``). The cuts of ``clauses`` are held
against sentences in which people marked where a reader breathes and which words are tied to one another
(``tests/tied.py``).
"""

from __future__ import annotations

import importlib
import importlib.util
import math
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from briefing.text import sentences
from briefing.text.clauses import clauses
from tests.tied import TIED, bare, gaps

GOLD: Final = Path(__file__).parent / "gold"
SETS: Final = ("sentences_news", "sentences_talks")
LIMITS: Final = (60, 100, 200)
RUNS: Final = 5
_REGEX: Final = re.compile(r"(?<=[.؟?!…])\s+")
_BLANK: Final = re.compile(r"\s+")

Split = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Score:
    """How well boundaries are found, in per cent."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Cuts:
    """Where ``clauses`` cut the marked sentences, in per cent of the cuts."""

    breath: float
    """Where a reader breathes."""
    tie: float
    """Between words that are not to be parted."""
    pieces: float
    """Pieces for each that could not be done without."""


def paragraphs(name: str) -> list[list[str]]:
    """The sentences of each paragraph of a gold set."""
    text = (GOLD / f"{name}.txt").read_text(encoding="utf-8")
    return [part.splitlines() for part in text.strip().split("\n\n")]


def boundaries(said: Sequence[str]) -> set[int]:
    """Where sentences end but the last, as the number of letters and marks before."""
    found: set[int] = set()
    letters = 0
    for text in said[:-1]:
        letters += len(_BLANK.sub("", text))
        found.add(letters)
    return found


def score(split: Split, name: str) -> Score:
    """Precision and recall of a splitter on a gold set."""
    right = found = gold = 0
    for said in paragraphs(name):
        theirs, mine = boundaries(said), boundaries(split(" ".join(said)))
        right, found, gold = right + len(theirs & mine), found + len(mine), gold + len(theirs)
    return Score(100 * right / max(found, 1), 100 * right / max(gold, 1))


def cut(limit: int) -> Cuts:
    """How ``clauses`` cuts the marked sentences at a limit."""
    kinds: Counter[str] = Counter()
    pieces = least = 0
    for line in TIED:
        text, between = bare(line), gaps(line)
        parts = clauses(text, limit)
        pieces, least = pieces + len(parts), least + math.ceil(len(text) / limit)
        at = 0
        for part in parts[:-1]:
            at += len(part.split())
            kinds[between[at - 1]] += 1
    cuts = max(sum(kinds.values()), 1)
    return Cuts(100 * kinds["breath"] / cuts, 100 * kinds["tie"] / cuts, pieces / least)


def contenders() -> dict[str, Split]:
    """The splitters that can be measured here."""
    found: dict[str, Split] = {"briefing": sentences, "regex": _REGEX.split}
    if importlib.util.find_spec("pysbd"):
        segmenter = importlib.import_module("pysbd").Segmenter(language="ar", clean=False)
        found["pysbd"] = segmenter.segment
    return found


def speed(split: Split) -> float:
    """Characters a second on all gold, the median of several runs."""
    texts = [" ".join(said) for name in SETS for said in paragraphs(name)] * 5
    rates = []
    for _ in range(RUNS):
        began = time.perf_counter()
        for text in texts:
            split(text)
        rates.append(sum(map(len, texts)) / (time.perf_counter() - began))
    return statistics.median(rates)


def main() -> None:
    """Measure and print."""
    print("| | " + " | ".join(f"{name} P / R / F1" for name in SETS) + " | characters/s |")
    print("|---|" + "---|" * (len(SETS) + 1))
    for name, split in contenders().items():
        scores = [score(split, part) for part in SETS]
        cells = [f"{item.precision:.1f} / {item.recall:.1f} / {item.f1:.1f}" for item in scores]
        print(f"| {name} | {' | '.join(cells)} | {speed(split):,.0f} |")
    print(
        "\n| limit | cuts where a reader breathes | between tied words | pieces / fewest |\n|---|---|---|---|"
    )
    for limit in LIMITS:
        found = cut(limit)
        print(f"| {limit} | {found.breath:.1f} % | {found.tie:.1f} % | {found.pieces:.2f} |")


if __name__ == "__main__":
    main()
