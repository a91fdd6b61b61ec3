"""Doubtful words: which readings of a script an editor should settle, to be read in a list or by ear.

A doubt is settled when the word is changed in the script, or when the lexicon has it and the script is
written again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from briefing import wording
from briefing.model import Doubt, Role, Script, Segment, SegmentKind, Utterance
from briefing.records import dataclass
from briefing.settings import Pauses
from briefing.text import numbers
from briefing.text.clauses import clauses
from briefing.text.expressions import expression
from briefing.text.nouns import noun

AROUND: Final = 6
"""Words of context on either side."""
HEARD_CHARS: Final = 240
"""A longer sentence is cut at its clauses in the proof: the ear keeps no more than that."""
WORD: Final = noun("كلمة|كلمتان|كلمات|كلمة")

_CORE: Final = expression("[\u0621-\u06d3\u0640-\u0652\u0670]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubtful:
    """A word with two readings, and where it is said."""

    word: str
    """Without its marks."""
    reading: str
    """As it is said now."""
    other: str
    """As it would be said in the other reading."""
    certainty: float
    """How sure the chosen reading is, from 0 to 1."""
    utterances: tuple[str, ...]
    """Where it is said, in the order it is heard."""
    before: str
    after: str
    """Its neighbours where it is said first, without marks."""
    sentence: str
    """The words of that place that belong together, as the voice is given them."""
    sentence_other: str
    """The same with the other reading."""


def doubtful(script: Script) -> tuple[Doubtful, ...]:
    """The words to be settled, each pair of readings once, in the order in which they are heard.

    Words that were changed since the script was written are settled.
    """
    found: dict[tuple[str, str], Doubtful] = {}
    for utterance, words, doubt, at in _unsettled(script):
        pair = (doubt.reading, doubt.other)
        known = found.get(pair)
        if known is None:
            found[pair] = _doubtful(utterance, words, doubt, at=at)
        elif utterance.id not in known.utterances:
            found[pair] = replace(
                known,
                certainty=min(known.certainty, doubt.certainty),
                utterances=(*known.utterances, utterance.id),
            )
    return tuple(found.values())


def count(script: Script) -> int:
    """How many there are: what a run tells, for which no sentence need be cut at its clauses."""
    return len({(doubt.reading, doubt.other) for _, _, doubt, _ in _unsettled(script)})


def proof(script: Script, words: Iterable[Doubtful], *, pauses: Pauses) -> Script:
    """A script of just these words in their sentences, a chapter each: as it is said now, and otherwise.

    Args:
        script: the script they are of.
        words: which to hear.
        pauses: the silences.
    """
    listed = tuple(words)
    opening = wording.PROOF.format(words=numbers.counted(len(listed), WORD, vowels=True))

    def line(name: str, shown: str, spoken: str, role: Role = Role.NARRATION) -> Utterance:
        return Utterance(
            id=name, role=role, shown=shown, spoken=spoken, pause_ms=pauses.paragraph_ms, section=name[:4]
        )

    segments = [
        Segment(
            id="ident",
            kind=SegmentKind.IDENT,
            title=wording.PROOF_TITLE,
            utterances=(replace(line("identu01", wording.bare(opening), opening, Role.IDENT), section=None),),
        )
    ]
    for number, item in enumerate(listed, 1):
        name = f"s{number:03d}"
        segments.append(
            Segment(
                id=name,
                kind=SegmentKind.SECTION,
                title=item.word,
                utterances=(
                    line(f"{name}u01", f"{item.word}.", f"{item.reading}.", Role.ANNOUNCEMENT),
                    line(f"{name}u02", wording.bare(item.sentence), item.sentence),
                    line(f"{name}u03", wording.bare(wording.OTHERWISE), wording.OTHERWISE, Role.ANNOUNCEMENT),
                    line(f"{name}u04", wording.bare(item.sentence_other), item.sentence_other),
                ),
            )
        )
    return Script(
        id=script.id,
        masthead=replace(script.masthead, headline=wording.PROOF_TITLE),
        vowelized=True,
        segments=tuple(segments),
    )


def _unsettled(script: Script) -> Iterator[tuple[Utterance, list[str], Doubt, int]]:
    """Each place where a doubtful reading stands: its utterance, the words of that, and which of them."""
    for utterance in script.utterances():
        words = utterance.spoken.split()
        for doubt in utterance.doubts:
            at = _place(words, doubt)
            if at is not None:
                yield utterance, words, doubt, at


def _place(words: list[str], doubt: Doubt) -> int | None:
    """Where the doubtful reading stands now; None where it stands no more."""
    if doubt.word < len(words) and _core(words[doubt.word]) == doubt.reading:
        return doubt.word
    return next((at for at, word in enumerate(words) if _core(word) == doubt.reading), None)


def _core(word: str) -> str:
    """The word without the punctuation that is glued to it."""
    found = _CORE.search(word)
    return found[0] if found else word


def _doubtful(utterance: Utterance, words: list[str], doubt: Doubt, *, at: int) -> Doubtful:
    start, piece = _around(words, at)
    told = piece[at - start]
    otherwise = [*piece]
    otherwise[at - start] = told.replace(doubt.reading, doubt.other, 1)
    return Doubtful(
        word=wording.bare(doubt.reading),
        reading=doubt.reading,
        other=doubt.other,
        certainty=doubt.certainty,
        utterances=(utterance.id,),
        before=wording.bare(" ".join(words[max(0, at - AROUND) : at])),
        after=wording.bare(" ".join(words[at + 1 : at + 1 + AROUND])),
        sentence=" ".join(piece),
        sentence_other=" ".join(otherwise),
    )


def _around(words: list[str], at: int) -> tuple[int, list[str]]:
    """The words of the piece of the sentence that holds the word, and the number of the first of them."""
    start = 0
    for piece in clauses(" ".join(words), HEARD_CHARS):
        mine = piece.split()
        if at < start + len(mine):
            return start, mine
        start += len(mine)
    return 0, words
