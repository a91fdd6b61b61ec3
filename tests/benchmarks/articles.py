"""Articles of every length, made of the seeds. No sentence comes twice, lest it be voiced for nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from briefing.text import sentences

SEEDS: Final = Path(__file__).parent.parent.parent / "seeds"
GIVEN: Final = SEEDS / "hmeimim.txt"
SHORT: Final = SEEDS / "flash.txt"
HOUR_COPIES: Final = 11
"""Of the given article, to last an hour and a little."""


def copies(article: Path, count: int, *, changed: int = 0) -> str:
    """The article so many times over, each sentence with its copy's number.

    Args:
        article: plain text, paragraphs parted by empty lines.
        count: how many times.
        changed: other than 0, the first sentence of the middle copy says so, and this number.
    """
    paragraphs = [
        [sentence.rstrip() for sentence in sentences(part)]
        for part in article.read_text(encoding="utf-8").strip().split("\n\n")
    ]
    found = []
    for number in range(1, count + 1):
        for place, paragraph in enumerate(paragraphs):
            said = [_numbered(sentence, f"في النسخة {number}") for sentence in paragraph]
            if changed and number == count // 2 + 1 and not place:
                said[0] = _numbered(said[0], f"بعد التصحيح {changed}")
            found.append(" ".join(said))
    return "\n\n".join(found) + "\n"


def short(number: int) -> str:
    """A short article like no other."""
    return copies(SHORT, 1).replace("النسخة 1", f"النسخة {number}")


def write(path: Path, text: str) -> Path:
    """Write it, in a folder that may have to be made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def _numbered(sentence: str, words: str) -> str:
    return f"{sentence[:-1]}، {words}{sentence[-1]}"
