"""What is wrong with a WAV file's chunks: its sizes, its format, ``bext``, marks and ``cart``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, time
from typing import Final

from briefing.audio import bext as bext_chunk
from briefing.audio import broadcastwave, riff
from briefing.audio.bext import Bext
from briefing.audio.broadcastwave import Wave
from briefing.audio.cart import VERSION as CART_VERSION
from briefing.audio.cart import Cart
from briefing.audio.measuring import Measured
from briefing.checks.faults import Fault

NEAR: Final = (
    ("lufs", "loudness", "LUFS", 0.2),
    ("range_lu", "loudness range", "LU", 1.0),
    ("true_peak_dbtp", "true peak", "dBTP", 0.3),
    ("momentary_lufs", "momentary loudness", "LUFS", 0.3),
    ("short_term_lufs", "short-term loudness", "LUFS", 0.3),
)
"""Field, what it is called, its unit, and how far what it says may be from what is measured."""
_HISTORY: Final = re.compile(r"A=PCM,F=(\d+),W=(\d+),")


def faults(wave: Wave, measured: Measured, *, file: str, too_short: bool) -> Iterator[Fault]:
    """Everything that is not as the standards, or the sound itself, have it."""
    yield from _sizes(wave, file=file)
    yield from _format(wave, file=file)
    if wave.bext is not None:
        yield from _bext(wave.bext, wave, file=file)
        yield from _levels(wave.bext, measured, file=file, too_short=too_short)
    yield from _marks(wave, file=file)
    if wave.cart is not None:
        yield from _cart(wave.cart, wave.frames, file=file)


def _sizes(wave: Wave, *, file: str) -> Iterator[Fault]:
    form = wave.form
    if form.kind != "RIFF":
        yield Fault(file, "size", "this is RF64, which not every importer takes")
    ends = form.size + riff.HEAD_BYTES
    if form.file_bytes < ends:
        yield Fault(file, "size", f"{ends - form.file_bytes} bytes are missing at the end")
    elif form.file_bytes > ends:
        yield Fault(file, "size", f"{form.file_bytes - ends} bytes follow that belong to nothing")
    last = form.chunks[-1].end
    if form.file_bytes >= ends and last != ends:
        yield Fault(file, "size", f"the chunks end at byte {last}, the file says {ends}")


def _format(wave: Wave, *, file: str) -> Iterator[Fault]:
    if wave.tag != broadcastwave.PCM:
        yield Fault(file, "format", f"the format tag is {wave.tag:#06x}, importers take 0x0001, linear PCM")
    frame_bytes = wave.channels * -(-wave.bits // 8)
    if (wave.frame_bytes, wave.second_bytes) != (frame_bytes, frame_bytes * wave.rate):
        yield Fault(file, "format", "the bytes of a frame or a second do not fit its bits and channels")
    data = wave.form.find("data")
    if data is not None and frame_bytes and data.size % frame_bytes:
        yield Fault(file, "format", "the sound ends within a frame")


def _bext(bext: Bext, wave: Wave, *, file: str) -> Iterator[Fault]:
    if bext.version != bext_chunk.VERSION:
        yield Fault(file, "bext", f"this is version {bext.version}, loudness is told from version 2 on")
    for field, *_ in bext_chunk.TEXTS:
        if not getattr(bext, field).isascii():
            yield Fault(file, "bext", f"{field} is not ASCII: studios will not be able to read it")
    if not (_is_date(bext.date) and _is_time(bext.time)):
        yield Fault(file, "bext", f"{bext.date!r} {bext.time!r} is not a date and a time")
    if bext.reference and len(bext.reference) != 32:
        yield Fault(file, "bext", f"the reference has {len(bext.reference)} characters, not 32 (EBU R 99)")
    told = [found for line in bext.coding_history if (found := _HISTORY.match(line))]
    if told and (int(told[-1][1]), int(told[-1][2])) != (wave.rate, wave.bits):
        yield Fault(file, "bext", "the coding history tells of another rate or other bits")


def _levels(bext: Bext, measured: Measured, *, file: str, too_short: bool) -> Iterator[Fault]:
    if bext.lufs is None and not too_short:
        yield Fault(file, "bext", "it does not tell the loudness")
    level, account = measured.account.level, measured.account
    heard = {
        "lufs": level.lufs,
        "range_lu": level.range_lu,
        "true_peak_dbtp": level.true_peak_dbtp,
        "momentary_lufs": account.momentary_lufs,
        "short_term_lufs": account.short_term_lufs,
    }
    for field, name, unit, near in NEAR:
        told: float | None = getattr(bext, field)
        if told is not None and not abs(told - heard[field]) <= near:
            yield Fault(
                file, "bext", f"it tells a {name} of {told:.1f} {unit}, measured are {heard[field]:.1f}"
            )


def _marks(wave: Wave, *, file: str) -> Iterator[Fault]:
    for number, mark in enumerate(wave.marks, start=1):
        if mark.frame + mark.length > wave.frames or mark.frame >= wave.frames:
            yield Fault(file, "cue", f"mark {number} is behind the end of the sound")
        if not mark.label:
            yield Fault(file, "cue", f"mark {number} has no label")
    if [mark.frame for mark in wave.marks] != sorted(mark.frame for mark in wave.marks):
        yield Fault(file, "cue", "the marks are not in the order of time")


def _cart(cart: Cart, frames: int, *, file: str) -> Iterator[Fault]:
    if cart.version != CART_VERSION:
        yield Fault(file, "cart", f"the version is {cart.version!r}, not {CART_VERSION!r}")
    if not all(text.isascii() for text in (cart.title, cart.artist, cart.out_cue)):
        yield Fault(
            file, "cart", "title, artist or out-cue is not ASCII: studios will not be able to read it"
        )
    for timer in cart.timers:
        if timer.frame > frames:
            yield Fault(file, "cart", f"the timer {timer.usage} is behind the end of the sound")
    places: dict[str, int] = {timer.usage: timer.frame for timer in cart.timers}
    for name in ("AUD", "INT", "SEG"):
        begins, ends = places.get(f"{name}s"), places.get(f"{name}e")
        if begins is not None and ends is not None and begins > ends:
            yield Fault(file, "cart", f"the timer {name}e stands before {name}s")
    start, end = (cart.start_date, cart.start_time), (cart.end_date, cart.end_time)
    if not all(_is_date(day) and _is_time(hour) for day, hour in (start, end)):
        yield Fault(file, "cart", "its first or its last date is no date")
    elif start > end:
        yield Fault(file, "cart", f"it may be aired until {' '.join(end)}, which is before it may be at all")


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text.replace("/", "-"))
    except ValueError:
        return False
    return len(text) == 10


def _is_time(text: str) -> bool:
    try:
        time.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == 8
