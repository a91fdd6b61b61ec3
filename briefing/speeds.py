"""The same briefing at several speeds, for people who listen fast on players that have no key for it.

Each is a complete briefing of its own, made by :mod:`briefing.pipeline` with its own script, timeline and
files: the usual speed in the folder itself, the others in folders inside (``speed-1.5``). The voice speaks
faster by its own rate where it can, else it is stretched. Pauses do not shrink as much as words do: by the
square root of the speed, so that at twice the speed they last 71 per cent and who listens can still follow;
never under what chapter marks need.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

from briefing import choices, pipeline, plugins
from briefing.errors import BriefingError, RequestError
from briefing.events import ArticleRead, OnEvent, SpeedBegun, VoiceChosen, ignore
from briefing.model import Masthead, Script
from briefing.pipeline import Made
from briefing.publication import removed_if_bare
from briefing.settings import Settings
from briefing.speed import check_speed
from briefing.store import Store

USUAL: Final = 1.0
HINT: Final = "--editions 1,1.5,2"


def read_speeds(text: str) -> tuple[float, ...]:
    """``1,1.5,2`` as numbers, each once, in the order given.

    Raises:
        RequestError: something that is no speed.
    """
    try:
        speeds = tuple(dict.fromkeys(float(part) for part in text.split(",")))
    except ValueError as error:
        message = f"{text!r} is no list of speeds"
        raise RequestError(message, hint=HINT) from error
    for speed in speeds:
        check_speed(speed)
    return speeds


def folder_of(folder: Path, speed: float) -> Path:
    """Where the briefing of that speed goes: the folder itself for the usual speed, else one inside it."""
    return folder if speed == USUAL else folder / f"speed-{speed:g}"


def settings_at(settings: Settings, speed: float) -> Settings:
    """The settings of the briefing at that speed.

    Raises:
        RequestError: there is no such speed, or the settings name one themselves.
    """
    check_speed(speed)
    if settings.speed != USUAL:
        message = "a briefing in several speeds takes no speed of its own"
        raise RequestError(message, hint=HINT)
    choices.pauses_of(settings)  # what was asked for itself has to be in bounds
    pauses = min(max(settings.pauses / speed**0.5, choices.SHORTEST), choices.LONGEST)
    return replace(settings, speed=speed, pauses=pauses)


def make(
    reference: str,
    folder: Path,
    speeds: Sequence[float],
    *,
    store: Store,
    created: str,
    settings: Settings = Settings(),  # noqa: B008  (frozen)
    masthead: Masthead | None = None,
    on_event: OnEvent = ignore,
) -> tuple[Made, ...]:
    """An article, read once, becomes a briefing at each speed; see :func:`briefing.pipeline.make`.

    Raises:
        BriefingError: a speed could not be made; it is named. Those before it are published, of this one
            and those behind it there is nothing, or what was there before.
    """
    every = [settings_at(settings, speed) for speed in speeds]
    for name in settings.editions:
        plugins.load("exporters", name)
    article = pipeline.read(reference, masthead=masthead)
    on_event(ArticleRead(reference, article.charset, article.masthead.headline))

    def made(place: Path, at_speed: Settings) -> Made:
        return pipeline.make_of(
            article, place, store=store, created=created, settings=at_speed, on_event=on_event
        )

    return _each(made, folder, _of_one_voice(every, on_event), on_event)


def voice_script(
    script: Script,
    folder: Path,
    speeds: Sequence[float],
    *,
    store: Store,
    created: str,
    settings: Settings = Settings(),  # noqa: B008  (frozen)
    on_event: OnEvent = ignore,
) -> tuple[Made, ...]:
    """A script, as written or edited, becomes a briefing at each speed; see :func:`make`.

    What it says of its own length is said as it is written.
    """

    def made(place: Path, at_speed: Settings) -> Made:
        return pipeline.voice_script(
            script, place, store=store, created=created, settings=at_speed, on_event=on_event
        )

    every = [settings_at(settings, speed) for speed in speeds]
    return _each(made, folder, _of_one_voice(every, on_event), on_event)


def _of_one_voice(every: Sequence[Settings], on_event: OnEvent) -> list[Settings]:
    """The settings with the voice that ``auto`` means now: asked for each speed it might be another."""
    if not every or every[0].voice != "auto":
        return list(every)
    settled, speaker = choices.settle(every[0])
    on_event(VoiceChosen(speaker.name, speaker.voice.online, speaker.reason))
    return [replace(item, voice=settled.voice, options=settled.options) for item in every]


def _each(
    made: Callable[[Path, Settings], Made], folder: Path, every: Sequence[Settings], on_event: OnEvent
) -> tuple[Made, ...]:
    done: list[Made] = []
    with removed_if_bare(folder):
        for settings in every:
            on_event(SpeedBegun(settings.speed))
            with _named(settings.speed, [item.speed for item in every[: len(done)]]):
                done.append(made(folder_of(folder, settings.speed), settings))
    return tuple(done)


@contextmanager
def _named(speed: float, done: Sequence[float]) -> Iterator[None]:
    """Errors say at which speed they came about, and what is published all the same."""
    try:
        yield
    except BriefingError as error:
        before = f" (published before it: {', '.join(f'{item:g}' for item in done)})" if done else ""
        error.message = f"the edition at speed {speed:g} was not made{before}: {error.message}"
        error.args = (error.message,)
        raise
