"""Where a figure stands in a line, and what was read there."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.text.agreement import FEMININE_YEAR_WORDS, words_of
from briefing.text.nouns import Case, Gender

CONTEXT = 60
"""Characters looked at on either side."""


Read = tuple[int, str] | None
"""Where a figure ends and the words for it; None where it is not what the reader knows."""


@dataclass(frozen=True, slots=True)
class Said:
    """A stretch of text and the words for it."""

    start: int
    end: int
    words: str
    case: Case


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands."""

    text: str
    start: int
    before: str
    """What stands before the figure and its prefix, at most :data:`CONTEXT` characters."""
    case: Case
    governed: bool
    """Whether the case is known from the words before, not assumed."""
    article: bool
    """ال stands before the figure."""
    label: str
    """The word before, without diacritics; empty after a pause."""
    months: int
    """The family of month names of the text."""
    vowels: bool


def year_gender(place: Place) -> Gender:
    return Gender.FEMININE if place.label in words_of(FEMININE_YEAR_WORDS) else Gender.MASCULINE


def is_year(digits: str) -> bool:
    return len(digits) == 4 and digits.isdigit() and 1000 <= int(digits) <= 2199
