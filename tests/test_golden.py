"""The scripts of the seeds, whole. Read the difference, then: python -m tests.test_golden"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefing import plugins
from briefing.choices import SpeakingVoice
from briefing.model import Script, from_json, to_json
from briefing.pipeline import read, write
from briefing.settings import Settings
from tests.conftest import ROOT

GOLDEN = Path(__file__).parent / "golden"
SEEDS = (
    ("hmeimim.txt", "espeak"),
    ("hmeimim.txt", "gtts"),
    ("numbers.txt", "gtts"),
    ("headings.md", "gtts"),
    ("page.html", "gtts"),
    ("dialogue.txt", "gtts"),
    ("clauses.txt", "gtts"),
    ("latin.txt", "gtts"),
    ("flash.txt", "gtts"),
)
"""Each with the voice it is written for: gtts gets bare text, which is easier to read through."""


def script_of(seed: str, voice: str) -> Script:
    speaker = SpeakingVoice(voice, plugins.voice(voice, {}))
    try:
        return write(read(str(ROOT / "seeds" / seed)), speaker, settings=Settings(voice=voice))
    finally:
        speaker.voice.close()


def kept(seed: str, voice: str) -> Path:
    return GOLDEN / f"{seed}.{voice}.json"


@pytest.mark.parametrize(("seed", "voice"), SEEDS)
def test_the_script_of_a_seed_is_the_one_that_was_read_and_approved(seed: str, voice: str) -> None:
    script, certainties = apart(script_of(seed, voice))
    approved, approved_certainties = apart(from_json(kept(seed, voice).read_bytes(), Script))
    assert to_json(script) == to_json(approved)
    # The models are of 8-bit integers, which processors with VNNI multiply a little otherwise than others.
    assert certainties == pytest.approx(approved_certainties, abs=0.02)


def apart(script: Script) -> tuple[Script, list[float]]:
    """The script with certainties of nil, and its certainties."""
    found = [doubt.certainty for item in script.utterances() for doubt in item.doubts]
    segments = tuple(
        replace(
            segment,
            utterances=tuple(
                replace(item, doubts=tuple(replace(doubt, certainty=0.0) for doubt in item.doubts))
                for item in segment.utterances
            ),
        )
        for segment in script.segments
    )
    return replace(script, segments=segments), found


if __name__ == "__main__":
    for each in SEEDS:
        kept(*each).write_text(to_json(script_of(*each)), encoding="utf-8")
