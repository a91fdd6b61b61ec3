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

from briefing.audio.mpeg import (
    BITRATES,
    DECODER_DELAY,
    DELAY,
    ENCODER_DELAY,
    RATES,
    frame_samples,
    frame_size,
)
from briefing.audio.wavefile import read as pcm_blocks
from briefing.errors import OutputError, RequestError
from briefing.records import dataclass

if TYPE_CHECKING:
    from briefing.audio.encoder import Keeping
    from briefing.audio.heard import Hearing

__all__ = ["BITRATES", "DECODER_DELAY", "DELAY", "ENCODER_DELAY", "RATES", "encode", "pcm_blocks"]

QUALITY: Final = 7
"""LAME's own scale. At 5 and better it shapes its noise after a model of hearing made for music at few bits.
At 64 kbit/s for one channel of speech there is nothing to save: 7 costs half as much, and what is decoded is
2 dB nearer to what was encoded (tests/benchmarks/PROFILE.md)."""
LAME_VERSION: Final = b"LAME3.100"
INFO_BYTES: Final = 4 + 4 + 4 + 4 + 100 + 4 + 36
"""``Info``, flags, frames, bytes, table of contents, quality, LAME's part."""
LAME_VBR_QUALITY: Final = 4
"""LAME's default, of which the quality figure is made even where the bit rate is constant."""


def encode(
    blocks: Iterable[bytes],
    target: BinaryIO,
    *,
    rate: int,
    bitrate_kbps: int = 64,
    quality: int = QUALITY,
    info_frame: bool = True,
    workers: int = 0,
    hearing: Hearing | None = None,
    kept: Keeping | None = None,
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
        hearing: is told what listeners will hear: the frames are decoded again and measured.
        kept: where stretches that were measured are kept, and looked for.

    Returns:
        How many samples were encoded.

    Raises:
        RequestError: MP3 has no such bit rate for this rate, or LAME no such quality.
        OutputError: MP3 has no such rate, there is no sound, or writing failed.
    """
    from briefing.audio.encoder import Encoder  # with what a run that makes nothing has no use for
    from briefing.audio.stretches import in_order, stretches

    _check(rate, bitrate_kbps, quality)
    encoder = Encoder(
        rate=rate, bitrate_kbps=bitrate_kbps, quality=quality, measured=hearing is not None, kept=kept
    )
    stream = _Stream(rate, bitrate_kbps)
    cut = stretches(blocks, rate=rate, frame=frame_samples(rate), paragraphs=True)
    samples = 0
    try:
        place = target.tell() if info_frame else 0
        if info_frame:
            target.write(bytes(_info_size(rate, bitrate_kbps)))
        # Where most is kept and little encoded, what was found waits: of an hour of sound at most 20 MB.
        for made in in_order(encoder, cut, workers=workers, done=3 if kept is None else 24):
            if made.frames:
                stream.count(made.frames, made.count)
                target.write(made.frames)
            if hearing is not None and made.heard is not None:
                hearing.add(samples, made.heard)
            samples += made.samples
        if not samples:
            message = "there is no sound to encode"
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


@dataclass(slots=True)
class _Stream:
    """Counts what LAME gives out: frames, bytes and the checksum the tag wants."""

    rate: int
    bitrate_kbps: int
    frames: int = 0
    size: int = 0
    """Bytes of all frames."""
    crc: int = 0
    header: bytes = b""
    """The first frame's four bytes."""

    def count(self, data: bytes, frames: int) -> None:
        """These follow."""
        from fastcrc import crc16

        self.header = self.header or data[:4]
        self.frames += frames
        self.size += len(data)
        self.crc = crc16.arc(data, self.crc)


def _info_bitrate(rate: int, bitrate_kbps: int) -> int:
    """The Info frame's bit rate: the stream's, or the next that makes its frame long enough."""
    version, _, _, side = RATES[rate]
    return next(
        kbps
        for kbps in BITRATES[version]
        if kbps >= bitrate_kbps and frame_size(rate, kbps) >= 4 + side + INFO_BYTES
    )


def _info_size(rate: int, bitrate_kbps: int) -> int:
    return frame_size(rate, _info_bitrate(rate, bitrate_kbps))


def _info_frame(stream: _Stream, samples: int, quality: int) -> bytes:
    from fastcrc import crc16

    version, rate_bits, per_frame, side = RATES[stream.rate]
    kbps = _info_bitrate(stream.rate, stream.bitrate_kbps)
    size = frame_size(stream.rate, kbps)
    total = size + stream.size
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
    frame += bytes(256 * (size + stream.size * percent // 100) // total for percent in range(100))
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
