"""Fit the times of :mod:`briefing.text.durations` to espeak-ng's own, and say how far off they are.

``python -m tests.benchmarks.durations`` speaks all seed articles (a few seconds), prints the two tables, and
the mean error of words' starts and ends in the sentences that were left out of the fit, beside the error of
sharing the time out by letters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from briefing.model import WordTime
from briefing.text import durations, sentences, spoken, vowelize
from briefing.text.clauses import clauses
from briefing.voices.espeak import Options, Voice

SEEDS: Final = Path(__file__).parent.parent.parent / "seeds"
PIECE_CHARS: Final = 100
STIFFNESS: Final = 2.0
"""Lambda of the ridge regression: letters seen a few times stay near nothing instead of explaining noise."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A piece as espeak-ng said it."""

    plain: str
    marked: str
    """The same, diacritized."""
    words: tuple[WordTime, ...]
    rate: int
    held_out: bool
    """Whether it is kept from the fit."""

    def text(self, *, marked: bool) -> str:
        """With or without diacritics."""
        return self.marked if marked else self.plain


def read_seeds() -> Iterator[tuple[str, bool]]:
    """Pieces of the seed articles, and whether each is held out: the odd sentences of the .txt files."""
    for path in sorted([*SEEDS.glob("*.txt"), *SEEDS.glob("*.md")]):
        paragraphs = [part.strip().lstrip("# ") for part in path.read_text(encoding="utf-8").split("\n\n")]
        prose = [part for part in paragraphs if not part.startswith(("---", "|"))]
        for number, sentence in enumerate((item for part in prose for item in sentences(part)), 1):
            for piece in clauses(spoken(sentence), PIECE_CHARS):
                if any(sign.isalnum() for sign in piece):
                    yield piece, path.suffix == ".txt" and number % 2 == 1


def speak(pieces: list[tuple[str, bool]]) -> list[Spoken]:
    """What espeak-ng makes of them, diacritized first."""
    with closing(Voice(Options())) as voice, ThreadPoolExecutor(voice.parallel) as pool:

        def say(item: tuple[str, bool]) -> Spoken:
            plain, held_out = item
            marked = vowelize(plain, endings="pausal")
            sound = voice.speak(marked)
            return Spoken(plain, marked, sound.words, sound.rate, held_out)

        return list(pool.map(say, pieces))


def fit(said: list[Spoken], *, marked: bool) -> dict[str, int]:
    """Milliseconds of each trait, by ridge regression over the words that are not held out."""
    import numpy as np

    rows: list[Counter[str]] = []
    times: list[float] = []
    for piece in said:
        if not piece.held_out:
            tokens = piece.text(marked=marked).split()
            for word in piece.words:
                rows.append(Counter(durations.traits(tokens[word.index], marked=marked)))
                times.append((word.end - word.start) / piece.rate * 1000)
    names = sorted({name for row in rows for name in row})
    matrix = np.array([[row[name] for name in names] for row in rows], dtype=float)
    weights = np.linalg.solve(matrix.T @ matrix + STIFFNESS * np.eye(len(names)), matrix.T @ np.array(times))
    return {name: round(float(weight)) for name, weight in zip(names, weights, strict=True)}


Spreading = Callable[[str, int, int], tuple[WordTime, ...]]


def by_letters(text: str, start: int, end: int) -> tuple[WordTime, ...]:
    """The time shared out by letters alone: what the model is held against."""
    found = []
    done, total = 0, sum(sign.isalnum() for sign in text)
    for index, word in enumerate(text.split()):
        letters = sum(sign.isalnum() for sign in word)
        if letters:
            first, last = (start + round((end - start) * part / total) for part in (done, done + letters))
            found.append(WordTime(index, first, last))
        done += letters
    return tuple(found)


def error_ms(said: list[Spoken], spreading: Spreading, *, marked: bool) -> float:
    """The mean absolute error of the starts and ends of words, but for those given, in milliseconds."""
    off: list[float] = []
    for piece in said:
        guesses = spreading(piece.text(marked=marked), piece.words[0].start, piece.words[-1].end)
        for guess, word in zip(guesses, piece.words, strict=True):
            assert guess.index == word.index
            off += [abs(guess.start - word.start) / piece.rate, abs(guess.end - word.end) / piece.rate]
        del off[-1]
        del off[-2 * len(piece.words) + 1]
    return 1000 * sum(off) / len(off)


def main() -> None:
    """Fit, measure, print."""
    said = speak(list(read_seeds()))
    held_out = [piece for piece in said if piece.held_out]
    counts = {kind: sum(len(item.words) for item in said if item.held_out is kind) for kind in (False, True)}
    print(f"{counts[False]} words fitted, {counts[True]} held out")
    for name, marked in (("PLAIN_MS", False), ("MARKED_MS", True)):
        print(f"{name} = {_table(fit(said, marked=marked))}")
        error = error_ms(held_out, durations.spread, marked=marked)
        print(f"error with the tables as they stand: {error:.1f} ms")
    print(f"error by letters alone: {error_ms(held_out, by_letters, marked=False):.1f} ms")


def _table(weights: Mapping[str, int]) -> str:
    return "{" + ", ".join(f'"{name}": {weight}' for name, weight in weights.items()) + "}"


if __name__ == "__main__":
    main()
