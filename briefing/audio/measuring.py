"""A sound file measured: its loudness as it is heard, its peaks, its silences, its samples.

Mono is heard from both sides, and so is sound that is the same left and right: both are measured as dual
mono (EBU R 128). Where the sides differ, each is weighed on its own, as ITU-R BS.1770 adds them.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from briefing.audio.loudness import BLOCK_HOPS, Account, Level, Meter, integrated, loudness_range, short_term
from briefing.audio.recordings import FULL, Recording
from briefing.audio.scanning import Scan, Scanner
from briefing.records import dataclass

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


Sides = Literal["mono", "same", "different", "out of phase"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What a file sounds like."""

    account: Account
    scan: Scan
    """Of the whole; a silence is one where all sides are silent."""
    scans: tuple[Scan, ...]
    """Of each side that differs."""
    sides: Sides


def measure(recording: Recording, *, account: Account | None = None) -> Measured:
    """Read all of a sound, twice if it has two sides.

    Args:
        recording: what was opened.
        account: how loud it is, where that was measured while it was written; else it is measured here, which
            takes most of the time.

    Raises:
        ArticleError: it cannot be decoded.
        OutputError: it cannot be read.
    """
    sides = _sides(recording)
    columns = 1 if sides in ("mono", "same") else recording.channels
    meters = [] if account else [Meter(recording.rate) for _ in range(columns)]
    scanners = [Scanner(bits=recording.bits) for _ in range(columns)]
    for block in recording.blocks():
        for column, scanner in enumerate(scanners):
            side = block[:, column].copy()  # in one piece
            scanner.add(side)
            if meters:
                meters[column].add(side)
    scans = tuple(scanner.scan() for scanner in scanners)
    return Measured(account=account or _together(meters), scan=_joined(scans), scans=scans, sides=sides)


def _sides(recording: Recording) -> Sides:
    """How the sides of a sound go with each other."""
    import numpy as np

    if recording.channels == 1:
        return "mono"
    if recording.channels != 2:
        return "different"
    same = True
    together = 0.0
    for block in recording.blocks():
        left, right = block[:, 0], block[:, 1]
        same = same and bool(np.array_equal(left, right))
        if not same:
            together += float(np.dot(left.astype(np.float64), right.astype(np.float64))) / FULL
    return "same" if same else "out of phase" if together < 0 else "different"


def _together(meters: list[Meter]) -> Account:
    """The sides as one sound: their energies are added (BS.1770); of one side, twice its own."""
    accounts = [meter.account() for meter in meters]
    if len(accounts) == 1:
        return accounts[0]
    hops: NDArray[np.float64] = sum(meter.hops() for meter in meters) / 2  # type: ignore[assignment]
    peak = max(account.level.true_peak_dbtp for account in accounts)
    return Account(
        level=Level(integrated(hops), loudness_range(hops), peak),
        momentary_lufs=_momentary(hops),
        short_term_lufs=float(short_term(hops).max(initial=-math.inf)),
        peak_dbfs=max(account.peak_dbfs for account in accounts),
    )


def _momentary(hops: NDArray[np.float64]) -> float:
    import numpy as np

    if len(hops) < BLOCK_HOPS:
        return -math.inf
    highest = float(np.convolve(hops, np.full(BLOCK_HOPS, 1 / BLOCK_HOPS), "valid").max())
    return -0.691 + 10 * math.log10(highest) if highest > 0 else -math.inf


def _joined(scans: tuple[Scan, ...]) -> Scan:
    if len(scans) == 1:
        return scans[0]
    heard = [scan for scan in scans if not scan.is_silent] or list(scans)
    clipped = [scan for scan in scans if scan.clips]
    shortest = min(heard, key=lambda scan: scan.pause)
    return replace(
        shortest,
        head=min(scan.head for scan in heard),
        tail=min(scan.tail for scan in heard),
        head_zeros=min(scan.head_zeros for scan in scans),
        tail_zeros=min(scan.tail_zeros for scan in scans),
        clips=sum(scan.clips for scan in scans),
        clip_at=min((scan.clip_at for scan in clipped), default=-1),
        offset=max((scan.offset for scan in scans), key=abs),
    )
