"""What a rundown knows of the sound: from the master, or from the files that were delivered of it."""

from __future__ import annotations

import math
from collections.abc import Container, Mapping
from pathlib import Path
from typing import Final

from briefing.audio import wavefile
from briefing.errors import ArticleError
from briefing.model import Briefing, Chapter
from briefing.radio import handover
from briefing.radio.rundown import Measured, Rundown

SHORTEST_S: Final = 3
"""Seconds a sound must last to be told its loudness: those of R 128's short-term window."""


def measured(
    briefing: Briefing, master: Path, *, leave_out: Container[str] = frozenset()
) -> dict[str, Measured]:
    """How loud each chapter of the master is, by its id. The master is read once.

    Args:
        briefing: what has chapters.
        master: its sound.
        leave_out: chapters that need not be measured.

    Raises:
        OutputError: the master cannot be read.
    """
    return {
        chapter.id: _measured(master, chapter, briefing.rate)
        for chapter in briefing.chapters
        if chapter.id not in leave_out
    }


def delivered(listed: Rundown, folder: Path) -> Mapping[str, Measured]:
    """What ``manifest.json`` says of the items that were delivered into a folder as a whole, by their ids.

    Raises:
        ArticleError: none was, or one more than once.
    """
    found: dict[int, Measured] = {}
    for item in handover.read_manifest(folder):
        if item.briefing != listed.briefing or item.kind != "section":
            continue
        if item.number in found:
            message = f"item {item.number} was delivered twice: {found[item.number].file} and {item.file}"
            raise ArticleError(message, hint="deliver each profile into a folder of its own, with --output")
        found[item.number] = Measured(
            file=item.file, lufs=item.loudness.lufs, true_peak_dbtp=item.loudness.true_peak_dbtp
        )
    if not found:
        message = f"nothing of this briefing was delivered into {folder}"
        raise ArticleError(message, hint=f"briefing segments FOLDER -o {folder}")
    return {item.id: found[item.number] for item in listed.items if item.number in found}


def _measured(master: Path, chapter: Chapter, rate: int) -> Measured:
    import numpy as np

    from briefing.audio.loudness import Meter

    meter = Meter(rate)
    for block in wavefile.read(master, chapter.start, chapter.end):
        meter.add(np.frombuffer(block, "<i2"))
    level = meter.level()
    long_enough = chapter.end - chapter.start >= SHORTEST_S * rate
    return Measured(
        file=master.name,
        lufs=round(level.lufs, 1) if long_enough and math.isfinite(level.lufs) else None,
        true_peak_dbtp=round(level.true_peak_dbtp, 1) if math.isfinite(level.true_peak_dbtp) else None,
    )
