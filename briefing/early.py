"""What a run will surely need, begun beside the loading of what else it needs.

Python loads one module at a time, but the models' files are read and the engine's process starts without it;
and while the voice speaks, Python has little to do.
"""

from __future__ import annotations

import importlib
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.contracts import Voice
    from briefing.store import Store


def begin(voice: Voice, store: Store) -> None:
    """Start a voice that is on this machine, and load the models that know vowels where it needs them.

    With anything in the store, most likely it is nearly the same article again, and few words need models.
    """
    if not voice.online:
        threading.Thread(target=_start, args=(voice,), name="voice").start()
        if voice.needs_vowels:
            load_models(store)


def beside(work: Callable[[], object]) -> None:
    """Do something beside whatever else is done, of which a mistake is told where it is needed."""
    threading.Thread(target=_tried, args=(work,), name="early").start()


def load(modules: Iterable[str]) -> None:
    """Load modules beside whatever else is done."""
    threading.Thread(target=_load, args=(tuple(modules),), name="load").start()


def _tried(work: Callable[[], object]) -> None:
    with suppress(Exception):
        work()


def _load(modules: tuple[str, ...]) -> None:
    for name in modules:
        with suppress(Exception):  # it is told where the module is needed
            importlib.import_module(name)


def load_models(store: Store) -> None:
    """The models alone."""
    if store.is_new:
        _begin_models()


def _start(voice: Voice) -> None:
    with suppress(Exception):  # it is told when the voice is asked to speak
        voice.check()


@cache
def _begin_models() -> None:
    """Once in a process, which keeps them."""
    threading.Thread(target=_load_models, name="models").start()  # the end of the run waits for it


def _load_models() -> None:
    with suppress(Exception):  # it is told when they are asked
        from briefing.text import diacritizers

        diacritizers.load()
