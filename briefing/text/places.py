"""Where a figure stands in a line, what is asked of it there, and what was read."""

from __future__ import annotations

import re
from dataclasses import field
from typing import Final, NamedTuple

from briefing.records import dataclass
from briefing.text.agreement import (
    FEMININE_YEAR_WORDS,
    Counted,
    counted_after,
    last_word,
    thing_of,
    words_of,
)
from briefing.text.conjuncts import case_of_conjunct
from briefing.text.demands import Thing
from briefing.text.expressions import expression
from briefing.text.lexicon import CLITICS, LETTERS
from briefing.text.nouns import Case, Gender
from briefing.text.surroundings import interrupts
from briefing.text.syntax import case_after

CONTEXT: Final = 60
"""Characters looked at on either side."""

PAGE: Final = "صفحة "
"""Said for «ص» before a figure."""
_PREFIX: Final = expression(rf"(?<![{LETTERS}])(?:([وف]?)([بلك]?)((?:ال)?|(?<=ل)ل)(\u0640*))([ ]?)\Z")
_DASHED: Final = expression(rf"(?<=[{LETTERS}])-\Z")
_PAGE: Final = expression(rf"(?<![{LETTERS}])([وف]?)ص\.?\s?\Z")
_MINUS: Final = expression(r"(?:\A|(?<=[\s(]))-\Z")
_OTHERS: Final = expression(rf"[ \u00a0](?:(?!و)[{LETTERS}]+[ \u00a0])?آخر(ون|ين)(?![{LETTERS}])")
_OF_THEM: Final = expression(r"[ \u00a0](?:منه|من بين|بين)(?:م|ا|ن)")
_COUNTED: Final = expression(rf"\d [{LETTERS}]+[،,]? \Z")
_FIGURE: Final = expression(r"\d[\d.,٫٬]{0,24}")
_JOINTS: Final = "-/×*+=%^"
"""After a figure and one of these, nothing tells a case."""
_MORE_OR_LESS: Final = frozenset("~≈<>≤≥")
_LINK: Final = frozenset(("أو", "أم"))


class Reading(NamedTuple):
    """What a reader made of a figure."""

    end: int
    """Where the figure ends, with what was read after it."""
    words: str
    rule: str


Read = Reading | None
"""None where a figure is not what the reader knows."""


@dataclass(frozen=True, slots=True)
class Said:
    """A stretch of text and the words for it."""

    start: int
    end: int
    words: str
    case: Case
    rule: str
    """Which reading won, in plain English with hyphens: ``cardinal``, ``date``, ``percentage``."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What is joined to the front of a figure."""

    begin: int
    conjunction: str = ""
    clitic: str = ""
    article: bool = False
    lead: str = ""
    """Said before the figure: «ناقص»، «صفحة», or a blank for a hyphen."""

    def said(self, words: str, *, vowels: bool) -> str:
        """The words with the prefix in front."""
        words = f"{self.lead}{words}"
        if self.clitic == "ل" and words.startswith("ال"):
            words = words[1:]
        marks = CLITICS if vowels else {}
        return marks.get(self.conjunction, self.conjunction) + marks.get(self.clitic, self.clitic) + words


def opening(text: str, start: int, floor: int) -> Opening:
    """Look back from a figure for a prefix (ب5، الـ5، و 5), a minus, a hyphen or a page sign."""
    if start == floor:
        return Opening(start)
    last = text[start - 1]
    if last == "-":
        if start >= 2 and text[start - 2] != "\u0640" and _DASHED.search(text, max(floor, start - 3), start):
            return Opening(start - 1, lead=" ")
        return (
            Opening(start - 1, lead="ناقص ")
            if _MINUS.search(text, max(floor, start - 2), start)
            else Opening(start)
        )
    if last.isspace() and (start - 2 < floor or text[start - 2] not in "صولبكـفل."):
        return Opening(start)
    if not (last.isspace() or last.isalpha() or last in "\u0640."):
        return Opening(start)
    begin = max(floor, start - 12)
    if (page := _PAGE.search(text, begin, start)) is not None:
        return Opening(page.start(), conjunction=page[1], lead=PAGE)
    prefix = _PREFIX.search(text, begin, start)
    if prefix is None or not _attached(prefix):
        return Opening(start)
    return Opening(prefix.start(), prefix[1], prefix[2], bool(prefix[3]))


def _attached(prefix: re.Match[str]) -> bool:
    """Whether letters before a figure are a prefix of it: ب5, بـ5, الـ 5, و 5."""
    letters = prefix[1] + prefix[2] + prefix[3]
    if not letters:
        return False
    return not prefix[5] or bool(prefix[4]) or prefix[3] == "ال" or letters == "و"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands. What is asked of it there is found out when it is wanted."""

    text: str
    start: int
    opening: Opening
    months: int
    """The family of month names of the text."""
    vowels: bool
    floor: int = 0
    """Where the figure before was read to."""
    inherited: Case | None = None
    """The case of the number before in the same sentence."""
    fixed: Case | None = None
    """The case, where it is known beforehand."""
    _label: list[str] = field(default_factory=list, repr=False, compare=False)
    _known: list[Case | None] = field(default_factory=list, repr=False, compare=False)

    @property
    def before(self) -> str:
        """What stands before the figure and its prefix, at most :data:`CONTEXT` characters."""
        begin = self.opening.begin
        return self.text[max(0, begin - CONTEXT) : begin]

    @property
    def label(self) -> str:
        """The word before, without diacritics; empty after a pause."""
        if not self._label:
            self._label.append("" if self.fixed is not None else last_word(self.text, self.opening.begin))
        return self._label[0]

    @property
    def article(self) -> bool:
        """ال stands before the figure."""
        return self.opening.article

    @property
    def known(self) -> Case | None:
        """The case the words around ask for; None where they do not tell."""
        if not self._known:
            self._known.append(self._found())
        return self._known[0]

    def _found(self) -> Case | None:
        if self.fixed is not None:
            return self.fixed
        start = self.opening.begin
        if self.opening.clitic or self.opening.lead == PAGE:
            return Case.GENITIVE
        near = self.text[max(0, start - 3) : start].rstrip()
        if start == self.start:
            if not near:
                return Case.NOMINATIVE if start < 3 else None
            if near[-1].isdigit() or near[-1] in _JOINTS:
                return None
            if near[-1] in ",،" and near[-2:-1].isdigit():
                return Case.NOMINATIVE
        if near[-1:] in _MORE_OR_LESS:
            return Case.GENITIVE
        after = _FIGURE.match(self.text, self.start)
        end = after.end() if after else self.start + 1
        thing = thing_of(self.text, end)
        case = self._asked(thing, end)
        if case is not Case.NOMINATIVE and _OF_THEM.match(self.text, end) and _COUNTED.search(self.before):
            return Case.NOMINATIVE
        others = _OTHERS.match(self.text, end)
        if others is not None:
            if others[1] == "ون":
                return Case.NOMINATIVE
            return case if case is Case.ACCUSATIVE else Case.GENITIVE
        return case

    def _asked(self, thing: Thing, end: int) -> Case | None:
        start = self.opening.begin
        if self.opening.conjunction:
            if (
                self.inherited is not None
                and not interrupts(self.text, self.floor, start)
                and not _OF_THEM.match(self.text, end)
            ):
                return self.inherited
            return case_of_conjunct(self.text, start)
        if self.label in _LINK:
            if self.inherited is not None:
                return self.inherited
            return case_of_conjunct(self.text, start - len(self.label) - 1)
        return case_after(self.text, start, thing)

    @property
    def case(self) -> Case:
        """The case, oblique where nothing tells."""
        return self.known or Case.GENITIVE

    @property
    def governed(self) -> bool:
        """Whether the case is known from the words before, not assumed."""
        return self.known is not None

    def counted(self, end: int, *, paired: bool = False) -> Counted | None:
        """The noun that is counted, from where the number ends."""
        return counted_after(self.text, end, number=self.start, paired=paired)

    def upper(self, start: int) -> Place:
        """The place of the second figure of a range that begins here: «… إلى» stands before it."""
        return Place(self.text, start, Opening(start), self.months, self.vowels, fixed=Case.GENITIVE)


def year_gender(place: Place) -> Gender:
    """سنة makes a year feminine, عام masculine."""
    return Gender.FEMININE if place.label in words_of(FEMININE_YEAR_WORDS) else Gender.MASCULINE


def is_year(digits: str) -> bool:
    """Whether a whole number may be a year of either calendar in living memory."""
    return len(digits) == 4 and digits.isdigit() and 1000 <= int(digits) <= 2199
