"""Record a script: look each text up, have the voice speak what is missing, keep it.

The same text is voiced once, however often it is said (the summary repeats sentences of the narration).
What a voice gave is kept the moment it arrives, so a killed run loses only what was in the air.
"""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from dataclasses import field, replace
from threading import Event as Flag
from threading import Lock
from types import TracebackType
from typing import Final, Self

from briefing.audio import elastic
from briefing.audio.decode import fit
from briefing.audio.loudness import HOP_S, energy_of, integrated
from briefing.contracts import Voice
from briefing.errors import OutputError, VoiceOffline, VoiceRefused
from briefing.events import Event, OnEvent, Retrying, Voiced, ignore
from briefing.model import Clip, Script, WordTime
from briefing.parts import (
    Part,
    Speakers,
    amplified,
    joined_energy,
    joined_identity,
    joined_length,
    joined_sound,
    joined_words,
)
from briefing.records import dataclass
from briefing.settings import Pauses
from briefing.store import Outline, Piece, Store

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
    outlines: Mapping[str, Outline]
    """Key of a part to what is known of its sound; the times of its words are in ``words``."""
    fresh: int
    """How many utterances needed the voice."""
    pauses: Pauses
    """Those inside the utterances."""
    gains: Mapping[str, float] = field(default_factory=dict)
    """Utterance id to what its sound is multiplied by, where another voice speaks it than the first one."""
    stretched: frozenset[str] = frozenset()
    """Utterances that were made longer or shorter than the voice said them: ``lengths`` says how long."""

    def joined(self, other: Recording) -> Recording:
        """This and another voice's recording of other utterances, as one: the other is made as loud, once."""
        mine, theirs = self.lufs(), other.lufs()
        gain = 10 ** ((mine - theirs) / 20) if math.isfinite(mine) and math.isfinite(theirs) else 1.0
        return Recording(
            self.store,
            self.rate,
            {**self.parts, **other.parts},
            {**self.lengths, **other.lengths},
            {**self.words, **other.words},
            self.estimated | other.estimated,
            {**self.outlines, **other.outlines},
            self.fresh + other.fresh,
            self.pauses,
            {**self.gains, **dict.fromkeys(other.parts, gain)},
            self.stretched | other.stretched,
        )

    def at_lengths(self, lengths: Mapping[str, int]) -> Recording:
        """This, each utterance made so many frames long at the same pitch."""
        changed = {name for name, frames in lengths.items() if frames != self.lengths[name]}
        words = {
            name: tuple(
                WordTime(
                    word.index,
                    round(word.start * lengths[name] / self.lengths[name]),
                    round(word.end * lengths[name] / self.lengths[name]),
                )
                for word in self.words[name]
            )
            for name in changed
        }
        return replace(
            self,
            lengths={**self.lengths, **lengths},
            words={**self.words, **words},
            stretched=self.stretched | changed,
        )

    def lufs(self, starts: Mapping[str, int] | None = None) -> float:
        """How loud all of it is together (BS.1770, gated); minus infinity where there is next to nothing.

        The clips were measured as they came; here they are put where they fall, to a tenth of a second.

        Args:
            starts: utterance id to the frame it begins at; end to end if not given.
        """
        import numpy as np

        hop = round(self.rate * HOP_S)
        energies = {
            name: joined_energy(mine, self.outlines, rate=self.rate, pauses=self.pauses)
            * self.gains.get(name, 1.0) ** 2
            for name, mine in self.parts.items()
        }
        if starts is None:
            return integrated(np.concatenate([np.zeros(0), *energies.values()]))
        places = {name: round(starts[name] / hop) for name in energies}
        hops = np.zeros(max((places[name] + len(some) for name, some in energies.items()), default=0))
        for name, some in energies.items():
            hops[places[name] : places[name] + len(some)] += some
        return integrated(hops)

    def identity(self, utterance: str) -> str:
        """What the sound of an utterance follows from: two that are alike in this sound alike."""
        mine = self.parts[utterance]
        length = self.lengths[utterance] if utterance in self.stretched else 0
        joined = joined_identity(mine, self.outlines, rate=self.rate, pauses=self.pauses)
        return f"{joined} {self.gains.get(utterance, 1.0)} {length}"

    def clip(self, utterance: str) -> Clip:
        """The clip of an utterance.

        Raises:
            OutputError: someone emptied or damaged the cache meanwhile.
        """
        import numpy as np

        mine = self.parts[utterance]
        pieces: list[Piece] = []
        for part in mine:
            piece = self.store.find(part.key)
            if piece is None:
                message = "the cache was emptied or damaged during this run"
                raise OutputError(message, hint="run the same command again")
            pieces.append(piece)
        pcm = joined_sound(mine, pieces, rate=self.rate, pauses=self.pauses)
        pcm = amplified(pcm, self.gains.get(utterance, 1.0))
        if utterance in self.stretched:
            samples = np.frombuffer(pcm, "<i2")
            pcm = elastic.fitted(samples, self.lengths[utterance], rate=self.rate).astype("<i2").tobytes()
        return Clip(utterance, pcm, self.words[utterance])


class Booth:
    """Where a voice speaks, several texts at once: begun as soon as a text is known, gathered at the end.

    Use as a context. What was not gathered when it ends is given up.
    """

    def __init__(
        self,
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
    ) -> None:
        """Start nothing yet.

        Args:
            voice: who speaks; called from several threads.
            store: where pieces are kept.
            rate: frames per second of the clips; 0 for the voice's own.
            pauses: the silences inside the utterances.
            force: voice again what is already kept.
            jobs: how many texts at once, at most what the voice allows; 0 for that.
            patience_s: seconds of waiting that one text is worth, while the voice does not answer.
            on_event: told what happens, one call at a time.
            pause: waits some seconds between attempts; ends early when the run does, if not given.
        """
        self.rate = rate or voice.rate
        self._voice, self._store, self._force, self._pauses = voice, store, force, pauses
        self._speakers = Speakers(voice, rate=self.rate)
        self._on_event = on_event
        self._stop, self._turn = Flag(), Lock()
        self._attempts = _Attempts(patience_s, pause or self._stop.wait, self._stop, self._turn, on_event)
        self._pool = ThreadPoolExecutor(max_workers=max(1, min(jobs or voice.parallel, voice.parallel)))
        self._outlines: dict[str, Outline] = {}
        self._tasks: dict[str, Future[Outline]] = {}
        self._checks: dict[str, Future[None]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._pool.shutdown()
            return
        self._stop.set()
        self._voice.close()  # sends away the threads that wait for it, in whatever language
        self._pool.shutdown(cancel_futures=True)  # what is in the air may still come, and is kept

    def tell(self, event: Event) -> None:
        """Say something to whoever follows the voicing, between two events of its own."""
        with self._turn:
            self._on_event(event)

    def ahead(self, utterance: str, text: str) -> None:
        """This text will be said in an utterance: begin now, where the voice is on this machine.

        A voice elsewhere is asked only for what is certain, and told of first.
        """
        if not self._voice.online:
            for part in self._speakers.parts(text):
                self._begin(part, utterance)

    def record(self, script: Script) -> Recording:
        """Have every utterance spoken, or find it in the store.

        Raises:
            VoiceError: something could not be said, so that nothing is made; what was said is kept.
            OutputError: the store cannot be written.
        """
        parts = {item.id: self._speakers.parts(item.spoken) for item in script.utterances()}
        for name, mine in parts.items():
            for part in mine:
                self._begin(part, name)
        keys = {part.key for mine in parts.values() for part in mine}
        waiting = {key: self._tasks[key] for key in keys if key in self._tasks}
        progress = _Progress(parts, waiting)

        def report() -> None:
            with self._turn:
                for key in [key for key, task in waiting.items() if task.done() and not task.exception()]:
                    self._outlines[key] = waiting.pop(key).result()
                    progress.count(key)
                self._on_event(Voiced(progress.done, len(parts), progress.fresh))

        with self._turn:
            self._on_event(Voiced(progress.done, len(parts), progress.fresh))
        while waiting:
            ended, _ = wait(waiting.values(), timeout=TICK_S, return_when=FIRST_EXCEPTION)
            for task in ended:
                task.result()
            report()
        outlines = {key: self._outlines[key] for key in keys}
        if not self._force:  # what is kept can be looked up again; of ten hours it is a lot to hold
            for key in keys:
                del self._outlines[key]
                self._tasks.pop(key, None)
        return Recording(
            store=self._store,
            rate=self.rate,
            parts=parts,
            lengths={
                name: joined_length(mine, outlines, rate=self.rate, pauses=self._pauses)
                for name, mine in parts.items()
            },
            words={
                name: joined_words(mine, outlines, rate=self.rate, pauses=self._pauses)
                for name, mine in parts.items()
            },
            estimated=frozenset(
                name for name, mine in parts.items() if not all(outlines[part.key].words for part in mine)
            ),
            outlines={key: replace(outline, words=()) for key, outline in outlines.items()},
            fresh=progress.fresh,
            pauses=self._pauses,
        )

    def _begin(self, part: Part, utterance: str) -> None:
        if part.key in self._outlines or part.key in self._tasks:
            return
        outline = None if self._force else self._store.look(part.key)
        if outline is not None:
            self._outlines[part.key] = outline
            return
        if part.language not in self._checks:
            voice = self._speakers.voice(part.language)
            self._checks[part.language] = self._pool.submit(voice.check)
        checked = self._checks[part.language]
        self._tasks[part.key] = self._pool.submit(self._speak, part, utterance, checked)

    def _speak(self, part: Part, utterance: str, checked: Future[None]) -> Outline:
        """Speak and keep one part; the sound itself is not kept here, or memory would grow."""
        checked.result()
        piece = self._attempts.speak(part, utterance, self._speakers.voice(part.language), rate=self.rate)
        self._store.keep(part.key, piece)
        return Outline.of(piece)


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
    """Have a whole script spoken, or found in the store; arguments and errors as :class:`Booth`'s."""
    with Booth(
        voice,
        store,
        rate=rate,
        pauses=pauses,
        force=force,
        jobs=jobs,
        patience_s=patience_s,
        on_event=on_event,
        pause=pause,
    ) as booth:
        return booth.record(script)


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
                energy = energy_of(fitted.pcm, rate)
                return Piece(fitted.pcm, rate, fitted.words, fitted.breaths, energy)
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
