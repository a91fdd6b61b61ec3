"""When editions are due, also on days that skip or repeat an hour."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import ConfigError
from briefing.shows import slots

ZONES = ("Asia/Beirut", "Africa/Cairo", "Africa/Casablanca", "Asia/Riyadh", "Asia/Gaza", "UTC")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


@pytest.mark.parametrize(
    ("zone", "time", "day", "moment"),
    [
        ("Asia/Beirut", "00:30", "2026-03-29", "2026-03-28T22:30:00+00:00"),  # 00:00 jumps to 01:00
        ("Africa/Cairo", "00:30", "2026-04-24", "2026-04-23T22:30:00+00:00"),  # 00:00 jumps to 01:00
        ("Africa/Casablanca", "02:30", "2026-02-15", "2026-02-15T01:30:00+00:00"),  # comes twice: the first
        ("Asia/Riyadh", "05:30", "2026-03-29", "2026-03-29T02:30:00+00:00"),
        ("Asia/Beirut", "06:00", "2026-03-28", "2026-03-28T04:00:00+00:00"),
        ("Asia/Beirut", "06:00", "2026-03-29", "2026-03-29T03:00:00+00:00"),
    ],
)
def test_a_slot_is_due_at_its_local_time(zone: str, time: str, day: str, moment: str) -> None:
    (slot,) = slots.due((time,), ZoneInfo(zone), at(moment))
    assert (slot.day, slot.time) == (day, time)
    assert slot.moment == at(moment)


@pytest.mark.parametrize(
    ("zone", "time", "day"),
    [("Asia/Beirut", "00:30", "2026-03-29"), ("Africa/Cairo", "00:30", "2026-04-24")],
)
def test_a_time_that_the_day_does_not_have_is_still_due_once(zone: str, time: str, day: str) -> None:
    noon = datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=ZoneInfo(zone))
    of_week = slots.due((time,), ZoneInfo(zone), noon + timedelta(days=3), catch_up=6)
    assert [slot.day for slot in of_week].count(day) == 1
    assert len({slot.key for slot in of_week}) == 7


def test_an_hour_that_comes_twice_is_one_slot() -> None:
    zone = ZoneInfo("Africa/Casablanca")
    first, second = at("2026-02-15T01:30:00+00:00"), at("2026-02-15T02:30:00+00:00")
    assert first.astimezone(zone).time() == second.astimezone(zone).time()
    assert slots.due(("02:30",), zone, first) == slots.due(("02:30",), zone, second)


@given(
    zone=st.sampled_from(ZONES),
    times=st.sets(st.sampled_from(["00:00", "00:30", "01:30", "02:30", "06:00", "23:59"]), min_size=1),
    begin=st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2027, 6, 1)),
    catch_up=st.integers(0, 5),
)
def test_whenever_runs_come_no_slot_is_missed_or_known_by_two_names(
    zone: str, times: set[str], begin: datetime, catch_up: int
) -> None:
    seen: dict[str, datetime] = {}
    wanted = sorted(times)
    for hours in range(0, 24 * 4, 3):
        now = begin.replace(tzinfo=UTC) + timedelta(hours=hours)
        found = slots.due(wanted, ZoneInfo(zone), now, catch_up=catch_up)
        assert len(found) == catch_up + 1
        assert list(found) == sorted(found)
        for slot in found:
            assert slot.moment <= now
            assert seen.setdefault(slot.key, slot.moment) == slot.moment
    if catch_up >= len(times):
        days = sorted({key.split()[0] for key in seen})
        assert {f"{day} {time}" for day in days[1:-1] for time in times} <= set(seen)


def test_only_the_days_of_the_show_have_editions() -> None:
    friday = at("2026-11-27T12:00:00+03:00")
    found = slots.due(
        ("06:00",), ZoneInfo("Asia/Riyadh"), friday, catch_up=3, weekdays=("sun", "mon", "tue", "wed", "thu")
    )
    assert [slot.day for slot in found] == ["2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26"]


def test_no_slots_are_never_due() -> None:
    assert slots.due((), ZoneInfo("UTC"), at("2026-11-27T12:00:00+00:00"), catch_up=3) == ()


def test_a_zone_that_is_not_there_is_a_fault_of_the_show_file() -> None:
    with pytest.raises(ConfigError, match="Asia/Riyad"):
        slots.zone_of("Asia/Riyad")
