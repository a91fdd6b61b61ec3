"""``python -m tests.benchmarks.summarizing``: summaries of 20 and 40 % of the words, beside editors' choice.

ROUGE-1 (Lin, "ROUGE: A Package for Automatic Evaluation of Summaries", 2004) in an implementation of its
own: clipped counts of single words, F1 and recall. Words are compared as light stems
(:func:`briefing.text.stems.stem`), function words included, and with a second figure as bare words, marks
and hamzas of the alef apart. References are the sentences that were picked for each length.

Beside ``choose``: the first sentences, sentences drawn by lot (with a fixed seed), and the most that whole
sentences can reach, found greedily with the reference in hand. The sets are halves of the stories, one to
tune on and one to confirm, and four stories joined without a mark.
"""

from __future__ import annotations

import random
import statistics
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from briefing.text import choose, sentences, stems

STORIES: Final = Path(__file__).parent / "gold" / "stories"
JOINED: Final = 4
SEED: Final = 20
DRAWS: Final = 10
"""Lots drawn for each story."""
SHARES: Final = (20, 40)
"""Per cent of the words."""

Choose = Callable[[Sequence[str], int], Sequence[int]]
"""From the sentences and the words there are: indices, best first."""
Compare = Callable[[str], str]
"""How a word is written to be compared."""


@dataclass(frozen=True, slots=True)
class Story:
    """Sentences, and which of them editors picked for each share of the words."""

    name: str
    said: tuple[str, ...]
    picked: dict[int, tuple[int, ...]]

    @property
    def words(self) -> int:
        """How many there are."""
        return sum(len(text.split()) for text in self.said)

    def reference(self, share: int) -> str:
        """The text that was picked."""
        return " ".join(self.said[at] for at in sorted(self.picked[share]))


@dataclass(frozen=True, slots=True)
class Rouge:
    """ROUGE-1 in per cent."""

    f1: float
    recall: float


def rouge(told: str, reference: str, *, compare: Compare = stems.stem) -> Rouge:
    """ROUGE-1 of a summary against one reference."""
    mine = Counter(map(compare, stems.words(told)))
    theirs = Counter(map(compare, stems.words(reference)))
    shared = (mine & theirs).total()
    if not shared:
        return Rouge(0.0, 0.0)
    precision, recall = shared / mine.total(), shared / theirs.total()
    return Rouge(200 * precision * recall / (precision + recall), 100 * recall)


def fitting(order: Sequence[int], said: Sequence[str], words: int) -> list[int]:
    """The indices, in turn, that fit into so many words."""
    taken: list[int] = []
    for at in order:
        if len(said[at].split()) <= words:
            taken.append(at)
            words -= len(said[at].split())
    return taken


def lead(said: Sequence[str], words: int) -> list[int]:
    """The first sentences, up to the first that does not fit."""
    taken = 0
    for at, text in enumerate(said):
        taken += len(text.split())
        if taken > words:
            return list(range(at))
    return list(range(len(said)))


def filled_lead(said: Sequence[str], words: int) -> list[int]:
    """The first sentences, those left out that do not fit."""
    return fitting(range(len(said)), said, words)


def ceiling(said: Sequence[str], words: int, reference: str) -> list[int]:
    """The sentences that raise ROUGE-1 most, one after the other."""
    taken: list[int] = []
    best = 0.0
    while True:
        room = words - sum(len(said[at].split()) for at in taken)
        tried = [
            (rouge(" ".join(said[one] for one in (*taken, at)), reference).f1, -at)
            for at in range(len(said))
            if at not in taken and len(said[at].split()) <= room
        ]
        if not tried or max(tried)[0] <= best:
            return taken
        best = max(tried)[0]
        taken.append(-max(tried)[1])


def stories(folder: Path = STORIES) -> list[Story]:
    """The stories with picked sentences, in the order of their files; none where there is no index."""
    index = folder / "index.toml"
    if not index.is_file():
        return []
    found = []
    for name, entry in _entries(tomllib.loads(index.read_text(encoding="utf-8"))):
        path = folder / (name if name.endswith(".txt") else f"{name}.txt")
        _, body = path.read_text(encoding="utf-8").split("\n", 1)
        said = tuple(text for block in body.split("\n\n") for text in sentences(block))
        picked = {share: tuple(entry[f"summary_{share}"]) for share in SHARES}
        found.append(Story(name, said, picked))
    return sorted(found, key=lambda story: story.name)


def _entries(index: dict[str, object]) -> Iterator[tuple[str, dict[str, list[int]]]]:
    """Tables by file name, or an array of tables that each name their file."""
    for name, value in index.items():
        if isinstance(value, dict) and "summary_20" in value:
            yield name, value
        elif isinstance(value, dict):
            yield from _entries(value)
        elif isinstance(value, list):
            yield from ((entry["file"], entry) for entry in value if "summary_20" in entry)


def joined(told: Sequence[Story]) -> list[Story]:
    """Every four stories as one, and what was picked of each."""
    found = []
    for start in range(0, len(told) - JOINED + 1, JOINED):
        group = told[start : start + JOINED]
        said: tuple[str, ...] = ()
        picked: dict[int, tuple[int, ...]] = dict.fromkeys(SHARES, ())
        for story in group:
            for share in SHARES:
                picked[share] += tuple(len(said) + at for at in story.picked[share])
            said += story.said
        found.append(Story("+".join(story.name for story in group), said, picked))
    return found


def score(told: Sequence[Story], share: int, method: Choose, *, compare: Compare = stems.stem) -> Rouge:
    """The mean over stories."""
    found = []
    for story in told:
        order = method(story.said, story.words * share // 100)
        text = " ".join(story.said[at] for at in order)
        found.append(rouge(text, story.reference(share), compare=compare))
    return Rouge(statistics.fmean(one.f1 for one in found), statistics.fmean(one.recall for one in found))


def by_lot(told: Sequence[Story], share: int) -> Rouge:
    """The mean of sentences drawn by lot."""
    drawn = random.Random(SEED)

    def draw(said: Sequence[str], words: int) -> list[int]:
        return fitting(drawn.sample(range(len(said)), len(said)), said, words)

    found = [score(told, share, draw) for _ in range(DRAWS)]
    return Rouge(statistics.fmean(one.f1 for one in found), statistics.fmean(one.recall for one in found))


def highest(told: Sequence[Story], share: int) -> Rouge:
    """The mean of the best whole sentences."""
    found = []
    for story in told:
        reference = story.reference(share)
        order = ceiling(story.said, story.words * share // 100, reference)
        found.append(rouge(" ".join(story.said[at] for at in order), reference))
    return Rouge(statistics.fmean(one.f1 for one in found), statistics.fmean(one.recall for one in found))


def filling(told: Sequence[Story], share: int) -> float:
    """How much of the words there are ``choose`` uses, in per cent."""
    used = []
    for story in told:
        words = story.words * share // 100
        used.append(100 * sum(len(story.said[at].split()) for at in choose(story.said, words)) / words)
    return statistics.fmean(used)


def main() -> None:
    """Measure and print."""
    told = stories()
    if not told:
        print("There is no gold/stories/index.toml beside this file to measure on.")
        sys.exit(69)
    sets = {
        "tuning half": told[::2],
        "confirming half": told[1::2],
        "four joined": joined(told),
    }
    for title, chosen in sets.items():
        if not chosen:
            continue
        print(f"\n{title}: {len(chosen)}")
        print("| share | | F1 | recall |\n|---|---|---|---|")
        for share in SHARES:
            rows = {
                "choose": score(chosen, share, choose),
                "choose, bare words": score(chosen, share, choose, compare=stems.fold),
                "lead": score(chosen, share, lead),
                "lead, filled": score(chosen, share, filled_lead),
                "by lot": by_lot(chosen, share),
                "ceiling": highest(chosen, share),
            }
            for name, one in rows.items():
                print(f"| {share} % | {name} | {one.f1:.1f} | {one.recall:.1f} |")
            print(f"\nfilled at {share} %: {filling(chosen, share):.1f} %\n")


if __name__ == "__main__":
    main()
