"""A file as it goes to air, right in everything, for tests that plant a fault in it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from briefing.audio import broadcastwave, riff
from briefing.audio.bext import Bext, coding, reference
from briefing.audio.broadcastwave import Format
from briefing.audio.cart import Cart, Timer
from briefing.audio.loudness import Account, Meter, integrated
from briefing.audio.marks import Mark

RATE = 48_000
SECONDS = 6
FULL = 32_768
USUAL = Format(bits=24)
BEXT = Bext(
    description="al-nashra",
    originator="Radio One",
    reference=reference(
        country="QA", organisation="BRF", serial="1", time="07:30:00", content_digest="0123456789abcdef"
    ),
    date="2026-03-01",
    time="07:30:00",
    coding_history=(coding(rate=RATE, bits=24, mode="mono", text="briefing"),),
)


@cache
def _speech(seconds: float) -> tuple[NDArray[np.float64], float]:
    """Syllables of a voice, and how loud they are."""
    at = np.arange(round(seconds * RATE)) / RATE
    sound = np.zeros(len(at))
    for part in range(1, 12):
        sound += np.sin(2 * np.pi * 130 * part * at + part) / part
    edge = np.minimum(1, np.minimum(np.arange(len(at)), np.arange(len(at))[::-1]) / 480)
    sound *= (0.03 + np.sin(np.pi * 3 * at) ** 2) * edge * 0.1
    return sound, integrated(metered(sound).hops())


def speech(seconds: float = SECONDS, *, lufs: float = -23.0) -> NDArray[np.float64]:
    """Syllables of a voice for so many seconds, as loud as wanted; full scale 1."""
    sound, heard = _speech(seconds)
    louder: NDArray[np.float64] = sound * 10 ** ((lufs - heard) / 20)
    return louder


def metered(sound: NDArray[np.float64]) -> Meter:
    """How loud a sound is."""
    meter = Meter(RATE)
    meter.add((sound * FULL).astype(np.float32))
    return meter


@dataclass(frozen=True, kw_only=True)
class Aired:
    """What a test may change before it is written."""

    sound: NDArray[np.float64] = field(default_factory=speech)
    format: Format = USUAL
    bext: Bext | None = BEXT
    """Loudness is filled in, where it is not told."""
    cart: Cart | None = None
    marks: tuple[Mark, ...] | None = None

    def write(self, path: Path) -> Path:
        """A Broadcast Wave file."""
        frames = len(self.sound)
        full = 2 ** (self.format.bits - 1)
        samples = np.clip(np.rint(self.sound * full), -full, full - 1).astype(np.int32)
        cart = Cart(title="al-nashra", timers=(Timer("AUDs", 0), Timer("AUDe", frames), Timer("EOD", frames)))
        marks = (Mark(0, frames // 2, "الجملة الأولى"), Mark(frames // 2, frames - frames // 2, "الثانية"))
        broadcastwave.write(
            path,
            [samples],
            frames=frames,
            format=self.format,
            bext=self.bext and with_levels(self.bext, metered(self.sound).account()),
            cart=self.cart or cart,
            marks=marks if self.marks is None else self.marks,
            info=(("INAM", "النشرة"),),
        )
        return path


def with_levels(bext: Bext, account: Account) -> Bext:
    """What was measured, where nothing else is told."""
    if bext.lufs is not None:
        return bext
    return replace(
        bext,
        lufs=account.level.lufs,
        range_lu=account.level.range_lu,
        true_peak_dbtp=account.level.true_peak_dbtp,
        momentary_lufs=account.momentary_lufs,
        short_term_lufs=account.short_term_lufs,
    )


def chunk(path: Path, name: str) -> int:
    """Where a chunk's bytes begin."""
    found = riff.walk(path).find(name)
    assert found is not None
    return found.offset


def patched(path: Path, offset: int, data: bytes) -> None:
    """Some bytes of a file replaced."""
    whole = bytearray(path.read_bytes())
    whole[offset : offset + len(data)] = data
    path.write_bytes(whole)
