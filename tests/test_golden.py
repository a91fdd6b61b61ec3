"""The scripts of the seeds, whole. Read the difference, then: python -m tests.test_golden"""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing import plugins
from briefing.choices import SpeakingVoice
from briefing.model import Script, to_json
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
    assert to_json(script_of(seed, voice)) == kept(seed, voice).read_text(encoding="utf-8")


if __name__ == "__main__":
    for each in SEEDS:
        kept(*each).write_text(to_json(script_of(*each)), encoding="utf-8")
