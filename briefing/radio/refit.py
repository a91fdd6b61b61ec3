"""Sentences of a finished briefing laid out anew, so that they last exactly as long as is asked for.

They are cut out of the master where their cues are, the silences between them are laid again, and the whole
becomes a small briefing of its own, with a master of its own: whatever is made of a cut of a briefing can be
made of it, and its cues are where its sentences are. Nothing is voiced.
"""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefing import shelf
from briefing.audio import elastic, wavefile
from briefing.errors import RequestError
from briefing.fitting import FORCED, WITHIN, Item, Misfit, Plan, Room, plan, shortened
from briefing.lengths import typed
from briefing.model import Briefing, Cue, Role, SoundKind, WordTime
from briefing.radio.cuts import Cut
from briefing.records import dataclass
from briefing.text.importance import importance
from briefing.timeline import frames_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.int16]

LEAST_PAUSE_MS: Final = 150
MOST_PAUSE_MS: Final = 900
"""What a silence between two sentences may become."""
LONGEST_TAIL_MS: Final = 1_000
"""More silence than this at the end of a piece is a hole on air."""
CHOSEN: Final = frozenset({Role.NARRATION, Role.SUMMARY})
"""What may be left out. The rest stays, or comes with what it announces."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is asked for; one of the two."""

    fit_ms: int = 0
    """Exactly so long, in milliseconds."""
    max_ms: int = 0
    """At most so long."""
    forced: bool = False
    """Whether it may be said more than five per cent faster or slower."""
    option: str = "--fit"
    """What was typed; for messages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refit:
    """A piece made to measure."""

    cut: Cut
    """Of a briefing that is this piece alone: it begins with frame 0 and ends with its last word."""
    samples: Samples
    """The master of that briefing; the silence that is planned for its end behind it."""
    plan: Plan
    dropped: tuple[Cue, ...]
    """The sentences that were left out, where they were."""


def refit(briefing: Briefing, folder: Path, cut: Cut, wish: Wish, *, target: int = 0) -> Refit:
    """The sentences of a cut, made to measure.

    Args:
        briefing: what is cut.
        folder: where its master is.
        cut: whole sentences of it.
        wish: how long it is to be.
        target: frames of the master there are for it; 0 for all that is wished.

    Raises:
        RequestError: it cannot be so long; the nearest length that it can have is named.
        OutputError: the master cannot be read.
    """
    _check_whole(briefing, cut)
    rate = briefing.rate
    items = items_of(cut, rate=rate)
    made = planned(items, wish, rate=rate, target=target or frames_of(wish.fit_ms or wish.max_ms, rate))
    cues = [cut.cues[place] for place in made.kept]
    samples = _laid(folder / shelf.MASTER_FILE, cues, made, rate=rate)
    moved = _moved(cues, made)
    return Refit(
        cut=replace(
            cut,
            start=0,
            end=moved[-1].end,
            cues=tuple(moved),
            exact_ms=wish.fit_ms,
            origin=(cut.cues[made.kept[0]].start, cut.cues[made.kept[-1]].end),
        ),
        samples=samples,
        plan=made,
        dropped=tuple(
            cue for place, cue in enumerate(cut.cues) if place not in made.kept and cue.role in CHOSEN
        ),
    )


def items_of(cut: Cut, *, rate: int) -> tuple[Item, ...]:
    """What may be kept of a cut, and what each sentence counts."""
    chosen = [place for place, cue in enumerate(cut.cues) if cue.role in CHOSEN]
    parts = {name: part for part, name in enumerate(dict.fromkeys(cue.chapter for cue in cut.cues))}
    counts = importance(
        [cut.cues[place].shown for place in chosen], [parts[cut.cues[place].chapter] for place in chosen]
    )
    counted = dict(zip(chosen, counts, strict=True))
    most = frames_of(MOST_PAUSE_MS, rate)
    items = []
    for place, cue in enumerate(cut.cues):
        after = cut.cues[place + 1] if place + 1 < len(cut.cues) else None
        gap = most if after is None else after.start - cue.end
        count = counted.get(place)
        heading = _heading(cut, place)
        needs = [] if heading is None or count is None else [heading]
        if count is not None and count.leans:
            needs.append(place - 1)
        announces = cue.role is Role.ANNOUNCEMENT and any(
            cut.cues[other].chapter == cue.chapter for other in chosen
        )
        items.append(
            Item(
                name=cue.id,
                frames=cue.end - cue.start,
                pause=min(gap, most),  # between two chapters a tone was played
                least=frames_of(LEAST_PAUSE_MS, rate),
                most=most,
                rank=None if count is None else count.rank,
                always=count is None and not announces,
                needs=tuple(needs),
            )
        )
    return tuple(items)


def planned(items: tuple[Item, ...], wish: Wish, *, rate: int, target: int) -> Plan:
    """The plan for a wish.

    Raises:
        RequestError: there is none.
    """
    room = Room(
        longest_tail=frames_of(LONGEST_TAIL_MS, rate),
        within=FORCED if wish.forced else WITHIN,
    )
    made = plan(items, target, room=room) if wish.fit_ms else shortened(items, target, room=room)
    if isinstance(made, Misfit):
        raise refusal(made, target, rate=rate, wish=wish, forcible=_is_forcible(items, target, room, wish))
    return made


def refusal(made: Misfit, target: int, *, rate: int, wish: Wish, forcible: bool = False) -> RequestError:
    """Why there is no plan, with the nearest length that there is one for."""
    near = made.nearest(target)
    if near is None:
        message = "there is nothing in it that could be made longer or shorter"
        return RequestError(message, hint="choose other sentences")
    ms = (wish.fit_ms or wish.max_ms) + _rounded((near - target) * 1000 / rate)
    length, wished = typed(ms), typed(wish.fit_ms or wish.max_ms)
    if wish.max_ms:
        message = f"not one whole sentence fits into {wished}; the shortest it can be is {length}"
        return RequestError(message, hint=f"{wish.option} {length}")
    if forcible:
        message = (
            f"{wished} would take speech more than {WITHIN} per cent faster or slower (--force-fit); "
            f"the nearest length without is {length}"
        )
        return RequestError(message, hint=f"{wish.option} {length}")
    message = f"whole sentences cannot be made {wished} long; the nearest length is {length}"
    return RequestError(message, hint=f"{wish.option} {length}")


def _rounded(off_ms: float) -> int:
    """Towards the middle of what can be reached."""
    return math.ceil(off_ms) + 1 if off_ms > 0 else math.floor(off_ms) - 1


def _is_forcible(items: tuple[Item, ...], target: int, room: Room, wish: Wish) -> bool:
    if wish.forced or not wish.fit_ms:
        return False
    return isinstance(plan(items, target, room=replace(room, within=FORCED)), Plan)


def _check_whole(briefing: Briefing, cut: Cut) -> None:
    """Refuse what cannot be laid anew."""
    if not cut.cues:
        message = "nothing is said there"
        raise RequestError(message, hint="--sentences 1-2")
    if cut.cues[0].start < cut.start or cut.cues[-1].end > cut.end:
        message = "an exact length is made of whole sentences, and this begins or ends inside one"
        raise RequestError(message, hint="--sentences 1-2")
    start, end = cut.cues[0].start, cut.cues[-1].end
    if any(item.kind is SoundKind.BED and item.start < end and start < item.end for item in briefing.sounds):
        message = "there is music under this, which cannot be cut at sentences"
        raise RequestError(message, hint="briefing make ARTICLE --no-sounds")


def _heading(cut: Cut, place: int) -> int | None:
    """The place of what announces the chapter that something belongs to."""
    chapter = cut.cues[place].chapter
    return next(
        (
            other
            for other in range(place)
            if cut.cues[other].chapter == chapter and cut.cues[other].role is Role.ANNOUNCEMENT
        ),
        None,
    )


def _laid(master: Path, cues: list[Cue], made: Plan, *, rate: int) -> Samples:
    """The sound: each sentence as long as planned, digital silence between them and at the end."""
    import numpy as np

    edge = round(elastic.EDGE_MS * rate / 1000)
    pieces: list[Samples] = []
    for cue, length, pause in zip(cues, made.lengths, (*made.pauses, made.tail), strict=True):
        sound = np.frombuffer(b"".join(wavefile.read(master, cue.start, cue.end)), "<i2")
        pieces.append(elastic.faded(elastic.fitted(sound, length, rate=rate), edge))
        pieces.append(np.zeros(pause, dtype=np.int16))
    return np.concatenate(pieces)


def _moved(cues: list[Cue], made: Plan) -> list[Cue]:
    """The cues where their sentences are now."""
    at, moved = 0, []
    for cue, length, pause in zip(cues, made.lengths, (*made.pauses, made.tail), strict=True):
        scale = length / (cue.end - cue.start)
        begin = at
        words = tuple(
            WordTime(
                word.index,
                begin + round((word.start - cue.start) * scale),
                begin + round((word.end - cue.start) * scale),
            )
            for word in cue.words
        )
        moved.append(replace(cue, start=begin, end=begin + length, words=words))
        at += length + pause
    assert all(one.end <= two.start for one, two in pairwise(moved))
    return moved
