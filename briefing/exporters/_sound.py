"""The sound of a stretch of the master as an MP3 of its own, at the master's rate or at another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Final

from briefing.audio.encode import BITRATES, encode, pcm_blocks
from briefing.audio.gain import rounded
from briefing.errors import OutputError, RequestError

KBPS: Final = 64
"""The bit rate of parts where nothing else is asked for, in kbit/s."""


def check_bitrate(whose: str, kbps: int) -> None:
    """Refuse what no rate has; what this briefing's rate has is known only when encoding.

    Raises:
        RequestError: MP3 has no such bit rate.
    """
    known = sorted({each for row in BITRATES.values() for each in row})
    if kbps not in known:
        message = f"{whose}.bitrate_kbps is {kbps}; it must be one of {', '.join(map(str, known))}"
        raise RequestError(message, hint=f"-O {whose}.bitrate_kbps={KBPS}")


def write_stretch(
    target: BinaryIO,
    master: Path,
    stretch: tuple[int, int],
    *,
    master_rate: int,
    rate: int,
    bitrate_kbps: int,
    info_frame: bool,
) -> None:
    """Encode a stretch of the master.

    Args:
        target: written from its present position on; seekable where ``info_frame`` is set.
        master: the WAV file.
        stretch: its first frame and the one after its last.
        master_rate: frames per second of the master.
        rate: frames per second of the MP3.
        bitrate_kbps: constant.
        info_frame: whether decoders are told where the sound begins and ends.

    Raises:
        RequestError: MP3 has no such bit rate for this rate.
        OutputError: the master is not the briefing's, or writing failed.
    """
    start, end = stretch
    blocks = pcm_blocks(master, start, end)
    if rate != master_rate:
        blocks = _resampled(blocks, master_rate, rate)
    count = encode(blocks, target, rate=rate, bitrate_kbps=bitrate_kbps, info_frame=info_frame)
    if abs(count - (end - start) * rate / master_rate) > 1:
        message = f"resampling gave {count} frames for {end - start}"
        raise OutputError(message)


def _resampled(blocks: Iterable[bytes], rate: int, wanted: int) -> Iterator[bytes]:
    """The same sound at another rate. soxr works on fractions and the samples are rounded here, once: its own
    rounding adds noise."""
    import numpy as np
    import soxr

    stream = soxr.ResampleStream(rate, wanted, 1, dtype="float32")

    for block in blocks:
        wave = stream.resample_chunk(np.frombuffer(block, "<i2").astype(np.float32))
        yield rounded(wave).astype("<i2", copy=False).tobytes()
    last = stream.resample_chunk(np.zeros(0, np.float32), last=True)
    yield rounded(last).astype("<i2", copy=False).tobytes()
