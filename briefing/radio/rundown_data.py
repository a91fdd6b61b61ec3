"""The rundown for programs: a table of comma-separated values, and JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from briefing.radio.rundown import Item, Rundown

COLUMNS: Final = (
    "number",
    "title",
    "type",
    "duration",
    "cumulative",
    "back",
    "front",
    "in_words",
    "out_words",
    "file",
    "lufs",
    "true_peak_dbtp",
)
MS: Final = 1000


def rows(listed: Rundown) -> Iterator[Sequence[object]]:
    """A row for each item under :data:`COLUMNS`; times as ``HH:MM:SS.mmm``."""
    for item in listed.items:
        times = listed.times(item, per_second=MS)
        yield (
            *(item.number, item.title, item.kind.value),
            *(times.duration, times.cumulative, times.back, times.front),
            *(item.in_words, item.out_words, item.sound.file),
            *(_figure(item.sound.lufs), _figure(item.sound.true_peak_dbtp)),
        )


def document(listed: Rundown) -> dict[str, object]:
    """The rundown as JSON.

    ``frames``, ``rate`` and what ends in ``_frame`` or ``_frames`` is exact; times are ``HH:MM:SS.mmm``.
    ``front_day`` and ``back_day`` are -1 for the day before the given clock's, 1 for the day after.
    ``on_air`` and ``end`` are null without a clock, ``spare_seconds`` with fewer than two times given (it is
    negative where the briefing runs over), ``lufs`` under 3 seconds and for silence.
    """
    spare = listed.spare_ms
    return {
        "briefing": listed.briefing,
        "title": listed.title,
        "rate": listed.rate,
        "frames": listed.frames,
        "duration": str(listed.total(per_second=MS)),
        "on_air": str(listed.begins(per_second=MS)) if listed.has_clock else None,
        "end": str(listed.ends(per_second=MS)) if listed.has_clock else None,
        "spare_seconds": None if spare is None else spare / MS,
        "items": [_entry(listed, item) for item in listed.items],
    }


def _entry(listed: Rundown, item: Item) -> dict[str, object]:
    times = listed.times(item, per_second=MS)
    return {
        "number": item.number,
        "id": item.id,
        "title": item.title,
        "type": item.kind.value,
        "start_frame": item.start,
        "end_frame": item.end,
        "frames": item.frames,
        "duration": str(times.duration),
        "cumulative": str(times.cumulative),
        "back": str(times.back),
        "back_day": times.back.day,
        "front": str(times.front),
        "front_day": times.front.day,
        "in_words": item.in_words,
        "out_words": item.out_words,
        "file": item.sound.file,
        "lufs": item.sound.lufs,
        "true_peak_dbtp": item.sound.true_peak_dbtp,
    }


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"
