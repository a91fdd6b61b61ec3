"""Show files: read, checked, and what is wrong with one said with what was meant."""

from __future__ import annotations

import pickle
import re
import tomllib
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import ConfigError
from briefing.shows import showfile, template
from briefing.shows.secret import HIDDEN, Secret
from briefing.shows.show import Show

LEAST = """
title = "موجز الصباح"
[[sources]]
kind = "folder"
at = "articles"
[feed]
url = "https://example.org/podcast/feed.xml"
[voice]
name = "tone"
"""


def show_file(folder: Path, text: str = LEAST, *, name: str = "morning.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_short_file_is_enough(tmp_path: Path) -> None:
    placed = showfile.load(show_file(tmp_path))
    assert placed.name == "morning"
    assert placed.state_folder == tmp_path / "morning" / "state"
    assert placed.public == str(tmp_path / "morning" / "public")
    assert placed.settings().voice == "tone"
    assert not placed.ping_url


@pytest.mark.parametrize(
    ("wrong", "said", "hint"),
    [
        ('titel = "x"\n' + LEAST, "'titel'", "title"),
        (LEAST + "[edition]\nslotts = []", "'edition.slotts'", "slots"),
        (LEAST.replace("at =", "path ="), "'sources.path'", "at"),
        (LEAST + "[voices]\nname = 'x'", "'voices'", "voice"),
        (LEAST.replace('"folder"', '"folders"'), "sources[0].kind", "show init"),
        (LEAST.replace("morning", "").replace('title = "موجز الصباح"', 'title = " "'), "no title", "title ="),
        ('title = "x"\n[feed]\nurl = "https://a.example/f.xml"', "no sources", "sources"),
        (LEAST + '[edition]\nslots = ["6:00"]', "'6:00'", '["06:00"]'),
        (LEAST + '[edition]\nslots = []\nform = "together"', "time of day", "06:00"),
        (LEAST + '[edition]\ntime_zone = "Asia/Riyad"', "Asia/Riyad", "Asia/Riyadh"),
        (LEAST + '[edition]\nweekdays = ["monday"]', "'monday'", "mon, tue"),
        (LEAST + "[edition]\ncatch_up = 99", "edition.catch_up is 99", "edition.catch_up = 0"),
        (LEAST + '[edition]\ncatch_up = "2"', "edition.catch_up", "show init"),
        (LEAST.replace("https://example", "example"), "feed.url", "https://"),
        (LEAST.replace('"tone"', '"tonne"'), "'tonne'", "tone"),
        (LEAST + 'options = { "tone.rat" = 16000 }', "'tone.rat'", "tone.rate"),
        (LEAST + 'options = { "rate" = "fast" }', "tone", "briefing voices"),
        (LEAST + '[sound]\nloudness = "loud"', "'loud'", "--loudness"),
        (LEAST + 'lexicons = ["none.toml"]', "none.toml", "lexicon add"),
        (LEAST.replace('"articles"', '""'), "where it is", "at ="),
        (LEAST.replace('"folder"', '"feed"'), "needs an address", "https://"),
        (LEAST.replace('"articles"', '"https://example.org/"'), "needs a path", "articles"),
        (
            LEAST.replace('"folder"', '"feed"').replace('"articles"', '"https://me:secret@example.org/"'),
            "name or password",
            "take it out",
        ),
        ("title = x", "not TOML", "quotes"),
        (LEAST + "[unattended]\nping_url_env = 'BRIEFING_NO_SUCH'", "BRIEFING_NO_SUCH", "export"),
        (LEAST + "[unattended]\nping_url_file = 'none'", "cannot be read", "ls -l"),
        (LEAST + "[unattended]\nping_url_file = 'a'\nping_url = 'b'", "twice", "keep one"),
    ],
)
def test_what_is_wrong_is_said_with_what_was_meant(tmp_path: Path, wrong: str, said: str, hint: str) -> None:
    with pytest.raises(ConfigError) as told:
        showfile.load(show_file(tmp_path, wrong))
    assert said in told.value.message
    assert "morning.toml: " in told.value.message
    assert hint in told.value.hint
    assert told.value.exit_code == 78


def test_a_password_in_an_address_is_not_printed(tmp_path: Path) -> None:
    text = LEAST.replace('"folder"', '"feed"').replace('"articles"', '"https://me:hunter2@example.org/"')
    with pytest.raises(ConfigError) as told:
        showfile.load(show_file(tmp_path, text))
    assert "hunter2" not in told.value.message + told.value.hint


def test_a_missing_file_and_an_odd_name_are_said(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="No such file"):
        showfile.load(tmp_path / "evening.toml")
    with pytest.raises(ConfigError, match="no name for a show file"):
        showfile.load(show_file(tmp_path, name="my show.toml"))


@pytest.mark.parametrize("way", ["itself", "file", "environment"])
def test_the_ping_address_is_read_and_never_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    address = "https://ping.example/0a1b2c"
    (tmp_path / "ping").write_text(f"{address}\n", encoding="utf-8")
    monkeypatch.setenv("MY_PING", address)
    key = {
        "itself": f'ping_url = "{address}"',
        "file": 'ping_url_file = "ping"',
        "environment": 'ping_url_env = "MY_PING"',
    }[way]
    placed = showfile.load(show_file(tmp_path, f"{LEAST}[unattended]\n{key}\n"))
    assert placed.ping_url.reveal() == address
    assert "0a1b2c" not in repr(placed)


def test_a_secret_hides_itself_everywhere() -> None:
    secret = Secret("hunter2")
    assert {repr(secret), str(secret), f"{secret}", f"{[secret]!r}"[1:-1]} == {HIDDEN}
    assert secret == Secret("hunter2")
    with pytest.raises(TypeError, match="not written down"):
        pickle.dumps(secret)


def test_a_new_file_can_be_read_and_names_every_key(tmp_path: Path) -> None:
    text = template.written(
        "morning",
        title='موجز "الصباح" \\ 1',
        description="",
        zone="Asia/Riyadh",
        url="https://example.org/feed.xml",
    )
    placed = showfile.load(show_file(tmp_path, text))
    assert placed.show.title == 'موجز "الصباح" \\ 1'
    for name in keys(Show):
        assert re.search(rf"^(# )?{name} = |\[{name}\]|\[\[{name}\]\]", text, re.MULTILINE), name


def test_what_a_new_file_holds_back_is_what_holds_anyway() -> None:
    """Every line behind a # that sets something sets it as it is."""
    text = template.written("m", title="t", description="", zone="UTC", url="https://example.org/feed.xml")
    shown = re.sub(
        r"^# (?=(speed|pauses|sounds|style|weekdays|catch_up|parts|most) = )", "", text, flags=re.M
    )
    shown = re.sub(r"^# (?=(keep_days|max_bytes|grace_days|allow_private|robots)[ =])", "", shown, flags=re.M)
    shown = re.sub(
        r"^# (?=(recheck_days|tries|report_after|on_failure|ping_partial)[_ =])", "", shown, flags=re.M
    )
    assert showfile.read(shown.encode()) == showfile.read(text.encode())
    assert tomllib.loads(shown) != tomllib.loads(text)


@settings(max_examples=40, deadline=None)
@given(st.text())
def test_any_title_can_be_written_into_a_new_file(title: str) -> None:
    title = title.encode("utf-8", "ignore").decode()
    text = template.written("m", title=title, description=title, zone="UTC", url="https://a.example/f.xml")
    assert tomllib.loads(text)["title"] == title


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with pytest.raises(ConfigError):
        showfile.read(data)


def keys(kind: type) -> set[str]:
    found: set[str] = set()
    for item in fields(kind):
        found.add(item.name)
        if is_dataclass(type(item.default)):
            found |= keys(type(item.default))
    return found - {"ping_url"}
