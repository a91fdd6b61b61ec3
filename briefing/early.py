"""What a run will surely need, begun beside the loading of what else it needs.

Python loads one module at a time, but the models' files are read and the engine's process starts without it.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

from briefing.errors import VoiceError

if TYPE_CHECKING:
    from briefing.contracts import Voice
    from briefing.store import Store


def begin(voice: Voice, store: Store) -> None:
    """Start the voice and load the models that know vowels, where they are on this machine and needed.

    With anything in the store, most likely it is the same article again, and neither will be needed.
    """
    if store.is_new and not voice.online:
        threading.Thread(target=_start, args=(voice,), name="voice").start()
        if voice.needs_vowels:
            load_models(store)


def load_models(store: Store) -> None:
    """The models alone."""
    if store.is_new:
        _begin_models()


def _start(voice: Voice) -> None:
    with suppress(VoiceError):  # it is told when the voice is asked to speak
        voice.check()


@cache
def _begin_models() -> None:
    """Once in a process, which keeps them."""
    threading.Thread(target=_load_models, name="models").start()  # the end of the run waits for it


def _load_models() -> None:
    from briefing.text import diacritizers

    diacritizers.load()
