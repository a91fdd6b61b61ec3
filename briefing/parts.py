"""What the clip of an utterance is joined from: its text in parts, each said by one voice in one breath.

A text is cut where its language changes and where it is too long for the voice. Latin words are said by the
same voice speaking their language, where it can; else they are given to it in Arabic letters. So every word
of an utterance is said, and its time is known by its place in the utterance, whatever it was cut into.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, groupby
from typing import TYPE_CHECKING, Final
from zlib import crc32

from briefing.audio.decode import FIT_VERSION
from briefing.audio.gain import multiplied
from briefing.audio.loudness import HOP_S, hops_of
from briefing.contracts import PAUSE_MARKS, Polyglot, Voice
from briefing.model import Breath, WordTime
from briefing.records import dataclass
from briefing.settings import Pauses
from briefing.store import Outline, Piece, key_of
from briefing.text import tongues
from briefing.text.clauses import clauses
from briefing.text.durations import spread
from briefing.text.rests import Rest, rest_ms, rests

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

OWN: Final = ""
"""Stands for the voice's own language."""

_GOES_ON: Final = {OWN: "،"}
_GOES_ON_ABROAD: Final = ","
_CLOSERS: Final = "»”’\"')]"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of an utterance that is spoken by itself."""

    text: str
    """As the voice is given it."""
    key: str
    """Under which its sound is kept: what the voice that says it would change it by."""
    language: str
    """Of the voice that says it, or ``OWN``."""
    words: Sequence[int]
    """For each blank-separated word of ``text`` the one of the utterance that it is, or is part of."""
    rests: Mapping[int, Rest]
    """Word of ``text`` to how the voice rests behind it, where it does: at marks, and after the last word of
    each part but the last."""


class Speakers:
    """A voice, and the same voice in other languages as far as they are needed."""

    def __init__(self, voice: Voice, *, rate: int) -> None:
        """Start nothing.

        Args:
            voice: who speaks.
            rate: frames per second of the sound that is kept.
        """
        self._rate = rate
        self._voices: dict[str, Voice | None] = {OWN: voice}
        self._fingerprints: dict[str, str] = {}
        self._known: dict[str, tuple[Part, ...]] = {}
        """Texts whose parts were told: when they are known, and once more when all are gathered."""

    def voice(self, language: str) -> Voice:
        """Who says parts in that language."""
        found = self._voice(language)
        assert found is not None, "a part names a language its voice speaks"
        return found

    def parts(self, text: str) -> tuple[Part, ...]:
        """A text in parts; together they say all of its words in their order."""
        if text not in self._known:
            self._known[text] = self._cut(text)
        return self._known[text]

    def _cut(self, text: str) -> tuple[Part, ...]:
        groups = list(self._groups(text))
        parts = [
            part
            for number, (language, said, words) in enumerate(groups, 1)
            for part in self._parts(language, said, words, goes_on=number < len(groups))
        ]
        return tuple(_rested(parts, rests(text)))

    def _parts(self, language: str, said: str, words: Sequence[int], *, goes_on: bool) -> Iterator[Part]:
        """A text of one language in parts."""
        limit = self.voice(language).max_chars
        pieces = ([said] if len(said) <= limit else clauses(said, limit)) or [said]
        for number, (piece, owned) in enumerate(zip(pieces, _shared(pieces, said, words), strict=True), 1):
            last = number == len(pieces)
            text = piece if last and not goes_on else _going_on(piece, language, limit)
            key = key_of(FIT_VERSION, self._fingerprint(language), str(self._rate), text)
            yield Part(text, key, language, owned, {})

    def _groups(self, text: str) -> Iterator[tuple[str, str, Sequence[int]]]:
        """A text cut where its language changes: language, what is said, whose words they are."""
        if not tongues.is_foreign(text):
            yield OWN, text, range(len(text.split()))
            return
        said = [self._said(fragment) for fragment in tongues.fragments(text)]
        for language, group in groupby(said, lambda item: item[0]):
            words = [
                (word, "".join(piece for _, piece, _ in pieces))
                for word, pieces in groupby(group, lambda item: item[2])
            ]
            yield (
                language,
                " ".join(piece for _, piece in words if piece),
                [word for word, piece in words for _ in piece.split()],
            )

    def _said(self, fragment: tongues.Fragment) -> tuple[str, str, int]:
        """The language a fragment is said in, what is said, and which word it is."""
        if not fragment.language:
            return OWN, fragment.text, fragment.word
        for language in (fragment.language, tongues.COMMON):
            if self._voice(language) is not None:
                return language, tongues.written(fragment.text, language), fragment.word
        return OWN, self._in_arabic(fragment.text), fragment.word

    def _in_arabic(self, text: str) -> str:
        from briefing.text.latin import spelled  # with the next, 0.1 s for voices of one language alone
        from briefing.text.speaking import spoken

        said = spoken(text, vowels=self.voice(OWN).needs_vowels)
        if not any(char.isalpha() for char in said):
            said = spelled(text)
        return " ".join(said.split())

    def _voice(self, language: str) -> Voice | None:
        if language not in self._voices:
            voice = self._voices[OWN]
            self._voices[language] = voice.abroad(language) if isinstance(voice, Polyglot) else None
        return self._voices[language]

    def _fingerprint(self, language: str) -> str:
        if language not in self._fingerprints:
            self._fingerprints[language] = self.voice(language).fingerprint()
        return self._fingerprints[language]


def joined_sound(parts: Sequence[Part], pieces: Sequence[Piece], *, rate: int, pauses: Pauses) -> bytes:
    """The sound of the whole: the parts' PCM, silence where the voice rests."""
    joined: list[bytes] = []
    for part, piece in zip(parts, pieces, strict=True):
        at = 0
        for frame, silence in _silences(part, Outline.of(piece), rate=rate, pauses=pauses):
            joined += [piece.pcm[2 * at : 2 * frame], bytes(2 * silence)]
            at = frame
        joined.append(piece.pcm[2 * at :])
    return b"".join(joined)


def joined_identity(
    parts: Sequence[Part], outlines: Mapping[str, Outline], *, rate: int, pauses: Pauses
) -> str:
    """What the sound of the whole follows from: see :func:`joined_sound`.

    A voice that was asked again may say the same text otherwise, so it is not the key alone that tells.
    """
    return " ".join(
        f"{part.key} {outline.frames} {crc32(outline.energy)} {silences}"
        for part, outline in ((part, outlines[part.key]) for part in parts)
        for silences in [_silences(part, outline, rate=rate, pauses=pauses)]
    )


def joined_length(
    parts: Sequence[Part], outlines: Mapping[str, Outline], *, rate: int, pauses: Pauses
) -> int:
    """The frames of the whole; ``outlines`` are by key."""
    return sum(
        outlines[part.key].frames
        + sum(length for _, length in _silences(part, outlines[part.key], rate=rate, pauses=pauses))
        for part in parts
    )


def joined_energy(
    parts: Sequence[Part], outlines: Mapping[str, Outline], *, rate: int, pauses: Pauses
) -> NDArray[np.float64]:
    """How loud the whole is in each tenth of a second, the rests counted to a tenth."""
    import numpy as np

    hop = HOP_S * rate
    joined: list[NDArray[np.float64]] = []
    for part in parts:
        outline = outlines[part.key]
        silences = _silences(part, outline, rate=rate, pauses=pauses)
        places = [round(frame / hop) for frame, length in silences for _ in range(round(length / hop))]
        hops = hops_of(outline.energy)
        joined.append(np.insert(hops, np.minimum(places, len(hops)).astype(np.intp), 0.0))
    return np.concatenate(joined)


def amplified(pcm: bytes, gain: float) -> bytes:
    """PCM times a gain; what would pass full scale stays at it."""
    if gain == 1:
        return pcm
    import numpy as np

    return bytes(multiplied(np.frombuffer(pcm, "<i2"), gain).astype("<i2", copy=False).tobytes())


def joined_words(
    parts: Sequence[Part], outlines: Mapping[str, Outline], *, rate: int, pauses: Pauses
) -> tuple[WordTime, ...]:
    """The words of the parts as words of the whole; where a voice told no times they are estimated."""
    found: list[WordTime] = []
    begun = 0
    for part in parts:
        outline = outlines[part.key]
        silences = _silences(part, outline, rate=rate, pauses=pauses)
        frames = [frame for frame, _ in silences]
        passed = list(accumulate((length for _, length in silences), initial=0))
        for told in outline.words or _estimated(part.text, outline):
            index = part.words[told.index]
            before = passed[bisect_right(frames, told.start)]
            behind = max(before, passed[bisect_left(frames, told.end)])
            start = found.pop().start if found and found[-1].index == index else begun + told.start + before
            found.append(WordTime(index, start, begun + told.end + behind))
        begun += outline.frames + sum(length for _, length in silences)
    return tuple(found)


def _silences(part: Part, outline: Outline, *, rate: int, pauses: Pauses) -> list[tuple[int, int]]:
    """Where silence is put into the sound of a part, and how much: frames."""
    rested = [(breath.frame, part.rests.get(breath.word, Rest.COMMA)) for breath in outline.breaths]
    if joint := part.rests.get(len(part.words) - 1):
        rested.append((outline.frames, joint))
    return [(frame, round(rest_ms(rest, pauses) * rate / 1000)) for frame, rest in rested]


def _estimated(text: str, outline: Outline) -> Iterator[WordTime]:
    """Word times worked out between one breath and the next."""
    said = text.split()
    first = frame = 0
    for breath in (*outline.breaths, Breath(len(said) - 1, outline.frames)):
        for word in spread(" ".join(said[first : breath.word + 1]), frame, breath.frame):
            yield WordTime(word.index + first, word.start, word.end)
        first, frame = breath.word + 1, breath.frame


def _rested(parts: Sequence[Part], rests_of_all: Mapping[int, Rest]) -> Iterator[Part]:
    """The parts with the rests that the whole text has there; at a joint there is always one."""
    for part, after in zip(parts, (*parts[1:], None), strict=True):
        inside = {index: rests_of_all[word] for index, word in enumerate(part.words) if word in rests_of_all}
        last = len(part.words) - 1
        inside.pop(last, None)
        if after is not None:
            is_cut_word = bool(part.words and after.words and part.words[-1] == after.words[0])
            word = part.words[-1] if part.words else 0
            inside[last] = Rest.CLOSE if is_cut_word else rests_of_all.get(word, Rest.CLOSE)
        yield replace(part, rests=inside)


def _shared(pieces: Sequence[str], said: str, words: Sequence[int]) -> Iterator[Sequence[int]]:
    """For each piece, whose words it has. Only blanks are lost between pieces, but a word that is too long
    for any of them is in several."""
    if len(pieces) == 1:
        yield words
        return
    owners = iter(zip(said.split(), words, strict=True))
    left, owner = 0, 0
    for piece in pieces:
        owned = []
        for word in piece.split():
            if not left:
                whole, owner = next(owners)
                left = len(whole)
            left -= len(word)
            owned.append(owner)
        yield owned


def _going_on(text: str, language: str, limit: int) -> str:
    """The text with a comma, so that a voice that is cut short does not sound as if the sentence ended: the
    pitch of espeak's falls to 74 Hz there, and rises to 90 Hz before a comma. Nobody hears the comma's pause,
    since silence around a part is trimmed."""
    mark = _GOES_ON.get(language, _GOES_ON_ABROAD)
    return text if len(text) >= limit or text.rstrip(_CLOSERS)[-1:] in PAUSE_MARKS else text + mark
