"""Long sentences of the news with the places where a reader breathes, and those where nobody would.

``_`` ties two words that are not to be parted (a preposition and its noun, an idafa, a noun and its
adjective, a number and what it counts, a name, a particle and its verb), `` | `` marks a good place to
breathe where no comma stands. All other blanks are neither: a cut there is no fault where none better is
in reach. The sentences are our own.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

TIED: Final = tuple((Path(__file__).parent / "tied.txt").read_text(encoding="utf-8").splitlines())


def bare(line: str) -> str:
    """The sentence itself."""
    return " ".join(line.replace("_", " ").replace("|", " ").split())


def gaps(line: str) -> tuple[str, ...]:
    """What stands between each word and the next: ``tie``, ``breath`` or nothing said (an empty string)."""
    found: list[str] = []
    for token in line.replace(" | ", " |").split():
        words = token.lstrip("|").split("_")
        found += ["breath" if token[0] == "|" else "", *(["tie"] * (len(words) - 1))]
    return tuple(found[1:])
