"""Where entries of a lexicon stand in a text: whole words, whatever is joined before them.

Arabic joins conjunctions, prepositions and the article to the word that follows: «غزة» is found in «وغزة»,
«لغزة» and «فبغزة», «الناتو» in «وبالناتو» and «للناتو». A word is compared by its letters: lengthening
strokes, marks and the way in which a hamza is coded play no part.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from briefing.records import dataclass
from briefing.text.expressions import expression

LETTERS: Final = "\u0621-\u063a\u0640-\u0652\u0670-\u06d3"
"""What an Arabic word is made of, marks included: the inside of a character class."""

CLITICS: Final = {"و": "وَ", "ف": "فَ", "ب": "بِ", "ك": "كَ", "ل": "لِ"}
"""Words of one letter that are joined to the next, and how they are said."""

SHORTEST: Final = {"": 3, "و": 3, "ب": 3, "ل": 3, "ف": 5, "ك": 5}
"""Letters an entry must have to be found behind each clitic: «م» is not in «لم», «لاوس» not in «كلاوس»."""
HURRIED: Final = 5
"""Letters a name must have to be found without its hamzas."""
LONGEST: Final = 40
"""Letters of a word that is looked up."""
_REMEMBERED: Final = 50_000
"""Words whose answer is kept; then the memory is emptied."""

TATWEEL: Final = "\u0640"
WORD: Final = expression("[\u0621-\u063a\u0640-\u065f\u0670-\u06d3]+")
MARKS: Final = expression("[\u064b-\u065f\u0670]")
_HAMZA: Final = expression("[أإآ]")
GAP: Final = expression(r"[^\S\n]+")


class Prefix(NamedTuple):
    """What is joined before a word."""

    clitics: str
    article: bool


class Found(NamedTuple):
    """An entry and where it stands."""

    start: int
    end: int
    written: str
    """The entry's key."""
    prefix: Prefix


NOTHING: Final = Prefix("", article=False)
_CHAINS: Final = tuple(first + second for first in ("", "و", "ف") for second in ("", "ب", "ك", "ل"))
_PREFIXES: Final = {
    first: tuple(
        sorted(
            (
                (
                    f"{chain[:-1]}لل" if chain.endswith("ل") and article else chain + "ال" * article,
                    chain,
                    article,
                )
                for chain in _CHAINS
                for article in (False, True)
                if (chain or "ا")[0] == first and (chain or article)
            ),
            key=lambda item: len(item[0]),
        )
    )
    for first in "وفبكلا"
}
"""All that can be joined before a word, by its first letter, the shortest first."""


def folded(word: str) -> str:
    """The letters of a word or phrase, by which it is compared; one blank between words."""
    if not word.isalpha() or TATWEEL in word:
        word = MARKS.sub("", unicodedata.normalize("NFC", word)).replace(TATWEEL, "")
    return " ".join(word.split())


@dataclass(frozen=True, slots=True)
class _Candidate:
    written: str
    rest: tuple[str, ...]
    """The words after the first."""
    prefix: Prefix


class Index:
    """Entries by their first word."""

    def __init__(self, keys: Iterable[str], *, hurried: bool = False) -> None:
        """Take in the keys of a table.

        Args:
            keys: as they are to be found.
            hurried: find them without their hamzas on alef, too, as many sites write («اسرائيل»).
        """
        self._heads: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        self._known: dict[str, tuple[_Candidate, ...]] = {}
        plain = {folded(key): key for key in keys}
        if hurried:
            without = {_HAMZA.sub("ا", word): key for word, key in plain.items() if len(word) >= HURRIED}
            plain = {**without, **plain}
        for word, key in plain.items():
            words = word.split()
            if words:
                self._heads.setdefault(words[0], []).append((key, tuple(words[1:])))

    def search(self, text: str) -> Iterator[Found]:
        """Every entry in the text from left to right, the longest at each place; none overlaps another."""
        if not self._heads:
            return
        done = 0
        known = self._known
        for word in WORD.finditer(text):
            letters = word[0]
            candidates = known.get(letters)
            if candidates is None:
                candidates = self._remember(letters)
            if not candidates or word.start() < done or _is_joined(text, *word.span()):
                continue
            for candidate in candidates:
                end = _end(text, word.end(), candidate.rest) if candidate.rest else word.end()
                if end:
                    yield Found(word.start(), end, candidate.written, candidate.prefix)
                    done = end
                    break

    def _remember(self, letters: str) -> tuple[_Candidate, ...]:
        if len(letters) > LONGEST:
            return ()
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        found = tuple(sorted(self._candidates(folded(letters)), key=lambda item: -len(item.rest)))
        self._known[letters] = found
        return found

    def _candidates(self, word: str) -> Iterator[_Candidate]:
        """The entries that may begin with a word, those with the least joined before them first."""
        for key, rest in self._heads.get(word, ()):
            yield _Candidate(key, rest, NOTHING)
        for joined, clitics, article in _PREFIXES.get(word[:1], ()):
            if not word.startswith(joined):
                continue
            stem = word[len(joined) :]
            if article and clitics.endswith("ل"):  # «للناتو» is «ل» and «الناتو», its alef unwritten
                for key, rest in self._heads.get(f"ال{stem}", ()):
                    yield _Candidate(key, rest, Prefix(clitics, article=False))
            least = max(SHORTEST[clitic] for clitic in ("", *clitics))
            if article and stem.startswith("ال"):
                continue
            for key, rest in self._heads.get(stem, ()):
                elided = not article and joined.endswith("ل") and key.startswith("ال")  # «لالناتو» is no word
                if len(stem) + sum(map(len, rest)) >= least and not elided:
                    yield _Candidate(key, rest, Prefix(clitics, article))


def _is_joined(text: str, start: int, end: int) -> bool:
    """Whether letters or digits of another script touch it: then it is a part of something."""
    return (start > 0 and _is_inner(text[start - 1])) or (end < len(text) and _is_inner(text[end]))


def _is_inner(char: str) -> bool:
    return char == "_" or char.isalnum()


def _end(text: str, at: int, rest: tuple[str, ...]) -> int:
    """Where the phrase ends whose other words stand here; 0 where they do not."""
    for wanted in rest:
        gap = GAP.match(text, at)
        word = WORD.match(text, gap.end()) if gap else None
        if word is None or (word[0] != wanted and folded(word[0]) != wanted):
            return 0
        at = word.end()
    return 0 if at < len(text) and _is_inner(text[at]) else at


_CLUSTER: Final = expression("[^\n][\u064b-\u065f\u0670\u0640]*|\n", re.DOTALL)
_ROUGH: Final = expression("[\u0640\u0653-\u0655]")


def smoothed(text: str, *, marks: bool) -> tuple[str, list[int]]:
    """The text composed, without lengthening strokes, and the place of each of its characters in the text.

    No places where nothing had to be smoothed. With ``marks`` diacritics go, too.
    """
    if _ROUGH.search(text) is None and not (marks and MARKS.search(text)):
        return text, []
    pieces: list[str] = []
    places: list[int] = []
    for cluster in _CLUSTER.finditer(text):
        piece = unicodedata.normalize("NFC", cluster[0]).replace(TATWEEL, "")
        piece = MARKS.sub("", piece) if marks else piece
        pieces.append(piece)
        places += [cluster.start()] * len(piece)
    places.append(len(text))
    return "".join(pieces), places
