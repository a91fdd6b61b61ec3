"""Sentences: a text in lines, a line in sentences; only white space changes.

A line break ends a sentence, a blank line always does; inside a line :mod:`briefing.text.stops` judges
the marks.
"""

from __future__ import annotations

import itertools
from functools import lru_cache
from typing import Final

from briefing.text import stems, stops, symbols
from briefing.text.expressions import expression

_INNER: Final = expression(r"[.؟?!…۔]\s")
_NUMBER: Final = expression(rf"[{symbols.DIGITS}]{{1,3}}$")
_BLANK_LINES: Final = expression(r"\n\s*\n")
_UNSEEN: Final = str.maketrans(dict.fromkeys(symbols.DIACRITICS | symbols.INVISIBLE | {symbols.TATWEEL}, ""))


def sentences(text: str) -> list[str]:
    """The sentences of a text, in order, without outer blanks.

    A line break ends a sentence (headlines and list items have no stop), unless the lines are one
    paragraph filled to a width. Without white space, the sentences joined are the text.
    """
    return list(_sentences(text))


@lru_cache(maxsize=256)
def _sentences(text: str) -> tuple[str, ...]:
    """The same; a paragraph is asked for several times in a row."""
    return tuple(
        sentence
        for paragraph in _BLANK_LINES.split(text)
        for line in _lines(paragraph)
        for sentence in _of_line(line)
    )


def _lines(paragraph: str) -> list[str]:
    lines = [" ".join(line.split()) for line in paragraph.splitlines()]
    lines = [line for line in lines if line]
    return [" ".join(lines)] if _is_filled(lines) else lines


def _is_filled(lines: list[str]) -> bool:
    """Whether the lines were broken by a program that fills lines to a width.

    Then no line had room for the first word of the next, and some line breaks off inside a sentence.
    """
    if len(lines) < 3:
        return False
    width = max(map(len, lines))
    full = all(len(line) + 1 + len(after.split()[0]) > width for line, after in itertools.pairwise(lines))
    if width < 40 or not full or any(line[0] in symbols.BULLETS or _NUMBER.match(line[:1]) for line in lines):
        return False
    return any(_INNER.search(line) for line in lines) or any(
        stems.hangs(line.split()[-1]) for line in lines[:-1]
    )


def _of_line(line: str) -> list[str]:
    """The sentences of one line."""
    bare = line.translate(_UNSEEN)
    cuts = stops.ends(bare)
    if cuts and len(bare) < len(line):
        places = [at for at, char in enumerate(line) if ord(char) not in _UNSEEN]
        cuts = [places[at] for at in cuts]
    pieces = (line[start:stop].strip() for start, stop in itertools.pairwise([0, *cuts, len(line)]))
    return [piece for piece in pieces if piece]
