"""What the clip of an utterance is joined from: its text in parts, each said by one voice in one breath.

A text is cut where its language changes and where it is too long for the voice. Latin words are said by the
same voice speaking their language, where it can; else they are given to it in Arabic letters. So every word
of an utterance is said, and its time is known by its place in the utterance, whatever it was cut into.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from briefing.audio.decode import FIT_VERSION
from briefing.contracts import PAUSE_MARKS, Polyglot, Voice
from briefing.model import WordTime
from briefing.store import key_of
from briefing.text import tongues
from briefing.text.clauses import clauses
from briefing.text.durations import spread

JOINT_MS: Final = 180
"""Silence between two parts of an utterance that a voice could not say in one breath."""
CLOSE_JOINT_MS: Final = 40
"""The same where the cut is not at a mark. With the room that is left around a sound it is some 60 ms, what a
closed consonant between two words takes."""
FADE_MS: Final = 5
"""A voice may begin in the middle of a wave; faded in and out, nothing clicks at a joint."""
OWN: Final = ""
"""Stands for the voice's own language."""

_GOES_ON: Final = {OWN: "،"}
_GOES_ON_ABROAD: Final = ","
_CLOSERS: Final = "»”’\"')]"
_INITIAL: Final = re.compile(r"(?:^|[\s.])[^\W\d_]\.$")


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
    joint_ms: int
    """Silence behind it; 0 behind the last."""


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

    def voice(self, language: str) -> Voice:
        """Who says parts in that language."""
        found = self._voice(language)
        assert found is not None, "a part names a language its voice speaks"
        return found

    def parts(self, text: str) -> tuple[Part, ...]:
        """A text in parts; together they say all of its words in their order."""
        groups = list(self._groups(text))
        return tuple(
            part
            for number, (language, said, words) in enumerate(groups, 1)
            for part in self._parts(language, said, words, goes_on=number < len(groups))
        )

    def _parts(self, language: str, said: str, words: Sequence[int], *, goes_on: bool) -> Iterator[Part]:
        """A text of one language in parts."""
        limit = self.voice(language).max_chars
        pieces = ([said] if len(said) <= limit else clauses(said, limit)) or [said]
        for number, (piece, owned) in enumerate(zip(pieces, _shared(pieces, said, words), strict=True), 1):
            last = number == len(pieces)
            text = _going_on(piece, language, limit) if last and goes_on else piece
            joint_ms = 0 if last and not goes_on else _joint_ms(piece)
            key = key_of(FIT_VERSION, self._fingerprint(language), str(self._rate), text)
            yield Part(text, key, language, owned, joint_ms)

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


def joints(parts: Sequence[Part], *, rate: int) -> list[int]:
    """Frames of silence after each part."""
    return [round(part.joint_ms * rate / 1000) for part in parts]


def joined_sound(parts: Sequence[Part], sounds: Sequence[bytes], *, rate: int) -> bytes:
    """The parts' PCM as that of the whole, silence between them."""
    if len(sounds) == 1:
        return sounds[0]
    joined: list[bytes] = []
    for number, (pcm, joint) in enumerate(zip(sounds, joints(parts, rate=rate), strict=True)):
        joined += [
            _faded(pcm, rate=rate, begin=number > 0, end=number + 1 < len(sounds)),
            bytes(2 * joint),
        ]
    return b"".join(joined)


def amplified(pcm: bytes, gain: float) -> bytes:
    """PCM times a gain; what would pass full scale stays at it."""
    if gain == 1:
        return pcm
    import numpy as np

    sound = np.frombuffer(pcm, "<i2").astype(np.float32) * np.float32(gain)
    return bytes(np.clip(np.rint(sound), -32_768, 32_767).astype("<i2").tobytes())


def joined_words(
    parts: Sequence[Part],
    sizes: Mapping[str, int],
    words: Mapping[str, tuple[WordTime, ...]],
    *,
    rate: int,
) -> tuple[WordTime, ...]:
    """The words of the parts as words of the whole.

    Args:
        parts: of one utterance.
        sizes: key of a part to its frames.
        words: key of a part to its words' times; where there are none they are estimated.
        rate: frames per second.
    """
    found: list[WordTime] = []
    frame = 0
    for part, joint in zip(parts, joints(parts, rate=rate), strict=True):
        for told in words[part.key] or spread(part.text, 0, sizes[part.key]):
            index = part.words[told.index]
            start = found.pop().start if found and found[-1].index == index else told.start + frame
            found.append(WordTime(index, start, told.end + frame))
        frame += sizes[part.key] + joint
    return tuple(found)


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


def _joint_ms(text: str) -> int:
    bare = text.rstrip().rstrip(_CLOSERS)
    return JOINT_MS if bare[-1:] in PAUSE_MARKS and not _INITIAL.search(bare) else CLOSE_JOINT_MS


def _going_on(text: str, language: str, limit: int) -> str:
    """The text with a comma, so that a voice that is cut short does not sound as if the sentence ended: the
    pitch of espeak's falls to 74 Hz there, and rises to 90 Hz before a comma. Nobody hears the comma's pause,
    since silence around a part is trimmed."""
    mark = _GOES_ON.get(language, _GOES_ON_ABROAD)
    return text if len(text) >= limit or text.rstrip(_CLOSERS)[-1:] in PAUSE_MARKS else text + mark


def _faded(pcm: bytes, *, rate: int, begin: bool, end: bool) -> bytes:
    import numpy as np

    samples = np.frombuffer(pcm, "<i2").astype(np.float32)
    frames = min(round(FADE_MS * rate / 1000), len(samples))
    ramp = np.arange(frames, dtype=np.float32) / max(frames, 1)
    if begin:
        samples[:frames] *= ramp
    if end:
        samples[len(samples) - frames :] *= ramp[::-1]
    return np.round(samples).astype("<i2").tobytes()
