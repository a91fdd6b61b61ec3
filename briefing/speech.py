"""Record a script: look each text up, have the voice speak what is missing, keep it.

The same text is voiced once, however often it is said (the summary repeats sentences of the narration).
What a voice gave is kept the moment it arrives, so a killed run loses only what was in the air.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from dataclasses import dataclass
from threading import Event as Flag
from threading import Lock
from typing import Final

from briefing.audio.decode import fit
from briefing.contracts import Voice
from briefing.errors import OutputError, VoiceOffline, VoiceRefused
from briefing.events import OnEvent, Retrying, Voiced, ignore
from briefing.model import Clip, Script, WordTime
from briefing.parts import Outline, Part, Speakers, joined_length, joined_sound, joined_words
from briefing.settings import Pauses
from briefing.store import Piece, Store

PATIENCE_S: Final = 60.0
"""Seconds of waiting that one text is worth before the run gives up."""
FIRST_WAIT_S: Final = 1.0
"""Seconds before the second attempt; doubled each time, unless the service names its own."""
TICK_S: Final = 1.0
"""Seconds between two reports."""
JITTER: Final = 0.2
"""Waits are made this much longer or shorter, so that runs that failed together do not come back so."""


@dataclass(frozen=True, slots=True)
class Recording:
    """The clips of a script: their lengths at hand, their sound read from the store when asked for."""

    store: Store
    rate: int
    parts: Mapping[str, tuple[Part, ...]]
    """Utterance id to what its clip is joined from."""
    lengths: Mapping[str, int]
    """Utterance id to frames."""
    words: Mapping[str, tuple[WordTime, ...]]
    """Utterance id to the words' times in frames of its clip."""
    estimated: frozenset[str]
    """Utterances whose words' times are worked out, since the voice does not say them."""
    fresh: int
    """How many utterances needed the voice."""
    pauses: Pauses
    """Those inside the utterances."""

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
            self.pauses,
        )

    def clip(self, utterance: str) -> Clip:
        """The clip of an utterance.

        Raises:
            OutputError: someone emptied the cache meanwhile.
        """
        mine = self.parts[utterance]
        pieces: list[Piece] = []
        for part in mine:
            piece = self.store.find(part.key)
            if piece is None:
                message = "the cache was emptied during this run"
                raise OutputError(message, hint="run the same command again")
            pieces.append(piece)
        pcm = joined_sound(mine, pieces, rate=self.rate, pauses=self.pauses)
        return Clip(utterance, pcm, self.words[utterance])


def record(
    script: Script,
    voice: Voice,
    store: Store,
    *,
    rate: int = 0,
    pauses: Pauses = Pauses(),  # noqa: B008  (frozen)
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
        pauses: the silences inside the utterances.
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
    speakers = Speakers(voice, rate=rate)
    parts = {item.id: speakers.parts(item.spoken) for item in script.utterances()}
    outlines: dict[str, Outline] = {}
    missing: dict[str, tuple[Part, str]] = {}
    for name, mine in parts.items():
        for part in mine:
            if part.key in outlines or part.key in missing:
                continue
            piece = None if force else store.find(part.key)
            if piece is None:
                missing[part.key] = (part, name)
            else:
                outlines[part.key] = Outline.of(piece)
    progress = _Progress(parts, missing)

    def report() -> None:
        on_event(Voiced(progress.done, len(parts), progress.fresh))

    report()
    if missing:
        for language in sorted({part.language for part, _ in missing.values()}):
            speakers.voice(language).check()
        stop, over, turn = Flag(), Flag(), Lock()
        attempts = _Attempts(patience_s, pause or stop.wait, stop, turn, on_event)

        def speak(part: Part, name: str) -> None:
            """Speak and keep one part; the sound itself is not kept here, or memory would grow."""
            try:
                piece = attempts.speak(part, name, speakers.voice(part.language), rate=rate)
                store.keep(part.key, piece)
                with turn:
                    outlines[part.key] = Outline.of(piece)
                    if progress.count(part.key) == 0:
                        over.set()
            except BaseException:
                over.set()
                raise

        with ThreadPoolExecutor(max_workers=max(1, min(jobs or voice.parallel, voice.parallel))) as pool:
            try:
                tasks = [pool.submit(speak, part, name) for part, name in missing.values()]
                while not over.wait(TICK_S):
                    with turn:
                        report()
                for task in wait(tasks, return_when=FIRST_EXCEPTION).done:
                    task.result()
                report()
            except BaseException:
                stop.set()
                voice.close()  # sends away the threads that wait for it, in whatever language
                pool.shutdown(wait=False, cancel_futures=True)
                raise
    return Recording(
        store,
        rate,
        parts,
        {name: joined_length(mine, outlines, rate=rate, pauses=pauses) for name, mine in parts.items()},
        {name: joined_words(mine, outlines, rate=rate, pauses=pauses) for name, mine in parts.items()},
        frozenset(name for name, mine in parts.items() if not all(outlines[part.key].words for part in mine)),
        progress.fresh,
        pauses,
    )


class _Progress:
    """How many utterances have all their sound, counted as it comes."""

    def __init__(self, parts: Mapping[str, Sequence[Part]], missing: Collection[str]) -> None:
        """Count what is there.

        Args:
            parts: those of each utterance.
            missing: the keys of those that have no sound yet.
        """
        self._left: dict[str, int] = {}
        self._waiting: defaultdict[str, list[str]] = defaultdict(list)
        for name, mine in parts.items():
            keys = {part.key for part in mine if part.key in missing}
            if keys:
                self._left[name] = len(keys)
            for key in keys:
                self._waiting[key].append(name)
        self.fresh = len(self._left)
        """Utterances that needed the voice."""
        self.done = len(parts) - self.fresh

    def count(self, key: str) -> int:
        """This part has its sound now; how many have none yet."""
        for name in self._waiting.pop(key, ()):
            self._left[name] -= 1
            self.done += not self._left[name]
        return len(self._waiting)


@dataclass(frozen=True, slots=True)
class Survey:
    """What recording a script would ask of its voice."""

    requests: int
    """Texts that are not in the store."""
    cached: int
    """Texts that are."""


def survey(script: Script, voice: Voice, store: Store, *, rate: int = 0) -> Survey:
    """Count without speaking; see :func:`record`."""
    speakers = Speakers(voice, rate=rate or voice.rate)
    keys = {part.key for item in script.utterances() for part in speakers.parts(item.spoken)}
    cached = sum(map(store.has, keys))
    return Survey(len(keys) - cached, cached)


@dataclass(frozen=True, slots=True)
class _Attempts:
    """Asks a voice again while it does not answer, as long as patience lasts."""

    patience_s: float
    pause: Callable[[float], object]
    stop: Flag
    turn: Lock
    on_event: OnEvent

    def speak(self, part: Part, name: str, voice: Voice, *, rate: int) -> Piece:
        """One part of the utterance ``name``."""
        backoff_s, waited_s, attempt = FIRST_WAIT_S, 0.0, 1
        while True:
            if self.stop.is_set():
                message = "the run was stopped"
                raise VoiceOffline(message)
            try:
                fitted = fit(voice.speak(part.text), rate=rate, text=part.text)
                return Piece(fitted.pcm, rate, fitted.words, fitted.breaths)
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
