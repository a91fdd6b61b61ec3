"""The same briefing in several lengths at once: the whole, and shorter ones beside it.

Each is a complete briefing of its own, made by :mod:`briefing.pipeline` to exactly that length: the whole in
the folder itself, the others in folders inside whose names say how long they are (``fit-90s``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from briefing import choices, pipeline, plugins
from briefing.errors import BriefingError
from briefing.events import ArticleRead, LengthBegun, OnEvent, VoiceChosen, ignore
from briefing.lengths import named, typed
from briefing.model import Masthead
from briefing.pipeline import Made
from briefing.settings import Settings
from briefing.store import Store


def folder_of(folder: Path, fit_ms: int) -> Path:
    """Where the briefing of that length goes: inside the folder of the whole one."""
    return folder / f"fit-{named(fit_ms)}" if fit_ms else folder


def make(
    reference: str,
    folder: Path,
    lengths_ms: Sequence[int],
    *,
    store: Store,
    created: str,
    settings: Settings = Settings(),  # noqa: B008  (frozen)
    masthead: Masthead | None = None,
    on_event: OnEvent = ignore,
) -> tuple[Made, ...]:
    """An article, read once, becomes a whole briefing and one of each length; see
    :func:`briefing.pipeline.make`.

    Raises:
        BriefingError: a length could not be made; it is named. Those before it are published, of this one
            and those behind it there is nothing, or what was there before.
    """
    for name in settings.editions:
        plugins.load("exporters", name)
    article = pipeline.read(reference, masthead=masthead)
    on_event(ArticleRead(reference, article.charset, article.masthead.headline))
    if settings.voice == "auto":  # asked for each length it might be another
        settled, speaker = choices.settle(settings)
        on_event(VoiceChosen(speaker.name, speaker.voice.online, speaker.reason))
        settings = replace(settings, voice=settled.voice, options=settled.options)

    def made(fit_ms: int) -> Made:
        return pipeline.make_of(
            *(article, folder_of(folder, fit_ms)),
            store=store,
            created=created,
            settings=replace(settings, fit_ms=fit_ms, max_ms=0),
            on_event=on_event,
        )

    return _each(made, folder, (0, *lengths_ms), on_event)


def _each(
    made: Callable[[int], Made], folder: Path, lengths_ms: Sequence[int], on_event: OnEvent
) -> tuple[Made, ...]:
    done: list[Made] = []
    was_there = folder.exists()
    try:
        for fit_ms in lengths_ms:
            if fit_ms:
                on_event(LengthBegun(fit_ms))
            try:
                done.append(made(fit_ms))
            except BriefingError as error:
                if fit_ms:
                    before = ", ".join(
                        typed(item) if item else "the whole" for item in lengths_ms[: len(done)]
                    )
                    error.message = (
                        f"the briefing of {typed(fit_ms)} was not made (published before it: {before}): "
                        f"{error.message}"
                    )
                    if (nearest := error.hint.removeprefix("--fit ")) != error.hint:
                        every = [nearest if item == fit_ms else typed(item) for item in lengths_ms if item]
                        error.hint = f"--alternates {','.join(every)}"
                    error.args = (error.message,)
                raise
    except BaseException:
        if not was_there:
            with suppress(OSError):  # not empty: something was published, or is someone else's
                folder.rmdir()
        raise
    return tuple(done)
