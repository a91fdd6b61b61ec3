"""Each defect planted in a folder of chapters, in the page and in what is told of loudness is found."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from mutagen import id3

from briefing import Settings, Store, make
from briefing.checks import folder as folder_check
from briefing.checks import player as player_check
from briefing.checks import sound as sound_check
from briefing.checks.faults import Fault
from briefing.exporters import folder
from briefing.model import Briefing
from tests import planted
from tests.planted import FIRST, SECOND, THIRD, Plant, edit, swap

LIST = "folder/briefing.m3u8"
PAGE = "index.html"
CHECKS = {"folder": folder_check.check, "player": player_check.check}


ID3: Any = id3.ID3
TIT2: Any = id3.TIT2
TRCK: Any = id3.TRCK
"""mutagen has no types."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("made")
    (place / "article.md").write_text(planted.ARTICLE, encoding="utf-8")
    voice(place / "article.md", place, "tone", place / "cache")
    return place / "out"


@pytest.fixture
def copy(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "copy")


def voice(article: Path, place: Path, name: str, cache: Path) -> None:
    make(
        str(article),
        place / "out",
        store=Store(cache),
        created="2026-02-27",
        settings=Settings(voice=name, editions=("mp3", "folder", "player")),
    )


def faults(place: Path) -> list[tuple[str, Fault]]:
    briefing = planted.load(place)
    return [(name, fault) for name, check in CHECKS.items() for fault in check(place, briefing)]


def removed(name: str) -> Plant:
    return lambda place: (place / name).unlink()


def exchanged(place: Path) -> None:
    one, two = place / "folder/004.mp3", place / "folder/005.mp3"
    kept = one.read_bytes()
    one.write_bytes(two.read_bytes())
    two.write_bytes(kept)


def retagged(number: int, frame: Callable[[], Any], *, gone: bool = False) -> Plant:
    def plant(place: Path) -> None:
        path = place / f"folder/{number:03d}.mp3"
        tag = ID3(path)
        item = frame()
        tag.delall(type(item).__name__)
        if not gone:
            tag.add(item)
        tag.save(path, v2_version=3)

    return plant


def sounding(change: planted.Change) -> Plant:
    """The files made of another master, which is put back."""

    def plant(place: Path) -> None:
        kept = (place / "master.wav").read_bytes()
        briefing = planted.load(place)
        planted.write(place, change(planted.samples(place), briefing))
        folder.export(briefing, place, folder.Options())
        (place / "master.wav").write_bytes(kept)

    return plant


def moved_marks(ms: int) -> Plant:
    """The files cut at another place."""

    def plant(place: Path) -> None:
        folder.export(planted.shift_mark(planted.load(place), "s02", ms), place, folder.Options())

    return plant


def one_more(place: Path) -> None:
    shutil.copy(place / "folder/001.mp3", place / "folder/099.mp3")


def no_mp3(place: Path) -> None:
    (place / "folder/004.mp3").write_bytes(bytes(9000))


def cut(place: Path) -> None:
    path = place / "folder/004.mp3"
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 3 // 4])


def resubbed(name: str, pattern: str, new: str) -> Plant:
    return edit(name, lambda text: re.sub(pattern, new, text, count=1, flags=re.DOTALL))


DEFECTS: dict[str, tuple[str, str, Plant]] = {
    # what is wrong: the check that finds it, where, and how it comes about
    "a chapter has no file": ("folder", "", removed("folder/003.mp3")),
    "there is a file too many": (
        "folder",
        "file",
        one_more,
    ),
    "two chapters are exchanged": ("folder", "s", exchanged),
    "a sentence is silent": ("folder", SECOND, sounding(planted.mute(SECOND))),
    "two sentences sound exchanged": ("folder", FIRST, sounding(planted.exchange_sounds(FIRST, THIRD))),
    "the sound is late": ("folder", FIRST, sounding(planted.late_ms(200))),
    "a chapter begins late": ("folder", "s02", moved_marks(40)),
    "a file ends early": ("folder", "", cut),
    "a file is no MP3": ("folder", "", no_mp3),
    "another title": ("folder", "", retagged(4, lambda: TIT2(encoding=1, text="كذا"))),
    "no title": ("folder", "", retagged(4, lambda: TIT2(encoding=1, text=""), gone=True)),
    "another number": ("folder", "", retagged(4, lambda: TRCK(encoding=0, text="3/9"))),
    "no number": ("folder", "", retagged(4, lambda: TRCK(encoding=0, text=""), gone=True)),
    "no playlist": ("folder", "file", removed(LIST)),
    "a file less in the playlist": ("folder", "names", swap(LIST, "002.mp3\n", "")),
    "a file twice in the playlist": ("folder", "names", swap(LIST, "002.mp3\n", "002.mp3\n002.mp3\n")),
    "another order in the playlist": (
        "folder",
        "names",
        edit(
            LIST,
            lambda text: text.replace("001.mp3", "x").replace("002.mp3", "001.mp3").replace("x", "002.mp3"),
        ),
    ),
    "a path in the playlist": ("folder", "names", swap(LIST, "002.mp3", "/folder/002.mp3")),
    "another length in the playlist": ("folder", "", resubbed(LIST, r"#EXTINF:\d+", "#EXTINF:77")),
    "no length in the playlist": ("folder", "", resubbed(LIST, r"#EXTINF:[^\n]*\n", "")),
    "another title in the playlist": ("folder", "s02", swap(LIST, ",الكلفة", ",كذا")),
    "no head of the playlist": ("folder", "start", swap(LIST, "#EXTM3U\n", "")),
    # the page
    "another language": ("player", "html", swap(PAGE, '<html lang="ar"', '<html lang="en"')),
    "another direction": ("player", "html", swap(PAGE, 'dir="rtl">\n<head>', 'dir="ltr">\n<head>')),
    "two headlines": ("player", "h1", swap(PAGE, "<h1>", "<h1>كذا</h1><h1>")),
    "no headline": ("player", "h1", resubbed(PAGE, "<h1>.*?</h1>", "")),
    "another headline": ("player", "h1", swap(PAGE, "<h1>", "<h1>كذا ")),
    "a script from elsewhere": (
        "player",
        "script",
        swap(PAGE, "</body>", '<script src="https://example.org/x.js"></script></body>'),
    ),
    "a picture from elsewhere": (
        "player",
        "img",
        swap(PAGE, "</main>", '<img src="//example.org/x" alt=""></main>'),
    ),
    "a link to elsewhere": (
        "player",
        "a",
        swap(PAGE, "</main>", '<a href="https://example.org">x</a></main>'),
    ),
    "a style from elsewhere": (
        "player",
        "style",
        swap(PAGE, "<style>", "<style>@font-face{src:url('https://example.org/x.woff2')}"),
    ),
    "an import of a style": ("player", "style", swap(PAGE, "<style>", '<style>@import "x.css";')),
    "a link to nowhere": (
        "player",
        "a",
        swap(PAGE, 'class="skip" href="#text"', 'class="skip" href="#nowhere"'),
    ),
    "no player": ("player", "audio", resubbed(PAGE, "<audio.*?</audio>", "")),
    "another sound": ("player", "audio", swap(PAGE, 'src="briefing.mp3"', 'src="other.mp3"')),
    "no controls": ("player", "audio", swap(PAGE, "<audio controls", "<audio")),
    "a sentence less": ("player", SECOND, resubbed(PAGE, f'<span id="{SECOND}".*?</span>', "")),
    "a sentence twice": ("player", SECOND, resubbed(PAGE, f'(<span id="{SECOND}".*?</span>)', r"\1\1")),
    "two sentences exchanged": (
        "player",
        FIRST,
        resubbed(PAGE, f'(<span id="{FIRST}".*?</span>)(.*?)(<span id="{SECOND}".*?</span>)', r"\3\2\1"),
    ),
    "another word": ("player", THIRD, swap(PAGE, "خمسة ملايين دينار.</span>", "ستة ملايين دينار.</span>")),
    "a sentence 2 ms late": (
        "player",
        SECOND,
        edit(
            PAGE,
            lambda text: re.sub(
                f'(id="{SECOND}" data-t=")([0-9.]+)', lambda hit: f"{hit[1]}{float(hit[2]) + 0.002:.3f}", text
            ),
        ),
    ),
    "an end that is none": (
        "player",
        SECOND,
        resubbed(PAGE, f'(id="{SECOND}" .*?data-e=")[0-9.]+', r"\1nan"),
    ),
    "a sentence without an end": (
        "player",
        SECOND,
        resubbed(PAGE, f'(id="{SECOND}" [^>]*?) data-e="[^"]*"', r"\1"),
    ),
    "a sentence hidden": (
        "player",
        SECOND,
        swap(PAGE, f'<span id="{SECOND}"', f'<span hidden id="{SECOND}"'),
    ),
    "a sentence nobody says": (
        "player",
        "s99u01",
        swap(PAGE, "</article>", '<p id="s99u01" data-t="1" data-e="2">كذا</p></article>'),
    ),
    "a chapter less in the list": ("player", "nav", resubbed(PAGE, r"<li><noscript>.*?</li>\n", "")),
    "two chapters exchanged in the list": (
        "player",
        "s01",
        resubbed(PAGE, r"(<li><noscript>[^\n]*#s01[^\n]*)\n([^\n]*)", r"\2\n\1"),
    ),
    "a chapter at another time in the list": (
        "player",
        "s02",
        resubbed(PAGE, r'(#s02".*?data-from=")[0-9.]+', r"\g<1>0.5"),
    ),
    "an empty page": ("player", "start", edit(PAGE, lambda _: "")),
}


@pytest.mark.parametrize("defect", DEFECTS)
def test_each_defect_is_found_by_its_check_alone(copy: Path, defect: str) -> None:
    right, where, plant = DEFECTS[defect]
    plant(copy)
    planted.relist(copy)
    told = faults(copy)
    assert {name for name, _ in told} == {right}, told
    assert any(where in fault.where for _, fault in told), told
    assert not any(fault.message.endswith(".") for _, fault in told)


def test_what_was_made_has_no_fault(made: Path) -> None:
    assert faults(made) == []


@pytest.mark.parametrize("seed", ["flash.txt", "latin.txt", "hmeimim.txt"])
def test_what_espeak_says_has_no_fault(seeds: Path, tmp_path: Path, spoken: Path, seed: str) -> None:
    pytest.importorskip("espeakng_loader")
    voice(seeds / seed, tmp_path, "espeak", spoken)
    assert faults(tmp_path / "out") == []
    assert list(sound_check.check(tmp_path / "out", planted.load(tmp_path / "out"))) == []


def test_a_link_to_the_article_is_no_fault_where_it_is_the_articles(copy: Path) -> None:
    swap(PAGE, "</main>", '<a href="https://example.org/a">x</a></main>')(copy)
    briefing = planted.load(copy)
    known = replace(briefing, masthead=replace(briefing.masthead, url="https://example.org/a"))
    assert list(player_check.check(copy, known)) == []
    assert [fault.where for fault in player_check.check(copy, briefing)] == ["a"]


@pytest.mark.parametrize(
    ("name", "check"), [(LIST, "folder"), ("folder/004.mp3", "folder"), (PAGE, "player")]
)
def test_a_spoiled_file_is_a_fault_and_never_an_error(copy: Path, name: str, check: str) -> None:
    whole, chance, noticed = (copy / name).read_bytes(), random.Random(name), 0
    briefing = planted.load(copy)
    for _ in range(25):
        at = chance.randrange(len(whole))
        tail = chance.choice((b"", b"<", b"\0", b"\xff", chance.randbytes(4) + whole[at + 4 :]))
        (copy / name).write_bytes(whole[:at] + tail)
        noticed += bool(list(CHECKS[check](copy, briefing)))
    assert noticed > 10


@pytest.mark.parametrize(("key", "by"), [("lufs", 0.5), ("lufs", -0.5), ("true_peak_dbtp", 0.5)])
def test_a_loudness_that_is_not_the_sounds_is_a_fault(copy: Path, key: str, by: float) -> None:
    briefing = planted.load(copy)
    assert list(sound_check.check(copy, briefing)) == []
    assert louder(briefing, key, 0.0) == briefing
    assert [fault.where for fault in sound_check.check(copy, louder(briefing, key, by))] == ["loudness"]


def louder(briefing: Briefing, key: str, by: float) -> Briefing:
    files = tuple(
        replace(item, loudness=replace(item.loudness, **{key: getattr(item.loudness, key) + by}))
        if item.name == "briefing.mp3" and item.loudness
        else item
        for item in briefing.files
    )
    return replace(briefing, files=files)
