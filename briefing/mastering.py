"""The master of a take: written as loud as was asked for, with what it shares with a former one."""

from __future__ import annotations

import hashlib
import math
from dataclasses import replace
from pathlib import Path
from typing import Final, Protocol

from briefing import model, shelf
from briefing.audio import sounds, wavefile
from briefing.audio.assemble import Follow, write_master
from briefing.audio.loudness import Meter, integrated
from briefing.audio.remains import Remains
from briefing.audio.sounds import Sounds
from briefing.events import Assembled, OnEvent, StageBegun, ignore
from briefing.model import Briefing, MadeFile
from briefing.store import key_of
from briefing.takes import Take, stepped

REMAINS_VERSION: Final = "master-1"
"""Part of the key of what is known of a master: to be changed with whatever changes how its sound is put
together."""
CODEC_ROOM: Final = 10 ** (-0.5 / 20)
"""A decoded MP3 is not quite what was encoded: so much more room is left for its peaks."""
FEW_HELD: Final = 0.005
"""Of the samples: so few that were turned down take less than a twentieth of a LU away."""
CORRECTIONS: Final = 8
NEAR_LU: Final = 0.05
FAR_LU: Final = 6.0
"""Farther from the target after limiting than anything but noise can be: no gain will mend it."""


class Following(Protocol):
    """Whoever works on the master while it is written: :class:`briefing.editions.Editions`."""

    def put(self, block: bytes) -> None:
        """The next of it."""

    def abandon(self) -> None:
        """It will be written once more, otherwise: what was heard so far is worth nothing."""


def write_down(
    take: Take,
    folder: Path,
    *,
    former: tuple[Path, Briefing] | None = None,
    following: Following | None = None,
    on_event: OnEvent = ignore,
) -> tuple[Briefing, list[MadeFile]]:
    """Write the script and the master into ``folder``.

    Args:
        take: what to write.
        folder: where to.
        former: the folder of what was made before, and that: what both masters share is not made anew.
        following: hears the master while it is written.
        on_event: told what happens.

    Returns:
        The briefing with the gain that was used, and the files.

    Raises:
        OutputError: the disk failed.
    """
    on_event(StageBegun("master"))
    script, path = folder / shelf.SCRIPT_FILE, folder / shelf.MASTER_FILE
    shelf.write_text(script, model.to_json(take.script))
    remains = _remains(take, former)
    gain_db, sha256 = _write_master(take, path, following, remains)
    take.recording.store.keep_bytes(_remains_key(sha256), remains.packed())
    on_event(Assembled(take.timeline.frames, take.timeline.rate))
    master = MadeFile(name=path.name, bytes=path.stat().st_size, sha256=sha256)
    return replace(take.briefing, gain_db=gain_db), [shelf.describe(script, script.name), master]


def _remains(take: Take, former: tuple[Path, Briefing] | None) -> Remains:
    """What is left of the former master, where it is known how that was put together."""
    folder, briefing = former or (Path(), None)
    files = briefing.files if briefing else ()
    sha256 = next((item.sha256 for item in files if item.name == shelf.MASTER_FILE), "")
    known = take.recording.store.find_bytes(_remains_key(sha256)) if sha256 else None
    return Remains(take.recording.identity, folder / shelf.MASTER_FILE, known or b"")


def _remains_key(sha256: str) -> str:
    return key_of(REMAINS_VERSION, sha256)


def _write_master(take: Take, path: Path, following: Following | None, remains: Remains) -> tuple[float, str]:
    """Write it as loud as was asked for; by how many decibels the voice was turned up, and its SHA-256.

    Peaks that are held take a little of the loudness away. Where they are many, the master is measured and
    written once more.
    """
    import numpy as np

    timeline = take.timeline
    lufs = take.recording.lufs()
    placed, few = _sounds_of(take), FEW_HELD * timeline.frames

    def heard(block: bytes, held: int) -> None:
        assert following is not None
        if held > few:
            following.abandon()
        else:
            following.put(block)

    def write(gain: float = 1.0, ceiling: float = 1.0, *, follow: Follow | None) -> tuple[int, str]:
        remains.forget()
        digest = hashlib.sha256()
        held = write_master(
            *(path, timeline, take.recording.clip),
            sounds=placed,
            lufs=stepped(lufs) if math.isfinite(lufs) else None,
            gain=gain,
            ceiling=ceiling,
            follow=follow,
            digest=digest,
            remains=remains,
        )
        return held, digest.hexdigest()

    follow = None if following is None else heard
    if take.target is None:
        _, sha256 = write(follow=follow)
        return 0.0, sha256
    gain_db = take.briefing.gain_db
    ceiling = 10 ** (take.target.peak_dbtp / 20) * CODEC_ROOM
    for _ in range(CORRECTIONS):
        held, sha256 = write(10 ** (gain_db / 20), ceiling, follow=follow)
        if held <= few:
            break
        follow = None  # who followed has given up
        meter = Meter(timeline.rate, peaks=False)
        for block in wavefile.read(path):
            meter.add(np.frombuffer(block, "<i2"))
        missing = take.target.lufs - integrated(meter.hops())
        if not NEAR_LU < abs(missing) < FAR_LU:
            break
        gain_db = stepped(gain_db + missing)
    return gain_db, sha256


def _sounds_of(take: Take) -> Sounds:
    """The sounds that its timeline places.

    Raises:
        ConfigError: a file of the user's cannot be used.
    """
    return sounds.load(take.jingles, (item.kind for item in take.timeline.sounds), rate=take.timeline.rate)
