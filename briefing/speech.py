"""Record a script: look each text up, have the voice speak what is missing, keep it.

The same text is voiced once, however often it is said (the summary repeats sentences of the narration).
What a voice gave is kept the moment it arrives, so a killed run loses only what was in the air.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from threading import Event as Flag
from threading import Lock
from typing import Final

from briefing.audio.decode import FIT_VERSION, fit
from briefing.contracts import PAUSE_MARKS, Voice
from briefing.errors import OutputError, VoiceOffline, VoiceRefused
from briefing.events import OnEvent, Retrying, Voiced, ignore
from briefing.model import Clip, Script, Utterance, WordTime
from briefing.store import Piece, Store, key_of
from briefing.text.clauses import clauses
from briefing.text.durations import spread

PATIENCE_S: Final = 60.0
"""Seconds of waiting that one text is worth before the run gives up."""
FIRST_WAIT_S: Final = 1.0
"""Seconds before the second attempt; doubled each time, unless the service names its own."""
JITTER: Final = 0.2
"""Waits are made this much longer or shorter, so that runs that failed together do not come back so."""
JOINT_MS: Final = 180
"""Silence between two pieces of an utterance that a voice could not say in one breath."""
CLOSE_JOINT_MS: Final = 40
"""The same where the cut is not at a mark."""


@dataclass(frozen=True, slots=True)
class _Part:
    text: str
    key: str


@dataclass(frozen=True, slots=True)
class Recording:
    """The clips of a script: their lengths at hand, their sound read from the store when asked for."""

    store: Store
    rate: int
    parts: Mapping[str, tuple[_Part, ...]]
    """Utterance id to what its clip is joined from."""
    lengths: Mapping[str, int]
    """Utterance id to frames."""
    words: Mapping[str, tuple[WordTime, ...]]
    """Utterance id to the words' times in frames of its clip."""
    estimated: frozenset[str]
    """Utterances whose words' times are worked out, since the voice does not say them."""
    fresh: int
    """How many utterances needed the voice."""

    def joined(self, other: Recording) -> Recording:
        """This and another recording of other utterances, as one."""
        return Recording(
            self.store,
            self.rate,
            {**self.parts, **other.parts},
            {**self.lengths, **other.lengths},
            {**self.words, **other.words},
            self.estimated | other.estimated,
            self.fresh + other.fresh,
        )

    def clip(self, utterance: str) -> Clip:
        """The clip of an utterance.

        Raises:
            OutputError: someone emptied the cache meanwhile.
        """
        mine = self.parts[utterance]
        sound: list[bytes] = []
        for part, joint in zip(mine, (*_joints(mine, self.rate), 0), strict=True):
            piece = self.store.find(part.key)
            if piece is None:
                message = "the cache was emptied during this run"
                raise OutputError(message, hint="run the same command again")
            sound += [piece.pcm, bytes(2 * joint)]
        return Clip(utterance, b"".join(sound), self.words[utterance])


def record(
    script: Script,
    voice: Voice,
    store: Store,
    *,
    rate: int = 0,
    force: bool = False,
    jobs: int = 0,
    patience_s: float = PATIENCE_S,
    on_event: OnEvent = ignore,
    pause: Callable[[float], object] | None = None,
) -> Recording:
    """Have every utterance of a script spoken, or found in the store.

    Args:
        script: what to say.
        voice: who says it; called from several threads.
        store: where pieces are kept.
        rate: frames per second of the clips; 0 for the voice's own.
        force: voice again what is already kept.
        jobs: how many texts at once, at most what the voice allows; 0 for that.
        patience_s: seconds of waiting that one text is worth, while the voice does not answer.
        on_event: told what happens, one call at a time.
        pause: waits some seconds between attempts; ends early when the run does, if not given.

    Raises:
        VoiceError: something could not be said, so that nothing is made; what was said is kept.
        OutputError: the store cannot be written.
    """
    rate = rate or voice.rate
    fingerprint = voice.fingerprint()
    parts = {item.id: _parts_of(item, voice, fingerprint, rate) for item in script.utterances()}
    sizes: dict[str, int] = {}
    words: dict[str, tuple[WordTime, ...]] = {}
    missing: dict[str, tuple[_Part, str]] = {}
    for name, mine in parts.items():
        for part in mine:
            if part.key in sizes or part.key in missing:
                continue
            piece = None if force else store.find(part.key)
            if piece is None:
                missing[part.key] = (part, name)
            else:
                sizes[part.key], words[part.key] = len(piece.pcm) // 2, piece.words
    fresh_names = {name for name, mine in parts.items() if any(part.key in missing for part in mine)}
    total = len(parts)

    def report() -> None:
        done = sum(all(part.key in sizes for part in mine) for mine in parts.values())
        on_event(Voiced(done, total, len(fresh_names)))

    report()
    if missing:
        voice.check()
        stop, turn = Flag(), Lock()
        attempts = _Attempts(patience_s, pause or stop.wait, stop, turn, on_event)

        def speak(part: _Part, name: str) -> tuple[str, int, tuple[WordTime, ...]]:
            """Speak and keep one part; the sound itself is not handed back, or memory would grow."""
            piece = attempts.speak(part, name, voice, rate=rate)
            store.keep(part.key, piece)
            return part.key, len(piece.pcm) // 2, piece.words

        with ThreadPoolExecutor(max_workers=max(1, min(jobs or voice.parallel, voice.parallel))) as pool:
            pending: set[Future[tuple[str, int, tuple[WordTime, ...]]]] = {
                pool.submit(speak, part, name) for part, name in missing.values()
            }
            try:
                while pending:
                    done, pending = wait(pending, timeout=1.0, return_when=FIRST_EXCEPTION)
                    for item in done:
                        key, frames, times = item.result()
                        sizes[key], words[key] = frames, times
                    with turn:
                        report()
            except BaseException:
                stop.set()
                voice.close()  # sends away the threads that wait for it
                pool.shutdown(wait=False, cancel_futures=True)
                raise
    return Recording(
        store,
        rate,
        parts,
        {
            name: sum(sizes[part.key] for part in mine) + sum(_joints(mine, rate))
            for name, mine in parts.items()
        },
        {name: _joined_words(mine, rate, sizes, words) for name, mine in parts.items()},
        frozenset(name for name, mine in parts.items() if not all(words[part.key] for part in mine)),
        len(fresh_names),
    )


@dataclass(frozen=True, slots=True)
class Survey:
    """What recording a script would ask of its voice."""

    requests: int
    """Texts that are not in the store."""
    cached: int
    """Texts that are."""


def survey(script: Script, voice: Voice, store: Store, *, rate: int = 0) -> Survey:
    """Count without speaking; see :func:`record`."""
    fingerprint = voice.fingerprint()
    keys = {
        part.key
        for item in script.utterances()
        for part in _parts_of(item, voice, fingerprint, rate or voice.rate)
    }
    cached = sum(map(store.has, keys))
    return Survey(len(keys) - cached, cached)


def _parts_of(item: Utterance, voice: Voice, fingerprint: str, rate: int) -> tuple[_Part, ...]:
    texts = [item.spoken] if len(item.spoken) <= voice.max_chars else clauses(item.spoken, voice.max_chars)
    return tuple(_Part(text, key_of(FIT_VERSION, fingerprint, str(rate), text)) for text in texts)


@dataclass(frozen=True, slots=True)
class _Attempts:
    """Asks a voice again while it does not answer, as long as patience lasts."""

    patience_s: float
    pause: Callable[[float], object]
    stop: Flag
    turn: Lock
    on_event: OnEvent

    def speak(self, part: _Part, name: str, voice: Voice, *, rate: int) -> Piece:
        """One part of the utterance ``name``."""
        backoff_s, waited_s, attempt = FIRST_WAIT_S, 0.0, 1
        while True:
            if self.stop.is_set():
                message = "the run was stopped"
                raise VoiceOffline(message)
            try:
                pcm, words = fit(voice.speak(part.text), rate=rate)
                return Piece(pcm, rate, words)
            except VoiceRefused as error:
                message = f"{error.message} (utterance {name}: {part.text[:80]!r})"
                hint = error.hint or "change the text with: briefing script"
                raise VoiceRefused(message, hint=hint) from error
            except VoiceOffline as error:
                wait_s = error.retry_after
                if wait_s is None:
                    wait_s = backoff_s * random.uniform(1 - JITTER, 1 + JITTER)
                if waited_s + wait_s > self.patience_s:
                    message = f"{error.message} (attempt {attempt}, utterance {name})"
                    hint = error.hint or "run the same command again later, or add: --fallback espeak"
                    raise VoiceOffline(message, hint=hint, retry_after=error.retry_after) from error
                with self.turn:
                    self.on_event(Retrying(name, error.message, attempt, wait_s))
                self.pause(wait_s)
                backoff_s, waited_s, attempt = backoff_s * 2, waited_s + wait_s, attempt + 1


def _joints(parts: tuple[_Part, ...], rate: int) -> tuple[int, ...]:
    """Frames of silence after each part but the last."""
    return tuple(
        round((JOINT_MS if part.text.rstrip()[-1:] in PAUSE_MARKS else CLOSE_JOINT_MS) * rate / 1000)
        for part in parts[:-1]
    )


def _joined_words(
    parts: tuple[_Part, ...],
    rate: int,
    sizes: Mapping[str, int],
    words: Mapping[str, tuple[WordTime, ...]],
) -> tuple[WordTime, ...]:
    """The words of the parts as words of the whole: indexes and frames moved on."""
    found: list[WordTime] = []
    index = frame = 0
    for part, joint in zip(parts, (*_joints(parts, rate), 0), strict=True):
        told = words[part.key] or spread(part.text, 0, sizes[part.key])
        found += [WordTime(word.index + index, word.start + frame, word.end + frame) for word in told]
        index += len(part.text.split())
        frame += sizes[part.key] + joint
    return tuple(found)
