"""Names of delivered files: what every automation system takes, and never two alike."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import RequestError
from briefing.radio.naming import LONGEST, PLACEHOLDERS, TEMPLATE, Named, names

NAMED = Named(
    date="2026-03-04",
    show="Sahifat al-Sahil",
    number=3,
    title="خُطَّة السَّوَاحِل",
    seconds=95.4,
    kind="section",
    profile="ebu",
    briefing="b7f3a1",
)


@pytest.mark.parametrize(
    ("template", "name"),
    [
        (TEMPLATE, "20260304_sahifat-al-sahil_03_khutta-al-sawahil_0135.wav"),
        (f"{TEMPLATE}.wav", "20260304_sahifat-al-sahil_03_khutta-al-sawahil_0135.wav"),
        ("{yymmdd}{nn}", "26030403.wav"),
        ("{cart}", "010001.wav"),
        ("NEWS-{id}-{kind}", "NEWS-b7f3a1-section.wav"),
        ("{profile}_{slug}", "ebu_khutta-al-sawahil.wav"),
    ],
)
def test_a_template_is_filled(template: str, name: str) -> None:
    (got,) = names(template, [replace(NAMED, cart=10_001)], suffix="wav")
    assert got.casefold() == name.casefold()


@given(title=st.text(max_size=300), show=st.text(max_size=100), number=st.integers(1, 10**4))
def test_whatever_the_title_a_name_is_short_ascii_without_blanks(title: str, show: str, number: int) -> None:
    (name,) = names(TEMPLATE, [replace(NAMED, title=title, show=show, number=number)], suffix="flac")
    assert re.fullmatch(r"[A-Za-z0-9_-]+\.flac", name)
    assert len(name) <= LONGEST


def test_the_part_is_never_shortened_away() -> None:
    long = replace(NAMED, title="كلمة " * 50, part="-s104-207")
    assert "-s104-207_" in names(TEMPLATE, [long], suffix="wav")[0]


@pytest.mark.parametrize(
    ("template", "message", "hint"),
    [
        ("{headline}", "no placeholder 'headline'", "{cart}, {date}, {id}"),
        ("{slugg}", "no placeholder 'slugg'", "{slug}"),
        ("{nn:>5}", "no placeholder 'nn'", "{nn}"),
        ("{}", "no placeholder ''", "nn"),
        ("{nn", "is no template", "--name"),
        ("a b", "has ' '", "--name"),
        ("../{nn}", "has '.'", "--name"),
        ("نشرة_{nn}", "has 'ن'", "--name"),
        ("{nn}.mp3", "has '.'", "--name"),
        ("", "the name is empty", "--name"),
        ("{cart}", "is empty for file 3", "--name"),
        ("x" * 58, "longer than 60", "--name"),
        ("{date}", "files 1 and 2 would both be named 20260304.wav", "{nn}"),
    ],
)
def test_what_is_no_name_is_refused(template: str, message: str, hint: str) -> None:
    with pytest.raises(RequestError) as caught:
        names(template, [NAMED, replace(NAMED, number=4)], suffix="wav")
    assert message in caught.value.message
    assert hint in caught.value.hint


def test_two_names_that_differ_in_case_only_are_one() -> None:
    files = [replace(NAMED, profile="Night"), replace(NAMED, profile="night")]
    with pytest.raises(RequestError, match="files 1 and 2"):
        names("{profile}", files, suffix="wav")


def test_every_placeholder_is_filled() -> None:
    (name,) = names("".join(f"{{{each}}}" for each in PLACEHOLDERS if each != "slug"), [NAMED], suffix="wav")
    assert "{" not in name
