"""Cuts made to measure, as one small briefing of their own that is delivered like any other.

Each cut is laid out anew for each length that is wished (:mod:`briefing.radio.refit`); one after the other
they are the master of a briefing in a folder of its own, which is gone when they are delivered.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

from briefing import shelf
from briefing.accounts import Account
from briefing.audio import wavefile
from briefing.errors import RequestError
from briefing.lengths import named
from briefing.model import Briefing, Chapter, Cue, Role, SegmentKind
from briefing.radio import latin, segments
from briefing.radio.cuts import Cut
from briefing.radio.orders import Order
from briefing.radio.refit import CHOSEN, Refit, Wish, refit
from briefing.records import dataclass
from briefing.timeline import frames_of, milliseconds

APART_MS: Final = 100
"""Silence between two pieces in the master: what is resampled of one hears nothing of the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What :func:`briefing.radio.segments.deliver` is given."""

    folder: Path
    briefing: Briefing
    cuts: tuple[Cut, ...]
    order: Order
    accounts: tuple[Account, ...]
    """Of each cut, what was done to it."""
    dropped: tuple[tuple[Cue, ...], ...]
    """Of each cut, the sentences that were left out."""


@contextmanager
def measured(
    briefing: Briefing, folder: Path, cuts: Sequence[Cut], wishes: Sequence[Wish], order: Order
) -> Iterator[Measured]:
    """Every cut in every length; in a folder that is there while the context lasts.

    Raises:
        RequestError: one of them cannot have that length; it is named, with the nearest.
        OutputError: the master cannot be read, or the disk failed.
    """
    pieces = []
    for cut in cuts:
        for wish in wishes:
            target = room_of(wish, order, rate=briefing.rate)
            try:
                pieces.append((cut, wish, refit(briefing, folder, cut, wish, target=target)))
            except RequestError as error:
                if len(cuts) > 1:
                    error.message = f"{cut.title}: {error.message}"
                    error.args = (error.message,)
                raise
    with tempfile.TemporaryDirectory(prefix="briefing-") as place:
        yield _together(briefing, Path(place), pieces, order)


def room_of(wish: Wish, order: Order, *, rate: int) -> int:
    """How many frames of the master there are for the sound: a file has a head and a tail besides."""
    profile = order.profile
    around_ms = profile.head_ms + profile.tail_ms
    return max(1, frames_of((wish.fit_ms or wish.max_ms) - around_ms, profile.rate) * rate // profile.rate)


def _together(
    briefing: Briefing, place: Path, pieces: Sequence[tuple[Cut, Wish, Refit]], order: Order
) -> Measured:
    at = 0
    blocks: list[bytes] = []
    cuts: list[Cut] = []
    chapters: list[Chapter] = []
    accounts: list[Account] = []
    apart = bytes(2 * frames_of(APART_MS, briefing.rate))
    for number, (cut, wish, piece) in enumerate(pieces, 1):
        sound = piece.samples.tobytes() + apart
        name = f"piece{number:03d}"
        cues = tuple(_moved(cue, at, chapter=name) for cue in piece.cut.cues)
        length = "" if not wish.fit_ms else f"-{named(wish.fit_ms).replace('.', '_')}"
        part = f"{segments.part_of(briefing, piece.cut if wish.max_ms else cut)}{length}"
        end = at + len(sound) // 2
        made = replace(piece.cut, start=at, end=at + piece.cut.end, cues=cues, part=part)
        cuts.append(made)
        chapters.append(Chapter(id=name, kind=SegmentKind.SECTION, title=cut.title, start=at, end=end))
        accounts.append(_account(cut, piece, made, order, rate=briefing.rate))
        blocks.append(sound)
        at = end
    whole = replace(
        briefing,
        frames=at,
        chapters=tuple(chapters),
        utterances=tuple(cue for cut in cuts for cue in cut.cues),
        sounds=(),
        files=(),
    )
    wavefile.write(place / shelf.MASTER_FILE, blocks, rate=briefing.rate, frames=at)
    titles = {cut.number: latin.title_latin(briefing, cut) for cut, _, _ in pieces}
    titles = {number: title for number, title in titles.items() if title.strip()}
    return Measured(
        folder=place,
        briefing=whole,
        cuts=tuple(cuts),
        order=replace(
            order, titles={**titles, **order.titles}, show=order.show or latin.show_latin(briefing)
        ),
        accounts=tuple(accounts),
        dropped=tuple(piece.dropped for _, _, piece in pieces),
    )


def _moved(cue: Cue, by: int, *, chapter: str) -> Cue:
    words = tuple(replace(word, start=word.start + by, end=word.end + by) for word in cue.words)
    return replace(cue, chapter=chapter, start=cue.start + by, end=cue.end + by, words=words)


def _account(cut: Cut, piece: Refit, made: Cut, order: Order, *, rate: int) -> Account:
    from briefing.radio.rendering import parts

    head, sound, tail = parts(made, rate, order.profile)
    chosen = [cue for cue in cut.cues if cue.role in CHOSEN and cue.role is not Role.ANNOUNCEMENT]
    return Account(
        sentences=len(chosen) - len(piece.dropped),
        of=len(chosen),
        abridged=0,
        frames=head + sound + tail,
        pauses=round(piece.plan.pause_factor, 3),
        speed=round(piece.plan.speed, 4),
        by="stretch" if piece.plan.is_stretched else "",
        tail_ms=milliseconds(tail, order.profile.rate),
    )
