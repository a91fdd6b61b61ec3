"""Profiles: what stations want, as data."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.errors import BriefingError, ConfigError, RequestError
from briefing.radio.profiles import Profile, load, names

FIGURES = {
    # lufs, tolerance, true peak, sample peak, short-term, bits, channels
    "ebu": (-23.0, 0.2, -1.0, None, None, 24, 1),
    "ebu-short": (-23.0, 0.2, -1.0, None, -18.0, 24, 1),
    "bbc": (-23.0, 0.2, -1.0, None, None, 16, 2),
    "prss": (-24.0, 2.0, -2.0, -3.0, None, 16, 1),
    "podcast": (-16.0, 1.0, -1.0, None, None, 16, 2),
}


@pytest.mark.parametrize("name", FIGURES)
def test_a_shipped_profile_has_the_figures_of_its_source(name: str) -> None:
    got = load(name)
    assert FIGURES[name] == (
        *(got.lufs, got.tolerance_lu, got.peak_dbtp, got.peak_dbfs, got.max_short_term_lufs),
        *(got.bits, got.channels),
    )
    assert (got.name, got.rate) == (name, 48_000)


def test_every_shipped_profile_is_known() -> None:
    assert set(names()) == set(FIGURES)


def test_a_file_extends_a_shipped_profile_or_another_file(tmp_path: Path) -> None:
    (tmp_path / "house.toml").write_text('extends = "bbc"\nhead_ms = 500\norganisation = "HSE"\n')
    (tmp_path / "night.toml").write_text('extends = "house.toml"\nlufs = -27\n')
    night = load(tmp_path / "night.toml")
    assert (night.name, night.lufs, night.head_ms, night.organisation) == ("night", -27, 500, "HSE")
    assert night.channels == 2


def test_a_file_without_extends_has_the_figures_of_ebu(tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_text("bits = 16\n", encoding="utf-8-sig")
    assert load(tmp_path / "ours.toml") == Profile(name="ours", bits=16)
    assert load("ebu") == Profile(name="ebu")


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("loudness = -23\n", "unknown key 'loudness'", "lufs"),
        ("tail = 3\n", "unknown key 'tail'", "tail_ms"),
        ("lufs = true\n", "lufs is True", "lufs = -23.0"),
        ("lufs = 'loud'\n", "lufs is 'loud'", "lufs = -23.0"),
        ("lufs = 3.0\n", "must be a number between -40 and -9", "lufs = -23.0"),
        ("lufs = nan\n", "must be a number", "lufs = -23.0"),
        ("rate = 48000.5\n", "must be a whole number", "rate = 48000"),
        ("bits = 20\n", "it must be 16 or 24", "bits = 24"),
        ("channels = 6\n", "it must be 1 or 2", "channels = 1"),
        ("organisation = 'محطة'\n", "3 letters or digits of ASCII", 'organisation = "BRF"'),
        ("originator = ''\n", "1 to 32 printable characters", 'originator = "briefing"'),
        ("max_short_term_lufs = 7\n", "between -40 and 0", "max_short_term_lufs = "),
        ("extends = 7\n", "not the name of a profile", 'extends = "ebu"'),
        ("extends = 'bcc'\n", "it extends 'bcc', which there is not", 'extends = "bbc"'),
        ("extends = 'mine.toml'\n", "extends itself", 'extends = "ebu"'),
        ("extends = 'gone.toml'\n", "gone.toml cannot be read", "--profile"),
        ("lufs = \n", "is not TOML", "lufs = -23.0"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(tmp_path: Path, text: str, message: str, hint: str) -> None:
    (tmp_path / "mine.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load(tmp_path / "mine.toml")
    assert message in caught.value.message
    assert hint in caught.value.hint


@pytest.mark.parametrize(("name", "near"), [("ebo", "ebu"), ("BBC", "bbc"), ("x", "podcast")])
def test_an_unknown_name_is_refused_with_the_nearest(name: str, near: str) -> None:
    with pytest.raises(RequestError) as caught:
        load(name)
    assert near in caught.value.hint


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(BriefingError) as caught:
        load(str(tmp_path / "none.toml"))
    assert caught.value.exit_code == 78
