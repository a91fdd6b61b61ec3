"""A take: a script that has been spoken and laid out. From it :mod:`briefing.mastering` writes the master.

One voice speaks a briefing. Where it fails and a fallback was named, the fallback speaks the whole of it,
or, if that was asked for, only the segments that the first voice could not finish.
"""

from __future__ import annotations

import math
from dataclasses import replace
from functools import partial
from typing import Final

from briefing import __version__, choices, early, speech
from briefing.audio import sounds
from briefing.audio.mpeg import frame_samples
from briefing.errors import RequestError
from briefing.events import OnEvent, StageBegun, ignore
from briefing.model import Briefing, Script, SoundKind, Timeline, VoiceCredit
from briefing.records import dataclass
from briefing.settings import Jingles, Settings, Target, target_of
from briefing.speech import Booth, Recording
from briefing.store import Store
from briefing.timeline import Silences, lay
from briefing.vowelling import fitted

MPEG_RATES: Final = (8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000)

GAIN_STEP_DB: Final = 0.05
"""The gain is a whole number of these, and so is how loud the sounds are: else a changed sentence would move
all others by some thousandths of a decibel, and they would have to be encoded again."""


@dataclass(frozen=True, slots=True)
class Take:
    """A script that has its sound, in the store, and its timeline; nothing is written yet."""

    script: Script
    recording: Recording
    timeline: Timeline
    briefing: Briefing
    """Its list of files still empty."""
    target: Target | None
    """How loud it is to be."""
    jingles: Jingles
    """The user's own sounds."""


def booth(
    speaker: choices.SpeakingVoice,
    store: Store,
    *,
    settings: Settings,
    rate: int = 0,
    on_event: OnEvent = ignore,
) -> Booth:
    """Where a voice that was chosen speaks, as the settings ask; at another rate where one is given.

    Raises:
        ConfigError: a sound of the user's cannot be used, which is told before anything is voiced.
    """
    rate = rate or _rate(speaker, settings)
    jingles = choices.jingles_of(settings)
    if settings.sounds and jingles != Jingles():
        sounds.load(jingles, SoundKind, rate=rate)
    return Booth(
        speaker.voice,
        store,
        rate=rate,
        pauses=choices.pauses_of(settings),
        force=settings.force,
        jobs=settings.jobs,
        patience_s=settings.patience_s,
        on_event=on_event,
    )


def record(
    script: Script,
    speaker: choices.SpeakingVoice,
    store: Store,
    *,
    settings: Settings,
    created: str,
    at: Booth,
) -> Take:
    """Voice a script, or find its sound in the store, and lay it out.

    Args:
        script: what to say.
        speaker: who says it.
        store: where pieces are kept.
        settings: what was asked for.
        created: ISO 8601 date.
        at: the voice's booth; it may have begun.

    Raises:
        VoiceError: something could not be said.
        OutputError: the store cannot be written.
    """
    at.tell(StageBegun("voice"))
    script = fitted(script, speaker.voice, store, settings=settings)
    if settings.sounds:
        early.beside(partial(sounds.prepare, SoundKind, rate=at.rate))
    recording = at.record(script)
    by = credit(speaker, settings)
    return laid(script, recording, by, rate=at.rate, settings=settings, created=created)


def relieve(
    script: Script,
    speaker: choices.SpeakingVoice,
    other_script: Script,
    other: choices.SpeakingVoice,
    store: Store,
    *,
    settings: Settings,
    created: str,
    at: Booth,
) -> Take:
    """What ``speaker`` finished stays; ``other`` speaks the segments that it did not.

    Args:
        script: what was written for the voice that failed.
        speaker: the voice that failed; it is asked for nothing more.
        other_script: the same article written for the voice that takes over.
        other: that voice. The master keeps the rate of the first.
        store: where the pieces are.
        settings: what was asked for.
        created: ISO 8601 date.
        at: the other voice's booth.

    Raises:
        VoiceError: the other voice fails too.
    """
    rate = _rate(speaker, settings)
    at.tell(StageBegun("voice"))
    other_script = fitted(other_script, other.voice, store, settings=settings)
    finished = {
        segment.id: segment
        for segment in fitted(script, speaker.voice, store, settings=settings).segments
        if not speech.survey(replace(script, segments=(segment,)), speaker.voice, store, rate=rate).requests
    }
    theirs = replace(
        other_script, segments=tuple(item for item in other_script.segments if item.id not in finished)
    )
    merged = replace(
        other_script, segments=tuple(finished.get(item.id, item) for item in other_script.segments)
    )
    kept = replace(script, segments=tuple(finished.values()))
    pauses = choices.pauses_of(settings)
    recording = speech.record(kept, speaker.voice, store, rate=rate, pauses=pauses).joined(at.record(theirs))
    credited = replace(
        credit(speaker, settings),
        helped_by=other.name,
        helped_in=tuple(segment.id for segment in theirs.segments),
        reason=other.reason,
    )
    return laid(merged, recording, credited, rate=rate, settings=settings, created=created)


def _rate(speaker: choices.SpeakingVoice, settings: Settings) -> int:
    if settings.sample_rate and settings.sample_rate not in MPEG_RATES:
        message = f"no MP3 has {settings.sample_rate} frames per second; known: {MPEG_RATES}"
        raise RequestError(message, hint="--sample-rate 44100")
    return settings.sample_rate or speaker.voice.rate


def credit(speaker: choices.SpeakingVoice, settings: Settings) -> VoiceCredit:
    """Who speaks, for ``briefing.json``."""
    return VoiceCredit(
        name=speaker.name,
        language=speaker.voice.language,
        online=speaker.voice.online,
        fingerprint=speaker.voice.fingerprint(),
        options=choices.options_of("voices", speaker.name, settings),
        stands_in_for=speaker.stands_in_for,
        reason=speaker.reason if speaker.stands_in_for else "",
    )


def laid(
    script: Script,
    recording: Recording,
    by: VoiceCredit,
    *,
    rate: int,
    settings: Settings,
    created: str,
    silences: Silences | None = None,
) -> Take:
    """A script that was spoken, laid out.

    Args:
        script: what is said.
        recording: its sound.
        by: who speaks.
        rate: frames per second.
        settings: what was asked for.
        created: ISO 8601 date.
        silences: those to the frame, where the whole is to have an exact length.
    """
    target = target_of(settings.loudness)
    timeline = lay(
        script,
        recording.lengths,
        rate=rate,
        pauses=choices.pauses_of(settings),
        interludes=choices.interludes_of(settings),
        words=recording.words,
        estimated=recording.estimated,
        silences=silences,
        grid=frame_samples(rate),
    )
    briefing = Briefing(
        id=script.id,
        created=created,
        generator=f"briefing {__version__}",
        masthead=script.masthead,
        voice=by,
        settings=choices.noted(settings),
        rate=rate,
        frames=timeline.frames,
        chapters=timeline.chapters,
        utterances=timeline.cues,
        sounds=timeline.sounds,
        gain_db=_gain_db(recording, timeline, target),
    )
    return Take(script, recording, timeline, briefing, target, choices.jingles_of(settings))


def _gain_db(recording: Recording, timeline: Timeline, target: Target | None) -> float:
    """What makes the recording as loud as the target; nothing for what is too short to be measured."""
    if target is None:
        return 0.0
    lufs = recording.lufs({cue.id: cue.start for cue in timeline.cues})
    return stepped(target.lufs - lufs) if math.isfinite(lufs) else 0.0


def stepped(db: float) -> float:
    """The nearest gain that is used."""
    return round(round(db / GAIN_STEP_DB) * GAIN_STEP_DB, 2)
