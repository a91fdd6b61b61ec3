"""MP3, encoded by LAME as the sound comes, with the Info frame that makes its length exact.

LAME drops into the file 576 samples of its own delay before the first sample, and silence after the last
one until the frame is full. A decoder that is told how many (the "LAME tag") gives back exactly the
master's samples; one that is not counts frames and is up to a tenth of a second off. The tag is a silent
MPEG frame before the sound; ``lameenc`` leaves it out, so it is built here, after the layouts of the
"Xing VBR header" (Xing Technologies' VBR header SDK) and the "Mp3 Info Tag revision 1" (Gabriel Bouvier,
LAME project, gabriel.mp3-tech.org/mp3infotag.html).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, BinaryIO, Final

from briefing.audio.wavefile import read as pcm_blocks
from briefing.errors import OutputError, RequestError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from briefing.audio.loudness import Meter
    from briefing.audio.stretches import Stretch

__all__ = ["BITRATES", "DECODER_DELAY", "ENCODER_DELAY", "RATES", "encode", "pcm_blocks"]

ENCODER_DELAY: Final = 576
"""Samples LAME puts before the first one it is given."""
DECODER_DELAY: Final = 529
"""Samples every layer III decoder adds before the first one: the filter bank's 528 and one more."""
DELAY: Final = ENCODER_DELAY + DECODER_DELAY
"""Samples a decoder gives before the first one of the sound."""
QUALITY: Final = 7
"""LAME's own scale. At 5 and better it shapes its noise after a model of hearing made for music at few bits.
At 64 kbit/s for one channel of speech there is nothing to save: 7 costs half as much, and what is decoded is
2 dB nearer to what was encoded (tests/benchmarks/PROFILE.md)."""
LAME_SCALE: Final = {192: 0.97, 224: 0.98, 256: 1.0, 320: 1.0}
"""What LAME multiplies the sound by at a constant bit rate, lest it clip, and cannot be told not to; at other
bit rates 0.95, which is 0.45 dB. It is made good here. Measured; the tests measure it again."""
LAME_VERSION: Final = b"LAME3.100"
INFO_BYTES: Final = 4 + 4 + 4 + 4 + 100 + 4 + 36
"""``Info``, flags, frames, bytes, table of contents, quality, LAME's part."""
LAME_VBR_QUALITY: Final = 4
"""LAME's default, of which the quality figure is made even where the bit rate is constant."""

RATES: Final = {
    # frames per second: (version bits, rate bits, samples a frame, bytes of mono side information)
    44_100: (0b11, 0b00, 1152, 17),
    48_000: (0b11, 0b01, 1152, 17),
    32_000: (0b11, 0b10, 1152, 17),
    22_050: (0b10, 0b00, 576, 9),
    24_000: (0b10, 0b01, 576, 9),
    16_000: (0b10, 0b10, 576, 9),
    11_025: (0b00, 0b00, 576, 9),
    12_000: (0b00, 0b01, 576, 9),
    8_000: (0b00, 0b10, 576, 9),
}
"""The sample rates of MPEG-1 (ISO/IEC 11172-3), MPEG-2 (ISO/IEC 13818-3) and "MPEG-2.5"."""

_MPEG_1: Final = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_MPEG_2: Final = (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
BITRATES: Final = {0b11: _MPEG_1, 0b10: _MPEG_2, 0b00: _MPEG_2[:8]}
"""Version bits to the bit rates LAME writes, in kbit/s; the index in a frame header counts from 1.

"MPEG-2.5" stops at 64, as LAME does, although its table is MPEG-2's."""


def encode(
    blocks: Iterable[bytes],
    target: BinaryIO,
    *,
    rate: int,
    bitrate_kbps: int = 64,
    quality: int = QUALITY,
    info_frame: bool = True,
    workers: int = 0,
    meter: Meter | None = None,
) -> int:
    """Encode 16-bit little-endian mono PCM to MP3 of a constant bit rate.

    Nothing is resampled and memory does not grow with the sound. The same samples give the same bytes,
    however many workers there are: :mod:`briefing.audio.stretches` tells why.

    Args:
        blocks: the PCM, cut anywhere between two samples.
        target: written from its present position on; must be seekable where ``info_frame`` is set.
        rate: frames per second, one of :data:`RATES`.
        bitrate_kbps: one of :data:`BITRATES` for that rate.
        quality: LAME's, 0 (best, slow) to 9.
        info_frame: whether to write the Info frame. Without it decoders deliver the sound
            ``ENCODER_DELAY + DECODER_DELAY`` samples late, and silence after it.
        workers: threads that encode; 0 for one a core.
        meter: is given what listeners will hear: the frames decoded again, without the codec's delay.

    Returns:
        How many samples were encoded.

    Raises:
        RequestError: MP3 has no such bit rate for this rate, or LAME no such quality.
        OutputError: MP3 has no such rate, there is no sound, or writing failed.
    """
    from briefing.audio.decode import mp3_samples  # with what a run that makes nothing has no use for
    from briefing.audio.stretches import in_order, stretches

    _check(rate, bitrate_kbps, quality)
    stream = _Stream(rate, bitrate_kbps)
    per_frame = RATES[rate][2]

    def encoded(stretch: Stretch) -> tuple[int, bytes, NDArray[np.int16] | None]:
        pcm = _made_good(stretch.pcm, rate=rate, bitrate_kbps=bitrate_kbps)
        sound = _lame(pcm, rate=rate, bitrate_kbps=bitrate_kbps, quality=quality)
        samples = len(stretch.pcm) // 2
        if not stretch.is_last:
            sound = _first_frames(sound, samples // per_frame, size=_frame_size(rate, bitrate_kbps))
        return samples, sound, None if meter is None or not sound else mp3_samples(sound)[0]

    samples = heard = 0
    try:
        place = target.tell() if info_frame else 0
        if info_frame:
            target.write(bytes(_info_size(rate, bitrate_kbps)))
        for count, sound, decoded in in_order(
            encoded, stretches(blocks, rate=rate, frame=per_frame), workers=workers
        ):
            samples += count
            target.write(stream.counted(sound))
            if meter is not None and decoded is not None:
                meter.add(decoded[max(0, DELAY - heard) : max(0, samples + DELAY - heard)])
                heard += len(decoded)
        if not samples:
            message = "there is no sound to encode"
            raise OutputError(message)
        if stream.unfinished:
            message = "LAME's last frame is cut off"
            raise OutputError(message)
        if info_frame:
            after = target.tell()
            target.seek(place)
            target.write(_info_frame(stream, samples, quality))
            target.seek(after)
    except OSError as error:
        message = f"cannot write the MP3: {error.strerror or error}"
        raise OutputError(message, hint="df -h . shows how much room is left") from error
    return samples


def _made_good(pcm: bytes, *, rate: int, bitrate_kbps: int) -> bytes:
    """The sound as much louder as LAME makes it softer; a peak that has no room for that is held."""
    import numpy as np

    from briefing.audio.gain import HIGHEST, multiplied
    from briefing.audio.limiter import limit

    gain = 1 / LAME_SCALE.get(bitrate_kbps, 0.95)
    if gain == 1 or not pcm:
        return pcm
    samples = np.frombuffer(pcm, "<i2")
    if max(int(samples.max()), -int(samples.min())) * gain > HIGHEST:
        return limit(samples, rate=rate, gain=gain, ceiling=1).samples.astype("<i2", copy=False).tobytes()
    return multiplied(samples, gain).astype("<i2", copy=False).tobytes()


def _lame(pcm: bytes, *, rate: int, bitrate_kbps: int, quality: int) -> bytes:
    """The frames of one encoder that starts afresh; empty for no sound."""
    if not pcm:
        return b""
    import lameenc

    lame = lameenc.Encoder()
    lame.silence()
    lame.set_channels(1)
    lame.set_in_sample_rate(rate)
    lame.set_out_sample_rate(rate)
    lame.set_bit_rate(bitrate_kbps)
    lame.set_quality(quality)
    return bytes(lame.encode(pcm)) + bytes(lame.flush())


def _first_frames(sound: bytes, count: int, *, size: int) -> bytes:
    """The first so many frames of a stream of a constant bit rate."""
    at = 0
    for _ in range(count):
        at += size + (sound[at + 2] >> 1 & 1)  # some frames have a byte more
    return sound[:at]


def _check(rate: int, bitrate_kbps: int, quality: int) -> None:
    if rate not in RATES:
        message = f"MP3 has no sample rate of {rate} Hz"
        raise OutputError(message, hint=f"rates it has: {', '.join(map(str, sorted(RATES)))}")
    known = BITRATES[RATES[rate][0]]
    if bitrate_kbps not in known:
        message = f"MP3 of {rate} Hz has no bit rate of {bitrate_kbps} kbit/s"
        raise RequestError(message, hint=f"bit rates it has: {', '.join(map(str, known))}")
    if quality not in range(10):
        message = f"LAME has no quality {quality}"
        raise RequestError(message, hint="0 (best, slow) to 9 (worst, fast)")


def _frame_size(rate: int, bitrate_kbps: int) -> int:
    """Bytes of a frame without a padding byte."""
    return RATES[rate][2] // 8 * bitrate_kbps * 1000 // rate


class _Stream:
    """Counts what LAME gives out: frames, bytes and the checksum the tag wants."""

    def __init__(self, rate: int, bitrate_kbps: int) -> None:
        self.rate = rate
        self.bitrate_kbps = bitrate_kbps
        self.frames = 0
        self.bytes = 0
        self.crc = 0
        self.header = b""
        """The first frame's four bytes."""
        self._size = _frame_size(rate, bitrate_kbps)
        self._rest = b""

    @property
    def unfinished(self) -> bool:
        """Whether the bytes so far end inside a frame."""
        return bool(self._rest)

    def counted(self, data: bytes | bytearray) -> bytes:
        """The same bytes, once counted."""
        rest = self._rest + data
        at = 0
        while at + self._size <= len(rest):
            if rest[at] != 0xFF or rest[at + 1] & 0xE0 != 0xE0:
                message = f"LAME gave no frame where one should begin (frame {self.frames})"
                raise OutputError(message)
            end = at + self._size + (rest[at + 2] >> 1 & 1)  # some frames have a byte more
            if end > len(rest):
                break
            self.frames += 1
            at = end
        if at:
            self.header = self.header or rest[:4]
            self.bytes += at
            from fastcrc import crc16

            self.crc = crc16.arc(bytes(rest[:at]), self.crc)
        self._rest = rest[at:]
        return bytes(data)


def _info_bitrate(rate: int, bitrate_kbps: int) -> int:
    """The Info frame's bit rate: the stream's, or the next that makes its frame long enough."""
    version, _, _, side = RATES[rate]
    return next(
        kbps
        for kbps in BITRATES[version]
        if kbps >= bitrate_kbps and _frame_size(rate, kbps) >= 4 + side + INFO_BYTES
    )


def _info_size(rate: int, bitrate_kbps: int) -> int:
    return _frame_size(rate, _info_bitrate(rate, bitrate_kbps))


def _info_frame(stream: _Stream, samples: int, quality: int) -> bytes:
    from fastcrc import crc16

    version, rate_bits, per_frame, side = RATES[stream.rate]
    kbps = _info_bitrate(stream.rate, stream.bitrate_kbps)
    size = _frame_size(stream.rate, kbps)
    total = size + stream.bytes
    padding = stream.frames * per_frame - ENCODER_DELAY - samples
    if not 0 <= padding < 4096:
        message = f"LAME added {padding} samples after the sound, which cannot be written down"
        raise OutputError(message)
    header = bytes(
        (
            0xFF,
            0xE0 | version << 3 | 0b01 << 1 | 1,  # layer III, no checksum
            (BITRATES[version].index(kbps) + 1) << 4 | rate_bits << 2,
            stream.header[3],  # mono, as the sound is
        )
    )
    frame = bytearray(header + bytes(side))
    frame += b"Info" + (0b1111).to_bytes(4)
    frame += stream.frames.to_bytes(4) + total.to_bytes(4)
    frame += bytes(256 * (size + stream.bytes * percent // 100) // total for percent in range(100))
    frame += (100 - 10 * LAME_VBR_QUALITY - quality).to_bytes(4)
    frame += LAME_VERSION
    frame += bytes((0x01, 0x00))  # revision 0, constant bit rate; the low-pass filter is not told
    frame += bytes(4 + 2 + 2)  # peak and loudness: not measured here
    frame += bytes((0x00, min(stream.bitrate_kbps, 255)))
    frame += (ENCODER_DELAY << 12 | padding).to_bytes(3)
    frame += bytes((_source_rate(stream.rate) << 6, 0x00, 0x00, 0x00))  # mono; no gain; no preset
    frame += total.to_bytes(4) + stream.crc.to_bytes(2)
    frame += crc16.arc(bytes(frame)).to_bytes(2)
    return bytes(frame.ljust(size, b"\0"))


def _source_rate(rate: int) -> int:
    return 0 if rate <= 32_000 else 1 if rate <= 44_100 else 2
