"""``python -m tests.benchmarks.titling``: titles beside the headlines that journalists would set.

Word F1 of ``title(sentences of a story)`` against the headline, in two spellings: bare words (marks and the
hamza of the alef apart) and light stems (:func:`briefing.text.stems.stem`). Beside it the first eight words
of the first sentence, which no grammar ends. The material is ``tests/headlines.txt`` (leads of one sentence)
and, where there are any, the stories of ``gold/stories``, whose first line is the headline; each in two
halves, one to tune on and one to confirm.
"""

from __future__ import annotations

import statistics
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from briefing.text import sentences, stems, title

LEADS: Final = Path(__file__).parent.parent / "headlines.txt"
STORIES: Final = Path(__file__).parent / "gold" / "stories"
MOST_WORDS: Final = 8

Compose = Callable[[Sequence[str]], str]
"""From the sentences of a story: its title."""


@dataclass(frozen=True, slots=True)
class Headed:
    """What a journalist wrote over a text, and the sentences of the text."""

    headline: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Word F1 in per cent, share of titles that dangle in per cent, words a title."""

    bare: float
    stemmed: float
    dangling: float
    words: float


def overlap(one: str, other: str, *, write: Callable[[str], str]) -> float:
    """Word F1 of two texts in per cent, words compared as ``write`` writes them."""
    mine = Counter(map(write, stems.words(one)))
    theirs = Counter(map(write, stems.words(other)))
    total = mine.total() + theirs.total()
    return 200 * (mine & theirs).total() / total if total else 0.0


def dangles(text: str) -> bool:
    """Whether a title stops on a word that waits for the next, or leaves a bracket or quotation mark open."""
    last = (stems.words(text) or [""])[-1]
    opened = any(text.count(left) != text.count(right) for left, right in ("()", "[]", "«»", "“”"))
    return not last or stems.hangs(last) or opened or text.count('"') % 2 == 1 or text[-1] in "،؛:,;"


def leads(path: Path = LEADS) -> list[Headed]:
    """The headlines of a file with the lead under each."""
    pairs = [block.split("\n", 1) for block in path.read_text(encoding="utf-8").strip().split("\n\n")]
    return [Headed(headline, tuple(sentences(lead))) for headline, lead in pairs]


def stories(folder: Path = STORIES) -> list[Headed]:
    """The stories of a folder, in the order of their names."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt")))
    split = (text.split("\n\n", 1) for text in texts)
    return [Headed(headline.strip(), tuple(sentences(body))) for headline, body in split]


def measure(material: Sequence[Headed], compose: Compose) -> Score:
    """How near the titles come to the headlines."""
    made = [(compose(each.said), each.headline) for each in material]
    return Score(
        bare=statistics.mean(overlap(mine, theirs, write=stems.fold) for mine, theirs in made),
        stemmed=statistics.mean(overlap(mine, theirs, write=stems.stem) for mine, theirs in made),
        dangling=100 * statistics.mean(dangles(mine) for mine, _ in made),
        words=statistics.mean(len(mine.split()) for mine, _ in made),
    )


def opening(said: Sequence[str]) -> str:
    """The first words of the first sentence."""
    return " ".join(said[0].split()[:MOST_WORDS])


def main() -> None:
    """Print a line for each half and way."""
    out = sys.stdout
    for name, material in (("leads", leads()), ("stories", stories())):
        for half, part in (("tune", material[::2]), ("confirm", material[1::2])):
            for way, compose in (("title", title), ("first words", opening)):
                if part:
                    score = measure(part, compose)
                    out.write(
                        f"{name:8} {half:8} {way:12} {len(part):3} bare {score.bare:5.1f} "
                        f"stemmed {score.stemmed:5.1f} dangling {score.dangling:4.1f} % "
                        f"words {score.words:4.1f}\n"
                    )
    if "-v" in sys.argv:
        for each in [*leads(), *stories()]:
            out.write(f"\n{each.headline}\n  {title(each.said)}\n")


if __name__ == "__main__":
    main()
