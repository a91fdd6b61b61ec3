"""What a dry run promises is what is then made: within 5 per cent, for every seed, speed and pauses."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.foresight import foresee
from briefing.pipeline import make
from briefing.settings import Settings
from briefing.store import Store
from tests.conftest import ROOT

SEEDS = sorted(path.name for path in (ROOT / "seeds").iterdir())
WITHIN = 0.05


def check(seed: str, settings: Settings, folder: Path, spoken: Path) -> None:
    reference = str(ROOT / "seeds" / seed)
    told = foresee(reference, store=Store(folder / "cache"), settings=settings)
    assert not list(folder.iterdir()), "nothing is written, nothing is voiced"
    made = make(reference, folder / "out", store=Store(spoken), created="2026-02-27", settings=settings)
    briefing = made.briefing
    assert told.seconds == pytest.approx(briefing.frames / briefing.rate, rel=WITHIN)
    assert told.sections == sum(chapter.kind == "section" for chapter in briefing.chapters)
    assert told.sentences == sum(cue.role == "narration" for cue in briefing.utterances)
    assert (told.voice, told.online, told.cached) == (settings.voice, False, 0)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_length_of_every_seed_is_foreseen(seed: str, tmp_path: Path, spoken: Path) -> None:
    check(seed, Settings(voice="espeak", editions=()), tmp_path, spoken)


@pytest.mark.parametrize(
    ("speed", "pauses"), [(0.8, 1.0), (1.5, 1.0), (2.0, 1.0), (1.0, 0.8), (1.0, 1.3), (2.0, 1.3)]
)
@pytest.mark.parametrize("seed", ["flash.txt", "dialogue.txt"])
def test_speed_and_pauses_are_foreseen(
    seed: str, speed: float, pauses: float, tmp_path: Path, spoken: Path
) -> None:
    check(seed, Settings(voice="espeak", editions=(), speed=speed, pauses=pauses), tmp_path, spoken)


@pytest.mark.parametrize("speed", [0.8, 1.0, 1.5, 2.0])
def test_a_stretched_voice_is_foreseen(speed: float, tmp_path: Path, spoken: Path) -> None:
    check("dialogue.txt", Settings(voice="tone", editions=(), speed=speed), tmp_path, spoken)


@pytest.mark.parametrize("settings", [{"sounds": False}, {"tone": False}, {"summary_seconds": 0}])
def test_what_is_left_out_is_not_foreseen(settings: dict[str, int], tmp_path: Path, spoken: Path) -> None:
    check("flash.txt", Settings(voice="espeak", editions=(), **settings), tmp_path, spoken)  # type: ignore[arg-type]
