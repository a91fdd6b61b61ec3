"""Sentences: where one ends, by marks and their surroundings; only white space changes.

The marks are those of Arabic print (``. ؟ ! …``, and ``؛`` between two long halves). Arabic has no
capitals, so whether a stop after an abbreviation or an ellipsis ends anything is read from the word that
follows it.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, insort
from collections import deque
from typing import Final

from briefing.text import stems, symbols

LEAST_HALF_WORDS: Final = 8
"""``؛`` ends a sentence where at least so many words stand on either side of it."""

_MARKS: Final = re.escape(symbols.STOPS + symbols.SEMICOLONS)
_CANDIDATE: Final = re.compile(rf"[{_MARKS}]+(?:[{re.escape(symbols.CLOSERS)}]+[{_MARKS}]*)*(?:\[\d+\])*")
_INNER: Final = re.compile(r"[.؟?!…۔]\s")
_LAST_WORD: Final = re.compile(r"[^\s\"'«»()\[\]،؛:]+$")
_READ_ON: Final = 64
"""How many characters after a mark are looked at."""
_NEXT_WORD: Final = re.compile(r"[^\W_]+")
_WORDLIKE: Final = re.compile(r"\w")
_LABEL: Final = re.compile(rf"(?:^|[\s(])\(?(?:[{symbols.DIGITS}]{{1,3}}|[^\W\d_])$")
_NUMBER: Final = re.compile(rf"[{symbols.DIGITS}]{{1,3}}$")
_PARENTHESIS: Final = re.compile(r"\([^()\n]{0,300}\)|\[[^\[\]\n]{0,300}\]")
_BLANK_LINES: Final = re.compile(r"\n\s*\n")

_TITLES: Final = stems.folded(symbols.TITLES_WITH_A_STOP)
_JOINED_TITLES: Final = stems.folded("ود وم وأ وأ.د")
_UNITS: Final = stems.folded(symbols.UNITS_WITH_A_STOP)
_SITE_ENDINGS: Final = stems.folded(symbols.SITE_ENDINGS)
_GOES_ON: Final = (
    stems.PREPOSITIONS | stems.RELATIVES | stems.folded("أو أم ثم بل حتى أن إن لا لم لن هو هي هم أي إلا غير")
)
_SPEAKS: Final = stems.SAYING


def sentences(text: str) -> list[str]:
    """The sentences of a text, in order, without outer blanks.

    A line break ends a sentence (headlines and list items have no stop), unless the lines are one
    paragraph filled to a width. Without white space, the sentences joined are the text.
    """
    return [
        sentence
        for paragraph in _BLANK_LINES.split(text)
        for line in _lines(paragraph)
        for sentence in _of_line(line)
    ]


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
    shut = deque(match.span() for match in _PARENTHESIS.finditer(line))
    cuts = [0]
    label = 0
    semicolons: list[int] = []
    for match in _CANDIDATE.finditer(line):
        at = match.start()
        while shut and shut[0][1] <= at:
            shut.popleft()
        if shut and shut[0][0] < at < shut[0][1] - 1:
            continue
        number = _number_before(line, at, cuts[-1]) if match.group() == "." else 0
        if number and (number == label + 1 or at - cuts[-1] <= 4):
            start = at - len(str(number))
            if label and number == label + 1 and line[:start].strip() and start > cuts[-1]:
                cuts.append(start)
            label = number
            continue
        stop = _end(line, match, cuts[-1])
        if not stop:
            continue
        if match.group()[0] in symbols.SEMICOLONS:
            semicolons.append(stop)
        else:
            cuts.append(stop)
    cuts = _with_semicolons(line, cuts, semicolons)
    pieces = (line[start:stop].strip() for start, stop in zip(cuts, [*cuts[1:], len(line)], strict=True))
    return [piece for piece in pieces if piece]


def _number_before(line: str, at: int, start: int) -> int:
    """The list number that ends at ``at`` and has a blank and a word after its stop; 0 if there is none."""
    found = _NUMBER.search(line[max(start, at - 4) : at])
    if not found or not re.match(r"\.\s+[^\W\d_]", line[at : at + 6]):
        return 0
    before = line[start : at - len(found.group())].rstrip()
    opens = not before or before[-1] in symbols.STOPS + symbols.SEMICOLONS + ":،-•" or int(found.group()) > 1
    return int(found.group()) if opens else 0


def _with_semicolons(line: str, cuts: list[int], semicolons: list[int]) -> list[int]:
    """The cuts, and those after ``؛`` that leave enough words on both sides."""
    kept = list(cuts)
    for at in semicolons:
        place = bisect_left(kept, at)
        before, after = kept[place - 1], kept[place] if place < len(kept) else len(line)
        if min(len(line[before:at].split()), len(line[at:after].split())) >= LEAST_HALF_WORDS:
            insort(kept, at)
    return kept


def _end(line: str, match: re.Match[str], start: int) -> int:
    """Where the sentence that opened at ``start`` stops if it stops at these marks; 0 if it goes on."""
    marks, at, stop = match.group(), match.start(), match.end()
    rest = line[stop : stop + _READ_ON]
    following = rest.lstrip()
    if not following:
        return len(line)
    if following[0] in "»)]" and marks[-1] in symbols.STOPS:  # a quotation mark after a blank
        closing = len(rest) - len(following) + 1
        stop, rest = stop + closing, following[1:]
        following = rest.lstrip()
        if not following:
            return len(line)
    if following[0] in symbols.COMMAS + symbols.SEMICOLONS + ":" + symbols.DASHES + ")]»…":
        return 0
    if not _WORDLIKE.search(line, start, at):
        return 0
    word = _NEXT_WORD.match(following.lstrip(symbols.OPENERS))
    after = stems.fold(word.group()) if word else ""
    if rest == following:  # no blank
        return stop if _is_glued_end(line, marks, at, following) else 0
    if marks[0] == "." and not marks.startswith("..") and _is_abbreviation(line, at, start, after):
        return 0
    if marks.startswith(("..", "…")) and "؟" not in marks and _pauses_only(line[start:at], after):
        return 0
    if marks[-1] in symbols.CLOSERS and _is_inside(line, match, start, after):
        return 0
    return stop


def _is_glued_end(line: str, marks: str, at: int, following: str) -> bool:
    """Whether marks with no blank after them end a sentence: «انتهى.وبدأ», «لماذا؟لأن»."""
    after = re.match(r"[\"«]?([\u0621-\u064a\u064b-\u0652]+)", following)
    before = re.search(r"[\u0621-\u064a\u064b-\u0652]{3,}[»\")]?$", line[max(at - 40, 0) : at])
    if not after or not before:
        return False
    if marks[0] in "؟!" or marks.endswith("»"):
        return True
    return marks == "." and len(after.group(1)) > 2 and stems.fold(after.group(1)) not in _SITE_ENDINGS


def _is_abbreviation(line: str, at: int, start: int, after: str) -> bool:
    """Whether the stop at ``at`` belongs to an abbreviation, an initial or a list label."""
    found = _LAST_WORD.search(line, max(start, at - 40), at)
    if not found:
        return bool(_LABEL.search(line, max(start, at - 8), at))
    word = stems.fold(found.group())
    before = line[start : found.start()].rstrip()
    counts = (bool(before) and before[-1] in symbols.DIGITS) or found.group()[0] in symbols.DIGITS
    letters = word.lstrip(symbols.DIGITS)
    if (len(letters) == 1 and counts) or word in _UNITS:  # «2024 م.», «300 ق.م.»
        return not _opens(after)
    if word.isdigit():
        return False
    short = len(word) == 1 and word.isalpha()
    dotted = "." in word and all(len(part) <= 1 for part in word.split("."))
    if dotted and word not in _TITLES:
        return not _opens(after)
    return short or word in _TITLES or word in _JOINED_TITLES


def _opens(after: str) -> bool:
    """Whether a word looks like the first of a sentence: a verb, or «و» and a verb or a noun."""
    if len(after) > 3 and after[0] == "و" and after not in stems.folded("وزارة وزير والي وفد وكالة واشنطن"):
        return True
    return after in _SPEAKS or (after in stems.CONJUNCTIONS and after not in _GOES_ON)


def _pauses_only(before: str, after: str) -> bool:
    """Whether an ellipsis is a pause inside a sentence."""
    return len(before.split()) < 3 or after in _GOES_ON or (after.isascii() and after[:1].isalpha())


def _is_inside(line: str, match: re.Match[str], start: int, after: str) -> bool:
    """Whether a quotation that closes here leaves the sentence around it unfinished."""
    marks, at = match.group(), match.start()
    closer = next(mark for mark in reversed(marks) if mark in symbols.CLOSERS)
    if marks[-1] in symbols.STOPS:
        return False
    opener = next((left for left, right in symbols.PAIRS.items() if right == closer), closer)
    opened = line.rfind(opener, start, at)
    if opened < 0:
        return False
    if after.removesuffix("وا") in _SPEAKS:
        return True
    before = line[start:opened].rstrip()
    if not before or before[-1] == ":":
        return False
    return marks[0] != "." and not _opens(after)
