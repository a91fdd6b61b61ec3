"""A take: a script that has been spoken and laid out. From it the master is written.

One voice speaks a briefing. Where it fails and a fallback was named, the fallback speaks the whole of it,
or, if that was asked for, only the segments that the first voice could not finish.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from briefing import __version__, choices, model, shelf, speech
from briefing.audio.assemble import write_master
from briefing.errors import RequestError
from briefing.events import Assembled, OnEvent, StageBegun, ignore
from briefing.model import Briefing, Script, Timeline, VoiceCredit
from briefing.settings import TONE_MS, Settings
from briefing.speech import Recording
from briefing.store import Store
from briefing.timeline import frames_of, lay
from briefing.vowelling import fitted

MPEG_RATES: Final = (8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000)


@dataclass(frozen=True, slots=True)
class Take:
    """A script that has its sound, in the store, and its timeline; nothing is written yet."""

    script: Script
    recording: Recording
    timeline: Timeline
    briefing: Briefing
    """Its list of files still empty."""


def record(
    script: Script,
    speaker: choices.SpeakingVoice,
    store: Store,
    *,
    settings: Settings,
    created: str,
    on_event: OnEvent = ignore,
) -> Take:
    """Voice a script, or find its sound in the store, and lay it out.

    Raises:
        VoiceError: something could not be said.
        OutputError: the store cannot be written.
    """
    rate = _rate(speaker, settings)
    on_event(StageBegun("voice"))
    script = fitted(script, speaker.voice, store, settings=settings)
    recording = _spoken(script, speaker, store, rate=rate, settings=settings, on_event=on_event)
    credit = _credit(speaker, settings)
    return _laid(script, recording, credit, rate=rate, settings=settings, created=created)


def relieve(
    script: Script,
    speaker: choices.SpeakingVoice,
    other_script: Script,
    other: choices.SpeakingVoice,
    store: Store,
    *,
    settings: Settings,
    created: str,
    on_event: OnEvent = ignore,
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
        on_event: told what happens.

    Raises:
        VoiceError: the other voice fails too.
    """
    rate = _rate(speaker, settings)
    on_event(StageBegun("voice"))
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
    quiet = replace(settings, force=False)
    recording = _spoken(kept, speaker, store, rate=rate, settings=quiet, on_event=ignore).joined(
        _spoken(theirs, other, store, rate=rate, settings=settings, on_event=on_event)
    )
    credit = replace(
        _credit(speaker, settings),
        helped_by=other.name,
        helped_in=tuple(segment.id for segment in theirs.segments),
        reason=other.reason,
    )
    return _laid(merged, recording, credit, rate=rate, settings=settings, created=created)


def write_down(take: Take, folder: Path, *, on_event: OnEvent = ignore) -> list[str]:
    """Write the script and the master into ``folder``; the names of the files.

    Raises:
        OutputError: the disk failed.
    """
    on_event(StageBegun("master"))
    shelf.write_text(folder / shelf.SCRIPT_FILE, model.to_json(take.script))
    write_master(folder / shelf.MASTER_FILE, take.timeline, take.recording.clip)
    on_event(Assembled(take.timeline.frames, take.timeline.rate))
    return [shelf.SCRIPT_FILE, shelf.MASTER_FILE]


def _rate(speaker: choices.SpeakingVoice, settings: Settings) -> int:
    if settings.sample_rate and settings.sample_rate not in MPEG_RATES:
        message = f"no MP3 has {settings.sample_rate} frames per second; known: {MPEG_RATES}"
        raise RequestError(message, hint="--sample-rate 44100")
    return settings.sample_rate or speaker.voice.rate


def _spoken(
    script: Script,
    speaker: choices.SpeakingVoice,
    store: Store,
    *,
    rate: int,
    settings: Settings,
    on_event: OnEvent,
) -> Recording:
    return speech.record(
        script,
        speaker.voice,
        store,
        rate=rate,
        force=settings.force,
        jobs=settings.jobs,
        patience_s=settings.patience_s,
        on_event=on_event,
    )


def _credit(speaker: choices.SpeakingVoice, settings: Settings) -> VoiceCredit:
    return VoiceCredit(
        name=speaker.name,
        language=speaker.voice.language,
        online=speaker.voice.online,
        fingerprint=speaker.voice.fingerprint(),
        options=choices.options_of("voices", speaker.name, settings),
        stands_in_for=speaker.stands_in_for,
        reason=speaker.reason if speaker.stands_in_for else "",
    )


def _laid(
    script: Script,
    recording: Recording,
    credit: VoiceCredit,
    *,
    rate: int,
    settings: Settings,
    created: str,
) -> Take:
    timeline = lay(
        script,
        recording.lengths,
        rate=rate,
        pauses=choices.pauses_of(settings),
        tone_frames=frames_of(TONE_MS, rate) if settings.tone else 0,
        words=recording.words,
        estimated=recording.estimated,
    )
    briefing = Briefing(
        id=script.id,
        created=created,
        generator=f"briefing {__version__}",
        masthead=script.masthead,
        voice=credit,
        settings=choices.noted(settings),
        rate=rate,
        frames=timeline.frames,
        chapters=timeline.chapters,
        utterances=timeline.cues,
        tones=timeline.tones,
    )
    return Take(script, recording, timeline, briefing)
