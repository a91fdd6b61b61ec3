"""Lengths as they are typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import RequestError
from briefing.lengths import LEAST_MS, MOST_MS, named, read_length, read_lengths, typed


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("90", 90_000),
        ("90s", 90_000),
        (" 90 ", 90_000),
        ("1:30", 90_000),
        ("01:30", 90_000),
        ("1:30.500", 90_500),
        ("1:30.5", 90_500),
        ("1:02:03.004", 3_723_004),
        ("100:00", 6_000_000),
        ("1", 1_000),
        ("45.25s", 45_250),
    ],
)
def test_a_length_is_read_to_the_millisecond(text: str, ms: int) -> None:
    assert read_length(text) == ms


@pytest.mark.parametrize(
    "text", ["", "x", "1:60", "1:2:3:4", "-5", "1:75:00", "1.2345", "1:30s", "90m", "٩٠", "0", "0.999", "1e3"]
)
def test_what_is_no_length_is_refused_with_one_that_is(text: str) -> None:
    with pytest.raises(RequestError) as refused:
        read_length(text, option="--max")
    assert refused.value.hint == "--max 1:30"


@given(st.integers(LEAST_MS, MOST_MS))
def test_a_length_that_is_told_can_be_typed(ms: int) -> None:
    assert read_length(typed(ms)) == ms


def test_several_lengths_are_read_each_once() -> None:
    assert read_lengths("30,60,1:30,60s") == (30_000, 60_000, 90_000)
    with pytest.raises(RequestError):
        read_lengths("30,,60")


@pytest.mark.parametrize(
    ("ms", "name"), [(90_000, "90s"), (90_500, "90.5s"), (30_000, "30s"), (1_001, "1.001s")]
)
def test_a_length_is_part_of_a_name(ms: int, name: str) -> None:
    assert named(ms) == name
