"""Which stretch of a briefing: a section, some sentences, from here to there; all in frames of the master.

A cut begins with the first sound that belongs to it and ends with the last one: the silence around it, and
the tone that announces the next section, are left to whoever plays it. Chapters are numbered as in the
rundown and as ``briefing listen`` counts them: the first is 1, whatever it is. Sentences are those of the
article, counted from 1 over all sections as they are narrated.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Literal

from briefing.errors import ArticleError, RequestError
from briefing.exporters import _cards
from briefing.model import Briefing, Chapter, Cue, Role, SegmentKind, SoundKind
from briefing.records import dataclass

Kind = Literal["section", "sentences", "words", "times"]
WANTED: Final = (SegmentKind.SUMMARY, SegmentKind.SECTION)
"""What goes to air where nothing is asked for: not what only makes sense around the whole, ident, contents
and credit."""
WORDS: Final = 6
"""How many words tell a studio where something begins or ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A stretch of a briefing."""

    number: int
    """Of a section its number in the rundown, from 1; else its place among what is delivered."""
    kind: Kind
    title: str
    """As it is shown, in Arabic."""
    start: int
    end: int
    """Frames of the master, end exclusive, without head and tail."""
    cues: tuple[Cue, ...]
    """What is heard in it, wholly or in part."""
    exact_ms: int = 0
    """How long a file of it is to be, to the sample, its head and tail included; 0 for as long as it is."""
    origin: tuple[int, int] | None = None
    """Where it was, in frames of the briefing, where it was laid out anew since: ``start`` and ``end`` are
    those of the new master."""
    part: str = ""
    """What tells it from others of the same section in names of files; empty for what follows from it."""

    @property
    def first(self) -> int:
        """The frame of the briefing it begins at."""
        return self.start if self.origin is None else self.origin[0]

    @property
    def last(self) -> int:
        """The frame of the briefing behind it."""
        return self.end if self.origin is None else self.origin[1]


def sections(briefing: Briefing, only: Sequence[int] = ()) -> tuple[Cut, ...]:
    """The summary and every section, or those chapters that are asked for, in their order.

    Args:
        briefing: what has chapters.
        only: numbers of chapters, as in the rundown, of any kind.

    Raises:
        RequestError: there is no such chapter.
        ArticleError: nothing is said in one that is asked for, or in none.
    """
    last = len(briefing.chapters)
    for number in only:
        if not 1 <= number <= last:
            nearest = 1 if number < 1 else last
            message = f"there is no section {number}: the rundown goes from 1 to {last}"
            raise RequestError(message, hint=f"--only {nearest}")
    cuts = []
    for number, chapter in enumerate(briefing.chapters, 1):
        if number in only or (not only and chapter.kind in WANTED):
            cues = briefing.cues_of(chapter)
            if not cues:
                if not only:
                    continue
                message = f"nothing is said in section {number}"
                raise ArticleError(message, hint="leave it out, or make the briefing again")
            start, end = _heard(briefing, chapter, cues)
            cuts.append(
                Cut(number=number, kind="section", title=chapter.title, start=start, end=end, cues=cues)
            )
    if not cuts:
        message = "this briefing has no sections"
        raise ArticleError(message, hint="make it again with: briefing make ARTICLE")
    return tuple(cuts)


def narrated(briefing: Briefing) -> tuple[Cue, ...]:
    """The sentences of the article, as they are narrated; the first is sentence 1."""
    return tuple(cue for cue in briefing.utterances if cue.role is Role.NARRATION)


def sentences(briefing: Briefing, first: int, last: int, *, number: int = 1) -> Cut:
    """From one sentence of the article to another, as they are heard: where a section begins in between, its
    announcement is in it.

    Args:
        briefing: what has sentences.
        first: counted from 1.
        last: the same; it is in it.
        number: of the cut.

    Raises:
        RequestError: there are no such sentences.
    """
    known = narrated(briefing)
    if not 1 <= first <= last <= len(known):
        if first > last:
            message = f"sentence {first} does not come before sentence {last}"
            first, last = last, first
        elif not known:
            message = "this briefing narrates no sentences"
            raise RequestError(message, hint="briefing segments FOLDER")
        else:
            wrong = first if not 1 <= first <= len(known) else last
            message = f"there is no sentence {wrong}: they go from 1 to {len(known)}"
        low, high = (min(max(1, each), len(known)) for each in (first, last))
        raise RequestError(message, hint=f"--sentences {low}-{high}")
    start, end = known[first - 1].start, known[last - 1].end
    return Cut(
        number=number,
        kind="sentences",
        title=_title_at(briefing, start),
        start=start,
        end=end,
        cues=_cues_in(briefing, start, end),
    )


def between(
    briefing: Briefing, start: int, end: int, *, kind: Kind = "times", number: int = 1, title: str = ""
) -> Cut:
    """From one frame of the master to before another.

    Args:
        briefing: what was said.
        start: the first frame.
        end: the one after the last.
        kind: what it was asked for as.
        number: of the cut.
        title: of it; empty for that of the chapter it begins in.

    Raises:
        RequestError: it is empty, or not inside the briefing.
    """
    if not 0 <= start < end <= briefing.frames:
        long = briefing.frames / briefing.rate
        message = (
            f"from {start / briefing.rate:.3f} to {end / briefing.rate:.3f} seconds there is nothing: "
            f"the briefing lasts {long:.3f} seconds"
        )
        raise RequestError(message, hint=f"--from 0 --to {long:.3f}")
    return Cut(
        number=number,
        kind=kind,
        title=title or _title_at(briefing, start),
        start=start,
        end=end,
        cues=_cues_in(briefing, start, end),
    )


def in_words(cut: Cut, words: int = WORDS) -> str:
    """The first words that are heard, as they are shown."""
    return " ".join(_first(_shown(cut), words))


def out_words(cut: Cut, words: int = WORDS) -> str:
    """The last words that are heard, as they are shown."""
    return " ".join(reversed(_first(_shown_backwards(cut), words)))


def _first(heard: Iterable[str], count: int) -> list[str]:
    return [word for word, _ in zip(heard, range(count), strict=False)]


def _shown(cut: Cut) -> Iterable[str]:
    for cue in cut.cues:
        yield from _heard_words(cut, cue)


def _shown_backwards(cut: Cut) -> Iterable[str]:
    for cue in reversed(cut.cues):
        yield from reversed(_heard_words(cut, cue))


def _heard_words(cut: Cut, cue: Cue) -> list[str]:
    """The shown words of an utterance whose middle is inside the cut."""
    words = cue.shown.split()
    if cut.start <= cue.start and cue.end <= cut.end:
        return words
    starts = _cards.word_starts(cue, words)
    ends = [*starts[1:], cue.end]
    return [
        word
        for word, start, end in zip(words, starts, ends, strict=True)
        if 2 * cut.start <= start + end < 2 * cut.end
    ]


def _heard(briefing: Briefing, chapter: Chapter, cues: Sequence[Cue]) -> tuple[int, int]:
    """Where a chapter is heard: its words, the music under them, the sound that opens or closes it all."""
    start, end = cues[0].start, cues[-1].end
    for sound in briefing.sounds:
        if sound.kind is not SoundKind.SECTION and sound.start < chapter.end and sound.end > chapter.start:
            start = min(start, max(sound.start, chapter.start))
            end = max(end, min(sound.end, chapter.end))
    return start, end


def _cues_in(briefing: Briefing, start: int, end: int) -> tuple[Cue, ...]:
    return tuple(cue for cue in briefing.utterances if cue.start < end and cue.end > start)


def _title_at(briefing: Briefing, frame: int) -> str:
    return next(chapter.title for chapter in briefing.chapters if chapter.start <= frame < chapter.end)
