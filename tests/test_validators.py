"""The books before judges who had no part in making them: EPUBCheck, Ace by DAISY, daisy-player."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from briefing.exporters import epub3
from briefing.model import Masthead
from tests.books import book_briefing, packed, replaced, unpacked, write_books
from tests.briefings import HEADLINE, LONG_TITLE, make_briefing, write_master
from tests.players import screen_of_daisy_player
from tests.scripts import made_with_tone
from tests.validators import QUICK_JAVA, epubcheck_jar, program


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("books")
    write_books(folder, book_briefing())
    return folder / "briefing.epub"


def messages_of_epubcheck(path: Path) -> list[str]:
    """Every message of any severity, usage notes too."""
    report = path.with_suffix(".json")
    command = [
        program("java"),
        *QUICK_JAVA,
        "-jar",
        str(epubcheck_jar()),
        str(path),
        "--json",
        str(report),
        "-u",
    ]
    subprocess.run(command, capture_output=True, check=False, timeout=300)
    document: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    assert document["checker"]["checkerVersion"].startswith("5.3")
    return [
        f"{message['severity']} {message['ID']}: {message['message']}" for message in document["messages"]
    ]


@pytest.mark.parametrize("which", ["handmade", "made", "nothing known"])
def test_epubcheck_has_nothing_to_say_of_our_books(which: str, book: Path, tmp_path: Path) -> None:
    if which == "made":
        made = made_with_tone(tmp_path)
        (book,) = epub3.export(made.briefing, made.folder, epub3.Options())
    if which == "nothing known":
        briefing = replace(make_briefing(), masthead=Masthead())
        write_master(tmp_path, briefing)
        (book,) = epub3.export(briefing, tmp_path, epub3.Options())
    assert messages_of_epubcheck(book) == []


def test_epubcheck_is_really_asked(book: Path, tmp_path: Path) -> None:
    files = unpacked(book)
    replaced("EPUB/c0003.smil", "c0003.xhtml#s02u02", "c0003.xhtml#s02u99")(files)
    packed(tmp_path / "spoiled.epub", files)
    assert any("RSC-012" in message for message in messages_of_epubcheck(tmp_path / "spoiled.epub"))


def violations_of_ace(path: Path, folder: Path) -> tuple[str, list[str]]:
    """Ace's verdict, and each broken rule; Ace itself ends with 0 whatever it finds."""
    ace = program("ace-puppeteer", path=os.environ.get("ACE", ""))
    environment = {**os.environ, "PUPPETEER_EXECUTABLE_PATH": program("chromium")}
    command = [ace, "--force", "--outdir", str(folder), str(path)]
    subprocess.run(command, capture_output=True, check=True, timeout=300, env=environment)
    report: dict[str, Any] = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    rules = [
        f"{part['earl:testSubject']['url']}: {finding['earl:test']['dct:title']}"
        for part in report["assertions"]
        for finding in part["assertions"]
    ]
    return report["earl:result"]["earl:outcome"], rules


def test_ace_finds_nothing_that_shuts_readers_out(book: Path, tmp_path: Path) -> None:
    assert violations_of_ace(book, tmp_path) == ("pass", [])


def test_ace_is_really_asked(book: Path, tmp_path: Path) -> None:
    files = unpacked(book)
    replaced("EPUB/package.opf", "schema:accessibilityHazard", "schema:accessibilityHazards")(files)
    packed(tmp_path / "spoiled.epub", files)
    verdict, rules = violations_of_ace(tmp_path / "spoiled.epub", tmp_path / "report")
    assert verdict == "fail"
    assert any("accessibilityhazard" in rule for rule in rules)


def test_daisy_player_shows_the_title_the_sections_and_the_time(book: Path, tmp_path: Path) -> None:
    drawn = screen_of_daisy_player(book.with_name("daisy"), tmp_path)
    assert "total length: 00:00:13" in drawn
    places = [
        drawn.find(one) for one in (HEADLINE[:25], "المحتويات", "خطة السواحل", LONG_TITLE[:25], "الختام")
    ]
    assert -1 not in places
    assert places == sorted(places)
