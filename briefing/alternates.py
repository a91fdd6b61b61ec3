"""The same briefing in several lengths at once: the whole, and shorter ones beside it.

Each is a complete briefing of its own, made by :mod:`briefing.pipeline` to exactly that length: the whole in
the folder itself, the others in folders inside whose names say how long they are (``fit-90s``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from briefing import choices, pipeline, plugins
from briefing.errors import BriefingError
from briefing.events import ArticleRead, LengthBegun, OnEvent, VoiceChosen, ignore
from briefing.lengths import named, typed
from briefing.model import Masthead
from briefing.pipeline import Made
from briefing.publication import removed_if_bare
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
    with removed_if_bare(folder):
        for fit_ms in lengths_ms:
            if fit_ms:
                on_event(LengthBegun(fit_ms))
            with _named(fit_ms, lengths_ms, done=len(done)):
                done.append(made(fit_ms))
    return tuple(done)


@contextmanager
def _named(fit_ms: int, lengths_ms: Sequence[int], *, done: int) -> Iterator[None]:
    """Errors say at which length they came about, and what is published all the same."""
    try:
        yield
    except BriefingError as error:
        if fit_ms:
            before = ", ".join(typed(item) if item else "the whole" for item in lengths_ms[:done])
            error.message = (
                f"the briefing of {typed(fit_ms)} was not made (published before it: {before}): "
                f"{error.message}"
            )
            if (nearest := error.hint.removeprefix("--fit ")) != error.hint:
                every = [nearest if item == fit_ms else typed(item) for item in lengths_ms if item]
                error.hint = f"--alternates {','.join(every)}"
            error.args = (error.message,)
        raise
