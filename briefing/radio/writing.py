"""Writing the sound of a cut: Broadcast Wave with all its chunks, or a plain WAV, FLAC or MP3; and measuring
what was written while it is written.

FLAC is written by libsndfile (``soundfile``, 4 MB, the extra ``flac``): nothing lighter writes it. What is
measured of an MP3 is what a decoder gives back.
"""

from __future__ import annotations

import math
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefing.audio import broadcastwave, id3
from briefing.audio.encode import RATES, encode
from briefing.audio.heard import Hearing
from briefing.audio.loudness import Account, Meter
from briefing.errors import ConfigError, OutputError
from briefing.exporters import _words
from briefing.exporters._sound import check_bitrate
from briefing.exporters._writing import unwritable
from briefing.model import Briefing, Loudness
from briefing.radio import tags
from briefing.radio.cuts import Cut
from briefing.radio.orders import Form, Order
from briefing.radio.profiles import Profile
from briefing.radio.rendering import Rendered, Write

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from briefing.radio.rendering import Samples

Finish = Callable[[Rendered], None]
"""Writes into the file what is known of its sound only now."""
COPIED_BYTES: Final = 1 << 20
CHECKED_FRAMES: Final = 1 << 20


def check(order: Order) -> None:
    """Refuse what cannot be written, before anything is.

    Raises:
        ConfigError: what writes it is not installed, or MP3 has no such rate.
        RequestError: MP3 has no such bit rate.
    """
    if order.form == "flac":
        try:
            import soundfile  # noqa: F401
        except (ImportError, OSError) as error:
            message = "FLAC needs a package that is not installed here: soundfile"
            raise ConfigError(message, hint="pip install 'briefing[flac]'") from error
    if order.form == "mp3":
        check_bitrate("segments", order.kbps)
        if order.profile.rate not in RATES:
            message = f"MP3 has no rate of {order.profile.rate} samples a second"
            raise ConfigError(message, hint="rate = 48000")


def writer(
    path: Path, briefing: Briefing, cut: Cut, order: Order, names: tags.Labels
) -> tuple[Write, Finish]:
    """What writes a file of the form that was ordered, and what finishes it."""
    makers: dict[Form, Callable[..., tuple[Write, Finish]]] = {
        "bwf": _bwf,
        "wav": _wav,
        "flac": _flac,
        "mp3": _mp3,
    }
    return makers[order.form](path, briefing, cut, order, names)


def _bwf(path: Path, briefing: Briefing, cut: Cut, order: Order, names: tags.Labels) -> tuple[Write, Finish]:
    profile, length = order.profile, tags.length(briefing, cut, order)
    shape = broadcastwave.Format(rate=profile.rate, bits=profile.bits, channels=profile.channels)

    def write(blocks: Iterator[Samples]) -> Account:
        meter = _Measuring(profile)
        broadcastwave.write(
            path,
            meter.through(blocks),
            frames=length.frames,
            format=shape,
            bext=tags.bext_of(briefing, cut, order, names, name=path.name),
            cart=tags.cart_of(briefing, cut, order, names, length),
            marks=tags.marks_of(briefing, cut, order, length),
            info=tags.info_of(briefing, names),
        )
        return meter.account()

    def finish(made: Rendered) -> None:
        tagged = tags.bext_of(briefing, cut, order, names, name=path.name, made=made)
        broadcastwave.rewrite_bext(path, tagged)

    return write, finish


def _wav(path: Path, briefing: Briefing, cut: Cut, order: Order, names: tags.Labels) -> tuple[Write, Finish]:
    profile, length = order.profile, tags.length(briefing, cut, order)
    shape = broadcastwave.Format(rate=profile.rate, bits=profile.bits, channels=profile.channels)

    def write(blocks: Iterator[Samples]) -> Account:
        meter = _Measuring(profile)
        broadcastwave.write(
            path,
            meter.through(blocks),
            frames=length.frames,
            format=shape,
            info=tags.info_of(briefing, names),
        )
        return meter.account()

    return write, _finished


def _flac(path: Path, briefing: Briefing, cut: Cut, order: Order, names: tags.Labels) -> tuple[Write, Finish]:
    profile, length = order.profile, tags.length(briefing, cut, order)

    def write(blocks: Iterator[Samples]) -> Account:
        import numpy as np
        import soundfile

        meter = _Measuring(profile)
        texts = dict(tags.info_of(briefing, names))
        try:
            with soundfile.SoundFile(
                path,
                "w",
                samplerate=profile.rate,
                channels=profile.channels,
                subtype=f"PCM_{profile.bits}",
                format="FLAC",
            ) as file:
                file.title, file.artist, file.album = texts["INAM"], texts["IART"], texts["IPRD"]
                file.comment, file.date = texts["ICMT"], texts["ICRD"]
                for block in meter.through(blocks):
                    shifted = block.astype(np.int32) << (32 - profile.bits)
                    file.write(np.tile(shifted[:, None], (1, profile.channels)))
            # What the encoder holds back is written when it closes, and nobody hears of a disk that is full.
            whole = sum(len(block) for block in soundfile.blocks(path, CHECKED_FRAMES, dtype="int32"))
        except (soundfile.LibsndfileError, AssertionError):
            whole = -1
        if whole != length.frames:
            message = f"cannot write {path.name}: it was cut off"
            raise OutputError(message, hint="df -h . shows how much room is left")
        return meter.account()

    return write, _finished


def _mp3(path: Path, briefing: Briefing, cut: Cut, order: Order, names: tags.Labels) -> tuple[Write, Finish]:
    profile, length = order.profile, tags.length(briefing, cut, order)
    masthead = briefing.masthead

    def write(blocks: Iterator[Samples]) -> Account:
        hearing = Hearing(profile.rate)
        try:
            with tempfile.TemporaryFile(dir=path.parent) as sound:
                pcm = (_sixteen(block, profile).astype("<i2").tobytes() for block in blocks)
                encode(pcm, sound, rate=profile.rate, bitrate_kbps=order.kbps, hearing=hearing)
                account = hearing.account()
                with path.open("wb") as target:
                    target.write(tag(account))
                    sound.seek(0)
                    shutil.copyfileobj(sound, target, COPIED_BYTES)
        except OSError as error:
            raise unwritable(path, error) from error
        return account

    def tag(account: Account) -> bytes:
        level = account.level
        heard = math.isfinite(level.lufs) and math.isfinite(level.true_peak_dbtp)
        loudness = Loudness(lufs=level.lufs, range_lu=level.range_lu, true_peak_dbtp=level.true_peak_dbtp)
        return id3.tag(
            id3.Tags(
                title=names.title,
                artist=masthead.byline or masthead.source_name or _words.SYNTHETIC_VOICE,
                album=names.show,
                year=briefing.created[:4],
                length_ms=round(length.frames * 1000 / profile.rate),
                comment=_words.credit(briefing),
                text="\n".join(id3.one_line(cue.shown) for cue in cut.cues),
                link=masthead.url,
                gain=id3.Gain(loudness.lufs, loudness.true_peak_dbtp) if heard else None,
            )
        )

    return write, _finished


def _finished(_made: Rendered) -> None:
    """Nothing is known only now."""


def _sixteen(block: Samples, profile: Profile) -> Samples:
    """Samples of 16 bits: MP3 is encoded from those."""
    return block if profile.bits == 16 else block >> 8


class _Measuring:
    """Measures samples as they pass."""

    def __init__(self, profile: Profile) -> None:
        self._meter = Meter(profile.rate)
        self._bits = profile.bits

    def through(self, blocks: Iterator[Samples]) -> Iterator[Samples]:
        """The same samples."""
        for block in blocks:
            self._meter.add(_in_sixteen(block, self._bits))
            yield block

    def account(self) -> Account:
        """How loud they were."""
        return self._meter.account()


def _in_sixteen(block: Samples, bits: int) -> NDArray[np.float32]:
    """Samples as the meter takes them: full scale is 32,768."""
    import numpy as np

    return np.multiply(block, np.float32(2.0 ** (16 - bits)), dtype=np.float32)
