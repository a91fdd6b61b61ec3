"""What stands already is not made again, and nothing that differs is taken for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from briefing import pipeline, standing
from briefing.events import Event, NothingNew, Voiced
from briefing.pipeline import Made
from briefing.settings import Settings
from briefing.store import Store
from tests.scripts import article_file

SETTINGS = Settings(voice="tone", editions=("mp3", "captions"))
Make = Callable[..., tuple[Made, list[Event]]]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    article = article_file(tmp_path)

    def run(settings: Settings = SETTINGS, folder: str = "out") -> tuple[Made, list[Event]]:
        events: list[Event] = []
        made = pipeline.make(
            str(article),
            tmp_path / folder,
            store=Store(tmp_path / "cache"),
            created="2026-03-04",
            settings=settings,
            on_event=events.append,
        )
        return made, events

    return run


def was_known(events: list[Event]) -> bool:
    assert NothingNew() in events or any(isinstance(event, Voiced) for event in events)
    return not any(isinstance(event, Voiced) for event in events)


def test_the_second_run_looks_nothing_up_and_says_the_same(make: Make) -> None:
    first, events = make()
    assert not was_known(events)
    second, events = make()
    assert was_known(events)
    assert (second.briefing, second.doubts, second.changed) == (first.briefing, first.doubts, ())


@pytest.mark.parametrize(
    "changed",
    [
        replace(SETTINGS, summary_seconds=10),
        replace(SETTINGS, editions=("mp3",)),
        replace(SETTINGS, options={"pauses.sentence_ms": "500"}),
        replace(SETTINGS, options={"tone.letter_ms": "50"}),
        replace(SETTINGS, loudness="radio"),
        replace(SETTINGS, pauses=0.8),
        replace(SETTINGS, sounds=False),
        replace(SETTINGS, force=True),
        replace(SETTINGS, sample_rate=44_100),
        replace(SETTINGS, latin="spell"),
    ],
)
def test_any_other_setting_is_another_briefing(changed: Settings, make: Make) -> None:
    make()
    _, events = make(changed)
    assert not was_known(events)


def test_another_folder_is_filled_and_a_changed_article_made_anew(make: Make, tmp_path: Path) -> None:
    make()
    made, events = make(folder="other")
    assert not was_known(events)
    assert (made.folder / "briefing.mp3").is_file()
    article = article_file(tmp_path)
    article.write_text(article.read_text(encoding="utf-8") + "\n\nوهذه جملة أخرى.", encoding="utf-8")
    _, events = make()
    assert not was_known(events)


@pytest.mark.parametrize(
    "name", ["briefing.mp3", "captions.vtt", "script.json", "briefing.json", "master.wav"]
)
@pytest.mark.parametrize("harm", ["removed", "cut short"])
def test_a_file_that_is_not_whole_is_made_again(name: str, harm: str, make: Make) -> None:
    first, _ = make()
    path = first.folder / name
    whole = path.read_bytes()
    if harm == "removed":
        path.unlink()
    else:
        path.write_bytes(whole[:-40])
    _, events = make()
    assert not was_known(events)
    assert path.read_bytes() == whole


def test_a_lexicon_counts_by_what_is_in_it(make: Make, tmp_path: Path) -> None:
    lexicon = tmp_path / "own.toml"
    lexicon.write_text('[vowels]\n"غزة" = "غَزَّة"\n', encoding="utf-8")
    settings = replace(SETTINGS, lexicons=(lexicon,))
    make(settings)
    assert was_known(make(settings)[1])
    lexicon.write_text('[vowels]\n"غزة" = "غَزَّة"\n"حلب" = "حَلَب"\n', encoding="utf-8")
    assert not was_known(make(settings)[1])


def test_the_user_s_own_lexicon_counts_too(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "own.toml"
    monkeypatch.setattr(standing, "user_file", lambda: own)
    make()
    own.write_text('[vowels]\n"حلب" = "حَلَب"\n', encoding="utf-8")
    assert not was_known(make()[1])


def test_a_changed_program_makes_everything_anew(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    make()
    program = list(standing._program())
    assert any(name.startswith("lameenc-") for name in program)
    assert any(name.startswith("standing.py ") for name in program)
    monkeypatch.setattr(standing, "_program", lambda: iter([*program[:-1], "lameenc-0.dist-info"]))
    assert not was_known(make()[1])


def test_nothing_is_touched_by_a_run_that_finds_everything(make: Make) -> None:
    first, _ = make()
    before = {path: path.stat().st_mtime_ns for path in first.folder.iterdir()}
    make()
    assert {path: path.stat().st_mtime_ns for path in first.folder.iterdir()} == before
