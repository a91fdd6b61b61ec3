"""Readings that are kept: what was read before is found again, and nothing else is taken for it."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from briefing import program
from briefing.choices import choose_voice
from briefing.composition import reader_of
from briefing.model import to_json
from briefing.pipeline import read, write
from briefing.reading import Reader
from briefing.settings import Settings
from briefing.store import Store
from briefing.text import lexicon
from briefing.text.splitting import sentences
from briefing.text.vowels import Vowelled

SEEDS = Path(__file__).parent.parent / "seeds"
ESPEAK = Settings(voice="espeak")
TEXT = "زار الرئيس 3 مدن يوم 5/6/2024. أعلنت NATO عن خطة Quixotia. «لا تعليق»! … 🙂. وعاد المدراء إلى غزة."


def script_of(seed: str, settings: Settings, store: Store | None) -> str:
    speaker = choose_voice(settings)
    try:
        return to_json(write(read(str(SEEDS / seed)), speaker, settings=settings, store=store))
    finally:
        speaker.voice.close()


@pytest.mark.parametrize("seed", ["hmeimim.txt", "numbers.txt"])
def test_a_script_from_kept_readings_is_the_same_to_the_byte(seed: str, tmp_path: Path) -> None:
    store = Store(tmp_path)
    fresh = script_of(seed, ESPEAK, None)
    assert script_of(seed, ESPEAK, store) == fresh
    assert script_of(seed, ESPEAK, store) == fresh


def test_what_is_kept_is_neither_said_nor_vowelled_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(tmp_path)
    texts = [*sentences(TEXT), "… 🙂."]
    first = reader_of(ESPEAK, vowels=True, language="ar", store=store)
    told = [(first.is_sayable(text), first.read(text)) for text in texts]
    assert not all(sayable for sayable, _ in told)
    monkeypatch.setattr("briefing.text.speaking.spoken", None)
    monkeypatch.setattr("briefing.vowelling.read", None)
    second = reader_of(ESPEAK, vowels=True, language="ar", store=store)
    second.expect(texts)
    assert [(second.is_sayable(text), second.read(text)) for text in texts] == told


def test_everything_that_shapes_a_reading_is_in_its_key(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    store = Store(tmp_path / "store")

    def readings(settings: Settings, *, vowels: bool = True) -> list[Vowelled]:
        kept = reader_of(settings, vowels=vowels, language="ar", store=store)
        fresh = reader_of(settings, vowels=vowels, language="ar")
        found = [kept.read(text) for text in sentences(TEXT)]
        assert found == [fresh.read(text) for text in sentences(TEXT)]
        return found

    seen = [readings(ESPEAK)]
    for settings in (
        dataclasses.replace(ESPEAK, latin="spell"),
        dataclasses.replace(ESPEAK, latin="voice"),
        dataclasses.replace(ESPEAK, endings="full"),
        dataclasses.replace(ESPEAK, vowels="best"),
    ):
        seen.append(readings(settings))
    seen.append(readings(ESPEAK, vowels=False))
    for said in ("كيخوتيا", "دونكيخوتيا"):
        own.write_text(f'[latin]\n"Quixotia" = "{said}"\n', encoding="utf-8")
        seen.append(readings(dataclasses.replace(ESPEAK, lexicons=(own,))))
    assert len({str(found) for found in seen}) >= len(seen) - 1  # the best vowels may be the usual ones


def test_a_changed_program_reads_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path)
    before = reader_of(ESPEAK, vowels=True, language="ar", store=store)
    before.read(TEXT)
    monkeypatch.setattr(program, "files", lambda _part: iter(["speaking.py 1 1"]))
    asked: list[str] = []

    def spoken(text: str, **_: object) -> str:
        asked.append(text)
        return text

    monkeypatch.setattr("briefing.text.speaking.spoken", spoken)
    reader_of(ESPEAK, vowels=True, language="ar", store=store).read(TEXT)
    assert asked == [TEXT]


def test_the_program_is_told_by_all_files_that_read_arabic() -> None:
    told = [line.split()[0] for line in program.files("text")]
    assert "speaking.py" in told
    assert "names.toml" in told
    assert told == [line.split()[0] for line in program.files("text")]
    assert {"reading.py", *told} <= {line.split()[0] for line in program.files()}


def test_a_voice_that_finds_its_own_vowels_has_nothing_kept(tmp_path: Path) -> None:
    store = Store(tmp_path)
    reader_of(ESPEAK, vowels=False, language="ar", store=store).read(TEXT)
    assert store.is_new


def test_without_a_store_nothing_is_kept() -> None:
    ours = Reader(vowels=False, lexicon=lexicon.shipped(), vowelize=Vowelled)
    assert ours.read("مرحبا 3.") == ours.read("مرحبا 3.")
