"""A master that is as loud here and as soft there as speech is, made by numbers; every frame is known."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from briefing.audio import wavefile
from briefing.model import Briefing
from briefing.shelf import BRIEFING_FILE, MASTER_FILE, describe
from tests.briefings import make_briefing


def finished(folder: Path, briefing: Briefing | None = None, *, level: float = 0.1) -> Briefing:
    """A finished briefing in a folder: its ``briefing.json``, and a master with syllables where it speaks."""
    from briefing.model import to_json

    briefing = briefing or make_briefing(words=True)
    folder.mkdir(parents=True, exist_ok=True)
    pcm = syllables(briefing, level=level)
    wavefile.write(
        folder / MASTER_FILE, [pcm.astype("<i2").tobytes()], rate=briefing.rate, frames=briefing.frames
    )
    briefing = replace(briefing, files=(describe(folder / MASTER_FILE, MASTER_FILE),))
    (folder / BRIEFING_FILE).write_text(to_json(briefing), encoding="utf-8")
    return briefing


def syllables(briefing: Briefing, *, level: float = 0.1) -> np.ndarray[tuple[int], np.dtype[np.int16]]:
    """Voiced and hissing syllables wherever something is said, silence elsewhere."""
    rng = np.random.default_rng(7)
    sound = np.zeros(briefing.frames, np.float64)
    for cue in briefing.utterances:
        count = cue.end - cue.start
        seconds = np.arange(count) / briefing.rate
        voice = sum(np.sin(2 * np.pi * 130 * part * seconds + part) / part for part in range(1, 12))
        hiss = rng.standard_normal(count) * 0.4
        envelope = np.sin(np.pi * 4 * seconds) ** 2 * (0.7 + 0.3 * np.sin(2 * np.pi * 0.7 * seconds))
        edge = np.minimum(1, np.minimum(np.arange(count), np.arange(count)[::-1]) / (0.005 * briefing.rate))
        sound[cue.start : cue.end] = (voice + hiss) * envelope * edge
    return np.clip(np.rint(sound * level * 32_767 / 1.5), -32_768, 32_767).astype(np.int16)
