"""Clock values of SMIL, as books write them."""

from __future__ import annotations

import pytest

from briefing.checks._clips import clock_ms


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("00:00:07.250", 7250),
        ("1:02:03.5", 3_723_500),
        ("02:03", 123_000),
        ("7.25s", 7250),
        ("250ms", 250),
        ("2min", 120_000),
        ("0.5h", 1_800_000),
        ("12", 12_000),
        ("", None),
        ("-1s", None),
        ("00:013.350", None),
        ("00:61", None),
        ("1:2:03", None),
        ("7,25s", None),
        ("1:00s", None),
        (" 7s", None),
    ],
)
def test_a_clock_value_is_read_and_nothing_else_is(text: str, ms: float | None) -> None:
    assert clock_ms(text) == ms
