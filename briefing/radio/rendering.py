"""The sound of a cut as a station wants it: its rate, one linear gain, its peaks, its bits, head and tail.

The stretch of the master is measured, then made and written with the gain that follows, and what was written
is measured again: that is what counts. Only where its wave would pass the limit is it written once more with
the peaks held, and where that (or a codec) made it softer, once more with what was lost.

It is made in pieces that begin and end in digital silence (:mod:`briefing.audio.stretches`), side by side and
in bounded memory; nothing that is heard knows of them, and the bytes are the same however many are at work.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefing.audio import wavefile
from briefing.audio.gain import rounded
from briefing.audio.limiter import hold
from briefing.audio.loudness import Account, Meter, integrated
from briefing.audio.sounds import MEASURED_S, USUAL_LUFS
from briefing.audio.stretches import Stretch, in_order, stretches
from briefing.errors import ArticleError
from briefing.model import Briefing
from briefing.radio.cuts import Cut
from briefing.radio.profiles import DEFAULT, Profile
from briefing.records import dataclass
from briefing.timeline import frames_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.int16] | NDArray[np.int32]

FADE_MS: Final = 5.0
"""At both edges of a cut, lest it clicks where it is not cut in silence."""
SHORTEST_S: Final = 3.0
"""Of less there is no short-term loudness, and the integrated one says little (EBU Tech 3341)."""
NEAR_LU: Final = 0.05
"""So near the target nothing is written anew."""
WITHIN_LU: Final = 0.2
"""So near the target everything is that leaves."""
UNDER_DB: Final = 0.05
"""So far under a limit is aimed at."""
COMPARED_S: Final = 20
"""Seconds of speech that are measured at both rates."""
TRIES: Final = 5
PIECE: Final = 1152
"""About a multiple of so many frames a piece lasts."""
_FULL: Final = 32_768


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """What was written of a cut."""

    frames: int
    """Of the file, head and tail included."""
    head: int
    tail: int
    """Frames of digital silence before and after the sound."""
    digest: str
    """SHA-256 of the stretch of the master, as hexadecimal digits."""
    gain_db: float
    held: int
    """Samples that were turned down because of a peak."""
    account: Account
    """How loud the written file is."""
    too_short: bool
    """Whether its loudness says nothing: it lasts under 3 seconds, or is silent."""
    under_short_term: bool = False
    """Whether it is softer than wanted because 3 seconds of it would have been louder than the profile
    allows."""


@dataclass(frozen=True, slots=True)
class Speech:
    """How loud a briefing's voice is, by itself."""

    lufs: float
    """A short cut is turned up by what this is off, as much as the sections are."""
    more_at_rate_lu: float
    """How much more is measured of it at the wanted rate than at the master's: the weighting filter is not
    quite the same at low rates."""


Write = Callable[[Iterator["Samples"]], Account]
"""Writes mono samples of the profile's bits, and measures what was written. May be called again."""


def frames_at(frames: int, rate: int, wanted: int) -> int:
    """So many frames at another rate, to the nearest whole one."""
    return round(frames * wanted / rate)


def parts(cut: Cut, rate: int, profile: Profile) -> tuple[int, int, int]:
    """How long head, sound and tail of a file are, in the profile's samples.

    The tail takes what a file of an exact length has left.

    Args:
        cut: of what.
        rate: of the master.
        profile: of the file.
    """
    head, tail = (frames_of(ms, profile.rate) for ms in (profile.head_ms, profile.tail_ms))
    sound = frames_at(cut.end - cut.start, rate, profile.rate)
    if not cut.exact_ms:
        return head, sound, tail
    whole = frames_of(cut.exact_ms, profile.rate)
    sound = min(sound, whole - head)
    return head, sound, whole - head - sound


def speech_of(briefing: Briefing, master: Path, rate: int) -> Speech:
    """How loud the first minute of speech is, with the pauses inside its chapters.

    Args:
        briefing: what is said.
        master: its ``master.wav``.
        rate: samples per second that it will have.
    """
    import numpy as np

    left = MEASURED_S * briefing.rate
    blocks: list[NDArray[np.int16]] = []
    for cue, after in zip(briefing.utterances, (*briefing.utterances[1:], None), strict=True):
        end = after.start if after and after.chapter == cue.chapter else cue.end
        end = min(end, cue.start + left)
        blocks += map(_samples, wavefile.read(master, cue.start, end))
        left -= end - cue.start
        if left <= 0:
            break
    sound = np.concatenate([np.zeros(0, np.int16), *blocks])
    heard = _lufs_of(sound, briefing.rate)
    some = sound[: COMPARED_S * briefing.rate]
    before, after_it = _lufs_of(some, briefing.rate), _lufs_of(_at(some, briefing.rate, rate), rate)
    more = after_it - before if math.isfinite(before) and math.isfinite(after_it) else 0.0
    return Speech(heard if math.isfinite(heard) else USUAL_LUFS, more)


def _lufs_of(sound: NDArray[np.int16] | NDArray[np.float32], rate: int) -> float:
    meter = Meter(rate, peaks=False)
    meter.add(sound)
    return integrated(meter.hops())


def _at(sound: NDArray[np.int16], rate: int, wanted: int) -> NDArray[np.float32]:
    """The sound at another rate."""
    import numpy as np
    import soxr

    same = sound.astype(np.float32)
    if rate == wanted:
        return same
    changed: NDArray[np.float32] = soxr.resample(same, rate, wanted)
    return changed


def render(
    briefing: Briefing,
    master: Path,
    cut: Cut,
    profile: Profile,
    *,
    write: Write,
    speech: Speech | None = None,
) -> Rendered:
    """Make the sound of a cut, and have it written.

    Args:
        briefing: whose cut it is.
        master: its ``master.wav``.
        cut: which stretch.
        profile: what is wanted of it, head and tail included.
        write: writes and measures.
        speech: what :func:`speech_of` gave, where that is kept.

    Raises:
        ArticleError: it cannot be as loud as is wanted under the peak that is allowed.
        OutputError: the master or the disk failed.
    """
    speech = speech or speech_of(briefing, master, profile.rate)
    source = _Source(briefing, master, cut, profile)
    digest, hops = source.measured()
    lufs = integrated(hops)
    long_s = (cut.end - cut.start) / briefing.rate
    too_short = long_s < SHORTEST_S or not math.isfinite(lufs)
    target, under = profile.lufs, False
    if too_short:
        gain_db = target - speech.lufs
    else:
        gain_db = _gain(hops, target - speech.more_at_rate_lu)
        loudest = _loudest(hops) + speech.more_at_rate_lu
        if profile.max_short_term_lufs is not None and loudest + gain_db > profile.max_short_term_lufs:
            gain_db = profile.max_short_term_lufs - UNDER_DB - loudest
            target, under = lufs + speech.more_at_rate_lu + gain_db, True
    ceiling_db: float | None = None
    for _ in range(TRIES):
        held: list[int] = []
        account = write(source.blocks(gain_db, ceiling_db, digest=digest, held=held))
        over = _over(account, profile)
        off = 0.0 if too_short else target - account.level.lufs
        if over > 0:
            top = min(profile.peak_dbtp, _sample_peak(profile)) if ceiling_db is None else ceiling_db
            ceiling_db = top - (0 if ceiling_db is None else over + UNDER_DB)
        elif abs(off) <= NEAR_LU:
            break
        else:
            gain_db += off
    if over > 0 or abs(off) > WITHIN_LU:
        limit = f"{profile.peak_dbtp:g} dBTP"
        message = f"{cut.title} cannot be brought to {target:g} LUFS with its peaks under {limit}"
        raise ArticleError(message, hint=f"--profile {DEFAULT}")
    return Rendered(
        frames=source.head + source.frames + source.tail,
        head=source.head,
        tail=source.tail,
        digest=digest,
        gain_db=gain_db,
        held=sum(held),
        account=account,
        too_short=too_short,
        under_short_term=under,
    )


class _Source:
    """A stretch of the master, at the profile's rate."""

    def __init__(self, briefing: Briefing, master: Path, cut: Cut, profile: Profile) -> None:
        self._master, self._cut, self._profile = master, cut, profile
        self._rate = briefing.rate
        self.head, self.frames, self.tail = parts(cut, briefing.rate, profile)

    def measured(self) -> tuple[str, NDArray[np.float64]]:
        """The digest of the stretch, and its loudness in tenths of a second between head and tail."""
        import numpy as np

        meter, digest = Meter(self._rate, peaks=False), hashlib.sha256()
        head, tail = (frames_at(each, self._profile.rate, self._rate) for each in (self.head, self.tail))
        meter.add(np.zeros(head, np.int16))
        for block in self._faded():
            digest.update(block)
            meter.add(_samples(block))
        meter.add(np.zeros(tail, np.int16))
        return digest.hexdigest(), meter.hops()

    def blocks(
        self, gain_db: float, ceiling_db: float | None, *, digest: str, held: list[int]
    ) -> Iterator[Samples]:
        """The sound, quantised, between its head and tail."""
        import numpy as np

        bits, rate = self._profile.bits, self._profile.rate
        gain = 10 ** (gain_db / 20)
        ceiling = None if ceiling_db is None else 10 ** (ceiling_db / 20)

        def piece(numbered: tuple[int, int, Stretch]) -> tuple[Samples, int]:
            number, frames, stretch = numbered
            sound = self._resampled(stretch.pcm, frames)
            sound *= np.float32(gain)
            turned = 0 if ceiling is None else hold(sound, rate=rate, ceiling=ceiling)
            if bits == 16:
                sound += _dither(f"{digest} {number}", len(sound))
                return rounded(sound), turned
            sound *= np.float32(256)
            return np.clip(np.rint(sound), -_FULL * 256, _FULL * 256 - 1).astype(np.int32), turned

        yield _silence(self.head, bits)
        for samples, turned in in_order(piece, self._pieces()):
            held.append(turned)
            yield samples
        yield _silence(self.tail, bits)

    def _pieces(self) -> Iterator[tuple[int, int, Stretch]]:
        """Its number, how many frames it has at the wanted rate, and a piece of the master."""
        rate, wanted = self._rate, self._profile.rate
        step = rate // math.gcd(rate, wanted)  # of so many frames whole ones become
        piece = step * max(1, PIECE // step)
        made = 0
        for number, stretch in enumerate(stretches(self._faded(), rate=rate, frame=piece)):
            count = self.frames - made if stretch.is_last else stretch.samples * wanted // rate
            made += count
            yield number, count, stretch

    def _resampled(self, pcm: bytes, frames: int) -> NDArray[np.float32]:
        import numpy as np

        sound = _at(_samples(pcm), self._rate, self._profile.rate)
        if len(sound) != frames:  # by one, where the rates are no multiples of each other
            sound = np.pad(sound[:frames], (0, max(0, frames - len(sound))))
        return sound

    def _faded(self) -> Iterator[bytes]:
        """The stretch as it is in the master, faded in and out."""
        import numpy as np

        long = self._cut.end - self._cut.start
        fade = min(frames_of(FADE_MS, self._rate), long // 2)
        at = 0
        for block in wavefile.read(self._master, self._cut.start, self._cut.end):
            count = len(block) // 2
            if at < fade or at + count > long - fade:
                places = np.arange(at, at + count)
                share = np.minimum(1, (np.minimum(places, long - 1 - places) + 0.5) / max(fade, 1))
                block = np.rint(_samples(block) * share).astype("<i2").tobytes()
            at += count
            yield block


def _silence(frames: int, bits: int) -> Samples:
    import numpy as np

    return np.zeros(frames, np.int16) if bits == 16 else np.zeros(frames, np.int32)


def _samples(pcm: bytes) -> NDArray[np.int16]:
    import numpy as np

    return np.frombuffer(pcm, "<i2")


def _dither(seed: str, count: int) -> NDArray[np.float32]:
    """Noise of triangular distribution, two steps wide, the same for the same seed on every machine."""
    import numpy as np

    number = int.from_bytes(hashlib.sha256(seed.encode()).digest(), "big")
    pairs = np.random.PCG64(number).random_raw(-(-count // 2)).astype("<u8").view("<u2").astype(np.float32)
    noise: NDArray[np.float32] = (pairs[0::2] - pairs[1::2])[:count]
    noise *= np.float32(1 / 65_536)
    return noise


def _gain(hops: NDArray[np.float64], target: float) -> float:
    """The gain that brings a sound to a loudness. What passes the absolute gate depends on it too."""
    gain_db = 0.0
    for _ in range(4):
        gain_db += target - integrated(hops * 10 ** (gain_db / 10))
    return gain_db


def _loudest(hops: NDArray[np.float64]) -> float:
    from briefing.audio.loudness import short_term

    return float(short_term(hops).max(initial=-math.inf))


def _sample_peak(profile: Profile) -> float:
    return math.inf if profile.peak_dbfs is None else profile.peak_dbfs


def _over(account: Account, profile: Profile) -> float:
    """By how much the peaks are too high, in dB."""
    peak = account.level.true_peak_dbtp
    return max(peak - profile.peak_dbtp, account.peak_dbfs - _sample_peak(profile))
