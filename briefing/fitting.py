"""Planning an exact length: which sentences, which silences, how much faster or slower, what at the end.

All integers, all frames; no sound is touched here. The means are used in this order:

1. whole sentences are chosen, the most important first; they stay in their order;
2. the silences between them become longer or shorter, each within its own bounds;
3. what is said becomes longer or shorter, by at most :data:`WITHIN` per cent unless more is allowed;
4. the rest is digital silence at the end, no more than there may be.

Of the sets of sentences a family is looked at that does not depend on the length asked for: all of them
where there are few sentences; of many, the best ``k`` with some of the next few behind a gap. So where
nothing fits, the nearest length that is named is one that does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from briefing.records import dataclass

WITHIN: Final = 5
"""Per cent by which what is said may become longer or shorter without being asked."""
FORCED: Final = 100
"""Per cent by which it may where that was asked for: half as fast, twice as fast."""
FEW: Final = 12
"""Of so many sentences every set is looked at."""
NEXT: Final = 5
"""Of more, the sets of so many behind the best ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that is said, with the silence behind it."""

    name: str
    frames: int
    """How long it is."""
    pause: int = 0
    """The silence behind it where something follows, in frames."""
    least: int = 0
    most: int = 0
    """What that silence may become; one that is outside already may stay, but goes no farther."""
    fixed: int = 0
    """Frames that come with it and stay as they are: a tone before it, say."""
    rank: int | None = None
    """Which is chosen first: 0. None for what is kept always, or comes with what needs it."""
    always: bool = False
    needs: tuple[int, ...] = ()
    """Places of the items without which this one is not kept: its heading, the sentence it leans on."""

    @property
    def shortest(self) -> int:
        """The least that its silence may become."""
        return min(self.pause, self.least)

    @property
    def longest(self) -> int:
        """The most that its silence may become."""
        return max(self.pause, self.most)


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What there is besides what is said, and how far one may go."""

    fixed: int = 0
    """Frames that are always there."""
    tail: int = 0
    """Digital silence at the end, in frames;"""
    longest_tail: int = 0
    """the most it may become."""
    within: int = WITHIN
    """Per cent by which what is said may become longer or shorter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How the length is reached."""

    kept: tuple[int, ...]
    """Places of the items that are kept, in order."""
    lengths: tuple[int, ...]
    """Frames of each of them."""
    pauses: tuple[int, ...]
    """Frames of silence behind each of them but the last."""
    tail: int
    """Frames of digital silence at the end."""
    frames: int
    """Of all together."""
    speech: int
    """Frames of the kept items as they were."""
    silence: int
    """Frames of the silences between them as they were."""

    @property
    def speed(self) -> float:
        """How much faster it is said than it was."""
        return self.speech / sum(self.lengths) if self.speech else 1.0

    @property
    def is_stretched(self) -> bool:
        """Whether what is said has another length than it had."""
        return sum(self.lengths) != self.speech

    @property
    def pause_factor(self) -> float:
        """How much longer the silences are together than they were."""
        return sum(self.pauses) / self.silence if self.silence else 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Misfit:
    """No plan reaches the length: the nearest ones that can be reached, in frames."""

    below: int | None
    above: int | None

    def nearest(self, target: int) -> int | None:
        """The nearer of the two."""
        known = [item for item in (self.below, self.above) if item is not None]
        return min(known, key=lambda item: abs(item - target), default=None)


def plan(items: Sequence[Item], target: int, *, room: Room, partial: bool = False) -> Plan | Misfit:
    """A plan that has exactly ``target`` frames, the most important sentences in it; or why there is none.

    Args:
        items: all that could be said, in its order.
        target: frames.
        room: what there is besides.
        partial: whether at least one of the sentences has to be left out.
    """
    found: tuple[tuple[int, bool, int], _Set] | None = None
    below = above = None
    for choice in _family(items, partial=partial):
        low, high = choice.bounds(room)
        if not low <= target <= high:
            if high < target:
                below = high if below is None else max(below, high)
            else:
                above = low if above is None else min(above, low)
            continue
        merit = (-choice.excess(target, room), not choice.pads(target, room), choice.importance)
        if found is None or merit > found[0]:
            found = merit, choice
    if found is None:
        return Misfit(below=below, above=above)
    return _laid(items, found[1].kept(), target, room)


def shortened(items: Sequence[Item], most: int, *, room: Room, partial: bool = False) -> Plan | Misfit:
    """A plan of at most so many frames: whole sentences are left out, from the end; nothing else changes."""
    ranked = [place for place, item in enumerate(items) if item.rank is not None]
    closures = _closures(items)
    made: Plan | None = None
    for count in range(len(ranked) - partial, 0 if ranked else -1, -1):
        kept = _of(_always(items, closures) | _union(closures, ranked[:count]))
        made = _as_it_is(items, kept, room)
        if made.frames <= most:
            return made
    return Misfit(below=None, above=None if made is None else made.frames)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Set:
    """A set of items, as bits, and what it comes to."""

    bits: int
    importance: int
    speech: int
    fixed: int
    least: int
    most: int

    def kept(self) -> tuple[int, ...]:
        return _of(self.bits)

    def ending(self, items: Sequence[Item]) -> _Set:
        """Without the silence behind the last one."""
        if not self.bits:
            return self
        last = items[self.bits.bit_length() - 1]
        return replace(self, least=self.least - last.shortest, most=self.most - last.longest)

    def bounds(self, room: Room) -> tuple[int, int]:
        """The shortest and the longest it can become."""
        low, high = _spoken(self.speech, room)
        rest = self.fixed + room.fixed
        return low + self.least + rest + room.tail, high + self.most + rest + room.longest_tail

    def excess(self, target: int, room: Room) -> int:
        """By how many thousandths what is said would have to become shorter or longer than is usual."""
        most = min(self._left(target, room, self.least), _spoken(self.speech, room)[1])
        spoken = min(max(self.speech, self._left(target, room, self.most)), most)
        if not self.speech or not spoken:
            return 0
        off = max(abs(1000 * spoken // self.speech - 1000), abs(1000 * self.speech // spoken - 1000))
        return max(off - 10 * WITHIN, 0)

    def pads(self, target: int, room: Room) -> bool:
        """Whether there would be more silence at the end than there has to be."""
        return _spoken(self.speech, room)[1] < self._left(target, room, self.most)

    def _left(self, target: int, room: Room, silence: int) -> int:
        return target - self.fixed - room.fixed - room.tail - silence


def _spoken(frames: int, room: Room) -> tuple[int, int]:
    """The least and the most that so many frames of speech may become."""
    return -(-frames * 100 // (100 + room.within)), frames * (100 + room.within) // 100


def _family(items: Sequence[Item], *, partial: bool) -> Iterator[_Set]:
    closures = _closures(items)
    ranked = sorted(
        (place for place, item in enumerate(items) if item.rank is not None),
        key=lambda place: (items[place].rank, place),
    )
    worth = {place: 1 << (len(ranked) - number - 1) for number, place in enumerate(ranked)}
    seen: set[int] = set()
    if partial:
        seen.add(_always(items, closures) | _union(closures, ranked))
    base = _summed(items, 0, worth, to=None)
    for start, bits in _choices(_always(items, closures), [closures[place] for place in ranked]):
        if start != base.bits:
            base = _summed(items, start, worth, to=base)
        if bits not in seen:
            seen.add(bits)
            yield _summed(items, bits, worth, to=base).ending(items)


def _choices(always: int, ranked: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Sets that hold something of the ranked, where there is any; before each a part, to reckon from."""
    if not ranked:
        yield always, always
    elif len(ranked) <= FEW:
        yield from _subsets(always, ranked, least=1)
    else:
        best = always
        for count, closure in enumerate(ranked):
            yield from _subsets(best, ranked[count + 1 : count + 1 + NEXT], least=0 if count else 1)
            best |= closure
        yield best, best


def _subsets(base: int, of: Sequence[int], *, least: int) -> Iterator[tuple[int, int]]:
    for chosen in range(least, 1 << len(of)):
        bits = base
        for place, closure in enumerate(of):
            if chosen >> place & 1:
                bits |= closure
        yield base, bits


def _summed(items: Sequence[Item], bits: int, worth: dict[int, int], *, to: _Set | None) -> _Set:
    """What a set comes to, reckoned from what a part of it does; every silence in it counted."""
    importance, speech, fixed, least, most = (
        (to.importance, to.speech, to.fixed, to.least, to.most) if to else (0, 0, 0, 0, 0)
    )
    new = bits & ~to.bits if to else bits
    while new:
        place = (new & -new).bit_length() - 1
        new &= new - 1
        item = items[place]
        importance += worth.get(place, 0)
        speech += item.frames
        fixed += item.fixed
        least += item.shortest
        most += item.longest
    return _Set(bits=bits, importance=importance, speech=speech, fixed=fixed, least=least, most=most)


def _closures(items: Sequence[Item]) -> list[int]:
    """Each item with all that it needs, as bits."""
    closures: list[int] = []
    for place in range(len(items)):
        bits, waiting = 0, [place]
        while waiting:
            at = waiting.pop()
            if not bits >> at & 1:
                bits |= 1 << at
                waiting += items[at].needs
        closures.append(bits)
    return closures


def _always(items: Sequence[Item], closures: Sequence[int]) -> int:
    return _union(closures, [place for place, item in enumerate(items) if item.always])


def _union(closures: Sequence[int], places: Sequence[int]) -> int:
    bits = 0
    for place in places:
        bits |= closures[place]
    return bits


def _of(bits: int) -> tuple[int, ...]:
    return tuple(place for place in range(bits.bit_length()) if bits >> place & 1)


def _as_it_is(items: Sequence[Item], kept: tuple[int, ...], room: Room) -> Plan:
    mine = [items[place] for place in kept]
    speech = sum(item.frames for item in mine)
    silence = sum(item.pause for item in mine[:-1])
    return Plan(
        kept=kept,
        lengths=tuple(item.frames for item in mine),
        pauses=tuple(item.pause for item in mine[:-1]),
        tail=room.tail,
        frames=speech + silence + sum(item.fixed for item in mine) + room.fixed + room.tail,
        speech=speech,
        silence=silence,
    )


def _laid(items: Sequence[Item], kept: tuple[int, ...], target: int, room: Room) -> Plan:
    """The kept items, the silences, what is said and the tail made to have so many frames."""
    before = _as_it_is(items, kept, room)
    between = [items[place] for place in kept[:-1]]
    least, most = sum(item.shortest for item in between), sum(item.longest for item in between)
    left = target - (before.frames - before.speech - before.silence)
    silence = min(max(left - before.speech, least), most)
    low, high = _spoken(before.speech, room)
    spoken = min(max(left - silence, low), high)
    return Plan(
        kept=kept,
        lengths=shared(before.lengths, spoken),
        pauses=_scaled(between, silence),
        tail=room.tail + left - silence - spoken,
        frames=target,
        speech=before.speech,
        silence=before.silence,
    )


def shared(lengths: Sequence[int], total: int) -> tuple[int, ...]:
    """Lengths in the same proportion that sum to ``total``; none is off by more than a frame."""
    whole = sum(lengths)
    if not whole:
        return tuple(lengths)
    ends, at = [0], 0
    for length in lengths:
        at += length
        ends.append((2 * at * total + whole) // (2 * whole))
    return tuple(end - start for start, end in pairwise(ends))


def _scaled(between: Sequence[Item], total: int) -> tuple[int, ...]:
    """The silences, all longer or shorter by one factor as far as each may go, that sum to ``total``."""

    def at(factor: float) -> list[int]:
        return [min(max(int(item.pause * factor), item.shortest), item.longest) for item in between]

    low, high = 0.0, 1.0
    while sum(at(high)) < total and high < 1e6:
        high *= 2
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if sum(at(middle)) <= total else (low, middle)
    silences = at(low)
    for place, item in enumerate(between):
        silences[place] += min(max(total - sum(silences), 0), item.longest - silences[place])
    return tuple(silences)
