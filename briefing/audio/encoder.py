"""One stretch of sound, encoded by LAME, decoded again, and measured as it will be heard.

What came of it can be kept: the same stretch encoded in the same way gives the same frames. So of a long
briefing with one changed sentence no more than a paragraph is encoded.
"""

from __future__ import annotations

import hashlib
import struct
from functools import cache
from typing import TYPE_CHECKING, Final, Protocol

from briefing.audio.heard import Heard, hear
from briefing.audio.mpeg import DELAY, frame_samples, frames_in
from briefing.audio.stretches import Stretch
from briefing.errors import OutputError
from briefing.installed import version
from briefing.records import dataclass

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

VERSION: Final = "mp3-1"
"""Part of the key under which a stretch is kept: to be changed with everything here that changes what is."""
LAME_SCALE: Final = {192: 0.97, 224: 0.98, 256: 1.0, 320: 1.0}
"""What LAME multiplies the sound by at a constant bit rate, lest it clip, and cannot be told not to; at other
bit rates 0.95, which is 0.45 dB. It is made good here. Measured; the tests measure it again."""
_HEAD: Final = struct.Struct("<II")
"""Of what is kept: how many frames there are, how many bytes tell how they sound. First these follow."""


class Keeping(Protocol):
    """Where what was costly to make is kept: :class:`briefing.store.Store`."""

    def find_bytes(self, key: str) -> bytes | None:
        """What was kept under a key; None where there is nothing that is whole."""

    def keep_bytes(self, key: str, data: bytes) -> None:
        """Keep it."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """A stretch as MP3."""

    samples: int
    """Of the stretch."""
    count: int
    """Of the frames."""
    frames: bytes
    """MPEG frames, whole ones."""
    heard: Heard | None
    """How it sounds decoded; None where that was not asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoder:
    """How stretches are encoded. May be called from several threads at once."""

    rate: int
    bitrate_kbps: int
    quality: int
    measured: bool = False
    """Whether the frames are decoded again and measured."""
    kept: Keeping | None = None
    """Where they are kept; nowhere if not given."""

    def __call__(self, stretch: Stretch) -> Encoded:
        """Encode a stretch, or find it where it is kept.

        Raises:
            OutputError: what is kept can be neither read nor written.
        """
        samples = stretch.samples
        if not samples:
            return Encoded(0, 0, b"", None)
        if self.kept is None or not self.measured:
            count, frames = self._frames(stretch)
            return Encoded(samples, count, frames, self._heard(frames) if self.measured else None)
        key = self._key(stretch)
        known = self.kept.find_bytes(key)
        if known is not None:
            count, size = _HEAD.unpack_from(known)
            end = _HEAD.size + size
            return Encoded(samples, count, known[end:], Heard.unpacked(known[_HEAD.size : end]))
        count, frames = self._frames(stretch)
        heard = self._heard(frames)
        told = heard.packed()
        self.kept.keep_bytes(key, _HEAD.pack(count, len(told)) + told + frames)
        return Encoded(samples, count, frames, heard)

    def _key(self, stretch: Stretch) -> str:
        """Of how it is encoded, its length, and two checksums of 96 bits together.

        They tell any two paragraphs apart that nobody made to be alike, fourteen times as fast as SHA-256.
        """
        from fastcrc import crc32, crc64

        how = (VERSION, _lame_version(), self.rate, self.bitrate_kbps, self.quality, stretch.is_last)
        long, short = 0, 0
        for part in stretch.parts:
            long, short = crc64.xz(part, long), crc32.iscsi(part, short)
        what = (2 * stretch.samples, long, short)
        return hashlib.sha256(" ".join(map(str, (*how, *what))).encode()).hexdigest()

    def _frames(self, stretch: Stretch) -> tuple[int, bytes]:
        """How many frames, and they; those beyond the stretch are left out, unless nothing follows."""
        loud = _made_good(stretch.pcm, rate=self.rate, bitrate_kbps=self.bitrate_kbps)
        sound = _lame(loud, rate=self.rate, bitrate_kbps=self.bitrate_kbps, quality=self.quality)
        most = None if stretch.is_last else stretch.samples // frame_samples(self.rate)
        try:
            count, size = frames_in(sound, rate=self.rate, bitrate_kbps=self.bitrate_kbps, most=most)
        except ValueError as error:
            message = f"LAME's answer is no MP3: {error}"
            raise OutputError(message) from error
        if most is None and size != len(sound):
            message = "LAME's last frame is cut off"
            raise OutputError(message)
        if most is not None and count != most:
            message = f"LAME gave {count} frames, not {most}"
            raise OutputError(message)
        return count, sound[:size]

    def _heard(self, frames: bytes) -> Heard:
        from briefing.audio.decode import mp3_samples

        decoded: NDArray[np.int16] = mp3_samples(frames)[0]
        return hear(decoded[DELAY:], rate=self.rate)


@cache
def _lame_version() -> str:
    return version("lameenc")  # looks through folders


def _made_good(pcm: bytes, *, rate: int, bitrate_kbps: int) -> NDArray[np.int16]:
    """The sound as much louder as LAME makes it softer; a peak that has no room for that is held."""
    import numpy as np

    from briefing.audio.gain import HIGHEST, multiplied
    from briefing.audio.limiter import limit

    gain = 1 / LAME_SCALE.get(bitrate_kbps, 0.95)
    samples = np.frombuffer(pcm, "<i2").astype(np.int16, copy=False)
    if gain == 1:
        return samples
    if max(int(samples.max()), -int(samples.min())) * gain > HIGHEST:
        return limit(samples, rate=rate, gain=gain, ceiling=1).samples
    return multiplied(samples, gain)


def _lame(samples: NDArray[np.int16], *, rate: int, bitrate_kbps: int, quality: int) -> bytes:
    """The frames of one encoder that starts afresh."""
    import lameenc

    lame = lameenc.Encoder()
    lame.silence()
    lame.set_channels(1)
    lame.set_in_sample_rate(rate)
    lame.set_out_sample_rate(rate)
    lame.set_bit_rate(bitrate_kbps)
    lame.set_quality(quality)
    return bytes(lame.encode(samples)) + bytes(lame.flush())
