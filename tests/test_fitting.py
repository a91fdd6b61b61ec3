"""Planning an exact length: whole sentences, silences within bounds, five per cent, a tail."""

from __future__ import annotations

import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from briefing.fitting import WITHIN, Item, Misfit, Plan, Room, plan, shared, shortened

RATE = 24_000
ROOM = Room(tail=RATE // 10, longest_tail=RATE)


def item(
    name: str, seconds: float, *, rank: int | None = None, always: bool = False, needs: int = -1
) -> Item:
    return Item(
        name=name,
        frames=round(seconds * RATE),
        pause=round(0.35 * RATE),
        least=round(0.15 * RATE),
        most=round(0.9 * RATE),
        rank=rank,
        always=always,
        needs=(needs,) if needs >= 0 else (),
    )


NEWS = (
    item("ident", 4.0, always=True),
    item("heading 1", 2.0),
    item("first", 20.0, rank=0, needs=1),
    item("second", 13.0, rank=3, needs=2),
    item("heading 2", 2.0),
    item("third", 17.5, rank=1, needs=4),
    item("fourth", 9.0, rank=2, needs=4),
    item("credit", 3.0, always=True),
)


def names(made: Plan | Misfit, items: tuple[Item, ...] = NEWS) -> list[str]:
    assert isinstance(made, Plan)
    return [items[place].name for place in made.kept]


def check(made: Plan | Misfit, items: tuple[Item, ...], target: int, room: Room = ROOM) -> None:
    """All that a plan promises."""
    assert isinstance(made, Plan)
    kept = [items[place] for place in made.kept]
    assert made.frames == target
    fixed = room.fixed + sum(each.fixed for each in kept)
    assert sum(made.lengths) + sum(made.pauses) + made.tail + fixed == target
    assert list(made.kept) == sorted(set(made.kept))
    for each in kept:
        assert {items[need].name for need in each.needs} <= {other.name for other in kept}
    assert {each.name for each in items if each.always} <= {each.name for each in kept}
    for each, silence in zip(kept, made.pauses, strict=False):
        assert min(each.least, each.pause) <= silence <= max(each.most, each.pause)
    assert 1 / (1 + room.within / 100) - 1e-9 <= made.speed <= 1 + room.within / 100 + 1e-9
    assert room.tail <= made.tail <= room.longest_tail


@pytest.mark.parametrize(
    ("seconds", "kept"),
    [
        (30.0, ["ident", "heading 1", "first", "credit"]),
        (33.0, ["ident", "heading 1", "first", "credit"]),
        (45.0, ["ident", "heading 1", "first", "heading 2", "fourth", "credit"]),
        (51.0, ["ident", "heading 1", "first", "heading 2", "third", "credit"]),
        (60.0, ["ident", "heading 1", "first", "heading 2", "third", "fourth", "credit"]),
        (72.0, [each.name for each in NEWS]),
    ],
)
def test_the_most_important_that_fit_are_kept_in_their_order(seconds: float, kept: list[str]) -> None:
    made = plan(NEWS, round(seconds * RATE), room=ROOM)
    check(made, NEWS, round(seconds * RATE))
    assert names(made) == kept


def test_silences_are_changed_before_what_is_said_is() -> None:
    as_it_is = shortened(NEWS, 10**9, room=ROOM)
    assert isinstance(as_it_is, Plan)
    made = plan(NEWS, as_it_is.frames + RATE, room=ROOM)
    assert isinstance(made, Plan)
    assert not made.is_stretched
    assert made.tail == ROOM.tail
    assert len(set(made.pauses)) <= 2  # one factor; what does not divide is a frame here and there
    more = plan(NEWS, as_it_is.frames + 6 * RATE, room=ROOM)
    assert isinstance(more, Plan)
    assert more.is_stretched
    assert set(more.pauses) == {round(0.9 * RATE)}
    assert more.tail == ROOM.tail


def test_the_tail_is_the_last_means() -> None:
    one = (item("only", 10.0, rank=0),)
    made = plan(one, round(10.9 * RATE), room=ROOM)
    check(made, one, round(10.9 * RATE))
    assert isinstance(made, Plan)
    assert made.speed == pytest.approx(1 / 1.05)
    assert made.tail == round(0.4 * RATE)


def test_what_is_outside_the_bounds_already_may_stay() -> None:
    long = Item(name="a", frames=RATE, pause=2 * RATE, least=RATE // 8, most=RATE // 2, always=True)
    made = plan((long, long), 4 * RATE + ROOM.tail, room=ROOM)
    assert isinstance(made, Plan)
    assert made.pauses == (2 * RATE,)


@given(
    seconds=st.lists(st.floats(0.3, 40), min_size=1, max_size=18),
    ranks=st.randoms(use_true_random=False),
    target=st.integers(RATE, 400 * RATE),
    within=st.sampled_from([WITHIN, 100]),
)
def test_a_plan_has_exactly_the_frames_or_names_lengths_that_can_be_planned(
    seconds: list[float], ranks: object, target: int, within: int
) -> None:
    order = list(range(len(seconds)))
    ranks.shuffle(order)  # type: ignore[attr-defined]
    items = tuple(
        item(str(place), length, rank=order[place], needs=place - 1 if place % 4 == 3 else -1)
        for place, length in enumerate(seconds)
    )
    room = Room(tail=ROOM.tail, longest_tail=ROOM.longest_tail, within=within)
    made = plan(items, target, room=room)
    if isinstance(made, Plan):
        check(made, items, target, room)
        return
    near = made.nearest(target)
    assert near is not None
    for other in (made.below, made.above):
        if other is not None:
            assert abs(near - target) <= abs(other - target)
            check(plan(items, other, room=room), items, other, room)


@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=30), st.integers(0, 10**7))
def test_shares_sum_to_the_whole_and_none_is_off_by_more_than_a_frame(lengths: list[int], total: int) -> None:
    made = shared(lengths, total)
    assert sum(made) == total
    assert all(
        abs(one - length * total / sum(lengths)) <= 1 for one, length in zip(made, lengths, strict=True)
    )


@given(st.integers(10 * RATE, 90 * RATE))
def test_sentences_are_dropped_from_the_end_until_the_rest_is_short_enough(most: int) -> None:
    made = shortened(NEWS, most, room=ROOM)
    if isinstance(made, Misfit):
        assert made.above is not None
        assert most < made.above
        assert isinstance(shortened(NEWS, made.above, room=ROOM), Plan)
        return
    assert made.frames <= most
    kept = [name for name in names(made) if name in {"first", "second", "third", "fourth"}]
    assert kept == ["first", "second", "third", "fourth"][: len(kept)]
    assert ("heading 2" in names(made)) == (len(kept) > 2)


@given(st.integers(0, 300))
def test_one_more_second_never_makes_a_summary_of_less_important_sentences_only(step: int) -> None:
    target = 20 * RATE + step * RATE // 5
    made = plan(NEWS, target, room=ROOM)
    assume(isinstance(made, Plan))
    if target >= 27 * RATE and "first" not in names(made):
        without = tuple(each for each in NEWS if each.name != "second")
        assert isinstance(plan(without, target, room=ROOM), Plan)


def test_force_uses_no_more_than_it_needs() -> None:
    one = (item("only", 10.0, rank=0),)
    assert isinstance(plan(one, 8 * RATE, room=ROOM), Misfit)
    forced = Room(tail=ROOM.tail, longest_tail=ROOM.longest_tail, within=100)
    made = plan(one, 8 * RATE, room=forced)
    check(made, one, 8 * RATE, forced)
    news = plan(NEWS, round(60 * RATE), room=forced)
    usual = plan(NEWS, round(60 * RATE), room=ROOM)
    assert names(news) == names(usual)


def test_six_hundred_sentences_are_planned_in_a_second() -> None:
    items = tuple(item(str(place), 4 + place % 7, rank=place * 37 % 600) for place in range(600))
    began = time.process_time()
    made = plan(items, 1800 * RATE, room=ROOM)
    check(made, items, 1800 * RATE)
    assert time.process_time() - began < 3


def test_at_least_one_sentence_is_left_out_where_that_is_said() -> None:
    everything = shortened(NEWS, 10**9, room=ROOM)
    assert isinstance(everything, Plan)
    made = plan(NEWS, everything.frames, room=ROOM, partial=True)
    assert isinstance(made, Misfit) or len(made.kept) < len(NEWS)
    assert names(shortened(NEWS, 10**9, room=ROOM, partial=True)) != names(everything)
    one = (item("only", 10.0, rank=0),)
    assert plan(one, 10 * RATE, room=ROOM, partial=True) == Misfit(below=None, above=None)
    assert shortened(one, 100 * RATE, room=ROOM, partial=True) == Misfit(below=None, above=None)
