"""``python -m tests.benchmarks.vowels``: diacritizers side by side on the gold sentences.

DER is the share of Arabic letters with other marks than the gold's, WER that of words with such a letter,
"inner" that of words with such a letter before the last one. Marks are compared without regard to their
order; a dagger alef counts as a fatha. Every contender runs in a process of its own, on one core.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import os
import re
import resource
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

GOLD: Final = Path(__file__).parent / "gold"
SETS: Final = ("news_a", "news_b", "news_c", "talks")
_MARKS: Final = frozenset(chr(code) for code in (*range(0x064B, 0x0653), 0x0670))
_ARABIC: Final = re.compile("[\u0621-\u063a\u0641-\u064a]")

Vowelize = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Score:
    """Errors in per cent."""

    der: float
    wer: float
    inner: float
    """Words wrong before their last letter."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a contender did."""

    name: str
    scores: dict[str, Score]
    """By gold set."""
    chars_per_s: float
    """Characters a second, bare text."""
    load_s: float
    """Seconds until the first answer."""
    peak_mb: float


def bare(text: str) -> str:
    """The text without its diacritics."""
    return "".join(char for char in text if char not in _MARKS)


def marked_letters(text: str) -> list[list[tuple[str, str]]]:
    """The words of a text as Arabic letters with their marks, in an order that can be compared."""
    words = []
    for word in text.split():
        letters: list[tuple[str, str]] = []
        for char in word:
            if char in _MARKS and letters:
                letters[-1] = (letters[-1][0], letters[-1][1] + char)
            elif char not in _MARKS:
                letters.append((char, ""))
        words.append([(letter, _canonical(marks)) for letter, marks in letters if _ARABIC.match(letter)])
    return [word for word in words if word]


def _canonical(marks: str) -> str:
    if "\u0670" in marks:
        marks = marks.replace("\u0670", "" if "\u064e" in marks else "\u064e")
    return "".join(sorted(marks))


def score(answers: Sequence[str], gold: Sequence[str]) -> Score:
    """Compare answers with the gold, line by line.

    Raises:
        ValueError: a line of the answers has other letters than the gold's.
    """
    letters = words = wrong_letters = wrong_words = wrong_inner = 0
    for answer, truth in zip(answers, gold, strict=True):
        for said, right in zip(marked_letters(answer), marked_letters(truth), strict=True):
            if [letter for letter, _ in said] != [letter for letter, _ in right]:
                message = f"other letters: {said} for {right}"
                raise ValueError(message)
            wrong = [mine != theirs for mine, theirs in zip(said, right, strict=True)]
            letters += len(right)
            words += 1
            wrong_letters += sum(wrong)
            wrong_words += any(wrong)
            wrong_inner += any(wrong[:-1])
    return Score(
        round(100 * wrong_letters / letters, 2),
        round(100 * wrong_words / words, 2),
        round(100 * wrong_inner / words, 2),
    )


def _library(model: str) -> Vowelize:
    os.environ["TT_ORT_THREADS"] = "1"
    import text2tashkeel

    diacritizer = text2tashkeel.Diacritizer(model)

    def vowelize(text: str) -> str:
        return _laid(text, diacritizer.diacritize(text))

    return vowelize


def _laid(text: str, answer: str) -> str:
    """An answer's marks on the letters that were asked about: some write other hamzas or other blanks."""
    marks: list[str] = []
    for char in unicodedata.normalize("NFD", answer):
        if char in _MARKS and marks:
            marks[-1] += char
        elif unicodedata.category(char) != "Mn" and not char.isspace():
            marks.append("")
    if len(marks) != len("".join(text.split())):
        return text
    left = iter(marks)
    return "".join(char if char.isspace() else char + next(left) for char in text)


def _piper() -> Vowelize:
    diacritizer = importlib.import_module("piper.tashkeel").TashkeelDiacritizer()
    return lambda text: _laid(text, diacritizer.diacritize(text))


def _mishkal() -> Vowelize:
    diacritizer = importlib.import_module("mishkal.tashkeel").TashkeelClass()

    return lambda text: _laid(text, diacritizer.tashkeel(text))


def _own(*, best: bool) -> Vowelize:
    from briefing.text.vowels import read

    return lambda text: read(text, best=best).text


CONTENDERS: Final[dict[str, tuple[str, Callable[[], Vowelize]]]] = {
    "no marks": ("", lambda: lambda text: text),
    "text2tashkeel rawi-v3-int8": ("text2tashkeel", lambda: _library("rawi-v3-int8")),
    "text2tashkeel rawi-ensemble": ("text2tashkeel", lambda: _library("rawi-ensemble")),
    "piper-tts tashkeel": ("piper", _piper),
    "mishkal": ("mishkal", _mishkal),
    "briefing": ("", lambda: _own(best=False)),
    "briefing best": ("", lambda: _own(best=True)),
}
"""Name to the module it needs and what makes it."""


def gold_lines(name: str) -> list[str]:
    """The sentences of a gold set, with their marks."""
    text = (GOLD / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def measure(name: str) -> Outcome:
    """Run a contender in this process."""
    began = time.perf_counter()
    vowelize = CONTENDERS[name][1]()
    vowelize("ذهب الولد.")
    load_s = time.perf_counter() - began
    scores: dict[str, Score] = {}
    chars, seconds = 0, 0.0
    for gold_set in SETS:
        gold = gold_lines(gold_set)
        asked = [bare(line) for line in gold]
        began = time.perf_counter()
        answers = [vowelize(line) for line in asked]
        seconds += time.perf_counter() - began
        chars += sum(map(len, asked))
        scores[gold_set] = score(answers, gold)
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Outcome(name, scores, round(chars / seconds), round(load_s, 2), round(peak_mb))


def rows(names: Sequence[str] = tuple(CONTENDERS)) -> list[Outcome]:
    """Every contender that is installed, each in a fresh process."""
    outcomes = []
    for name in names:
        module = CONTENDERS[name][0]
        if module and importlib.util.find_spec(module) is None:
            continue
        done = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.vowels", "--one", name], capture_output=True, text=True
        )
        if done.returncode:
            print(f"{name}: {done.stderr.strip().splitlines()[-1]}", file=sys.stderr)
            continue
        found = json.loads(done.stdout.splitlines()[-1])
        found["scores"] = {gold_set: Score(**values) for gold_set, values in found["scores"].items()}
        outcomes.append(Outcome(**found))
    return outcomes


def table(outcomes: Sequence[Outcome]) -> str:
    """The outcomes as a Markdown table: DER / WER / WER before the last letter, per set."""
    lines = [
        f"| | {' | '.join(SETS)} | chars/s | load s | peak MB |",
        "|---" * (len(SETS) + 4) + "|",
    ]
    for outcome in outcomes:
        cells = [
            f"{found.der:.1f} / {found.wer:.1f} / {found.inner:.1f}" for found in outcome.scores.values()
        ]
        lines.append(
            f"| {outcome.name} | {' | '.join(cells)} | {outcome.chars_per_s:,.0f} | {outcome.load_s:.1f} "
            f"| {outcome.peak_mb:.0f} |"
        )
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> None:
    """Print the table of the contenders named, or of all; with ``--one NAME`` one outcome as JSON."""
    if arguments and arguments[0] == "--one":
        print(json.dumps(asdict(measure(arguments[1]))))
    else:
        print(table(rows(arguments or tuple(CONTENDERS))))


if __name__ == "__main__":
    main(sys.argv[1:])
