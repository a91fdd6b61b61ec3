"""Diacritics for a script: from the store, where the same text was given them before."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from briefing import __version__
from briefing.contracts import Voice
from briefing.model import Script
from briefing.script import pausal
from briefing.store import Store, key_of

VERSION: Final = "vowels-2"
"""Part of the key of diacritized texts: change it when :mod:`briefing.text.vowels` changes its answers."""


def remembering(store: Store) -> Callable[[str], str]:
    """A function that puts diacritics, and remembers them in the store."""
    fingerprint = f"{VERSION} {__version__} {importlib.metadata.version('text2tashkeel')}"

    def vowelize(text: str) -> str:
        key = key_of(fingerprint, text)
        known = store.find_text(key)
        if known is None:
            known = pausal(text)
            store.keep_text(key, known)
        return known

    return vowelize


def fitted(script: Script, voice: Voice, store: Store) -> Script:
    """The script for a voice: one written without vowels gets them where the voice needs them."""
    if script.vowelized or not voice.needs_vowels:
        return script
    vowelize = remembering(store)
    return replace(
        script,
        vowelized=True,
        segments=tuple(
            replace(
                segment,
                utterances=tuple(replace(item, spoken=vowelize(item.spoken)) for item in segment.utterances),
            )
            for segment in script.segments
        ),
    )
