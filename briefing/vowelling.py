"""Diacritics for a script: from the store, where the same text was given them before."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from briefing import __version__, installed, program
from briefing.contracts import Voice
from briefing.model import Script
from briefing.settings import Settings
from briefing.store import Store, key_of
from briefing.text.lexicon import shipped_texts
from briefing.text.vowels import Vowelled, begin, read

if TYPE_CHECKING:
    from briefing.text.diacritizers import Ahead

VERSION: Final = "vowels-3"
"""Part of the key of diacritized texts: change it when :mod:`briefing.text.vowels` changes its answers."""

READINGS_VERSION: Final = "readings-1"
"""Part of the key of whole readings: change it when :mod:`briefing.reading` changes what it makes of them."""


class Vowelizer:
    """Puts diacritics as the settings ask, and remembers them in the store."""

    def __init__(self, settings: Settings, store: Store | None = None) -> None:
        """Load nothing yet."""
        self._endings, self._best = settings.endings, settings.vowels == "best"
        self._store = store
        self._ahead: Ahead | None = None
        self.fingerprint = ""
        """What its answers depend on besides the text; empty where nothing is remembered."""
        if store is not None:
            models = installed.version("text2tashkeel")
            names = key_of(*shipped_texts().values())  # the lexicon's names are read too
            self.fingerprint = (
                f"{VERSION} {__version__} {models} {names} {settings.endings} {settings.vowels}"
            )

    def begin(self, text: str) -> None:
        """This text will be asked for soon: what takes long is begun beside all else."""
        if self._store is not None and self._store.has(key_of(self.fingerprint, text)):
            return
        if self._ahead is None:
            from briefing.text.diacritizers import Ahead  # with the models' runtime

            self._ahead = Ahead()
        begin(text, self._ahead, best=self._best)

    def __call__(self, text: str) -> Vowelled:
        """The text with its diacritics."""
        if self._store is None:
            return self._told(text)
        key = key_of(self.fingerprint, text)
        known = self._store.find_text(key)
        if known is None:
            told = self._told(text)
            self._store.keep_text(key, _packed(told))
            return told
        return _unpacked(known)

    def _told(self, text: str) -> Vowelled:
        return read(text, endings=self._endings, best=self._best, ahead=self._ahead)


class Readings:
    """What texts of articles were read as, under all that it depends on; see :class:`briefing.reading.Known`.

    The marks alone are remembered too, by :class:`Vowelizer`: where the program or a lexicon changed, a text
    is read anew, but most often to the same words, whose marks need not be found again.
    """

    def __init__(self, store: Store, *facts: str) -> None:
        """Look for nothing yet.

        Args:
            store: where they are kept.
            facts: what a reading depends on, but for the text and the program.
        """
        self._store = store
        self._fingerprint = key_of(READINGS_VERSION, sys.version, *program.files("text"), *facts)

    def find(self, text: str) -> Vowelled | None:
        """What the text was read as; None where it was not."""
        known = self._store.find_text(key_of(self._fingerprint, text))
        return None if known is None else _unpacked(known)

    def keep(self, text: str, told: Vowelled) -> None:
        """Remember a reading."""
        self._store.keep_text(key_of(self._fingerprint, text), _packed(told))


def fitted(script: Script, voice: Voice, store: Store, *, settings: Settings) -> Script:
    """The script for a voice: one written without vowels gets them where the voice needs them."""
    if script.vowelized or not voice.needs_vowels:
        return script
    vowelize = Vowelizer(settings, store)
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
