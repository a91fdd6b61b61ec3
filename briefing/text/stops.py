"""Stops: what a mark does where it stands, end a sentence or not.

Arabic has no capitals. Whether a stop after an abbreviation, an ellipsis or a closing quotation mark ends
a sentence is read from the words around it; a comma, a colon and ``؛`` never end one. Nothing before the
opening of the sentence is looked at, so that a sentence on its own is judged as in its line, and only a
bounded stretch is, so that a line takes time in proportion to its length.
"""

from __future__ import annotations

import itertools
import re
from collections import deque
from typing import Final

from briefing.records import dataclass
from briefing.text import shortenings, stems, symbols
from briefing.text.expressions import expression
from briefing.text.initials import begins, last_word, opens, owns_stop
from briefing.text.quotations import Quotations, closing
from briefing.text.speakers import attributes, introduces, reports, speaks

_STOPS: Final = re.escape(symbols.STOPS + "‼⁇⁈⁉")
_CLOSERS: Final = re.escape(symbols.CLOSERS)
_MARKS: Final = expression(
    rf"[{_STOPS}]+(?:\s[{_STOPS}]+(?![^\s{_CLOSERS}]))*(?:[{_CLOSERS}]+[{_STOPS}]*)*(?:\[\d+\])*"
)
_READ_ON: Final = 64
"""How many characters after a mark are looked at."""
_READ_BACK: Final = 160
"""How many before it."""
_SHORT_QUOTATION: Final = 60
"""A quotation of at most so many characters may be a name in the middle of a sentence."""
_BLANKS: Final = expression(r"\s*")
_WORD: Final = expression(r"[^\W_]+")
_NUMBER: Final = expression(rf"(?:^|(?<=[\s(:،]))[{symbols.DIGITS}]{{1,3}}$")
_ENDING_NUMBER: Final = expression(rf"\s[{symbols.DIGITS}]{{1,3}}$")
_FUTURE: Final = expression("س[اينت]..")
_PARENTHESIS: Final = expression(r"\([^()\n]{0,300}\)|\[[^\[\]\n]{0,300}\]")
_ARABIC: Final = "\u0621-\u064a\u0671-\u06d3"
_GLUED_AFTER: Final = expression(rf"[\"«(]?([{_ARABIC}]+)")
_GLUED_BEFORE: Final = expression(rf"(?:[{_ARABIC}]{{3,}}|(?<!\S)[{symbols.DIGITS}]+)[»\")]?$")

_NUMBERED: Final = stems.folded(shortenings.NUMBERED)
_SITE_ENDINGS: Final = stems.folded(shortenings.SITE_ENDINGS)
_JOINING: Final = stems.RELATIVES | stems.folded("أو أم بل أن أي إلا سوى غير حتى")
_LINKING: Final = _JOINING | stems.PREPOSITIONS
_TURNING: Final = stems.folded(shortenings.TURNING)
_FOLLOWING: Final = stems.folded("هو هي هم ثم لكن لكنه لكنها لكنهم لكني لكننا بل فإن فإنه فإنها")


@dataclass(frozen=True, slots=True)
class _Mark:
    """One or more marks with what closes there."""

    line: str
    start: int
    """Where the sentence opened."""
    at: int
    stop: int
    inside: tuple[str, int] | None
    """What closes the innermost quotation open before the marks, and where that opened."""

    @property
    def text(self) -> str:
        return self.line[self.at : self.stop]

    @property
    def before(self) -> str:
        """The end of the sentence before the marks."""
        return self.line[max(self.start, self.at - _READ_BACK) : self.at]

    @property
    def rest(self) -> str:
        return self.line[self.stop : self.stop + _READ_ON]

    @property
    def opened(self) -> int:
        """Where the quotation opened that closes at these marks; -1 if none does."""
        closer = next((char for char in self.text if char in symbols.CLOSERS), "")
        if closer == "'":
            return self.line.rfind("'", max(self.start, self.at - _READ_BACK), self.at)
        return self.inside[1] if self.inside and self.inside[0] == closing(closer) else -1


def ends(line: str) -> list[int]:
    """Where the sentences of a line end, the last left out.

    Args:
        line: One line without diacritics, tatweel and invisible characters.
    """
    shut = deque(match.span() for match in _PARENTHESIS.finditer(line))
    quotations = Quotations()
    found: list[int] = []
    start = read = words = label = 0
    for match in _MARKS.finditer(line):
        at = match.start()
        if at < read:
            continue
        words += _count(line, read, at)
        read = match.end()
        while shut and shut[0][1] <= at:
            shut.popleft()
        if shut and shut[0][0] < at < shut[0][1] - 1 and not _fills(line, start, shut[0], read):
            continue
        quotations.read_to(line, at)
        number = _list_number(line, at, start, label) if match.group() == "." else 0
        if number:
            opening = at - len(str(number))
            if label and line[max(start, opening - _READ_BACK) : opening].strip():
                found.append(opening)
                start = opening
                quotations.reset(start)
            label, words = number, 0
            continue
        if not words:
            continue
        mark = _mark(line, start, match, quotations)
        read = max(read, mark.stop)
        stop = _end(mark)
        if not stop:
            continue
        if resumed := _title_end(mark):
            quotations.read_to(line, resumed)
            read = resumed
            continue
        turns = words == 1 and mark.text[-1] not in symbols.CLOSERS and last_word(mark.before) in _TURNING
        words = 0
        if stop < len(line) and not turns:
            found.append(stop)
            start = stop + len(_BLANKS.findall(line, stop, stop + _READ_ON)[0])
            quotations.reset(stop)
    return found


def _count(line: str, start: int, stop: int) -> int:
    """The words of a stretch, as far as it matters: none, one or more."""
    return sum(1 for _ in itertools.islice(_WORD.finditer(line, start, stop), 2))


def _fills(line: str, start: int, parenthesis: tuple[int, int], stop: int) -> bool:
    """Whether the brackets that close at the marks hold the whole sentence."""
    opened, closed = parenthesis
    return stop >= closed and opened - start < _READ_BACK and not line[start:opened].strip()


def _mark(line: str, start: int, match: re.Match[str], quotations: Quotations) -> _Mark:
    at, stop = match.span()
    inside = quotations.opened[-1] if quotations.opened else None
    straight = inside is not None and inside[0] == symbols.STRAIGHT_QUOTE
    if line[stop - 1] == symbols.STRAIGHT_QUOTE and line[stop : stop + 1].isalnum() and not straight:
        stop -= 1  # it opens what follows: «انتهى."نعم" …»
    elif line[stop - 1] in symbols.STOPS:
        late = re.compile(r'\s+(?:[»”)\]]|"(?=\s|$))' if straight else r"\s+[»”)\]]").match(line, stop)
        stop = late.end() if late else stop
    return _Mark(line, start, at, stop, inside)


def _list_number(line: str, at: int, start: int, label: int) -> int:
    """The list number that ends at ``at`` and has a blank and a word after its stop; 0 if there is none."""
    found = _NUMBER.search(line[max(start, at - 4) : at])
    if not found or not re.match(r"\.\s+[^\W\d_]", line[at : at + 6]):
        return 0
    number = int(found.group())
    before = line[max(start, at - _READ_BACK) : at - len(found.group())].rstrip()
    if not before:
        return number
    if number != label + 1:
        return 0
    if last_word(before) in _NUMBERED:
        return 0
    return number if label or before[-1] in symbols.STOPS + symbols.SEMICOLONS + ":،•" else 0


def _end(mark: _Mark) -> int:
    """Where the sentence stops if it stops at these marks; 0 if it goes on."""
    marks, rest = mark.text, mark.rest
    following = rest.lstrip()
    if not following:
        return len(mark.line)
    if following[0] in symbols.COMMAS + symbols.SEMICOLONS + ":)]»…":
        return 0
    if following[0] in symbols.DASHES and (marks[-1] in symbols.CLOSERS or _in_dashes(mark)):
        return 0
    words = [stems.fold(word) for word in _WORD.findall(re.split(rf"[{_STOPS}]", following, maxsplit=1)[0])]
    if not words:
        return 0
    after = words[0]
    if rest == following:  # no blank
        return mark.stop if _is_glued_end(mark, following) else 0
    if marks == "." and owns_stop(mark.before, after):
        return 0
    if re.fullmatch(rf"\.[{_CLOSERS}]+", marks) and owns_stop(mark.before, "") and not opens(after):
        return 0  # «ف. م.» in quotation marks
    if marks.startswith(("..", "…", ". .")) and not set(marks) & set("؟?!") and _is_pause(mark, following):
        return 0
    if marks[-1] in symbols.CLOSERS and _is_inside(mark, words, following):
        return 0
    if marks == "!" and after.startswith("ال") and re.search(r"[A-Za-z]$", mark.before):
        return 0  # «Yahoo! اليابانية»
    return mark.stop


def _in_dashes(mark: _Mark) -> bool:
    """Whether a dash opened in this sentence that the one after the mark may close."""
    return bool(re.search(rf"\s[{re.escape(symbols.DASHES)}]{{1,2}}\s", mark.before))


def _title_end(mark: _Mark) -> int:
    """Where a short quotation around the mark closes that is a name inside its sentence; 0 if none is."""
    if mark.inside is None or mark.opened >= 0:
        return 0
    closer, opened = mark.inside
    closed = mark.line.find(closer, mark.stop, opened + _SHORT_QUOTATION)
    if closed < 0 or mark.line[closed - 1] in ".…":
        return 0
    found = _WORD.match(mark.line[closed + 1 : closed + _READ_ON].lstrip())
    word = stems.fold(found.group()) if found else ""
    if not word or begins(word) or _introduced(mark, opened):
        return 0
    if not mark.line[mark.start : opened].strip() and not speaks(word):
        return 0
    return closed + 1


def _is_glued_end(mark: _Mark, following: str) -> bool:
    """Whether marks with no blank after them end a sentence: «انتهى.وبدأ», «لماذا؟لأن»."""
    after, before = _GLUED_AFTER.match(following), _GLUED_BEFORE.search(mark.before)
    if not after or not before:
        return False
    word, marks = stems.fold(after.group(1)), mark.text
    if before.group()[-1:].isdigit():
        return marks == "." and begins(word)
    if marks[0] in "؟?!" or marks[-1] in symbols.CLOSERS:
        return True
    long = len(word) > 2 or following[0] in symbols.OPENERS
    return marks == "." and long and word not in _SITE_ENDINGS


def _is_pause(mark: _Mark, following: str) -> bool:
    """Whether an ellipsis is a pause inside a sentence."""
    opened = mark.inside[1] + 1 if mark.inside else 0
    before = mark.line[max(mark.start, opened, mark.at - _READ_BACK) : mark.at].split()
    word = _WORD.match(following.lstrip(symbols.OPENERS))
    after = stems.fold(word.group()) if word else ""
    if len(before) < 3 or (after.isascii() and after[:1].isalpha()):
        return True
    if after in _LINKING or stems.hangs(before[-1]) or after in map(stems.fold, before[-3:]):
        return True
    if after in _FOLLOWING or stems.has_and(after) or after[1:] in _FOLLOWING:
        return not speaks(after[1:]) or (mark.text == ".." and len(before) < 8)
    if mark.text == "..":  # written for a comma
        return True
    fragment = re.split(rf"[{_STOPS}،]", following, maxsplit=1)[0]
    short = len(_ENDING_NUMBER.sub("", fragment).split()) <= 2
    return short and not (stems.is_verb(after) or _FUTURE.match(after) or opens(after))


def _introduced(mark: _Mark, opened: int) -> bool:
    return introduces(mark.line[max(mark.start, opened - _READ_BACK) : opened].rstrip())


def _is_inside(mark: _Mark, words: list[str], following: str) -> bool:
    """Whether a quotation that closes here leaves the sentence around it unfinished."""
    marks, opened = mark.text, mark.opened
    closer = next(char for char in reversed(marks) if char in symbols.CLOSERS)
    if marks[-1] in symbols.STOPS or closer in ")]}":
        return False
    after, second = words[0], words[1] if len(words) > 1 else ""
    introduced = opened >= 0 and _introduced(mark, opened)
    if following[0] not in symbols.OPENERS and attributes(after, second):
        return not speaks(after) or not (introduced or reports(following))
    if opened < 0 or marks[0] == ".":
        return False
    before = mark.line[max(mark.start, opened - _READ_BACK) : opened]
    if not before.strip() or following[0] in symbols.OPENERS:
        return False
    if introduced:
        return after in _LINKING
    return not begins(after)
