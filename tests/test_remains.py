"""A master made again: what it shares with the former one is taken from there, and sounds the same."""

from __future__ import annotations

import shutil
import wave
from pathlib import Path

import pytest

from briefing import pipeline
from briefing.audio import assemble
from briefing.audio.remains import Remains, named
from briefing.settings import Settings
from briefing.store import Store

PARAGRAPHS = [
    f"هذه هي الفقرة رقم {number} من المقال، وفيها كلام طويل عن البلدة القديمة وأهلها وأسواقها الكثيرة. "
    f"ثم تأتي بعدها جملة أخرى تقول إن العدد {number} ليس صدفة، بل اختاره الكاتب عن قصد ليميز بين الفقرات."
    for number in range(1, 13)
]
CHANGED = [*PARAGRAPHS[:5], "هذه فقرة جديدة كتبها المحرر اليوم بدلا من تلك التي حذفها.", *PARAGRAPHS[6:]]


class Run:
    """Runs into one folder, and how many stretches of the master were put together in the last."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.joined = 0
        join = assemble._Joiner.__call__

        def counted(joiner: assemble._Joiner, stretch: assemble._Stretch) -> object:
            self.joined += 1
            return join(joiner, stretch)

        monkeypatch.setattr(assemble._Joiner, "__call__", counted)
        monkeypatch.setattr(assemble, "STRETCH_S", 3)

    def make(self, paragraphs: list[str], *, out: str = "out", **settings: object) -> dict[str, bytes]:
        """Make the article; the files of the folder."""
        self.folder.mkdir(exist_ok=True)
        article = self.folder / "article.txt"
        article.write_text("\n\n".join(["أخبار البلدة", *paragraphs]) + "\n", encoding="utf-8")
        self.joined = 0
        pipeline.make(
            str(article),
            self.folder / out,
            store=Store(self.folder / "cache"),
            created="2026-02-27",
            settings=Settings(voice="tone", editions=("mp3",), **settings),  # type: ignore[arg-type]
        )
        return {path.name: path.read_bytes() for path in (self.folder / out).iterdir()}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    return Run(tmp_path / "one", monkeypatch)


@pytest.fixture
def expected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """The changed article made where nothing was before."""
    return Run(tmp_path / "other", monkeypatch).make(CHANGED)


def test_a_changed_article_sounds_as_if_it_were_made_anew(run: Run, expected: dict[str, bytes]) -> None:
    run.make(PARAGRAPHS)
    everything = run.joined
    assert run.make(CHANGED) == expected
    assert 0 < run.joined < everything / 2


@pytest.mark.parametrize("damage", [b"", b"RIFF", b"\xff" * 3_000_000])
def test_a_former_master_that_was_damaged_is_of_no_use(
    run: Run, expected: dict[str, bytes], damage: bytes
) -> None:
    run.make(PARAGRAPHS)
    everything = run.joined
    (run.folder / "out" / "master.wav").write_bytes(damage)
    assert run.make(CHANGED) == expected
    assert run.joined > everything / 2


def test_a_master_whose_samples_were_changed_is_looked_through(run: Run, expected: dict[str, bytes]) -> None:
    path = run.folder / "out" / "master.wav"
    run.make(PARAGRAPHS)
    everything = run.joined
    sound = bytearray(path.read_bytes())
    for place in range(10_000, len(sound), 20_000):
        sound[place] ^= 0x55
    path.write_bytes(sound)
    assert run.make(CHANGED) == expected
    assert run.joined > everything / 2


def test_without_its_cache_a_former_master_is_not_trusted(run: Run, expected: dict[str, bytes]) -> None:
    run.make(PARAGRAPHS)
    everything = run.joined
    shutil.rmtree(run.folder / "cache")
    assert run.make(CHANGED) == expected
    assert run.joined > everything / 2


def test_another_loudness_uses_nothing_of_the_former_master(run: Run) -> None:
    run.make(PARAGRAPHS)
    everything = run.joined
    made = run.make(PARAGRAPHS, loudness="radio")
    assert run.joined == everything
    assert run.make(PARAGRAPHS, out="fresh", loudness="radio")["master.wav"] == made["master.wav"]


def test_who_forces_a_run_gets_all_of_it_anew(run: Run) -> None:
    run.make(PARAGRAPHS)
    everything = run.joined
    run.make(PARAGRAPHS, force=True)
    assert run.joined == everything


def test_what_was_noted_is_found_again_and_nothing_else(tmp_path: Path) -> None:
    sound = bytes(range(256)) * 100
    path = tmp_path / "master.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(sound)
    noted = Remains(str, tmp_path / "none.wav", b"")
    noted.note(named("a"), 100, sound[200:1200], 7)
    noted.note(named("b"), 600, sound[1200:1400], 0)
    known = Remains(str, path, noted.packed())
    assert known.find(named("a"), 500) == (sound[200:1200], 7)
    assert known.find(named("b"), 100) == (sound[1200:1400], 0)
    assert known.find(named("a"), 499) is None
    assert known.find(named("c"), 500) is None
    noted.forget()
    assert noted.packed() == b""
    assert Remains(str, tmp_path / "none.wav", known.packed()).find(named("a"), 500) is None
