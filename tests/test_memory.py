"""A voice that remembers asks for each text once, and gives back what it was given."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing import plugins
from briefing.contracts import Sound
from briefing.memory import Remembering
from briefing.speed import Stretched
from briefing.store import Store
from briefing.voices import tone

TEXT = "كلمة أولى ثم كلمة ثانية"


class Counted(tone.Voice):
    """A voice that counts what it is asked for, and may have a sound or a name of its own."""

    def __init__(self, *, sound: Sound | None = None, name: str = "") -> None:
        super().__init__(tone.Options())
        self.asked: list[str] = []
        self._sound = sound
        self._name = name

    def fingerprint(self) -> str:
        return self._name or super().fingerprint()

    def speak(self, text: str) -> Sound:
        self.asked.append(text)
        return self._sound or super().speak(text)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def test_each_text_is_asked_for_once_whatever_the_speed(store: Store) -> None:
    voice = Counted()
    for speed in (1.5, 2.0, 3.0):
        Stretched(Remembering(voice, store), speed).speak(TEXT)
    assert voice.asked == [TEXT]


def test_what_is_remembered_is_what_was_said(store: Store) -> None:
    voice = Counted()
    first = Remembering(voice, store).speak(TEXT)
    assert first.words
    assert Remembering(voice, store).speak(TEXT) == first == tone.Voice(tone.Options()).speak(TEXT)


def test_asked_afresh_the_voice_speaks_again_and_that_is_kept(store: Store) -> None:
    voice = Counted()
    Remembering(voice, store).speak(TEXT)
    Remembering(voice, store, afresh=True).speak(TEXT)
    Remembering(voice, store).speak(TEXT)
    assert voice.asked == [TEXT, TEXT]


def test_voices_that_sound_otherwise_do_not_share_what_they_said(store: Store) -> None:
    Remembering(Counted(), store).speak(TEXT)
    other = Counted(name="another")
    Remembering(other, store).speak(TEXT)
    assert other.asked == [TEXT]


def test_a_sound_that_is_encoded_is_kept_as_it_came(store: Store) -> None:
    sound = Sound(data=bytes(range(256)), encoding="mp3", rate=24_000)
    Remembering(Counted(sound=sound), store).speak(TEXT)
    again = Counted()
    assert Remembering(again, store).speak(TEXT) == sound
    assert again.asked == []


def test_it_is_as_the_voice_it_stands_for(store: Store) -> None:
    voice = Counted()
    kept = Remembering(voice, store)
    for name in ("language", "online", "rate", "max_chars", "needs_vowels", "pace", "parallel"):
        assert getattr(kept, name) == getattr(voice, name)
    assert kept.fingerprint() == voice.fingerprint()
    assert kept.foretell(5) == voice.foretell(5)
    kept.check()
    kept.close()


def test_a_sibling_in_another_language_remembers_too(store: Store) -> None:
    voice = plugins.voice("gtts", {})
    sibling = Remembering(voice, store).abroad("en")
    assert isinstance(sibling, Remembering)
    assert Remembering(voice, store).abroad("zxx") is None
    voice.close()
