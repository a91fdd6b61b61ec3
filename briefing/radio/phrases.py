"""Finding words in what was said, whoever typed them and however (:mod:`briefing.text.searchwords`).

What is looked for are whole words, one after the other, in what is shown and in what was spoken; they may run
on from one sentence into the next, though not into another chapter. A query in figures is also looked for as
it would be read out. Only where nothing is found so, the first word may stand behind a particle that is
written together with it: «وللحكومة» for «الحكومة».
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from briefing.errors import RequestError
from briefing.model import Briefing, Chapter, Cue
from briefing.radio import wordstreams
from briefing.radio.wordstreams import Word
from briefing.records import dataclass
from briefing.text.searchwords import Key, keys
from briefing.text.speaking import spoken

AROUND: Final = 4
"""Words that are shown before and after a hit."""
Same = Callable[[Key, Key], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A place where the words are heard."""

    section: int
    """The number of its chapter in the rundown, from 1."""
    chapter: Chapter
    cues: tuple[Cue, ...]
    """The utterances it is heard in."""
    text: str
    """The words as they stand there, from the first to the last, with their punctuation."""
    start: int
    end: int
    """Frames of the master; ``end`` is exclusive."""
    before: str
    after: str
    """What is shown in the same utterances on either side of them: a few words, to tell hits apart."""
    to_the_word: bool
    """Whether it begins and ends with the words; else, where the voice did not tell times, with sentences."""

    @property
    def first_word(self) -> str:
        """As it stands there."""
        return self.text.split()[0]

    @property
    def last_word(self) -> str:
        """As it stands there."""
        return self.text.split()[-1]


def find(briefing: Briefing, query: str) -> tuple[Hit, ...]:
    """Every place where the words are heard, in order; no two overlap.

    Raises:
        RequestError: there is no letter or digit in the query.
    """
    wanted = _wanted(query)
    read_out = _keys_of(spoken(query))
    shown, said = wordstreams.shown(briefing), wordstreams.spoken(briefing)
    by_cue = {cue: tuple(words) for cue, words in groupby(shown, key=lambda word: word.cue)}
    for same in (Key.is_same, Key.begins_with_particle):
        places = [
            *_places(shown, wanted, same),
            *_places(said, wanted, same),
            *(_places(said, read_out, same) if read_out and read_out != wanted else ()),
        ]
        hits = _apart(hit for words in places if (hit := _hit(briefing, words, by_cue)))
        if hits:
            return hits
    return ()


def _wanted(query: str) -> tuple[Key, ...]:
    found = _keys_of(query)
    if not found:
        message = f"there is no letter or digit to look for in {query!r}"
        raise RequestError(message, hint='briefing clip FOLDER "words that were said"')
    return found


def _keys_of(text: str) -> tuple[Key, ...]:
    return tuple(key for word in text.split() for key in keys(word))


def _places(words: Sequence[Word], wanted: Sequence[Key], same: Same) -> Iterator[Sequence[Word]]:
    """Where the keys stand one after the other; the first one as ``same`` has it."""
    first, *others = wanted
    count = len(wanted)
    at = 0
    while at + count <= len(words):
        if same(words[at].key, first) and all(
            key.is_same(word.key) for key, word in zip(others, words[at + 1 : at + count], strict=True)
        ):
            yield words[at : at + count]
            at += count
        else:
            at += 1


def _hit(briefing: Briefing, words: Sequence[Word], shown: Mapping[int, Sequence[Word]]) -> Hit | None:
    """Where those words are heard; None where they run into another chapter."""
    first, last = words[0], words[-1]
    cues = briefing.utterances[first.cue : last.cue + 1]
    if len({cue.chapter for cue in cues}) > 1:
        return None
    number, chapter = next(
        (number, item) for number, item in enumerate(briefing.chapters, 1) if item.id == cues[0].chapter
    )
    if first.cue == last.cue:
        told = wordstreams.times(cues[0], min(word.first for word in words), max(word.last for word in words))
        begin, end = told or (cues[0].start, cues[0].end)
        exact = told is not None
    else:
        begun = wordstreams.times(cues[0], first.first, _last_of(cues[0]))
        ended = wordstreams.times(cues[-1], 0, last.last)
        begin = begun[0] if begun else cues[0].start
        end = ended[1] if ended else cues[-1].end
        exact = bool(begun and ended)
    mine = _as_shown(words, shown)
    return Hit(
        section=number,
        chapter=chapter,
        cues=cues,
        text=_text(mine or words),
        before=" ".join(wordstreams.texts_of(cues[0])[: mine[0].place][-AROUND:]) if mine else "",
        after=" ".join(wordstreams.texts_of(cues[-1])[mine[-1].place + 1 :][:AROUND]) if mine else "",
        start=begin,
        end=end,
        to_the_word=exact,
    )


def _last_of(cue: Cue) -> int:
    return max((time.index for time in cue.words), default=0)


def _as_shown(words: Sequence[Word], shown: Mapping[int, Sequence[Word]]) -> list[Word]:
    """The shown words that some words of either stream are heard as."""
    first, last = words[0], words[-1]
    begin, end = (first.cue, first.first), (last.cue, last.last)
    return [
        word
        for cue in range(first.cue, last.cue + 1)
        for word in shown.get(cue, ())
        if begin <= (cue, word.last) and (cue, word.first) <= end
    ]


def _text(words: Sequence[Word]) -> str:
    """The words between blanks, each once."""
    return " ".join({(word.cue, word.place): word.text for word in words}.values())


def _apart(hits: Iterator[Hit]) -> tuple[Hit, ...]:
    """In order; of those that overlap the shortest, and of such the one that was found first."""
    kept: list[Hit] = []  # in order, so only neighbours can overlap
    for hit in sorted(hits, key=lambda hit: hit.end - hit.start):
        place = bisect(kept, hit.start, key=lambda other: other.start)
        before, after = kept[max(place - 1, 0) : place], kept[place : place + 1]
        if all(other.end <= hit.start for other in before) and all(hit.end <= other.start for other in after):
            kept.insert(place, hit)
    return tuple(kept)
