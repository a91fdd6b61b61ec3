"""What a run chose: its voice, its options, its pauses; and how that is noted in ``briefing.json``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Final

from briefing import plugins
from briefing.audio import sounds
from briefing.errors import RequestError, VoiceError
from briefing.memory import Remembering
from briefing.records import dataclass
from briefing.settings import (
    Interludes,
    Jingles,
    Pauses,
    Scalar,
    Settings,
    convert,
    scoped,
    suggest,
    target_of,
)
from briefing.speed import Stretched, check_speed, told

if TYPE_CHECKING:
    from briefing.contracts import Voice
    from briefing.store import Store

SHORTEST: Final = 0.25
LONGEST: Final = 4.0
"""How long pauses may be, to the usual ones."""


@dataclass(frozen=True, slots=True)
class SpeakingVoice:
    """A voice that was chosen, and why."""

    name: str
    voice: Voice
    reason: str = ""
    """Why this voice, where the choice was not the user's."""
    stands_in_for: str = ""
    """The voice that was asked for and failed."""


def choose_voice(settings: Settings, store: Store | None = None) -> SpeakingVoice:
    """The voice that was asked for; ``auto`` is gTTS where its endpoint answers, else espeak.

    Args:
        settings: what was asked for.
        store: where what an online voice says is kept for other speeds; None to keep nothing.
    """
    asked = ("espeak", "gtts") if settings.voice == "auto" else (settings.voice,)
    check_options(settings, voices=(*asked, *filter(None, [settings.fallback])))
    if settings.voice != "auto":
        return SpeakingVoice(settings.voice, voice_at_speed(settings.voice, settings, store))
    from briefing.voices import gtts

    problem = gtts.available(plugins.plugin_options(gtts.Options, "gtts", settings.options))
    if problem is None:
        return SpeakingVoice("gtts", voice_at_speed("gtts", settings, store), "its endpoint answers")
    return SpeakingVoice("espeak", voice_at_speed("espeak", settings, store), problem)


def settle(settings: Settings) -> tuple[Settings, SpeakingVoice]:
    """The settings with the voice that ``auto`` means now, without the options of the other one; that voice,
    closed."""
    speaker = choose_voice(settings)
    speaker.voice.close()
    known = _known_options(settings, voices=(speaker.name, *filter(None, [settings.fallback])))
    options = {key: value for key, value in settings.options.items() if key in known}
    return replace(settings, voice=speaker.name, options=options), speaker


def voice_at_speed(name: str, settings: Settings, store: Store | None = None) -> Voice:
    """A voice at the speed asked for: by its own rate where it can, else stretched; see
    :func:`choose_voice`."""
    check_speed(settings.speed)
    module = plugins.load("voices", name)
    options = plugins.plugin_options(module.Options, name, settings.options)
    faster = told(options, settings.speed)
    voice: Voice = module.Voice(options if faster is None else faster)
    if voice.online and store is not None:
        voice = Remembering(voice, store, afresh=settings.force)
    return voice if faster is not None or settings.speed == 1 else Stretched(voice, settings.speed)


def fallback_voice(
    settings: Settings, failed: SpeakingVoice, error: VoiceError, store: Store | None = None
) -> SpeakingVoice:
    """The voice that takes over; see :func:`choose_voice`.

    Raises:
        VoiceError: the same again, where there is none to take over.
    """
    if not settings.fallback or settings.fallback == failed.name:
        raise error
    voice = voice_at_speed(settings.fallback, settings, store)
    return SpeakingVoice(settings.fallback, voice, error.message, stands_in_for=failed.name)


def check_options(settings: Settings, *, voices: Iterable[str]) -> None:
    """Refuse an option that none of these voices and no chosen edition has.

    Raises:
        RequestError: with the nearest known option.
    """
    known = _known_options(settings, voices=voices)
    for key in settings.options:
        if key not in known:
            message = f"no chosen voice or format has an option {key!r}"
            raise RequestError(message, hint=suggest(key, known))
    if settings.is_measured and settings.fallback and settings.fallback_scope == "section":
        message = "a briefing of an exact length is spoken by one voice"
        raise RequestError(message, hint="--fallback-scope briefing")
    target_of(settings.loudness)
    noted(settings)  # every value is converted now, not when the voicing is done


def _known_options(settings: Settings, *, voices: Iterable[str]) -> set[str]:
    wanted: list[tuple[plugins.Kind, str]] = [("voices", name) for name in voices]
    wanted += [("exporters", name) for name in settings.editions]
    known = {f"pauses.{item.name}" for item in fields(Pauses)}
    known |= {f"sounds.{item.name}" for item in fields(Jingles)}
    for kind, name in wanted:
        own = {option.name for option in plugins.documented(plugins.load(kind, name))}
        known |= own | {f"{name}.{option}" for option in own}
    return known


def pauses_of(settings: Settings) -> Pauses:
    """The silences, from what was typed as ``pauses.key``, all longer or shorter as was asked.

    Raises:
        RequestError: they cannot be so long.
    """
    if not SHORTEST <= settings.pauses <= LONGEST:
        message = f"pauses can be {SHORTEST} to {LONGEST} times as long as usual, not {settings.pauses:g}"
        raise RequestError(message, hint="--pauses 0.8")
    pauses = convert(Pauses, scoped(settings.options, "pauses", known=()), whose="pauses")
    return pauses.scaled(settings.pauses) if settings.pauses != 1 else pauses


def jingles_of(settings: Settings) -> Jingles:
    """The user's own sounds, from what was typed as ``sounds.key``."""
    return convert(Jingles, scoped(settings.options, "sounds", known=()), whose="sounds")


def interludes_of(settings: Settings) -> Interludes:
    """How long the sounds between the words last.

    Raises:
        ConfigError: a sound of the user's cannot be used.
    """
    return sounds.lengths(jingles_of(settings), tone=settings.tone) if settings.sounds else Interludes()


def options_of(kind: plugins.Kind, name: str, settings: Settings) -> dict[str, Scalar]:
    """What shaped a voice or an edition; nothing that is private to this machine."""
    options = plugins.load(kind, name).Options
    chosen = plugins.plugin_options(options, name, settings.options)
    return {
        item.name: getattr(chosen, item.name) for item in fields(options) if not item.metadata.get("private")
    }


def noted(settings: Settings) -> dict[str, Scalar]:
    """What shaped the sound and the editions, for ``briefing.json``."""
    pauses = pauses_of(settings)
    return {
        "summary_seconds": settings.summary_seconds,
        "summary": "edited" if settings.summary_from else settings.summary,
        "latin": settings.latin,
        "endings": settings.endings,
        "vowels": settings.vowels,
        "sample_rate": settings.sample_rate,
        "speed": settings.speed,
        "tone": settings.tone,
        "loudness": settings.loudness,
        "sounds": settings.sounds,
        "editions": ",".join(settings.editions),
        **{f"pauses.{item.name}": getattr(pauses, item.name) for item in fields(Pauses)},
        **(sounds.marks(jingles_of(settings)) if settings.sounds else {}),
        **noted_length(settings),
        **noted_editions(settings),
    }


def noted_length(settings: Settings) -> Mapping[str, Scalar]:
    """The length that was asked for, where one was."""
    asked: dict[str, Scalar] = {"fit_ms": settings.fit_ms, "max_ms": settings.max_ms}
    if settings.fit_ms:
        asked["force_fit"] = settings.force_fit
    return {name: value for name, value in asked.items() if value or name == "force_fit"}


def noted_editions(settings: Settings) -> Mapping[str, Scalar]:
    """The options of the chosen editions alone."""
    return {
        f"{name}.{key}": value
        for name in settings.editions
        for key, value in options_of("exporters", name, settings).items()
    }
