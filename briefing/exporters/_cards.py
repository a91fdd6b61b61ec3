"""Caption cards: a sentence shared among pictures of two short lines, each at its words' own time."""

from __future__ import annotations

import math
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from difflib import Match, SequenceMatcher
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Final

from briefing.audio.id3 import one_line
from briefing.model import Cue
from briefing.records import dataclass

RIGHT_TO_LEFT_MARK: Final = "\u200f"
LINES: Final = 2
"""Lines of a card."""
RESTS: Final = tuple("،؛:.؟!…»)")
"""After these a card may end and the sense does not suffer."""
KNOWN_WORDS: Final = 10_000
"""Words that are kept in mind: most of a text is made of few."""
REST_GAIN: Final = 0.1
"""How much of a card's uneven length a rest makes good, as a share of a full card."""


@dataclass(frozen=True, slots=True)
class Card:
    """One picture: lines of text from ``start`` to before ``end``, in frames of the master."""

    start: int
    end: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shots:
    """How an utterance is shown."""

    cards: tuple[Card, ...]
    """Contiguous, from its exact start to its exact end."""
    told: Mapping[int, int]
    """Of the words whose time the voice told: place among the words of all cards, and frame."""


def shots(cue: Cue, line_letters: int) -> Shots:
    """An utterance on cards."""
    words = short_words(one_line(cue.shown), line_letters)
    ends = list(accumulate(map(len, groups := _grouped(words, line_letters))))
    offsets = _offsets(words)
    told = told_times(cue, words)
    points = _known_times(cue, offsets, told)
    edges = [cue.start, *(_time_at(offsets[end], points) for end in ends[:-1]), cue.end]
    return Shots(
        cards=tuple(
            Card(start, end, tuple(_even(group, line_letters)))
            for (start, end), group in zip(pairwise(edges), groups, strict=True)
        ),
        told=dict(told),
    )


def cards(cue: Cue, line_letters: int) -> tuple[Card, ...]:
    """The cards of an utterance: contiguous, from its exact start to its exact end."""
    return shots(cue, line_letters).cards


def lines_of(text: str, line_letters: int) -> list[str]:
    """The text in as few lines as hold it, of even length, each marked where it would run the wrong way.

    Players take a line's direction from its first letter, so a line whose first letter is Latin, or that
    has none, begins with a right-to-left mark.
    """
    return _even(short_words(text, line_letters), line_letters)


def _even(words: list[str], line_letters: int) -> list[str]:
    """Words that fit into lines as :func:`lines_of` shares them out."""
    widths = [len(word) for word in words]
    count = _lines_filled(widths, line_letters)
    if count == 1:
        return [marked(" ".join(words))]
    # The narrowest width that needs no more lines. Wider lines are never more, so it is found by halving.
    narrowest = bisect_left(
        range(line_letters), True, lo=1, key=lambda width: _lines_filled(widths, width) <= count
    )
    return [marked(" ".join(line)) for line in _filled(words, narrowest)]


def marked(line: str) -> str:
    """The line, with a right-to-left mark in front where players would let it run the wrong way."""
    first = next((kind for kind in map(unicodedata.bidirectional, line) if kind in {"L", "R", "AL"}), "")
    return line if first in {"R", "AL"} else RIGHT_TO_LEFT_MARK + line


def short_words(text: str, line_letters: int) -> list[str]:
    """The words as lines hold them: one that is longer than a line (an address) in pieces. Room is left for
    a mark."""
    room = line_letters - 1
    return [word[place : place + room] for word in text.split() for place in range(0, len(word), room)] or [
        ""
    ]


def _filled(words: list[str], width: int) -> list[list[str]]:
    """Words into lines, each as full as it can be; a longer word has a line of its own."""
    lines: list[list[str]] = []
    used = 0
    for word in words:
        if lines and used + 1 + len(word) <= width - 1:
            lines[-1].append(word)
            used += 1 + len(word)
        else:
            lines.append([word])
            used = len(word)
    return lines


def _lines_filled(widths: list[int], width: int) -> int:
    """How many lines :func:`_filled` would make of words so wide."""
    count, used = 1, widths[0]
    for word in widths[1:]:
        if used + 1 + word <= width - 1:
            used += 1 + word
        else:
            count += 1
            used = word
    return count


def _grouped(words: list[str], line_letters: int) -> list[list[str]]:
    """Words into as few cards as hold them, of even length, ended at rests where that costs little."""
    total = len(words)
    full = LINES * line_letters
    letters = list(accumulate((len(word) + 1 for word in words), initial=0))
    ends = _card_ends(letters, line_letters)
    # For each place the fewest cards before it, what they cost, and where the last of them begins.
    counts, costs, begins = [0], [0.0], [0]
    first = 0
    for end in range(1, total + 1):
        while ends[first] < end:
            first += 1
        gain = REST_GAIN if end == total or words[end - 1].endswith(RESTS) else 0.0
        fewest, least, best = counts[first], math.inf, first
        stop = bisect_right(counts, fewest, first, end)  # nor are there fewer before any word behind it
        filled = letters[end] - 1
        for begin in range(first, stop):
            spare = 1 - (filled - letters[begin]) / full
            cost = costs[begin] + spare * spare - gain
            if cost < least:
                least, best = cost, begin
        counts.append(fewest + 1)
        costs.append(least)
        begins.append(best)
    groups: list[list[str]] = []
    end = total
    while end:
        groups.append(words[begins[end] : end])
        end = begins[end]
    return groups[::-1]


def _card_ends(letters: list[int], line_letters: int) -> list[int]:
    """For each word, before which word a card must end at the latest that begins with it.

    Args:
        letters: those before each word and behind the last, a blank counted after each.
        line_letters: the longest line.
    """
    total = len(letters) - 1
    line_ends = []
    end = 0
    for begin in range(total):
        end = max(end, begin + 1)
        most = letters[begin] + line_letters
        while end < total and letters[end + 1] <= most:
            end += 1
        line_ends.append(end)
    card_ends = list(range(total))
    for _ in range(LINES):
        card_ends = [line_ends[end] if end < total else end for end in card_ends]
    return card_ends


@lru_cache(KNOWN_WORDS)
def _weight(word: str) -> int:
    """Letters of a word as time is shared by them: marks are not letters, the blank after it is one."""
    return 1 + sum(not unicodedata.combining(letter) for letter in word)


@lru_cache(KNOWN_WORDS)
def _plain(word: str) -> str:
    return "".join(letter for letter in word if letter.isalnum())


def told_times(cue: Cue, words: list[str]) -> list[tuple[int, int]]:
    """The words whose time the voice told: place among ``words`` and frame, both rising, inside the cue.

    The voice's words are those of ``spoken``, where numbers are written out; the words that are the same
    in both are found by comparing them.
    """
    if not cue.words:
        return []
    times = {time.index: time.start for time in cue.words}
    shown, said = [_plain(word) for word in words], [_plain(word) for word in cue.spoken.split()]
    found: list[tuple[int, int]] = []
    last = cue.start
    for match in _matches(shown, said):
        for step in range(match.size):
            frame = times.get(match.b + step, -1)
            if shown[match.a + step] and last < frame < cue.end:
                found.append((match.a + step, frame))
                last = frame
    return found


def word_starts(cue: Cue, words: list[str]) -> list[int]:
    """When each shown word begins, in frames of the master: told by the voice, or by its share of letters."""
    offsets = _offsets(words)
    points = _known_times(cue, offsets, told_times(cue, words))
    return [_time_at(letters, points) for letters in offsets[:-1]]


def _offsets(words: list[str]) -> list[int]:
    """The letters before each word, and all of them."""
    return list(accumulate(map(_weight, words), initial=0))


def _matches(shown: list[str], said: list[str]) -> list[Match]:
    """Where both have the same words; comparing is spared where they have no others."""
    if shown == said:
        return [Match(0, 0, len(shown))]
    return SequenceMatcher(None, shown, said, autojunk=False).get_matching_blocks()


def _known_times(cue: Cue, offsets: list[int], told: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Points (letters shown before, frame), rising in both: the ends, and words whose time is known."""
    known = [(offsets[place], frame) for place, frame in told if place]
    return [(0, cue.start), *known, (offsets[-1], cue.end)]


def _time_at(letters: int, points: list[tuple[int, int]]) -> int:
    """The frame at so many letters, between the known points by their share."""
    place = min(bisect_right(points, (letters, 1 << 62)), len(points) - 1)
    (before, start), (after, end) = points[place - 1], points[place]
    return round(start + (end - start) * (letters - before) / (after - before))
