"""Orders: dates, times, numbers and titles are checked before anything is made."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefing.cli.ordering import ends, numbers
from briefing.errors import BriefingError
from briefing.radio.orders import Moment, Order, clock_of, moment_of
from briefing.radio.profiles import load

EBU = load("ebu")


@pytest.mark.parametrize(
    ("text", "ends_it", "moment"),
    [
        ("2026-03-05", False, Moment("2026-03-05", "00:00:00")),
        ("2026-03-05", True, Moment("2026-03-05", "23:59:59")),
        ("2026-03-05T06:30", True, Moment("2026-03-05", "06:30:00")),
        (" 2026-03-05 06:30:15 ", False, Moment("2026-03-05", "06:30:15")),
        ("2028-02-29", False, Moment("2028-02-29", "00:00:00")),
    ],
)
def test_a_moment_is_a_date_and_where_it_is_told_a_time(text: str, ends_it: bool, moment: Moment) -> None:
    assert moment_of(text, ends=ends_it) == moment


def test_a_time_of_the_day_is_seconds_since_midnight() -> None:
    assert [clock_of(text) for text in ("00:00", "07:58:30", "23:59:59")] == [0, 28_710, 86_399]


def test_numbers_are_single_or_from_one_to_another() -> None:
    assert numbers("--only", "2,4-6") == (2, 4, 5, 6)
    assert ends("--sentences", "4") == (4, 4)
    assert ends("--sentences", "٤-٧") == (4, 7)


WRONG: dict[str, tuple[Callable[[], object], str, str]] = {
    "no date": (lambda: moment_of("tomorrow"), "no date such as", "2026-03-05T06:00"),
    "no such day": (lambda: moment_of("2026-02-30"), "no date such as", "2026-03-05T06:00"),
    "a zone": (lambda: moment_of("2026-02-03T06:00Z"), "no date such as", "2026-03-05T06:00"),
    "killed before it is free": (
        lambda: Order(profile=EBU, embargo=moment_of("2026-03-05"), kill=moment_of("2026-03-04")),
        "is not after the embargo",
        "--kill",
    ),
    "no clock": (lambda: Order(profile=EBU, timeref="wallclock"), "needs the time", "--on-air 07:58:30"),
    "no time": (lambda: clock_of("7:58"), "no time of the day", "--on-air 07:58:30"),
    "a late hour": (lambda: clock_of("24:00:00"), "no time of the day", "--on-air 07:58:30"),
    "cart 0": (lambda: Order(profile=EBU, cart_number=0), "from 1 to 999999", "--cart-number"),
    "an Arabic title": (lambda: Order(profile=EBU, titles={2: "خطة"}), "Latin letters", "--title-latin"),
    "an Arabic show": (lambda: Order(profile=EBU, show="نشرة"), "Latin letters", "--show"),
    "no numbers": (lambda: numbers("--only", "two"), "takes numbers", "--only 4-7"),
    "an open end": (lambda: ends("--sentences", "4-"), "takes numbers", "--sentences 4-7"),
    "too many": (lambda: ends("--only", "1-99999999"), "too many", "--only 4-7"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_is_refused_with_what_can(case: str) -> None:
    ask, message, hint = WRONG[case]
    with pytest.raises(BriefingError) as caught:
        ask()
    assert caught.value.exit_code == 2
    assert message in caught.value.message
    assert hint in caught.value.hint
