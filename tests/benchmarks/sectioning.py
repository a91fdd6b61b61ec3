"""``python -m tests.benchmarks.sectioning``: where ``boundaries`` cuts texts whose borders are known.

Texts are joined from the gold stories, with a fixed seed, without a mark between them: stories on different
subjects, stories on one subject, and bulletins, which are the first sentences of stories and the short items
of the splitting texts. Stories told alone have no border, and long features have those an editor set.
As newspapers differ in how many sentences they join with «و», every set is measured as written and with the
«و» taken off half of the later sentences.

WindowDiff (Pevzner and Hearst, "A Critique and Improvement of an Evaluation Metric for Text Segmentation",
2002) and Pk (Beeferman, Berger and Lafferty, "Statistical Models for Text Segmentation", 1999) are in per
cent, with a window of half the mean length of a true section; both are errors. NLTK's TextTiling is measured
beside where nltk is installed; it sees letters of the Latin alphabet only, so it is given words respelled.
"""

from __future__ import annotations

import importlib.util
import random
import statistics
import sys
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Final

from briefing.text import boundaries, sentences, stems

GOLD: Final = Path(__file__).parent / "gold"
STORIES: Final = GOLD / "stories"
ITEMS: Final = GOLD / "sentences_news.txt"
SEED: Final = 20
TEXTS: Final = 24
"""Joined for each set."""
FIRST: Final = 46
"""The weights of ``division`` and ``evidence`` were chosen mainly on these stories; a few saw the others."""
UNJOINED: Final = 0.5
"""The share of «و» taken off."""

Divide = Callable[[Sequence[str]], Sequence[int]]
"""From units to the numbers of those that open a section."""


@dataclass(frozen=True, slots=True)
class Story:
    """A text of paragraphs, each of sentences, and the paragraphs that open a section."""

    subject: str
    paragraphs: tuple[tuple[str, ...], ...]
    sections: tuple[int, ...]

    @property
    def said(self) -> tuple[str, ...]:
        """All sentences."""
        return tuple(text for paragraph in self.paragraphs for text in paragraph)


@dataclass(frozen=True, slots=True)
class Text:
    """Units and the borders that are true."""

    units: tuple[str, ...]
    borders: tuple[int, ...]

    @property
    def window(self) -> int:
        """Half the mean length of a true section, in units."""
        return max(1, round(len(self.units) / (len(self.borders) + 1) / 2))


def window_diff(text: Text, found: Sequence[int]) -> float:
    """WindowDiff in per cent: windows in which the number of borders is wrong."""
    wide, last = text.window, len(text.units)
    true, ours = _counts(text.borders, last), _counts(found, last)
    spans = range(last - wide)
    wrong = sum(true[at + wide] - true[at] != ours[at + wide] - ours[at] for at in spans)
    return 100 * wrong / len(spans) if spans else 0.0


def pk(text: Text, found: Sequence[int]) -> float:
    """Pk in per cent: windows whose ends are wrongly held to be in one section, or in two."""
    wide, last = text.window, len(text.units)
    true, ours = _counts(text.borders, last), _counts(found, last)
    spans = range(last - wide)
    wrong = sum((true[at + wide] == true[at]) != (ours[at + wide] == ours[at]) for at in spans)
    return 100 * wrong / len(spans) if spans else 0.0


def _counts(borders: Sequence[int], units: int) -> list[int]:
    """How many borders stand before or at each unit."""
    return list(accumulate(at in {*borders} for at in range(units)))


def stories(folder: Path = STORIES) -> list[Story]:
    """The gold stories in the order of their files; none where there is no index."""
    index = folder / "index.toml"
    if not index.is_file():
        return []
    found = []
    for name, entry in sorted(tomllib.loads(index.read_text(encoding="utf-8")).items()):
        _, body = (folder / name).read_text(encoding="utf-8").split("\n", 1)
        paragraphs = tuple(tuple(sentences(block)) for block in body.split("\n\n") if block.strip())
        found.append(Story(entry["group"], paragraphs, tuple(at for at in entry["sections"] if at)))
    return found


def items(path: Path = ITEMS) -> list[tuple[str, ...]]:
    """Short items of news, two sentences or more."""
    blocks = path.read_text(encoding="utf-8").strip().split("\n\n")
    found = [tuple(line for line in block.splitlines() if line) for block in blocks]
    return [item for item in found if len(item) >= 2]


def joined(pieces: Sequence[Sequence[str]]) -> Text:
    """Pieces one after the other."""
    ends = list(accumulate(map(len, pieces)))
    return Text(tuple(text for piece in pieces for text in piece), tuple(ends[:-1]))


def unjoined(piece: Sequence[str], lot: random.Random) -> tuple[str, ...]:
    """A piece with «و» taken off some of its later sentences."""
    first, *later = piece
    return (first, *(_unjoin(text) if lot.random() < UNJOINED else text for text in later))


def _unjoin(text: str) -> str:
    first = text.split(maxsplit=1)[0]
    return text[1:] if len(first) > 3 and stems.has_and(first) else text


def sets(told: Sequence[Story], short: Sequence[tuple[str, ...]], *, half: bool) -> dict[str, list[Text]]:
    """Texts by name. ``half`` takes «و» off half of the later sentences."""
    lot = random.Random(SEED)
    plain = [story for story in told if not story.sections]
    subjects: dict[str, list[Story]] = {}
    for story in plain:
        subjects.setdefault(story.subject, []).append(story)
    rich = [subject for subject, group in sorted(subjects.items()) if len(group) > 1]

    def piece(units: Sequence[str]) -> tuple[str, ...]:
        return unjoined(units, lot) if half else tuple(units)

    def pick(most: int) -> list[Story]:
        chosen = lot.sample(sorted(subjects), min(lot.randint(4, most), len(subjects)))
        return [lot.choice(subjects[subject]) for subject in chosen]

    found: dict[str, list[Text]] = {
        name: [] for name in ("different subjects", "paragraphs", "one subject", "bulletins", "short items")
    }
    for _ in range(TEXTS):
        picked = pick(8)
        found["different subjects"].append(joined([piece(story.said) for story in picked]))
        blocks = [piece([" ".join(block) for block in story.paragraphs]) for story in picked]
        found["paragraphs"].append(joined(blocks))
        heads = [piece(story.said[: lot.randint(2, 5)]) for story in pick(9)]
        found["bulletins"].append(joined(heads))
        found["short items"].append(joined([piece(item) for item in lot.sample(short, lot.randint(5, 10))]))
        if rich:
            group = subjects[lot.choice(rich)]
            alike = lot.sample(group, lot.randint(2, min(5, len(group))))
            found["one subject"].append(joined([piece(story.said) for story in alike]))
    found["told alone"] = [joined([piece(story.said)]) for story in plain]
    found["features"] = [
        Text(piece([" ".join(block) for block in story.paragraphs]), story.sections)
        for story in told
        if story.sections
    ]
    return {name: texts for name, texts in found.items() if texts}


def false_cuts(texts: Sequence[Text], divide: Divide) -> float:
    """Cuts for ten units of texts that have no border."""
    return 10 * sum(len(divide(text.units)) for text in texts) / sum(len(text.units) for text in texts)


def texttiling() -> Divide | None:
    """NLTK's TextTiling; None where nltk is not installed."""
    if not importlib.util.find_spec("nltk"):
        return None
    tokenizer = importlib.import_module("nltk.tokenize.texttiling").TextTilingTokenizer(
        w=20, k=6, stopwords=[]
    )

    def tile(units: Sequence[str]) -> list[int]:
        """Units are its paragraphs; a text it finds too short stays whole."""
        respelled = [" ".join(map(_respelled, stems.terms(text))) for text in units]
        try:
            tiles = tokenizer.tokenize("\n\n" + "\n\n".join(respelled))
        except ValueError:
            return []
        sizes = [len([part for part in tile.split("\n\n") if part.strip()]) for tile in tiles]
        return list(accumulate(sizes))[:-1]

    return tile


def _respelled(term: str) -> str:
    """A term in Latin letters, one to one."""
    return "".join(f"{chr(97 + ord(letter) // 26 % 26)}{chr(97 + ord(letter) % 26)}" for letter in term)


def main() -> None:
    """Measure and print: for the first and the later stories, for ``boundaries`` and what else there is."""
    told = stories()
    if not told:
        print("There are no gold stories beside this file.")
        sys.exit(69)
    short = items()
    dividers: dict[str, Divide] = {"boundaries": boundaries, "uncut": lambda _: []}
    if tiling := texttiling():
        dividers["TextTiling"] = tiling
    for half in (False, True):
        for label, part in (("all", told), ("first", told[:FIRST]), ("later", told[FIRST:])):
            if not part:
                continue
            for name, divide in dividers.items():
                written = "half without و" if half else "as written"
                print(f"\n{name}, {label}, {written}")
                for kind, texts in sets(part, short, half=half).items():
                    if kind == "told alone":
                        print(f"  {kind:20} {false_cuts(texts, divide):6.2f} cuts for 10 sentences")
                        continue
                    cuts = [divide(text.units) for text in texts]
                    pairs = list(zip(texts, cuts, strict=True))
                    wd = statistics.mean(window_diff(text, found) for text, found in pairs)
                    error = statistics.mean(pk(text, found) for text, found in pairs)
                    print(f"  {kind:20} WindowDiff {wd:5.1f}  Pk {error:5.1f}")


if __name__ == "__main__":
    main()
