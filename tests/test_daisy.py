"""The DAISY book as it is written. What holds of every book is in its check: tests/test_daisy_check.py."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import miniaudio
import numpy as np
import pytest
from lxml import etree
from mutagen.mp3 import BitrateMode

from briefing.checks.daisy import check
from briefing.errors import OutputError, RequestError
from briefing.exporters import daisy
from briefing.model import Briefing, Masthead, SegmentKind
from tests.books import Files, book_briefing, folder_files
from tests.briefings import HEADLINE, make_briefing, read_mp3, with_sections, write_master

GOLDEN = Path(__file__).parent / "golden" / "book.daisy.txt"
XHTML = "{http://www.w3.org/1999/xhtml}"


def written(folder: Path, briefing: Briefing) -> Files:
    """The book's files; it must be without fault."""
    folder.mkdir(exist_ok=True)
    write_master(folder, briefing)
    daisy.export(briefing, folder, daisy.Options())
    assert list(check(folder, briefing)) == []
    return folder_files(folder / "daisy")


def as_text(briefing: Briefing) -> str:
    return "".join(f"==== {name}\n{text}\n" for name, text in daisy.render(briefing).items())


def metas(document: bytes) -> dict[str, str]:
    return {
        meta.get("name", ""): meta.get("content", "")
        for meta in etree.fromstring(document).iter("{*}meta")
        if meta.get("name")
    }


def test_the_book_is_the_one_that_was_read_and_approved() -> None:
    """Read the difference, then: python -m tests.test_daisy"""
    assert as_text(book_briefing()) == GOLDEN.read_text(encoding="utf-8")


def test_the_folder_holds_the_book_and_nothing_else(tmp_path: Path) -> None:
    files = written(tmp_path, book_briefing())
    sections = [f"s000{number}.{ending}" for number in range(1, 6) for ending in ("mp3", "smil")]
    assert list(files) == ["content.html", "master.smil", "ncc.html", *sections]


def test_the_ncc_leads_to_each_section_by_its_title(tmp_path: Path) -> None:
    briefing = book_briefing()
    files = written(tmp_path, briefing)
    headings = list(etree.fromstring(files["ncc.html"]).iter(f"{XHTML}h1"))
    assert [heading[0].text for heading in headings] == [
        HEADLINE,
        *(chapter.title for chapter in briefing.chapters[1:]),
    ]
    assert [heading[0].get("href") for heading in headings[:2]] == ["s0001.smil#s00u01", "s0002.smil#s01u01"]


def test_the_total_time_is_that_of_the_sound_with_each_file_s_delay(tmp_path: Path) -> None:
    briefing = book_briefing()
    files = written(tmp_path, briefing)
    assert briefing.frames / briefing.rate == 13.35  # and five files are 50 ms late each
    assert metas(files["ncc.html"])["ncc:totalTime"] == "00:00:14"
    elapsed = [metas(files[f"s000{number}.smil"])["ncc:totalElapsedTime"] for number in (1, 2)]
    assert elapsed == ["00:00:00.000", "00:00:02.030"]


@pytest.mark.parametrize(
    ("rate", "wanted"), [(16_000, 22_050), (24_000, 22_050), (22_050, 22_050), (48_000, 44_100)]
)
def test_a_burst_is_where_the_smil_says_at_a_rate_that_players_know(
    tmp_path: Path, rate: int, wanted: int
) -> None:
    """The file is decoded as a simple player does it: no sample is left out."""
    briefing = book_briefing(rate=rate)
    files = written(tmp_path, briefing)
    for number, chapter in enumerate(briefing.chapters, 1):
        data = files[f"s{number:04d}.mp3"]
        info = read_mp3(data).info
        assert (info.sample_rate, info.channels, info.bitrate) == (wanted, 1, 64_000)
        assert info.bitrate_mode == BitrateMode.UNKNOWN  # no header frame tells one
        heard = np.abs(np.array(miniaudio.mp3_read_s16(data).samples, dtype=float))
        clips = [
            [float((audio.get(name) or "")[4:-1]) for name in ("clip-begin", "clip-end")]
            for audio in etree.fromstring(files[f"s{number:04d}.smil"]).iter("audio")
        ]
        assert clips[-1][1] <= len(heard) / wanted
        for cue, (begin, end) in zip(briefing.cues_of(chapter), clips, strict=True):
            clip = heard[round(begin * wanted) : round(end * wanted)]
            onset = int(np.flatnonzero(clip > 4000)[0]) / wanted
            lead = 0.05 if cue is not briefing.cues_of(chapter)[0] else 0.08 + 1105 / wanted
            assert onset == pytest.approx(lead, abs=0.003)


@pytest.mark.parametrize(
    "change",
    [
        lambda b: replace(b, masthead=Masthead()),
        lambda b: replace(b, masthead=replace(b.masthead, headline='\u202bخبر <عاجل> & "مهم"\x07\u202c')),
        lambda b: replace(b, chapters=tuple(replace(each, title="") for each in b.chapters)),
        lambda b: replace(
            b, utterances=tuple(replace(cue, id=f"{n}-x") for n, cue in enumerate(b.utterances))
        ),
        lambda b: replace(b, utterances=tuple(cue for cue in b.utterances if cue.chapter != "s01")),
        lambda b: replace(
            b, utterances=tuple(replace(cue, shown=f"\ufffe{cue.shown}\x00") for cue in b.utterances)
        ),
        lambda b: replace(b, chapters=tuple(replace(each, kind=SegmentKind.CREDIT) for each in b.chapters)),
        lambda _: with_sections(12),
    ],
    ids=[
        "nothing known",
        "marks in the headline",
        "no titles",
        "ids XML has not",
        "a silent chapter",
        "control characters",
        "no sections",
        "twelve sections",
    ],
)
def test_odd_briefings_make_books_without_fault(tmp_path: Path, change: object) -> None:
    assert callable(change)
    assert b"\x07" not in written(tmp_path, change(book_briefing()))["ncc.html"]


def test_a_briefing_that_says_nothing_makes_no_book(tmp_path: Path) -> None:
    briefing = make_briefing()
    write_master(tmp_path, briefing)
    with pytest.raises(OutputError, match="has no utterances"):
        daisy.export(replace(briefing, utterances=()), tmp_path, daisy.Options())


def test_a_bit_rate_that_mp3_has_not_is_refused() -> None:
    with pytest.raises(RequestError, match="one of 8, 16"):
        daisy.Options(bitrate_kbps=50)


if __name__ == "__main__":
    GOLDEN.write_text(as_text(book_briefing()), encoding="utf-8")
