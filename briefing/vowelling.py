"""Diacritics for a script: from the store, where the same text was given them before."""

from __future__ import annotations

import importlib.metadata
import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from briefing import __version__
from briefing.contracts import Voice
from briefing.model import Script
from briefing.settings import Settings
from briefing.store import Store, key_of
from briefing.text.lexicon import shipped_texts
from briefing.text.vowels import Vowelled, read

if TYPE_CHECKING:
    from briefing.reading import Vowelize

VERSION: Final = "vowels-3"
"""Part of the key of diacritized texts: change it when :mod:`briefing.text.vowels` changes its answers."""


def vowelizer(settings: Settings, store: Store | None = None) -> Vowelize:
    """A function that puts diacritics as the settings ask, and remembers them in the store."""
    best = settings.vowels == "best"

    def vowelize(text: str) -> Vowelled:
        return read(text, endings=settings.endings, best=best)

    if store is None:
        return vowelize
    models = importlib.metadata.version("text2tashkeel")
    names = key_of(*shipped_texts().values())  # the lexicon's names are read too
    fingerprint = f"{VERSION} {__version__} {models} {names} {settings.endings} {settings.vowels}"

    def remember(text: str) -> Vowelled:
        key = key_of(fingerprint, text)
        known = store.find_text(key)
        if known is None:
            told = vowelize(text)
            store.keep_text(key, _packed(told))
            return told
        return _unpacked(known)

    return remember


def load_early(store: Store) -> None:
    """Begin to load the models beside the reading of the article, where nothing was diacritized before.

    With anything in the store, most likely it is the same article again, and no model will be needed.
    """
    if store.is_new:
        from briefing.text import diacritizers

        threading.Thread(target=diacritizers.load, name="models").start()  # the end of the run waits for it


def fitted(script: Script, voice: Voice, store: Store, *, settings: Settings) -> Script:
    """The script for a voice: one written without vowels gets them where the voice needs them."""
    if script.vowelized or not voice.needs_vowels:
        return script
    vowelize = vowelizer(settings, store)
    segments = []
    for segment in script.segments:
        utterances = []
        for item in segment.utterances:
            told = vowelize(item.spoken)
            utterances.append(replace(item, spoken=told.text, doubts=told.doubts))
        segments.append(replace(segment, utterances=tuple(utterances)))
    return replace(script, vowelized=True, segments=tuple(segments))


def _packed(told: Vowelled) -> str:
    import msgspec

    return msgspec.json.encode(told).decode()


def _unpacked(text: str) -> Vowelled:
    import msgspec

    return msgspec.json.decode(text, type=Vowelled)
