"""Quality control: a sound file held against a profile, before it leaves and when it arrives.

It reads the file as a stranger would, with nothing but the file and the profile in hand. WAV files are also
taken apart: what their chunks say must be what is heard.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Final

from briefing.audio.loudness import Account
from briefing.audio.measuring import Measured, Sides, measure
from briefing.audio.recordings import Kind, Recording, opened
from briefing.audio.scanning import Scan
from briefing.checks.faults import Fault
from briefing.errors import ArticleError, RequestError
from briefing.radio import chunks, levels
from briefing.radio.profiles import Profile
from briefing.records import dataclass
from briefing.timeline import frames_of

SMEARED_MS: Final = 50
"""So far a codec smears sound into the silence beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What the maker of a file knows of it; exact to the frame."""

    frames: int
    """How long it is, in frames of the file."""
    head: int = 0
    """Frames of silence before the first sound, whatever the profile wants."""
    tail: int = 0
    """The same after the last one."""
    is_digital: bool = True
    """Whether that silence is digital; a codec smears the sound into it."""
    account: Account | None = None
    """How loud it is, if every written sample was measured: then that is not done again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was found in a file."""

    path: Path
    kind: Kind
    rate: int
    """Frames per second."""
    bits: int
    """Of a sample; 0 for MP3 and Vorbis."""
    channels: int
    sides: Sides
    account: Account
    """Loudness and peaks."""
    scan: Scan
    """Length, silences, clipping, direct current."""
    too_short: bool
    """Whether its loudness says nothing: it lasts under 3 seconds, or is silent."""
    is_broadcast: bool
    """Whether it is a Broadcast Wave file: it has a ``bext`` chunk."""
    faults: tuple[Fault, ...]
    remarks: tuple[str, ...]
    """What is no fault, but good to know."""

    @property
    def frames(self) -> int:
        """How long it is."""
        return self.scan.frames


def inspect(
    path: Path,
    profile: Profile,
    *,
    expected: Expected | None = None,
    length_s: Fraction | None = None,
    broadcast: bool = False,
) -> Report:
    """Everything that is wrong with a file.

    Args:
        path: a WAV, FLAC or MP3 file.
        profile: what is wanted of it.
        expected: what its maker knows of it.
        length_s: how many seconds it must last, to the nearest frame, where nobody knows more.
        broadcast: whether it must be a Broadcast Wave file.

    Raises:
        ArticleError: there is no such file, or it is no sound file.
        OutputError: it cannot be read.
    """
    try:
        recording = opened(path)
    except RequestError as error:  # a chunk is cut off
        message = f"the file {path.name}: {error.message}"
        raise ArticleError(message, hint=error.hint) from error
    measured = measure(recording, account=expected.account if expected else None)
    too_short = levels.is_too_short(measured, recording.rate)
    faults = [*_faults(recording, measured, profile, expected=expected, too_short=too_short)]
    wanted = None if length_s is None else round(length_s * recording.rate)
    if wanted is not None and wanted != measured.scan.frames:
        faults.append(_length(measured.scan, wanted, file=path.name))
    has_bext = recording.wave is not None and recording.wave.bext is not None
    if broadcast and not has_bext:
        faults.append(Fault(path.name, "bext", "there is none: this is no Broadcast Wave file"))
    return Report(
        path=path,
        kind=recording.kind,
        rate=recording.rate,
        bits=recording.bits,
        channels=recording.channels,
        sides=measured.sides,
        account=measured.account,
        scan=measured.scan,
        too_short=too_short,
        is_broadcast=has_bext,
        faults=tuple(faults),
        remarks=tuple(_remarks(measured, profile, too_short=too_short)),
    )


def _faults(
    recording: Recording,
    measured: Measured,
    profile: Profile,
    *,
    expected: Expected | None,
    too_short: bool,
) -> Iterator[Fault]:
    file, rate = recording.path.name, recording.rate
    head, tail = (frames_of(ms, rate) for ms in (profile.head_ms, profile.tail_ms))
    if expected is not None:
        smeared = 0 if expected.is_digital else frames_of(SMEARED_MS, rate)
        head, tail = (max(0, frames - smeared) for frames in (expected.head, expected.tail))
    yield from _form(recording, profile)
    yield from levels.faults(measured, profile, file=file, rate=rate, head=head, tail=tail)
    if recording.wave is not None:
        yield from chunks.faults(recording.wave, measured, file=file, too_short=too_short)
    if expected is not None:
        yield from _unexpected(measured.scan, expected, file=file)


def _form(recording: Recording, profile: Profile) -> Iterator[Fault]:
    """Rate, bits and channels; a codec chooses its own."""
    if recording.kind not in ("wav", "flac"):
        return
    file = recording.path.name
    if recording.rate != profile.rate:
        yield Fault(file, "rate", f"{recording.rate} Hz, {profile.name} wants {profile.rate} Hz")
    if recording.bits < profile.bits:
        yield Fault(file, "bits", f"{recording.bits} bits, {profile.name} wants {profile.bits}")
    if recording.channels != profile.channels:
        yield Fault(file, "channels", f"{recording.channels}, {profile.name} wants {profile.channels}")


def _unexpected(scan: Scan, expected: Expected, *, file: str) -> Iterator[Fault]:
    if scan.frames != expected.frames:
        yield _length(scan, expected.frames, file=file)
    if not expected.is_digital:
        return
    if scan.head_zeros < expected.head:
        yield Fault(file, "head", f"{scan.head_zeros} samples of digital silence, not {expected.head}")
    if scan.tail_zeros < expected.tail:
        yield Fault(file, "tail", f"{scan.tail_zeros} samples of digital silence, not {expected.tail}")


def _length(scan: Scan, wanted: int, *, file: str) -> Fault:
    return Fault(file, "length", f"{scan.frames} samples, not {wanted}")


def _remarks(measured: Measured, profile: Profile, *, too_short: bool) -> Iterator[str]:
    if too_short and not measured.scan.is_silent:
        yield "too short for its loudness to be told"
    elif not too_short and levels.is_held_by_short_term(measured, profile):
        yield "softer than wanted, because its loudest 3 seconds are as loud as they may be"
