"""Options: text becomes typed values, slips get a suggestion."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from briefing.errors import RequestError
from briefing.settings import Pauses, convert, scoped, suggest


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    rate: int = 160
    slow: bool = False
    name: str = "x"
    level: float = 0.5


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, Options()),
        ({"rate": "170"}, Options(rate=170)),
        ({"slow": "true"}, Options(slow=True)),
        ({"slow": "0"}, Options(slow=False)),
        ({"level": "0.25", "name": "12"}, Options(level=0.25, name="12")),
    ],
)
def test_text_becomes_the_type_of_the_field(given: dict[str, str], expected: Options) -> None:
    assert convert(Options, given, whose="a voice") == expected


def test_an_unknown_key_is_refused_with_the_nearest_known_one() -> None:
    with pytest.raises(RequestError, match="no option 'rat'") as caught:
        convert(Options, {"rat": "1"}, whose="espeak")
    assert caught.value.hint == "rate"


def test_text_of_the_wrong_type_is_refused_and_the_field_named() -> None:
    with pytest.raises(RequestError, match=r"rate"):
        convert(Options, {"rate": "fast"}, whose="espeak")


def test_where_nothing_is_near_everything_known_is_named() -> None:
    assert suggest("zzz", ["b", "a"]) == "a, b"


def test_an_option_reaches_the_plugin_it_names() -> None:
    options = {"rate": "1", "mp3.quality": "5", "gtts.slow": "1", "other": "2"}
    assert scoped(options, "gtts", known=["rate", "slow"]) == {"rate": "1", "slow": "1"}


@pytest.mark.parametrize(
    "wrong", [{"sentence_ms": 149}, {"section_ms": 299}, {"tone_ms": 299}, {"lead_ms": 49}, {"lead_ms": 101}]
)
def test_pauses_that_would_break_a_promise_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(RequestError, match="must be between"):
        Pauses(**wrong)
